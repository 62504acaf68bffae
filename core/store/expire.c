/* SPDX-License-Identifier: MIT
 *
 * What is left of a review when its words may not be kept any longer: that it was there, its
 * rating, its day, what people did about it. Its content and its salt go too, so that nothing left
 * can tell whether a given text was the one.
 */
#include <stdio.h>

#include "store/private.h"
#include "store/reviews.h"

static const char sql_expire[] =
    "update review set content = '', salt = $2, expired = $3, status = 'done', author = null, "
    "author_bits = null, author_id = null, author_name = null, url = null, thread = null, "
    "parent = null, app_version = null, title = null, text = null, translation = null, "
    "reply_text = null, reply_translation = null, reply_note = null, judgement = null "
    "where n = $1";

static enum rn_status clear_row(struct rn_store *s, const struct rn_stored *r, struct rn_diag *d)
{
    char salt[RN_KEY_LEN + 1];
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, sql_expire, &q, d);
    if (st != RN_OK)
        return st;
    rn_random_key(salt);
    rn_db_int(q, 1, r->n);
    rn_db_text(q, 2, rn_str(salt));
    rn_db_int(q, 3, r->r.text.n > 0);
    return rn_db_run(q, d);
}

/* Conditions are kept with the words that they found, drafts and notes quote. */
static enum rn_status delete_quotes(struct rn_store *s, int64_t n, struct rn_diag *d)
{
    static const char *const sql[] = {
        "delete from approval where reply in (select n from reply where review = $1)",
        "delete from outbox where review = $1",
        "delete from reply where review = $1",
        "delete from note where review = $1",
        "delete from decision where review = $1",
        "delete from version where review = $1",
    };
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < sizeof sql / sizeof sql[0] && st == RN_OK; i++) {
        struct rn_db_stmt *q = NULL;
        st = rn_db_prepare(s->db, sql[i], &q, d);
        if (st != RN_OK)
            return st;
        rn_db_int(q, 1, n);
        st = rn_db_run(q, d);
    }
    return st;
}

enum rn_status rn_review_expire(struct rn_store *s, const struct rn_stored *r, struct rn_diag *d)
{
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_search_delete(s->db, r->n, r->r.title, r->r.text, d);
    if (st == RN_OK)
        st = delete_quotes(s, r->n, d);
    return st == RN_OK ? clear_row(s, r, d) : st;
}

/* ---- which ones ------------------------------------------------------------------------------ */

/* An answer that may be on its way needs its records until it is known to have arrived. */
static const char sql_overdue[] =
    "select n from review where origin = $1 and seen_at <= $2 and expired is null and n > $3 "
    "and not exists (select 1 from outbox where outbox.review = review.n and "
    "outbox.state = 'sending') order by n limit $4";

static const char sql_removed[] =
    "select n from review where origin = $1 and removed_at <= $2 and expired is null and n > $3 "
    "and not exists (select 1 from outbox where outbox.review = review.n and "
    "outbox.state = 'sending') order by n limit $4";

static enum rn_status find(struct rn_store *s, const char *sql, int64_t origin, int64_t seen_by,
                           int64_t after, size_t limit, int64_t *ret_n, size_t *ret_count,
                           struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db, sql, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    rn_db_int(q, 2, seen_by);
    rn_db_int(q, 3, after);
    rn_db_int(q, 4, (int64_t)limit);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row && count < limit)
        ret_n[count++] = rn_db_get_int(q, 0);
    rn_db_reset(q);
    if (st == RN_OK)
        *ret_count = count;
    return st;
}

enum rn_status rn_reviews_overdue(struct rn_store *s, int64_t origin, int64_t seen_by,
                                  int64_t after, size_t limit, int64_t *ret_n, size_t *ret_count,
                                  struct rn_diag *d)
{
    return find(s, sql_overdue, origin, seen_by, after, limit, ret_n, ret_count, d);
}

enum rn_status rn_reviews_taken_away(struct rn_store *s, int64_t origin, int64_t by, int64_t after,
                                     size_t limit, int64_t *ret_n, size_t *ret_count,
                                     struct rn_diag *d)
{
    return find(s, sql_removed, origin, by, after, limit, ret_n, ret_count, d);
}

/* The content of a whole review is never empty, and it stands before the texts, which `expired`
 * does not: so no text is read. */
enum rn_status rn_reviews_kept(struct rn_store *s, const void *ctx, struct rn_kept_span **ret,
                               size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_kept_span *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db,
                                      "select origin, min(seen_at), min(removed_at) from review "
                                      "where content != '' group by origin order by origin",
                                      &q, d);
    if (st != RN_OK)
        return st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_kept_span);
        v[count++] =
            (struct rn_kept_span){.origin = rn_db_get_int(q, 0),
                                  .seen = rn_db_get_int(q, 1),
                                  .removed = rn_db_is_null(q, 2) ? INT64_MAX : rn_db_get_int(q, 2)};
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

/* ---- the file -------------------------------------------------------------------------------- */

enum rn_status rn_store_scrub(struct rn_store *s, struct rn_diag *d)
{
    enum rn_status st = rn_db_search_scrub(s->db, d);
    return st == RN_OK ? rn_db_checkpoint(s->db, d) : st;
}
