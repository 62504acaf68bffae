/* SPDX-License-Identifier: MIT
 *
 * What a person does with an answer: write, propose, approve, take back, mark as posted by hand.
 * Every call stands inside a transaction of the caller's, so that several of them are one act, and
 * writes its event. RN_REFUSED: this person may not, or a promise was at stake (S1).
 *
 *     draft ─► proposed ─► queued ─► sending ─► published      (where the place has an interface)
 *                  │
 *                  └─► approved ─► published                   (copied and posted by hand)
 */
#ifndef WORK_REPLYING_H
#define WORK_REPLYING_H

#include "config/config.h"
#include "store/replies.h"
#include "store/reviews.h"

enum rn_role { RN_ROLE_VIEWER, RN_ROLE_AGENT, RN_ROLE_MANAGER, RN_ROLE_ADMIN };

struct rn_replying {
    const struct rn_config *config;
    struct rn_store *store;
    int64_t now;
    const char *actor; /* human:ID */
    enum rn_role role;
    struct rn_stored review;
    bool edit; /* an answer that stands at the place may be replaced */
    /* The place, from its plugin; all zero for what nobody can answer through an interface. */
    bool can_send;
    int64_t limit;
    int unit; /* enum rn_unit */
};

/* Loads the review (RN_GONE) and looks at its place. Strings under ctx. */
RN_MUST enum rn_status rn_replying_open(const void *ctx, const struct rn_config *config,
                                        struct rn_store *store, const char *review, int64_t now,
                                        struct rn_replying *ret, struct rn_diag *d);
/* A draft of this person's own, in place of his one before; gives its number. RN_LIMIT: longer than
 * the place takes; RN_INVALID: no text. `from` may be NULL: written by hand. */
struct rn_rendered;
RN_MUST enum rn_status rn_replying_write(struct rn_replying *x, struct rn_str text,
                                         const char *template_name, const struct rn_rendered *from,
                                         int64_t *ret, struct rn_diag *d);
/* The one that a person means who names none: the newest proposed, else his own draft, else the
 * newest draft. RN_GONE when there is none. */
RN_MUST enum rn_status rn_replying_find(struct rn_replying *x, const void *ctx,
                                        struct rn_reply_row *ret, struct rn_diag *d);
RN_MUST enum rn_status rn_replying_propose(struct rn_replying *x, int64_t reply, struct rn_diag *d);
/* One approval; the last one that is needed queues it, due after the owner's delay. `ret_missing`:
 * how many approvals it still needs. */
RN_MUST enum rn_status rn_replying_approve(struct rn_replying *x, int64_t reply,
                                           int64_t *ret_missing, struct rn_diag *d);
/* Takes back: what waits becomes a draft again; what is published is withdrawn at the place.
 * RN_BUSY when it is on its way at this moment. */
RN_MUST enum rn_status rn_replying_withdraw(struct rn_replying *x, int64_t *ret_reply,
                                            struct rn_diag *d);
/* Somebody has copied it to the place. */
RN_MUST enum rn_status rn_replying_posted(struct rn_replying *x, int64_t *ret_reply,
                                          struct rn_diag *d);
/* A manager goes over what a guard said; the chain keeps why. */
RN_MUST enum rn_status rn_replying_override(struct rn_replying *x, const char *reason,
                                            struct rn_diag *d);

#endif
