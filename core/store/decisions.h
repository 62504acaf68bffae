/* SPDX-License-Identifier: MIT
 *
 * What rules decided and what came of it: decisions, escalations, drafts, notes, and the scripts by
 * hash, so that every decision can be replayed.
 */
#ifndef STORE_DECISIONS_H
#define STORE_DECISIONS_H

#include "store/store.h"

struct rn_decision_row {
    int64_t n, review, at;
    int version;
    const char *rule, *script, *event;
    const char *matched, *actions; /* JSON */
    bool historic;
};
RN_MUST enum rn_status rn_decision_add(struct rn_store *s, const struct rn_decision_row *row,
                                       struct rn_diag *d);
RN_MUST enum rn_status rn_decisions_list(struct rn_store *s, int64_t review, const void *ctx,
                                         struct rn_decision_row **ret, size_t *ret_count,
                                         struct rn_diag *d);
RN_MUST enum rn_status rn_script_keep(struct rn_store *s, const char *hash, const char *name,
                                      struct rn_str source, struct rn_diag *d);

/* RN_GONE when no script of that hash was kept. */
RN_MUST enum rn_status rn_script_source(struct rn_store *s, const char *hash, const void *ctx,
                                        char **ret, struct rn_diag *d);

struct rn_escalation_row {
    int64_t n, review, due, opened;
    int version, step;
    const char *id, *rule, *key, *kind, *state, *actor;
    const char *steps;     /* JSON */
    const char *review_id; /* filled on reading only */
};
/* RN_CONFLICT when (review, rule, key, kind) is open already: one ladder per review, rule and key.
 */
RN_MUST enum rn_status rn_escalation_open(struct rn_store *s, const struct rn_escalation_row *row,
                                          struct rn_diag *d);
/* state NULL: all; review 0: all; oldest due first. */
RN_MUST enum rn_status rn_escalations_list(struct rn_store *s, const char *state, int64_t review,
                                           const void *ctx, struct rn_escalation_row **ret,
                                           size_t *ret_count, struct rn_diag *d);

/* Writes step, due, state and actor. */
RN_MUST enum rn_status rn_escalation_move(struct rn_store *s, const struct rn_escalation_row *row,
                                          struct rn_diag *d);
/* By its id, or by n when `id` is NULL; RN_GONE when there is none. */
RN_MUST enum rn_status rn_escalation_load(struct rn_store *s, const char *id, int64_t n,
                                          const void *ctx, struct rn_escalation_row *ret,
                                          struct rn_diag *d);

struct rn_reply_row {
    int64_t n, review, at;
    int version, variant; /* variant counts from 1; 0: written by hand */
    const char *state, *actor, *template_name, *lang, *text, *note;
    const char *review_id; /* filled on reading only */
    const char *bound;     /* what was approved (work/outbox.h); NULL; reading only */
};
/* A draft by the same actor for the same review replaces the one before. */
RN_MUST enum rn_status rn_reply_draft(struct rn_store *s, const struct rn_reply_row *row,
                                      struct rn_diag *d);
RN_MUST enum rn_status rn_replies_list(struct rn_store *s, const char *state, int64_t review,
                                       const void *ctx, struct rn_reply_row **ret,
                                       size_t *ret_count, struct rn_diag *d);
/* The variants of a template used in the last `k` replies (any state) at a listing, newest first;
 * fills at most k into `ret`, gives their number. */
RN_MUST enum rn_status rn_reply_recent(struct rn_store *s, const char *listing,
                                       const char *template_name, size_t k, int *ret,
                                       size_t *ret_count, struct rn_diag *d);

struct rn_note_row {
    int64_t review, at;
    const char *actor, *text;
};
RN_MUST enum rn_status rn_note_add(struct rn_store *s, const struct rn_note_row *row,
                                   struct rn_diag *d);
RN_MUST enum rn_status rn_notes_list(struct rn_store *s, int64_t review, const void *ctx,
                                     struct rn_note_row **ret, size_t *ret_count,
                                     struct rn_diag *d);

#endif
