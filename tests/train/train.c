/* SPDX-License-Identifier: MIT
 *
 * `train DATA OUT` fits what core/text/model holds: for every language with sets of a free licence
 * a linear model (OUT/linear-LANG.txt), and for all languages the weights that blend lexicon and
 * model (OUT/blend.tsv). What the blend sees of the linear model comes from models that were
 * trained without the text in question (five parts). Prints a report; the seed is fixed, so the
 * same files give the same bytes. Nothing of the dev files is read.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "train/sets.h"

enum { BITS = 16, FOLDS = 5, ALL = FOLDS, LANGS = 64 };
static const uint64_t SEED = 20260504;

static const struct rn_fit_how grams_how = {12, 0.15, 2e-5, 1e-5, SEED};
static const struct rn_fit_how blend_how = {60, 0.05, 0, 1e-5, SEED};

struct job {
    const struct sets *s;
    const char *lang; /* "*": all */
    const char *out;
    void *ctx;
};

static bool in_lang(const struct job *j, const struct example *e)
{
    return strcmp(j->lang, "*") == 0 || strcmp(j->s->set[e->set].lang, j->lang) == 0;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

struct rows {
    struct rn_fit_row *v;
    struct example **from;
    size_t n;
};

static bool wanted(const struct job *j, const struct example *e, bool grams, size_t without)
{
    if (!in_lang(j, e))
        return false;
    return !grams || (j->s->set[e->set].free && e->fold != without);
}

/* Every set of a language counts alike, whatever its size; within it classes are evened out. */
static void weigh(const struct job *j, struct rows *r)
{
    for (size_t i = 0, from = 0; i < r->n; i++) {
        if (i + 1 < r->n && r->from[i + 1]->set == r->from[from]->set)
            continue;
        size_t n = i + 1 - from;
        for (size_t k = from; k <= i; k++)
            r->v[k].weight = fmin(2, 1000.0 / (double)n);
        rn_fit_balance(r->v + from, n, 0.85);
        from = i + 1;
    }
    (void)j;
}

static struct rows gather(const struct job *j, bool grams, size_t without)
{
    struct rows r = {rn_new_array(j->ctx, struct rn_fit_row, j->s->n + 1),
                     rn_new_array(j->ctx, struct example *, j->s->n + 1), 0};
    for (size_t i = 0; i < j->s->n; i++) {
        struct example *e = &j->s->v[i];
        if (!wanted(j, e, grams, without))
            continue;
        double *x = rn_new_array(r.v, double, RN_BLEND_IN);
        rn_blend_figures(&e->clauses, strcmp(j->lang, "*") == 0 ? NULL : e->linear, x);
        r.v[r.n] = (struct rn_fit_row){.x = x, .weight = 1, .label = e->label};
        if (grams) {
            r.v[r.n].gram = e->gram;
            r.v[r.n].gram_n = e->gram_n;
        }
        r.from[r.n++] = e;
    }
    weigh(j, &r);
    return r;
}

static void drop(struct rows *r)
{
    (void)talloc_free(r->v);
    (void)talloc_free(r->from);
}

/* ---- linear models -----------------------------------------------------------------------------
 */

/* With the figures of the lexicon beside the grams, so that grams learn what the lexicon misses. */
static struct rn_fit *fit_grams(const struct job *j, size_t without)
{
    struct rows r = gather(j, true, without);
    struct rn_fit *f = NULL;
    if (r.n > 0) {
        f = rn_fit_new(j->ctx, BITS, 16);
        rn_fit_train(f, r.v, r.n, &grams_how);
    }
    drop(&r);
    return f;
}

static double scale_of(const struct rn_fit *f)
{
    double top = 0;
    for (size_t i = 0; i < (size_t)2 << f->bits; i++)
        top = fmax(top, fabs((double)f->gram[i]));
    return top > 0 ? top * 0.7 / 127 : 1;
}

static int quantised(double v, double scale)
{
    double q = round(v / scale);
    return (int)fmin(127, fmax(-127, q));
}

static void write_linear(const struct job *j, const struct rn_fit *f)
{
    char *path = rn_fmt(j->ctx, "%s/linear-%s.txt", j->out, j->lang);
    double scale = scale_of(f);
    FILE *o = fopen(path, "we");
    if (o == NULL) {
        perror(path);
        exit(1);
    }
    (void)fprintf(o,
                  "# SPDX-License-Identifier: MIT\n# Made by `make train`: model LANG BITS SCALE, "
                  "then two bytes a slot in hex (neg, pos).\n# The sets behind it are named in "
                  "docs/sentiment.md.\nmodel %s %u %.9g\n",
                  j->lang, f->bits, scale);
    for (size_t i = 0; i < (size_t)2 << f->bits; i++)
        (void)fprintf(o, "%02x%s", (unsigned)quantised((double)f->gram[i], scale) & 0xFF,
                      i % 64 == 63 ? "\n" : "");
    (void)fclose(o);
}

/* Each example is told by the model that did not see it; those of other sets by the whole one. */
static void tell_examples(const struct job *j, struct rn_fit *const fit[FOLDS + 1])
{
    for (size_t i = 0; i < j->s->n; i++) {
        struct example *e = &j->s->v[i];
        const char *lang = j->s->set[e->set].lang;
        bool kin = strcmp(lang, "hi-Latn") == 0 && strcmp(j->lang, "ur-Latn") == 0;
        if (!in_lang(j, e) && !kin)
            continue;
        struct rn_fit_row row = {.gram = e->gram, .gram_n = e->gram_n};
        rn_fit_grams(fit[j->s->set[e->set].free ? e->fold : ALL], &row, e->linear);
    }
}

static void train_linear(const struct job *j)
{
    struct rn_fit *fit[FOLDS + 1];
    for (size_t k = 0; k <= FOLDS; k++)
        fit[k] = fit_grams(j, k);
    if (fit[ALL] == NULL)
        return;
    write_linear(j, fit[ALL]);
    tell_examples(j, fit);
}

/* ---- blends ------------------------------------------------------------------------------------
 */

/* Confidence: logistic regression of "was right" on the log-odds of the likeliest class. */
static void calm_down(const struct rows *r, const struct rn_fit *f, double calm[2])
{
    calm[0] = 0;
    calm[1] = 1;
    for (size_t round = 0; round < 200; round++) {
        double g[2] = {0, 0}, all = 0;
        for (size_t i = 0; i < r->n; i++) {
            double p[3], w = 1000.0 / (double)r->n;
            rn_fit_tell(f, &r->v[i], p);
            size_t best = p[0] > p[1] ? 0 : 1;
            best = p[2] > p[best] ? 2 : best;
            double odds = log(fmax(p[best], 1e-6) / fmax(1 - p[best], 1e-6));
            double miss = 1 / (1 + exp(-calm[0] - calm[1] * odds)) - (best == r->v[i].label);
            g[0] += w * miss;
            g[1] += w * miss * odds;
            all += w;
        }
        calm[0] -= 2 * g[0] / all;
        calm[1] -= 0.5 * g[1] / all;
    }
}

static void write_blend(const struct job *j, const struct rn_fit *f, const double calm[2], FILE *o)
{
    (void)fprintf(o, "%s", j->lang);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        for (size_t i = 0; i < RN_BLEND_IN; i++)
            (void)fprintf(o, " %.4f", f->x[k][i]);
    (void)fprintf(o, " %.4f %.4f\n", calm[0], calm[1]);
}

static void report(const struct job *j, const struct rows *r, const struct rn_fit *f)
{
    size_t right = 0, hit[3] = {0}, said[3] = {0}, is[3] = {0};
    double f1 = 0, classes = 0;
    for (size_t i = 0; i < r->n; i++) {
        double p[3];
        rn_fit_tell(f, &r->v[i], p);
        size_t best = p[0] > p[1] ? 0 : 1;
        best = p[2] > p[best] ? 2 : best;
        said[best]++;
        is[r->v[i].label]++;
        hit[best] += best == r->v[i].label;
        right += best == r->v[i].label;
    }
    for (size_t k = 0; k < 3; k++) {
        classes += is[k] > 0;
        f1 += hit[k] > 0 ? 2.0 * (double)hit[k] / (double)(said[k] + is[k]) : 0;
    }
    (void)printf("%-8s texts %6zu  macro-F1 %.3f  accuracy %.3f\n", j->lang, r->n, f1 / classes,
                 (double)right / (double)r->n);
}

static void train_blend(const struct job *j, FILE *o)
{
    struct rows r = gather(j, false, ALL);
    struct rn_fit *f = rn_fit_new(j->ctx, 0, RN_BLEND_IN);
    double calm[2];
    rn_fit_train(f, r.v, r.n, &blend_how);
    calm_down(&r, f, calm);
    write_blend(j, f, calm, o);
    report(j, &r, f);
    drop(&r);
}

/* ---- all ---------------------------------------------------------------------------------------
 */

static size_t languages(const struct sets *s, const char *lang[LANGS])
{
    size_t n = 0;
    for (size_t i = 0; i < s->set_n; i++) {
        size_t k = 0;
        while (k < n && strcmp(lang[k], s->set[i].lang) != 0)
            k++;
        if (k == n && n < LANGS)
            lang[n++] = s->set[i].lang;
    }
    return n;
}

static FILE *open_blend(const struct job *j)
{
    char *path = rn_fmt(j->ctx, "%s/blend.tsv", j->out);
    FILE *o = fopen(path, "we");
    if (o == NULL) {
        perror(path);
        exit(1);
    }
    (void)fprintf(
        o,
        "# SPDX-License-Identifier: MIT\n# Made by `make train`: language, weights of neg, "
        "neu, pos for the figures of blend.c, two for confidence.\ninputs %d\n",
        RN_BLEND_IN);
    return o;
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    struct sets s;
    const char *lang[LANGS];
    if (argc != 3) {
        (void)fprintf(stderr, "usage: train DATA OUT\n");
        return 2;
    }
    if (!sets_read(ctx, argv[1], &s))
        return 1;
    size_t n = languages(&s, lang);
    struct job j = {&s, NULL, argv[2], ctx};
    for (size_t i = 0; i < n; i++) {
        j.lang = lang[i];
        train_linear(&j);
    }
    FILE *o = open_blend(&j);
    for (size_t i = 0; i < n; i++) {
        j.lang = lang[i];
        train_blend(&j, o);
    }
    j.lang = "*";
    train_blend(&j, o);
    (void)fclose(o);
    return 0;
}
