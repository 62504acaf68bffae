/* SPDX-License-Identifier: MIT
 *
 * Many sources at once over one transport. Sources may be added while others are being read; what
 * one of them suffers stays its own.
 *
 *     rn_collector_begin(c, &setup, source, d)      as many as one likes, whenever one likes
 *     while ((st = rn_collector_next(c, wait, &run, d)) != RN_GONE)
 *         RN_OK     this source has ended: its result is in the run, which the caller frees
 *         RN_AGAIN  none has, yet: look whether somebody wants to stop, and go on
 *         all else  the store failed: rn_collector_leave
 */
#ifndef COLLECT_COLLECTOR_H
#define COLLECT_COLLECTOR_H

#include "collect/run.h"

struct rn_collector;

/* Under ctx; the transport (NULL: only sources that need none) and the config live as long. */
struct rn_collector *rn_collector_new(const void *ctx, const struct rn_config *config,
                                      struct rn_transport *transport);
/* Takes the source's lease and asks its first questions. A source that cannot begin has ended: the
 * next call of `next` gives it out with the reason. Copies `setup`, whose transport is not looked
 * at. */
RN_MUST enum rn_status rn_collector_begin(struct rn_collector *c,
                                          const struct rn_collect_setup *setup,
                                          const struct rn_source_config *source, struct rn_diag *d);
/* Takes one answer at most; waits for it `wait_us` at most. RN_GONE: no source is being read. */
RN_MUST enum rn_status rn_collector_next(struct rn_collector *c, int64_t wait_us,
                                         struct rn_source_run **ret, struct rn_diag *d);
size_t rn_collector_count(const struct rn_collector *c); /* being read */
/* Stopped half-way: what is stored stays, what was not seen is said, the next run goes on. All that
 * were being read have ended then and wait for `next`. */
RN_MUST enum rn_status rn_collector_stop(struct rn_collector *c, struct rn_diag *d);
/* After a fault of the store: forgets all that were being read, writes nothing but tries to give
 * their leases back. Those that had ended are still given out. */
void rn_collector_leave(struct rn_collector *c);

#endif
