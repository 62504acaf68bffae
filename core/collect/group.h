/* SPDX-License-Identifier: MIT
 *
 * Group commit: what comes quickly one after another shares a transaction, because each commit
 * waits for the disk. A page is still in it as a whole or not at all, together with its cursor; the
 * end of a group is decided by time and count and changes no result.
 */
#ifndef COLLECT_GROUP_H
#define COLLECT_GROUP_H

#include "store/store.h"

struct rn_group {
    struct rn_store *store;
    bool whole; /* somebody outside holds one transaction around everything (a dry run) */
    int64_t since;
    size_t rows;
};

/* Begins a transaction unless one is open. */
RN_MUST enum rn_status rn_group_join(struct rn_group *g, struct rn_diag *d);
/* `rows` more were written: commits when they are many, or the transaction is old. */
RN_MUST enum rn_status rn_group_wrote(struct rn_group *g, size_t rows, struct rn_diag *d);
/* Commits what is open: before waiting for anything. */
RN_MUST enum rn_status rn_group_flush(struct rn_group *g, struct rn_diag *d);
/* A transaction is open that is to be committed before long waits. */
bool rn_group_is_open(const struct rn_group *g);

#endif
