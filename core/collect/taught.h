/* SPDX-License-Identifier: MIT
 *
 * The judgement that was learned from the store's own reviews, ready to be asked.
 */
#ifndef COLLECT_TAUGHT_H
#define COLLECT_TAUGHT_H

#include "store/store.h"
#include "text/learned.h"

/* Under ctx; NULL in *ret when nothing was learned. RN_CORRUPT when what is there cannot be read.
 */
RN_MUST enum rn_status rn_taught_load(const void *ctx, struct rn_store *s,
                                      const struct rn_learned **ret, struct rn_diag *d);

#endif
