/* SPDX-License-Identifier: MIT
 *
 * The thresholds are those of docs/metrics.md. A trend is only named when it is both sure (1 %)
 * and large enough to act on; everything else is "no clear change".
 */
#include "insight/figures.h"

#include <math.h>

static const double SURE = 0.01;
static const double SURE_OF_GOOD_NEWS = 0.002; /* nobody must act on it: it may wait to be sure */
static const double Z_SURE = 2.575829;

void rn_sums_add(struct rn_sums *to, const struct rn_sums *what)
{
    to->count += what->count;
    to->rated += what->rated;
    to->texts += what->texts;
    to->answerable += what->answerable;
    to->replied += what->replied;
    to->removed += what->removed;
    to->stars += what->stars;
    for (int i = 0; i < 5; i++)
        to->star[i] += what->star[i];
    for (int i = 0; i < RN_DELAY_BUCKETS; i++)
        to->delay[i] += what->delay[i];
}

struct rn_sums *rn_series_at(const struct rn_series *s, int32_t day)
{
    int64_t at = (int64_t)day - s->first;
    return at >= 0 && at < (int64_t)s->days ? &s->day[at] : NULL;
}

struct rn_sums rn_series_sum(const struct rn_series *s, struct rn_days range)
{
    struct rn_sums sum = {0};
    for (int32_t day = range.from; day < range.to; day++) {
        const struct rn_sums *one = rn_series_at(s, day);
        if (one != NULL)
            rn_sums_add(&sum, one);
    }
    return sum;
}

static double variance_of(const struct rn_sums *sums)
{
    double n = 0, total = 0, squares = 0;
    for (int i = 0; i < 5; i++) {
        n += (double)sums->star[i];
        total += (double)sums->star[i] * (i + 1);
    }
    if (n < 2)
        return 0;
    for (int i = 0; i < 5; i++)
        squares += (double)sums->star[i] * pow(i + 1 - total / n, 2);
    return squares / (n - 1);
}

static int64_t delays_count(const struct rn_sums *sums, int from)
{
    int64_t n = 0;
    for (int i = from; i < RN_DELAY_BUCKETS; i++)
        n += sums->delay[i];
    return n;
}

void rn_figures_of(const struct rn_sums *sums, struct rn_figures *ret)
{
    *ret = (struct rn_figures){.count = sums->count, .rated = sums->rated};
    ret->rating = sums->rated > 0 ? sums->stars / (double)sums->rated : 0;
    ret->variance = variance_of(sums);
    ret->rating_in = rn_mean_interval(ret->rating, ret->variance, sums->rated);
    ret->answerable = sums->answerable;
    ret->answered = sums->replied;
    ret->answered_in = rn_wilson(sums->replied, sums->answerable, 1.959964);
    ret->low = sums->star[0] + sums->star[1];
    ret->first_reply_n = delays_count(sums, 0);
    ret->first_reply_us = ret->first_reply_n > 0 ? rn_delay_median(sums->delay) : -1;
}

double rn_rating_weighted(const struct rn_figures *f)
{
    const double prior = 7, mean = 3.5;
    return (prior * mean + f->rating * (double)f->rated) / (prior + (double)f->rated);
}

static enum rn_trend direction(double now, double before)
{
    return now > before ? RN_TREND_UP : RN_TREND_DOWN;
}

enum rn_trend rn_trend_rating(const struct rn_figures *now, const struct rn_figures *before)
{
    if (now->rated == 0 || before->rated == 0)
        return RN_TREND_NONE;
    double p = rn_welch_p(now->rating, now->variance, now->rated, before->rating, before->variance,
                          before->rated);
    double sure = now->rating > before->rating ? SURE_OF_GOOD_NEWS : SURE;
    if (p >= sure || fabs(now->rating - before->rating) < 0.15 || now->rated < 15)
        return RN_TREND_SAME;
    return direction(now->rating, before->rating);
}

enum rn_trend rn_trend_answered(const struct rn_figures *now, const struct rn_figures *before)
{
    if (now->answerable == 0 || before->answerable == 0)
        return RN_TREND_NONE;
    double a = (double)now->answered / (double)now->answerable;
    double b = (double)before->answered / (double)before->answerable;
    double p = rn_shares_p(now->answered, now->answerable, before->answered, before->answerable);
    if (p >= SURE || fabs(a - b) < 0.05 || now->answerable < 40 || before->answerable < 40)
        return RN_TREND_SAME;
    return direction(a, b);
}

/* A median doubles easily by chance where delays span days. So beside the factor it takes that
 * clearly more (or fewer) than half of the answers lie beyond the median of before. */
enum rn_trend rn_trend_first_reply(const struct rn_sums *now, const struct rn_sums *before)
{
    int64_t n = delays_count(now, 0), n_before = delays_count(before, 0);
    if (n == 0 || n_before == 0)
        return RN_TREND_NONE;
    double a = (double)rn_delay_median(now->delay), b = (double)rn_delay_median(before->delay);
    if (n < 15 || n_before < 15 || (a < b * 1.5 && b < a * 1.5))
        return RN_TREND_SAME;
    int bucket = rn_delay_bucket((int64_t)b);
    struct rn_interval later = rn_wilson(delays_count(now, bucket + 1), n, Z_SURE);
    struct rn_interval sooner = rn_wilson(n - delays_count(now, bucket), n, Z_SURE);
    if (later.low > 0.5)
        return RN_TREND_UP;
    return sooner.low > 0.5 ? RN_TREND_DOWN : RN_TREND_SAME;
}

int64_t rn_answers_within(const struct rn_sums *sums, int64_t us)
{
    return delays_count(sums, 0) - delays_count(sums, rn_delay_bucket(us) + 1);
}
