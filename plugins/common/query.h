/* SPDX-License-Identifier: MIT
 *
 * What a brand is looked for with, in one form for all places:
 *
 *     "harbour hotel" OR harbourhotel -jobs      words side by side must all be there; OR, AND, NOT
 *     (hotel OR inn) harbour*                    and '-' as everywhere; '*' ends a beginning
 *
 * Places understand less than that, and each its own part. So a query is brought into cases, each
 * of which is enough: words that must be there and words that must not. A place is asked for each
 * case in its own words, and what it sends is held against the whole query here, because searches
 * also give what is merely like it.
 */
#ifndef PLUGINS_COMMON_QUERY_H
#define PLUGINS_COMMON_QUERY_H

#include <renown/buf.h>
#include <renown/plugin.h>

enum { RN_QUERY_MAX = 1000, RN_QUERY_WORDS = 32, RN_QUERY_CASES = 8 };

struct rn_query_case {
    uint32_t with, without; /* bits of rn_query.words */
};

struct rn_query {
    struct rn_str words[RN_QUERY_WORDS]; /* words and phrases without their quotation marks */
    struct rn_query_case cases[RN_QUERY_CASES];
    size_t word_count, case_count; /* no case: whatever comes is meant */
};

/* Reads a query, which *ret borrows; NULL and empty give one without cases. RN_INVALID with the
 * sentence for a person when it is none, or would need more than RN_QUERY_CASES cases. */
RN_MUST enum rn_status rn_query_read(const char *text, struct rn_query *ret, struct rn_diag *d);

/* Does it speak of what is looked for? True for a query without cases. Letters count without regard
 * to their case, words as whole words; in scripts without blanks they may stand anywhere. `texts`
 * are plain and may be empty; all of them together count as one text. */
bool rn_query_fits(const struct rn_query *q, struct rn_sink *sink, const struct rn_str *texts,
                   size_t count);

/* The words of one case as most searches take them: "a phrase" word -other. The '*' of a beginning
 * is left out. `without` is written before a word that must not be there: "-", "NOT ". */
void rn_query_write(const struct rn_query *q, size_t index, const char *without, struct rn_buf *b);

/* Can this be looked for: it holds a letter or a digit. */
bool rn_query_is_word(struct rn_str s);
/* The same letters without regard to their case. */
bool rn_query_same(struct rn_str a, struct rn_str b);

#endif
