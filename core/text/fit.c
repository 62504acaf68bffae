/* SPDX-License-Identifier: MIT */
#include "text/fit.h"

#include <math.h>

#include "base/mem.h"

/* The squared gradients so far, beside each weight. */
struct memory {
    float *gram;
    double x[RN_FIT_CLASSES][RN_FIT_FIGURES];
};

static const double SOFT = 1e-3; /* keeps first steps finite */

struct rn_fit *rn_fit_new(const void *ctx, unsigned bits, size_t figures)
{
    struct rn_fit *f = rn_new(ctx, struct rn_fit);
    f->bits = bits;
    f->figures = figures;
    f->gram = bits > 0 ? rn_new_array(f, float, (size_t)2 << bits) : NULL;
    return f;
}

void rn_fit_grams(const struct rn_fit *f, const struct rn_fit_row *row, double ret[2])
{
    uint32_t mask = f->bits > 0 ? (1u << f->bits) - 1 : 0;
    ret[0] = ret[1] = 0;
    if (f->bits == 0 || row->gram_n == 0)
        return;
    for (size_t i = 0; i < row->gram_n; i++) {
        const float *w = &f->gram[(size_t)(row->gram[i] & mask) * 2];
        ret[0] += (double)w[0];
        ret[1] += (double)w[1];
    }
    ret[0] /= sqrt((double)row->gram_n);
    ret[1] /= sqrt((double)row->gram_n);
}

void rn_fit_tell(const struct rn_fit *f, const struct rn_fit_row *row, double p[RN_FIT_CLASSES])
{
    double said[2], top, sum = 0;
    rn_fit_grams(f, row, said);
    p[RN_FIT_NEG] = said[0];
    p[RN_FIT_NEU] = 0;
    p[RN_FIT_POS] = said[1];
    for (size_t k = 0; k < RN_FIT_CLASSES; k++)
        for (size_t i = 0; i < f->figures; i++)
            p[k] += f->x[k][i] * row->x[i];
    top = fmax(p[0], fmax(p[1], p[2]));
    for (size_t k = 0; k < RN_FIT_CLASSES; k++)
        sum += p[k] = exp(p[k] - top);
    for (size_t k = 0; k < RN_FIT_CLASSES; k++)
        p[k] /= sum;
}

static void step_gram(float *w, float *seen, double g, const struct rn_fit_how *how)
{
    g += how->shrink * (double)*w;
    *seen += (float)(g * g);
    *w -= (float)(how->step * g / sqrt((double)*seen + SOFT));
}

static void step_grams(struct rn_fit *f, struct memory *m, const struct rn_fit_row *row,
                       const double g[RN_FIT_CLASSES], const struct rn_fit_how *how)
{
    uint32_t mask = (1u << f->bits) - 1;
    double value = 1 / sqrt((double)row->gram_n);
    for (size_t i = 0; i < row->gram_n; i++) {
        size_t at = (size_t)(row->gram[i] & mask) * 2;
        step_gram(&f->gram[at], &m->gram[at], g[RN_FIT_NEG] * value, how);
        step_gram(&f->gram[at + 1], &m->gram[at + 1], g[RN_FIT_POS] * value, how);
    }
}

static void step_figures(struct rn_fit *f, struct memory *m, const struct rn_fit_row *row,
                         const double g[RN_FIT_CLASSES], const struct rn_fit_how *how)
{
    for (size_t k = 0; k < RN_FIT_CLASSES; k++) {
        for (size_t i = 0; i < f->figures; i++) {
            double d = g[k] * row->x[i] + how->shrink_x * f->x[k][i];
            m->x[k][i] += d * d;
            f->x[k][i] -= how->step * d / sqrt(m->x[k][i] + SOFT);
        }
    }
}

static void learn_row(struct rn_fit *f, struct memory *m, const struct rn_fit_row *row,
                      const struct rn_fit_how *how)
{
    double g[RN_FIT_CLASSES];
    rn_fit_tell(f, row, g);
    g[row->label] -= 1;
    for (size_t k = 0; k < RN_FIT_CLASSES; k++)
        g[k] *= row->weight;
    if (f->bits > 0 && row->gram_n > 0)
        step_grams(f, m, row, g, how);
    step_figures(f, m, row, g, how);
}

static uint64_t next_random(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = *state;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void shuffle(size_t *order, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)(next_random(state) % i), keep = order[i - 1];
        order[i - 1] = order[j];
        order[j] = keep;
    }
}

void rn_fit_train(struct rn_fit *f, const struct rn_fit_row *rows, size_t n,
                  const struct rn_fit_how *how)
{
    RN_SCOPE(tmp);
    struct memory *m = rn_new(tmp, struct memory);
    size_t *order = rn_new_array(tmp, size_t, n + 1);
    uint64_t state = how->seed;
    m->gram = f->bits > 0 ? rn_new_array(tmp, float, (size_t)2 << f->bits) : NULL;
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (unsigned round = 0; round < how->rounds; round++) {
        shuffle(order, n, &state);
        for (size_t i = 0; i < n; i++)
            learn_row(f, m, &rows[order[i]], how);
    }
}

void rn_fit_balance(struct rn_fit_row *rows, size_t n, double even)
{
    size_t count[RN_FIT_CLASSES] = {0}, classes = 0;
    for (size_t i = 0; i < n; i++)
        count[rows[i].label]++;
    for (size_t k = 0; k < RN_FIT_CLASSES; k++)
        classes += count[k] > 0;
    for (size_t i = 0; i < n; i++) {
        double alike = (double)n / ((double)classes * (double)count[rows[i].label]);
        rows[i].weight *= pow(alike, even);
    }
}
