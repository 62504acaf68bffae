/* SPDX-License-Identifier: MIT
 *
 * What may be asked: quota, budget, money; which of them ends it, and what is said.
 */
#include "store/help.h"

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "collect/allowance.h"
#include "store/manners.h"

struct source {
    struct rn_limits limits;
    struct rn_plugin plugin;
    struct rn_source_config config;
    struct rn_allowance a;
};

static void make(struct box *b, struct source *s, int64_t quota, int64_t budget, int64_t price,
                 int64_t spend)
{
    *s = (struct source){
        .limits = {.size = sizeof s->limits, .per_day = quota, .price_micro = price},
        .plugin = {.size = sizeof s->plugin, .limits = &s->limits},
        .config = {
            .name = "guests", .plugin = "guestbook", .common = {.budget = budget, .spend = spend}}};
    rn_allowance_of(b, &s->config, &s->plugin, "harbour", &s->a);
}

/* How many are given before it ends; the sentence stays in the box. */
static int taken(struct box *b, const struct source *s, int64_t now)
{
    int n = 0;
    while (n < 1000 && rn_allowance_take(b->s, &s->a, 0, now, &b->d) == RN_OK)
        n++;
    if (n < 1000 && b->d.status != RN_LIMIT)
        fail_msg("%s", b->d.text);
    return n;
}

static void says(const struct box *b, const char *words)
{
    if (strstr(b->d.text, words) == NULL)
        fail_msg("\"%s\"", b->d.text);
}

static void the_smaller_counts(void **state)
{
    struct box *b = *state;
    struct source s;
    make(b, &s, 7, 0, 0, 0);
    assert_int_equal(taken(b, &s, NOW), 7);
    says(b, "the place allows 7 requests a day");
    make(b, &s, 7, 9, 0, 0);
    assert_int_equal(taken(b, &s, NOW + RN_DAY), 7);
    make(b, &s, 7, 5, 0, 0);
    assert_int_equal(taken(b, &s, NOW + 2 * RN_DAY), 5);
    says(b, "`budget` of source guests");
    assert_int_equal(taken(b, &s, NOW + 2 * RN_DAY), 0);
    assert_int_equal(taken(b, &s, NOW + 3 * RN_DAY), 5);
}

static void money(void **state)
{
    struct box *b = *state;
    struct source s;
    int64_t first = 0;
    assert_true(rn_stamp_make(2026, 6, 1, 0, 0, 0, &first));
    make(b, &s, 0, 0, 300000, 2); /* 0.30 a request, 2 a month */
    assert_int_equal(taken(b, &s, first), 6);
    says(b, "more than the 2 a month");
    assert_int_equal(taken(b, &s, first + 29 * RN_DAY), 0);
    assert_int_equal(taken(b, &s, first + 30 * RN_DAY), 6);
    make(b, &s, 0, 4, 300000, 2); /* a day's requests end before the month's money */
    assert_int_equal(taken(b, &s, first + 61 * RN_DAY), 4);
    assert_int_equal(taken(b, &s, first + 62 * RN_DAY), 2);
    says(b, "a month");
}

static void pays_what_came(void **state)
{
    struct box *b = *state;
    struct source s;
    struct rn_spent spent;
    make(b, &s, 0, 0, 500000, 1); /* at most 0.50 a request, 1 a month */
    assert_int_equal(rn_allowance_take(b->s, &s.a, 0, NOW, &b->d), RN_OK);
    assert_int_equal(rn_allowance_settle(b->s, &s.a, 0, 100000, NOW, &b->d), RN_OK);
    assert_int_equal(rn_allowance_take(b->s, &s.a, 0, NOW, &b->d), RN_OK);
    assert_int_equal(rn_allowance_take(b->s, &s.a, 0, NOW, &b->d), RN_LIMIT);
    says(b, "more than the 1 a month");
    assert_int_equal(rn_allowance_take(b->s, &s.a, 400000, NOW, &b->d), RN_OK); /* a smaller one */
    assert_int_equal(rn_allowance_settle(b->s, &s.a, 400000, 0, NOW, &b->d), RN_OK);
    assert_int_equal(rn_spent_read(b->s, s.a.account, NOW, &spent, &b->d), RN_OK);
    assert_int_equal(spent.requests, 3);
    assert_int_equal(spent.micro, 600000);
}

static void nothing_is_scarce(void **state)
{
    struct box *b = *state;
    struct source s;
    make(b, &s, 0, 0, 0, 50); /* money for what costs none */
    assert_int_equal(taken(b, &s, NOW), 1000);
    make(b, &s, 0, 0, 10, 0); /* counted, so that it can be shown */
    ok(b, rn_allowance_take(b->s, &s.a, 0, NOW, &b->d));
    box_close(b);
    assert_int_equal(number(b, "select sum(micro) from spent"), 10);
}

static void one_account_under_two_names(void **state)
{
    struct box *b = *state;
    struct source s, t;
    make(b, &s, 0, 5, 0, 0);
    make(b, &t, 0, 5, 0, 0);
    t.config.name = "another";
    rn_allowance_of(b, &t.config, &t.plugin, "harbour", &t.a);
    assert_int_equal(taken(b, &s, NOW), 5);
    assert_int_equal(taken(b, &t, NOW), 0);
    rn_allowance_of(b, &t.config, &t.plugin, "", &t.a); /* a place without accounts: its own */
    assert_int_equal(taken(b, &t, NOW), 5);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(the_smaller_counts), CASE(money), CASE(pays_what_came),
                                       CASE(nothing_is_scarce), CASE(one_account_under_two_names)};
    return cmocka_run_group_tests_name("collect/allowance", tests, NULL, NULL);
}
