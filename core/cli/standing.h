/* SPDX-License-Identifier: MIT
 *
 * How the sources of a config stand in the store; for `sources` and `doctor`.
 */
#ifndef CLI_STANDING_H
#define CLI_STANDING_H

#include "collect/allowance.h"
#include "store/manners.h"
#include "store/origins.h"

struct rn_config;
struct rn_source_config;

struct rn_standing {
    const struct rn_source_config *source;
    struct rn_origin origin; /* zeroes and expected -1 when the source was never read */
    bool seen;
    int64_t stored;                /* reviews that are not removed */
    const char *health, *note;     /* never NULL */
    struct rn_allowance allowance; /* zeroes when its plugin is missing */
    struct rn_spent used;
};

/* One for each source of the config, in its order, under ctx. Without a store all are unseen. */
RN_MUST enum rn_status rn_standings(const void *ctx, const struct rn_config *c, int64_t now,
                                    struct rn_standing **ret, struct rn_diag *d);

#endif
