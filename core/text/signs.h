/* SPDX-License-Identifier: MIT
 *
 * The signs of a text: which topics, dangers and wishes its words point at, where each was first
 * seen, and which sentences ask something. One walk over the words that are made anyway.
 *
 *     struct rn_signs s;
 *     rn_signs_read(text, &words, "en", &s);
 *     if (s.seen & RN_SIGN_BIT(RN_SIGN_RISK + 5)) …            legal: text.p + s.first[…].start
 *
 * Dangers are told generously: a false one costs a look, a missed one may cost a person.
 */
#ifndef TEXT_SIGNS_H
#define TEXT_SIGNS_H

#include "text/sign.h"
#include "text/words.h"

enum { RN_MENTIONS_MAX = 64 };

struct rn_sign_place {
    uint32_t start, end; /* bytes of the text */
    uint32_t word;       /* the first word */
};

/* A topic that is spoken of: for the sentiment about it. */
struct rn_mention {
    uint32_t word, last; /* words */
    uint8_t topic;
};

struct rn_signs {
    uint64_t seen;                              /* RN_SIGN_BIT of each */
    struct rn_sign_place first[RN_SIGNS];       /* only of what was seen */
    struct rn_mention mention[RN_MENTIONS_MAX]; /* the first so many */
    size_t mention_count;
    uint32_t sentences, words;     /* that have words; all words */
    uint32_t marked;               /* sentences with a question mark or phrase */
    uint32_t asking, asking_words; /* sentences that ask for an answer; their words */
    bool thanks_first;             /* thanks stand in the first sentence */
};

/* `lang` is what the text is read as (rn_read_as), `words` are those of `text`. Risks for which
 * only hints speak count where two different ones do. Linear in the text; allocates nothing. */
void rn_signs_read(struct rn_str text, const struct rn_words *words, const char *lang,
                   struct rn_signs *ret);

#endif
