/* SPDX-License-Identifier: MIT
 *
 * Collecting: many sources over one transport, each page stored in the transaction that also moves
 * the cursor. What one source suffers stays its own.
 *
 *   full sweep   every page to the end. Done at first contact, with --backfill, and when the last
 *                one is a day old.
 *   catching up  newest change first, until a whole page is known, unchanged and older than the
 *                overlap (48 h before the last complete run): then nothing newer can have been
 *                missed. A page that the place calls unchanged is as good (unchanged.h).
 *
 * Only a run that saw every page and that nothing broke says anything about removed reviews,
 * whichever of the two it was meant to be.
 */
#ifndef COLLECT_RUN_H
#define COLLECT_RUN_H

#include "collect/allowance.h"
#include "collect/group.h"
#include "collect/intake.h"
#include "collect/schedule.h"
#include "collect/sweep.h"
#include "net/transport.h"

struct rn_collect_setup {
    const struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    struct rn_transport *transport; /* NULL: only sources that need none */
    const char *unexpected;         /* folder for pages that a plugin did not understand */
    int64_t now;
    bool backfill, baseline, dry_run;
    bool fresh; /* whole answers only: they are recorded, or come from a recording */
    void (*progress)(void *arg, const char *line); /* may be NULL */
    bool (*stopped)(void *arg); /* asked often; true ends the run early and cleanly; may be NULL */
    void *arg;
};

/* What `sync` prints of a source. */
struct rn_source_result {
    const char *source, *listing;
    int64_t requests, added, changed, unchanged, removed;
    bool complete;
    enum rn_status status; /* RN_OK, or what broke it */
    char **warnings;
    size_t warning_count;
};

struct rn_under_way;

/* One source while it is being read. */
struct rn_source_run {
    const struct rn_collect_setup *setup;
    const struct rn_source_config *source;
    struct rn_group *group;            /* the collector's: what it writes shares commits */
    struct rn_source_run *prev, *next; /* in its collector */
    size_t number;                     /* in the order of beginning */
    struct rn_identity who;
    struct rn_intake *intake; /* NULL: it could not begin */
    struct rn_origin state;   /* where this source's times and health are kept */
    struct rn_sweep *sweep;
    struct rn_hold hold;
    int64_t begun, held;        /* boot clock: its start, and when its lease was last looked at */
    struct rn_under_way *asked; /* requests that nobody has answered yet */
    size_t pending;             /* how many */
    int64_t pages;
    bool known;        /* its page before held nothing new: the next one hardly will */
    bool full;         /* meant to see everything */
    bool cut;          /* a page was left out because the rest is known */
    bool doubtful;     /* the plugin had a warning: a row may have been passed over */
    bool broken;       /* something failed: the run is incomplete */
    bool keep_nothing; /* the terms forbid storing */
    bool stopped;      /* left half-way: due again at once */
    bool lost;         /* somebody else reads it by now: nothing more is written */
    struct rn_allowance allowance;
    int64_t reserved;               /* money that was counted for requests without an answer */
    struct rn_keeper keeper;        /* lent to its calls */
    struct rn_unchanged *unchanged; /* pages that the next run may ask about (unchanged.h) */
    size_t unchanged_count;
    struct rn_source_result result;
};

void rn_source_warn(struct rn_source_run *r, const char *fmt, ...) RN_PRINTF(2, 3);
/* Notes the failure, makes the run incomplete; the other sources go on. */
void rn_source_break(struct rn_source_run *r, enum rn_status status, const char *sentence);

/* Before this run writes: has the group's transaction open, and looks inside it whether the source
 * is still its own. RN_CONFLICT when it is not, and then nothing may be written. */
RN_MUST enum rn_status rn_source_write(struct rn_source_run *r, struct rn_diag *d);
/* Looks at the lease, and renews it, when that was long ago. */
RN_MUST enum rn_status rn_source_still(struct rn_source_run *r, struct rn_diag *d);

/* For the collector (collector.h), all within the group: takes the lease, opens the run, asks the
 * first questions; writes what came of it. A fault of the source is noted in it; anything but RN_OK
 * is the store's, or RN_CONFLICT. */
struct rn_source_run *rn_source_new(const void *ctx, const struct rn_collect_setup *setup,
                                    const struct rn_source_config *source, struct rn_group *group);
RN_MUST enum rn_status rn_source_begin(struct rn_source_run *r, struct rn_diag *d);
RN_MUST enum rn_status rn_source_end(struct rn_source_run *r, struct rn_diag *d);

/* Runs all of `sources`; results under ctx in the same order. RN_OK also when sources broke; a
 * fault of the store ends everything. */
RN_MUST enum rn_status rn_collect(const void *ctx, const struct rn_collect_setup *setup,
                                  const struct rn_source_config *const *sources, size_t count,
                                  struct rn_source_result **ret, struct rn_diag *d);

#endif
