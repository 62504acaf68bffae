/* SPDX-License-Identifier: MIT
 *
 * The language models that the generator makes of the word lists in languages/: one for each script
 * that several languages share. A model is a table of keys (grams.h) with a weight for each
 * language.
 */
#ifndef TEXT_LANGUAGE_MODEL_H
#define TEXT_LANGUAGE_MODEL_H

#include <stdint.h>

enum { RN_MODEL_LANGS = 24, RN_MODEL_LANE = 8 };

struct rn_language_model {
    const char *const *codes;
    const float *priors;   /* of each language: below 0 for one that is rare beside a close one */
    unsigned count;        /* of languages */
    unsigned stride;       /* weights of a key: count, filled up to a multiple of RN_MODEL_LANE */
    unsigned bits;         /* of the table */
    const uint16_t *signs; /* 2^bits; 0: nothing is here */
    const int8_t *weights; /* 2^bits times stride */
    float scale;           /* of a weight */
};

enum rn_model_script { RN_MODEL_LATIN, RN_MODEL_ARABIC, RN_MODEL_DEVANAGARI, RN_MODEL_CYRILLIC };

extern const struct rn_language_model rn_language_models[]; /* by enum rn_model_script */

#endif
