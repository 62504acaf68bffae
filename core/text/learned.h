/* SPDX-License-Identifier: MIT
 *
 * A judgement fitted to one's own rated reviews (`renown learn`): n-grams weighed by what the
 * reviews' stars say, on top of the shipped figures. It speaks only about the languages of which it
 * saw enough. One model for all of them: n-grams of different languages hardly meet in its slots,
 * and a short text whose language was told wrongly is judged by what it says all the same.
 */
#ifndef TEXT_LEARNED_H
#define TEXT_LEARNED_H

#include <renown/status.h>

#include "text/reading.h"

enum { RN_LEARNED_BITS = 18, RN_LEARNED_LANGS = 32, RN_LEARNED_TAG = 16 };
enum { RN_LEARNED_IN = RN_BLEND_IN + 2 }; /* figures, and what the shipped judgement says */

struct rn_learned {
    char lang[RN_LEARNED_LANGS][RN_LEARNED_TAG];
    size_t lang_count;
    struct rn_linear grams;
    float x[RN_BLEND_OUT][RN_LEARNED_IN];
    float calm[2]; /* as in struct rn_blend */
};

bool rn_learned_knows(const struct rn_learned *m, const char *lang);
/* The figures of a reading in the order of `x`: what the lexicons say. The shipped n-gram models
 * are left out: the model has n-grams of its own, and the reviews may be among those that the
 * shipped ones were trained on, which would make them look surer than they are. */
void rn_learned_figures(const struct rn_reading *r, double x[RN_LEARNED_IN]);
/* Puts its own probabilities in the place of the shipped ones, and says that it spoke. */
void rn_learned_tell(const struct rn_learned *m, const struct rn_words *w, struct rn_reading *r);
double rn_learned_confidence(const struct rn_learned *m, double likeliest);

/* As text of ASCII letters under ctx, for the store; and back. RN_CORRUPT for what the first did
 * not write. */
struct rn_str rn_learned_write(const void *ctx, const struct rn_learned *m);
RN_MUST enum rn_status rn_learned_read(const void *ctx, struct rn_str text, struct rn_learned **ret,
                                       struct rn_diag *d);

#endif
