/* SPDX-License-Identifier: MIT
 *
 * From sums to figures: count, mean rating, share answered, median time to the first answer, each
 * with its base and with a verdict on "did it change". No figure without its n.
 */
#ifndef INSIGHT_FIGURES_H
#define INSIGHT_FIGURES_H

#include "insight/numbers.h"
#include "insight/period.h"
#include "store/rollups.h"

/* Days one after the other, from `first` on: what one listing, or all together, did on each. */
struct rn_series {
    int32_t first;
    size_t days;
    struct rn_sums *day;
};

void rn_sums_add(struct rn_sums *to, const struct rn_sums *what);
/* The sums of a day of the series; NULL outside it. */
struct rn_sums *rn_series_at(const struct rn_series *s, int32_t day);
/* Sums over a range; days outside the series count nothing. */
struct rn_sums rn_series_sum(const struct rn_series *s, struct rn_days range);

struct rn_figures {
    int64_t count;                /* reviews, without removed ones */
    int64_t rated;                /* of them with a rating on the scale of stars */
    double rating;                /* mean of these; 0 when rated is 0 */
    double variance;              /* of the stars, rounded to whole ones */
    struct rn_interval rating_in; /* 95 % */
    int64_t answerable;           /* of `count`, where an answer would be seen */
    int64_t answered;             /* of `answerable`, answered by now */
    struct rn_interval answered_in;
    int64_t low;            /* of `rated`, one or two stars */
    int64_t first_reply_us; /* median; -1 without answers */
    int64_t first_reply_n;
};

void rn_figures_of(const struct rn_sums *sums, struct rn_figures *ret);

/* The rating that few reviews cannot move far: seven votes of 3.5 stars are mixed in. */
double rn_rating_weighted(const struct rn_figures *f);

/* What may be said of two periods. RN_TREND_SAME is "no clear change"; _NONE: one of them is empty.
 */
enum rn_trend { RN_TREND_NONE = 0, RN_TREND_SAME, RN_TREND_UP, RN_TREND_DOWN };

enum rn_trend rn_trend_rating(const struct rn_figures *now, const struct rn_figures *before);
enum rn_trend rn_trend_answered(const struct rn_figures *now, const struct rn_figures *before);
enum rn_trend rn_trend_first_reply(const struct rn_sums *now, const struct rn_sums *before);

/* Answers that came within `us`, as far as the histogram tells. */
int64_t rn_answers_within(const struct rn_sums *sums, int64_t us);

#endif
