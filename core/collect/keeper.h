/* SPDX-License-Identifier: MIT
 *
 * What a run lends to its calls (net/transport.h): its allowance, counted in the store, and the
 * store's memory of robots.txt files.
 */
#ifndef COLLECT_KEEPER_H
#define COLLECT_KEEPER_H

#include "collect/run.h"

/* Fills `keeper` and `allowance` of a run whose identity is known. */
void rn_keeper_open(struct rn_source_run *r);
/* The answer to `request` cost `paid`: what was counted before it was sent is set right. */
RN_MUST enum rn_status rn_keeper_settle(struct rn_source_run *r, const struct rn_request *request,
                                        int64_t paid, struct rn_diag *d);

#endif
