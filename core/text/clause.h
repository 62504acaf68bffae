/* SPDX-License-Identifier: MIT
 *
 * Reading a text clause by clause with lexicons: who says what of it, turned by negation, raised
 * and lowered, weighed by contrast. Gives figures; what they mean together is blend.h's business.
 */
#ifndef TEXT_CLAUSE_H
#define TEXT_CLAUSE_H

#include "text/lexicon.h"
#include "text/sentiment.h"

struct rn_clauses {
    double good, bad;      /* sums of weights, both >= 0 */
    double emoji;          /* part of them that pictures and faces say: sum with its sign */
    double last;           /* what the last sentence with a hit says, with its sign */
    double first;          /* the first */
    size_t hits, words;    /* entries that spoke; words read */
    size_t turned;         /* hits that were negated */
    unsigned asks, shouts; /* marks: ? and ! */
    bool contrast;
    struct rn_span span[RN_SENTIMENT_SPANS]; /* the strongest first */
    size_t span_count;
    struct rn_felt felt;
};

/* Linear in the text; allocates nothing. */
void rn_clauses_read(struct rn_str text, const struct rn_words *w,
                     const struct rn_lexicon *const *chain, size_t chain_n, struct rn_clauses *ret);

#endif
