/* SPDX-License-Identifier: MIT
 *
 * The constants were chosen on six series of the Numenta Anomaly Benchmark (docs/metrics.md has the
 * figures) in the middle of where the outcome hardly depends on them.
 */
#include "insight/anomaly.h"

#include <math.h>
#include <stdbool.h>

#include <renown/stamp.h>

#include "base/mem.h"

enum { HOURS = 24, SHORT_SPAN = 3, LONG_SPAN = 12, DAY_VALUES = 28, WARM_UP = 288 };

static const double half_life = 14; /* days, of the mean */
static const double hour_memory =
    168; /* values of one hour that are remembered: 14 days at 12 an hour */
static const double hour_shrink = 30;  /* values an hour is taken as usual before it is believed */
static const double floor_each = 0.5;  /* added to both sides of a ratio for each value */
static const double mean_least = 0.05; /* an empty series expects this, not nothing */
static const double cut = 3;           /* times the expected: what one value may teach */
static const double quiet_days = 1.5;  /* after an alarm */
static const double patience = 3.75;   /* shift and silence alarm so much more rarely */

/* ---- maxima of days ---- */

struct maxima {
    double weight, mean, variance; /* of the maxima so far */
    double now;                    /* the largest of this day */
};

static const double prior_weight = 8, prior_deviation = 0.4, forget = 0.98;
static const double least_variance = 0.25; /* half a unit of logarithm: no series is that even */
static const double teach = 3;             /* deviations that a day may lie above the mean */

static struct maxima maxima_new(double mean)
{
    return (struct maxima){prior_weight, mean, prior_deviation * prior_deviation, -INFINITY};
}

/* The chance that a day's largest surprise is at least z: Gumbel, by its moments. */
static double chance(const struct maxima *m, double z)
{
    const double beta = sqrt(6 * m->variance) / 3.14159265358979323846;
    const double y = (z - m->mean) / beta + 0.57721566490153286;
    return y < 30 ? -expm1(-exp(-y)) : exp(-y);
}

static void end_day(struct maxima *m)
{
    const double most = m->mean + teach * sqrt(m->variance);
    const double d = fmin(m->now, most) - m->mean;
    m->weight = m->weight * forget + 1;
    const double w = 1 / m->weight;
    m->mean += w * d;
    m->variance = fmax((1 - w) * (m->variance + w * d * d), least_variance);
    m->now = -INFINITY;
}

/* ---- the series ---- */

struct rn_anomaly {
    double period;
    int64_t count, last, day_end, quiet_until;
    int day_values;
    double mean, variance, expected; /* of single values */
    double hour[HOURS], hour_weight[HOURS];
    double came[LONG_SPAN], hoped[LONG_SPAN]; /* rings of the last values and what was expected */
    struct maxima surge, shift, silence;      /* of the day */
};

struct rn_anomaly *rn_anomaly_new(const void *ctx, double period)
{
    struct rn_anomaly *a = rn_new(ctx, struct rn_anomaly);
    a->period = period;
    a->variance = 1;
    a->surge = maxima_new(1.4);
    a->shift = maxima_new(2.0);
    a->silence = maxima_new(2.5);
    return a;
}

static int hour_of(int64_t at)
{
    const int64_t within = at % RN_DAY;
    return (int)((within < 0 ? within + RN_DAY : within) / RN_HOUR);
}

/* The factor of this hour; 1 until a day of values has been seen. */
static double usual_hour(const struct rn_anomaly *a, int hour)
{
    return a->count > WARM_UP ? exp(a->hour[hour] / (a->hour_weight[hour] + hour_shrink)) : 1;
}

struct span { /* the last values together */
    double came, hoped;
};

static struct span last_values(const struct rn_anomaly *a, int n)
{
    struct span s = {0, 0};
    for (int64_t i = a->count < n ? 0 : a->count + 1 - n; i <= a->count; i++) {
        s.came += a->came[i % LONG_SPAN];
        s.hoped += a->hoped[i % LONG_SPAN];
    }
    return s;
}

/* log of what came over what was expected */
static double log_ratio(struct span s, int n)
{
    return log((s.came + floor_each * n) / (s.hoped + floor_each * n));
}

/* A shift is small beside a surge but lasts: in deviations of a sum of so many values. */
static double log_deviations(const struct rn_anomaly *a, struct span s, int n)
{
    const double variance = fmax(n * a->variance, s.hoped);
    return log1p(fmax(0, s.came - s.hoped) / sqrt(variance));
}

/* Alarms that a surprise this rare would make in the period; remembers it. */
static double rate_of(struct maxima *m, double z, double period)
{
    const double rate = chance(m, z) * period;
    m->now = fmax(m->now, z);
    return rate;
}

/* 1 or less is an alarm. */
static double rate(struct rn_anomaly *a)
{
    const struct span few = last_values(a, SHORT_SPAN), many = last_values(a, LONG_SPAN);
    double r = rate_of(&a->surge, log_ratio(few, SHORT_SPAN), a->period);
    if (a->count + 1 < LONG_SPAN)
        return r;
    r = fmin(r, rate_of(&a->shift, log_deviations(a, many, LONG_SPAN), a->period * patience));
    return fmin(r, rate_of(&a->silence, -log_ratio(many, LONG_SPAN), a->period * patience));
}

static double score_of(const struct rn_anomaly *a, double r)
{
    if (r <= 1)
        return 1 - (1 - RN_ANOMALY_ALARM) * r;
    return fmax(0, RN_ANOMALY_ALARM * (1 - log(r) / log(a->period * patience)));
}

static void learn(struct rn_anomaly *a, int hour, double factor, double value, double step_days)
{
    const double span = fmax(half_life, DAY_VALUES * step_days);
    const double slow = 1 - exp2(-step_days / span), w = fmax(slow, 1.0 / (double)(a->count + 1));
    const double seen = fmin(value, a->expected * cut + cut);
    a->variance += w * ((seen - a->expected) * (seen - a->expected) - a->variance);
    a->mean += w * (seen / factor - a->mean);
    const double r = log((seen + 1) / (a->mean + 1)), keep = 1 - 1 / hour_memory;
    a->hour[hour] = a->hour[hour] * keep + fmax(-1.5, fmin(1.5, r));
    a->hour_weight[hour] = a->hour_weight[hour] * keep + 1;
}

static void maybe_end_day(struct rn_anomaly *a, int64_t at)
{
    a->day_values++;
    if (at < a->day_end || a->day_values < DAY_VALUES)
        return;
    end_day(&a->surge);
    end_day(&a->shift);
    end_day(&a->silence);
    a->day_end = at + RN_DAY;
    a->day_values = 0;
}

double rn_anomaly_next(struct rn_anomaly *a, int64_t at, double value)
{
    value = fmax(0, value);
    if (a->count == 0) {
        a->mean = value + 1;
        a->day_end = at + RN_DAY;
        a->quiet_until = INT64_MIN;
    }
    const int64_t step = a->count > 0 ? at - a->last : 0;
    const int hour = hour_of(at);
    const double factor = usual_hour(a, hour);
    a->expected = fmax(a->mean * factor, mean_least);
    a->came[a->count % LONG_SPAN] = value;
    a->hoped[a->count % LONG_SPAN] = a->expected;
    double score = score_of(a, rate(a));
    if (at < a->quiet_until)
        score = fmin(score, 0.5);
    else if (score >= RN_ANOMALY_ALARM)
        a->quiet_until = at + (int64_t)fmax(quiet_days * (double)RN_DAY, 3.0 * (double)step);
    maybe_end_day(a, at);
    learn(a, hour, factor, value, (double)step / (double)RN_DAY);
    a->last = at;
    a->count++;
    return score;
}
