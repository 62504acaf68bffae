/* SPDX-License-Identifier: MIT
 *
 * Words to clauses, clauses and n-grams to figures, figures to an answer. Where nothing was found
 * that speaks for or against, it abstains: it never guesses from a text's length.
 */
#include "text/sentiment.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "text/blend.h"
#include "text/clause.h"
#include "text/lexicon.h"
#include "text/linear.h"
#include "text/script.h"

enum { NEG, NEU, POS };

/* Both sides this strong, and neither more than this share of all: mixed. */
static const double MIXED_SIDE = 2.0, MIXED_LEAN = 0.25, MIXED_SURE = 0.6;
/* A label against all the evidence has to be surer than this. */
static const double AGAINST_SURE = 0.6;
/* How far stars move the log-odds of pos against neg: one star is -STARS_PULL. */
static const double STARS_PULL = 1.2;

static void add_stars(const double *stars01, double p[RN_BLEND_OUT])
{
    double pull = STARS_PULL * (*stars01 * 2 - 1), sum = 0;
    p[NEG] *= exp(-pull);
    p[POS] *= exp(pull);
    p[NEU] *= exp(-fabs(pull) / 2);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        sum += p[k];
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        p[k] /= sum;
}

static size_t likeliest(const double p[RN_BLEND_OUT])
{
    size_t best = NEU;
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        if (p[k] > p[best])
            best = k;
    return best;
}

static bool is_mixed(const struct rn_clauses *c, double p)
{
    double all = c->good + c->bad;
    return c->good >= MIXED_SIDE && c->bad >= MIXED_SIDE && p < MIXED_SURE &&
           fabs(c->good - c->bad) <= MIXED_LEAN * all;
}

/* All that can be pointed at says the contrary: not sure enough to say it. */
static bool against_evidence(const struct rn_clauses *c, size_t best, double p)
{
    if (p > AGAINST_SURE || best == NEU)
        return false;
    return best == POS ? c->good == 0 && c->bad >= 1 : c->bad == 0 && c->good >= 1;
}

static void decide(const struct rn_clauses *c, const struct rn_blend *b,
                   const double p[RN_BLEND_OUT], struct rn_sentiment *ret)
{
    static const enum rn_label labels[] = {RN_LABEL_NEG, RN_LABEL_NEU, RN_LABEL_POS};
    size_t best = likeliest(p);
    if (against_evidence(c, best, p[best]))
        best = NEU;
    ret->label = is_mixed(c, p[best]) ? RN_LABEL_MIXED : labels[best];
    ret->score = p[POS] - p[NEG];
    ret->confidence = rn_blend_confidence(b, p[best]);
}

/* Texts in Turkish are read with its two letters I, whatever their words were made for. */
static const struct rn_words *own_words(const void *ctx, struct rn_str text,
                                        const struct rn_words *words, const char *lang,
                                        struct rn_words *room)
{
    if (strcmp(lang, "tr") != 0 && strcmp(lang, "az") != 0)
        return words;
    rn_words_make(ctx, room, text, true);
    return room;
}

/* Where the language is not known, the script leaves one with a lexicon; in Latin letters that is
 * English, whose lexicon asks Roman Urdu's. */
static const char *read_as(struct rn_str text, const char *lang)
{
    static const char *const by_script[][2] = {
        {"Latn", "en"}, {"Arab", "ur"}, {"Deva", "hi"}, {"Geor", "ka"}, {"Hani", "zh"},
        {"Hira", "ja"}, {"Hang", "ko"}, {"Thai", "th"}, {"Cyrl", "ru"},
    };
    if (strcmp(lang, "und") != 0)
        return lang;
    const char *script = rn_script_of(text);
    for (size_t i = 0; i < sizeof by_script / sizeof by_script[0]; i++)
        if (strcmp(by_script[i][0], script) == 0)
            return by_script[i][1];
    return lang;
}

void rn_sentiment_tell(const void *ctx, struct rn_str text, const struct rn_words *words,
                       const char *lang, const double *stars01, struct rn_sentiment *ret)
{
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    struct rn_clauses c;
    struct rn_words room = {0};
    double x[RN_BLEND_IN], p[RN_BLEND_OUT], linear[RN_LINEAR_OUT];
    lang = read_as(text, lang);
    const struct rn_linear *model = rn_linear_for(lang);
    const struct rn_words *w = own_words(ctx, text, words, lang, &room);
    *ret = (struct rn_sentiment){0};
    rn_clauses_read(text, w, chain, rn_lexicon_chain(lang, chain), &c);
    if (model != NULL)
        rn_linear_tell(model, w, linear);
    if (c.hits > 0 || (model != NULL && w->n > 0)) {
        const struct rn_blend *b = rn_blend_for(lang);
        rn_blend_figures(&c, model != NULL ? linear : NULL, x);
        rn_blend_apply(b, x, p);
        if (stars01 != NULL)
            add_stars(stars01, p);
        decide(&c, b, p, ret);
    }
    ret->span_count = c.span_count;
    memcpy(ret->span, c.span, sizeof c.span);
    (void)talloc_free(room.v);
    (void)talloc_free(room.arena);
}
