/* SPDX-License-Identifier: MIT
 *
 * Every fifth text is kept apart. A fit on the others is tried on them, beside the shipped
 * judgement; only when it is better, and better than chance, a fit on all is made and given.
 */
#include "text/learn.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/fit.h"
#include "text/language.h"

enum { PART = 5, NEG = RN_FIT_NEG, NEU = RN_FIT_NEU, POS = RN_FIT_POS };

static const struct rn_fit_how how = {14, 0.12, 1e-5, 1e-4, 20260504};
static const double EVEN = 0.9;

struct rn_lessons {
    struct rn_fit_row *row;
    double (*shipped)[RN_BLEND_OUT];
    const char **lang;
    size_t n, cap, grams;
    struct rn_words words;
};

struct rn_lessons *rn_lessons_new(const void *ctx)
{
    return rn_new(ctx, struct rn_lessons);
}

size_t rn_lessons_count(const struct rn_lessons *l)
{
    return l->n;
}

static void make_room(struct rn_lessons *l)
{
    if (l->n < l->cap)
        return;
    l->cap = l->cap > 0 ? l->cap * 2 : 1024;
    l->row = rn_grow_array(l, l->row, struct rn_fit_row, l->cap);
    l->lang = rn_grow_array(l, l->lang, const char *, l->cap);
    l->shipped = rn_mem_check(
        talloc_realloc_size(l, l->shipped, l->cap * sizeof *l->shipped)); /* array of arrays */
}

static void keep_grams(struct rn_lessons *l, struct rn_fit_row *row)
{
    uint32_t grams[RN_LINEAR_GRAMS];
    row->gram_n = rn_linear_grams(&l->words, grams, RN_LINEAR_GRAMS);
    uint32_t *kept = rn_new_array(l, uint32_t, row->gram_n + 1);
    memcpy(kept, grams, row->gram_n * sizeof *grams);
    row->gram = kept;
    l->grams += row->gram_n;
}

bool rn_lessons_add(struct rn_lessons *l, struct rn_str text, double stars)
{
    struct rn_language language;
    struct rn_reading r;
    if (l->grams >= RN_LEARN_GRAMS_MAX)
        return false;
    rn_words_make(l, &l->words, text, false);
    if (l->words.n == 0)
        return true;
    make_room(l);
    rn_language_tell(text, &l->words, NULL, &language);
    rn_reading_make(l, text, &l->words, language.code, &r);
    double *x = rn_new_array(l, double, RN_LEARNED_IN);
    rn_learned_figures(&r, x);
    l->row[l->n] = (struct rn_fit_row){.x = x,
                                       .weight = 1,
                                       .label = stars <= 2.5   ? NEG
                                                : stars >= 3.5 ? POS
                                                               : NEU};
    keep_grams(l, &l->row[l->n]);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        l->shipped[l->n][k] = r.spoke ? r.p[k] : k == NEU;
    l->lang[l->n++] = r.lang;
    return true;
}

/* ---- marks -------------------------------------------------------------------------------------
 */

struct told {
    double score;
    uint8_t label, said;
};

static void say(const double p[RN_BLEND_OUT], uint8_t label, struct told *ret)
{
    ret->label = label;
    ret->score = p[POS] - p[NEG];
    ret->said = p[NEG] > p[NEU] ? NEG : NEU;
    if (p[POS] > p[ret->said])
        ret->said = POS;
}

static int by_score(const void *a, const void *b)
{
    double x = ((const struct told *)a)->score, y = ((const struct told *)b)->score;
    return (x > y) - (x < y);
}

/* Mann-Whitney with ties; sorts `t`. */
static double auc_of(struct told *t, size_t n)
{
    double ranks = 0, good = 0, bad = 0, before = 0;
    qsort(t, n, sizeof *t, by_score);
    for (size_t i = 0, j; i < n; i = j) {
        double g = 0, b = 0;
        for (j = i; j < n && t[j].score == t[i].score; j++) {
            g += t[j].label == POS;
            b += t[j].label == NEG;
        }
        ranks += g * (before + b / 2);
        before += b;
        good += g;
        bad += b;
    }
    return good > 0 && bad > 0 ? ranks / (good * bad) : 0.5;
}

static struct rn_mark mark_of(struct told *t, size_t n)
{
    double hit[3] = {0}, is[3] = {0}, said[3] = {0}, f1 = 0, classes = 0;
    for (size_t i = 0; i < n; i++) {
        is[t[i].label]++;
        said[t[i].said]++;
        hit[t[i].label] += t[i].label == t[i].said;
    }
    for (size_t k = 0; k < 3; k++) {
        classes += is[k] > 0;
        f1 += is[k] > 0 ? 2 * hit[k] / (is[k] + said[k]) : 0;
    }
    return (struct rn_mark){classes > 0 ? f1 / classes : 0, auc_of(t, n)};
}

/* ---- fitting -----------------------------------------------------------------------------------
 */

static struct rn_fit *fit(const void *ctx, const struct rn_lessons *l, bool all)
{
    struct rn_fit *f = rn_fit_new(ctx, RN_LEARNED_BITS, RN_LEARNED_IN);
    struct rn_fit_row *rows = rn_new_array(ctx, struct rn_fit_row, l->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (all || i % PART != 0)
            rows[n++] = l->row[i];
    rn_fit_balance(rows, n, EVEN);
    f->x[NEG][RN_BLEND_IN] = f->x[POS][RN_BLEND_IN + 1] = 1; /* begins as the shipped one */
    rn_fit_train(f, rows, n, &how);
    (void)talloc_free(rows);
    return f;
}

/* Confidence from the part kept apart: logistic regression on the log-odds of the likeliest. */
static void calm_down(const struct told *t, const double *sure, size_t n, double calm[2])
{
    calm[0] = 0;
    calm[1] = 1;
    for (size_t round = 0; round < 300; round++) {
        double g[2] = {0, 0};
        for (size_t i = 0; i < n; i++) {
            double odds = log(fmax(sure[i], 1e-6) / fmax(1 - sure[i], 1e-6));
            double miss = 1 / (1 + exp(-calm[0] - calm[1] * odds)) - (t[i].said == t[i].label);
            g[0] += miss;
            g[1] += miss * odds;
        }
        calm[0] -= 2 * g[0] / (double)n;
        calm[1] -= 0.5 * g[1] / (double)n;
    }
}

/* The AUC that two and a half standard errors beyond chance reach. */
static double chance(const struct told *t, size_t n)
{
    double good = 0, bad = 0;
    for (size_t i = 0; i < n; i++) {
        good += t[i].label == POS;
        bad += t[i].label == NEG;
    }
    return good * bad > 0 ? 0.5 + 2.5 * sqrt((good + bad + 1) / (12 * good * bad)) : 1;
}

static void weigh_up(struct rn_learning *r)
{
    r->why_not = NULL;
    if (r->after.auc < r->chance)
        r->why_not = "the stars say too little about the texts";
    else if (r->after.auc < r->before.auc - 0.02)
        r->why_not = "good and bad were told apart less well than before";
    else if (r->after.f1 <= r->before.f1)
        r->why_not = "it was no better on the texts kept apart";
    r->better = r->why_not == NULL;
}

static void try_out(const void *ctx, const struct rn_lessons *l, struct rn_learning *ret,
                    double calm[2])
{
    struct told *before = rn_new_array(ctx, struct told, l->n),
                *after = rn_new_array(ctx, struct told, l->n);
    double *sure = rn_new_array(ctx, double, l->n);
    const struct rn_fit *f = fit(ctx, l, false);
    size_t n = 0;
    for (size_t i = 0; i < l->n; i += PART, n++) {
        double p[RN_BLEND_OUT];
        rn_fit_tell(f, &l->row[i], p);
        say(p, l->row[i].label, &after[n]);
        say(l->shipped[i], l->row[i].label, &before[n]);
        sure[n] = p[after[n].said];
    }
    calm_down(after, sure, n, calm);
    *ret = (struct rn_learning){.texts = l->n, .unseen = n, .chance = chance(after, n)};
    ret->before = mark_of(before, n);
    ret->after = mark_of(after, n);
    weigh_up(ret);
}

/* ---- the model ---------------------------------------------------------------------------------
 */

static void take_langs(const struct rn_lessons *l, struct rn_learned *m)
{
    for (size_t i = 0; i < l->n && m->lang_count < RN_LEARNED_LANGS; i++) {
        size_t count = 0;
        if (rn_learned_knows(m, l->lang[i]) || strlen(l->lang[i]) >= RN_LEARNED_TAG)
            continue;
        for (size_t k = i; k < l->n && count < RN_LEARN_LANG_MIN; k++)
            count += strcmp(l->lang[k], l->lang[i]) == 0;
        if (count >= RN_LEARN_LANG_MIN)
            (void)strcpy(m->lang[m->lang_count++], l->lang[i]);
    }
}

/* Scaled so that nearly all weights keep their size; the few largest are cut. */
static void take_grams(const struct rn_fit *f, struct rn_learned *m)
{
    size_t n = (size_t)RN_LINEAR_OUT << f->bits;
    int8_t *w = rn_new_array(m, int8_t, n);
    double top = 0;
    for (size_t i = 0; i < n; i++)
        top = fmax(top, fabs((double)f->gram[i]));
    double scale = top > 0 ? top * 0.6 / 127 : 1;
    for (size_t i = 0; i < n; i++)
        w[i] = (int8_t)fmin(127, fmax(-127, round((double)f->gram[i] / scale)));
    m->grams = (struct rn_linear){"*", f->bits, (float)scale, w};
}

static struct rn_learned *as_model(const void *ctx, const struct rn_lessons *l,
                                   const struct rn_fit *f, const double calm[2])
{
    struct rn_learned *m = rn_new(ctx, struct rn_learned);
    take_langs(l, m);
    take_grams(f, m);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        for (size_t i = 0; i < RN_LEARNED_IN; i++)
            m->x[k][i] = (float)f->x[k][i];
    m->calm[0] = (float)calm[0];
    m->calm[1] = (float)calm[1];
    return m;
}

enum rn_status rn_learn(const void *ctx, struct rn_lessons *l, struct rn_learning *ret_how,
                        struct rn_learned **ret, struct rn_diag *d)
{
    double calm[2];
    RN_SCOPE(tmp);
    if (l->n < RN_LEARN_TEXTS_MIN)
        return rn_fail(d, RN_INVALID,
                       "%zu rated reviews with a text are too few to learn from: %d are needed",
                       l->n, RN_LEARN_TEXTS_MIN);
    try_out(tmp, l, ret_how, calm);
    *ret = ret_how->better ? as_model(ctx, l, fit(tmp, l, true), calm) : NULL;
    return RN_OK;
}
