/* SPDX-License-Identifier: MIT
 *
 * What is live under `rules: { activate: on_apply }`: a set of scripts that somebody applied, kept
 * in the store, so that every engine on it works by the same one whatever lies in its folder. Each
 * set knows the one before it, which a rollback makes live again.
 */
#ifndef COLLECT_LIVE_H
#define COLLECT_LIVE_H

#include "rules/rules.h"
#include "store/store.h"

struct rn_live {
    int64_t number, before; /* 0: none */
    int64_t at;             /* when it was applied, and by whom (human:ID) */
    const char *by;
    struct rn_script *scripts; /* name, hash, source; path as the name */
    size_t count;
};

/* The set that is live, under ctx. RN_GONE when nothing was ever applied. */
RN_MUST enum rn_status rn_live_load(const void *ctx, struct rn_store *s, struct rn_live *ret,
                                    struct rn_diag *d);
/* Makes these scripts the live set, in one transaction with its event; those below tests/ are left
 * out. *ret_number is 0 when they are live already. */
RN_MUST enum rn_status rn_live_apply(struct rn_store *s, const struct rn_script *scripts,
                                     size_t count, int64_t now, const char *actor,
                                     int64_t *ret_number, struct rn_diag *d);
/* Makes the set before the live one live again. RN_GONE when there is none. */
RN_MUST enum rn_status rn_live_rollback(struct rn_store *s, int64_t now, const char *actor,
                                        int64_t *ret_number, struct rn_diag *d);

#endif
