/* SPDX-License-Identifier: MIT
 *
 * Ladders: what rules asked people to be told becomes messages in the outbox, step by step, until
 * somebody has it. A ladder stops when it is acknowledged, when the review has an answer, is done
 * or snoozed, or is gone. Notices of one rule to one destination are throttled: within an hour one
 * message, and the next one names and counts what was held back.
 */
#ifndef WORK_LADDER_H
#define WORK_LADDER_H

#include "work/deliver.h"

#include "config/config.h"
#include "store/decisions.h"
#include "store/reviews.h"

/* After the last step there is nothing more to wait for. */
#define RN_LADDER_END INT64_C(253402300799000000) /* 9999-12-31 */

/* Why a ladder needs to climb no more; NULL: it goes on. Pure. */
const char *rn_ladder_over(const struct rn_stored *review);
/* One step as it was written down: to, via and the wait before it. False at the end. */
struct rn_rung {
    const char *to, *via;
    int64_t after_us;
    bool business;
};
bool rn_ladder_rung(const void *ctx, const char *steps_json, int step, struct rn_rung *ret);
/* Who is meant by a person's id, a team or role:NAME, for a listing, today: of several that fit,
 * the first who covers it and is not away. NULL: nobody. */
const struct rn_person *rn_ladder_person(const struct rn_config *c, const char *to,
                                         const char *listing, int64_t now);

/* Writes down the messages of all steps that are due. */
RN_MUST enum rn_status rn_ladders_climb(const struct rn_deliver_setup *setup, struct rn_diag *d);
/* Somebody has it: the ladder stops, what waits for it is called off. RN_GONE: no such open one. */
RN_MUST enum rn_status rn_ladder_acknowledge(struct rn_store *s, const char *id, const char *actor,
                                             int64_t now, struct rn_diag *d);

#endif
