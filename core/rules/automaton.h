/* SPDX-License-Identifier: MIT
 *
 * All words and phrases of all rules in one machine, so that a text is read once however many rules
 * there are. A pattern is a sequence of words as text/words.h makes them; "refund*" stands for
 * every word that begins so. Each word of the text becomes the few symbols it stands for (itself,
 * beginnings), and a trie of symbols says which patterns end here. A pattern is entered in its
 * plain and in its Turkish folding.
 */
#ifndef RULES_AUTOMATON_H
#define RULES_AUTOMATON_H

#include "rules/rules.h"

enum { RN_PATTERN_WORDS = 16 };

struct rn_automaton;

/* NULL, or what is wrong with the pattern: "holds no word", … (the end of a sentence). */
const char *rn_pattern_fault(const char *pattern);
struct rn_automaton *rn_automaton_new(const void *ctx);
/* Adds a pattern without fault; gives its leaf, the same one for the same words, and its number of
 * words. */
uint32_t rn_automaton_add(struct rn_automaton *a, const char *pattern, uint32_t *ret_length);
/* Call once after the last pattern. */
void rn_automaton_close(struct rn_automaton *a);
size_t rn_automaton_leaves(const struct rn_automaton *a);
/* Linear in the words of the text. `hits` keeps its memory (under ctx) from text to text. Threads
 * may scan with one automaton at the same time. */
void rn_automaton_scan(const void *ctx, const struct rn_automaton *a, const struct rn_words *words,
                       struct rn_hits *hits);

/* Where words `first`..`last` of the facts stand: the field (title or text) and bytes in it. The
 * offsets of the text begin behind the title and one more. False when they do not fit. */
bool rn_hit_text(const struct rn_facts *f, uint32_t first, uint32_t last, struct rn_str *field,
                 size_t *start, size_t *end);

#endif
