/* SPDX-License-Identifier: MIT
 *
 * The coverage ledger: which source was looked at when, how far, with what result; files taken.
 */
#include "store/origins.h"
#include "store/private.h"

/* ---- runs ------------------------------------------------------------------------------------ */

enum rn_status rn_run_start(struct rn_store *s, struct rn_run *run, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_number_next(s, RN_SERIES_RUN, &n, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into run (n, origin, kind, started, file, note) "
                           "values ($1, $2, $3, $4, $5, $6)",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_int(q, 2, run->origin);
    rn_db_text(q, 3, rn_str(run->kind));
    rn_db_int(q, 4, run->started);
    rn_bind_z(q, 5, run->file);
    rn_bind_z(q, 6, run->note);
    st = rn_db_run(q, d);
    if (st == RN_OK)
        run->n = n;
    return st;
}

enum rn_status rn_run_save(struct rn_store *s, const struct rn_run *run, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update run set ended = $2, complete = $3, requests = $4, added = $5, "
                           "changed = $6, unchanged = $7, removed = $8, file = $9, note = $10 "
                           "where n = $1",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, run->n);
    rn_bind_opt_int(q, 2, run->ended);
    rn_db_int(q, 3, run->complete);
    rn_db_int(q, 4, run->requests);
    rn_db_int(q, 5, run->added);
    rn_db_int(q, 6, run->changed);
    rn_db_int(q, 7, run->unchanged);
    rn_db_int(q, 8, run->removed);
    rn_bind_z(q, 9, run->file);
    rn_bind_z(q, 10, run->note);
    return rn_db_run(q, d);
}

static void read_run(struct rn_db_stmt *q, const void *ctx, struct rn_run *r)
{
    *r = (struct rn_run){.n = rn_db_get_int(q, 0),
                         .origin = rn_db_get_int(q, 1),
                         .kind = rn_col_copy_all(ctx, q, 2),
                         .started = rn_db_get_int(q, 3),
                         .ended = rn_db_get_int(q, 4),
                         .complete = rn_db_get_int(q, 5) != 0,
                         .requests = rn_db_get_int(q, 6),
                         .added = rn_db_get_int(q, 7),
                         .changed = rn_db_get_int(q, 8),
                         .unchanged = rn_db_get_int(q, 9),
                         .removed = rn_db_get_int(q, 10),
                         .file = rn_col_copy(ctx, q, 11),
                         .note = rn_col_copy(ctx, q, 12)};
}

#define RUN_SELECT                                                                                 \
    "select n, origin, kind, started, ended, complete, requests, added, changed, unchanged, "      \
    "removed, file, note from run "

enum rn_status rn_runs_list(struct rn_store *s, int64_t origin, int64_t since, size_t limit,
                            const void *ctx, struct rn_run **ret, size_t *ret_count,
                            struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_run *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = origin != 0
                            ? rn_db_prepare(s->db,
                                            RUN_SELECT "where started >= $1 and origin = $3 "
                                                       "order by started desc, n desc limit $2",
                                            &q, d)
                            : rn_db_prepare(s->db,
                                            RUN_SELECT "where started >= $1 "
                                                       "order by started desc, n desc limit $2",
                                            &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, since);
    rn_db_int(q, 2, limit < INT64_MAX ? (int64_t)limit : INT64_MAX);
    if (origin != 0)
        rn_db_int(q, 3, origin);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_run);
        read_run(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_run_load(struct rn_store *s, int64_t n, const void *ctx, struct rn_run *ret,
                           struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, RUN_SELECT "where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        read_run(q, ctx, ret);
    else if (st == RN_OK)
        st = rn_fail(d, RN_GONE, "There is no run %lld in the store %s.", (long long)n,
                     rn_store_name(s));
    rn_db_reset(q);
    return st;
}

/* ---- files ----------------------------------------------------------------------------------- */

enum rn_status rn_file_seen(struct rn_store *s, const char *hash, bool *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, "select 1 from file where hash = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(hash));
    st = rn_db_step(q, ret, d);
    rn_db_reset(q);
    return st;
}

enum rn_status rn_file_note(struct rn_store *s, const char *hash, const char *name, int64_t at,
                            const char *outcome, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into file (hash, name, at, outcome) values ($1, $2, $3, $4) "
                           "on conflict (hash) do update set name = excluded.name, "
                           "at = excluded.at, outcome = excluded.outcome",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(hash));
    rn_db_text(q, 2, rn_str(name));
    rn_db_int(q, 3, at);
    rn_db_text(q, 4, rn_str(outcome));
    return rn_db_run(q, d);
}
