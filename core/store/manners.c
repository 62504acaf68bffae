/* SPDX-License-Identifier: MIT */
#include "store/manners.h"

#include <renown/stamp.h>

#include "store/private.h"

#define UNUSED_FOR (30 * RN_DAY)

/* ---- robots.txt ------------------------------------------------------------------------------ */

enum rn_status rn_robots_find(struct rn_store *s, const char *server, const void *ctx,
                              struct rn_str *ret, int64_t *ret_at, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db, "select text, at from robots where server = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(server));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && !row)
        st = rn_fail(d, RN_GONE, "no robots.txt of %s is kept", server);
    if (st == RN_OK) {
        *ret = rn_dup_str(ctx, rn_db_get_text(q, 0));
        *ret_at = rn_db_get_int(q, 1);
    }
    rn_db_reset(q);
    return st;
}

enum rn_status rn_robots_keep(struct rn_store *s, const char *server, struct rn_str text,
                              int64_t at, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into robots (server, at, text) values ($1, $2, $3) "
                           "on conflict (server) do update set at = excluded.at, "
                           "text = excluded.text",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(server));
    rn_db_int(q, 2, at);
    rn_db_text(q, 3, text);
    return rn_db_run(q, d);
}

/* ---- validators ------------------------------------------------------------------------------ */

enum rn_status rn_validator_find(struct rn_store *s, int64_t origin, const char *request,
                                 const void *ctx, struct rn_validator *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(s->db,
                                      "select etag, modified, body, reviews from validator "
                                      "where origin = $1 and request = $2",
                                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    rn_db_text(q, 2, rn_str(request));
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && !row)
        st = rn_fail(d, RN_GONE, "this request was not answered before");
    if (st == RN_OK)
        *ret = (struct rn_validator){.etag = rn_col_copy(ctx, q, 0),
                                     .modified = rn_col_copy(ctx, q, 1),
                                     .body = rn_col_copy_all(ctx, q, 2),
                                     .reviews = rn_db_get_int(q, 3)};
    rn_db_reset(q);
    return st;
}

static enum rn_status drop_unused(struct rn_store *s, int64_t origin, int64_t before,
                                  struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "delete from validator where origin = $1 and at < $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    rn_db_int(q, 2, before);
    return rn_db_run(q, d);
}

enum rn_status rn_validator_save(struct rn_store *s, int64_t origin, const char *request,
                                 const struct rn_validator *v, int64_t now, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into validator (origin, request, etag, modified, body, reviews, "
                           "at) values ($1, $2, $3, $4, $5, $6, $7) "
                           "on conflict (origin, request) do update set etag = excluded.etag, "
                           "modified = excluded.modified, body = excluded.body, "
                           "reviews = excluded.reviews, at = excluded.at",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    rn_db_text(q, 2, rn_str(request));
    rn_bind_z(q, 3, v->etag);
    rn_bind_z(q, 4, v->modified);
    rn_db_text(q, 5, rn_str(v->body));
    rn_db_int(q, 6, v->reviews);
    rn_db_int(q, 7, now);
    st = rn_db_run(q, d);
    return st == RN_OK ? drop_unused(s, origin, now - UNUSED_FOR, d) : st;
}

enum rn_status rn_validators_drop(struct rn_store *s, int64_t origin, struct rn_diag *d)
{
    enum rn_status st = rn_store_writing(s, d);
    return st == RN_OK ? drop_unused(s, origin, INT64_MAX, d) : st;
}
