/* SPDX-License-Identifier: MIT */
#include "store/learned.h"

#include "store/private.h"

static enum rn_status highest(struct rn_store *s, int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, "select coalesce(max(n), 0) from learned", &q, d);
    if (st != RN_OK)
        return st;
    st = rn_db_step(q, &row, d);
    *ret = st == RN_OK && row ? rn_db_get_int(q, 0) : 0;
    rn_db_reset(q);
    return st;
}

static enum rn_status forget_older(struct rn_store *s, int64_t than, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, "delete from learned where n <= $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, than);
    return rn_db_run(q, d);
}

enum rn_status rn_learned_add(struct rn_store *s, const struct rn_learned_row *row,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = highest(s, &n, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into learned (n, at, actor, figures, model) "
                           "values ($1, $2, $3, $4, $5)",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n + 1);
    rn_db_int(q, 2, row->at);
    rn_db_text(q, 3, rn_str(row->actor));
    rn_db_text(q, 4, rn_str(row->figures));
    rn_db_text(q, 5, row->model);
    st = rn_db_run(q, d);
    return st == RN_OK ? forget_older(s, n + 1 - RN_LEARNED_KEPT, d) : st;
}

enum rn_status rn_learned_newest(struct rn_store *s, const void *ctx, struct rn_learned_row *ret,
                                 struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(
        s->db, "select n, at, actor, figures, model from learned order by n desc limit 1", &q, d);
    if (st != RN_OK)
        return st;
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        *ret = (struct rn_learned_row){rn_db_get_int(q, 0), rn_db_get_int(q, 1),
                                       rn_col_copy_all(ctx, q, 2), rn_col_copy_all(ctx, q, 3),
                                       rn_dup_str(ctx, rn_db_get_text(q, 4))};
    rn_db_reset(q);
    if (st == RN_OK && !row)
        st = rn_fail(d, RN_GONE, "nothing was learned in the store %s yet", rn_store_name(s));
    return st;
}

enum rn_status rn_learned_drop(struct rn_store *s, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = highest(s, &n, d);
    if (st == RN_OK && n == 0)
        st = rn_fail(d, RN_GONE, "nothing was learned in the store %s that could be taken back",
                     rn_store_name(s));
    if (st == RN_OK)
        st = rn_db_prepare(s->db, "delete from learned where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    return rn_db_run(q, d);
}
