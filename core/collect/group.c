/* SPDX-License-Identifier: MIT */
#include "collect/group.h"

#include "base/clock.h"

enum { COMMIT_ROWS = 10000, COMMIT_US = 500000 };

bool rn_group_is_open(const struct rn_group *g)
{
    return !g->whole && rn_store_in_transaction(g->store);
}

enum rn_status rn_group_join(struct rn_group *g, struct rn_diag *d)
{
    if (rn_store_in_transaction(g->store))
        return RN_OK;
    g->since = rn_clock_monotonic();
    g->rows = 0;
    return rn_store_begin(g->store, d);
}

enum rn_status rn_group_flush(struct rn_group *g, struct rn_diag *d)
{
    return rn_group_is_open(g) ? rn_store_commit(g->store, d) : RN_OK;
}

enum rn_status rn_group_wrote(struct rn_group *g, size_t rows, struct rn_diag *d)
{
    g->rows += rows;
    if (g->rows < COMMIT_ROWS && rn_clock_monotonic() - g->since < COMMIT_US)
        return RN_OK;
    return rn_group_flush(g, d);
}
