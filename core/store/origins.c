/* SPDX-License-Identifier: MIT */
#include "store/origins.h"

#include <renown/model.h>

#include "store/private.h"

#define ORIGIN_COLUMNS                                                                             \
    "n, place, account, label, listing, first_seen, last_try, last_complete, last_full, "          \
    "next_due, "                                                                                   \
    "expected, cursor, health, note"

static void read_origin(struct rn_db_stmt *q, const void *ctx, struct rn_origin *o)
{
    *o = (struct rn_origin){.n = rn_db_get_int(q, 0),
                            .place = rn_col_copy_all(ctx, q, 1),
                            .account = rn_col_copy_all(ctx, q, 2),
                            .label = rn_col_copy_all(ctx, q, 3),
                            .listing = rn_col_copy_all(ctx, q, 4),
                            .first_seen = rn_db_get_int(q, 5),
                            .last_try = rn_db_get_int(q, 6),
                            .last_complete = rn_db_get_int(q, 7),
                            .last_full = rn_db_get_int(q, 8),
                            .next_due = rn_db_get_int(q, 9),
                            .expected = rn_db_is_null(q, 10) ? -1 : rn_db_get_int(q, 10),
                            .cursor = rn_col_copy(ctx, q, 11),
                            .health = rn_col_copy(ctx, q, 12),
                            .note = rn_col_copy(ctx, q, 13)};
}

/* ---- finding or making ----------------------------------------------------------------------- */

static enum rn_status find(struct rn_store *s, const char *place, const char *account,
                           const void *ctx, struct rn_origin *ret, bool *ret_found,
                           struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(
        s->db, "select " ORIGIN_COLUMNS " from origin where place = $1 and account = $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(place));
    rn_db_text(q, 2, rn_str(account));
    st = rn_db_step(q, ret_found, d);
    if (st == RN_OK && *ret_found)
        read_origin(q, ctx, ret);
    rn_db_reset(q);
    return st;
}

static enum rn_status make(struct rn_store *s, const struct rn_origin *o, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "insert into origin (n, place, account, label, listing, first_seen) "
                      "values ($1, $2, $3, $4, $5, $6)",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, o->n);
    rn_db_text(q, 2, rn_str(o->place));
    rn_db_text(q, 3, rn_str(o->account));
    rn_db_text(q, 4, rn_str(o->label));
    rn_db_text(q, 5, rn_str(o->listing));
    rn_db_int(q, 6, o->first_seen);
    return rn_db_run(q, d);
}

static enum rn_status rename_origin(struct rn_store *s, int64_t n, const char *label,
                                    const char *listing, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "update origin set label = $2, listing = $3 where n = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(label));
    rn_db_text(q, 3, rn_str(listing));
    return rn_db_run(q, d);
}

enum rn_status rn_origin_open(struct rn_store *s, const char *place, const char *account,
                              const char *label, const char *listing, int64_t now, const void *ctx,
                              struct rn_origin *ret, struct rn_diag *d)
{
    struct rn_origin o = {0};
    bool found = false;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = find(s, place, account, ctx, &o, &found, d);
    if (st != RN_OK)
        return st;
    bool same = found && strcmp(o.label, label) == 0 && strcmp(o.listing, listing) == 0;
    if (!found) {
        o = (struct rn_origin){.place = rn_dupz(ctx, place),
                               .account = rn_dupz(ctx, account),
                               .first_seen = now,
                               .expected = -1};
        st = rn_number_next(s, RN_SERIES_ORIGIN, &o.n, d);
    }
    if (!same) {
        o.label = rn_dupz(ctx, label);
        o.listing = rn_dupz(ctx, listing);
    }
    if (st == RN_OK && !same)
        st = found ? rename_origin(s, o.n, label, listing, d) : make(s, &o, d);
    if (st == RN_OK)
        *ret = o;
    return st;
}

/* ---- the state of the source ----------------------------------------------------------------- */

enum rn_status rn_origin_save(struct rn_store *s, const struct rn_origin *o, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update origin set last_try = $2, last_complete = $3, last_full = $4, "
                           "next_due = $5, expected = $6, cursor = $7, health = $8, note = $9 "
                           "where n = $1",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, o->n);
    rn_bind_opt_int(q, 2, o->last_try);
    rn_bind_opt_int(q, 3, o->last_complete);
    rn_bind_opt_int(q, 4, o->last_full);
    rn_bind_opt_int(q, 5, o->next_due);
    if (o->expected >= 0)
        rn_db_int(q, 6, o->expected);
    rn_bind_z(q, 7, o->cursor);
    rn_bind_z(q, 8, o->health);
    rn_bind_z(q, 9, o->note);
    return rn_db_run(q, d);
}

enum rn_status rn_origins_list(struct rn_store *s, const void *ctx, struct rn_origin **ret,
                               size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_origin *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db, "select " ORIGIN_COLUMNS " from origin order by n", &q, d);
    while (st == RN_OK && (st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_origin);
        read_origin(q, ctx, &v[count++]);
    }
    if (st != RN_OK)
        return st;
    rn_db_reset(q);
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_aggregate_save(struct rn_store *s, int64_t origin, int64_t at,
                                 const struct rn_aggregate *a, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st =
            rn_db_prepare(s->db,
                          "insert into aggregate (origin, at, rating, best, worst, count) "
                          "values ($1, $2, $3, $4, $5, $6) on conflict (origin, at) do update set "
                          "rating = excluded.rating, best = excluded.best, worst = excluded.worst, "
                          "count = excluded.count",
                          &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, origin);
    rn_db_int(q, 2, at);
    if (a->rating.scale == RN_SCALE_POINTS) {
        rn_db_num(q, 3, a->rating.value);
        rn_db_num(q, 4, a->rating.best);
        rn_db_num(q, 5, a->rating.worst);
    }
    if (a->count >= 0)
        rn_db_int(q, 6, a->count);
    return rn_db_run(q, d);
}
