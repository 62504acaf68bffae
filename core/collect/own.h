/* SPDX-License-Identifier: MIT
 *
 * What a sighting of a review means for our own answers to it: ours that shows is published (or
 * being checked, or rejected), and what waits to be sent is superseded when the review changed or
 * went, or when somebody else has answered. A request under way is left to who sends it.
 */
#ifndef COLLECT_OWN_H
#define COLLECT_OWN_H

#include "store/reviews.h"

/* `is`: the review as it is seen now. Inside the transaction of the sighting. `ret_ours`: the
 * answer at the place is one of ours, so nobody else's. */
RN_MUST enum rn_status rn_own_seen(struct rn_store *s, const struct rn_stored *is,
                                   bool content_changed, int64_t now, bool *ret_ours,
                                   struct rn_diag *d);
/* Moves one of our answers on, with its event: `state` and why (NULL: nothing to say). The chain
 * holds its text as a hash keyed with the review's salt. */
struct rn_reply_row;
RN_MUST enum rn_status rn_own_move(struct rn_store *s, const struct rn_stored *review,
                                   const struct rn_reply_row *reply, const char *state,
                                   const char *bound, const char *actor, const char *why,
                                   int64_t now, struct rn_diag *d);
/* Approved: it leaves at `due` unless it is called off. The approval is bound to the review as it
 * is now and to the text. */
struct rn_queueing {
    const char *actor;
    int64_t now, due;
    const char *rule; /* hash of the rule that approved it; NULL: a person */
    const char *over; /* hash of the answer it may replace; NULL: none may stand there */
};
RN_MUST enum rn_status rn_own_queue(struct rn_store *s, const struct rn_stored *review,
                                    const struct rn_reply_row *reply, const struct rn_queueing *how,
                                    struct rn_diag *d);
/* A read-back showed our answer: the review's row, its sums and our answer say so. `reply` is what
 * the place shows. Inside a transaction. */
RN_MUST enum rn_status rn_own_shown(struct rn_store *s, struct rn_stored *review,
                                    const struct rn_place_reply *reply, int64_t now,
                                    struct rn_diag *d);

#endif
