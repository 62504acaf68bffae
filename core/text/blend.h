/* SPDX-License-Identifier: MIT
 *
 * From figures to an answer: a small multinomial model per language over what the clauses and the
 * linear model say. Its weights (core/text/model/blend.tsv) know no words; they say how much a
 * language's lexicon, its emoji, the last sentence, the length of a text mean.
 */
#ifndef TEXT_BLEND_H
#define TEXT_BLEND_H

#include "text/clause.h"
#include "text/linear.h"

enum { RN_BLEND_IN = 19, RN_BLEND_OUT = 3 }; /* out: neg, neu, pos */

struct rn_blend {
    const char *lang;
    float w[RN_BLEND_OUT][RN_BLEND_IN];
    float calm[2]; /* confidence = logistic(calm[0] + calm[1] * log-odds of the likeliest) */
};

/* The figures in their fixed order. `linear` may be NULL. */
void rn_blend_figures(const struct rn_clauses *c, const double *linear, double x[RN_BLEND_IN]);
void rn_blend_apply(const struct rn_blend *b, const double x[RN_BLEND_IN], double p[RN_BLEND_OUT]);
/* Never NULL: a language without its own row gets the one fitted on all. */
const struct rn_blend *rn_blend_for(const char *lang);
double rn_blend_confidence(const struct rn_blend *b, double likeliest);

/* Made from core/text/model/blend.tsv; the last row is for all other languages. */
extern const struct rn_blend rn_blends[];
extern const size_t rn_blends_n;

#endif
