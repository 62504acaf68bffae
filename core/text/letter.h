/* SPDX-License-Identifier: MIT
 *
 * What a single code point is to the tokeniser. The table covers the alphabets of most texts and is
 * filled from ICU once, when first needed; all else asks ICU each time.
 */
#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

enum rn_letter_kind {
    RN_LETTER_NONE = 0, /* ends a word */
    RN_LETTER_WORD,     /* letter or digit: begins or continues a word */
    RN_LETTER_MARK,     /* continues a word */
    RN_LETTER_ALONE,    /* a word of its own, with its marks: Han, Kana, Thai … */
    RN_LETTER_JOIN,     /* apostrophe: part of a word only between two letters */
    RN_LETTER_DROP      /* leaves no trace in a word: tatweel, harakat, ZWNJ, soft hyphen */
};

struct rn_letter {
    uint16_t fold; /* the folded code point, when `kind` says word or mark and `hard` is not set */
    uint8_t kind;
    bool hard;  /* needs normalisation, or folds to several code points */
    bool class; /* its combining class is not 0: two of them may be in the wrong order */
};

enum { RN_LETTER_TABLE = 0x2000 };

/* To be called before the others; cheap when it was called before. */
const struct rn_letter *rn_letter_table(void);
/* For code points beyond the table; `ret_fold` is the folded code point. */
struct rn_letter rn_letter_look(uint32_t cp, uint32_t *ret_fold);
/* Folds that Unicode does not know but readers expect: one letter for Arabic and Persian yeh, and
 * for kaf. Of a code point that is folded and composed already. */
uint32_t rn_letter_variant(uint32_t cp);

#endif
