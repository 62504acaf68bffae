/* SPDX-License-Identifier: MIT */
#include "insight/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "insight/numbers.h"

enum { LEAST_REVIEWS = 3, LEAST_AUTHORS = 3 };
static const double Z_MIN = 2.6, FRESH_P = 0.01, FALSE_SHARE = 0.1;
/* What is known of the half year weighs as much as so many reviews. */
static const double PRIOR_REVIEWS = 20;

double rn_term_z(const struct rn_term *t, const int64_t total[RN_TERM_WINDOWS])
{
    const double n1 = (double)total[RN_TERM_NOW], n0 = (double)total[RN_TERM_BEFORE];
    const double np = (double)total[RN_TERM_LONG], yp = (double)t->reviews[RN_TERM_LONG];
    if (n1 <= 0 || n0 <= 0)
        return 0;
    const double a = PRIOR_REVIEWS * (yp + 0.5) / (np + 1);
    const double y1 = (double)t->reviews[RN_TERM_NOW] + a;
    const double y0 = (double)t->reviews[RN_TERM_BEFORE] + a;
    const double rest1 = n1 + PRIOR_REVIEWS - y1, rest0 = n0 + PRIOR_REVIEWS - y0;
    if (y1 <= 0 || y0 <= 0 || rest1 <= 0 || rest0 <= 0)
        return 0;
    return (log(y1 / rest1) - log(y0 / rest0)) / sqrt(1 / y1 + 1 / y0);
}

/* Of |z| by the normal distribution; of a fresh term, of so many after none. */
static double chance(const struct rn_term *t, const int64_t total[RN_TERM_WINDOWS])
{
    if (t->fresh)
        return rn_count_p(t->reviews[RN_TERM_NOW], (double)total[RN_TERM_NOW], 0,
                          (double)total[RN_TERM_LONG], NULL);
    return erfc(fabs(t->z) / sqrt(2.0));
}

static int by_chance(const void *x, const void *y)
{
    const struct rn_term *a = x, *b = y;
    if (a->p != b->p)
        return a->p < b->p ? -1 : 1;
    return strcmp(a->name, b->name);
}

static int rising_first(const void *x, const void *y)
{
    const struct rn_term *a = x, *b = y;
    const bool up_a = a->z > 0 || a->fresh, up_b = b->z > 0 || b->fresh;
    return up_a != up_b ? (up_a ? -1 : 1) : by_chance(x, y);
}

/* How many of the likeliest stay: the last whose p lies below its share of the allowed ones. */
static size_t allowed(const struct rn_term *v, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (v[i].p <= FALSE_SHARE * (double)(i + 1) / (double)n)
            kept = i + 1;
    return kept;
}

static bool clear(const struct rn_term *t)
{
    return t->fresh ? t->p < FRESH_P : fabs(t->z) >= Z_MIN;
}

static bool enough(const struct rn_term *t)
{
    if (t->z > 0 || t->fresh)
        return t->reviews[RN_TERM_NOW] >= LEAST_REVIEWS && t->authors >= LEAST_AUTHORS;
    return t->reviews[RN_TERM_BEFORE] >= LEAST_REVIEWS && t->authors_before >= LEAST_AUTHORS;
}

size_t rn_terms_rank(struct rn_term *v, size_t n, const int64_t total[RN_TERM_WINDOWS], bool whole)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        v[i].z = rn_term_z(&v[i], total);
        v[i].fresh = whole && v[i].reviews[RN_TERM_LONG] == 0 &&
                     v[i].reviews[RN_TERM_BEFORE] == 0 && v[i].reviews[RN_TERM_NOW] > 0;
        v[i].p = chance(&v[i], total);
    }
    qsort(v, n, sizeof *v, by_chance);
    const size_t most = allowed(v, n);
    for (size_t i = 0; i < most; i++)
        if (clear(&v[i]) && enough(&v[i]))
            v[kept++] = v[i];
    qsort(v, kept, sizeof *v, rising_first);
    return kept;
}
