/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share about an open store. Nobody above includes this.
 */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "base/id.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/store.h"

/* Record kinds whose numbers are handed out in memory: max(n) is read once a transaction, since
 * another process may have written in between. */
enum rn_series {
    RN_SERIES_ORIGIN,
    RN_SERIES_RUN,
    RN_SERIES_REVIEW,
    RN_SERIES_DECISION,
    RN_SERIES_ESCALATION,
    RN_SERIES_REPLY,
    RN_SERIES_EVENT,
    RN_SERIES_OUTBOX,
    RN_SERIES_COUNT
};

struct rn_sums_table;

/* Counted in the open transaction (spent.c). */
struct rn_spent_note {
    char *account;
    int64_t day, requests, micro;
};

struct rn_store {
    struct rn_db *db;
    unsigned flags;
    int version;
    int64_t last[RN_SERIES_COUNT]; /* highest number given, -1: not read in this transaction */
    char head[RN_HASH_LEN + 1];    /* hash of event last[RN_SERIES_EVENT] */
    bool head_known, head_moved;
    struct rn_sums_table *sums;    /* not yet written; made by rollups.c on first use */
    char recent_id[RN_ID_LEN + 1]; /* the review added or found last, for the events that follow */
    int64_t recent_n;
    struct rn_spent_note *spent;
    size_t spent_count;
};

/* ---- between the files ----------------------------------------------------------------------- */

RN_MUST enum rn_status rn_store_writing(struct rn_store *s, struct rn_diag *d); /* RN_BUG outside */
RN_MUST enum rn_status rn_number_last(struct rn_store *s, enum rn_series series, int64_t *ret,
                                      struct rn_diag *d);
RN_MUST enum rn_status rn_number_next(struct rn_store *s, enum rn_series series, int64_t *ret,
                                      struct rn_diag *d);
/* Forgets the kept versions from this number on. */
RN_MUST enum rn_status rn_version_drop(struct rn_store *s, int64_t n, int version,
                                       struct rn_diag *d);
/* n of a review by its id; 0 when there is none. */
RN_MUST enum rn_status rn_review_n(struct rn_store *s, const char *id, int64_t *ret,
                                   struct rn_diag *d);
RN_MUST enum rn_status rn_rollups_flush(struct rn_store *s, struct rn_diag *d);
void rn_rollups_forget(struct rn_store *s);
void rn_spent_forget(struct rn_store *s);                                     /* after commit */
void rn_spent_restore(struct rn_store *s);                                    /* after rollback */
RN_MUST enum rn_status rn_events_seal(struct rn_store *s, struct rn_diag *d); /* before commit */

/* ---- migrations ------------------------------------------------------------------------------ */

struct rn_migration {
    int version;
    const char *name, *sql;
};
extern const struct rn_migration
    rn_migrations[]; /* generated from migrations/; ends with version 0 */

/* Brings the store to the last of `steps`, each in a transaction of its own, after a backup when
 * there was something before. RN_INVALID when it is newer. */
RN_MUST enum rn_status rn_migrate(struct rn_db *db, const struct rn_migration *steps, int64_t now,
                                  int *ret_version, struct rn_diag *d);
RN_MUST enum rn_status rn_migrate_version(struct rn_db *db, int *ret, struct rn_diag *d);

/* ---- small helpers --------------------------------------------------------------------------- */

/* A column as a copy under ctx; NULL when it is null. */
const char *rn_col_copy(const void *ctx, struct rn_db_stmt *q, int column);
/* Of a column that is never null: "" when a damaged file has null there all the same. */
const char *rn_col_copy_all(const void *ctx, struct rn_db_stmt *q, int column);
void rn_bind_z(struct rn_db_stmt *q, int param, const char *z);   /* NULL becomes null */
void rn_bind_opt_int(struct rn_db_stmt *q, int param, int64_t v); /* 0 becomes null */
/* Room for one more element at the end of an array of n under ctx; grows by doubling. */
#define rn_list_room(ctx, v, n, type)                                                              \
    (((n) & ((n)-1)) == 0 && ((n) == 0 || (n) >= 8)                                                \
         ? rn_grow_array(ctx, v, type, (n) == 0 ? 8 : (n)*2)                                       \
         : (v))

#endif
