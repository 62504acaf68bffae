/* SPDX-License-Identifier: MIT */
#include "text/blend.h"

#include <math.h>
#include <string.h>

static double squash(double v)
{
    return v / sqrt(v * v + 15);
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

void rn_blend_figures(const struct rn_clauses *c, const double *linear, double x[RN_BLEND_IN])
{
    double net = c->good - c->bad, all = c->good + c->bad;
    double hits = (double)c->hits, words = (double)c->words;
    const double figures[RN_BLEND_IN] = {
        1,
        squash(net),
        net / (all + 1),
        squash(c->last),
        squash(c->first),
        c->good / (c->good + 4),
        c->bad / (c->bad + 4),
        c->hits == 0,
        hits < 10 ? hits / 10 : 1,
        log(words + 1) / 5,
        squash(c->emoji),
        c->asks > 0,
        c->shouts > 0,
        c->contrast,
        c->turned > 0,
        share(net, words + 2),
        linear != NULL ? linear[RN_LINEAR_NEG] : 0,
        linear != NULL ? linear[RN_LINEAR_POS] : 0,
        linear != NULL ? tanh(linear[RN_LINEAR_POS] - linear[RN_LINEAR_NEG]) : 0,
    };
    memcpy(x, figures, sizeof figures);
}

void rn_blend_apply(const struct rn_blend *b, const double x[RN_BLEND_IN], double p[RN_BLEND_OUT])
{
    double top = -INFINITY, sum = 0;
    for (size_t k = 0; k < RN_BLEND_OUT; k++) {
        p[k] = 0;
        for (size_t i = 0; i < RN_BLEND_IN; i++)
            p[k] += (double)b->w[k][i] * x[i];
        top = fmax(top, p[k]);
    }
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        sum += p[k] = exp(p[k] - top);
    for (size_t k = 0; k < RN_BLEND_OUT; k++)
        p[k] /= sum;
}

const struct rn_blend *rn_blend_for(const char *lang)
{
    for (size_t i = 0; i + 1 < rn_blends_n; i++)
        if (strcmp(rn_blends[i].lang, lang) == 0)
            return &rn_blends[i];
    return &rn_blends[rn_blends_n - 1];
}

double rn_blend_confidence(const struct rn_blend *b, double likeliest)
{
    double p = fmin(fmax(likeliest, 1e-6), 1 - 1e-6);
    double odds = (double)b->calm[0] + (double)b->calm[1] * log(p / (1 - p));
    return 1 / (1 + exp(-odds));
}
