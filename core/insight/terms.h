/* SPDX-License-Identifier: MIT
 *
 * What people speak of more, or less, than before: counts of reviews that mention a topic or a
 * phrase, in; what cannot be chance, out. docs/metrics.md has the formula.
 */
#ifndef INSIGHT_TERMS_H
#define INSIGHT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The days looked at, the days before them, and half a year before the days looked at. */
enum rn_term_window { RN_TERM_NOW = 0, RN_TERM_BEFORE, RN_TERM_LONG, RN_TERM_WINDOWS };

struct rn_term {
    const void *mark;                 /* the caller's own */
    const char *name;                 /* orders terms that weigh the same */
    int64_t reviews[RN_TERM_WINDOWS]; /* that mention it */
    int64_t authors;                  /* different ones, now; for a falling term, before */
    int64_t authors_before;
    double z;   /* above 0: rising */
    double p;   /* chance of this when nothing changed */
    bool fresh; /* nobody spoke of it for half a year */
};

/* z of a term, given how many reviews each window has. 0 when a window is empty. */
double rn_term_z(const struct rn_term *t, const int64_t total[RN_TERM_WINDOWS]);

/* Keeps the terms that rose or fell: |z| at least 2.6 (a fresh one, for which z says little: less
 * than one chance in a hundred of so many), three reviews by three people, and held down
 * to a tenth of false ones among all `n` that were tested (Benjamini-Hochberg). Rising ones first,
 * the clearest first. `whole`: no review of the long window is missing, so a term may be called
 * fresh. Gives how many remain. */
size_t rn_terms_rank(struct rn_term *v, size_t n, const int64_t total[RN_TERM_WINDOWS], bool whole);

#endif
