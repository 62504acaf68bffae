/* SPDX-License-Identifier: MIT
 *
 * What changed: bursts, ratings, answering, removals of one listing. Numbers in, findings out. A
 * finding is made only when it passes the thresholds of docs/metrics.md; a quiet year of a listing
 * makes about one by chance. Over many listings rn_changes_rank holds the number of false ones
 * down.
 */
#ifndef INSIGHT_CHANGES_H
#define INSIGHT_CHANGES_H

#include <stdbool.h>

#include "insight/figures.h"

enum rn_change_kind {
    RN_CHANGE_VOLUME = 0, /* value: reviews in `days`; before: reviews in the `base` days before */
    RN_CHANGE_RATING,     /* value, before: mean stars; n, before_n: rated reviews */
    RN_CHANGE_ANSWERED,   /* value, before: shares answered within two days; n, before_n: reviews */
    RN_CHANGE_FIRST_REPLY, /* value, before: medians in microseconds; n, before_n: answers */
    RN_CHANGE_REMOVED      /* value: reviews no longer listed; n: reviews listed before */
};

struct rn_change {
    enum rn_change_kind kind;
    const void *listing; /* the caller's own mark */
    const char *name;    /* orders findings that weigh the same */
    struct rn_days days; /* what it is about */
    int32_t base;        /* days of the baseline */
    double value, before, expected;
    int64_t n, before_n;
    double rating; /* of the burst, 0 when nothing was rated */
    double p;      /* chance of this in a quiet period */
    bool page;     /* strong enough to wake somebody */
    bool sweep;    /* removals: many at once */
    double harm;   /* the larger, the earlier in the list */
    int rank;      /* 0: the listing's strongest */
};

enum { RN_CHANGES_MAX = 4, RN_BASELINE_DAYS = 28 };

/* How much of the past a series must hold before `now.from` for all tests. */
int32_t rn_changes_history(const struct rn_period *period);

/* Findings of one listing, at most RN_CHANGES_MAX. `today` is the listing's day at the time of the
 * report: the last two days are too young to judge how they were answered. */
size_t rn_changes_find(const struct rn_series *s, const struct rn_period *period, int32_t today,
                       struct rn_change *ret);
/* The burst finding alone, from volume.c; false when there is none. */
bool rn_volume_find(const struct rn_series *s, const struct rn_period *period,
                    struct rn_change *ret);
/* A removal finding from counts; false for none. */
bool rn_removed_find(int64_t removed, int64_t listed, struct rn_change *ret);
/* Drops what chance explains when `listings` were looked at (Benjamini-Hochberg, 10 % of the
 * findings), orders the rest: every listing's strongest first, by harm. Gives how many remain. */
size_t rn_changes_rank(struct rn_change *v, size_t n, size_t listings);

#endif
