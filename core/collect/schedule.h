/* SPDX-License-Identifier: MIT
 *
 * Who is due, when next, and who may: times are pure functions of the config and the last run; a
 * lease keeps two programs off one source. A lease whose owner died on this machine is taken over
 * at once, any other after RN_LEASE_TIME; whoever works longer renews it. One that was taken over
 * has another fence: its old holder finds that out inside the next transaction and writes nothing.
 */
#ifndef COLLECT_SCHEDULE_H
#define COLLECT_SCHEDULE_H

#include <renown/stamp.h>

#include "config/config.h"
#include "store/origins.h"

#define RN_LEASE_TIME    (30 * RN_MINUTE)
#define RN_EVERY_DEFAULT RN_HOUR

/* Never read counts as due. So does a next moment further away than the interval of today's config:
 * `every` was longer then, or that moment is of another clock (--now, a wrong clock that was set
 * right) and the source would be silent until then. */
bool rn_is_due(const struct rn_source_config *s, const struct rn_origin *o, int64_t now);
/* `every` after `now`, up to a tenth later or earlier by the source's own name, so that a thousand
 * sources of one interval do not start together. */
int64_t rn_next_due(const struct rn_source_config *s, int64_t now);

/* The state of a source is the origin with its label. A source that was moved to another account
 * leaves an older one behind: the one read last counts. Sorts; then finds, NULL when there is none.
 */
void rn_origins_by_label(struct rn_origin *all, size_t count);
const struct rn_origin *rn_origin_labelled(const struct rn_origin *all, size_t count,
                                           const char *label);

/* The lease of one source while it is read. */
struct rn_hold {
    const char *name, *owner;
    int64_t until, fence;
};
/* RN_BUSY with a sentence when somebody else reads it. The names in `ret` live under ctx. */
RN_MUST enum rn_status rn_source_lease(const void *ctx, struct rn_store *store,
                                       const struct rn_source_config *s, int64_t now,
                                       struct rn_hold *ret, struct rn_diag *d);
/* Inside each transaction that writes for the source, and now and then while it only waits:
 * RN_CONFLICT when somebody else has it by now; renewed when a third of its time is over. */
RN_MUST enum rn_status rn_source_hold(struct rn_store *store, struct rn_hold *h, int64_t now,
                                      struct rn_diag *d);
bool rn_source_release(struct rn_store *store,
                       const struct rn_hold *h); /* false: it has to run out */

#endif
