/* SPDX-License-Identifier: MIT
 *
 * Templates: a name, texts in several languages, several variants each, and short forms.
 */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include "rules/slots.h"

enum { RN_VARIANTS_MAX = 100, RN_TEMPLATE_TEXT = 20000 };

/* The variants of one language. */
struct rn_wording {
    const char *lang; /* as written: "en", "hi-Latn" */
    struct rn_pieces *variants;
    size_t count;
};
struct rn_wordings {
    struct rn_wording *v;
    size_t n;
};

struct rn_template {
    const char *name, *tone, *file;
    int line;
    bool complete;
    struct rn_wordings full, brief; /* brief: `short` */
};

#endif
