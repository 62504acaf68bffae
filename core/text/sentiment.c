/* SPDX-License-Identifier: MIT
 *
 * Words to clauses, clauses and n-grams to figures, figures to an answer. Where nothing was found
 * that speaks for or against, it abstains: it never guesses from a text's length.
 */
#include "text/sentiment.h"

#include <math.h>
#include <string.h>

#include "text/learned.h"
#include "text/reading.h"

enum { NEG, NEU, POS };

/* Both sides this strong, and neither more than this share of all: mixed. */
static const double MIXED_SIDE = 2.0, MIXED_LEAN = 0.25, MIXED_SURE = 0.6;
/* A label against all the evidence has to be surer than this. */
static const double AGAINST_SURE = 0.6;
/* One-sided evidence of this weight makes a side of what would be neutral, when it is as likely. */
static const double PLAIN_SIDE = 2.0, PLAIN_SURE = 0.33;
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

/* All evidence on one side, and enough of it: that side, unless the rest speaks against it. */
static size_t plain_side(const struct rn_clauses *c, const double p[RN_BLEND_OUT])
{
    if (c->bad == 0 && c->good >= PLAIN_SIDE && p[POS] >= PLAIN_SURE)
        return POS;
    return c->good == 0 && c->bad >= PLAIN_SIDE && p[NEG] >= PLAIN_SURE ? NEG : NEU;
}

static void decide(const struct rn_reading *r, const struct rn_learned *learned,
                   struct rn_sentiment *ret)
{
    static const enum rn_label labels[] = {RN_LABEL_NEG, RN_LABEL_NEU, RN_LABEL_POS};
    const double *p = r->p;
    size_t best = likeliest(p);
    if (learned == NULL && best == NEU)
        best = plain_side(&r->clauses, p);
    if (learned == NULL && against_evidence(&r->clauses, best, p[best]))
        best = NEU;
    ret->label = is_mixed(&r->clauses, p[best]) ? RN_LABEL_MIXED : labels[best];
    ret->score = p[POS] - p[NEG];
    ret->confidence = learned != NULL ? rn_learned_confidence(learned, p[best])
                                      : rn_blend_confidence(r->blend, p[best]);
}

/* What the text says by itself, where it is this sure, against stars of one of the ends. */
static const double CONFLICT_SURE = 0.6;

static bool is_conflict(const struct rn_reading *r, const struct rn_learned *learned,
                        double stars01)
{
    struct rn_sentiment alone;
    decide(r, learned, &alone);
    return alone.confidence >= CONFLICT_SURE && ((stars01 >= 0.75 && alone.label == RN_LABEL_NEG) ||
                                                 (stars01 <= 0.25 && alone.label == RN_LABEL_POS));
}

void rn_sentiment_tell(const void *ctx, struct rn_str text, const struct rn_words *words,
                       const char *lang, const double *stars01, const struct rn_learned *learned,
                       struct rn_sentiment *ret)
{
    struct rn_reading r;
    *ret = (struct rn_sentiment){0};
    rn_reading_make(ctx, text, words, lang, &r);
    const bool own = learned != NULL && words->n > 0 && rn_learned_knows(learned, r.lang);
    if (own)
        rn_learned_tell(learned, words, &r);
    if (r.spoke) {
        if (stars01 != NULL) {
            ret->conflict = is_conflict(&r, own ? learned : NULL, *stars01);
            add_stars(stars01, r.p);
        }
        decide(&r, own ? learned : NULL, ret);
    }
    ret->span_count = r.clauses.span_count;
    memcpy(ret->span, r.clauses.span, sizeof r.clauses.span);
    ret->felt = r.clauses.felt;
}
