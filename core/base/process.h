/* SPDX-License-Identifier: MIT
 *
 * Which process holds something, and whether it still lives: the name that a lease carries. A
 * process id alone is not enough: ids come again, a killed process keeps its own until its parent
 * has looked, and two containers may have one host name and the same small ids.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>

/* "HOST PID START SPACE" of this process, under ctx: START is the kernel's start time in ticks
 * since boot and SPACE the number of the id space (container), each "0" where /proc does not tell.
 */
char *rn_process_name(const void *ctx);
/* True only when `name` surely means no living process: it is of this host and id space, and its id
 * is free, was given to a later process, or belongs to one that is ending (a zombie, or killed and
 * not yet gone: it will not write again). False for other machines and for what is not such a name:
 * there only time can tell. */
bool rn_process_is_dead(const char *name);
/* Of this host and id space: one that can be judged from here. */
bool rn_process_is_here(const char *name);
/* "process PID on HOST" for a sentence, under ctx; `name` itself when it is no such name. */
char *rn_process_words(const void *ctx, const char *name);

#endif
