/* SPDX-License-Identifier: MIT
 *
 * Listing reviews: one statement built from the filters that are set, rows streamed one at a time.
 * Pages continue after the key of the last row, so a page costs the same however deep it lies.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <renown/buf.h>

#include "store/private.h"
#include "store/reviews.h"
#include "store/reviews_row.h"

enum { VALUES_MAX = 32, SQL_MAX = 16 * 1024, LIMIT_DEFAULT = 50 };

struct value {
    enum { VALUE_TEXT, VALUE_INT, VALUE_NUM } type;
    const char *text;
    int64_t whole;
    double num;
};

/* A statement in the making: text, and what its parameters are bound to. */
struct query {
    struct rn_buf sql;
    struct value values[VALUES_MAX];
    int count;
};

/* ---- conditions ------------------------------------------------------------------------------ */

static int param(struct query *q, struct value v)
{
    q->values[q->count] = v;
    return ++q->count;
}

static void with_text(struct query *q, const char *before, const char *text, const char *after)
{
    if (text == NULL)
        return;
    int k = param(q, (struct value){.type = VALUE_TEXT, .text = text});
    (void)rn_buf_fmt(&q->sql, " and %s$%d%s", before, k, after);
}

static void with_int(struct query *q, const char *before, int64_t v)
{
    if (v == 0)
        return;
    int k = param(q, (struct value){.type = VALUE_INT, .whole = v});
    (void)rn_buf_fmt(&q->sql, " and %s$%d", before, k);
}

static void with_num(struct query *q, const char *before, double v)
{
    if (v <= 0)
        return;
    int k = param(q, (struct value){.type = VALUE_NUM, .num = v});
    (void)rn_buf_fmt(&q->sql, " and %s$%d", before, k);
}

static void with_author(struct query *q, const char *author)
{
    if (author == NULL)
        return;
    int k = param(q, (struct value){.type = VALUE_INT, .whole = rn_author_bits(author)});
    (void)rn_buf_fmt(&q->sql, " and author_bits = $%d", k);
    with_text(q, "author = ", author, "");
}

/* What the place says or what Renown does. "ur" holds for "ur-PK" and "ur-Latn" too, as in the
 * rules; no difference of capitals. */
static void with_lang(struct query *q, const char *lang)
{
    if (lang == NULL)
        return;
    int k = param(q, (struct value){.type = VALUE_TEXT, .text = lang});
    (void)rn_buf_fmt(&q->sql,
                     " and (lower(lang) = lower($%d) or lower(judged_lang) = lower($%d) or "
                     "substr(lower(lang), 1, length($%d) + 1) = lower($%d) || '-' or "
                     "substr(lower(judged_lang), 1, length($%d) + 1) = lower($%d) || '-')",
                     k, k, k, k, k, k);
}

static void with_flag(struct query *q, int flag, const char *yes, const char *no)
{
    if (flag >= 0)
        (void)rn_buf_fmt(&q->sql, " and %s", flag > 0 ? yes : no);
}

static void add_conditions(struct query *q, const struct rn_filter *f)
{
    with_text(q, "listing = ", f->listing, "");
    with_text(q, "origin in (select n from origin where label = ", f->source, ")");
    with_text(q, "kind = ", f->kind, "");
    with_lang(q, f->lang);
    with_text(q, "judged_label = ", f->label, "");
    with_text(q, "status = ", f->status, "");
    with_text(q, "priority = ", f->priority, "");
    with_text(q, "assignee = ", f->assignee, "");
    with_author(q, f->author);
    with_text(q, "n in (select review from tag where name = ", f->tag, ")");
    with_num(q, "stars >= ", f->stars_min);
    with_num(q, "stars <= ", f->stars_max);
    with_int(q, "at >= ", f->from);
    with_int(q, "at < ", f->to);
    with_flag(q, f->replied, "reply_state in ('published', 'pending')",
              "(reply_state is null or reply_state = 'rejected')");
    if (f->waiting)
        with_flag(q, 1, "reply_counted is not null", "");
    with_flag(q, f->removed, "removed_at is not null", "removed_at is null");
}

static enum rn_status add_search(struct query *q, struct rn_store *s, const struct rn_filter *f,
                                 const void *ctx, struct rn_diag *d)
{
    if (f->search == NULL)
        return RN_OK;
    char *words = rn_db_search_query(ctx, rn_str(f->search));
    if (words == NULL)
        return rn_fail(
            d, RN_INVALID,
            "the search \"%.60s\" holds no word to look for (or more than 64 of them): give "
            "words, \"a phrase\" or a beginning as refund*",
            f->search);
    int k = param(q, (struct value){.type = VALUE_TEXT, .text = words});
    (void)rn_buf_fmt(&q->sql, " and %s", rn_db_search_condition(s->db, ctx, k));
    return RN_OK;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static char *make_key(const void *ctx, int64_t at, int64_t n)
{
    return rn_fmt(ctx, "%" PRId64 ".%" PRId64, at, n);
}

static enum rn_status add_after(struct query *q, const char *key, struct rn_diag *d)
{
    int64_t at = 0, n = 0;
    int used = 0;
    if (key == NULL)
        return RN_OK;
    if (sscanf(key, "%20" SCNd64 ".%20" SCNd64 "%n", &at, &n, &used) != 2 || key[used] != '\0')
        return rn_fail(
            d, RN_INVALID,
            "\"%.60s\" is not a key of a page: give the one that came with the page before", key);
    int a = param(q, (struct value){.type = VALUE_INT, .whole = at});
    int b = param(q, (struct value){.type = VALUE_INT, .whole = n});
    (void)rn_buf_fmt(&q->sql, " and (at, n) < ($%d, $%d)", a, b);
    return RN_OK;
}

/* One row more than asked for tells whether there is another page. */
static int64_t row_limit(const struct rn_filter *f)
{
    size_t limit = f->limit != 0 ? f->limit : LIMIT_DEFAULT;
    return limit < INT64_MAX / 2 ? (int64_t)limit : INT64_MAX / 2;
}

static enum rn_status build(struct query *q, struct rn_store *s, const struct rn_filter *f,
                            bool count, const void *ctx, struct rn_diag *d)
{
    rn_buf_init(&q->sql, SQL_MAX);
    (void)rn_buf_addz(&q->sql, count ? "select count(*) from review where 1 = 1"
                                     : RN_REVIEW_SELECT "where 1 = 1");
    add_conditions(q, f);
    enum rn_status st = add_search(q, s, f, ctx, d);
    if (st == RN_OK && !count)
        st = add_after(q, f->after, d);
    if (st == RN_OK && !count) {
        int k = param(q, (struct value){.type = VALUE_INT, .whole = row_limit(f) + 1});
        (void)rn_buf_fmt(&q->sql, " order by at desc, n desc limit $%d", k);
    }
    if (st == RN_OK && q->sql.full)
        st = rn_fail(d, RN_BUG, "a listing's statement is longer than %d bytes", SQL_MAX);
    return st;
}

enum rn_status rn_listing_sql(struct rn_store *s, const struct rn_filter *f, bool count,
                              const void *ctx, char **ret_sql, struct rn_diag *d)
{
    struct query q = {0};
    enum rn_status st = build(&q, s, f, count, ctx, d);
    if (st == RN_OK)
        *ret_sql = rn_dup(ctx, rn_buf_str(&q.sql));
    rn_buf_free(&q.sql);
    return st;
}

static enum rn_status prepare(struct rn_store *s, const struct rn_filter *f, bool count,
                              const void *ctx, struct rn_db_stmt **ret, struct rn_diag *d)
{
    struct query q = {0};
    enum rn_status st = build(&q, s, f, count, ctx, d);
    if (st == RN_OK)
        st = rn_db_prepare_once(s->db, rn_buf_str(&q.sql), ret, d);
    rn_buf_free(&q.sql);
    for (int i = 0; st == RN_OK && i < q.count; i++) {
        const struct value *v = &q.values[i];
        if (v->type == VALUE_TEXT)
            rn_db_text(*ret, i + 1, rn_str(v->text));
        else if (v->type == VALUE_INT)
            rn_db_int(*ret, i + 1, v->whole);
        else
            rn_db_num(*ret, i + 1, v->num);
    }
    return st;
}

/* ---- walking --------------------------------------------------------------------------------- */

struct walk {
    struct rn_store *s;
    enum rn_status (*each)(void *arg, const struct rn_stored *);
    void *arg;
    int64_t limit, rows;
    int64_t at, n; /* of the last row given out */
    bool more;
};

static enum rn_status give(struct walk *w, struct rn_db_stmt *q, void *scratch, struct rn_diag *d)
{
    struct rn_stored r;
    if (w->rows == w->limit) {
        w->more = true;
        return RN_OK;
    }
    talloc_free_children(scratch);
    rn_review_read(q, &r);
    w->rows++;
    w->at = rn_db_get_int(q, COL_AT);
    w->n = r.n;
    enum rn_status st = rn_review_tags(w->s, scratch, &r, d);
    return st == RN_OK ? w->each(w->arg, &r) : st;
}

enum rn_status rn_reviews_each(struct rn_store *s, const struct rn_filter *f, const void *ctx,
                               enum rn_status (*each)(void *arg, const struct rn_stored *),
                               void *arg, char **ret_next, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct walk w = {.s = s, .each = each, .arg = arg, .limit = row_limit(f)};
    struct rn_db_stmt *q = NULL;
    bool row = false;
    void *scratch = rn_pool(tmp, 4096);
    enum rn_status st = prepare(s, f, false, tmp, &q, d);
    if (st != RN_OK)
        return st;
    while (!w.more && (st = rn_db_step(q, &row, d)) == RN_OK && row)
        if ((st = give(&w, q, scratch, d)) != RN_OK)
            break;
    rn_db_finish(q);
    if (st == RN_OK && ret_next != NULL)
        *ret_next = w.more ? make_key(ctx, w.at, w.n) : NULL;
    return st;
}

enum rn_status rn_reviews_count(struct rn_store *s, const struct rn_filter *f, int64_t *ret,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = prepare(s, f, true, tmp, &q, d);
    if (st != RN_OK)
        return st;
    st = rn_db_step(q, &row, d);
    if (st == RN_OK)
        *ret = rn_db_get_int(q, 0);
    rn_db_finish(q);
    return st;
}
