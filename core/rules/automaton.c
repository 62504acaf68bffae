/* SPDX-License-Identifier: MIT */
#include "rules/automaton.h"

#include "base/id.h"
#include "base/mem.h"

enum { NONE = UINT32_MAX, ROOT = 0 };
enum { FEW_NODES = 1000 }; /* of most rule folders: a scan needs no memory of its own */

/* A map from 64 bits to 32, open addressing, never more than half full. Key 0 is not used. */
struct map {
    struct slot {
        uint64_t key;
        uint32_t value;
    } * v;
    size_t n, cap;
};

struct symbol_text { /* exact symbols: to tell apart words with the same hash */
    struct rn_str fold;
};
struct node {
    uint32_t output; /* first of a chain; NONE */
    uint32_t depth;
    bool parent; /* something goes on from here */
};
struct output {
    uint32_t leaf, next;
};

struct rn_automaton {
    struct map exact; /* hash of a folded word -> symbol */
    struct map bytes; /* byte trie of beginnings: node << 8 | byte -> node */
    struct map steps; /* trie of symbols: node << 32 | symbol -> node */
    struct symbol_text *symbols;
    size_t symbol_count, symbol_cap;
    uint32_t *begin_symbol; /* per node of the byte trie: NONE where no beginning ends */
    size_t begin_count, begin_cap;
    uint32_t first_byte[256]; /* of the byte trie */
    struct node *nodes;
    size_t node_count, node_cap;
    uint32_t *root; /* per symbol: the node behind the root; NONE */
    struct output *outputs;
    size_t output_count, output_cap;
    uint32_t *twin; /* per leaf: node of its Turkish form */
    size_t leaf_count, leaf_cap;
};

static uint64_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= UINT64_C(0x9E3779B97F4A7C15);
    return x ^ x >> 29;
}

static inline const uint32_t *map_get(const struct map *m, uint64_t key)
{
    if (m->cap == 0)
        return NULL;
    for (size_t i = mix(key) & (m->cap - 1); m->v[i].key != 0; i = (i + 1) & (m->cap - 1))
        if (m->v[i].key == key)
            return &m->v[i].value;
    return NULL;
}

static void map_put(const void *ctx, struct map *m, uint64_t key, uint32_t value)
{
    size_t i;

    if (m->n * 2 >= m->cap) {
        struct map bigger = {.cap = m->cap == 0 ? 64 : m->cap * 2};
        bigger.v = rn_new_array(ctx, struct slot, bigger.cap);
        for (i = 0; i < m->cap; i++)
            if (m->v[i].key != 0)
                map_put(ctx, &bigger, m->v[i].key, m->v[i].value);
        talloc_free(m->v);
        *m = bigger;
    }
    i = mix(key) & (m->cap - 1);
    while (m->v[i].key != 0)
        i = (i + 1) & (m->cap - 1);
    m->v[i] = (struct slot){key, value};
    m->n++;
}

#define ROOM(a, field, type, count, cap)                                                           \
    do {                                                                                           \
        if ((count) == (cap)) {                                                                    \
            (cap) = (cap) == 0 ? 64 : (cap)*2;                                                     \
            (a)->field = rn_grow_array(a, (a)->field, type, cap);                                  \
        }                                                                                          \
    } while (0)

/* ---- patterns -------------------------------------------------------------------------------- */

static bool is_beginning(struct rn_str s, const struct rn_word *w)
{
    return w->end < s.n && s.p[w->end] == '*';
}

const char *rn_pattern_fault(const char *pattern)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    struct rn_str s = rn_str(pattern);
    size_t stars = 0, good = 0;

    rn_words_make(tmp, &w, s, false);
    if (w.n == 0)
        return "holds no word that could be found";
    if (w.n > RN_PATTERN_WORDS)
        return "is longer than 16 words";
    for (size_t i = 0; i < s.n; i++)
        stars += s.p[i] == '*';
    for (size_t i = 0; i < w.n; i++) {
        size_t end = w.v[i].end;
        good +=
            is_beginning(s, &w.v[i]) && (end + 1 == s.n || strchr(" \t\r\n", s.p[end + 1]) != NULL);
    }
    return stars == good
               ? NULL
               : "has a * that is not at the end of a word (\"refund*\" finds every word that "
                 "begins so)";
}

static uint32_t new_symbol(struct rn_automaton *a, struct rn_str fold)
{
    ROOM(a, symbols, struct symbol_text, a->symbol_count, a->symbol_cap);
    a->symbols[a->symbol_count].fold = rn_dup_str(a, fold);
    return (uint32_t)a->symbol_count++;
}

/* Two different words with one hash share a key: the second gets the next free one. */
static uint64_t exact_key(uint64_t hash, unsigned turn)
{
    uint64_t key = hash + turn * UINT64_C(0x9E3779B97F4A7C15);
    return key != 0 ? key : 1;
}

static inline uint32_t exact_find(const struct rn_automaton *a, const struct rn_word *w)
{
    const uint32_t *s;

    for (unsigned turn = 0; (s = map_get(&a->exact, exact_key(w->hash, turn))) != NULL; turn++)
        if (rn_str_eq(a->symbols[*s].fold, w->fold))
            return *s;
    return NONE;
}

static uint32_t exact_symbol(struct rn_automaton *a, const struct rn_word *w)
{
    uint32_t s = exact_find(a, w);
    unsigned turn = 0;

    if (s != NONE)
        return s;
    while (map_get(&a->exact, exact_key(w->hash, turn)) != NULL)
        turn++;
    s = new_symbol(a, w->fold);
    map_put(a, &a->exact, exact_key(w->hash, turn), s);
    return s;
}

static uint32_t new_begin(struct rn_automaton *a)
{
    ROOM(a, begin_symbol, uint32_t, a->begin_count, a->begin_cap);
    a->begin_symbol[a->begin_count] = NONE;
    return (uint32_t)a->begin_count++;
}

static inline uint64_t byte_key(uint32_t node, unsigned char byte)
{
    return ((uint64_t)node << 8 | byte) + 1;
}

static uint32_t begin_symbol(struct rn_automaton *a, struct rn_str fold)
{
    uint32_t *first = &a->first_byte[(unsigned char)fold.p[0]], node;

    if (*first == NONE)
        *first = new_begin(a);
    node = *first;
    for (size_t i = 1; i < fold.n; i++) {
        const uint32_t *next = map_get(&a->bytes, byte_key(node, (unsigned char)fold.p[i]));
        uint32_t to = next != NULL ? *next : new_begin(a);
        if (next == NULL)
            map_put(a, &a->bytes, byte_key(node, (unsigned char)fold.p[i]), to);
        node = to;
    }
    if (a->begin_symbol[node] == NONE)
        a->begin_symbol[node] = new_symbol(a, fold);
    return a->begin_symbol[node];
}

static inline uint64_t step_key(uint32_t node, uint32_t symbol)
{
    return ((uint64_t)node << 32 | symbol) + 1;
}

static uint32_t new_node(struct rn_automaton *a, uint32_t depth)
{
    ROOM(a, nodes, struct node, a->node_count, a->node_cap);
    a->nodes[a->node_count] = (struct node){NONE, depth, false};
    return (uint32_t)a->node_count++;
}

/* The node of a sequence of words; made where it is missing. */
static uint32_t enter(struct rn_automaton *a, struct rn_str pattern, const struct rn_words *w)
{
    uint32_t node = ROOT;

    for (size_t i = 0; i < w->n; i++) {
        uint32_t symbol = is_beginning(pattern, &w->v[i]) ? begin_symbol(a, w->v[i].fold)
                                                          : exact_symbol(a, &w->v[i]);
        const uint32_t *next = map_get(&a->steps, step_key(node, symbol));
        uint32_t to = next != NULL ? *next : new_node(a, (uint32_t)i + 1);
        if (next == NULL)
            map_put(a, &a->steps, step_key(node, symbol), to);
        a->nodes[node].parent = true;
        node = to;
    }
    return node;
}

static void add_output(struct rn_automaton *a, uint32_t node, uint32_t leaf)
{
    ROOM(a, outputs, struct output, a->output_count, a->output_cap);
    a->outputs[a->output_count] = (struct output){leaf, a->nodes[node].output};
    a->nodes[node].output = (uint32_t)a->output_count++;
}

uint32_t rn_automaton_add(struct rn_automaton *a, const char *pattern, uint32_t *ret_length)
{
    RN_SCOPE(tmp);
    struct rn_words plain = {0}, turkish = {0};
    struct rn_str s = rn_str(pattern);
    uint32_t node, twin;

    rn_words_make(tmp, &plain, s, false);
    rn_words_make(tmp, &turkish, s, true);
    node = enter(a, s, &plain);
    twin = enter(a, s, &turkish);
    *ret_length = (uint32_t)plain.n;
    for (uint32_t o = a->nodes[node].output; o != NONE; o = a->outputs[o].next)
        if (a->twin[a->outputs[o].leaf] == twin)
            return a->outputs[o].leaf;
    ROOM(a, twin, uint32_t, a->leaf_count, a->leaf_cap);
    a->twin[a->leaf_count] = twin;
    add_output(a, node, (uint32_t)a->leaf_count);
    if (twin != node)
        add_output(a, twin, (uint32_t)a->leaf_count);
    return (uint32_t)a->leaf_count++;
}

struct rn_automaton *rn_automaton_new(const void *ctx)
{
    struct rn_automaton *a = rn_new(ctx, struct rn_automaton);

    for (int i = 0; i < 256; i++)
        a->first_byte[i] = NONE;
    (void)new_node(a, 0);
    return a;
}

void rn_automaton_close(struct rn_automaton *a)
{
    a->root = rn_new_array(a, uint32_t, a->symbol_count + 1);
    for (uint32_t i = 0; i < a->symbol_count; i++) {
        const uint32_t *next = map_get(&a->steps, step_key(ROOT, i));
        a->root[i] = next != NULL ? *next : NONE;
    }
}

size_t rn_automaton_leaves(const struct rn_automaton *a)
{
    return a->leaf_count;
}

/* ---- scanning -------------------------------------------------------------------------------- */

/* Of one scan: several threads may scan with one automaton at a time. */
struct scan {
    const struct rn_automaton *a;
    struct rn_hits *hits;
    uint32_t *active, *coming; /* nodes inside of patterns, at the last word and at this one */
    uint32_t found[RN_WORD_MAX + 2]; /* the symbols of this word */
    uint32_t few[2 * FEW_NODES];     /* room for both when that is enough */
};

/* The symbols a word stands for: itself, and every beginning it has. */
static inline size_t symbols_of(struct scan *sc, const struct rn_word *w)
{
    const struct rn_automaton *a = sc->a;
    size_t n = 0;
    uint32_t s = exact_find(a, w), node;

    if (s != NONE)
        sc->found[n++] = s;
    node = w->fold.n > 0 ? a->first_byte[(unsigned char)w->fold.p[0]] : NONE;
    for (size_t i = 1; node != NONE; i++) {
        const uint32_t *next;
        if (a->begin_symbol[node] != NONE)
            sc->found[n++] = a->begin_symbol[node];
        next =
            i < w->fold.n ? map_get(&a->bytes, byte_key(node, (unsigned char)w->fold.p[i])) : NULL;
        node = next != NULL ? *next : NONE;
    }
    return n;
}

static inline size_t arrive(struct scan *sc, uint32_t node, size_t word, size_t coming)
{
    const struct rn_automaton *a = sc->a;
    struct rn_hits *h = sc->hits;
    for (uint32_t o = a->nodes[node].output; o != NONE; o = a->outputs[o].next) {
        uint32_t leaf = a->outputs[o].leaf;
        uint64_t bit = UINT64_C(1) << leaf % 64;
        if ((h->bits[leaf / 64] & bit) == 0)
            h->word[leaf] = (uint32_t)(word + 1 - a->nodes[node].depth);
        h->bits[leaf / 64] |= bit;
    }
    if (a->nodes[node].parent)
        sc->coming[coming++] = node;
    return coming;
}

static size_t go_on(struct scan *sc, size_t active, size_t symbols, size_t word)
{
    const struct rn_automaton *a = sc->a;
    size_t coming = 0;
    uint32_t *swap = sc->active;

    for (size_t k = 0; k < active; k++)
        for (size_t s = 0; s < symbols; s++) {
            const uint32_t *next = map_get(&a->steps, step_key(sc->active[k], sc->found[s]));
            if (next != NULL)
                coming = arrive(sc, *next, word, coming);
        }
    for (size_t s = 0; s < symbols; s++)
        if (a->root[sc->found[s]] != NONE)
            coming = arrive(sc, a->root[sc->found[s]], word, coming);
    sc->active = sc->coming;
    sc->coming = swap;
    return coming;
}

static void make_room(const void *ctx, const struct rn_automaton *a, struct rn_hits *h)
{
    if (h->bits == NULL || h->leaves < a->leaf_count) {
        talloc_free(h->bits);
        talloc_free(h->word);
        h->bits = rn_new_array(ctx, uint64_t, a->leaf_count / 64 + 1);
        h->word = rn_new_array(ctx, uint32_t, a->leaf_count + 1);
        h->leaves = a->leaf_count;
    }
    memset(h->bits, 0, (h->leaves / 64 + 1) * sizeof *h->bits);
}

void rn_automaton_scan(const void *ctx, const struct rn_automaton *a, const struct rn_words *words,
                       struct rn_hits *hits)
{
    struct scan sc;
    uint32_t *many = NULL;
    size_t active = 0;

    make_room(ctx, a, hits);
    if (a->leaf_count == 0)
        return;
    if (a->node_count > FEW_NODES)
        many = rn_mem_check(talloc_array(NULL, uint32_t, 2 * a->node_count));
    sc.a = a;
    sc.hits = hits;
    sc.active = many != NULL ? many : sc.few;
    sc.coming = sc.active + (many != NULL ? a->node_count : FEW_NODES);
    for (size_t i = 0; i < words->n; i++) {
        size_t symbols = symbols_of(&sc, &words->v[i]);
        if (active > 0 && rn_words_gap(words, i))
            active = 0;
        active = symbols > 0 ? go_on(&sc, active, symbols, i) : 0;
    }
    talloc_free(many);
}

bool rn_hit_text(const struct rn_facts *f, uint32_t first, uint32_t last, struct rn_str *field,
                 size_t *start, size_t *end)
{
    const struct rn_review *r = f->review;
    bool title = f->words->v[first].start < r->title.n;
    size_t base = title ? 0 : r->title.n + 1;

    *field = title ? r->title : r->text;
    if (f->words->v[first].start < base || f->words->v[last].end - base > field->n)
        return false;
    *start = f->words->v[first].start - base;
    *end = f->words->v[last].end - base;
    return *start < *end;
}
