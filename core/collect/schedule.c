/* SPDX-License-Identifier: MIT */
#include "collect/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/process.h"

bool rn_is_due(const struct rn_source_config *s, const struct rn_origin *o, int64_t now)
{
    return o->last_try == 0 || o->next_due <= now || o->next_due > rn_next_due(s, now) + RN_MINUTE;
}

int64_t rn_next_due(const struct rn_source_config *s, int64_t now)
{
    const int64_t every = s->common.every.set ? s->common.every.us : RN_EVERY_DEFAULT;
    const int64_t span = every / 5;
    const int64_t jitter =
        span > 0 ? (int64_t)(rn_hash64(rn_str(s->name)) % (uint64_t)span) - span / 2 : 0;
    return now + every + jitter;
}

static int label_order(const void *a, const void *b)
{
    const struct rn_origin *x = a, *y = b;
    const int by_label = strcmp(x->label, y->label);
    return by_label != 0 ? by_label : (y->last_try > x->last_try) - (y->last_try < x->last_try);
}

void rn_origins_by_label(struct rn_origin *all, size_t count)
{
    if (count > 0)
        qsort(all, count, sizeof *all, label_order);
}

const struct rn_origin *rn_origin_labelled(const struct rn_origin *all, size_t count,
                                           const char *label)
{
    size_t from = 0, to = count;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        if (strcmp(all[middle].label, label) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < count && strcmp(all[from].label, label) == 0 ? &all[from] : NULL;
}

/* ---- leases ---------------------------------------------------------------------------------- */

/* Its holder is gone, or wrote an end that no clock near ours can have meant (a --now of another
 * year) and cannot be looked at from here. Should it live after all, its fence stops it. */
static bool is_void(const char *holder, int64_t until, int64_t now)
{
    if (rn_process_is_dead(holder))
        return true;
    return until > now + 2 * RN_LEASE_TIME && !rn_process_is_here(holder);
}

enum rn_status rn_source_lease(const void *ctx, struct rn_store *store,
                               const struct rn_source_config *s, int64_t now, struct rn_hold *ret,
                               struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_hold h = {.name = rn_fmt(ctx, "source:%s", s->name),
                        .owner = rn_process_name(ctx),
                        .until = now + RN_LEASE_TIME};
    char *holder = NULL;
    int64_t until;
    enum rn_status st = rn_lease_take(store, h.name, h.owner, now, h.until, &h.fence, d);
    if (st == RN_BUSY && rn_lease_holder(store, h.name, tmp, &holder, &until, d) == RN_OK &&
        is_void(holder, until, now)) {
        st = rn_lease_drop(store, h.name, holder, d);
        if (st == RN_OK)
            st = rn_lease_take(store, h.name, h.owner, now, h.until, &h.fence, d);
    }
    if (st == RN_BUSY)
        return rn_fail(d, RN_BUSY,
                       "source %s is being read by another renown (%s): try again when it is done",
                       s->name, holder != NULL ? rn_process_words(tmp, holder) : "unknown");
    if (st == RN_OK)
        *ret = h;
    return st;
}

enum rn_status rn_source_hold(struct rn_store *store, struct rn_hold *h, int64_t now,
                              struct rn_diag *d)
{
    const int64_t until = now + RN_LEASE_TIME;
    const bool renew = h->until - now < RN_LEASE_TIME / 3 * 2;
    enum rn_status st = rn_lease_keep(store, h->name, h->owner, h->fence, renew ? until : 0, d);
    if (st == RN_OK && renew)
        h->until = until;
    return st;
}

bool rn_source_release(struct rn_store *store, const struct rn_hold *h)
{
    struct rn_diag ignored; /* it runs out by itself */
    return rn_lease_drop(store, h->name, h->owner, &ignored) == RN_OK;
}
