/* SPDX-License-Identifier: MIT
 *
 * The pure half: statistics against known values, periods, what counts as a change. Quiet years
 * must stay quiet; planted bursts and drops must be found.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "insight/changes.h"
#include "insight/coverage.h"

static void near(double got, double want, double by)
{
    if (fabs(got - want) > by)
        print_error("%.6f is not %.6f\n", got, want);
    assert_true(fabs(got - want) <= by);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static void wilson_agrees_with_known_intervals(void **state)
{
    (void)state;
    struct rn_interval ten = rn_wilson(9, 10, 1.959964), hundred = rn_wilson(90, 100, 1.959964);
    near(ten.low, 0.596, 0.001);
    near(ten.high, 0.982, 0.001);
    near(hundred.low, 0.826, 0.001);
    near(hundred.high, 0.945, 0.001);
    struct rn_interval none = rn_wilson(0, 0, 1.959964);
    near(none.low, 0, 0);
    near(none.high, 1, 0);
}

static void mean_interval_uses_student(void **state)
{
    (void)state;
    struct rn_interval five = rn_mean_interval(4, 1, 5);
    near(five.high - 4, 2.776 / sqrt(5), 0.001);
    struct rn_interval many = rn_mean_interval(4, 1, 10000);
    near(many.high - 4, 0.0196, 0.0001);
    assert_true(rn_mean_interval(4, 0, 1).high > 1e8);
}

static void welch_knows_equal_from_different(void **state)
{
    (void)state;
    near(rn_welch_p(4.2, 1, 30, 4.2, 1, 30), 1, 1e-9);
    assert_true(rn_welch_p(1.6, 1, 21, 4.5, 1, 84) < 1e-9);
    /* t = 2.0 with 38 degrees of freedom: p = 0.0527 by the tables */
    near(rn_welch_p(2, 10, 20, 0, 10, 20), 0.0527, 0.002);
    near(rn_welch_p(5, 0, 1, 1, 0, 1), 1, 0);
}

static void counts_have_the_negative_binomial_tail(void **state)
{
    double expected;
    (void)state;
    /* r = 1/2, p = 1/2: P(X >= 1) = 1 - sqrt(1/2) */
    near(rn_count_p(1, 0.5, 0, 0, &expected), 1 - sqrt(0.5), 1e-9);
    near(expected, 0.5, 1e-12);
    near(rn_count_p(3, 7, 30, 28, &expected), 1, 0);
    near(expected, 7 * 30.5 / 28.5, 1e-9);
    double p = rn_count_p(35, 7, 42, 28, NULL);
    assert_true(p > 0 && p < 1e-5);
    assert_true(rn_count_p(1000000000, 7, 0, 28, NULL) >= 0);
    assert_true(isfinite(rn_count_p(INT64_MAX, 1, INT64_MAX / 2, 28, NULL)));
}

/* ---- periods --------------------------------------------------------------------------------- */

static int32_t day(int y, int m, int d)
{
    return (int32_t)rn_days_from_civil(y, m, d);
}

static void periods_are_the_last_full_ones(void **state)
{
    struct rn_period p;
    (void)state;
    rn_period_last(RN_PERIOD_WEEK, day(2026, 5, 4), &p);
    assert_int_equal(p.now.from, day(2026, 4, 27));
    assert_int_equal(p.now.to, day(2026, 5, 4));
    assert_int_equal(p.before.from, day(2026, 4, 20));
    assert_int_equal(p.week, 18);
    rn_period_last(RN_PERIOD_WEEK, day(2026, 5, 10), &p);
    assert_int_equal(p.now.from, day(2026, 4, 27));
    rn_period_last(RN_PERIOD_MONTH, day(2026, 1, 31), &p);
    assert_int_equal(p.now.from, day(2025, 12, 1));
    assert_int_equal(p.now.to, day(2026, 1, 1));
    assert_int_equal(p.before.from, day(2025, 11, 1));
    rn_period_last(RN_PERIOD_WEEK, day(2027, 1, 6), &p);
    assert_int_equal(p.year, 2026);
    assert_int_equal(p.week, 53);
}

static void mondays_cover_the_weekend(void **state)
{
    struct rn_period p;
    (void)state;
    rn_period_last(RN_PERIOD_DAY, day(2026, 5, 4), &p);
    assert_int_equal(p.now.to - p.now.from, 3);
    rn_period_last(RN_PERIOD_DAY, day(2026, 5, 5), &p);
    assert_int_equal(p.now.to - p.now.from, 1);
    assert_int_equal(p.score.to - p.score.from, 7);
    assert_int_equal(p.before.to, p.score.from);
}

/* ---- changes --------------------------------------------------------------------------------- */

static uint64_t seed;

static double random_unit(void)
{
    uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static int poisson(double mean)
{
    double limit = exp(-mean), p = random_unit();
    int n = 0;
    for (; p > limit; n++)
        p *= random_unit();
    return n;
}

/* Whole stars around a mean, with the spread that ratings of real places have. */
static int stars_around(double mean)
{
    double weight[5], total = 0;
    for (int i = 0; i < 5; i++) {
        weight[i] = pow(fmax(0.02, 1 - fabs(i + 1 - mean) / 3), 3);
        total += weight[i];
    }
    double at = random_unit() * total;
    for (int i = 0; i < 4; i++) {
        if (at < weight[i])
            return i + 1;
        at -= weight[i];
    }
    return 5;
}

static void put(struct rn_series *s, int32_t on, int n, double mean)
{
    struct rn_sums *sums = rn_series_at(s, on);
    for (int i = 0; i < n; i++) {
        int stars = stars_around(mean);
        sums->count++;
        sums->rated++;
        sums->stars += stars;
        sums->star[stars - 1]++;
    }
}

static struct rn_series quiet(const void *ctx, int32_t first, size_t days, double rate, double mean)
{
    struct rn_series s = {first, days, rn_new_array(ctx, struct rn_sums, days)};
    for (size_t i = 0; i < days; i++) {
        bool weekend = ((first + (int32_t)i + 3) % 7) > 4;
        put(&s, first + (int32_t)i, poisson(rate * (weekend ? 1.3 : 0.9)), mean);
    }
    return s;
}

static size_t changes_at(const struct rn_series *s, enum rn_period_kind kind, int32_t today,
                         struct rn_change *found)
{
    struct rn_period p;
    rn_period_last(kind, today, &p);
    size_t n = rn_changes_find(s, &p, today, found);
    for (size_t i = 0; i < n; i++)
        found[i].name = "place";
    return n;
}

/* Two listings, 52 weekly digests, forty years: five lines a year are allowed, most have none. */
static void quiet_years_stay_quiet(void **state)
{
    int32_t monday = day(2025, 3, 3);
    size_t total = 0;
    (void)state;
    for (int year = 0; year < 40; year++) {
        RN_SCOPE(tmp);
        struct rn_change found[2 * RN_CHANGES_MAX];
        size_t lines = 0;
        seed = (uint64_t)year * 7919 + 1;
        struct rn_series a = quiet(tmp, monday, 60 * 7, 3, 4.2);
        struct rn_series b = quiet(tmp, monday, 60 * 7, 1, 4.2);
        for (int week = 9; week <= 60; week++) {
            size_t n = changes_at(&a, RN_PERIOD_WEEK, monday + week * 7, found);
            n += changes_at(&b, RN_PERIOD_WEEK, monday + week * 7, found + n);
            lines += rn_changes_rank(found, n, 2);
        }
        if (lines > 5)
            print_error("year %d: %zu lines\n", year, lines);
        assert_true(lines <= 5);
        total += lines;
    }
    print_message("# %zu lines in 40 quiet years\n", total);
    assert_true(total < 120);
}

static bool has(const struct rn_change *v, size_t n, enum rn_change_kind kind)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].kind == kind)
            return true;
    return false;
}

static void planted_bursts_and_drops_are_found(void **state)
{
    int32_t monday = day(2026, 2, 2), last = monday + 8 * 7;
    (void)state;
    for (int i = 0; i < 30; i++) {
        RN_SCOPE(tmp);
        struct rn_change found[RN_CHANGES_MAX];
        seed = (uint64_t)i * 104729 + 3;
        struct rn_series burst = quiet(tmp, monday, 9 * 7, 1.5, 4.4);
        put(&burst, last + 3, 35, 4);
        size_t n = changes_at(&burst, RN_PERIOD_WEEK, last + 7, found);
        assert_true(has(found, n, RN_CHANGE_VOLUME));
        struct rn_series drop = quiet(tmp, monday, 8 * 7, 4, 4.4);
        drop.day = rn_grow_array(tmp, drop.day, struct rn_sums, 9 * 7);
        memset(drop.day + 8 * 7, 0, 7 * sizeof *drop.day);
        drop.days = 9 * 7;
        for (int k = 0; k < 7; k++)
            put(&drop, last + k, poisson(4), 1.5);
        n = changes_at(&drop, RN_PERIOD_WEEK, last + 7, found);
        assert_true(has(found, n, RN_CHANGE_RATING));
    }
}

static void a_new_listing_is_no_burst(void **state)
{
    RN_SCOPE(tmp);
    struct rn_change found[RN_CHANGES_MAX];
    int32_t monday = day(2026, 2, 2);
    (void)state;
    struct rn_series s = {monday, 63, rn_new_array(tmp, struct rn_sums, 63)};
    put(&s, monday + 57, 20, 4);
    assert_int_equal(changes_at(&s, RN_PERIOD_WEEK, monday + 63, found), 0);
    struct rn_series none = {monday, 63, rn_new_array(tmp, struct rn_sums, 63)};
    assert_int_equal(changes_at(&none, RN_PERIOD_WEEK, monday + 63, found), 0);
}

/* 60 reviews a week, all answered in an hour, until a week in which only a third is. The last two
 * days have no answers yet in either case and must not matter. */
static void answering_less_is_found_and_youth_is_not(void **state)
{
    RN_SCOPE(tmp);
    struct rn_change found[RN_CHANGES_MAX];
    int32_t monday = day(2026, 2, 2), last = monday + 8 * 7;
    (void)state;
    struct rn_series s = {monday, 63, rn_new_array(tmp, struct rn_sums, 63)};
    for (int32_t on = monday; on < last + 7; on++) {
        put(&s, on, 12, 4);
        rn_series_at(&s, on)->answerable = 12;
        if (on >= last + 5)
            continue;
        rn_series_at(&s, on)->replied = 12;
        rn_series_at(&s, on)->delay[rn_delay_bucket(RN_HOUR)] = 12;
    }
    size_t n = changes_at(&s, RN_PERIOD_WEEK, last + 7, found);
    assert_false(has(found, n, RN_CHANGE_ANSWERED));
    for (int32_t on = last; on < last + 5; on++)
        rn_series_at(&s, on)->delay[rn_delay_bucket(RN_HOUR)] = 4;
    n = changes_at(&s, RN_PERIOD_WEEK, last + 7, found);
    assert_true(has(found, n, RN_CHANGE_ANSWERED));
}

static void removals_are_facts(void **state)
{
    struct rn_change c;
    (void)state;
    assert_false(rn_removed_find(0, 100, &c));
    assert_true(rn_removed_find(1, 100, &c));
    assert_false(c.sweep);
    assert_true(rn_removed_find(3, 100, &c));
    assert_true(c.sweep);
    assert_true(rn_removed_find(3, 1000, &c));
    assert_false(c.sweep);
    assert_int_equal(rn_changes_rank(&c, 1, 100000), 1);
}

static void every_listing_comes_first_with_its_worst(void **state)
{
    struct rn_change v[3] = {{.name = "a", .kind = RN_CHANGE_RATING, .harm = 4},
                             {.name = "a", .kind = RN_CHANGE_VOLUME, .harm = 3},
                             {.name = "b", .kind = RN_CHANGE_VOLUME, .harm = 1}};
    (void)state;
    assert_int_equal(rn_changes_rank(v, 3, 2), 3);
    assert_string_equal(v[0].name, "a");
    assert_string_equal(v[1].name, "b");
    assert_int_equal(v[2].kind, RN_CHANGE_VOLUME);
}

/* ---- coverage -------------------------------------------------------------------------------- */

static void coverage_tells_quiet_from_blind(void **state)
{
    const int64_t now = 100 * RN_DAY;
    struct rn_seen s = {.name = "s", .configured = true, .every = RN_HOUR, .expected = -1};
    (void)state;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_NEVER);
    s.last_try = now;
    s.health = "login";
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_FAILED);
    s.last_complete = now - RN_HOUR;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_FAILED);
    s.health = "ok";
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_NONE);
    s.cut_off = true;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_CUT_OFF);
    s.cut_off = false;
    s.last_complete = now - 3 * RN_HOUR;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_LATE);
    assert_int_equal(rn_coverage_missed(&s, now), 3);
    assert_false(rn_coverage_blind(&s, now));
    s.last_complete = now - 25 * RN_HOUR;
    assert_true(rn_coverage_blind(&s, now));
    s.last_complete = now;
    s.expected = 120;
    s.stored = 98;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_SHORT);
    s.configured = false;
    assert_int_equal(rn_coverage_gap(&s, now), RN_GAP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_agrees_with_known_intervals),
        cmocka_unit_test(mean_interval_uses_student),
        cmocka_unit_test(welch_knows_equal_from_different),
        cmocka_unit_test(counts_have_the_negative_binomial_tail),
        cmocka_unit_test(periods_are_the_last_full_ones),
        cmocka_unit_test(mondays_cover_the_weekend),
        cmocka_unit_test(quiet_years_stay_quiet),
        cmocka_unit_test(planted_bursts_and_drops_are_found),
        cmocka_unit_test(a_new_listing_is_no_burst),
        cmocka_unit_test(answering_less_is_found_and_youth_is_not),
        cmocka_unit_test(removals_are_facts),
        cmocka_unit_test(every_listing_comes_first_with_its_worst),
        cmocka_unit_test(coverage_tells_quiet_from_blind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
