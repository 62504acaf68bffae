/* SPDX-License-Identifier: MIT */
#include "collect/sweep.h"

#include "base/mem.h"

/* Open addressing; 0 marks a free slot and is never added: reviews are numbered from 1. */
struct set {
    uint64_t *slot;
    size_t cap, n;
};

struct rn_sweep {
    struct set reviews, addresses;
};

static size_t place_of(const struct set *s, uint64_t key)
{
    size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (s->cap - 1);
    while (s->slot[at] != 0 && s->slot[at] != key)
        at = (at + 1) & (s->cap - 1);
    return at;
}

static void set_grow(struct rn_sweep *owner, struct set *s)
{
    struct set old = *s;
    s->cap = old.cap == 0 ? 256 : old.cap * 2;
    s->slot = rn_new_array(owner, uint64_t, s->cap);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slot[i] != 0)
            s->slot[place_of(s, old.slot[i])] = old.slot[i];
    talloc_free(old.slot);
}

/* True when the key is new. */
static bool set_add(struct rn_sweep *owner, struct set *s, uint64_t key)
{
    if ((s->n + 1) * 3 > s->cap * 2)
        set_grow(owner, s);
    size_t at = place_of(s, key);
    if (s->slot[at] == key)
        return false;
    s->slot[at] = key;
    s->n++;
    return true;
}

struct rn_sweep *rn_sweep_new(const void *ctx)
{
    return rn_new(ctx, struct rn_sweep);
}

void rn_sweep_saw(struct rn_sweep *s, int64_t n)
{
    (void)set_add(s, &s->reviews, (uint64_t)n);
}

size_t rn_sweep_count(const struct rn_sweep *s)
{
    return s->reviews.n;
}

bool rn_sweep_has(const struct rn_sweep *s, int64_t n)
{
    return s->reviews.cap > 0 && s->reviews.slot[place_of(&s->reviews, (uint64_t)n)] != 0;
}

bool rn_sweep_asks(struct rn_sweep *s, struct rn_str url, struct rn_str body)
{
    uint64_t key = rn_hash64(url) * 31 + rn_hash64(body);
    return set_add(s, &s->addresses, key != 0 ? key : 1);
}

enum rn_status rn_sweep_compare(const struct rn_sweep *s, struct rn_ingest *g, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    int64_t *listed;
    size_t count = 0;
    enum rn_status st =
        rn_reviews_listed(g->store, g->origin.n, g->origin.listing, tmp, &listed, &count, d);
    for (size_t i = 0; i < count && st == RN_OK; i++) {
        bool removed;
        if (!rn_sweep_has(s, listed[i]))
            st = rn_ingest_absent(g, listed[i], &removed, d);
    }
    return st;
}
