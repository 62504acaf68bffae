/* SPDX-License-Identifier: MIT
 *
 * Decisions, the scripts they were made by, and notes.
 */
#include "store/decisions.h"

#include "store/private.h"

/* ---- decisions ------------------------------------------------------------------------------- */

enum rn_status rn_decision_add(struct rn_store *s, const struct rn_decision_row *row,
                               struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_number_next(s, RN_SERIES_DECISION, &n, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into decision (n, review, version, rule, script, event, at, "
                           "matched, actions, historic) "
                           "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_int(q, 2, row->review);
    rn_db_int(q, 3, row->version);
    rn_db_text(q, 4, rn_str(row->rule));
    rn_db_text(q, 5, rn_str(row->script));
    rn_db_text(q, 6, rn_str(row->event));
    rn_db_int(q, 7, row->at);
    rn_db_text(q, 8, rn_str(row->matched));
    rn_db_text(q, 9, rn_str(row->actions));
    rn_db_int(q, 10, row->historic);
    return rn_db_run(q, d);
}

static void read_decision(struct rn_db_stmt *q, const void *ctx, struct rn_decision_row *r)
{
    *r = (struct rn_decision_row){.n = rn_db_get_int(q, 0),
                                  .review = rn_db_get_int(q, 1),
                                  .version = (int)rn_db_get_int(q, 2),
                                  .rule = rn_col_copy_all(ctx, q, 3),
                                  .script = rn_col_copy_all(ctx, q, 4),
                                  .event = rn_col_copy_all(ctx, q, 5),
                                  .at = rn_db_get_int(q, 6),
                                  .matched = rn_col_copy_all(ctx, q, 7),
                                  .actions = rn_col_copy_all(ctx, q, 8),
                                  .historic = rn_db_get_int(q, 9) != 0};
}

enum rn_status rn_decisions_list(struct rn_store *s, int64_t review, const void *ctx,
                                 struct rn_decision_row **ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_decision_row *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select n, review, version, rule, script, event, at, matched, actions, "
                      "historic from decision where review = $1 order by n",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, review);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_decision_row);
        read_decision(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_script_keep(struct rn_store *s, const char *hash, const char *name,
                              struct rn_str source, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into script (hash, name, source) values ($1, $2, $3) "
                           "on conflict (hash) do nothing",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(hash));
    rn_db_text(q, 2, rn_str(name));
    rn_db_text(q, 3, source);
    return rn_db_run(q, d);
}

enum rn_status rn_script_source(struct rn_store *s, const char *hash, const void *ctx, char **ret,
                                struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, "select source from script where hash = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(hash));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        *ret = rn_dup(ctx, rn_db_get_text(q, 0));
    else if (st == RN_OK)
        st = rn_fail(d, RN_GONE, "no script with the hash %s was kept", hash);
    rn_db_reset(q);
    return st;
}

/* ---- notes ----------------------------------------------------------------------------------- */

enum rn_status rn_note_add(struct rn_store *s, const struct rn_note_row *row, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(
            s->db, "insert into note (review, at, actor, text) values ($1, $2, $3, $4)", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, row->review);
    rn_db_int(q, 2, row->at);
    rn_db_text(q, 3, rn_str(row->actor));
    rn_db_text(q, 4, rn_str(row->text));
    return rn_db_run(q, d);
}

enum rn_status rn_notes_list(struct rn_store *s, int64_t review, const void *ctx,
                             struct rn_note_row **ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_note_row *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = rn_db_prepare(
        s->db, "select review, at, actor, text from note where review = $1 order by at, actor, text", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, review);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_note_row);
        v[count++] = (struct rn_note_row){rn_db_get_int(q, 0), rn_db_get_int(q, 1),
                                          rn_col_copy_all(ctx, q, 2), rn_col_copy_all(ctx, q, 3)};
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}
