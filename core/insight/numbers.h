/* SPDX-License-Identifier: MIT
 *
 * The few statistics that figures rest on. Pure functions; no result is ever NaN or infinite.
 * docs/metrics.md gives the formulas and says why these.
 */
#ifndef INSIGHT_NUMBERS_H
#define INSIGHT_NUMBERS_H

#include <stdint.h>

struct rn_interval {
    double low, high;
};

/* Wilson's interval of a share of k in n, for the normal quantile `z` (1.96: 95 %). n = 0 gives
 * 0..1. */
struct rn_interval rn_wilson(int64_t k, int64_t n, double z);
/* Student's interval of a mean, 95 %. n < 2 gives a range that says nothing (value ± 1e9). */
struct rn_interval rn_mean_interval(double mean, double variance, int64_t n);
/* The two-sided p of "both means are equal" (Welch; the t distribution by its normal
 * approximation). 1 when either side has fewer than two values. */
double rn_welch_p(double mean_a, double var_a, int64_t n_a, double mean_b, double var_b,
                  int64_t n_b);
/* The two-sided p of "both shares are equal" (pooled, normal). 1 when a side is empty. */
double rn_shares_p(int64_t k_a, int64_t n_a, int64_t k_b, int64_t n_b);
/* P(X >= x) where X counts what happens in `exposure` days when `seen` happened in `base` days:
 * negative binomial, the predictive of a Poisson rate under a gamma prior of 0.5 in 0.5 days. 1
 * when x is not above the expectation. `ret_expected` may be NULL. */
double rn_count_p(int64_t x, double exposure, int64_t seen, double base, double *ret_expected);

#endif
