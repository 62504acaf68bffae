/* SPDX-License-Identifier: MIT
 *
 * The anomaly score on made series: quiet ones stay quiet, what is planted is found, and no score
 * depends on what comes later.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "insight/anomaly.h"

enum { ROWS = 4032, ROW_DAY = 288 }; /* fourteen days, a value each five minutes */

struct series {
    double value[ROWS], score[ROWS];
    uint64_t seed;
};

static double chance(struct series *s)
{
    s->seed = s->seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(s->seed >> 11) / 9007199254740992.0;
}

static double poisson(struct series *s, double mean)
{
    int n = 0;
    for (double p = chance(s), least = exp(-mean); p > least; p *= chance(s))
        n++;
    return n;
}

static struct series *made(const void *ctx, uint64_t seed, double mean, double wave)
{
    struct series *s = rn_new(ctx, struct series);
    s->seed = seed;
    for (int i = 0; i < ROWS; i++)
        s->value[i] = poisson(s, mean + wave * sin(2 * M_PI * i / ROW_DAY));
    return s;
}

static void score(struct series *s, int64_t step)
{
    struct rn_anomaly *a = rn_anomaly_new(NULL, RN_ANOMALY_PERIOD);
    for (int i = 0; i < ROWS; i++) {
        s->score[i] = rn_anomaly_next(a, i * step, s->value[i]);
        assert_true(s->score[i] >= 0 && s->score[i] <= 1);
    }
    talloc_free(a);
}

static int alarms(const struct series *s, int from, int to)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n += s->score[i] >= RN_ANOMALY_ALARM;
    return n;
}

static void quiet_series_stay_quiet(void **state)
{
    static const double means[] = {0.05, 0.4, 3, 40, 200};
    (void)state;
    for (size_t i = 0; i < sizeof means / sizeof means[0]; i++) {
        RN_SCOPE(tmp);
        struct series *s = made(tmp, 11 + i, means[i], 0);
        score(s, 5 * RN_MINUTE);
        assert_in_range(alarms(s, 0, ROWS), 0, 2);
        s = made(tmp, 31 + i, means[i], means[i] * 0.7);
        score(s, 5 * RN_MINUTE);
        assert_in_range(alarms(s, 4 * ROW_DAY, ROWS), 0, 2);
        s = made(tmp, 51 + i, means[i], 0);
        score(s, RN_DAY); /* one value a day */
        assert_in_range(alarms(s, 0, ROWS), 0, 20);
    }
}

static void constant_series_stay_quiet_and_can_shout(void **state)
{
    static const double values[] = {0, 0.1, 5, 1e12};
    (void)state;
    for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
        RN_SCOPE(tmp);
        struct series *s = rn_new(tmp, struct series);
        for (int i = 0; i < ROWS; i++)
            s->value[i] = i < ROWS - 3 ? values[k] : values[k] * 50 + 100;
        score(s, 5 * RN_MINUTE);
        assert_int_equal(alarms(s, 0, ROWS - 3), 0);
        assert_true(alarms(s, ROWS - 3, ROWS) > 0);
    }
}

/* first row, length, what becomes of the values there, within how many rows it must be found */
static void what_is_planted_is_found(void **state)
{
    static const struct {
        double mean;
        int length;
        double times, plus;
        int within;
    } plants[] = {{12, 400, 4, 0, 12},
                  /* a shift */ {12, 3, 10, 0, 3}, /* a surge */
                  {40, 60, 0, 0, 15},
                  /* silence */ {0, 3, 1, 25, 3}, /* out of nothing */
                  {0.4, 12, 1, 4, 12} /* on a tiny series */};
    (void)state;
    for (size_t k = 0; k < sizeof plants / sizeof plants[0]; k++) {
        RN_SCOPE(tmp);
        const int at = 2000;
        struct series *s = made(tmp, 71 + k, plants[k].mean, 0);
        for (int i = at; i < at + plants[k].length; i++)
            s->value[i] = s->value[i] * plants[k].times + plants[k].plus;
        score(s, 5 * RN_MINUTE);
        assert_in_range(alarms(s, 0, at), 0, 2);
        if (alarms(s, at, at + plants[k].within) == 0)
            fail_msg("plant %zu was not found", k);
    }
}

static void one_event_is_one_alarm(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct series *s = made(tmp, 5, 12, 0);
    for (int i = 2000; i < 2100; i++)
        s->value[i] *= 20;
    score(s, 5 * RN_MINUTE);
    assert_int_equal(alarms(s, 2000, 2000 + ROW_DAY), 1);
}

static void scores_do_not_see_the_future(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct series *one = made(tmp, 9, 20, 10), *other = made(tmp, 9, 20, 10);
    for (int i = 3000; i < ROWS; i++)
        other->value[i] = 1e6;
    score(one, 5 * RN_MINUTE);
    score(other, 5 * RN_MINUTE);
    assert_memory_equal(one->score, other->score, 3000 * sizeof one->score[0]);
    assert_true(other->score[3000] >= RN_ANOMALY_ALARM);
}

static void odd_values_are_harmless(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct series *s = rn_new(tmp, struct series);
    for (int i = 0; i < ROWS; i++)
        s->value[i] = i % 3 == 0 ? -1e300 : i % 3 == 1 ? 1e300 : 0;
    score(s, 5 * RN_MINUTE);
    struct rn_anomaly *a = rn_anomaly_new(tmp, 0.03);
    const double first = rn_anomaly_next(a, INT64_MIN / 2, 5);
    const double late = rn_anomaly_next(a, INT64_MAX / 2, 5);
    assert_true(first >= 0 && first <= 1 && late >= 0 && late <= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quiet_series_stay_quiet),
        cmocka_unit_test(constant_series_stay_quiet_and_can_shout),
        cmocka_unit_test(what_is_planted_is_found),
        cmocka_unit_test(one_event_is_one_alarm),
        cmocka_unit_test(scores_do_not_see_the_future),
        cmocka_unit_test(odd_values_are_harmless),
    };
    return cmocka_run_group_tests_name("anomaly", tests, NULL, NULL);
}
