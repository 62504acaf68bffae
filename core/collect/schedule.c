/* SPDX-License-Identifier: MIT */
#include "collect/schedule.h"

#include "base/id.h"
#include "base/mem.h"
#include "base/process.h"

bool rn_is_due(const struct rn_origin *o, int64_t now)
{
    return o->last_try == 0 || o->next_due <= now;
}

int64_t rn_next_due(const struct rn_source_config *s, int64_t now)
{
    const int64_t every = s->common.every.set ? s->common.every.us : RN_EVERY_DEFAULT;
    const int64_t span = every / 5;
    const int64_t jitter =
        span > 0 ? (int64_t)(rn_hash64(rn_str(s->name)) % (uint64_t)span) - span / 2 : 0;
    return now + every + jitter;
}

static char *lease_name(const void *ctx, const struct rn_source_config *s)
{
    return rn_fmt(ctx, "source:%s", s->name);
}

enum rn_status rn_source_lease(struct rn_store *store, const struct rn_source_config *s,
                               int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    int64_t fence;
    char *holder = NULL;
    const char *me = rn_process_name(tmp), *name = lease_name(tmp, s);
    enum rn_status st = rn_lease_take(store, name, me, now, now + RN_LEASE_TIME, &fence, d);
    if (st != RN_BUSY)
        return st;
    if (rn_lease_holder(store, name, tmp, &holder, d) == RN_OK && rn_process_is_dead(holder)) {
        st = rn_lease_drop(store, name, holder, d);
        return st == RN_OK ? rn_lease_take(store, name, me, now, now + RN_LEASE_TIME, &fence, d)
                           : st;
    }
    return rn_fail(d, RN_BUSY,
                   "source %s is being read by another renown (%s): try again when it "
                   "is done",
                   s->name, holder != NULL ? rn_process_words(tmp, holder) : "unknown");
}

void rn_source_release(struct rn_store *store, const struct rn_source_config *s)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored; /* it runs out by itself */
    if (rn_lease_drop(store, lease_name(tmp, s), rn_process_name(tmp), &ignored) != RN_OK)
        return;
}
