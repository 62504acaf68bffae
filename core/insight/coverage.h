/* SPDX-License-Identifier: MIT
 *
 * What was and was not looked at. "No news" and "not looking" differ: a source is green only when
 * its last complete sweep is younger than two of its intervals and nothing since says otherwise.
 */
#ifndef INSIGHT_COVERAGE_H
#define INSIGHT_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One source, as config and store know it. Times in microseconds UTC, 0: never. */
struct rn_seen {
    const char *name, *listing;
    bool configured; /* false: only files were imported under this name */
    int64_t every;   /* its interval; 0: a day */
    int64_t last_try, last_complete, last_full;
    const char *health, *note; /* NULL or "ok": the last try went well */
    bool cut_off;              /* its last run has no end: the program died */
    int64_t expected, stored;  /* reviews; -1 when not told */
};

enum rn_gap {
    RN_GAP_NONE = 0,
    RN_GAP_SHORT,   /* complete, yet the place speaks of clearly more reviews than are stored */
    RN_GAP_LATE,    /* no complete sweep in two intervals, without an error */
    RN_GAP_CUT_OFF, /* the last run was ended from outside */
    RN_GAP_FAILED,  /* the last try failed */
    RN_GAP_NEVER    /* never once complete */
};

/* The worst that is to be said of a source at `now`. */
enum rn_gap rn_coverage_gap(const struct rn_seen *s, int64_t now);
/* How many sweeps were due since the last complete one and did not happen. */
int64_t rn_coverage_missed(const struct rn_seen *s, int64_t now);
/* No complete sweep for a day or more: somebody should be told. */
bool rn_coverage_blind(const struct rn_seen *s, int64_t now);

#endif
