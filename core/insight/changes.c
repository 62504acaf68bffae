/* SPDX-License-Identifier: MIT */
#include "insight/changes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

enum { YOUNG_DAYS = 2 };

int32_t rn_changes_history(const struct rn_period *period)
{
    int32_t length = period->score.to - period->score.from;
    return RN_BASELINE_DAYS + 7 + length;
}

/* The days a rating is judged on, and the 28 before them. */
static struct rn_days rating_days(const struct rn_period *period)
{
    return period->score;
}

static bool rating_find(const struct rn_series *s, const struct rn_period *period,
                        struct rn_change *ret)
{
    struct rn_days days = rating_days(period), base = {days.from - RN_BASELINE_DAYS, days.from};
    struct rn_sums now = rn_series_sum(s, days), before = rn_series_sum(s, base);
    struct rn_figures a, b;
    rn_figures_of(&now, &a);
    rn_figures_of(&before, &b);
    enum rn_trend trend = rn_trend_rating(&a, &b);
    if (trend != RN_TREND_UP && trend != RN_TREND_DOWN)
        return false;
    *ret = (struct rn_change){.kind = RN_CHANGE_RATING, .days = days, .base = RN_BASELINE_DAYS};
    ret->value = ret->rating = a.rating;
    ret->before = b.rating;
    ret->n = a.rated;
    ret->before_n = b.rated;
    ret->p = rn_welch_p(a.rating, a.variance, a.rated, b.rating, b.variance, b.rated);
    ret->page = floor(a.rating * 2 + 0.5) < floor(b.rating * 2 + 0.5);
    ret->harm = trend == RN_TREND_DOWN ? 2 + fmin(2, b.rating - a.rating) : 0.5;
    return true;
}

/* Young reviews have had less time to be answered than old ones. So only days that ended two days
 * ago count, on both sides, and only answers within two days. */
static bool answered_find(const struct rn_series *s, const struct rn_period *period, int32_t today,
                          struct rn_change *ret)
{
    struct rn_days days = period->score, base = period->before;
    int32_t young = days.to - (today - YOUNG_DAYS);
    if (young > 0) {
        days.to -= young;
        base.to -= young;
    }
    struct rn_sums now = rn_series_sum(s, days), before = rn_series_sum(s, base);
    int64_t k = rn_answers_within(&now, YOUNG_DAYS * RN_DAY);
    int64_t k_before = rn_answers_within(&before, YOUNG_DAYS * RN_DAY);
    if (now.answerable < 40 || before.answerable < 40)
        return false;
    double a = (double)k / (double)now.answerable, b = (double)k_before / (double)before.answerable;
    double p = rn_shares_p(k, now.answerable, k_before, before.answerable);
    if (b - a < 0.05 || p >= 0.01)
        return false;
    *ret = (struct rn_change){.kind = RN_CHANGE_ANSWERED, .days = days, .value = a, .before = b};
    ret->n = now.answerable;
    ret->before_n = before.answerable;
    ret->p = p;
    ret->harm = 1.5 + (b - a);
    return true;
}

static int64_t delays_known(const struct rn_sums *sums)
{
    return rn_answers_within(sums, INT64_MAX);
}

static bool first_reply_find(const struct rn_series *s, const struct rn_period *period,
                             struct rn_change *ret)
{
    struct rn_sums now = rn_series_sum(s, period->score);
    struct rn_sums before = rn_series_sum(s, period->before);
    if (rn_trend_first_reply(&now, &before) != RN_TREND_UP)
        return false;
    *ret = (struct rn_change){.kind = RN_CHANGE_FIRST_REPLY, .days = period->score, .p = 0.005};
    ret->value = (double)rn_delay_median(now.delay);
    ret->before = (double)rn_delay_median(before.delay);
    ret->n = delays_known(&now);
    ret->before_n = delays_known(&before);
    ret->harm = 1;
    return true;
}

bool rn_removed_find(int64_t removed, int64_t listed, struct rn_change *ret)
{
    if (removed < 1)
        return false;
    double share = listed > 0 ? (double)removed / (double)listed : 1;
    *ret = (struct rn_change){.kind = RN_CHANGE_REMOVED, .value = (double)removed, .n = listed};
    ret->sweep = removed >= 3 && share >= 0.02;
    ret->page = share >= 0.05 && removed >= 3;
    ret->harm = ret->sweep ? 3.5 : 1.2;
    return true;
}

size_t rn_changes_find(const struct rn_series *s, const struct rn_period *period, int32_t today,
                       struct rn_change *ret)
{
    size_t n = 0;
    n += rn_volume_find(s, period, &ret[n]);
    n += rating_find(s, period, &ret[n]);
    n += answered_find(s, period, today, &ret[n]);
    n += first_reply_find(s, period, &ret[n]);
    return n;
}

/* ---- many listings --------------------------------------------------------------------------- */

static int compare_name(const struct rn_change *a, const struct rn_change *b)
{
    int order = strcmp(a->name != NULL ? a->name : "", b->name != NULL ? b->name : "");
    return order != 0 ? order : (int)a->kind - (int)b->kind;
}

static int by_p(const void *a, const void *b)
{
    const struct rn_change *x = a, *y = b;
    return x->p != y->p ? (x->p < y->p ? -1 : 1) : compare_name(x, y);
}

static int by_listing(const void *a, const void *b)
{
    const struct rn_change *x = a, *y = b;
    int order = strcmp(x->name != NULL ? x->name : "", y->name != NULL ? y->name : "");
    if (order != 0)
        return order;
    return x->harm != y->harm ? (x->harm > y->harm ? -1 : 1) : (int)x->kind - (int)y->kind;
}

static int by_rank(const void *a, const void *b)
{
    const struct rn_change *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank - y->rank;
    return x->harm != y->harm ? (x->harm > y->harm ? -1 : 1) : compare_name(x, y);
}

/* A removal is a fact, not a guess: its p is 0 and it stays. Four questions are asked of each
 * listing. */
static size_t keep_unlikely(struct rn_change *v, size_t n, size_t listings)
{
    double asked = 4.0 * (double)(listings > 0 ? listings : 1);
    size_t kept = 0;
    qsort(v, n, sizeof *v, by_p);
    for (size_t i = 0; i < n; i++)
        if (v[i].p <= 0.1 * (double)(i + 1) / asked)
            kept = i + 1;
    return kept;
}

size_t rn_changes_rank(struct rn_change *v, size_t n, size_t listings)
{
    if (n == 0)
        return 0;
    n = keep_unlikely(v, n, listings);
    qsort(v, n, sizeof *v, by_listing);
    for (size_t i = 0; i < n; i++) {
        bool same = i > 0 && strcmp(v[i].name != NULL ? v[i].name : "",
                                    v[i - 1].name != NULL ? v[i - 1].name : "") == 0;
        v[i].rank = same ? v[i - 1].rank + 1 : 0;
    }
    qsort(v, n, sizeof *v, by_rank);
    return n;
}
