/* SPDX-License-Identifier: MIT
 *
 * What is remembered to be a polite guest: how much was asked for and what it cost, what robots.txt
 * files say, how to ask a place whether a page has changed.
 */
#ifndef STORE_MANNERS_H
#define STORE_MANNERS_H

#include "store/store.h"

/* ---- what was spent -------------------------------------------------------------------------- */

/* At one account of a place, in the UTC day and the UTC month of an instant. */
struct rn_spent {
    int64_t requests; /* that day */
    int64_t micro;    /* that month, millionths of the place's currency */
};
RN_MUST enum rn_status rn_spent_read(struct rn_store *s, const char *account, int64_t now,
                                     struct rn_spent *ret, struct rn_diag *d);
/* Inside a transaction. What is spent stays spent: when the transaction is rolled back (a dry run),
 * it is counted again in one of its own. */
RN_MUST enum rn_status rn_spent_add(struct rn_store *s, const char *account, int64_t now,
                                    int64_t requests, int64_t micro, struct rn_diag *d);

/* ---- robots.txt ------------------------------------------------------------------------------ */

/* Of a server (scheme://host:port). RN_GONE when none is kept. */
RN_MUST enum rn_status rn_robots_find(struct rn_store *s, const char *server, const void *ctx,
                                      struct rn_str *ret, int64_t *ret_at, struct rn_diag *d);
/* Inside a transaction. */
RN_MUST enum rn_status rn_robots_keep(struct rn_store *s, const char *server, struct rn_str text,
                                      int64_t at, struct rn_diag *d);

/* ---- pages that may be unchanged ------------------------------------------------------------- */

struct rn_validator {
    const char *etag, *modified; /* NULL: the place gave none */
    const char *body;            /* hash of what it answered */
    int64_t reviews;             /* that the answer held */
};
/* `request` is a hash of what was asked. RN_GONE when nothing is kept. */
RN_MUST enum rn_status rn_validator_find(struct rn_store *s, int64_t origin, const char *request,
                                         const void *ctx, struct rn_validator *ret,
                                         struct rn_diag *d);
/* Inside a transaction. Those of the origin that were not renewed for 30 days go. */
RN_MUST enum rn_status rn_validator_save(struct rn_store *s, int64_t origin, const char *request,
                                         const struct rn_validator *v, int64_t now,
                                         struct rn_diag *d);
/* All of an origin: its next run reads everything. */
RN_MUST enum rn_status rn_validators_drop(struct rn_store *s, int64_t origin, struct rn_diag *d);

#endif
