/* SPDX-License-Identifier: MIT */
#include "insight/numbers.h"

#include <math.h>
#include <stddef.h>

struct rn_interval rn_wilson(int64_t k, int64_t n, double z)
{
    if (n <= 0)
        return (struct rn_interval){0, 1};
    double total = (double)n, share = (double)k / total, zz = z * z;
    double middle = share + zz / (2 * total);
    double half = z * sqrt(share * (1 - share) / total + zz / (4 * total * total));
    double scale = 1 + zz / total;
    return (struct rn_interval){fmax(0, (middle - half) / scale), fmin(1, (middle + half) / scale)};
}

/* The 97.5 % quantile of Student's t: exact to three digits for small samples, then a series. */
static double t_quantile(int64_t df)
{
    static const double table[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365,
                                   2.306,  2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
                                   2.131,  2.120, 2.110, 2.101, 2.093, 2.086};
    const int64_t known = (int64_t)(sizeof table / sizeof table[0]);
    if (df >= 1 && df <= known)
        return table[df - 1];
    double v = (double)df;
    return 1.959964 + 2.372 / v + 2.823 / (v * v);
}

struct rn_interval rn_mean_interval(double mean, double variance, int64_t n)
{
    if (n < 2)
        return (struct rn_interval){mean - 1e9, mean + 1e9};
    double half = t_quantile(n - 1) * sqrt(variance / (double)n);
    return (struct rn_interval){mean - half, mean + half};
}

static double two_sided(double z)
{
    return erfc(fabs(z) / sqrt(2));
}

double rn_welch_p(double mean_a, double var_a, int64_t n_a, double mean_b, double var_b,
                  int64_t n_b)
{
    if (n_a < 2 || n_b < 2)
        return 1;
    /* A sample in which all gave the same stars has no variance of its own: that of a single other
     * vote stands in, so that five times five stars proves little. */
    double a = fmax(var_a, 1.0 / (double)n_a) / (double)n_a;
    double b = fmax(var_b, 1.0 / (double)n_b) / (double)n_b;
    double t = (mean_a - mean_b) / sqrt(a + b);
    double df = (a + b) * (a + b) / (a * a / (double)(n_a - 1) + b * b / (double)(n_b - 1));
    double z = t * (1 - 1 / (4 * df)) / sqrt(1 + t * t / (2 * df));
    return two_sided(z);
}

double rn_shares_p(int64_t k_a, int64_t n_a, int64_t k_b, int64_t n_b)
{
    if (n_a <= 0 || n_b <= 0)
        return 1;
    double a = (double)k_a / (double)n_a, b = (double)k_b / (double)n_b;
    double pooled = (double)(k_a + k_b) / (double)(n_a + n_b);
    double variance = pooled * (1 - pooled) * (1 / (double)n_a + 1 / (double)n_b);
    return variance > 0 ? two_sided((a - b) / sqrt(variance)) : 1;
}

/* Logarithm of the negative binomial's mass at k, by Stirling's series inside lgamma; the sign
 * is known, so the reentrant form is not needed. */
static double log_mass(double k, double r, double p)
{
    int sign;
    return lgamma_r(k + r, &sign) - lgamma_r(r, &sign) - lgamma_r(k + 1, &sign) + r * log(p) +
           k * log1p(-p);
}

double rn_count_p(int64_t x, double exposure, int64_t seen, double base, double *ret_expected)
{
    double r = 0.5 + (double)seen, rate = 0.5 + fmax(0, base);
    double expected = r / rate * exposure, p = rate / (rate + exposure);
    if (ret_expected != NULL)
        *ret_expected = expected;
    if ((double)x <= expected || exposure <= 0)
        return 1;
    /* Above the mean the terms only shrink, so the tail is summed upwards until it stands still. */
    double k = (double)x, term = exp(log_mass(k, r, p)), sum = 0;
    for (int i = 0; i < 100000 && term > sum * 1e-12; i++, k++) {
        sum += term;
        term *= (r + k) / (k + 1) * (1 - p);
    }
    return fmin(1, sum);
}
