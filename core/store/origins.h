/* SPDX-License-Identifier: MIT
 *
 * Where reviews come from, what was looked at and when: origins with the state of their source,
 * runs (the coverage ledger), leases, files that were imported.
 */
#ifndef STORE_ORIGINS_H
#define STORE_ORIGINS_H

#include "store/store.h"

/* Times are microseconds UTC; 0 means never. */
struct rn_origin {
    int64_t n;
    const char *place, *account, *label, *listing;
    int64_t first_seen, last_try, next_due;
    int64_t last_complete; /* last run that nothing broke: nothing new was missed up to then */
    int64_t last_full;     /* last run that saw the whole list: only these prove removals */
    int64_t expected;      /* -1: the place does not tell */
    const char *cursor, *health, *note;
};

/* Finds or makes the origin of (place, account). Updates label and listing when they changed.
 * ret->first_seen is `now` when it was made. */
RN_MUST enum rn_status rn_origin_open(struct rn_store *s, const char *place, const char *account,
                                      const char *label, const char *listing, int64_t now,
                                      const void *ctx, struct rn_origin *ret, struct rn_diag *d);
/* Writes all that may change: times, cursor, expected, health, note. */
RN_MUST enum rn_status rn_origin_save(struct rn_store *s, const struct rn_origin *o,
                                      struct rn_diag *d);
RN_MUST enum rn_status rn_origins_list(struct rn_store *s, const void *ctx, struct rn_origin **ret,
                                       size_t *ret_count, struct rn_diag *d);

struct rn_run {
    int64_t n, origin, started, ended;
    const char *kind, *file, *note;
    bool complete;
    int64_t requests, added, changed, unchanged, removed;
};
/* Makes a run (fills ret n); saves its numbers at the end. A run without `ended` was killed. */
RN_MUST enum rn_status rn_run_start(struct rn_store *s, struct rn_run *run, struct rn_diag *d);
RN_MUST enum rn_status rn_run_save(struct rn_store *s, const struct rn_run *run, struct rn_diag *d);
/* Newest first, at most `limit`; origin 0: all; from `since` on. */
RN_MUST enum rn_status rn_runs_list(struct rn_store *s, int64_t origin, int64_t since, size_t limit,
                                    const void *ctx, struct rn_run **ret, size_t *ret_count,
                                    struct rn_diag *d);

/* RN_GONE when there is no such run. */
RN_MUST enum rn_status rn_run_load(struct rn_store *s, int64_t n, const void *ctx,
                                   struct rn_run *ret, struct rn_diag *d);

struct rn_aggregate;
RN_MUST enum rn_status rn_aggregate_save(struct rn_store *s, int64_t origin, int64_t at,
                                         const struct rn_aggregate *a, struct rn_diag *d);

/* A lease keeps two processes off one thing. Takes it when free, own or run out at `now`; RN_BUSY
 * with the owner's name otherwise. `ret_fence` grows with every owner. Own transaction when none is
 * open. */
RN_MUST enum rn_status rn_lease_take(struct rn_store *s, const char *name, const char *owner,
                                     int64_t now, int64_t until, int64_t *ret_fence,
                                     struct rn_diag *d);
/* RN_GONE when nobody has it. */
RN_MUST enum rn_status rn_lease_holder(struct rn_store *s, const char *name, const void *ctx,
                                       char **ret_owner, int64_t *ret_until, struct rn_diag *d);
/* RN_CONFLICT when it has another owner or fence by now: who gets that writes nothing more. Gives
 * it the new end `until` (0: leaves the end as it is). Inside the transaction that relies on it, or
 * in one of its own. */
RN_MUST enum rn_status rn_lease_keep(struct rn_store *s, const char *name, const char *owner,
                                     int64_t fence, int64_t until, struct rn_diag *d);
RN_MUST enum rn_status rn_lease_drop(struct rn_store *s, const char *name, const char *owner,
                                     struct rn_diag *d);

/* Files taken from a folder, each once by the hash of its bytes. */
RN_MUST enum rn_status rn_file_seen(struct rn_store *s, const char *hash, bool *ret,
                                    struct rn_diag *d);
RN_MUST enum rn_status rn_file_note(struct rn_store *s, const char *hash, const char *name,
                                    int64_t at, const char *outcome, struct rn_diag *d);

#endif
