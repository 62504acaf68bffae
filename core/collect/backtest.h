/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules over the same history: what the second would have done that the first would
 * not, and the other way round. Every version of every review is asked about once, as it was when
 * it was seen: its text, its rating, the answer of that day. What the store keeps no history of is
 * not made up: tags and work done since are left out, and so are removals and returns. Only reads.
 */
#ifndef COLLECT_BACKTEST_H
#define COLLECT_BACKTEST_H

#include "config/config.h"
#include "rules/rules.h"
#include "store/reviews.h"

struct rn_backtest {
    struct rn_store *store;
    const struct rn_config *config;
    struct rn_rules *was, *will;
    int64_t from, now; /* what was written or changed in [from, now] */
};

struct rn_backtest_diff {
    const struct rn_stored *review; /* as it was then */
    int version;
    int64_t at;
    const char *rule;
    bool gains; /* else it loses */
};
typedef enum rn_status rn_backtest_fn(void *arg, const struct rn_backtest_diff *diff);

struct rn_backtest_totals {
    int64_t reviews, versions;         /* asked about */
    int64_t matches_was, matches_will; /* of all rules */
    int64_t alerts_was, alerts_will;   /* messages and ladders that would have been opened */
    int64_t gains, loses;
};

/* Calls `each` for every difference: newest review first, its versions in order, rules by name.
 * Bounded memory. The same store, rules, from and now: the same calls. */
RN_MUST enum rn_status rn_backtest_run(const struct rn_backtest *in, rn_backtest_fn *each,
                                       void *arg, struct rn_backtest_totals *ret,
                                       struct rn_diag *d);

#endif
