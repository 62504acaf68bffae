/* SPDX-License-Identifier: MIT */
#include "net/pace.h"

#include <string.h>

#include "base/id.h"
#include "base/mem.h"

struct rn_pace_host {
    const char *key;
    int64_t next_free; /* start of the next request at the earliest */
    int64_t held;
    void *slot;
};

struct rn_pace {
    struct rn_pace_host **slot; /* open addressing, at most half full */
    size_t slots, count;
};

static struct rn_pace_host **find(struct rn_pace_host **slot, size_t slots, const char *key)
{
    size_t i = rn_hash64(rn_str(key)) & (slots - 1);
    while (slot[i] != NULL && strcmp(slot[i]->key, key) != 0)
        i = (i + 1) & (slots - 1);
    return &slot[i];
}

static void grow(struct rn_pace *p)
{
    const size_t slots = p->slots * 2;
    struct rn_pace_host **slot = rn_new_array(p, struct rn_pace_host *, slots);
    for (size_t i = 0; i < p->slots; i++)
        if (p->slot[i] != NULL)
            *find(slot, slots, p->slot[i]->key) = p->slot[i];
    talloc_free(p->slot);
    p->slot = slot;
    p->slots = slots;
}

struct rn_pace *rn_pace_new(const void *ctx)
{
    struct rn_pace *p = rn_new(ctx, struct rn_pace);
    p->slots = 16;
    p->slot = rn_new_array(p, struct rn_pace_host *, p->slots);
    return p;
}

struct rn_pace_host *rn_pace_host(struct rn_pace *p, const char *key)
{
    struct rn_pace_host **at = find(p->slot, p->slots, key);
    if (*at != NULL)
        return *at;
    struct rn_pace_host *h = rn_new(p, struct rn_pace_host);
    h->key = rn_dupz(h, key);
    *at = h;
    if (2 * ++p->count > p->slots)
        grow(p);
    return h;
}

int64_t rn_pace_take(struct rn_pace_host *h, int64_t interval_us, int64_t now)
{
    int64_t start = now;
    if (start < h->next_free)
        start = h->next_free;
    if (start < h->held)
        start = h->held;
    h->next_free = start + (interval_us > 0 ? interval_us : 0);
    return start;
}

void rn_pace_hold(struct rn_pace_host *h, int64_t until)
{
    if (h->held >= until)
        return;
    h->held = until;
    h->next_free = until; /* what was taken before is taken anew */
}

int64_t rn_pace_held_until(const struct rn_pace_host *h)
{
    return h->held;
}

void **rn_pace_slot(struct rn_pace_host *h)
{
    return &h->slot;
}
