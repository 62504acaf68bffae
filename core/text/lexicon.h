/* SPDX-License-Identifier: MIT
 *
 * Lexicons: which words of a language speak well or badly of something, and which turn, raise or
 * lower what stands near them. The sources are core/text/lexicon/LANG.txt, written for this
 * project; lexgen.c makes constant tables of them when Renown is built, so nothing is read or
 * allocated when it starts.
 */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "text/words.h"

enum rn_lex_role {
    RN_LEX_NONE = 0,   /* only the beginning of longer entries */
    RN_LEX_VALUE,      /* -4 .. 4; 0 takes its words out of play ("nothing but") */
    RN_LEX_NOT,        /* turns what follows: not, kein, ver */
    RN_LEX_NOT_BEHIND, /* turns what stands before it: değil, छैन */
    RN_LEX_NOT_EITHER, /* before it if there is something, else behind it: नहीं */
    RN_LEX_MORE,       /* very */
    RN_LEX_LESS,       /* a bit */
    RN_LEX_BUT,        /* the part behind counts more */
    RN_LEX_THOUGH,     /* the part up to the next comma counts less */
    RN_LEX_IF,         /* would, should, if: what follows did not happen */
    RN_LEX_SIGNS       /* in lexicons of signs: `weight` is the number of a set */
};

/* Of a slot: taken at all; one more word may follow that is written with * in the lexicon. */
enum rn_lex_used { RN_LEX_USED = 1, RN_LEX_BEGINNING_FOLLOWS = 2 };

struct rn_lex_entry {
    uint32_t check;  /* high half of the key; an empty slot has all zero */
    int8_t weight;   /* quarters: 3.5 is 14; of signs (as a byte): the number of their set */
    uint8_t role;    /* enum rn_lex_role */
    uint8_t longest; /* words of the longest entry that begins with these words */
    uint8_t used;    /* enum rn_lex_used */
};

struct rn_lexicon {
    const char *lang;
    const char *also; /* lexicons to ask next, divided by spaces: words of other languages */
    uint32_t mask;    /* slots - 1 */
    uint64_t begins;  /* bit n: some entry is a beginning of n bytes (bit 63: 63 or more) */
    bool roman;       /* has skeletons */
    const struct rn_lex_entry *v;
    const uint64_t *sets; /* of signs (sign.h); NULL in others */
};

enum { RN_LEX_CHAIN = 3 };

/* The lexicons to ask for texts in `lang` (BCP 47), first first, up to RN_LEX_CHAIN; gives their
 * number. 0: there is none for it. */
size_t rn_lexicon_chain(const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN]);
/* The same of the lexicons of signs. */
size_t rn_sign_chain(const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN]);

struct rn_lex_hit {
    enum rn_lex_role role;
    double weight;
    size_t words; /* consecutive words the entry covers */
};

/* The longest entry that begins at word `i`; false when there is none. `ret_leads`: whether entries
 * of several words begin with this one, so that the answer depends on what follows. */
bool rn_lexicon_find(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                     struct rn_lex_hit *ret, bool *ret_leads);

/* The signs of a word by itself. */
uint64_t rn_lexicon_word_signs(const struct rn_lexicon *lex, struct rn_str word, bool *ret_leads);
/* The signs of all entries of several words that begin at word `i`, and how many words the longest
 * of them covers (1: there is none). Where the longest says RN_SIGN_NONE, that is all. */
uint64_t rn_lexicon_phrase_signs(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                                 size_t *ret_words);

/* Made by lexgen.c. */
extern const struct rn_lexicon rn_lexicons[];
extern const size_t rn_lexicons_n;
extern const struct rn_lexicon rn_sign_lexicons[];
extern const size_t rn_sign_lexicons_n;

#endif
