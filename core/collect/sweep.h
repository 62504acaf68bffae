/* SPDX-License-Identifier: MIT
 *
 * What a sweep saw: the set of reviews that the place listed in one run, kept in memory (16 bytes a
 * review), and compared with the store when the sweep is complete. Also notices when a place runs
 * in circles.
 */
#ifndef COLLECT_SWEEP_H
#define COLLECT_SWEEP_H

#include <stdint.h>

#include "collect/ingest.h"

struct rn_sweep;

struct rn_sweep *rn_sweep_new(const void *ctx);
void rn_sweep_saw(struct rn_sweep *s, int64_t n);
size_t rn_sweep_count(const struct rn_sweep *s); /* distinct reviews */
bool rn_sweep_has(const struct rn_sweep *s, int64_t n);
/* Remembers an address; false when it was asked for before in this run: the place loops. */
bool rn_sweep_asks(struct rn_sweep *s, struct rn_str url, struct rn_str body);

/* After a complete sweep: what the store lists and the place did not. Inside a transaction. */
RN_MUST enum rn_status rn_sweep_compare(const struct rn_sweep *s, struct rn_ingest *g,
                                        struct rn_diag *d);

#endif
