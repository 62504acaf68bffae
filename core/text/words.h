/* SPDX-License-Identifier: MIT
 *
 * Words: the one tokeniser of Renown. Its tokens serve the conditions of rules, the full-text index
 * and later language, sentiment and near-duplicates, so they are made once per text.
 *
 * A word is a run of letters, marks and digits of any script; vowel signs and viramas belong to
 * their word (unlike FTS5's unicode61); an apostrophe or a ZWNJ/ZWJ inside a word does not end it.
 * In scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) every character is a
 * word of its own, so that a phrase matches inside a run. Folding, so that equal words have equal
 * bytes: canonical composition (NFC, nukta letters decomposed alike), full case folding (ß = ss,
 * Georgian capitals), Arabic variants (ي ى ی, ك ک, ه ة kept apart; harakat, tatweel, ZWNJ and ZWJ
 * removed), Turkish rules for I when `turkish`. Latin accents count.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdint.h>

#include <renown/str.h>

struct rn_word {
    uint64_t hash;       /* of the folded bytes: compare these first */
    struct rn_str fold;  /* folded bytes; lives with the list */
    uint32_t start, end; /* byte range in the source text */
};

struct rn_words {
    struct rn_word *v; /* under its talloc context */
    size_t n, cap;
    char *arena; /* folded bytes */
    size_t arena_n, arena_cap;
};

enum { RN_WORD_MAX = 256 }; /* longer words are cut: folded bytes */

/* Tokenises `text` into `w`, replacing what was there; memory is kept for the next call. Invalid
 * UTF-8 is a separator. Linear in the bytes of `text`. */
void rn_words_make(const void *ctx, struct rn_words *w, struct rn_str text, bool turkish);
/* Appends the tokens of a second field; offsets continue at `base`; a gap that no phrase crosses
 * lies between. */
void rn_words_more(const void *ctx, struct rn_words *w, struct rn_str text, uint32_t base,
                   bool turkish);
/* Whether texts in `lang` (BCP 47; empty: not known) are read with the two letters I of Turkish:
 * "tr", "az" and their regions. */
bool rn_words_turkish(struct rn_str lang);
/* Title and text of a review as one: offsets are those of rn_judged_text (text/judgement.h). */
void rn_words_of(const void *ctx, struct rn_words *w, struct rn_str title, struct rn_str text,
                 struct rn_str lang);
/* True where a phrase may not continue: word i begins a new field. */
bool rn_words_gap(const struct rn_words *w, size_t i);

#endif
