/* SPDX-License-Identifier: MIT
 *
 * Option tables, the whole of it: every fault is handed over and reading goes on, so that one run
 * of `check` shows all of them. options.h is the plain way in; this one is for the config's own
 * sections.
 */
#ifndef CONFIG_FILL_H
#define CONFIG_FILL_H

#include "config/options.h"

enum {
    RN_FILL_KEEP = 1, /* no defaults, nothing required: only what is written changes `out` */
    RN_FILL_LOOSE = 2 /* keys that no row knows are somebody else's */
};

struct rn_fill {
    const void *ctx;
    const char *file; /* the config: paths in it are relative to its folder; NULL: to the present */
    unsigned flags;
    bool shared;             /* others can read the file: a literal secret is a fault */
    const char *const *also; /* further keys that are allowed; ends with NULL; may be NULL */
    void (*fault)(void *arg, int line, const char *sentence);
    void *arg;
};

/* Gives the number of faults. Fields of faulty options hold their defaults. */
size_t rn_fill(const struct rn_fill *f, const struct rn_node *map, const struct rn_option_table *t,
               void *out);

/* The text has the form ${env:NAME} or ${file:PATH}. */
bool rn_secret_reference(const char *text);

#endif
