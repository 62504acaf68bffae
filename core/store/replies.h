/* SPDX-License-Identifier: MIT
 *
 * The way of our own answers: draft, proposed, approved, queued, sending, published, failed,
 * superseded. Drafting and listing stand in store/decisions.h; here is what comes after. The store
 * keeps states and approvals; who may move what is decided by its callers.
 */
#ifndef STORE_REPLIES_H
#define STORE_REPLIES_H

#include "base/id.h"
#include "store/decisions.h"

/* RN_GONE when there is none. */
RN_MUST enum rn_status rn_reply_load(struct rn_store *s, int64_t n, const void *ctx,
                                     struct rn_reply_row *ret, struct rn_diag *d);
/* Writes state and note (NULL: none); `bound` NULL leaves what is there. */
RN_MUST enum rn_status rn_reply_set(struct rn_store *s, int64_t n, const char *state,
                                    const char *bound, const char *note, struct rn_diag *d);

/* One approval a person and reply; the later one counts. */
RN_MUST enum rn_status rn_approval_add(struct rn_store *s, int64_t reply, const char *actor,
                                       int64_t at, const char *bound, struct rn_diag *d);
/* Who approved exactly this text for exactly this version (`bound`); names under ctx. */
RN_MUST enum rn_status rn_approvals_list(struct rn_store *s, int64_t reply, const char *bound,
                                         const void *ctx, char ***ret, size_t *ret_count,
                                         struct rn_diag *d);

/* Hash of what is approved: this text for this version (its content hash) of this review. */
void rn_approval_bind(const char *review, const char *content, const char *text,
                      char out[RN_HASH_LEN + 1]);
/* The same text, where any run of white space counts as one blank: places trim and fold. */
bool rn_same_answer(struct rn_str a, struct rn_str b);
/* Hash of an answer folded in that way. */
void rn_answer_hash(struct rn_str text, char out[RN_HASH_LEN + 1]);

#endif
