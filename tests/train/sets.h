/* SPDX-License-Identifier: MIT
 *
 * The sets that Renown's judgement is trained on: files train-LANG-NAME.jsonl of a folder, one text
 * a line with "lang", "label" (neg, neu, pos) and "text".
 */
#ifndef TRAIN_SETS_H
#define TRAIN_SETS_H

#include "text/blend.h"
#include "text/fit.h"

struct example {
    size_t set, fold;
    struct rn_clauses clauses;
    uint32_t *gram;
    size_t gram_n;
    double linear[RN_LINEAR_OUT]; /* of a model that did not see it */
    uint8_t label;
};

struct set {
    char *name; /* "ur-Latn-products" */
    char *lang;
    bool free; /* its licence lets words be weighed by it */
    size_t n;
};

struct sets {
    struct set *set;
    size_t set_n;
    struct example *v;
    size_t n, cap;
};

/* Reads every train file of `dir` in the order of names; false with a sentence on stderr. */
bool sets_read(const void *ctx, const char *dir, struct sets *ret);

#endif
