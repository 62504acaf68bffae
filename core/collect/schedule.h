/* SPDX-License-Identifier: MIT
 *
 * Who is due, when next, and who may: times are pure functions of the config and the last run; a
 * lease keeps two programs off one source. A lease whose owner died on this machine is taken over
 * at once, any other after RN_LEASE_TIME.
 */
#ifndef COLLECT_SCHEDULE_H
#define COLLECT_SCHEDULE_H

#include <renown/stamp.h>

#include "config/config.h"
#include "store/origins.h"

#define RN_LEASE_TIME    (30 * RN_MINUTE)
#define RN_EVERY_DEFAULT RN_HOUR

bool rn_is_due(const struct rn_origin *o, int64_t now); /* never run counts as due */
/* `every` after `now`, up to a tenth later or earlier by the source's own name, so that a thousand
 * sources of one interval do not start together. */
int64_t rn_next_due(const struct rn_source_config *s, int64_t now);

RN_MUST enum rn_status rn_source_lease(struct rn_store *store, const struct rn_source_config *s,
                                       int64_t now, struct rn_diag *d);
void rn_source_release(struct rn_store *store, const struct rn_source_config *s);

#endif
