/* SPDX-License-Identifier: MIT */
#include "collect/allowance.h"

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "store/manners.h"

#define MICRO INT64_C(1000000)

void rn_allowance_of(const void *ctx, const struct rn_source_config *s, const struct rn_plugin *p,
                     const char *account, struct rn_allowance *ret)
{
    const bool known = account != NULL && account[0] != '\0';
    *ret =
        (struct rn_allowance){.account = rn_fmt(ctx, "%s/%s", s->plugin, known ? account : s->name),
                              .source = s->name,
                              .budget = s->common.budget};
    if (p->limits == NULL)
        return;
    ret->quota = p->limits->per_day;
    ret->price_micro = p->limits->price_micro;
    ret->spend = ret->price_micro > 0 ? s->common.spend * MICRO : 0;
}

int64_t rn_allowance_requests(const struct rn_allowance *a)
{
    if (a->quota > 0 && (a->budget == 0 || a->quota < a->budget))
        return a->quota;
    return a->budget;
}

bool rn_allowance_is_scarce(const struct rn_allowance *a)
{
    return rn_allowance_requests(a) != 0 || a->price_micro != 0;
}

int64_t rn_allowance_price(const struct rn_allowance *a, int64_t price)
{
    return a->price_micro > 0 && price > 0 ? price : a->price_micro;
}

/* ---- taking one ------------------------------------------------------------------------------ */

static enum rn_status refuse(const struct rn_allowance *a, const struct rn_spent *s,
                             struct rn_diag *d)
{
    if (a->budget > 0 && s->requests >= a->budget)
        return rn_fail(d, RN_LIMIT,
                       "the budget of %lld requests a day is used up, so no more is asked until "
                       "midnight UTC; raise `budget` of source %s to see more",
                       (long long)a->budget, a->source);
    if (a->quota > 0 && s->requests >= a->quota)
        return rn_fail(d, RN_LIMIT,
                       "the place allows %lld requests a day and has had them, so no more is asked "
                       "until midnight UTC; a longer `every` of source %s needs fewer",
                       (long long)a->quota, a->source);
    return rn_fail(d, RN_LIMIT,
                   "the next request would cost more than the %lld a month that may be spent, so "
                   "no more is asked this month; raise `spend` of source %s to see more",
                   (long long)(a->spend / MICRO), a->source);
}

static enum rn_status take(struct rn_store *store, const struct rn_allowance *a, int64_t price,
                           int64_t now, struct rn_diag *d)
{
    struct rn_spent s;
    const int64_t most = rn_allowance_requests(a);
    enum rn_status st = rn_spent_read(store, a->account, now, &s, d);
    if (st != RN_OK)
        return st;
    if ((most > 0 && s.requests >= most) || (a->spend > 0 && s.micro + price > a->spend))
        return refuse(a, &s, d);
    return rn_spent_add(store, a->account, now, 1, price, d);
}

/* In the open transaction, or in one of its own. */
static enum rn_status closed(struct rn_store *store, bool own, enum rn_status st, struct rn_diag *d)
{
    if (st == RN_OK && own)
        return rn_store_commit(store, d);
    if (own)
        rn_store_rollback(store);
    return st;
}

enum rn_status rn_allowance_take(struct rn_store *store, const struct rn_allowance *a,
                                 int64_t price, int64_t now, struct rn_diag *d)
{
    if (!rn_allowance_is_scarce(a))
        return RN_OK;
    const bool own = !rn_store_in_transaction(store);
    enum rn_status st = own ? rn_store_begin(store, d) : RN_OK;
    if (st != RN_OK)
        return st;
    return closed(store, own, take(store, a, rn_allowance_price(a, price), now, d), d);
}

enum rn_status rn_allowance_settle(struct rn_store *store, const struct rn_allowance *a,
                                   int64_t price, int64_t paid, int64_t now, struct rn_diag *d)
{
    const int64_t counted = rn_allowance_price(a, price);
    if (counted == 0 || paid == counted)
        return RN_OK;
    const bool own = !rn_store_in_transaction(store);
    enum rn_status st = own ? rn_store_begin(store, d) : RN_OK;
    if (st != RN_OK)
        return st;
    return closed(store, own, rn_spent_add(store, a->account, now, 0, paid - counted, d), d);
}
