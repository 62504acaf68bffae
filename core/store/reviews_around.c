/* SPDX-License-Identifier: MIT
 *
 * How many reviews lie around one. The rows that are read are bounded by what the asker needs to
 * know, so that a busy listing costs no more than a quiet one.
 */
#include "store/private.h"
#include "store/reviews.h"
#include "store/reviews_row.h"

static enum rn_status answer(struct rn_db_stmt *q, int64_t *ret, struct rn_diag *d)
{
    bool row = false;
    enum rn_status st = rn_db_step(q, &row, d);

    if (st == RN_OK)
        *ret = row ? rn_db_get_int(q, 0) : 0;
    rn_db_reset(q);
    return st;
}

enum rn_status rn_reviews_at(struct rn_store *s, const char *listing, int64_t from, int64_t to,
                             int64_t most, int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select count(*) from (select 1 from review where listing = $1 and at > $2 "
                      "and at <= $3 and seen_at <= $3 limit $4)",
                      &q, d);

    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(listing));
    rn_db_int(q, 2, from);
    rn_db_int(q, 3, to);
    rn_db_int(q, 4, most);
    return answer(q, ret, d);
}

enum rn_status rn_reviews_by(struct rn_store *s, const char *author, int64_t to, int64_t most,
                             int64_t *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select count(*) from (select 1 from review where author_bits = $1 and "
                      "author = $2 and at <= $3 and seen_at <= $3 limit $4)",
                      &q, d);

    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, rn_author_bits(author));
    rn_db_text(q, 2, rn_str(author));
    rn_db_int(q, 3, to);
    rn_db_int(q, 4, most);
    return answer(q, ret, d);
}
