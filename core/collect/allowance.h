/* SPDX-License-Identifier: MIT
 *
 * What may be asked of an account: the place's own quota a day, the owner's `budget` of requests a
 * day and `spend` of money a month. Counted in the store before each request is sent, so the count
 * is right after a kill, and shared by all engines that use the store. Where a place charges by
 * what it sent, the most that a request can cost is counted, and set right when its answer is read.
 * Days and months are UTC's.
 */
#ifndef COLLECT_ALLOWANCE_H
#define COLLECT_ALLOWANCE_H

#include "config/config.h"
#include "store/store.h"

struct rn_plugin;

/* 0: no such limit. */
struct rn_allowance {
    const char *account; /* place and account; sources that read the same one share it */
    const char *source;  /* for sentences */
    int64_t quota;       /* requests a day: the place's */
    int64_t budget;      /* requests a day: the owner's */
    int64_t price_micro; /* of one request */
    int64_t spend;       /* money a month, in millionths */
};

/* Under ctx. `account` as in the reviews' identity; may be empty or NULL. */
void rn_allowance_of(const void *ctx, const struct rn_source_config *s, const struct rn_plugin *p,
                     const char *account, struct rn_allowance *ret);
/* The smaller of quota and budget; 0: none. */
int64_t rn_allowance_requests(const struct rn_allowance *a);
/* False: there is no limit and no price, and nothing is counted. */
bool rn_allowance_is_scarce(const struct rn_allowance *a);

/* What a request costs at most: its own price, else that of the account's limits. Limits without a
 * price are never charged. */
int64_t rn_allowance_price(const struct rn_allowance *a, int64_t price);

/* `price` is the request's own, 0 for that of the account's limits.
 * Counts one request in a transaction of its own, or within the open one (store/manners.h tells
 * what becomes of it). RN_LIMIT, with half a sentence that says when it goes on, and nothing is
 * counted, when there is none left. */
RN_MUST enum rn_status rn_allowance_take(struct rn_store *store, const struct rn_allowance *a,
                                         int64_t price, int64_t now, struct rn_diag *d);
/* A request was counted with its `price`, the most it could cost; it cost `paid`. */
RN_MUST enum rn_status rn_allowance_settle(struct rn_store *store, const struct rn_allowance *a,
                                           int64_t price, int64_t paid, int64_t now,
                                           struct rn_diag *d);

#endif
