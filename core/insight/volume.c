/* SPDX-License-Identifier: MIT
 *
 * Bursts. The baseline is the 28 days before; days are weighed by weekday, weights drawn towards 1
 * so that a few reviews make no weekday special. The question asked of a window: how likely are
 * that many reviews or more, if nothing changed? (rn_count_p). Windows of one and three days inside
 * a longer period are looked at in many places, so they must pass the stricter threshold that pages
 * use.
 */
#include "insight/changes.h"

static const double DIGEST_P = 0.01, PAGE_P = 0.001;
enum { LEAST = 3, LEAST_HISTORY = 14, WEEKDAY_PRIOR = 20 };

struct baseline {
    double weight[7]; /* mean 1 */
    double exposure;  /* weighted days */
    int64_t seen;
    int32_t days;
};

static int weekday(int32_t day)
{
    return (int)(((int64_t)day + 3) % 7 + 7) % 7;
}

static int64_t count_on(const struct rn_series *s, int32_t day)
{
    const struct rn_sums *one = rn_series_at(s, day);
    return one != NULL ? one->count : 0;
}

static int32_t history_start(const struct rn_series *s)
{
    size_t i = 0;
    while (i < s->days && s->day[i].count == 0)
        i++;
    return s->first + (int32_t)i;
}

static void weigh(const int64_t per_weekday[7], int64_t seen, double weight[7])
{
    for (int i = 0; i < 7; i++)
        weight[i] = ((double)per_weekday[i] + WEEKDAY_PRIOR) / ((double)seen / 7 + WEEKDAY_PRIOR);
}

/* The 28 days before `to`, or as many as there is history of. False when that is too little. */
static bool learn(const struct rn_series *s, int32_t to, struct baseline *ret)
{
    int64_t per_weekday[7] = {0};
    int32_t start = history_start(s), from = to - RN_BASELINE_DAYS;
    from = from > start ? from : start;
    *ret = (struct baseline){.days = to - from};
    if (ret->days < LEAST_HISTORY)
        return false;
    for (int32_t day = from; day < to; day++) {
        per_weekday[weekday(day)] += count_on(s, day);
        ret->seen += count_on(s, day);
    }
    weigh(per_weekday, ret->seen, ret->weight);
    for (int32_t day = from; day < to; day++)
        ret->exposure += ret->weight[weekday(day)];
    return true;
}

static bool burst_in(const struct rn_series *s, const struct baseline *base, struct rn_days days,
                     double limit, struct rn_change *ret)
{
    double exposure = 0, expected;
    struct rn_sums sum = rn_series_sum(s, days);
    for (int32_t day = days.from; day < days.to; day++)
        exposure += base->weight[weekday(day)];
    double p = rn_count_p(sum.count, exposure, base->seen, base->exposure, &expected);
    if (sum.count < LEAST || (double)sum.count < 2 * expected || p >= limit)
        return false;
    *ret = (struct rn_change){.kind = RN_CHANGE_VOLUME, .days = days, .base = base->days, .p = p};
    ret->value = (double)sum.count;
    ret->n = sum.count;
    ret->before = (double)base->seen;
    ret->before_n = base->seen;
    ret->expected = expected;
    ret->rating = sum.rated > 0 ? sum.stars / (double)sum.rated : 0;
    ret->page = p < PAGE_P;
    return true;
}

/* Volume alone is news, volume of low ratings is harm. */
static double harm_of(const struct rn_change *c)
{
    double low = c->rating > 0 ? (5 - c->rating) / 4 : 0.5;
    return 1 + 3 * low;
}

/* All windows of one length in the period; a daily report only asks about those that end with it.
 */
static void look(const struct rn_series *s, const struct rn_period *period, int32_t length,
                 struct rn_change *best, bool *found)
{
    bool daily = period->kind == RN_PERIOD_DAY;
    int32_t whole = period->now.to - period->now.from;
    int32_t first = daily ? period->now.to - length : period->now.from;
    int32_t places = period->now.to - length - first + 1;
    double limit = daily || length == whole ? DIGEST_P : PAGE_P / (places > 1 ? places : 1);
    for (int32_t from = first; from + length <= period->now.to; from++) {
        struct baseline base;
        struct rn_change one;
        int32_t learn_to = from < period->now.from ? from : period->now.from;
        if (learn(s, learn_to, &base) &&
            burst_in(s, &base, (struct rn_days){from, from + length}, limit, &one) &&
            (!*found || one.p < best->p)) {
            *best = one;
            *found = true;
        }
    }
}

bool rn_volume_find(const struct rn_series *s, const struct rn_period *period,
                    struct rn_change *ret)
{
    static const int32_t lengths[] = {7, 3, 1};
    bool found = false;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        look(s, period, lengths[i], ret, &found);
    if (found)
        ret->harm = harm_of(ret);
    return found;
}
