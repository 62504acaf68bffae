/* SPDX-License-Identifier: MIT
 *
 * A chain of values for each hash of four first bytes: a text of megabytes is searched for
 * thousands of values without looking at more than a few at each place.
 */
#include "net/known.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { HEADS = 4096, HEAD_BYTES = 4 };

struct value {
    struct value *next; /* of the same hash */
    char *bytes;
    size_t n;
    uint64_t told;
    bool config;
};

static struct {
    struct value *head[HEADS];
    size_t count[2]; /* of tokens, of the config */
    uint64_t told;
} known;

static size_t hash_at(const char *p)
{
    uint32_t v;
    memcpy(&v, p, HEAD_BYTES);
    return (v * UINT32_C(2654435761)) >> 20; /* the upper 12 bits */
}

static struct value *find(struct rn_str s)
{
    for (struct value *v = known.head[hash_at(s.p)]; v != NULL; v = v->next)
        if (v->n == s.n && memcmp(v->bytes, s.p, s.n) == 0)
            return v;
    return NULL;
}

static struct value *oldest(bool config)
{
    struct value *old = NULL;
    for (size_t i = 0; i < HEADS; i++)
        for (struct value *v = known.head[i]; v != NULL; v = v->next)
            if (v->config == config && (old == NULL || v->told < old->told))
                old = v;
    return old;
}

static void forget(struct value *gone)
{
    struct value **at = &known.head[hash_at(gone->bytes)];
    while (*at != gone)
        at = &(*at)->next;
    *at = gone->next;
    known.count[gone->config]--;
    explicit_bzero(gone->bytes, gone->n);
    talloc_free(gone);
}

static void move(struct value *v, bool config);

static void make_room(bool config)
{
    if (known.count[config] < RN_KNOWN_MAX)
        return;
    struct value *old = oldest(config);
    if (config)
        move(old, false);
    else
        forget(old);
}

/* To the other shelf. Never deeper than twice: tokens move nowhere. */
static void move(struct value *v, bool config)
{
    make_room(config);
    known.count[v->config]--;
    v->config = config;
    known.count[config]++;
}

static void add(struct rn_str s, bool config)
{
    make_room(config);
    struct value *v = rn_new(NULL, struct value);
    const size_t hash = hash_at(s.p);
    v->bytes = rn_dup(v, s);
    v->n = s.n;
    v->told = ++known.told;
    v->config = config;
    v->next = known.head[hash];
    known.head[hash] = v;
    known.count[config]++;
}

void rn_known_tell(struct rn_str value, bool config)
{
    struct value *v;
    if (value.n < RN_KNOWN_SHORTEST)
        return;
    v = find(value);
    if (v == NULL) {
        add(value, config);
        return;
    }
    v->told = ++known.told;
    if (config && !v->config)
        move(v, true);
}

size_t rn_known_at(struct rn_str s, size_t at)
{
    size_t found = 0;
    const size_t left = s.n - at;
    if (left < RN_KNOWN_SHORTEST)
        return 0;
    for (const struct value *v = known.head[hash_at(s.p + at)]; v != NULL; v = v->next)
        if (v->n > found && v->n <= left && memcmp(s.p + at, v->bytes, v->n) == 0)
            found = v->n;
    return found;
}
