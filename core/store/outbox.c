/* SPDX-License-Identifier: MIT */
#include "store/outbox.h"

#include <inttypes.h>

#include "base/process.h"
#include "store/engine.h"
#include "store/private.h"

/* ---- adding ---------------------------------------------------------------------------------- */

static void make_id(const struct rn_outbox_row *row, int64_t n, char out[RN_ID_LEN + 1])
{
    char number[24];
    (void)snprintf(number, sizeof number, "%" PRId64, n);
    const struct rn_str parts[] = {rn_str("outbox"), rn_str(row->kind), rn_str(number),
                                   rn_str(row->review_id), rn_str(row->channel)};
    rn_id_make(parts, sizeof parts / sizeof parts[0], out);
}

static enum rn_status is_there(struct rn_store *s, const char *id, bool *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, "select 1 from outbox where id = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(id));
    st = rn_db_step(q, ret, d);
    rn_db_reset(q);
    return st;
}

static enum rn_status insert(struct rn_store *s, const struct rn_outbox_row *r, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(
        s->db,
        "insert into outbox (n, id, kind, state, due, made, actor, review, reply, escalation, "
        "listing, version, content, over, rule, channel, person, body, tries, misses, until, "
        "fence, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "$16, $17, $18, $19, 0, 0, 0, $20)",
        &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, r->n);
    rn_db_text(q, 2, rn_str(r->id));
    rn_db_text(q, 3, rn_str(r->kind));
    rn_db_text(q, 4, rn_str(r->state != NULL ? r->state : "waiting"));
    rn_db_int(q, 5, r->due);
    rn_db_int(q, 6, r->made);
    rn_db_text(q, 7, rn_str(r->actor));
    rn_bind_opt_int(q, 8, r->review);
    rn_bind_opt_int(q, 9, r->reply);
    rn_bind_opt_int(q, 10, r->escalation);
    rn_db_text(q, 11, rn_str(r->listing != NULL ? r->listing : ""));
    rn_db_int(q, 12, r->version);
    rn_bind_z(q, 13, r->content);
    rn_bind_z(q, 14, r->over);
    rn_bind_z(q, 15, r->rule);
    rn_bind_z(q, 16, r->channel);
    rn_bind_z(q, 17, r->person);
    rn_bind_z(q, 18, r->body);
    rn_db_int(q, 19, r->tries);
    rn_bind_z(q, 20, r->note);
    return rn_db_run(q, d);
}

enum rn_status rn_outbox_add(struct rn_store *s, struct rn_outbox_row *row, struct rn_diag *d)
{
    char made[RN_ID_LEN + 1];
    bool there = false;
    struct rn_outbox_row r = *row;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_engine_bind(s, d);
    if (st == RN_OK)
        st = rn_number_next(s, RN_SERIES_OUTBOX, &r.n, d);
    if (st != RN_OK)
        return st;
    make_id(&r, r.n, made);
    r.id = r.id != NULL ? r.id : made;
    st = is_there(s, r.id, &there, d);
    if (st == RN_OK && there)
        return rn_fail(d, RN_CONFLICT, "the outbox has an item %s already", r.id);
    if (st == RN_OK)
        st = insert(s, &r, d);
    if (st == RN_OK)
        row->n = r.n;
    return st;
}

/* ---- reading --------------------------------------------------------------------------------- */

#define SELECT_ROWS                                                                                \
    "select n, id, kind, state, due, made, actor, review, reply, escalation, listing, version, "   \
    "content, over, rule, channel, person, body, note, tries, misses, sent, owner, until, fence, " \
    "(select review.id from review where review.n = outbox.review) from outbox "

static void read_row(struct rn_db_stmt *q, const void *ctx, struct rn_outbox_row *r)
{
    *r = (struct rn_outbox_row){.n = rn_db_get_int(q, 0),
                                .id = rn_col_copy_all(ctx, q, 1),
                                .kind = rn_col_copy_all(ctx, q, 2),
                                .state = rn_col_copy_all(ctx, q, 3),
                                .due = rn_db_get_int(q, 4),
                                .made = rn_db_get_int(q, 5),
                                .actor = rn_col_copy_all(ctx, q, 6),
                                .review = rn_db_get_int(q, 7),
                                .reply = rn_db_get_int(q, 8),
                                .escalation = rn_db_get_int(q, 9),
                                .listing = rn_col_copy_all(ctx, q, 10),
                                .version = (int)rn_db_get_int(q, 11),
                                .content = rn_col_copy(ctx, q, 12),
                                .over = rn_col_copy(ctx, q, 13),
                                .rule = rn_col_copy(ctx, q, 14),
                                .channel = rn_col_copy(ctx, q, 15),
                                .person = rn_col_copy(ctx, q, 16),
                                .body = rn_col_copy(ctx, q, 17),
                                .note = rn_col_copy(ctx, q, 18),
                                .tries = (int)rn_db_get_int(q, 19),
                                .misses = (int)rn_db_get_int(q, 20),
                                .sent = rn_db_get_int(q, 21),
                                .owner = rn_col_copy(ctx, q, 22),
                                .until = rn_db_get_int(q, 23),
                                .fence = rn_db_get_int(q, 24),
                                .review_id = rn_col_copy(ctx, q, 25)};
}

static enum rn_status read_all(struct rn_db_stmt *q, const void *ctx, struct rn_outbox_row **ret,
                               size_t *ret_count, struct rn_diag *d)
{
    struct rn_outbox_row *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_outbox_row);
        read_row(q, ctx, &v[count++]);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

enum rn_status rn_outbox_due(struct rn_store *s, int64_t now, const void *ctx,
                             struct rn_outbox_row **ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(
        s->db,
        SELECT_ROWS "where state in ('waiting', 'sending', 'taken') and due <= $1 order by due, n",
        &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, now);
    return read_all(q, ctx, ret, ret_count, d);
}

enum rn_status rn_outbox_list(struct rn_store *s, const char *state, int64_t review,
                              const void *ctx, struct rn_outbox_row **ret, size_t *ret_count,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        review != 0 ? rn_db_prepare(s->db, SELECT_ROWS "where review = $2 order by n", &q, d)
        : state != NULL
            ? rn_db_prepare(s->db, SELECT_ROWS "where state = $1 order by due, n", &q, d)
            : rn_db_prepare(s->db,
                            SELECT_ROWS "where state in ('waiting', 'sending', 'taken', 'failed') "
                                        "order by due, n",
                            &q, d);
    if (st != RN_OK)
        return st;
    if (review != 0)
        rn_db_int(q, 2, review);
    else if (state != NULL)
        rn_db_text(q, 1, rn_str(state));
    return read_all(q, ctx, ret, ret_count, d);
}

/* ---- working on one -------------------------------------------------------------------------- */

static enum rn_status load_open(struct rn_store *s, int64_t n, const void *ctx,
                                struct rn_outbox_row *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = rn_db_prepare(
        s->db, SELECT_ROWS "where n = $1 and state in ('waiting', 'sending', 'taken')", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        read_row(q, ctx, ret);
    rn_db_reset(q);
    if (st == RN_OK && !row)
        return rn_fail(d, RN_GONE, "this item of the outbox is over by now");
    return st;
}

static bool is_held(const struct rn_outbox_row *r, const char *owner, int64_t now)
{
    return r->owner != NULL && r->until > now && strcmp(r->owner, owner) != 0 &&
           !rn_process_is_dead(r->owner);
}

enum rn_status rn_outbox_claim(struct rn_store *s, int64_t n, const char *owner, int64_t now,
                               int64_t until, const void *ctx, struct rn_outbox_row *row,
                               struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_outbox_row r;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = load_open(s, n, ctx, &r, d);
    if (st != RN_OK)
        return st;
    if (is_held(&r, owner, now)) {
        RN_SCOPE(tmp);
        return rn_fail(d, RN_BUSY, "%s is sending this item", rn_process_words(tmp, r.owner));
    }
    r.owner = owner;
    r.until = until;
    r.fence++;
    st = rn_db_prepare(s->db, "update outbox set owner = $2, until = $3, fence = $4 where n = $1",
                       &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(owner));
    rn_db_int(q, 3, until);
    rn_db_int(q, 4, r.fence);
    st = rn_db_run(q, d);
    if (st == RN_OK)
        *row = r;
    return st;
}

enum rn_status rn_outbox_save(struct rn_store *s, const struct rn_outbox_row *r, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update outbox set state = $3, due = $4, tries = $5, misses = $6, "
                           "sent = $7, until = $8, note = $9 where n = $1 and fence = $2 "
                           "and state in ('waiting', 'sending', 'taken')",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, r->n);
    rn_db_int(q, 2, r->fence);
    rn_db_text(q, 3, rn_str(r->state));
    rn_db_int(q, 4, r->due);
    rn_db_int(q, 5, r->tries);
    rn_db_int(q, 6, r->misses);
    rn_bind_opt_int(q, 7, r->sent);
    rn_db_int(q, 8, r->until);
    rn_bind_z(q, 9, r->note);
    st = rn_db_run(q, d);
    if (st == RN_OK && rn_db_changes(s->db) == 0)
        return rn_fail(d, RN_CONFLICT,
                       "item %s of the outbox was called off or taken over by another renown",
                       r->id);
    return st;
}
