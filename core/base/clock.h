/* SPDX-License-Identifier: MIT
 *
 * The only reader of time. Everything else is told what time it is.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <signal.h>
#include <stdint.h>

int64_t rn_clock_now(void);       /* wall clock, microseconds UTC */
int64_t rn_clock_monotonic(void); /* for progress and time-outs only, never stored */
int64_t rn_clock_boot(void);      /* the same, and it goes on while the machine sleeps */
/* Sleeps at most `us`; a signal that is handled ends it. The signals of `during` (NULL: as they
 * are) are blocked meanwhile and no others: whoever blocks a signal, looks at what its handler
 * noted and then sleeps with a set that lets it through cannot miss one. */
void rn_clock_sleep(int64_t us, const sigset_t *during);

#endif
