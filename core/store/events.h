/* SPDX-License-Identifier: MIT
 *
 * The chain: every act is one event, and each event holds the hash of the one before, so any change
 * to history is found. `body` never holds outside text: a text stands there as a hash keyed with
 * the review's salt, which is destroyed when the person is forgotten; the chain verifies all the
 * same. hash(n) = BLAKE2b(hash(n-1), n, at, kind, review, actor, body), parts with their lengths.
 */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "store/store.h"

struct rn_event {
    int64_t n, at; /* n: filled by the store */
    const char
        *kind; /* new, rating_up, rating_down, text_changed, removed, restored, reply_removed,
                  foreign_reply, decision, draft, escalation, tag, import, sync, … */
    const char *review; /* id; NULL when it is about none */
    const char *actor;  /* sync:SOURCE, import:SOURCE, rule:NAME, human:NAME, site, renown */
    const char *body;   /* a short line of key=value */
    const char *hash;   /* filled on reading only */
};

RN_MUST enum rn_status rn_event_add(struct rn_store *s, const struct rn_event *e,
                                    struct rn_diag *d);
/* The newest `limit` (0: all) events of a review, or of all (NULL); oldest of them first. */
RN_MUST enum rn_status rn_events_list(struct rn_store *s, const char *review, size_t limit,
                                      const void *ctx, struct rn_event **ret, size_t *ret_count,
                                      struct rn_diag *d);
/* Walks the whole chain. RN_CORRUPT with the number of the first bad event. `ret_head`: the last
 * hash (44 bytes). */
RN_MUST enum rn_status rn_events_verify(struct rn_store *s, int64_t *ret_count, char *ret_head,
                                        struct rn_diag *d);
/* The last hash, "" for an empty chain; the first four and last two characters stand in the
 * digest's footer. */
RN_MUST enum rn_status rn_events_head(struct rn_store *s, char ret_head[44], struct rn_diag *d);

#endif
