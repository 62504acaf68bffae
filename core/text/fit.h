/* SPDX-License-Identifier: MIT
 *
 * Fitting what linear.h and blend.h apply: multinomial logistic regression over n-grams and
 * figures, by gradient steps that shrink for what was seen often (AdaGrad). Same rows in the same
 * order with the same seed give the same weights.
 */
#ifndef TEXT_FIT_H
#define TEXT_FIT_H

#include <stddef.h>
#include <stdint.h>

enum { RN_FIT_NEG = 0, RN_FIT_NEU = 1, RN_FIT_POS = 2, RN_FIT_CLASSES = 3 };
enum { RN_FIT_FIGURES = 32 }; /* at most */

struct rn_fit_row {
    const uint32_t *gram; /* rn_linear_grams; may be none */
    size_t gram_n;
    const double *x; /* figures of the fit */
    double weight;   /* how much the row counts */
    uint8_t label;
};

struct rn_fit {
    unsigned bits;  /* slots of grams: 2^bits; 0: no grams */
    size_t figures; /* of a row */
    float *gram;    /* neg and pos of each slot, against neu */
    double x[RN_FIT_CLASSES][RN_FIT_FIGURES];
};

struct rn_fit_how {
    unsigned rounds;
    double step, shrink, shrink_x; /* learning rate; pull to 0 of grams and of figures */
    uint64_t seed;
};

/* An empty fit; freed with its context. */
struct rn_fit *rn_fit_new(const void *ctx, unsigned bits, size_t figures);
void rn_fit_train(struct rn_fit *f, const struct rn_fit_row *rows, size_t n,
                  const struct rn_fit_how *how);
/* What the grams of a row say: log-odds of neg and pos against neu. */
void rn_fit_grams(const struct rn_fit *f, const struct rn_fit_row *row, double ret[2]);
void rn_fit_tell(const struct rn_fit *f, const struct rn_fit_row *row, double p[RN_FIT_CLASSES]);
/* Weights that make each class count alike, with `even` 1; 0 leaves them as they are. */
void rn_fit_balance(struct rn_fit_row *rows, size_t n, double even);

#endif
