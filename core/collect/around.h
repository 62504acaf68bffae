/* SPDX-License-Identifier: MIT
 *
 * What lies around a review (rules/rules.h), asked of the store.
 */
#ifndef COLLECT_AROUND_H
#define COLLECT_AROUND_H

#include "rules/rules.h"
#include "store/store.h"

/* `store` must live as long; what it cannot answer is not known, and the condition is false. */
void rn_around_open(struct rn_store *store, struct rn_around *ret);

#endif
