/* SPDX-License-Identifier: MIT
 *
 * Which days a report is about. Days are local dates (days since 1970-01-01), named by the
 * organisation's zone; every listing contributes its own local days with those dates. All ranges
 * are half-open: `from` belongs to it, `to` does not.
 */
#ifndef INSIGHT_PERIOD_H
#define INSIGHT_PERIOD_H

#include <stdint.h>

enum rn_period_kind { RN_PERIOD_DAY = 0, RN_PERIOD_WEEK, RN_PERIOD_MONTH };

struct rn_days {
    int32_t from, to;
};

struct rn_period {
    enum rn_period_kind kind;
    struct rn_days now;    /* what is new in the report: NEEDS, CHANGED, WHY, DONE */
    struct rn_days score;  /* what SCORE counts: the same, or seven days for a daily report */
    struct rn_days before; /* what SCORE is compared with: as long, ending where `score` begins */
    int year, week;        /* ISO week of `now`, for weeks */
};

/* The last full period before `today`: yesterday (on a Monday Friday to Sunday, so that no day
 * is skipped by who reads on working days), the last full ISO week, the last full calendar month.
 */
void rn_period_last(enum rn_period_kind kind, int32_t today, struct rn_period *ret);
/* The period of that kind which holds `day`; for tables with one row a day, week or month. */
struct rn_days rn_period_of(enum rn_period_kind kind, int32_t day);
/* What figures of these days are compared with: the month before a whole calendar month, else as
 * many days, ending where they begin. */
struct rn_days rn_days_before(struct rn_days days);

#endif
