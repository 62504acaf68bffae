/* SPDX-License-Identifier: MIT */
#include "store/store.h"

#include "store/private.h"

/* ---- opening --------------------------------------------------------------------------------- */

static unsigned db_flags(unsigned flags)
{
    unsigned of = (flags & RN_STORE_WRITE) != 0 ? RN_DB_CREATE : RN_DB_READ;
    return (flags & RN_STORE_BULK) != 0 ? of | RN_DB_BULK : of;
}

static int newest(void)
{
    int version = 0;
    for (const struct rn_migration *m = rn_migrations; m->version != 0; m++)
        version = m->version;
    return version;
}

/* Readers change nothing, so they need the present shape. */
static enum rn_status check_version(struct rn_store *s, struct rn_diag *d)
{
    enum rn_status st = rn_migrate_version(s->db, &s->version, d);
    if (st != RN_OK || s->version == newest())
        return st;
    if (s->version == 0)
        return rn_fail(d, RN_GONE, "there is no store at %s yet: `renown sync` makes it",
                       rn_store_name(s));
    if (s->version < newest())
        return rn_fail(
            d, RN_INVALID,
            "the store %s has the older shape %d, this Renown reads shape %d: run `renown "
            "sync` once: it keeps a backup and brings the store up",
            rn_store_name(s), s->version, newest());
    return rn_fail(d, RN_INVALID,
                   "the store %s has shape %d, this Renown knows shapes up to %d: use the newer "
                   "Renown that wrote it",
                   rn_store_name(s), s->version, newest());
}

static void forget_numbers(struct rn_store *s)
{
    for (int i = 0; i < RN_SERIES_COUNT; i++)
        s->last[i] = -1;
    s->head_known = s->head_moved = false;
    s->recent_n = 0;
    s->recent_id[0] = '\0';
}

enum rn_status rn_store_open(const void *ctx, const char *path, unsigned flags, int64_t now,
                             struct rn_store **ret, struct rn_diag *d)
{
    struct rn_store *s = rn_new(ctx, struct rn_store);
    s->flags = flags;
    forget_numbers(s);
    enum rn_status st = rn_db_open(s, path, db_flags(flags), &s->db, d);
    if (st == RN_OK)
        st = (flags & RN_STORE_WRITE) != 0 ? rn_migrate(s->db, rn_migrations, now, &s->version, d)
                                           : check_version(s, d);
    if (st != RN_OK) {
        talloc_free(s);
        return st;
    }
    *ret = s;
    return RN_OK;
}

const char *rn_store_name(const struct rn_store *s)
{
    return rn_db_name(s->db);
}

int rn_store_version(const struct rn_store *s)
{
    return s->version;
}

struct rn_db *rn_store_db(struct rn_store *s)
{
    return s->db;
}

/* ---- transactions ---------------------------------------------------------------------------- */

enum rn_status rn_store_begin(struct rn_store *s, struct rn_diag *d)
{
    enum rn_status st = rn_db_begin(s->db, d);
    if (st == RN_OK)
        forget_numbers(s);
    return st;
}

enum rn_status rn_store_commit(struct rn_store *s, struct rn_diag *d)
{
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_rollups_flush(s, d);
    if (st == RN_OK)
        st = rn_events_seal(s, d);
    if (st == RN_OK)
        st = rn_db_commit(s->db, d);
    if (st != RN_OK)
        rn_store_rollback(s);
    else {
        forget_numbers(s); /* from here on others may write too */
        rn_spent_forget(s);
    }
    return st;
}

void rn_store_rollback(struct rn_store *s)
{
    rn_rollups_forget(s);
    forget_numbers(s);
    rn_db_rollback(s->db);
    rn_spent_restore(s);
}

enum rn_status rn_store_writing(struct rn_store *s, struct rn_diag *d)
{
    if (rn_db_in_transaction(s->db))
        return RN_OK;
    return rn_fail(d, RN_BUG, "the store %s was written to outside a transaction",
                   rn_store_name(s));
}

/* ---- whole file ------------------------------------------------------------------------------ */

enum rn_status rn_store_backup(struct rn_store *s, const char *path, struct rn_diag *d)
{
    return rn_db_backup(s->db, path, d);
}

enum rn_status rn_store_verify(struct rn_store *s, bool quick, struct rn_diag *d)
{
    return rn_db_verify(s->db, quick, d);
}

enum rn_status rn_store_checkpoint(struct rn_store *s, struct rn_diag *d)
{
    return rn_db_checkpoint(s->db, d);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static const char *const last_number[RN_SERIES_COUNT] = {
    [RN_SERIES_ORIGIN] = "select max(n) from origin",
    [RN_SERIES_RUN] = "select max(n) from run",
    [RN_SERIES_REVIEW] = "select max(n) from review",
    [RN_SERIES_DECISION] = "select max(n) from decision",
    [RN_SERIES_ESCALATION] = "select max(n) from escalation",
    [RN_SERIES_REPLY] = "select max(n) from reply",
    [RN_SERIES_EVENT] = "select max(n) from event",
    [RN_SERIES_OUTBOX] = "select max(n) from outbox",
};

enum rn_status rn_number_last(struct rn_store *s, enum rn_series series, int64_t *ret,
                              struct rn_diag *d)
{
    if (s->last[series] < 0 || !rn_db_in_transaction(s->db)) {
        struct rn_db_stmt *q = NULL;
        bool row = false;
        enum rn_status st = rn_db_prepare(s->db, last_number[series], &q, d);
        if (st == RN_OK)
            st = rn_db_step(q, &row, d);
        if (st != RN_OK)
            return st;
        s->last[series] = rn_db_get_int(q, 0);
        rn_db_reset(q);
    }
    *ret = s->last[series];
    return RN_OK;
}

enum rn_status rn_number_next(struct rn_store *s, enum rn_series series, int64_t *ret,
                              struct rn_diag *d)
{
    int64_t last = 0;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_number_last(s, series, &last, d);
    if (st == RN_OK)
        *ret = s->last[series] = last + 1;
    return st;
}

/* ---- small values ---------------------------------------------------------------------------- */

enum rn_status rn_store_meta(struct rn_store *s, const char *key, const void *ctx, char **ret,
                             struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, "select value from meta where key = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(key));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && !row)
        st = rn_fail(d, RN_GONE, "the store %s holds no value named %s", rn_store_name(s), key);
    if (st == RN_OK)
        *ret = rn_dup(ctx, rn_db_get_text(q, 0));
    rn_db_reset(q);
    return st;
}

enum rn_status rn_store_set_meta(struct rn_store *s, const char *key, const char *value,
                                 struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into meta (key, value) values ($1, $2) "
                           "on conflict (key) do update set value = excluded.value",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(key));
    rn_db_text(q, 2, rn_str(value));
    return rn_db_run(q, d);
}

/* ---- helpers --------------------------------------------------------------------------------- */

const char *rn_col_copy(const void *ctx, struct rn_db_stmt *q, int column)
{
    return rn_db_is_null(q, column) ? NULL : rn_dup(ctx, rn_db_get_text(q, column));
}

const char *rn_col_copy_all(const void *ctx, struct rn_db_stmt *q, int column)
{
    const char *copy = rn_col_copy(ctx, q, column);
    return copy != NULL ? copy : rn_dupz(ctx, "");
}

void rn_bind_z(struct rn_db_stmt *q, int param, const char *z)
{
    if (z != NULL)
        rn_db_text(q, param, rn_str(z));
    else
        rn_db_null(q, param);
}

void rn_bind_opt_int(struct rn_db_stmt *q, int param, int64_t v)
{
    if (v != 0)
        rn_db_int(q, param, v);
    else
        rn_db_null(q, param);
}

bool rn_store_in_transaction(const struct rn_store *s)
{
    return rn_db_in_transaction(s->db);
}
