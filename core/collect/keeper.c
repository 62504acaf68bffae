/* SPDX-License-Identifier: MIT */
#include "collect/keeper.h"

#include "store/manners.h"

/* What is scarce is counted on disk before the request is sent: in a transaction of its own. */
static enum rn_status spend(void *arg, struct rn_diag *d)
{
    struct rn_source_run *r = arg;
    if (!rn_allowance_is_scarce(&r->allowance))
        return RN_OK;
    enum rn_status st = rn_group_flush(r->group, d);
    return st == RN_OK ? rn_allowance_take(r->setup->store, &r->allowance, r->setup->now, d) : st;
}

static bool robots(void *arg, const void *ctx, const char *server, struct rn_kept_robots *ret)
{
    struct rn_source_run *r = arg;
    struct rn_diag ignored; /* then it is asked for */
    return rn_robots_find(r->setup->store, server, ctx, &ret->text, &ret->at, &ignored) == RN_OK;
}

/* Not worth failing for: what could not be kept is asked for again. */
static void keep_robots(void *arg, const char *server, const struct rn_kept_robots *kept)
{
    struct rn_source_run *r = arg;
    struct rn_store *store = r->setup->store;
    struct rn_diag ignored;
    const bool own = !rn_store_in_transaction(store);
    enum rn_status st = own ? rn_store_begin(store, &ignored) : RN_OK;
    if (st != RN_OK)
        return;
    st = rn_robots_keep(store, server, kept->text, kept->at, &ignored);
    if (st == RN_OK && own)
        st = rn_store_commit(store, &ignored);
    if (st != RN_OK && own)
        rn_store_rollback(store);
}

void rn_keeper_open(struct rn_source_run *r)
{
    rn_allowance_of(r, r->source, r->who.plugin, r->who.account, &r->allowance);
    r->keeper =
        (struct rn_keeper){.spend = spend, .robots = robots, .keep_robots = keep_robots, .arg = r};
}
