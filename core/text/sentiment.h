/* SPDX-License-Identifier: MIT
 *
 * Sentiment: how the writer of a text feels about what they write of, and which words say so.
 *
 *     struct rn_sentiment s;
 *     rn_sentiment_tell(tmp, text, &words, "en", NULL, NULL, &s);
 *     if (s.label == RN_LABEL_NEG) printf("%.2f because of %.*s", s.score, …text.p +
 * s.span[0].start);
 *
 * Pure: the same text gives the same answer, whatever was asked before and in whichever thread.
 */
#ifndef TEXT_SENTIMENT_H
#define TEXT_SENTIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <renown/str.h>

struct rn_learned;
struct rn_words;

enum rn_label {
    RN_LABEL_ABSTAIN = 0, /* no lexicon for the language, or too little evidence */
    RN_LABEL_NEG,
    RN_LABEL_NEU,
    RN_LABEL_POS,
    RN_LABEL_MIXED /* praise and blame together, neither of which decides */
};

/* A piece of the text that decided, with its weight: below 0 speaks against, above 0 for. */
struct rn_span {
    uint32_t start, end; /* bytes of the text, on code point borders */
    float weight;
};

enum { RN_SENTIMENT_SPANS = 5, RN_FELT_HITS = 48, RN_FELT_BORDERS = 48 };

/* Which words spoke, and where clauses begin: for what is felt about a part of a text. Of a long
 * text, the beginning. */
struct rn_felt {
    struct {
        uint32_t word; /* its number */
        float value;   /* in its context: negation, degree, contrast */
    } hit[RN_FELT_HITS];
    uint32_t border[RN_FELT_BORDERS]; /* numbers of the words that begin a clause, but the first */
    uint32_t hit_count, border_count;
};

struct rn_sentiment {
    double score; /* -1..1; below 0 when the label is neg, above 0 when it is pos */
    enum rn_label label;
    double confidence; /* 0..1: how often a label given with this figure is right */
    struct rn_span span[RN_SENTIMENT_SPANS]; /* the strongest first */
    size_t span_count;
    bool conflict; /* the text alone says the contrary of the stars */
    struct rn_felt felt;
};

/* `words` are those of `text` (rn_words_make without Turkish folding, or with), `lang` a code of
 * text/language.h ("und" when unknown), `stars01` the rating on 0..1, NULL when there is none: a
 * prior, never the answer. `learned` (learned.h) is asked first for the languages it knows; NULL:
 * there is none. `ctx` is for scratch memory only; the result owns nothing. Linear in
 * the text. */
void rn_sentiment_tell(const void *ctx, struct rn_str text, const struct rn_words *words,
                       const char *lang, const double *stars01, const struct rn_learned *learned,
                       struct rn_sentiment *ret);

#endif
