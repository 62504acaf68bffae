/* SPDX-License-Identifier: MIT
 *
 * The outbox: everything that will leave the machine, written down before it leaves. Rows only;
 * what becomes of one is decided in work/outbox.h.
 *
 * Whoever works on an item claims it first: the lease keeps others off it for a while, the fence
 * lets nobody write who lost it. "sending" is written before a request goes out and stands for "it
 * may have had an effect" until the outcome is known; "taken" for what the place has and does not
 * show yet.
 */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/store.h"

struct rn_outbox_row {
    int64_t n;
    const char *id;    /* the idempotency key; NULL when adding: made of what it is about */
    const char *kind;  /* reply, withdraw, message */
    const char *state; /* waiting, sending, taken, sent, failed, cancelled */
    int64_t due, made;
    const char *actor;
    int64_t review, reply, escalation; /* 0: none */
    const char *listing;
    int version;
    const char *content, *over, *rule, *channel, *person, *body, *note; /* may be NULL */
    int tries, misses;
    int64_t sent; /* 0: never tried */
    const char *owner;
    int64_t until, fence;
    const char *review_id; /* filled on reading only */
};

/* Adds an item and gives it its n. RN_CONFLICT when one with this id is there. The first item ever
 * binds the store to this engine (store/engine.h). */
RN_MUST enum rn_status rn_outbox_add(struct rn_store *s, struct rn_outbox_row *row,
                                     struct rn_diag *d);
/* What waits or is half sent and due at `now`, earliest first. */
RN_MUST enum rn_status rn_outbox_due(struct rn_store *s, int64_t now, const void *ctx,
                                     struct rn_outbox_row **ret, size_t *ret_count,
                                     struct rn_diag *d);
/* state NULL: all that is not over (waiting, sending, failed); review 0: of all. */
RN_MUST enum rn_status rn_outbox_list(struct rn_store *s, const char *state, int64_t review,
                                      const void *ctx, struct rn_outbox_row **ret,
                                      size_t *ret_count, struct rn_diag *d);
/* Takes the item for `owner` until then and reads it again into `row`. RN_BUSY when a living other
 * has it, RN_GONE when it is over by now. */
RN_MUST enum rn_status rn_outbox_claim(struct rn_store *s, int64_t n, const char *owner,
                                       int64_t now, int64_t until, const void *ctx,
                                       struct rn_outbox_row *row, struct rn_diag *d);
/* Writes state, due, tries, misses, sent, until and note, if the fence is still row->fence and the
 * item is not over; RN_CONFLICT otherwise, and nothing is written. */
RN_MUST enum rn_status rn_outbox_save(struct rn_store *s, const struct rn_outbox_row *row,
                                      struct rn_diag *d);
/* Calls off what waits for a reply and was not begun. `ret` (may be NULL): how many. */
RN_MUST enum rn_status rn_outbox_cancel(struct rn_store *s, int64_t reply, const char *note,
                                        int64_t *ret, struct rn_diag *d);
/* The same for what waits for an escalation that somebody has by now. */
RN_MUST enum rn_status rn_outbox_cancel_ladder(struct rn_store *s, int64_t escalation,
                                               const char *note, struct rn_diag *d);
/* The place shows the answer: whatever was under way for the reply has arrived. */
RN_MUST enum rn_status rn_outbox_arrived(struct rn_store *s, int64_t reply, struct rn_diag *d);
/* Requests for public answers since an instant, at a listing (NULL: at all). */
RN_MUST enum rn_status rn_outbox_spoken(struct rn_store *s, const char *listing, int64_t since,
                                        int64_t *ret, struct rn_diag *d);
/* Answers that a rule approved by itself and that were not called off. */
RN_MUST enum rn_status rn_outbox_of_rule(struct rn_store *s, const char *rule, int64_t *ret,
                                         struct rn_diag *d);
/* When the last message of this throttle (`rule` of a message) was written down; 0: never. */
RN_MUST enum rn_status rn_outbox_last(struct rn_store *s, const char *rule, int64_t *ret,
                                      struct rn_diag *d);
/* After a restore nobody knows what was sent since the backup: messages count as tried once. */
RN_MUST enum rn_status rn_outbox_doubt(struct rn_store *s, int64_t now, struct rn_diag *d);

/* The kill switch: who holds all public speech back, under ctx; NULL when nobody does. */
RN_MUST enum rn_status rn_hold_get(struct rn_store *s, const void *ctx, char **ret,
                                   struct rn_diag *d);
RN_MUST enum rn_status rn_hold_set(struct rn_store *s, const char *who, struct rn_diag *d);

#endif
