/* SPDX-License-Identifier: MIT */
#include "store/surveys.h"

#include <renown/stamp.h>

#include "store/db.h"
#include "store/private.h"

/* A local day lies within these hours of the same date in UTC; `at` is what the index knows. */
static const int64_t ZONE_REACH = 15 * RN_HOUR;

enum rn_status rn_surveys_each(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                               enum rn_status (*each)(void *arg, const struct rn_survey_row *),
                               void *arg, struct rn_diag *d)
{
    struct rn_db_stmt *q;
    bool row = false;
    enum rn_status status = rn_db_prepare(
        s->db,
        "select day, origin, rating, best, worst, count(*) from review where listing = $1 and "
        "at >= $2 and at < $3 and day >= $4 and day < $5 and kind = 'survey' and "
        "removed_at is null and rating is not null group by 1, 2, 3, 4, 5 order by 1, 2, 3",
        &q, d);
    if (status != RN_OK)
        return status;
    rn_db_text(q, 1, rn_str(listing));
    rn_db_int(q, 2, from * RN_DAY - ZONE_REACH);
    rn_db_int(q, 3, to * RN_DAY + ZONE_REACH);
    rn_db_int(q, 4, from);
    rn_db_int(q, 5, to);
    while ((status = rn_db_step(q, &row, d)) == RN_OK && row) {
        const struct rn_survey_row one = {listing,
                                          (int32_t)rn_db_get_int(q, 0),
                                          rn_db_get_int(q, 1),
                                          rn_db_get_num(q, 2),
                                          rn_db_get_num(q, 3),
                                          rn_db_get_num(q, 4),
                                          rn_db_get_int(q, 5)};
        if ((status = each(arg, &one)) != RN_OK)
            break;
    }
    rn_db_reset(q);
    return status;
}
