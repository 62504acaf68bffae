/* SPDX-License-Identifier: MIT
 *
 * Taking a review out again: whole, with all that hangs on it, or back to the version before.
 */
#include "store/private.h"
#include "store/reviews.h"

static enum rn_status delete_from(struct rn_store *s, const char *sql, int64_t n, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_db_prepare(s->db, sql, &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    return rn_db_run(q, d);
}

enum rn_status rn_review_erase(struct rn_store *s, const struct rn_stored *r, struct rn_diag *d)
{
    static const char *const hanging[] = {
        "delete from approval where reply in (select n from reply where review = $1)",
        "delete from outbox where review = $1",
        "delete from tag where review = $1",
        "delete from note where review = $1",
        "delete from decision where review = $1",
        "delete from escalation where review = $1",
        "delete from approval where reply in (select n from reply where review = $1)",
        "delete from outbox where review = $1",
        "delete from reply where review = $1",
        "delete from version where review = $1",
        "delete from review where n = $1",
    };
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK && !r->expired) /* whose words have left the index already */
        st = rn_db_search_delete(s->db, r->n, r->r.title, r->r.text, d);
    for (size_t i = 0; i < sizeof hanging / sizeof hanging[0] && st == RN_OK; i++)
        st = delete_from(s, hanging[i], r->n, d);
    return st;
}

enum rn_status rn_version_drop(struct rn_store *s, int64_t n, int version, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "delete from version where review = $1 and version >= $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_int(q, 2, version);
    return rn_db_run(q, d);
}

enum rn_status rn_reviews_of_run(struct rn_store *s, int64_t run, const void *ctx, int64_t **ret_n,
                                 size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    int64_t *v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st =
        rn_db_prepare(s->db, "select n from review where run = $1 order by n", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, run);
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, int64_t);
        v[count++] = rn_db_get_int(q, 0);
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret_n = v;
    *ret_count = count;
    return RN_OK;
}
