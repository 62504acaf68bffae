/* SPDX-License-Identifier: MIT
 *
 * Learning from rated texts: fits struct rn_learned, tries it on texts that it did not see, and
 * says what that gave. Pure: the store is the caller's business.
 */
#ifndef TEXT_LEARN_H
#define TEXT_LEARN_H

#include "text/learned.h"

enum {
    RN_LEARN_TEXTS_MIN = 200, /* fewer rated texts teach nothing that could be checked */
    RN_LEARN_LANG_MIN = 40,   /* fewer texts of a language: it is left to the shipped judgement */
    RN_LEARN_GRAMS_MAX = 12000000 /* of all texts together: bounds the memory */
};

struct rn_lessons;

struct rn_lessons *rn_lessons_new(const void *ctx);
/* `stars` on 1..5: up to 2.5 is bad, from 3.5 good. False when there is no room for more. */
bool rn_lessons_add(struct rn_lessons *l, struct rn_str text, double stars);
size_t rn_lessons_count(const struct rn_lessons *l);

/* How well texts that were kept apart were judged. */
struct rn_mark {
    double f1;  /* mean over the classes that occur */
    double auc; /* of good against bad: 0.5 is chance */
};

struct rn_learning {
    size_t texts, unseen; /* all; those kept apart */
    struct rn_mark before, after;
    double chance;       /* an AUC that chance alone hardly reaches */
    bool better;         /* after is worth having */
    const char *why_not; /* a clause where it is not better */
};

/* Gives the model fitted on all lessons when the one fitted without the part kept apart was better
 * on that part, else NULL in *ret. RN_INVALID when there are too few lessons. */
RN_MUST enum rn_status rn_learn(const void *ctx, struct rn_lessons *l, struct rn_learning *ret_how,
                                struct rn_learned **ret, struct rn_diag *d);

#endif
