/* SPDX-License-Identifier: MIT */
#include "store/decisions.h"
#include "store/private.h"

/* Asked beforehand: a failed insert would leave the caller nothing but a rollback. */
static enum rn_status is_open(struct rn_store *s, const struct rn_escalation_row *row, bool *ret,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select 1 from escalation where review = $1 and rule = $2 and key = $3 "
                      "and kind = $4 and state <> 'closed'",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, row->review);
    rn_db_text(q, 2, rn_str(row->rule));
    rn_db_text(q, 3, rn_str(row->key));
    rn_db_text(q, 4, rn_str(row->kind));
    st = rn_db_step(q, ret, d);
    rn_db_reset(q);
    return st;
}

static enum rn_status insert(struct rn_store *s, int64_t n, const char *id,
                             const struct rn_escalation_row *row, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "insert into escalation (n, id, review, version, rule, key, kind, steps, "
                      "step, due, opened, state, actor) "
                      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(id));
    rn_db_int(q, 3, row->review);
    rn_db_int(q, 4, row->version);
    rn_db_text(q, 5, rn_str(row->rule));
    rn_db_text(q, 6, rn_str(row->key));
    rn_db_text(q, 7, rn_str(row->kind));
    rn_db_text(q, 8, rn_str(row->steps));
    rn_db_int(q, 9, row->step);
    rn_db_int(q, 10, row->due);
    rn_db_int(q, 11, row->opened);
    rn_db_text(q, 12, rn_str(row->state));
    rn_bind_z(q, 13, row->actor);
    return rn_db_run(q, d);
}

enum rn_status rn_escalation_open(struct rn_store *s, const struct rn_escalation_row *row,
                                  struct rn_diag *d)
{
    char made[RN_ID_LEN + 1], number[32];
    int64_t n = 0;
    bool open = false;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = is_open(s, row, &open, d);
    if (st == RN_OK && open)
        st = rn_fail(d, RN_CONFLICT, "rule %s has an open %s for this review already", row->rule,
                     row->kind);
    if (st == RN_OK)
        st = rn_number_next(s, RN_SERIES_ESCALATION, &n, d);
    if (st != RN_OK)
        return st;
    (void)snprintf(number, sizeof number, "%lld", (long long)n);
    const struct rn_str parts[] = {rn_str("escalation"), rn_str(number), rn_str(row->rule),
                                   rn_str(row->key)};
    rn_id_make(parts, 4, made);
    return insert(s, n, row->id != NULL ? row->id : made, row, d);
}

static void read_row(struct rn_db_stmt *q, const void *ctx, struct rn_escalation_row *r)
{
    *r = (struct rn_escalation_row){.n = rn_db_get_int(q, 0),
                                    .id = rn_col_copy_all(ctx, q, 1),
                                    .review = rn_db_get_int(q, 2),
                                    .version = (int)rn_db_get_int(q, 3),
                                    .rule = rn_col_copy_all(ctx, q, 4),
                                    .key = rn_col_copy_all(ctx, q, 5),
                                    .kind = rn_col_copy_all(ctx, q, 6),
                                    .steps = rn_col_copy_all(ctx, q, 7),
                                    .step = (int)rn_db_get_int(q, 8),
                                    .due = rn_db_get_int(q, 9),
                                    .opened = rn_db_get_int(q, 10),
                                    .state = rn_col_copy_all(ctx, q, 11),
                                    .actor = rn_col_copy(ctx, q, 12),
                                    .review_id = rn_col_copy(ctx, q, 13)};
}

#define SELECT_ROWS                                                                                \
    "select n, id, review, version, rule, key, kind, steps, step, due, opened, state, actor, "     \
    "(select review.id from review where review.n = escalation.review) from escalation "

static enum rn_status prepare(struct rn_store *s, const char *state, int64_t review,
                              struct rn_db_stmt **ret, struct rn_diag *d)
{
    enum rn_status st =
        state != NULL && review != 0
            ? rn_db_prepare(s->db,
                            SELECT_ROWS "where review = $2 and state || '' = $1 order by due, n",
                            ret, d)
        : state != NULL
            ? rn_db_prepare(s->db, SELECT_ROWS "where state = $1 order by due, n", ret, d)
        : review != 0
            ? rn_db_prepare(s->db, SELECT_ROWS "where review = $2 order by due, n", ret, d)
            : rn_db_prepare(s->db, SELECT_ROWS "order by due, n", ret, d);
    if (st == RN_OK && state != NULL)
        rn_db_text(*ret, 1, rn_str(state));
    if (st == RN_OK && review != 0)
        rn_db_int(*ret, 2, review);
    return st;
}

enum rn_status rn_escalations_list(struct rn_store *s, const char *state, int64_t review,
                                   const void *ctx, struct rn_escalation_row **ret,
                                   size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_escalation_row *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = prepare(s, state, review, &q, d);
    if (st != RN_OK)
        return st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_escalation_row);
        read_row(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_escalation_move(struct rn_store *s, const struct rn_escalation_row *row,
                                  struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update escalation set step = $2, due = $3, state = $4, actor = $5 "
                           "where n = $1",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, row->n);
    rn_db_int(q, 2, row->step);
    rn_db_int(q, 3, row->due);
    rn_db_text(q, 4, rn_str(row->state));
    rn_bind_z(q, 5, row->actor);
    return rn_db_run(q, d);
}

enum rn_status rn_escalation_load(struct rn_store *s, const char *id, int64_t n, const void *ctx,
                                  struct rn_escalation_row *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = id != NULL ? rn_db_prepare(s->db, SELECT_ROWS "where id = $1", &q, d)
                                   : rn_db_prepare(s->db, SELECT_ROWS "where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    if (id != NULL)
        rn_db_text(q, 1, rn_str(id));
    else
        rn_db_int(q, 1, n);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        read_row(q, ctx, ret);
    rn_db_reset(q);
    if (st == RN_OK && !row)
        return rn_fail(d, RN_GONE, "there is no escalation %.40s", id != NULL ? id : "");
    return st;
}
