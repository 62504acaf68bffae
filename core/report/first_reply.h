/* SPDX-License-Identifier: MIT
 *
 * The median time to the first answer of some listings and days.
 */
#ifndef REPORT_FIRST_REPLY_H
#define REPORT_FIRST_REPLY_H

#include "insight/figures.h"

struct rn_filter;
struct rn_scope;
struct rn_store;

/* Microseconds, -1 where no answer's time is known. Exact up to 1,000 answers; beyond, and where a
 * page of reviews would hide some, from the histogram of `sums` (within 12 %). `sums` are those of
 * the same listings and days. */
RN_MUST enum rn_status rn_first_reply_median(struct rn_store *store, const struct rn_scope *scope,
                                             struct rn_days days, const struct rn_sums *sums,
                                             int64_t *ret, struct rn_diag *d);

/* Instants that surely hold the local days, whatever the listing's zone. */
void rn_days_filter(struct rn_days days, struct rn_filter *filter);

#endif
