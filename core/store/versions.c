/* SPDX-License-Identifier: MIT */
#include "store/private.h"
#include "store/reviews.h"
#include "store/reviews_row.h"

static struct rn_str copy(const void *ctx, struct rn_db_stmt *q, int column)
{
    return rn_dup_str(ctx, rn_db_get_text(q, column));
}

static void read_version(struct rn_db_stmt *q, const void *ctx, struct rn_version *v)
{
    *v = (struct rn_version){.version = (int)rn_db_get_int(q, 0),
                             .seen_at = rn_db_get_int(q, 11),
                             .replaced_at = rn_db_get_int(q, 12)};
    v->r.size = sizeof v->r;
    v->r.rating = rn_review_read_rating(q, 1);
    v->r.title = copy(ctx, q, 5);
    v->r.text = copy(ctx, q, 6);
    v->r.translation = copy(ctx, q, 7);
    v->r.lang = copy(ctx, q, 8);
    v->r.app_version = copy(ctx, q, 9);
    v->judgement = copy(ctx, q, 13);
    if (!rn_db_is_null(q, 10))
        v->r.updated = (struct rn_time){rn_db_get_int(q, 10), RN_TIME_SECOND};
}

enum rn_status rn_versions_list(struct rn_store *s, int64_t n, const void *ctx,
                                struct rn_version **ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_version *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select version, rating, best, worst, thumbs, title, text, translation, "
                      "lang, app_version, updated_at, seen_at, replaced_at, judgement from version "
                      "where review = $1 order by version",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_version);
        read_version(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}
