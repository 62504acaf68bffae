/* SPDX-License-Identifier: MIT
 *
 * How unusual a count is, given those before it: a score for each value of a series as it comes,
 * for busy series and tiny ones alike.
 *
 * What is expected is a slow mean (half-life 14 days) times a factor of the hour of the day, both
 * learned from values that are cut at what one burst may teach. There are three kinds of surprise:
 * a surge (the logarithm of what came in the last three values over what was expected), a shift
 * (the last twelve, in deviations) and silence (the last twelve, the other way over).
 *
 * How large a surprise a series produces by itself differs by orders of magnitude, so the largest
 * of each day are kept as a Gumbel distribution (extreme value theory: the law of maxima), which
 * begins with a prior and follows the series. The score says how rarely a day has a surprise like
 * this: 0.9, the alarm, is once in `period` days. After an alarm the score stays below it for a day
 * and a half, because it is one event.
 *
 * Days are days of the series: where values come less often than 28 a day, 28 values are one.
 */
#ifndef INSIGHT_ANOMALY_H
#define INSIGHT_ANOMALY_H

#include <stdint.h>

struct rn_anomaly;

#define RN_ANOMALY_ALARM  0.9
#define RN_ANOMALY_PERIOD 8.0 /* days between two alarms where nothing happens */

struct rn_anomaly *rn_anomaly_new(const void *ctx, double period);
/* The score, 0..1, of the next value. `at` (microseconds UTC) is later than the one before; values
 * below 0 count as 0. Depends on nothing but what was given so far. */
double rn_anomaly_next(struct rn_anomaly *a, int64_t at, double value);

#endif
