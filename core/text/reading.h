/* SPDX-License-Identifier: MIT
 *
 * What the shipped lexicons and models make of a text, before it becomes an answer. Sentiment asks
 * it, and so does learning, which puts weights of its own onto the same figures.
 */
#ifndef TEXT_READING_H
#define TEXT_READING_H

#include "text/blend.h"

struct rn_reading {
    const char *lang; /* as which it was read; "und" is resolved by the script */
    const struct rn_blend *blend;
    struct rn_clauses clauses;
    double x[RN_BLEND_IN];
    double p[RN_BLEND_OUT];
    bool spoke; /* something speaks for or against: p means something */
};

/* The language a text is read as: what it was told to be, else one that its script leaves. */
const char *rn_read_as(struct rn_str text, const char *lang);

/* `words` are those of `text`; ctx is for scratch memory. */
void rn_reading_make(const void *ctx, struct rn_str text, const struct rn_words *words,
                     const char *lang, struct rn_reading *ret);

#endif
