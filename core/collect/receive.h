/* SPDX-License-Identifier: MIT
 *
 * A pushed event on its way into the store: checked (net/seal.h), taken once, read by the plugin's
 * `receive`, stored and decided like what a run finds. It proves nothing about what it does not
 * hold. What the event only names is asked for. The caller has its bytes from wherever: a file
 * today, a web server.
 */
#ifndef COLLECT_RECEIVE_H
#define COLLECT_RECEIVE_H

#include "collect/ruleset.h"
#include "store/store.h"

struct rn_response;
struct rn_transport;

struct rn_receive_setup {
    const struct rn_config *config;
    const struct rn_source_config *source;
    struct rn_store *store;
    struct rn_ruleset *rules;       /* NULL: store only */
    struct rn_transport *transport; /* NULL: what an event only names is not asked for */
    bool vouched;                   /* somebody answers for the event: its seal is not looked at */
    int64_t now;
};

struct rn_received {
    bool again; /* was taken in before: nothing was done */
    int64_t added, changed, unchanged, removed;
    size_t unasked; /* requests that could not be made, or brought nothing */
    char **warnings;
    size_t warning_count;
};

/* Result under ctx. RN_REFUSED when the seal does not hold, or there is none and nobody vouches;
 * RN_INVALID when the source takes no events or the key is missing; RN_CHANGED and the like when
 * the event cannot be read. Nothing is stored then. */
RN_MUST enum rn_status rn_receive(const void *ctx, const struct rn_receive_setup *setup,
                                  const struct rn_response *event, struct rn_received **ret,
                                  struct rn_diag *d);

#endif
