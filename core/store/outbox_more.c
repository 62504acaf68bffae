/* SPDX-License-Identifier: MIT
 *
 * What is done to, and asked of, many items of the outbox at once; the kill switch.
 */
#include "store/outbox.h"
#include "store/private.h"

static enum rn_status run_for(struct rn_store *s, const char *sql, int64_t n, const char *note,
                              struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db, sql, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    if (note != NULL)
        rn_db_text(q, 2, rn_str(note));
    return rn_db_run(q, d);
}

enum rn_status rn_outbox_cancel(struct rn_store *s, int64_t reply, const char *note, int64_t *ret,
                                struct rn_diag *d)
{
    enum rn_status st = run_for(s,
                                "update outbox set state = 'cancelled', note = $2 "
                                "where reply = $1 and state = 'waiting'",
                                reply, note, d);
    if (st == RN_OK && ret != NULL)
        *ret = rn_db_changes(s->db);
    return st;
}

enum rn_status rn_outbox_cancel_ladder(struct rn_store *s, int64_t escalation, const char *note,
                                       struct rn_diag *d)
{
    return run_for(s,
                   "update outbox set state = 'cancelled', note = $2 "
                   "where escalation = $1 and state = 'waiting'",
                   escalation, note, d);
}

enum rn_status rn_outbox_arrived(struct rn_store *s, int64_t reply, struct rn_diag *d)
{
    return run_for(s,
                   "update outbox set state = 'sent', note = null where reply = $1 "
                   "and kind = 'reply' and state in ('waiting', 'sending', 'taken')",
                   reply, NULL, d);
}

enum rn_status rn_outbox_doubt(struct rn_store *s, int64_t now, struct rn_diag *d)
{
    return run_for(s,
                   "update outbox set tries = 1, sent = $1, state = 'sending' "
                   "where kind = 'message' and state = 'waiting' and due <= $1",
                   now, NULL, d);
}

/* ---- counting -------------------------------------------------------------------------------- */

static enum rn_status one_number(struct rn_db_stmt *q, int64_t *ret, struct rn_diag *d)
{
    bool row = false;
    enum rn_status st = rn_db_step(q, &row, d);
    if (st == RN_OK)
        *ret = row ? rn_db_get_int(q, 0) : 0;
    rn_db_reset(q);
    return st;
}

enum rn_status rn_outbox_spoken(struct rn_store *s, const char *listing, int64_t since,
                                int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        listing == NULL
            ? rn_db_prepare(s->db, "select count(*) from outbox where kind = 'reply' and sent > $1",
                            &q, d)
            : rn_db_prepare(s->db,
                            "select count(*) from outbox where kind = 'reply' and sent > $1 "
                            "and listing = $2",
                            &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, since);
    if (listing != NULL)
        rn_db_text(q, 2, rn_str(listing));
    return one_number(q, ret, d);
}

enum rn_status rn_outbox_of_rule(struct rn_store *s, const char *rule, int64_t *ret,
                                 struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db,
                                      "select count(*) from outbox where kind = 'reply' "
                                      "and rule = $1 and state <> 'cancelled'",
                                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(rule));
    return one_number(q, ret, d);
}

enum rn_status rn_outbox_last(struct rn_store *s, const char *rule, int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(
        s->db, "select max(made) from outbox where kind = 'message' and rule = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(rule));
    return one_number(q, ret, d);
}

/* ---- the kill switch ------------------------------------------------------------------------- */

enum rn_status rn_hold_get(struct rn_store *s, const void *ctx, char **ret, struct rn_diag *d)
{
    char *who = NULL;
    struct rn_diag why;
    enum rn_status st = rn_store_meta(s, "hold", ctx, &who, &why);
    if (st != RN_OK && st != RN_GONE)
        return rn_fail(d, st, "%s", why.text);
    *ret = st == RN_OK && who[0] != '\0' ? who : NULL;
    return RN_OK;
}

enum rn_status rn_hold_set(struct rn_store *s, const char *who, struct rn_diag *d)
{
    return rn_store_set_meta(s, "hold", who != NULL ? who : "", d);
}
