/* SPDX-License-Identifier: MIT
 *
 * Reading sums, and recomputing them from the reviews.
 */
#include <inttypes.h>
#include <math.h>

#include "store/private.h"
#include "store/reviews.h"
#include "store/rollups_sums.h"

/* ---- rows ------------------------------------------------------------------------------------ */

void rn_delays_read(struct rn_str text, int64_t delay[RN_DELAY_BUCKETS])
{
    int64_t value[2] = {0, 0};
    int part = 0;
    for (size_t i = 0; i <= text.n; i++) {
        char c = i < text.n ? text.p[i] : ' ';
        if (c >= '0' && c <= '9' && value[part] < INT64_MAX / 16) {
            value[part] = value[part] * 10 + (c - '0');
        } else if (c == ':') {
            part = 1;
        } else if (c == ' ') {
            if (part == 1 && value[0] < RN_DELAY_BUCKETS)
                delay[value[0]] += value[1];
            part = 0;
            value[0] = value[1] = 0;
        }
    }
}

void rn_delays_write(struct rn_buf *b, const int64_t delay[RN_DELAY_BUCKETS])
{
    for (int i = 0; i < RN_DELAY_BUCKETS; i++)
        if (delay[i] > 0)
            (void)rn_buf_fmt(b, "%s%d:%" PRId64, b->n > 0 ? " " : "", i, delay[i]);
}

void rn_sums_read(struct rn_db_stmt *q, int first, struct rn_sums *ret)
{
    *ret = (struct rn_sums){.count = rn_db_get_int(q, first),
                            .rated = rn_db_get_int(q, first + 1),
                            .stars = rn_db_get_num(q, first + 2),
                            .texts = rn_db_get_int(q, first + 8),
                            .answerable = rn_db_get_int(q, first + 9),
                            .replied = rn_db_get_int(q, first + 10),
                            .removed = rn_db_get_int(q, first + 11)};
    for (int i = 0; i < 5; i++)
        ret->star[i] = rn_db_get_int(q, first + 3 + i);
    rn_delays_read(rn_db_get_text(q, first + 12), ret->delay);
}

void rn_sums_merge(struct rn_sums *into, const struct rn_sums *from)
{
    into->count += from->count;
    into->rated += from->rated;
    into->texts += from->texts;
    into->answerable += from->answerable;
    into->replied += from->replied;
    into->removed += from->removed;
    into->stars += from->stars;
    for (int i = 0; i < 5; i++)
        into->star[i] += from->star[i];
    for (int i = 0; i < RN_DELAY_BUCKETS; i++)
        into->delay[i] += from->delay[i];
}

/* ---- reading --------------------------------------------------------------------------------- */

static enum rn_status prepare(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                              struct rn_db_stmt **ret, struct rn_diag *d)
{
    enum rn_status st = rn_db_in_transaction(s->db) ? rn_rollups_flush(s, d) : RN_OK;
    if (st == RN_OK)
        st = listing != NULL
                 ? rn_db_prepare(s->db,
                                 "select " RN_ROLLUP_COLUMNS " from rollup where day >= $1 "
                                 "and day < $2 and listing = $3 order by listing, day, origin",
                                 ret, d)
                 : rn_db_prepare(s->db,
                                 "select " RN_ROLLUP_COLUMNS " from rollup where day >= $1 "
                                 "and day < $2 order by listing, day, origin",
                                 ret, d);
    if (st != RN_OK)
        return st;
    rn_db_int(*ret, 1, from);
    rn_db_int(*ret, 2, to);
    if (listing != NULL)
        rn_db_text(*ret, 3, rn_str(listing));
    return RN_OK;
}

enum rn_status rn_rollup_sum(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                             struct rn_sums *ret, struct rn_diag *d)
{
    struct rn_sums all = {0}, one;
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = prepare(s, listing, from, to, &q, d);
    if (st != RN_OK)
        return st;
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        rn_sums_read(q, 3, &one);
        rn_sums_merge(&all, &one);
    }
    rn_db_reset(q);
    if (st == RN_OK)
        *ret = all;
    return st;
}

enum rn_status rn_rollups_each(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                               enum rn_status (*each)(void *arg, const char *listing, int32_t day,
                                                      int64_t origin, const struct rn_sums *),
                               void *arg, struct rn_diag *d)
{
    struct rn_sums sums;
    struct rn_db_stmt *q = NULL;
    bool row = false;
    enum rn_status st = prepare(s, listing, from, to, &q, d);
    if (st != RN_OK)
        return st;
    while (st == RN_OK && (st = rn_db_step(q, &row, d)) == RN_OK && row) {
        rn_sums_read(q, 3, &sums);
        st = each(arg, rn_db_get_text(q, 0).p, (int32_t)rn_db_get_int(q, 1), rn_db_get_int(q, 2),
                  &sums);
    }
    rn_db_reset(q);
    return st;
}

/* ---- verifying ------------------------------------------------------------------------------- */

/* Two streams in the same order: the sums as stored, and the reviews they should sum up. Both
 * statements are open at once, so both see the same moment. */
struct stream {
    struct rn_db_stmt *q;
    bool row;
};

static int compare_keys(struct stream *a, struct stream *b)
{
    if (!a->row || !b->row)
        return a->row ? -1 : 1;
    int order = strcmp(rn_db_get_text(a->q, 0).p, rn_db_get_text(b->q, 0).p);
    for (int i = 1; order == 0 && i < 3; i++) {
        int64_t x = rn_db_get_int(a->q, i), y = rn_db_get_int(b->q, i);
        order = (x > y) - (x < y);
    }
    return order;
}

static enum rn_status next(struct stream *s, struct rn_diag *d)
{
    return rn_db_step(s->q, &s->row, d);
}

static void add_row(struct rn_db_stmt *q, struct rn_sums *sums)
{
    struct rn_stored r = {.has_stars = !rn_db_is_null(q, 3),
                          .stars = rn_db_get_num(q, 3),
                          .answerable = !rn_db_is_null(q, 5),
                          .reply_counted = rn_db_get_int(q, 5) != 0,
                          .removed_at = rn_db_get_int(q, 6)};
    r.r.text.n = (size_t)rn_db_get_int(q, 4);
    r.r.created = (struct rn_time){rn_db_get_int(q, 7), (enum rn_precision)rn_db_get_int(q, 8)};
    if (!rn_db_is_null(q, 9))
        r.r.reply.at = (struct rn_time){rn_db_get_int(q, 9), RN_TIME_SECOND};
    rn_sums_add_review(sums, &r, 1);
}

/* All reviews of the key that `reviews` stands at; it moves on to the next key. */
static enum rn_status recompute(void *ctx, struct stream *reviews, char **ret_listing,
                                int64_t ret_key[2], struct rn_sums *ret, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    *ret = (struct rn_sums){0};
    *ret_listing = rn_dup(ctx, rn_db_get_text(reviews->q, 0));
    ret_key[0] = rn_db_get_int(reviews->q, 1);
    ret_key[1] = rn_db_get_int(reviews->q, 2);
    do {
        add_row(reviews->q, ret);
        st = next(reviews, d);
    } while (st == RN_OK && reviews->row && rn_db_get_int(reviews->q, 1) == ret_key[0] &&
             rn_db_get_int(reviews->q, 2) == ret_key[1] &&
             rn_str_is(rn_db_get_text(reviews->q, 0), *ret_listing));
    return st;
}

/* Additions in another order give other last bits. */
static bool same_sums(const struct rn_sums *a, const struct rn_sums *b)
{
    struct rn_sums x = *a, y = *b;
    double allowed = 1e-6 * (double)(a->rated + b->rated + 1);
    bool near = fabs(a->stars - b->stars) <= allowed;
    x.stars = y.stars = 0;
    return near && memcmp(&x, &y, sizeof x) == 0;
}

static enum rn_status fail_sums(struct rn_store *s, const char *listing, int64_t day,
                                int64_t origin, struct rn_diag *d)
{
    return rn_fail(d, RN_CORRUPT,
                   "the sums of the store %s for listing %s, day %" PRId64
                   " since 1970, origin %" PRId64
                   " do not agree with the reviews: keep the file and go back to a backup",
                   rn_store_name(s), listing, day, origin);
}

static enum rn_status check_key(struct rn_store *s, struct stream *stored, struct stream *reviews,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_sums want = {0}, have = {0};
    char *listing = NULL;
    int64_t key[2];
    int order = compare_keys(stored, reviews);
    enum rn_status st = RN_OK;
    if (order <= 0) {
        rn_sums_read(stored->q, 3, &have);
        listing = rn_dup(tmp, rn_db_get_text(stored->q, 0));
        key[0] = rn_db_get_int(stored->q, 1);
        key[1] = rn_db_get_int(stored->q, 2);
        st = next(stored, d);
    }
    if (st == RN_OK && order >= 0)
        st = recompute(tmp, reviews, &listing, key, &want, d);
    if (st == RN_OK && !same_sums(&want, &have))
        st = fail_sums(s, listing, key[0], key[1], d);
    return st;
}

enum rn_status rn_rollups_verify(struct rn_store *s, struct rn_diag *d)
{
    struct stream stored = {0}, reviews = {0};
    enum rn_status st = prepare(s, NULL, INT32_MIN, INT32_MAX, &stored.q, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "select listing, day, origin, stars, text is not null or expired = 1, "
                           "reply_counted, removed_at, at, time_precision, reply_at from review "
                           "order by listing, day, origin",
                           &reviews.q, d);
    if (st == RN_OK)
        st = next(&stored, d);
    if (st == RN_OK)
        st = next(&reviews, d);
    while (st == RN_OK && (stored.row || reviews.row))
        st = check_key(s, &stored, &reviews, d);
    if (stored.q != NULL)
        rn_db_reset(stored.q);
    if (reviews.q != NULL)
        rn_db_reset(reviews.q);
    return st;
}
