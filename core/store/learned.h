/* SPDX-License-Identifier: MIT
 *
 * Judgements fitted to the store's own reviews, the newest in force; older ones are kept for
 * `learn --undo`, a few of them.
 */
#ifndef STORE_LEARNED_H
#define STORE_LEARNED_H

#include "store/store.h"

enum { RN_LEARNED_KEPT = 4 };

struct rn_learned_row {
    int64_t n, at; /* n: filled by the store */
    const char *actor;
    const char *figures; /* key=value, divided by spaces */
    struct rn_str model; /* rn_learned_write; empty where it was not asked for */
};

/* Puts one in force. */
RN_MUST enum rn_status rn_learned_add(struct rn_store *s, const struct rn_learned_row *row,
                                      struct rn_diag *d);
/* The one in force, under ctx; RN_GONE when there is none. */
RN_MUST enum rn_status rn_learned_newest(struct rn_store *s, const void *ctx,
                                         struct rn_learned_row *ret, struct rn_diag *d);
/* Takes the one in force away; the one before is in force again. RN_GONE when there is none. */
RN_MUST enum rn_status rn_learned_drop(struct rn_store *s, struct rn_diag *d);

#endif
