/* SPDX-License-Identifier: MIT */
#include "collect/group.h"

#include "base/clock.h"

enum { COMMIT_ROWS = 10000, COMMIT_US = 250000 };

enum rn_status rn_group_join(struct rn_group *g, struct rn_diag *d)
{
    if (rn_store_in_transaction(g->store))
        return RN_OK;
    enum rn_status st = rn_store_begin(g->store, d);
    g->open = st == RN_OK;
    g->since = rn_clock_monotonic();
    g->rows = 0;
    return st;
}

enum rn_status rn_group_flush(struct rn_group *g, struct rn_diag *d)
{
    if (!g->open)
        return RN_OK;
    enum rn_status st = rn_store_commit(g->store, d);
    if (st != RN_OK)
        rn_store_rollback(g->store);
    g->open = false;
    return st;
}

enum rn_status rn_group_wrote(struct rn_group *g, size_t rows, struct rn_diag *d)
{
    g->rows += rows;
    if (g->rows < COMMIT_ROWS && rn_clock_monotonic() - g->since < COMMIT_US)
        return RN_OK;
    return rn_group_flush(g, d);
}

void rn_group_undo(struct rn_group *g)
{
    if (g->open)
        rn_store_rollback(g->store);
    g->open = false;
}
