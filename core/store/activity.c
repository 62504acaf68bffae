/* SPDX-License-Identifier: MIT */
#include "store/activity.h"

#include "store/db.h"
#include "store/private.h"
#include "store/reviews_row.h"

static enum rn_status count(struct rn_db_stmt *q, int64_t from, int64_t to, int64_t *ret,
                            struct rn_diag *d)
{
    bool row = false;
    rn_db_int(q, 1, from);
    rn_db_int(q, 2, to);
    enum rn_status status = rn_db_step(q, &row, d);
    if (status == RN_OK)
        *ret = row ? rn_db_get_int(q, 0) : 0;
    rn_db_reset(q);
    return status;
}

/* Decisions and replies are numbered as they come, so what is older than `from` is not looked at:
 * the inner query walks back from the newest to the first that is. */
enum rn_status rn_activity_count(struct rn_store *s, int64_t from, int64_t to,
                                 struct rn_activity *ret, struct rn_diag *d)
{
    struct rn_activity found = {0};
    struct rn_db_stmt *q;
    enum rn_status status =
        rn_db_prepare(s->db,
                      "select count(*) from decision where at >= $1 and at < $2 and n > coalesce("
                      "(select n from decision where at < $1 order by n desc limit 1), 0)",
                      &q, d);
    if (status == RN_OK)
        status = count(q, from, to, &found.fired, d);
    if (status == RN_OK)
        status = rn_db_prepare(s->db,
                               "select count(*) from reply where at >= $1 and at < $2 and "
                               "text <> '' and n > coalesce("
                               "(select n from reply where at < $1 order by n desc limit 1), 0)",
                               &q, d);
    if (status == RN_OK)
        status = count(q, from, to, &found.drafts, d);
    if (status == RN_OK)
        status = rn_db_prepare(s->db,
                               "select count(*) from tag where at >= $1 and at < $2 "
                               "and actor like 'rule:%'",
                               &q, d);
    if (status == RN_OK)
        status = count(q, from, to, &found.tags, d);
    if (status == RN_OK)
        *ret = found;
    return status;
}

enum rn_status rn_activity_rules(struct rn_store *s,
                                 enum rn_status (*each)(void *arg, struct rn_str rule,
                                                        int64_t reviews),
                                 void *arg, struct rn_diag *d)
{
    struct rn_db_stmt *q;
    bool row = false;
    enum rn_status status = rn_db_prepare(
        s->db, "select rule, count(distinct review) from decision group by rule order by 2 desc, 1",
        &q, d);
    if (status != RN_OK)
        return status;
    while ((status = rn_db_step(q, &row, d)) == RN_OK && row)
        if ((status = each(arg, rn_db_get_text(q, 0), rn_db_get_int(q, 1))) != RN_OK)
            break;
    rn_db_reset(q);
    return status;
}

enum rn_status rn_aggregates_each(struct rn_store *s,
                                  enum rn_status (*each)(void *arg, int64_t origin, int64_t at,
                                                         const struct rn_aggregate *),
                                  void *arg, struct rn_diag *d)
{
    struct rn_db_stmt *q;
    bool row = false;
    enum rn_status status = rn_db_prepare(
        s->db, "select origin, at, rating, best, worst, count from aggregate order by origin, at",
        &q, d);
    if (status != RN_OK)
        return status;
    while ((status = rn_db_step(q, &row, d)) == RN_OK && row) {
        struct rn_aggregate a = {.size = sizeof a, .count = -1};
        if (!rn_db_is_null(q, 2))
            a.rating = (struct rn_rating){RN_SCALE_POINTS, rn_db_get_num(q, 2), rn_db_get_num(q, 3),
                                          rn_db_get_num(q, 4)};
        if (!rn_db_is_null(q, 5))
            a.count = rn_db_get_int(q, 5);
        status = each(arg, rn_db_get_int(q, 0), rn_db_get_int(q, 1), &a);
        if (status != RN_OK)
            break;
    }
    rn_db_reset(q);
    return status;
}
