/* SPDX-License-Identifier: MIT
 *
 * One intake: the reviews of one (place, account) going into the store within one run, whether they
 * come from a source's pages or from a file. Opening it finds the origin and starts the run in the
 * coverage ledger; closing it writes the counts. A run that is never closed was killed, and the
 * ledger shows it.
 */
#ifndef COLLECT_INTAKE_H
#define COLLECT_INTAKE_H

#include "collect/ingest.h"
#include "collect/ruleset.h"

struct rn_plugin;

/* Who a source of the config is: its plugin, its options, its account at the place. */
struct rn_identity {
    const struct rn_plugin *plugin; /* NULL for an import under a name of its own */
    const void *options;
    const char *place, *account, *label;
};

/* A text or choice option by name, NULL when absent: for the few that the core itself has to know.
 */
const char *rn_option_text(const struct rn_plugin *p, const void *options, const char *name);

/* The name that stands on reviews of (place, account): of the listing's source that reads that
 * account through its interface, else "PLACE-LISTING". `ret` (may be NULL) gets that source's
 * identity; false when there is none. */
bool rn_identity_like(const void *ctx, const struct rn_config *c, const struct rn_listing *l,
                      const char *place, const char *account, struct rn_identity *ret);

RN_MUST enum rn_status rn_identity_of(const void *ctx, const struct rn_config *c,
                                      const struct rn_source_config *s, struct rn_identity *ret,
                                      struct rn_diag *d);

struct rn_intake_setup {
    struct rn_store *store;
    const struct rn_listing *listing;
    struct rn_identity who;
    struct rn_ruleset *rules; /* NULL: store only */
    const char *kind;         /* sync, baseline, backfill, import */
    const char *file;         /* of an import */
    int64_t now;
};

struct rn_intake {
    struct rn_ingest ingest;
    struct rn_run run;
    struct rn_zone *zone;
    struct rn_item_maker maker; /* fill `warn` and `arg` yourself */
    char *actor;
    const struct rn_learned *learned; /* for its batches */
};

/* Opens in a transaction of its own, unless one is open (a dry run). */
RN_MUST enum rn_status rn_intake_open(const void *ctx, const struct rn_intake_setup *setup,
                                      struct rn_intake **ret, struct rn_diag *d);
/* Stores a batch within the open transaction. `ret_known` (may be NULL): every item was known and
 * unchanged. `seen` (may be NULL) is told each review's n. */
struct rn_sweep;
RN_MUST enum rn_status rn_intake_batch(struct rn_intake *in, struct rn_batch *b,
                                       struct rn_sweep *seen, bool *ret_known, struct rn_diag *d);
/* Writes the run's counts; within the open transaction. */
RN_MUST enum rn_status rn_intake_close(struct rn_intake *in, bool complete, const char *note,
                                       struct rn_diag *d);

#endif
