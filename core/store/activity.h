/* SPDX-License-Identifier: MIT
 *
 * What was done in a span of time, counted; and the readings that are only wanted whole:
 * aggregates. For reports and exports.
 */
#ifndef STORE_ACTIVITY_H
#define STORE_ACTIVITY_H

#include <renown/model.h>

#include "store/store.h"

struct rn_activity {
    int64_t fired;  /* decisions */
    int64_t tags;   /* set by rules and still there */
    int64_t drafts; /* with a text */
};
/* Counts what happened in [from, to). Costs what happened since `from`, and the tags. */
RN_MUST enum rn_status rn_activity_count(struct rn_store *s, int64_t from, int64_t to,
                                         struct rn_activity *ret, struct rn_diag *d);

/* On how many reviews each rule fired, the busiest first. */
RN_MUST enum rn_status rn_activity_rules(struct rn_store *s,
                                         enum rn_status (*each)(void *arg, struct rn_str rule,
                                                                int64_t reviews),
                                         void *arg, struct rn_diag *d);

/* Every aggregate, by origin and time. Anything but RN_OK from `each` stops and is returned. */
RN_MUST enum rn_status rn_aggregates_each(struct rn_store *s,
                                          enum rn_status (*each)(void *arg, int64_t origin,
                                                                 int64_t at,
                                                                 const struct rn_aggregate *),
                                          void *arg, struct rn_diag *d);

#endif
