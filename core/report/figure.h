/* SPDX-License-Identifier: MIT
 *
 * Sums of two spans of days to the figures of a digest. The digest hands in the sums that the store
 * keeps, a receipt those it made anew from the reviews; the arithmetic is the same.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <renown/json.h>

#include "report/receipt.h"

struct rn_basis {
    struct rn_sums now, before;
    int64_t first_us, first_before_us; /* medians; -1: none */
};

enum { RN_SCORE_FIGURES = 4 };

/* The four of SCORE in their order: reviews, rating, answered, first reply. */
void rn_figures_score(const struct rn_basis *b, const struct rn_scope *scope, struct rn_days days,
                      struct rn_figure ret[RN_SCORE_FIGURES]);
/* One figure by its letter; for "score" the first of the four. */
struct rn_figure rn_figure_of(char letter, const struct rn_basis *b, const struct rn_scope *scope,
                              struct rn_days days);
/* Its members, into an object that is open. */
void rn_figure_write(struct rn_jsonw *w, const struct rn_figure *fig);

#endif
