/* SPDX-License-Identifier: MIT
 *
 * The only reader of time. Everything else is told what time it is.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t rn_clock_now(void);       /* wall clock, microseconds UTC */
int64_t rn_clock_monotonic(void); /* for progress and time-outs only, never stored */

#endif
