/* SPDX-License-Identifier: MIT
 *
 * A row of `rollup` to a struct and back, for the files that write and read it.
 */
#ifndef STORE_ROLLUPS_SUMS_H
#define STORE_ROLLUPS_SUMS_H

#include <renown/buf.h>

#include "store/db.h"
#include "store/rollups.h"

#define RN_ROLLUP_COLUMNS                                                                          \
    "listing, day, origin, count, rated, stars, s1, s2, s3, s4, s5, texts, answerable, replied, "  \
    "removed, delays"
enum { RN_DELAYS_TEXT = 2048 }; /* bytes of a histogram as text, at most */

/* "bucket:count bucket:count …": adds to, and writes, a histogram. */
void rn_delays_read(struct rn_str text, int64_t delay[RN_DELAY_BUCKETS]);
void rn_delays_write(struct rn_buf *b, const int64_t delay[RN_DELAY_BUCKETS]);
/* Columns from `first` (count) on. */
void rn_sums_read(struct rn_db_stmt *q, int first, struct rn_sums *ret);
void rn_sums_merge(struct rn_sums *into, const struct rn_sums *from);

#endif
