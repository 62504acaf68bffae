/* SPDX-License-Identifier: MIT
 *
 * A chain of writings for each hash of four first bytes, so that a text of megabytes is read once,
 * however many are kept; and a list for each shelf in the order in which they were told.
 */
#include "net/shelves.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

enum { HEADS = 4096, HEAD_BYTES = 4 };

struct writing {
    struct writing *same;          /* of the same hash */
    struct writing *newer, *older; /* on the same shelf */
    char *bytes;
    size_t n;
    bool config;
};

struct shelf {
    struct writing *newest, *oldest;
    size_t count;
};

static struct {
    struct writing *head[HEADS];
    struct shelf shelf[2]; /* of tokens, of the config */
} kept;

static size_t hash_at(const char *p)
{
    uint32_t v;
    memcpy(&v, p, HEAD_BYTES);
    return (v * UINT32_C(2654435761)) >> 20; /* the upper 12 bits */
}

static struct writing *find(struct rn_str s)
{
    for (struct writing *w = kept.head[hash_at(s.p)]; w != NULL; w = w->same)
        if (w->n == s.n && memcmp(w->bytes, s.p, s.n) == 0)
            return w;
    return NULL;
}

/* ---- shelves --------------------------------------------------------------------------------- */

static void take_off(struct writing *w)
{
    struct shelf *s = &kept.shelf[w->config];
    *(w->newer != NULL ? &w->newer->older : &s->newest) = w->older;
    *(w->older != NULL ? &w->older->newer : &s->oldest) = w->newer;
    s->count--;
}

static void forget(struct writing *w)
{
    struct writing **at = &kept.head[hash_at(w->bytes)];
    while (*at != w)
        at = &(*at)->same;
    *at = w->same;
    take_off(w);
    explicit_bzero(w->bytes, w->n);
    talloc_free(w);
}

static void put_on(struct writing *w, bool config)
{
    struct shelf *s = &kept.shelf[config];
    w->config = config;
    w->newer = NULL;
    w->older = s->newest;
    *(s->newest != NULL ? &s->newest->newer : &s->oldest) = w;
    s->newest = w;
    s->count++;
}

/* The config's shelf is looked at first: what it has no room for goes to the other one. */
static void make_room(void)
{
    if (kept.shelf[true].count > RN_SHELF_MAX) {
        struct writing *w = kept.shelf[true].oldest;
        take_off(w);
        put_on(w, false);
    }
    if (kept.shelf[false].count > RN_SHELF_MAX)
        forget(kept.shelf[false].oldest);
}

/* ---- telling and finding --------------------------------------------------------------------- */

static struct writing *add(struct rn_str s)
{
    struct writing *w = rn_new(NULL, struct writing);
    const size_t hash = hash_at(s.p);
    w->bytes = rn_dup(w, s);
    w->n = s.n;
    w->same = kept.head[hash];
    kept.head[hash] = w;
    return w;
}

void rn_shelf_put(struct rn_str writing, bool config)
{
    struct writing *w;
    if (writing.n < RN_SHELF_SHORTEST)
        return;
    w = find(writing);
    if (w != NULL) {
        config = config || w->config;
        take_off(w);
    } else
        w = add(writing);
    put_on(w, config);
    make_room();
}

size_t rn_shelf_at(struct rn_str s, size_t at)
{
    size_t found = 0;
    const size_t left = s.n - at;
    if (left < RN_SHELF_SHORTEST)
        return 0;
    for (const struct writing *w = kept.head[hash_at(s.p + at)]; w != NULL; w = w->same)
        if (w->n > found && w->n <= left && memcmp(s.p + at, w->bytes, w->n) == 0)
            found = w->n;
    return found;
}
