/* SPDX-License-Identifier: MIT */
#include "text/linear.h"

#include <math.h>
#include <string.h>

#include "text/lexicon_key.h"

enum { PIECE_MIN = 2, PIECE_MAX = 5, WORD_POINTS = 24, RUN_MAX = 4 };

static const uint64_t PAIR = UINT64_C(0x9E3779B97F4A7C15), PIECE = UINT64_C(0xD6E8FEB86659FD93);

static inline uint32_t settle(uint64_t h)
{
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(h >> 32);
}

struct grams {
    uint32_t *out;
    size_t n, max;
};

static inline void put(struct grams *g, uint64_t h)
{
    if (g->n < g->max)
        g->out[g->n++] = settle(h);
}

/* The code points of a word between two borders, as hashes of their bytes; gives their number. */
static size_t points(struct rn_str s, uint64_t *cp)
{
    size_t n = 0;
    cp[n++] = 1;
    for (size_t i = 0; i < s.n && n < WORD_POINTS - 1;) {
        uint64_t v = (unsigned char)s.p[i++];
        while (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
            v = v << 8 | (unsigned char)s.p[i++];
        cp[n++] = v;
    }
    cp[n++] = 2;
    return n;
}

static void pieces(struct grams *g, struct rn_str word)
{
    uint64_t cp[WORD_POINTS];
    size_t n = points(word, cp);
    for (size_t i = 0; i + PIECE_MIN <= n; i++) {
        uint64_t h = PIECE;
        for (size_t k = 0; k < PIECE_MAX && i + k < n; k++) {
            h = (h ^ cp[i + k]) * UINT64_C(0xFF51AFD7ED558CCD);
            h ^= h >> 29;
            if (k + 1 >= PIECE_MIN)
                put(g, h);
        }
    }
}

/* A word with those behind it: pairs; runs of up to four where words are single characters. */
static void runs(struct grams *g, const struct rn_words *w, size_t i)
{
    uint64_t h = rn_lex_bytes(RN_LEX_START, w->v[i].fold);
    put(g, h);
    for (size_t k = 1; k < RUN_MAX && i + k < w->n; k++) {
        if (k > 1 && w->v[i + k].start > w->v[i + k - 1].end)
            break;
        h = rn_lex_bytes((h ^ PAIR) * UINT64_C(0xFF51AFD7ED558CCD), w->v[i + k].fold);
        put(g, h);
    }
}

size_t rn_linear_grams(const struct rn_words *w, uint32_t *out, size_t max)
{
    struct grams g = {out, 0, max};
    for (size_t i = 0; i < w->n && g.n < g.max; i++) {
        runs(&g, w, i);
        pieces(&g, w->v[i].fold);
    }
    return g.n;
}

/* What a word's own pieces add up to in a shipped model depends on the word alone, and few words
 * make most of every text: each thread keeps the sums it made last. */
enum { MEMO_BITS = 14, PIECES = WORD_POINTS * (PIECE_MAX - PIECE_MIN + 1) };

struct memo {
    uint64_t key;
    int32_t sum[RN_LINEAR_OUT];
    uint32_t n; /* pieces; 0: empty */
};

static void add_grams(const struct rn_linear *m, const struct grams *g, int32_t sum[RN_LINEAR_OUT])
{
    uint32_t mask = (1u << m->bits) - 1;
    for (size_t i = 0; i < g->n; i++) {
        const int8_t *v = &m->w[(size_t)(g->out[i] & mask) * RN_LINEAR_OUT];
        sum[RN_LINEAR_NEG] += v[RN_LINEAR_NEG];
        sum[RN_LINEAR_POS] += v[RN_LINEAR_POS];
    }
}

static const struct memo *word_memo(const struct rn_linear *m, const struct rn_word *word)
{
    static _Thread_local struct memo memos[1 << MEMO_BITS];
    uint32_t room[PIECES];
    uint64_t key = word->hash ^ (uint64_t)(m - rn_linears + 1) * UINT64_C(0x9E3779B97F4A7C15);
    struct memo *memo = &memos[key & ((1 << MEMO_BITS) - 1)];
    if (memo->key == key && memo->n > 0)
        return memo;
    struct grams g = {room, 0, PIECES};
    pieces(&g, word->fold);
    *memo = (struct memo){.key = key, .n = (uint32_t)g.n};
    add_grams(m, &g, memo->sum);
    return memo;
}

/* The same sums as below, by words. */
static void tell_shipped(const struct rn_linear *m, const struct rn_words *w,
                         double ret[RN_LINEAR_OUT])
{
    int32_t sum[RN_LINEAR_OUT] = {0, 0};
    size_t n = 0;
    for (size_t i = 0; i < w->n && n < RN_LINEAR_GRAMS; i++) {
        uint32_t room[RUN_MAX];
        struct grams g = {room, 0, RUN_MAX};
        const struct memo *memo = word_memo(m, &w->v[i]);
        runs(&g, w, i);
        add_grams(m, &g, sum);
        sum[RN_LINEAR_NEG] += memo->sum[RN_LINEAR_NEG];
        sum[RN_LINEAR_POS] += memo->sum[RN_LINEAR_POS];
        n += g.n + memo->n;
    }
    for (size_t k = 0; k < RN_LINEAR_OUT; k++)
        ret[k] = n > 0 ? (double)sum[k] * (double)m->scale / sqrt((double)n) : 0;
}

void rn_linear_tell(const struct rn_linear *m, const struct rn_words *w, double ret[RN_LINEAR_OUT])
{
    if (m >= rn_linears && m < rn_linears + rn_linears_n) {
        tell_shipped(m, w, ret);
        return;
    }
    uint32_t id[RN_LINEAR_GRAMS], mask = (1u << m->bits) - 1;
    size_t n = rn_linear_grams(w, id, RN_LINEAR_GRAMS);
    long sum[RN_LINEAR_OUT] = {0, 0};
    for (size_t i = 0; i < n; i++) {
        const int8_t *v = &m->w[(size_t)(id[i] & mask) * RN_LINEAR_OUT];
        sum[RN_LINEAR_NEG] += v[RN_LINEAR_NEG];
        sum[RN_LINEAR_POS] += v[RN_LINEAR_POS];
    }
    for (size_t k = 0; k < RN_LINEAR_OUT; k++)
        ret[k] = n > 0 ? (double)sum[k] * (double)m->scale / sqrt((double)n) : 0;
}

/* Texts in Roman Hindi are read with the model of Roman Urdu: one spoken language. */
const struct rn_linear *rn_linear_for(const char *lang)
{
    const char *name = strcmp(lang, "hi-Latn") == 0 ? "ur-Latn" : lang;
    for (size_t i = 0; i < rn_linears_n; i++)
        if (strcmp(rn_linears[i].lang, name) == 0)
            return &rn_linears[i];
    return NULL;
}
