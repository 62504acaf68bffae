/* SPDX-License-Identifier: MIT
 *
 * Whether to try again, and when: a pure decision table, tested without a network. At most 12 tries
 * of one request; a wait that a place asks for beyond 15 minutes ends the try (the run is then
 * incomplete, not blocked).
 */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include <stdint.h>

#include <renown/plugin.h>

enum rn_try_end { RN_TRY_ANSWERED, RN_TRY_NO_CONNECTION, RN_TRY_TIMED_OUT, RN_TRY_BROKE_OFF };

struct rn_try {
    enum rn_try_end end;
    const struct rn_response *response; /* RN_TRY_ANSWERED only */
    bool safe;                          /* GET and the like: repeating has no effect */
    int tries;                          /* so far, this one included */
    int64_t now;                        /* wall clock, for Retry-After as a date */
    uint64_t salt;                      /* jitter is a function of this and `tries` */
};

enum rn_verdict_kind { RN_TRY_DONE, RN_TRY_WAIT, RN_TRY_LOGIN, RN_TRY_GIVE_UP };
struct rn_try_verdict {
    enum rn_verdict_kind kind;
    int64_t wait_us; /* RN_TRY_WAIT */
    enum rn_status
        status; /* RN_TRY_GIVE_UP: RN_AGAIN, or RN_UNCERTAIN when an effect may have happened */
    const char *why; /* RN_TRY_GIVE_UP: half a sentence */
};

void rn_retry_decide(const struct rn_try *t, struct rn_try_verdict *ret);
/* Retry-After in both forms, and the rate-limit headers of our places (RateLimit-Reset,
 * X-Rate-Limit …): how long to wait from `now`, 0 when nothing is asked for. */
int64_t rn_retry_asked(const struct rn_response *r, int64_t now);

#endif
