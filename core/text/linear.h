/* SPDX-License-Identifier: MIT
 *
 * A linear model over hashed n-grams: what whole words and pieces of words say together. Shipped
 * ones were trained on sets with a free licence (docs/sentiment.md); `renown learn` trains one on a
 * store's own rated reviews. Both look at a text in the same way, told here.
 *
 * Classes are neg, neu, pos; weights are kept for neg and pos against neu.
 */
#ifndef TEXT_LINEAR_H
#define TEXT_LINEAR_H

#include <stdint.h>

#include "text/words.h"

enum { RN_LINEAR_NEG = 0, RN_LINEAR_POS = 1, RN_LINEAR_OUT = 2 };
enum { RN_LINEAR_GRAMS = 16384 }; /* of a text; what stands behind is not looked at */

/* The numbers (32 bits) of the n-grams of `w`: words, pairs of words, and pieces of 2 to 5 letters
 * with their word's borders. Writes at most `max`, gives how many; a text's own repetitions are
 * kept. */
size_t rn_linear_grams(const struct rn_words *w, uint32_t *out, size_t max);

/* What a shipped model holds: bytes, to be multiplied by `scale`. A gram's slot is its low `bits`.
 */
struct rn_linear {
    const char *lang;
    unsigned bits;
    float scale;
    const int8_t *w; /* RN_LINEAR_OUT weights a slot */
};

/* Sums over the text, divided by the root of the number of grams; 0 for an empty one. */
void rn_linear_tell(const struct rn_linear *m, const struct rn_words *w, double ret[RN_LINEAR_OUT]);
/* The shipped model for a language; NULL: there is none. */
const struct rn_linear *rn_linear_for(const char *lang);

/* Made from core/text/model. */
extern const struct rn_linear rn_linears[];
extern const size_t rn_linears_n;

#endif
