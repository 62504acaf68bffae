/* SPDX-License-Identifier: MIT
 *
 * What the language model looks at in a word: the word itself and its pieces of one to four
 * letters, with its two ends as letters of their own. The one place for it: the generator of the
 * model and the program must mean the same.
 */
#ifndef TEXT_GRAMS_H
#define TEXT_GRAMS_H

#include <stddef.h>
#include <stdint.h>

#include <renown/str.h>

enum {
    RN_GRAM_LETTERS = 20,                   /* longer words are looked at up to here */
    RN_GRAMS_MAX = RN_GRAM_LETTERS * 4 + 16 /* pieces of one word, and the word */
};

/* Which ends of the word are its ends: a suffix or prefix in a list has one only. */
enum { RN_GRAM_START = 1, RN_GRAM_END = 2 };

/* Keys of a folded word into `out`, the word's own first (0 where an end is open); gives their
 * number. */
size_t rn_gram_keys(struct rn_str fold, unsigned ends, uint64_t out[RN_GRAMS_MAX]);

/* Where a key is looked up: its first place in a table of 2^bits, and what tells it there. */
static inline uint32_t rn_gram_place(uint64_t key, unsigned bits)
{
    return (uint32_t)(key & (((uint64_t)1 << bits) - 1));
}

static inline uint16_t rn_gram_sign(uint64_t key)
{
    return (uint16_t)(key >> 48 | 1);
}

#endif
