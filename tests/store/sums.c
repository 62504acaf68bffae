/* SPDX-License-Identifier: MIT
 *
 * Sums per day agree with the reviews, whatever was added, edited, removed.
 */
#include "store/help.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <renown/stamp.h>

/* ---- the histogram --------------------------------------------------------------------------- */

static void delay_buckets(void **state)
{
    (void)state;
    assert_int_equal(rn_delay_bucket(-1), 0);
    assert_int_equal(rn_delay_bucket(0), 0);
    assert_int_equal(rn_delay_bucket(RN_MINUTE - 1), 0);
    assert_int_equal(rn_delay_bucket(RN_MINUTE), 1);
    assert_int_equal(rn_delay_bucket(2 * RN_MINUTE), 4);
    assert_int_equal(rn_delay_bucket(4 * RN_MINUTE - 1), 6);
    assert_int_equal(rn_delay_bucket(INT64_MAX), RN_DELAY_BUCKETS - 1);
    for (int64_t us = RN_MINUTE; us < 30 * RN_DAY; us += us / 50)
        assert_true(rn_delay_bucket(us) <= rn_delay_bucket(us + us / 50));
}

static void median_is_near(void **state)
{
    (void)state;
    int64_t delay[RN_DELAY_BUCKETS] = {0};
    assert_int_equal(rn_delay_median(delay), -1);
    delay[0] = 3;
    assert_int_equal(rn_delay_median(delay), RN_MINUTE / 2);
    for (int64_t us = RN_MINUTE; us < 30 * RN_DAY; us += us / 7) {
        memset(delay, 0, sizeof delay);
        delay[rn_delay_bucket(us)] = 5;
        delay[0] = 2;
        delay[RN_DELAY_BUCKETS - 1] += 2;
        double ratio = (double)rn_delay_median(delay) / (double)us;
        assert_true(ratio > 1 / 1.125 && ratio < 1.125);
    }
}

/* ---- keeping up with reviews ----------------------------------------------------------------- */

static void count_change(struct box *b, const struct rn_stored *old, const struct rn_stored *now)
{
    struct rn_sums sums = {0};
    rn_sums_add_review(&sums, old, -1);
    ok(b, rn_rollup_add(b->s, old->listing, old->day, old->origin, &sums, &b->d));
    sums = (struct rn_sums){0};
    rn_sums_add_review(&sums, now, 1);
    ok(b, rn_rollup_add(b->s, now->listing, now->day, now->origin, &sums, &b->d));
}

static void answer(struct box *b, int64_t n)
{
    struct rn_stored old, r;
    ok(b, rn_review_load_n(b->s, n, b, &old, &b->d));
    r = old;
    r.r.reply = (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                        .text = rn_str("Thanks"),
                                        .at = {r.r.created.us + n * RN_HOUR, RN_TIME_SECOND}};
    r.reply_counted = true;
    ok(b, rn_review_touch(b->s, &r, &b->d));
    count_change(b, &old, &r);
}

static void take_away(struct box *b, int64_t n)
{
    struct rn_stored old, r;
    ok(b, rn_review_load_n(b->s, n, b, &old, &b->d));
    r = old;
    r.removed_at = old.removed_at == 0 ? NOW : 0;
    ok(b, rn_review_touch(b->s, &r, &b->d));
    count_change(b, &old, &r);
}

static void edit(struct box *b, int64_t n)
{
    struct rn_stored old, r;
    ok(b, rn_review_load_n(b->s, n, b, &old, &b->d));
    r = old;
    r.stars = 2.3333333333333335;
    r.r.text = rn_str("");
    ok(b, rn_review_replace(b->s, &old, &r, NULL, NOW, &b->d));
    count_change(b, &old, &r);
}

static void agree_after_everything(void **state)
{
    struct box *b = *state;
    for (int round = 0; round < 3; round++) {
        box_begin(b);
        for (int i = 0; i < 100; i++)
            add(b, round * 100 + i, "t", i % 4 == 0 ? "" : "words");
        box_commit(b);
        ok(b, rn_rollups_verify(b->s, &b->d));
        box_begin(b);
        for (int n = round * 100 + 1; n < round * 100 + 90; n += 3) {
            answer(b, n);
            if (n % 2 == 0)
                take_away(b, n);
            if (n % 5 == 0)
                edit(b, n + 1);
            if (n % 4 == 0)
                take_away(b, n); /* it came back */
        }
        ok(b, rn_rollups_verify(b->s, &b->d)); /* sums in memory count */
        box_commit(b);
        ok(b, rn_rollups_verify(b->s, &b->d));
    }
}

static void sums_of_days(void **state)
{
    struct box *b = *state;
    struct rn_sums s;
    box_begin(b);
    struct rn_stored r = add(b, 0, "t", "words"); /* listing l0, 1 star */
    struct rn_stored x = add(b, 240, "t", "");    /* ten days before */
    answer(b, r.n);
    take_away(b, x.n);
    ok(b, rn_rollup_sum(b->s, "l0", r.day, r.day + 1, &s, &b->d));
    assert_int_equal(s.count, 1);
    box_commit(b);
    ok(b, rn_rollup_sum(b->s, "l0", r.day - 20, r.day + 1, &s, &b->d));
    assert_int_equal(s.count, 1);
    assert_int_equal(s.removed, 1);
    assert_int_equal(s.rated, 1);
    assert_int_equal(s.texts, 1);
    assert_int_equal(s.replied, 1);
    assert_int_equal(s.star[0], 1);
    assert_true(fabs(s.stars - 1) < 1e-9);
    assert_int_equal(s.delay[rn_delay_bucket(RN_HOUR)], 1);
    ok(b, rn_rollup_sum(b->s, "l0", r.day + 1, r.day + 9, &s, &b->d));
    assert_int_equal(s.count, 0);
}

struct walk {
    char last[40];
    int keys;
    int64_t count;
};

static enum rn_status each_key(void *arg, const char *listing, int32_t day, int64_t origin,
                               const struct rn_sums *sums)
{
    struct walk *w = arg;
    char key[40];
    (void)snprintf(key, sizeof key, "%s %08d %lld", listing, day, (long long)origin);
    assert_true(strcmp(w->last, key) < 0);
    (void)snprintf(w->last, sizeof w->last, "%s", key);
    w->keys++;
    w->count += sums->count;
    return w->keys == 1000 ? RN_LIMIT : RN_OK;
}

/* More keys than the table in memory holds: it is written in between. */
static void many_keys(void **state)
{
    struct box *b = *state;
    struct rn_sums one = {.count = 1};
    struct walk w = {.last = ""};
    box_begin(b);
    for (int i = 0; i < 20000; i++)
        ok(b, rn_rollup_add(b->s, i % 2 ? "a" : "b", i / 2, 1, &one, &b->d));
    for (int i = 0; i < 20000; i += 2)
        ok(b, rn_rollup_add(b->s, "b", i / 2, 1, &one, &b->d));
    box_commit(b);
    ok(b, rn_rollups_each(b->s, "b", 0, 900, each_key, &w, &b->d));
    assert_int_equal(w.keys, 900);
    assert_int_equal(w.count, 1800);
    w = (struct walk){.last = ""};
    ok(b, rn_rollups_each(b->s, NULL, 10, 20, each_key, &w, &b->d));
    assert_int_equal(w.keys, 20);
    assert_int_equal(w.count, 30);
    w = (struct walk){.last = ""};
    assert_int_equal(rn_rollups_each(b->s, NULL, 0, 99999, each_key, &w, NULL), RN_LIMIT);
    assert_int_equal(number(b, "select sum(count) from rollup"), 30000);
}

static void differs(struct box *b, const char *sql, const char *where)
{
    tamper(b, "create table if not exists kept as select * from rollup");
    tamper(b, sql);
    fails(b, rn_rollups_verify(b->s, &b->d), RN_CORRUPT, where);
    tamper(b, "delete from rollup; insert into rollup select * from kept");
    ok(b, rn_rollups_verify(b->s, &b->d));
}

static void differences_are_named(void **state)
{
    struct box *b = *state;
    box_begin(b);
    for (int i = 0; i < 60; i++)
        add(b, i, "t", "words");
    answer(b, 14);
    box_commit(b);
    ok(b, rn_rollups_verify(b->s, &b->d));
    differs(b, "update rollup set count = count + 1 where listing = 'l4'", "listing l4");
    differs(b, "delete from rollup where listing = 'l9'", "listing l9");
    differs(b, "delete from rollup", "listing l0");
    differs(b, "update rollup set stars = stars + 0.5 where listing = 'l2'", "listing l2");
    differs(b, "update rollup set delays = '' where listing = 'l3'", "listing l3");
    differs(b,
            "insert into rollup select 'zz', day, origin, count, rated, stars, s1, s2, s3, s4, "
            "s5, texts, answerable, replied, removed, delays from rollup limit 1",
            "listing zz");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delay_buckets),
        cmocka_unit_test(median_is_near),
        TEST(agree_after_everything),
        TEST(sums_of_days),
        TEST(many_keys),
        TEST(differences_are_named),
    };
    return cmocka_run_group_tests_name("store/sums", tests, NULL, NULL);
}
