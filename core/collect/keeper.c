/* SPDX-License-Identifier: MIT */
#include "collect/keeper.h"

#include "store/manners.h"

/* What is scarce is counted on disk before the request is sent: in a transaction of its own. */
static enum rn_status spend(void *arg, const struct rn_request *request, struct rn_diag *d)
{
    struct rn_source_run *r = arg;
    const int64_t price = request->price_micro;
    if (!rn_allowance_is_scarce(&r->allowance))
        return RN_OK;
    enum rn_status st = rn_group_flush(r->group, d);
    if (st == RN_OK)
        st = rn_allowance_take(r->setup->store, &r->allowance, price, r->setup->now, d);
    if (st == RN_OK)
        r->reserved += rn_allowance_price(&r->allowance, price);
    return st;
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

/* What was replayed was never counted. */
enum rn_status rn_keeper_settle(struct rn_source_run *r, const struct rn_request *request,
                                int64_t paid, struct rn_diag *d)
{
    const int64_t price = rn_allowance_price(&r->allowance, request->price_micro);
    if (price == 0 || r->reserved < price)
        return RN_OK;
    enum rn_status st = rn_group_join(r->group, d);
    if (st != RN_OK)
        return st;
    r->reserved -= price;
    return rn_allowance_settle(r->setup->store, &r->allowance, price, paid, r->setup->now, d);
}

void rn_keeper_open(struct rn_source_run *r)
{
    rn_allowance_of(r, r->source, r->who.plugin, r->who.account, &r->allowance);
    r->keeper =
        (struct rn_keeper){.spend = spend, .robots = robots, .keep_robots = keep_robots, .arg = r};
}
