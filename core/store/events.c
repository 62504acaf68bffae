/* SPDX-License-Identifier: MIT
 *
 * The chain. Beside the rows, meta keeps the number and hash of the last event, written with every
 * commit: so a loss at the end is found too.
 */
#include "store/events.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/private.h"

/* ---- hashing --------------------------------------------------------------------------------- */

/* All that the row holds: what were left out could be changed unseen. `review_n` 0: it is null. */
static void hash_event(const char *before, const struct rn_event *e, int64_t review_n,
                       char out[RN_HASH_LEN + 1])
{
    char n[24], at[24], row[24] = "";
    (void)snprintf(n, sizeof n, "%" PRId64, e->n);
    (void)snprintf(at, sizeof at, "%" PRId64, e->at);
    if (review_n != 0)
        (void)snprintf(row, sizeof row, "%" PRId64, review_n);
    const struct rn_str parts[] = {rn_str(before),   rn_str(n),         rn_str(at),
                                   rn_str(e->kind),  rn_str(e->review), rn_str(row),
                                   rn_str(e->actor), rn_str(e->body)};
    rn_hash_text(rn_str(""), parts, sizeof parts / sizeof parts[0], out);
}

static void copy_hash(char out[RN_HASH_LEN + 1], struct rn_str hash)
{
    size_t n = hash.n <= RN_HASH_LEN ? hash.n : RN_HASH_LEN;
    if (n > 0)
        memcpy(out, hash.p, n);
    out[n] = '\0';
}

static enum rn_status read_head(struct rn_store *s, char out[RN_HASH_LEN + 1], struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db, "select hash from event order by n desc limit 1", &q, d);
    if (st == RN_OK)
        st = rn_db_step(q, &row, d);
    if (st != RN_OK)
        return st;
    copy_hash(out, row ? rn_db_get_text(q, 0) : rn_str(""));
    rn_db_reset(q);
    return RN_OK;
}

enum rn_status rn_events_head(struct rn_store *s, char ret_head[44], struct rn_diag *d)
{
    if (!s->head_known)
        return read_head(s, ret_head, d);
    strcpy(ret_head, s->head);
    return RN_OK;
}

/* ---- adding ---------------------------------------------------------------------------------- */

static enum rn_status insert(struct rn_store *s, const struct rn_event *e, int64_t review_n,
                             struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "insert into event (n, at, kind, review, review_n, actor, body, hash) "
                      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, e->n);
    rn_db_int(q, 2, e->at);
    rn_db_text(q, 3, rn_str(e->kind));
    rn_bind_z(q, 4, e->review);
    rn_bind_opt_int(q, 5, review_n);
    rn_db_text(q, 6, rn_str(e->actor));
    rn_db_text(q, 7, rn_str(e->body));
    rn_db_text(q, 8, rn_str(e->hash));
    return rn_db_run(q, d);
}

enum rn_status rn_event_add(struct rn_store *s, const struct rn_event *e, struct rn_diag *d)
{
    struct rn_event row = *e;
    char hash[RN_HASH_LEN + 1];
    int64_t review_n = 0;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK && !s->head_known)
        st = read_head(s, s->head, d);
    if (st != RN_OK)
        return st;
    s->head_known = true;
    if (e->review != NULL)
        st = rn_review_n(s, e->review, &review_n, d);
    if (st == RN_OK)
        st = rn_number_next(s, RN_SERIES_EVENT, &row.n, d);
    if (st != RN_OK)
        return st;
    row.body = e->body != NULL ? e->body : "";
    row.hash = hash;
    hash_event(s->head, &row, review_n, hash);
    st = insert(s, &row, review_n, d);
    if (st == RN_OK) {
        strcpy(s->head, hash);
        s->head_moved = true;
    }
    return st;
}

enum rn_status rn_events_seal(struct rn_store *s, struct rn_diag *d)
{
    char seal[RN_HASH_LEN + 32];
    if (!s->head_moved)
        return RN_OK;
    (void)snprintf(seal, sizeof seal, "%" PRId64 " %s", s->last[RN_SERIES_EVENT], s->head);
    return rn_store_set_meta(s, "chain", seal, d);
}

/* ---- reading --------------------------------------------------------------------------------- */

#define SELECT_EVENTS "select n, at, kind, review, actor, body, hash, review_n from event "

static enum rn_status prepare_list(struct rn_store *s, const char *review, struct rn_db_stmt **ret,
                                   struct rn_diag *d)
{
    int64_t n = 0;
    if (review == NULL)
        return rn_db_prepare(s->db, SELECT_EVENTS "order by n desc limit $1", ret, d);
    enum rn_status st = rn_review_n(s, review, &n, d);
    if (st == RN_OK && n != 0) {
        st = rn_db_prepare(s->db,
                           SELECT_EVENTS "where review_n = $2 and review = $3 "
                                         "order by n desc limit $1",
                           ret, d);
        if (st == RN_OK)
            rn_db_int(*ret, 2, n);
    } else if (st == RN_OK) { /* the review was erased; its events stay */
        st = rn_db_prepare(s->db, SELECT_EVENTS "where review = $3 order by n desc limit $1", ret,
                           d);
    }
    if (st == RN_OK)
        rn_db_text(*ret, 3, rn_str(review));
    return st;
}

static void reverse(struct rn_event *v, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct rn_event e = v[i];
        v[i] = v[count - 1 - i];
        v[count - 1 - i] = e;
    }
}

enum rn_status rn_events_list(struct rn_store *s, const char *review, size_t limit, const void *ctx,
                              struct rn_event **ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct rn_event *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = prepare_list(s, review, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, limit > 0 && limit < INT64_MAX ? (int64_t)limit : -1);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, struct rn_event);
        v[count++] = (struct rn_event){.n = rn_db_get_int(q, 0),
                                       .at = rn_db_get_int(q, 1),
                                       .kind = rn_col_copy_all(ctx, q, 2),
                                       .review = rn_col_copy(ctx, q, 3),
                                       .actor = rn_col_copy_all(ctx, q, 4),
                                       .body = rn_col_copy_all(ctx, q, 5),
                                       .hash = rn_col_copy_all(ctx, q, 6)};
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    reverse(v, count);
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

/* ---- verifying ------------------------------------------------------------------------------- */

static enum rn_status fail_chain(struct rn_store *s, int64_t n, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_CORRUPT,
                   "the chain of the store %s is broken at event %" PRId64 ": %s; somebody or "
                   "something changed the file outside Renown; compare it with a backup",
                   rn_store_name(s), n, what);
}

static enum rn_status check_event(struct rn_store *s, struct rn_db_stmt *q, int64_t expected,
                                  char head[RN_HASH_LEN + 1], struct rn_diag *d)
{
    char hash[RN_HASH_LEN + 1];
    struct rn_event e = {.n = rn_db_get_int(q, 0),
                         .at = rn_db_get_int(q, 1),
                         .kind = rn_db_get_text(q, 2).p,
                         .review = rn_db_get_text(q, 3).p,
                         .actor = rn_db_get_text(q, 4).p,
                         .body = rn_db_get_text(q, 5).p};
    if (e.n != expected)
        return fail_chain(s, expected, "it is missing", d);
    const int64_t review_n = rn_db_get_int(q, 7);
    hash_event(head, &e, review_n != 0 || rn_db_is_null(q, 7) ? review_n : -1, hash);
    if (!rn_str_is(rn_db_get_text(q, 6), hash))
        return fail_chain(s, e.n, "it does not follow from the one before", d);
    strcpy(head, hash);
    return RN_OK;
}

/* What meta says about the end of the chain; number 0 when there was never an event. */
struct seal {
    int64_t n;
    char head[RN_HASH_LEN + 1];
};

static enum rn_status read_seal(struct rn_store *s, struct seal *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *text = NULL, *rest = NULL;
    *ret = (struct seal){0};
    enum rn_status st = rn_store_meta(s, "chain", tmp, &text, d);
    if (st == RN_GONE)
        return RN_OK;
    if (st != RN_OK)
        return st;
    ret->n = strtoll(text, &rest, 10);
    copy_hash(ret->head, rn_str(rest[0] == ' ' ? rest + 1 : ""));
    return RN_OK;
}

/* The seal is read first: another process may add events while we walk, so the chain may be longer
 * than it says, never shorter. */
enum rn_status rn_events_verify(struct rn_store *s, int64_t *ret_count, char *ret_head,
                                struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    struct seal seal;
    char head[RN_HASH_LEN + 1] = "";
    int64_t count = 0;
    bool row = false;
    enum rn_status st = read_seal(s, &seal, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db, SELECT_EVENTS "order by n", &q, d);
    while (st == RN_OK && (st = rn_db_step(q, &row, d)) == RN_OK && row) {
        st = check_event(s, q, ++count, head, d);
        if (st == RN_OK && count == seal.n && strcmp(head, seal.head) != 0)
            st = fail_chain(s, count, "it is not the one that was sealed", d);
    }
    if (q != NULL)
        rn_db_reset(q);
    if (st == RN_OK && (count < seal.n || (count > 0 && seal.n == 0 && !s->head_moved)))
        st = fail_chain(s, count < seal.n ? count + 1 : count, "the end is missing", d);
    if (st != RN_OK)
        return st;
    *ret_count = count;
    strcpy(ret_head, head);
    return RN_OK;
}
