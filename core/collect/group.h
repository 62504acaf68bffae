/* SPDX-License-Identifier: MIT
 *
 * Group commit: what comes quickly one after another shares a transaction, because each commit
 * waits for the disk. A page is in it as a whole or not at all, together with its cursor; when a
 * group ends is decided by time and count and changes no result.
 *
 * The collector has one, and whatever its runs write goes through it. What must be on disk before
 * something happens outside (a request that is counted, a file that is moved) is flushed first.
 */
#ifndef COLLECT_GROUP_H
#define COLLECT_GROUP_H

#include "store/store.h"

struct rn_group {
    struct rn_store *store;
    bool open; /* a transaction of its own; somebody else's (a dry run, a file) is only used */
    int64_t since;
    size_t rows;
};

/* Begins a transaction unless one is open. */
RN_MUST enum rn_status rn_group_join(struct rn_group *g, struct rn_diag *d);
/* `rows` more were written: commits when they are many, or the transaction is old. */
RN_MUST enum rn_status rn_group_wrote(struct rn_group *g, size_t rows, struct rn_diag *d);
/* Commits what is open: before waiting for anything. When it fails, all of it is undone. */
RN_MUST enum rn_status rn_group_flush(struct rn_group *g, struct rn_diag *d);
/* After a fault of the store: nothing since the last flush took place. */
void rn_group_undo(struct rn_group *g);

#endif
