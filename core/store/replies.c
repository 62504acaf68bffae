/* SPDX-License-Identifier: MIT */
#include "store/replies.h"

#include "store/private.h"

/* ---- drafting -------------------------------------------------------------------------------- */

static void bind_draft(struct rn_db_stmt *q, const struct rn_reply_row *row)
{
    rn_db_int(q, 1, row->review);
    rn_db_int(q, 2, row->version);
    rn_db_int(q, 3, row->at);
    rn_db_text(q, 4, rn_str(row->actor));
    rn_bind_z(q, 5, row->template_name);
    rn_db_int(q, 6, row->variant);
    rn_bind_z(q, 7, row->lang);
    rn_db_text(q, 8, rn_str(row->text != NULL ? row->text : ""));
    rn_bind_z(q, 9, row->note);
}

/* The state is wrapped so that it is no term for an index: SQLite would walk through all drafts
 * there are instead of the few answers to this review. */
static enum rn_status replace(struct rn_store *s, const struct rn_reply_row *row, bool *ret_done,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "update reply set version = $2, at = $3, template = $5, variant = $6, "
                      "lang = $7, text = $8, note = $9 "
                      "where review = $1 and actor = $4 and state || '' = 'draft'",
                      &q, d);
    if (st != RN_OK)
        return st;
    bind_draft(q, row);
    st = rn_db_run(q, d);
    if (st == RN_OK)
        *ret_done = rn_db_changes(s->db) > 0;
    return st;
}

static enum rn_status insert(struct rn_store *s, const struct rn_reply_row *row, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_number_next(s, RN_SERIES_REPLY, &n, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into reply (n, review, listing, version, at, state, actor, "
                           "template, variant, lang, text, note) "
                           "values ($10, $1, coalesce((select listing from review where n = $1), "
                           "''), $2, $3, $11, $4, $5, $6, $7, $8, $9)",
                           &q, d);
    if (st != RN_OK)
        return st;
    bind_draft(q, row);
    rn_db_int(q, 10, n);
    rn_db_text(q, 11, rn_str(row->state != NULL ? row->state : "draft"));
    return rn_db_run(q, d);
}

enum rn_status rn_reply_draft(struct rn_store *s, const struct rn_reply_row *row, struct rn_diag *d)
{
    bool done = false;
    bool draft = row->state == NULL || strcmp(row->state, "draft") == 0;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK && draft)
        st = replace(s, row, &done, d);
    if (st == RN_OK && !done)
        st = insert(s, row, d);
    return st;
}

/* ---- reading --------------------------------------------------------------------------------- */

static void read_row(struct rn_db_stmt *q, const void *ctx, struct rn_reply_row *r)
{
    *r = (struct rn_reply_row){.n = rn_db_get_int(q, 0),
                               .review = rn_db_get_int(q, 1),
                               .version = (int)rn_db_get_int(q, 2),
                               .at = rn_db_get_int(q, 3),
                               .state = rn_col_copy_all(ctx, q, 4),
                               .actor = rn_col_copy_all(ctx, q, 5),
                               .template_name = rn_col_copy(ctx, q, 6),
                               .variant = (int)rn_db_get_int(q, 7),
                               .lang = rn_col_copy(ctx, q, 8),
                               .text = rn_col_copy_all(ctx, q, 9),
                               .note = rn_col_copy(ctx, q, 10),
                               .review_id = rn_col_copy(ctx, q, 11),
                               .bound = rn_col_copy(ctx, q, 12)};
}

#define SELECT_ROWS                                                                                \
    "select n, review, version, at, state, actor, template, variant, lang, text, note, "           \
    "(select review.id from review where review.n = reply.review), bound from reply "

static enum rn_status prepare(struct rn_store *s, const char *state, int64_t review,
                              struct rn_db_stmt **ret, struct rn_diag *d)
{
    enum rn_status st =
        state != NULL && review != 0
            ? rn_db_prepare(s->db, SELECT_ROWS "where review = $2 and state || '' = $1 order by n",
                            ret, d)
        : state != NULL ? rn_db_prepare(s->db, SELECT_ROWS "where state = $1 order by n", ret, d)
        : review != 0   ? rn_db_prepare(s->db, SELECT_ROWS "where review = $2 order by n", ret, d)
                        : rn_db_prepare(s->db, SELECT_ROWS "order by n", ret, d);
    if (st == RN_OK && state != NULL)
        rn_db_text(*ret, 1, rn_str(state));
    if (st == RN_OK && review != 0)
        rn_db_int(*ret, 2, review);
    return st;
}

enum rn_status rn_replies_list(struct rn_store *s, const char *state, int64_t review,
                               const void *ctx, struct rn_reply_row **ret, size_t *ret_count,
                               struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_reply_row *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = prepare(s, state, review, &q, d);
    if (st != RN_OK)
        return st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_reply_row);
        read_row(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_reply_recent(struct rn_store *s, const char *listing, const char *template_name,
                               size_t k, int *ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select variant from reply where listing = $1 and template = $2 "
                      "and variant > 0 order by n desc limit $3",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(listing));
    rn_db_text(q, 2, rn_str(template_name));
    rn_db_int(q, 3, (int64_t)k);
    while (count < k && (st = rn_db_step(q, &row, d)) == RN_OK && row)
        ret[count++] = (int)rn_db_get_int(q, 0);
    rn_db_reset(q);
    if (st == RN_OK)
        *ret_count = count;
    return st;
}

enum rn_status rn_reply_load(struct rn_store *s, int64_t n, const void *ctx,
                             struct rn_reply_row *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, SELECT_ROWS "where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        read_row(q, ctx, ret);
    rn_db_reset(q);
    if (st == RN_OK && !row)
        return rn_fail(d, RN_GONE, "this reply is not in the store any more");
    return st;
}
