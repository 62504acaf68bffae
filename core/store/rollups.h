/* SPDX-License-Identifier: MIT
 *
 * Sums per (listing, listing-local day, origin), kept in the transaction of the reviews: added up
 * in memory over a batch, written with one upsert per touched key at commit. So a digest costs the
 * days it shows, not the reviews it summarises.
 *
 * Delays between a review and its answer are kept as a histogram of 48 logarithmic buckets, three
 * an octave, bucket 0 below one minute; a median read from it is within 12 % of the exact one.
 */
#ifndef STORE_ROLLUPS_H
#define STORE_ROLLUPS_H

#include "store/store.h"

enum { RN_DELAY_BUCKETS = 48 };

struct rn_sums {
    int64_t count, rated, texts, removed; /* `count` is without removed ones */
    int64_t answerable, replied; /* reviews where an answer would be seen; those that have one */
    double stars;                /* sum over rated */
    int64_t star[5];             /* rounded to whole stars, [0] one star */
    int64_t delay[RN_DELAY_BUCKETS];
};

int rn_delay_bucket(int64_t us);
/* Median of the histogram in microseconds (geometric middle of its bucket), -1 when empty. */
int64_t rn_delay_median(const int64_t delay[RN_DELAY_BUCKETS]);

struct rn_stored;
/* What one review counts, as it is stored: adds it (sign 1) to `sums` or takes it away (-1). A
 * removed one counts only in `removed`; a text is a non-empty `text`; an answer counts while
 * reply_counted is set, a place for one while answerable is, and its delay where both times are
 * known to the second. rn_rollups_verify recomputes by this very function. */
void rn_sums_add_review(struct rn_sums *sums, const struct rn_stored *r, int sign);

/* Adds `delta` (numbers may be negative) to the sums of a key; written at commit, forgotten at
 * rollback. */
RN_MUST enum rn_status rn_rollup_add(struct rn_store *s, const char *listing, int32_t day,
                                     int64_t origin, const struct rn_sums *delta,
                                     struct rn_diag *d);
/* Sums over days [from, to) of one listing (all origins). */
RN_MUST enum rn_status rn_rollup_sum(struct rn_store *s, const char *listing, int32_t from,
                                     int32_t to, struct rn_sums *ret, struct rn_diag *d);
/* One row per (key) in [from, to), ordered by listing, day, origin. listing NULL: all. */
RN_MUST enum rn_status
rn_rollups_each(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                enum rn_status (*each)(void *arg, const char *listing, int32_t day, int64_t origin,
                                       const struct rn_sums *),
                void *arg, struct rn_diag *d);
/* Recomputes every sum from the reviews and compares: RN_CORRUPT names the first that differs. */
RN_MUST enum rn_status rn_rollups_verify(struct rn_store *s, struct rn_diag *d);

#endif
