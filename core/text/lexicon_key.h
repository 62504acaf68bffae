/* SPDX-License-Identifier: MIT
 *
 * How an entry of a lexicon becomes a key: one running hash over the folded bytes of its words with
 * a space between them (none where two stand together, as in scripts without spaces). The generator
 * that makes the tables (lexgen.c) and the look-up (lexicon.c) share it, so they cannot differ.
 */
#ifndef TEXT_LEXICON_KEY_H
#define TEXT_LEXICON_KEY_H

#include <stdint.h>
#include <string.h>

#include <renown/str.h>

/* What kind of key: the whole of a phrase, a beginning ("refund*"), the skeleton of a word in Latin
 * letters ("achha" and "acha"). Each kind is salted, so that they share a table. */
#define RN_LEX_WHOLE    UINT64_C(0)
#define RN_LEX_BEGIN    UINT64_C(0x9E3779B97F4A7C15)
#define RN_LEX_SKELETON UINT64_C(0xC2B2AE3D27D4EB4F)

#define RN_LEX_START UINT64_C(0xCBF29CE484222325)

static inline uint64_t rn_lex_byte(uint64_t h, char c)
{
    return (h ^ (unsigned char)c) * UINT64_C(0x100000001B3);
}

static inline uint64_t rn_lex_bytes(uint64_t h, struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = rn_lex_byte(h, s.p[i]);
    return h;
}

/* The key itself: the low half picks the slot, the high half is compared. */
static inline uint64_t rn_lex_key(uint64_t h, uint64_t kind)
{
    h ^= kind;
    h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    return h ^ h >> 32;
}

/* The skeleton of a folded word in Latin letters, as Urdu, Hindi and Nepali are typed by people
 * who were never taught a spelling: repeated letters once, long vowels short, w as v, q as k, no h
 * behind another consonant. Gives its bytes (at most `max`); 0 when the word is too short for one
 * or has other letters. */
size_t rn_lex_skeleton(struct rn_str fold, char *out, size_t max);

#endif
