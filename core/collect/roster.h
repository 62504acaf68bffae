/* SPDX-License-Identifier: MIT
 *
 * Who is due when, in the memory of a process that goes on. The store is asked when the process
 * starts; from then on a source is due its interval after it was last read, by a clock that never
 * jumps and that goes on while the machine sleeps. So neither a wrong wall clock nor a night of
 * sleep makes it silent or reads it twice in a row. Another process that reads the source in
 * between is noticed: the store then holds a `last_try` that is not ours.
 *
 * Moments `t` are of rn_clock_boot; `now` is the wall clock, or --now.
 */
#ifndef COLLECT_ROSTER_H
#define COLLECT_ROSTER_H

#include "collect/run.h"

struct rn_seat {
    const struct rn_source_config *source;
    int64_t due;
    int64_t last_try; /* as the store last told, or as this process has written it */
    bool known, reading;
};

struct rn_roster {
    struct rn_seat *seats; /* in the order of the config */
    size_t count;
};

/* Under ctx; `config` lives as long. */
struct rn_roster *rn_roster_new(const void *ctx, const struct rn_config *config);
/* What the store says of each source. Sorts `all` by label. */
void rn_roster_learn(struct rn_roster *r, struct rn_origin *all, size_t count, int64_t now,
                     int64_t t);
/* When the first of those that are not being read is due; INT64_MAX: none ever. */
int64_t rn_roster_next(const struct rn_roster *r);
/* Its run has ended, however it went. */
void rn_roster_ended(struct rn_roster *r, const struct rn_source_run *run, int64_t t);
/* Nothing was written of those being read: they are due again soon. */
void rn_roster_left(struct rn_roster *r, int64_t t);

#endif
