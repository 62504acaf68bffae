/* SPDX-License-Identifier: MIT
 *
 * The language models that the generator makes of the word lists in languages/: one for each script
 * that several languages share. A model is a table of keys (grams.h) with a weight for each
 * language.
 */
#ifndef TEXT_LANGUAGE_MODEL_H
#define TEXT_LANGUAGE_MODEL_H

#include <stdint.h>

enum { RN_MODEL_LANGS = 24 };

struct rn_language_model {
    const char *const *codes;
    unsigned count;        /* of languages */
    unsigned bits;         /* of the table */
    const uint16_t *signs; /* 2^bits; 0: nothing is here */
    const int8_t *weights; /* 2^bits times count */
    float scale;           /* of a weight */
};

enum rn_model_script { RN_MODEL_LATIN, RN_MODEL_ARABIC, RN_MODEL_DEVANAGARI, RN_MODEL_CYRILLIC };

extern const struct rn_language_model rn_language_models[]; /* by enum rn_model_script */

#endif
