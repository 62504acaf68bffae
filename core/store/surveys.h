/* SPDX-License-Identifier: MIT
 *
 * Answers to surveys, counted by what was answered: the whole-star sums of other reviews are too
 * coarse for them.
 */
#ifndef STORE_SURVEYS_H
#define STORE_SURVEYS_H

#include "store/store.h"

struct rn_survey_row {
    const char *listing;
    int32_t day;
    int64_t origin;
    double value, best, worst;
    int64_t n; /* answers */
};

/* Of a listing's local days [from, to), without what is no longer listed; ordered by day. Costs the
 * surveys of these days. */
RN_MUST enum rn_status
rn_surveys_each(struct rn_store *s, const char *listing, int32_t from, int32_t to,
                enum rn_status (*each)(void *arg, const struct rn_survey_row *), void *arg,
                struct rn_diag *d);

#endif
