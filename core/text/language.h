/* SPDX-License-Identifier: MIT
 *
 * Which language a text is written in: reviews are short, code-mixed and often romanised, so the
 * answer comes with a confidence, and `und` where nothing tells.
 *
 * The codes are BCP 47. Urdu, Hindi and Nepali in Latin letters have codes of their own
 * ("ur-Latn"), because who answers must know in which letters to answer.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <renown/str.h>

struct rn_words;

#define RN_LANG_UNKNOWN "und"

struct rn_language {
    const char *code;  /* static; RN_LANG_UNKNOWN when nothing tells */
    double confidence; /* 0..1: how often an answer given with this figure is right */
};

/* What is known beside the text. All of it is a prior that the text can overrule. */
struct rn_language_prior {
    struct rn_str mark;          /* the place's own mark of this text; empty for none */
    const char *const *expected; /* the listing's languages; weak */
    size_t expected_count;
};

/* `words` are those of `text`; `prior` may be NULL. Pure, and linear in the text. */
void rn_language_tell(struct rn_str text, const struct rn_words *words,
                      const struct rn_language_prior *prior, struct rn_language *ret);

#endif
