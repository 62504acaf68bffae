/* SPDX-License-Identifier: MIT
 *
 * One answer and its place: looking at the review as it stands there, and sending the request that
 * publishes or withdraws. No decision is made here (work/outbox.h) and nothing is written but the
 * count of requests.
 */
#ifndef WORK_SPEAK_H
#define WORK_SPEAK_H

#include "collect/allowance.h"
#include "collect/intake.h"
#include "net/transport.h"
#include "work/outbox.h"

/* Somebody to speak to about one review. */
struct rn_speaker {
    struct rn_store *store;
    struct rn_transport *transport;
    const struct rn_source_config *source;
    struct rn_identity who;
    struct rn_allowance allowance;
    struct rn_keeper keeper;
    int64_t now;
};
/* Under ctx. RN_GONE when the source of that name is not in the config any more. */
RN_MUST enum rn_status rn_speaker_open(const void *ctx, const struct rn_config *config,
                                       struct rn_store *store, struct rn_transport *transport,
                                       const char *source, int64_t now, struct rn_speaker **ret,
                                       struct rn_diag *d);
/* Whether all its addresses lie on this machine. */
bool rn_speaker_is_here(const struct rn_speaker *s);

/* What is compared with what the place shows. */
struct rn_expected {
    const char *content; /* hash of what was approved */
    struct rn_str text;  /* ours */
    const char *over;    /* hash of an answer that may be replaced; NULL */
};
/* Looks. `shown`: the answer at the place, under ctx. `why` has a sentence when the look failed. */
void rn_speaker_look(const void *ctx, struct rn_speaker *s, const struct rn_review *review,
                     const struct rn_expected *expected, struct rn_seen *ret,
                     struct rn_place_reply *shown, struct rn_diag *why);

/* Makes the request; RN_INVALID and the like when the plugin refuses: nothing can be sent then. */
RN_MUST enum rn_status rn_speaker_compose(const void *ctx, struct rn_speaker *s,
                                          const struct rn_review *review, struct rn_str text,
                                          const struct rn_request **ret, struct rn_diag *d);
/* Sends it; the outcome as rn_answer_outcome tells, with its sentence in `why`. */
enum rn_status rn_speaker_send(struct rn_speaker *s, const struct rn_request *request,
                               int *ret_http, struct rn_diag *why);

#endif
