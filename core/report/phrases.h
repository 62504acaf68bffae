/* SPDX-License-Identifier: MIT
 *
 * Phrases of one to three words that nobody defined: counted in the reviews of the days looked at;
 * of those that three people used, also in the past. Memory has a cap: what no longer fits is not
 * counted.
 */
#ifndef REPORT_PHRASES_H
#define REPORT_PHRASES_H

#include <renown/str.h>

#include "insight/terms.h"

struct rn_phrases;

struct rn_phrases *rn_phrases_new(const void *ctx);
/* Each phrase of `text` once. */
void rn_phrases_count(struct rn_phrases *p, struct rn_str text, enum rn_term_window window,
                      uint64_t author);
/* After the first window: from now on only its candidates are counted. */
void rn_phrases_close(struct rn_phrases *p);
size_t rn_phrases_candidates(const struct rn_phrases *p);
/* Once all is counted: drops candidates that are or begin or end with a word that a tenth of all
 * `total` reviews of the half year hold, and all of them where there are fewer than 50. */
void rn_phrases_sift(struct rn_phrases *p, int64_t total);
/* The i-th of them; its mark is not NULL. Strings live as long as `p`. */
void rn_phrases_term(const struct rn_phrases *p, size_t i, struct rn_term *ret);

/* Whether a phrase says the same as a topic (its words are signs of it) or as another phrase (one
 * holds the other). */
bool rn_phrase_same(const char *name, bool is_phrase, const char *phrase);
/* Whether a text holds a phrase as these count it. */
bool rn_phrase_in(struct rn_str text, const char *phrase);

#endif
