/* SPDX-License-Identifier: MIT
 *
 * Written as lines: "renown-learned 1", the languages, the weights of the figures, the scale, then
 * the slots: a run of empty ones as "z", their number and a point, else two hex digits each.
 */
#include "text/learned.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <renown/buf.h>

#include "base/mem.h"

enum { SLOTS = RN_LINEAR_OUT << RN_LEARNED_BITS, WRITTEN_MAX = SLOTS * 3 + 16384 };

bool rn_learned_knows(const struct rn_learned *m, const char *lang)
{
    for (size_t i = 0; i < m->lang_count; i++)
        if (strcmp(m->lang[i], lang) == 0)
            return true;
    return false;
}

void rn_learned_figures(const struct rn_reading *r, double x[RN_LEARNED_IN])
{
    double p[RN_BLEND_OUT];
    bool spoke = r->clauses.hits > 0;
    rn_blend_figures(&r->clauses, NULL, x);
    rn_blend_apply(r->blend, x, p);
    x[RN_BLEND_IN] = spoke ? log((p[0] + 0.01) / (p[1] + 0.01)) : 0;
    x[RN_BLEND_IN + 1] = spoke ? log((p[2] + 0.01) / (p[1] + 0.01)) : 0;
}

void rn_learned_tell(const struct rn_learned *m, const struct rn_words *w, struct rn_reading *r)
{
    double x[RN_LEARNED_IN], said[RN_LINEAR_OUT], p[RN_BLEND_OUT], top, sum = 0;
    rn_learned_figures(r, x);
    rn_linear_tell(&m->grams, w, said);
    p[0] = said[RN_LINEAR_NEG];
    p[1] = 0;
    p[2] = said[RN_LINEAR_POS];
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        for (size_t i = 0; i < RN_LEARNED_IN; i++)
            p[k] += (double)m->x[k][i] * x[i];
    top = fmax(p[0], fmax(p[1], p[2]));
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        sum += p[k] = exp(p[k] - top);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        r->p[k] = p[k] / sum;
    r->spoke = true;
}

double rn_learned_confidence(const struct rn_learned *m, double likeliest)
{
    const struct rn_blend calm = {.calm = {m->calm[0], m->calm[1]}};
    return rn_blend_confidence(&calm, likeliest);
}

/* ---- as text -----------------------------------------------------------------------------------
 */

static void put_number(struct rn_buf *b, double v)
{
    (void)rn_buf_fmt(b, "%.6g ", v);
}

static void put_slots(struct rn_buf *b, const int8_t *w)
{
    for (size_t i = 0; i < SLOTS;) {
        size_t run = 0;
        while (i + run < SLOTS && w[i + run] == 0)
            run++;
        if (run > 1) {
            (void)rn_buf_fmt(b, "z%zu.", run);
            i += run;
            continue;
        }
        (void)rn_buf_fmt(b, "%02x", (unsigned)w[i] & 0xFF);
        i++;
    }
}

struct rn_str rn_learned_write(const void *ctx, const struct rn_learned *m)
{
    struct rn_buf b;
    rn_buf_init(&b, WRITTEN_MAX);
    (void)rn_buf_fmt(&b, "renown-learned 1\n%zu ", m->lang_count);
    for (size_t i = 0; i < m->lang_count; i++)
        (void)rn_buf_fmt(&b, "%s ", m->lang[i]);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        for (size_t i = 0; i < RN_LEARNED_IN; i++)
            put_number(&b, (double)m->x[k][i]);
    put_number(&b, (double)m->calm[0]);
    put_number(&b, (double)m->calm[1]);
    put_number(&b, (double)m->grams.scale);
    (void)rn_buf_fmt(&b, "\n");
    put_slots(&b, m->grams.w);
    struct rn_str text = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

/* ---- and back ----------------------------------------------------------------------------------
 */

struct scan {
    const char *p, *end;
    bool bad;
};

static struct rn_str next_word(struct scan *s)
{
    const char *from = s->p;
    while (s->p < s->end && *s->p != ' ' && *s->p != '\n')
        s->p++;
    struct rn_str word = rn_strn(from, (size_t)(s->p - from));
    s->bad = s->bad || s->p == s->end || word.n == 0;
    s->p += s->p < s->end;
    return word;
}

static float next_number(struct scan *s)
{
    char room[32] = "";
    struct rn_str word = next_word(s);
    char *end = room;
    if (word.n < sizeof room)
        memcpy(room, word.p, word.n);
    double v = strtod(room, &end);
    s->bad = s->bad || end == room || *end != '\0' || !isfinite(v) || fabs(v) > 1e9;
    return (float)v;
}

static void read_langs(struct scan *s, struct rn_learned *m)
{
    double n = (double)next_number(s);
    s->bad = s->bad || !(n >= 0 && n <= RN_LEARNED_LANGS);
    for (m->lang_count = 0; !s->bad && (double)m->lang_count < n; m->lang_count++) {
        struct rn_str tag = next_word(s);
        s->bad = s->bad || tag.n >= RN_LEARNED_TAG;
        if (!s->bad)
            memcpy(m->lang[m->lang_count], tag.p, tag.n);
    }
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t run_at(struct scan *s)
{
    size_t n = 0;
    const char *p = s->p + 1;
    if (*s->p != 'z')
        return 0;
    while (p < s->end && *p >= '0' && *p <= '9' && n < SLOTS)
        n = n * 10 + (size_t)(*p++ - '0');
    s->bad = p == s->end || *p != '.' || n == 0;
    s->p = p + (p < s->end);
    return n;
}

static void read_slots(struct scan *s, int8_t *w)
{
    size_t at = 0;
    while (!s->bad && s->p < s->end && at < SLOTS) {
        size_t run = run_at(s);
        if (run > 0 || s->bad) {
            at += run;
            continue;
        }
        int hi = hex(s->p[0]), lo = s->p + 1 < s->end ? hex(s->p[1]) : -1;
        s->bad = hi < 0 || lo < 0;
        w[at++] = (int8_t)(hi * 16 + lo);
        s->p += 2;
    }
    s->bad = s->bad || at != SLOTS || s->p != s->end;
}

enum rn_status rn_learned_read(const void *ctx, struct rn_str text, struct rn_learned **ret,
                               struct rn_diag *d)
{
    static const char head[] = "renown-learned 1\n";
    struct scan s = {text.p, text.p + text.n, !rn_str_starts(text, head)};
    struct rn_learned *m = rn_new(ctx, struct rn_learned);
    int8_t *w = rn_new_array(m, int8_t, SLOTS);
    s.p += s.bad ? 0 : sizeof head - 1;
    if (!s.bad)
        read_langs(&s, m);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        for (size_t i = 0; !s.bad && i < RN_LEARNED_IN; i++)
            m->x[k][i] = next_number(&s);
    m->calm[0] = s.bad ? 0 : next_number(&s);
    m->calm[1] = s.bad ? 0 : next_number(&s);
    float scale = s.bad ? 0 : next_number(&s);
    s.bad = s.bad || s.p == s.end || *s.p++ != '\n';
    if (!s.bad)
        read_slots(&s, w);
    if (s.bad) {
        (void)talloc_free(m);
        return rn_fail(d, RN_CORRUPT,
                       "the learned judgement in the store cannot be read; renown learn --undo "
                       "takes it out");
    }
    m->grams = (struct rn_linear){"*", RN_LEARNED_BITS, scale, w};
    *ret = m;
    return RN_OK;
}
