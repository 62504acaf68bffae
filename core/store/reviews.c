/* SPDX-License-Identifier: MIT
 *
 * Finding and loading single reviews, and what makes two of them the same.
 */
#include "store/reviews.h"

#include <math.h>
#include <stdio.h>

#include "store/private.h"
#include "store/reviews_row.h"

/* ---- hashes ---------------------------------------------------------------------------------- */

static size_t space_at(struct rn_str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
        return 2; /* no-break space: places change their mind about it */
    return 0;
}

/* Nothing to fold, as in nearly every text: single blanks between words, none at the ends. */
static bool is_folded(struct rn_str s)
{
    bool gap = true;
    for (size_t i = 0; i < s.n; i++) {
        const unsigned char c = (unsigned char)s.p[i];
        if (c == ' ' ? gap : (c >= '\t' && c <= '\r') || c == 0xC2)
            return false; /* 0xC2 may begin a no-break space */
        gap = c == ' ';
    }
    return s.n == 0 || !gap;
}

/* Runs of white space become one blank, those at the ends go. */
static struct rn_str fold_space(const void *ctx, struct rn_str s)
{
    if (is_folded(s))
        return s;
    char *out = rn_mem_check(talloc_size(ctx, s.n));
    size_t n = 0, skip = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n; i += skip != 0 ? skip : 1) {
        skip = space_at(s, i);
        if (skip == 0) {
            if (gap && n > 0)
                out[n++] = ' ';
            out[n++] = s.p[i];
        }
        gap = skip != 0;
    }
    return rn_strn(out, n);
}

static void short_hash(const struct rn_str *parts, size_t count, char out[RN_STORE_CONTENT + 1])
{
    char whole[RN_HASH_LEN + 1];
    rn_hash_text(rn_str(""), parts, count, whole);
    memcpy(out, whole, RN_STORE_CONTENT);
    out[RN_STORE_CONTENT] = '\0';
}

/* As "%.10g" writes it; ratings are whole numbers nearly always, and those are quick. */
static size_t put_number(char *out, size_t room, double v)
{
    const bool whole = v >= -1e6 && v <= 1e6 && v == (double)(long)v && !(v == 0 && signbit(v));
    return (size_t)(whole ? snprintf(out, room, "%ld", (long)v) : snprintf(out, room, "%.10g", v));
}

static void put_points(const struct rn_rating *g, char *out, size_t room)
{
    size_t n = put_number(out, room, g->value);
    out[n++] = ' ';
    n += put_number(out + n, room - n, g->best);
    out[n++] = ' ';
    (void)put_number(out + n, room - n, g->worst);
}

void rn_content_hash(const struct rn_review *r, char out[RN_STORE_CONTENT + 1])
{
    RN_SCOPE(tmp);
    char rating[100] = "";
    const struct rn_rating *g = &r->rating;
    if (g->scale == RN_SCALE_POINTS)
        put_points(g, rating, sizeof rating);
    else if (g->scale == RN_SCALE_THUMBS)
        (void)snprintf(rating, sizeof rating, "thumbs %d", g->value > 0);
    const struct rn_str parts[] = {rn_str(rating), fold_space(tmp, r->title),
                                   fold_space(tmp, r->text)};
    short_hash(parts, 3, out);
}

void rn_reply_hash(const struct rn_place_reply *reply, char out[RN_STORE_CONTENT + 1])
{
    const char *state = rn_reply_word(reply->state);
    out[0] = '\0';
    if (state == NULL)
        return;
    const struct rn_str parts[] = {rn_str(state), reply->text};
    short_hash(parts, 2, out);
}

/* ---- finding --------------------------------------------------------------------------------- */

static void remember(struct rn_store *s, const char *id, int64_t n)
{
    if (strlen(id) > RN_ID_LEN)
        return;
    strcpy(s->recent_id, id);
    s->recent_n = n;
}

enum rn_status rn_review_n(struct rn_store *s, const char *id, int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    if (s->recent_n != 0 && rn_db_in_transaction(s->db) && strcmp(s->recent_id, id) == 0) {
        *ret = s->recent_n;
        return RN_OK;
    }
    enum rn_status st = rn_db_prepare(s->db, "select n from review where id = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(id));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK)
        *ret = row ? rn_db_get_int(q, 0) : 0;
    if (st == RN_OK && row)
        remember(s, id, *ret);
    rn_db_reset(q);
    return st;
}

static void copy_short(char out[RN_STORE_CONTENT + 1], struct rn_str s)
{
    size_t n = s.n < RN_STORE_CONTENT ? s.n : RN_STORE_CONTENT;
    if (n > 0)
        memcpy(out, s.p, n);
    out[n] = '\0';
}

static void read_known(struct rn_db_stmt *q, struct rn_known *ret)
{
    struct rn_place_reply reply = {.text = rn_db_get_text(q, 6),
                                   .state = rn_reply_of(rn_db_get_text(q, 7))};
    *ret = (struct rn_known){.n = rn_db_get_int(q, 0),
                             .found = true,
                             .version = (int)rn_db_get_int(q, 2),
                             .updated_at = rn_db_get_int(q, 3),
                             .absent_since = rn_db_get_int(q, 4),
                             .removed_at = rn_db_get_int(q, 5),
                             .expired = !rn_db_is_null(q, 8)};
    copy_short(ret->content, rn_db_get_text(q, 1));
    rn_reply_hash(&reply, ret->reply);
}

enum rn_status rn_review_find(struct rn_store *s, const char *id, struct rn_known *ret,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select n, content, version, updated_at, absent_since, removed_at, "
                      "reply_text, reply_state, expired from review where id = $1",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(id));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && !row)
        *ret = (struct rn_known){0};
    if (st == RN_OK && row) {
        read_known(q, ret);
        remember(s, id, ret->n);
    }
    rn_db_reset(q);
    return st;
}

/* ---- loading --------------------------------------------------------------------------------- */

static enum rn_status load(struct rn_store *s, struct rn_db_stmt *q, const void *ctx,
                           struct rn_stored *ret, struct rn_diag *d)
{
    struct rn_stored r;
    bool row = false;
    enum rn_status st = rn_db_step(q, &row, d);
    if (st == RN_OK && !row)
        st = rn_fail(
            d, RN_GONE,
            "there is no such review in the store %s: ids have 16 letters and digits and stand in "
            "`renown reviews`",
            rn_store_name(s));
    if (st == RN_OK) {
        rn_review_read(q, &r);
        rn_review_keep(ctx, &r);
    }
    rn_db_reset(q);
    if (st == RN_OK)
        st = rn_review_tags(s, ctx, &r, d);
    if (st == RN_OK)
        *ret = r;
    return st;
}

enum rn_status rn_review_load(struct rn_store *s, const char *id, const void *ctx,
                              struct rn_stored *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, RN_REVIEW_SELECT "where id = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(id));
    return load(s, q, ctx, ret, d);
}

enum rn_status rn_review_load_n(struct rn_store *s, int64_t n, const void *ctx,
                                struct rn_stored *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, RN_REVIEW_SELECT "where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    return load(s, q, ctx, ret, d);
}

/* ---- sweeps ---------------------------------------------------------------------------------- */

static enum rn_status collect_numbers(struct rn_db_stmt *q, const void *ctx, int64_t **ret,
                                      size_t *ret_count, struct rn_diag *d)
{
    int64_t *v = NULL;
    size_t n = 0;
    bool row = false;
    enum rn_status st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, n, int64_t);
        v[n++] = rn_db_get_int(q, 0);
    }
    rn_db_reset(q);
    if (st != RN_OK) {
        talloc_free(v);
        return st;
    }
    *ret = v;
    *ret_count = n;
    return RN_OK;
}

enum rn_status rn_reviews_listed(struct rn_store *s, int64_t origin, const char *listing,
                                 const void *ctx, int64_t **ret_n, size_t *ret_count,
                                 struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        listing != NULL
            ? rn_db_prepare(s->db,
                            "select n from review where origin = $1 and listing = $2 "
                            "and removed_at is null",
                            &q, d)
            : rn_db_prepare(s->db, "select n from review where origin = $1 and removed_at is null",
                            &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    if (listing != NULL)
        rn_db_text(q, 2, rn_str(listing));
    return collect_numbers(q, ctx, ret_n, ret_count, d);
}
