/* SPDX-License-Identifier: MIT
 *
 * What was spent stays spent, day by day and month by month; robots.txt and validators are found
 * again.
 */
#include "store/help.h"

#include <string.h>

#include <renown/stamp.h>

#include "store/manners.h"

static struct rn_spent spent(struct box *b, const char *account, int64_t now)
{
    struct rn_spent s;
    ok(b, rn_spent_read(b->s, account, now, &s, &b->d));
    return s;
}

static void spend(struct box *b, const char *account, int64_t now, int64_t micro)
{
    box_begin(b);
    ok(b, rn_spent_add(b->s, account, now, 1, micro, &b->d));
    box_commit(b);
}

static int64_t at(int month, int day, int hour)
{
    int64_t us = 0;
    assert_true(rn_stamp_make(2026, month, day, hour, 0, 0, &us));
    return us;
}

static void days_and_months(void **state)
{
    struct box *b = *state;
    assert_int_equal(spent(b, "a", at(1, 31, 23)).requests, 0);
    spend(b, "a", at(1, 31, 23), 5);
    spend(b, "a", at(1, 31, 23), 5);
    spend(b, "a", at(2, 1, 0), 7);
    spend(b, "a", at(2, 28, 1), 7);
    spend(b, "b", at(2, 28, 1), 1000);
    assert_int_equal(spent(b, "a", at(1, 31, 0)).requests, 2);
    assert_int_equal(spent(b, "a", at(1, 31, 0)).micro, 10);
    assert_int_equal(spent(b, "a", at(2, 1, 12)).requests, 1);
    assert_int_equal(spent(b, "a", at(2, 1, 12)).micro, 7);
    assert_int_equal(spent(b, "a", at(2, 28, 23)).requests, 1);
    assert_int_equal(spent(b, "a", at(2, 28, 23)).micro, 14);
    assert_int_equal(spent(b, "a", at(3, 1, 0)).micro, 0);
    assert_int_equal(spent(b, "b", at(2, 28, 1)).micro, 1000);
}

/* A dry run, a fault in the middle: what was sent was sent. */
static void rolled_back(void **state)
{
    struct box *b = *state;
    box_begin(b);
    ok(b, rn_spent_add(b->s, "a", NOW, 1, 3, &b->d));
    ok(b, rn_spent_add(b->s, "a", NOW, 1, 3, &b->d));
    ok(b, rn_spent_add(b->s, "b", NOW + RN_DAY, 1, 0, &b->d));
    assert_int_equal(spent(b, "a", NOW).requests, 2);
    rn_store_rollback(b->s);
    assert_int_equal(spent(b, "a", NOW).requests, 2);
    assert_int_equal(spent(b, "a", NOW).micro, 6);
    assert_int_equal(spent(b, "b", NOW + RN_DAY).requests, 1);
    rn_store_rollback(b->s); /* once is enough */
    assert_int_equal(spent(b, "a", NOW).requests, 2);
    spend(b, "a", NOW, 0);
    rn_store_rollback(b->s); /* what was committed is not counted again */
    assert_int_equal(spent(b, "a", NOW).requests, 3);
    fails(b, rn_spent_add(b->s, "a", NOW, 1, 0, &b->d), RN_BUG, "outside a transaction");
}

static void old_days_go(void **state)
{
    struct box *b = *state;
    spend(b, "a", NOW, 1);
    spend(b, "b", NOW, 1);
    spend(b, "a", NOW + 500 * RN_DAY, 1);
    box_close(b);
    assert_int_equal(number(b, "select count(*) from spent"), 2);
}

static void robots(void **state)
{
    struct box *b = *state;
    struct rn_str text;
    int64_t when = 0;
    const char *server = "https://a.example:443";
    fails(b, rn_robots_find(b->s, server, b, &text, &when, &b->d), RN_GONE, "a.example");
    box_begin(b);
    ok(b, rn_robots_keep(b->s, server, rn_str("User-agent: *\n"), NOW, &b->d));
    ok(b, rn_robots_keep(b->s, server, rn_str("User-agent: *\nDisallow: /x\n"), NOW + 1, &b->d));
    box_commit(b);
    ok(b, rn_robots_find(b->s, server, b, &text, &when, &b->d));
    assert_true(rn_str_is(text, "User-agent: *\nDisallow: /x\n"));
    assert_int_equal(when, NOW + 1);
    fails(b, rn_robots_keep(b->s, server, text, NOW, &b->d), RN_BUG, "outside a transaction");
}

static void validators(void **state)
{
    struct box *b = *state;
    struct rn_validator v = {.etag = "W/\"1\"", .body = "hash", .reviews = 50}, got;
    const int64_t n = b->origin.n;
    box_begin(b);
    ok(b, rn_validator_save(b->s, n, "r1", &v, NOW, &b->d));
    v.modified = "Sun, 06 Nov 1994 08:49:37 GMT";
    v.etag = NULL;
    ok(b, rn_validator_save(b->s, n, "r2", &v, NOW + 20 * RN_DAY, &b->d));
    box_commit(b);
    ok(b, rn_validator_find(b->s, n, "r1", b, &got, &b->d));
    assert_string_equal(got.etag, "W/\"1\"");
    assert_null(got.modified);
    assert_string_equal(got.body, "hash");
    assert_int_equal(got.reviews, 50);
    fails(b, rn_validator_find(b->s, n + 1, "r1", b, &got, &b->d), RN_GONE, "not answered");
    box_begin(b);
    ok(b, rn_validator_save(b->s, n, "r2", &v, NOW + 40 * RN_DAY, &b->d));
    box_commit(b);
    fails(b, rn_validator_find(b->s, n, "r1", b, &got, &b->d), RN_GONE, ""); /* a month unused */
    ok(b, rn_validator_find(b->s, n, "r2", b, &got, &b->d));
    assert_null(got.etag);
    assert_string_equal(got.modified, v.modified);
    box_begin(b);
    ok(b, rn_validators_drop(b->s, n, &b->d));
    box_commit(b);
    fails(b, rn_validator_find(b->s, n, "r2", b, &got, &b->d), RN_GONE, "");
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(days_and_months), CASE(rolled_back), CASE(old_days_go), CASE(robots), CASE(validators),
    };
    return cmocka_run_group_tests_name("store/manners", tests, NULL, NULL);
}
