/* SPDX-License-Identifier: MIT */
#include "insight/survey.h"

#include <math.h>

static const double Z = 1.959964;

static const struct scale {
    const char *name;
    double worst, best, high, low; /* from `high` on it is good, to `low` it is bad */
} scales[RN_SURVEY_FIGURES] = {{"nps", 0, 10, 9, 6}, {"csat", 1, 5, 4, 2}, {"ces", 1, 7, 5, 3}};

void rn_survey_add(struct rn_survey *s, const struct rn_survey_row *row)
{
    for (int i = 0; i < RN_SURVEY_FIGURES; i++) {
        const struct scale *c = &scales[i];
        if (row->worst > c->worst || row->worst < c->worst || row->best > c->best ||
            row->best < c->best)
            continue;
        struct rn_survey_sum *sum = &s->of[i];
        sum->n += row->n;
        sum->high += row->value >= c->high ? row->n : 0;
        sum->low += row->value <= c->low ? row->n : 0;
        sum->sum += row->value * (double)row->n;
        sum->squares += row->value * row->value * (double)row->n;
    }
}

/* Promoters less detractors, in points; the variance is that of a vote of +1, 0 or -1. */
static void nps(const struct rn_survey_sum *sum, struct rn_survey_figure *ret)
{
    double n = (double)sum->n, good = (double)sum->high / n, bad = (double)sum->low / n;
    double half = 100 * Z * sqrt(fmax(0, good + bad - (good - bad) * (good - bad)) / n);
    ret->value = 100 * (good - bad);
    ret->in = (struct rn_interval){fmax(-100, ret->value - half), fmin(100, ret->value + half)};
}

static void csat(const struct rn_survey_sum *sum, struct rn_survey_figure *ret)
{
    ret->value = (double)sum->high / (double)sum->n;
    ret->in = rn_wilson(sum->high, sum->n, Z);
}

static void ces(const struct rn_survey_sum *sum, struct rn_survey_figure *ret)
{
    double n = (double)sum->n, mean = sum->sum / n;
    double variance = sum->n > 1 ? fmax(0, sum->squares - n * mean * mean) / (n - 1) : 0;
    ret->value = mean;
    ret->in = rn_mean_interval(mean, variance, sum->n);
}

size_t rn_survey_figures(const struct rn_survey *s, struct rn_survey_figure ret[RN_SURVEY_FIGURES])
{
    static void (*const make[])(const struct rn_survey_sum *,
                                struct rn_survey_figure *) = {nps, csat, ces};
    size_t n = 0;
    for (int i = 0; i < RN_SURVEY_FIGURES; i++) {
        if (s->of[i].n == 0)
            continue;
        ret[n] = (struct rn_survey_figure){.name = scales[i].name, .n = s->of[i].n};
        make[i](&s->of[i], &ret[n++]);
    }
    return n;
}
