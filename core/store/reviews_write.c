/* SPDX-License-Identifier: MIT
 *
 * Adding and changing reviews. The search index moves in the same transaction as the row.
 */
#include "store/private.h"
#include "store/reviews.h"
#include "store/reviews_row.h"

/* ---- adding ---------------------------------------------------------------------------------- */

static const char sql_add[] =
    "insert into review (" RN_REVIEW_COLUMNS ", author_bits) values ("
    "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
    "$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, "
    "$39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49)";

/* The index folds every text alike; words made for Turkish would not be found again to be deleted.
 */
static const struct rn_words *usable(const struct rn_stored *r, const struct rn_words *words)
{
    struct rn_str lang = r->r.lang;
    bool turkic = rn_str_starts(lang, "tr") || rn_str_starts(lang, "az");
    return turkic ? NULL : words;
}

enum rn_status rn_review_add(struct rn_store *s, struct rn_stored *r, const struct rn_words *words,
                             struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t n = 0;
    enum rn_status st = rn_number_next(s, RN_SERIES_REVIEW, &n, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db, sql_add, &q, d);
    if (st != RN_OK)
        return st;
    rn_review_bind(q, r);
    rn_db_int(q, COL_N + 1, n);
    if (r->status == NULL)
        rn_db_text(q, COL_STATUS + 1, rn_str(rn_status_word(RN_STATUS_NEW)));
    st = rn_db_run(q, d);
    if (st == RN_OK)
        st = rn_db_search_put(s->db, n, r->r.title, r->r.text, usable(r, words), d);
    if (st != RN_OK)
        return st;
    r->n = n;
    s->recent_n = 0;
    if (strlen(r->id) <= RN_ID_LEN) {
        strcpy(s->recent_id, r->id);
        s->recent_n = n;
    }
    return RN_OK;
}

/* ---- replacing ------------------------------------------------------------------------------- */

/* A version was first seen when the one before it was replaced, the first one with the review. */
static const char sql_version[] =
    "insert into version (review, version, rating, best, worst, thumbs, stars, title, text, "
    "translation, lang, app_version, judgement, updated_at, seen_at, replaced_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $16, $13, "
    "coalesce((select max(replaced_at) from version where review = $1), $14), $15)";

static enum rn_status keep_version(struct rn_store *s, const struct rn_stored *old, int64_t now,
                                   struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, sql_version, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, old->n);
    rn_db_int(q, 2, old->version);
    rn_review_bind_rating(q, 3, &old->r);
    if (old->has_stars)
        rn_db_num(q, 7, old->stars);
    rn_db_opt_text(q, 8, old->r.title);
    rn_db_opt_text(q, 9, old->r.text);
    rn_db_opt_text(q, 10, old->r.translation);
    rn_db_opt_text(q, 11, old->r.lang);
    rn_db_opt_text(q, 12, old->r.app_version);
    rn_db_opt_text(q, 16, old->judgement);
    if (old->r.updated.precision != RN_TIME_NONE)
        rn_db_int(q, 13, old->r.updated.us);
    rn_db_int(q, 14, old->seen_at);
    rn_db_int(q, 15, now);
    return rn_db_run(q, d);
}

/* Everything but what a review is born with (n, id, first sight, salt): that must agree. */
static const char sql_replace[] =
    "update review set origin = $3, listing = $4, kind = $5, at = $6, time_precision = $7, "
    "day = $8, updated_at = $10, content = $11, version = $12, run = $13, "
    "status = coalesce($14, status), priority = coalesce($15, priority), "
    "assignee = coalesce($16, assignee), removed_at = $17, absent_since = $18, rating = $19, "
    "best = $20, worst = $21, thumbs = $22, stars = $23, reach = $24, truncated = $25, "
    "reply_state = $26, reply_at = $27, reply_counted = $28, author = $30, lang = $31, "
    "app_version = $32, reply_text = $33, external_id = $34, author_id = $35, author_name = $36, "
    "url = $37, thread = $38, parent = $39, title = $40, text = $41, translation = $42, "
    "reply_translation = $43, reply_note = $44, judged_lang = $45, judged_label = $46, "
    "judgement = $47, author_bits = $49 "
    "where n = $1 and id = $2 and seen_at = $9 and salt = $29";

static enum rn_status write_row(struct rn_store *s, const struct rn_stored *old,
                                const struct rn_stored *r, struct rn_diag *d)
{
    struct rn_stored row = *r;
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, sql_replace, &q, d);
    if (st != RN_OK)
        return st;
    row.n = old->n;
    row.id = old->id;
    row.salt = old->salt;
    row.seen_at = old->seen_at;
    row.version = old->version + 1;
    rn_review_bind(q, &row);
    st = rn_db_run(q, d);
    if (st == RN_OK && rn_db_changes(s->db) != 1)
        st = rn_fail(d, RN_GONE, "the review %s is no longer in the store %s", old->id,
                     rn_store_name(s));
    return st;
}

static enum rn_status move_words(struct rn_store *s, const struct rn_stored *old,
                                 const struct rn_stored *r, const struct rn_words *words,
                                 struct rn_diag *d)
{
    if (rn_str_eq(old->r.title, r->r.title) && rn_str_eq(old->r.text, r->r.text))
        return RN_OK;
    enum rn_status st = rn_db_search_delete(s->db, old->n, old->r.title, old->r.text, d);
    if (st == RN_OK)
        st = rn_db_search_put(s->db, old->n, r->r.title, r->r.text, usable(r, words), d);
    return st;
}

enum rn_status rn_review_replace(struct rn_store *s, const struct rn_stored *old,
                                 const struct rn_stored *r, const struct rn_words *words,
                                 int64_t now, struct rn_diag *d)
{
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = keep_version(s, old, now, d);
    if (st == RN_OK)
        st = write_row(s, old, r, d);
    if (st == RN_OK)
        st = move_words(s, old, r, words, d);
    return st;
}

enum rn_status rn_review_revert(struct rn_store *s, const struct rn_stored *now,
                                const struct rn_stored *then, struct rn_diag *d)
{
    struct rn_stored before = *now; /* write_row gives the number after it */
    before.version = then->version - 1;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_version_drop(s, now->n, then->version, d);
    if (st == RN_OK)
        st = write_row(s, &before, then, d);
    return st == RN_OK ? move_words(s, now, then, NULL, d) : st;
}

/* ---- what is not content --------------------------------------------------------------------- */

static const char sql_touch[] =
    "update review set origin = $3, updated_at = $10, removed_at = $17, absent_since = $18, "
    "reach = $24, reply_state = $26, reply_at = $27, reply_counted = $28, reply_text = $33, "
    "url = $37, reply_translation = $43, reply_note = $44 where n = $1";

static void bind_reply(struct rn_db_stmt *q, const struct rn_place_reply *reply)
{
    rn_bind_z(q, COL_REPLY_STATE + 1, rn_reply_word(reply->state));
    if (reply->at.precision != RN_TIME_NONE)
        rn_db_int(q, COL_REPLY_AT + 1, reply->at.us);
    rn_db_opt_text(q, COL_REPLY_TEXT + 1, reply->text);
    rn_db_opt_text(q, COL_REPLY_TRANSLATION + 1, reply->translation);
    rn_db_opt_text(q, COL_REPLY_NOTE + 1, reply->note);
}

enum rn_status rn_review_touch(struct rn_store *s, const struct rn_stored *r, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db, sql_touch, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, COL_N + 1, r->n);
    rn_db_int(q, COL_ORIGIN + 1, r->origin);
    if (r->r.updated.precision != RN_TIME_NONE)
        rn_db_int(q, COL_UPDATED_AT + 1, r->r.updated.us);
    rn_bind_opt_int(q, COL_REMOVED_AT + 1, r->removed_at);
    rn_bind_opt_int(q, COL_ABSENT_SINCE + 1, r->absent_since);
    if (r->r.reach != 0)
        rn_db_num(q, COL_REACH + 1, r->r.reach);
    if (r->answerable || r->reply_counted)
        rn_db_int(q, COL_REPLY_COUNTED + 1, r->reply_counted);
    rn_db_opt_text(q, COL_URL + 1, r->r.url);
    bind_reply(q, &r->r.reply);
    return rn_db_run(q, d);
}

/* ---- work ------------------------------------------------------------------------------------ */

enum rn_status rn_review_set_work(struct rn_store *s, int64_t n, const char *status,
                                  const char *priority, const char *assignee, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update review set status = coalesce($2, status), "
                           "priority = coalesce($3, priority), "
                           "assignee = coalesce($4, assignee) where n = $1",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_bind_z(q, 2, status);
    rn_bind_z(q, 3, priority);
    rn_bind_z(q, 4, assignee);
    return rn_db_run(q, d);
}
