/* SPDX-License-Identifier: MIT */
#include "store/private.h"
#include "store/reviews.h"
#include "store/reviews_row.h"

enum rn_status rn_tag_add(struct rn_store *s, int64_t n, const char *name, const char *actor,
                          int64_t at, bool *ret_added, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into tag (review, name, at, actor) values ($1, $2, $3, $4) "
                           "on conflict (review, name) do nothing",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(name));
    rn_db_int(q, 3, at);
    rn_db_text(q, 4, rn_str(actor));
    st = rn_db_run(q, d);
    if (st == RN_OK && ret_added != NULL)
        *ret_added = rn_db_changes(s->db) == 1;
    return st;
}

enum rn_status rn_tag_remove(struct rn_store *s, int64_t n, const char *name, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db, "delete from tag where review = $1 and name = $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(name));
    return rn_db_run(q, d);
}

enum rn_status rn_review_tags(struct rn_store *s, const void *ctx, struct rn_stored *r,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    r->tags = NULL;
    r->tag_count = 0;
    enum rn_status st =
        rn_db_prepare(s->db, "select name from tag where review = $1 order by name", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, r->n);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        r->tags = rn_list_room(ctx, r->tags, r->tag_count, char *);
        r->tags[r->tag_count++] = rn_dup(ctx, rn_db_get_text(q, 0));
    }
    rn_db_reset(q);
    return st;
}
