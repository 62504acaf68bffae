/* SPDX-License-Identifier: MIT
 *
 * Everything the store keeps about one review, as JSON members: for `show` and `export`, which must
 * not differ.
 */
#ifndef CLI_HISTORY_H
#define CLI_HISTORY_H

#include <renown/json.h>
#include <renown/status.h>

struct rn_store;
struct rn_stored;

/* Into an object that is open: versions (those before the present one), decisions with the values
 * that matched, escalations, drafts, notes; each left out when there is none. */
RN_MUST enum rn_status rn_history_json(struct rn_store *s, const struct rn_stored *r,
                                       struct rn_jsonw *w, struct rn_diag *d);
/* The member "events". */
RN_MUST enum rn_status rn_history_events_json(struct rn_store *s, const char *review,
                                              struct rn_jsonw *w, struct rn_diag *d);

#endif
