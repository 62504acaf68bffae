/* SPDX-License-Identifier: MIT
 *
 * The four calls behind which exchanges happen: the network engine and the cassette
 * (net/cassette.h) implement them alike, and a recorder wraps either. Nothing above this line knows
 * which it is.
 *
 * A call is handed over with `send`; finished ones come back from `next` in any order. Pace,
 * retries, login, size and time caps are the transport's business: an answer is final.
 */
#ifndef NET_TRANSPORT_H
#define NET_TRANSPORT_H

#include <stdint.h>

#include <renown/plugin.h>

/* A robots.txt as it was read, at an instant of the wall clock. */
struct rn_kept_robots {
    struct rn_str text;
    int64_t at;
};

/* What has to outlive a transport: whoever makes calls lends it to them, the network engine asks
 * it, and a cassette, which asks nobody, does not. Any function may be NULL. */
struct rn_keeper {
    /* Before each try of the call is sent, which so is counted: RN_LIMIT with half a sentence when
     * a quota or a budget is used up, anything else when it cannot be counted. Nothing is sent
     * then. */
    enum rn_status (*spend)(void *arg, const struct rn_request *request, struct rn_diag *d);
    /* Of a server (scheme://host:port), under ctx; false when none is kept. */
    bool (*robots)(void *arg, const void *ctx, const char *server, struct rn_kept_robots *ret);
    void (*keep_robots)(void *arg, const char *server, const struct rn_kept_robots *);
    void *arg;
};

/* One request on its way. Strings are borrowed until its answer has come back from `next`. */
struct rn_call {
    const struct rn_request *request;
    const char *source;             /* name of the source: credentials, cassette folder */
    void *tag;                      /* the caller's own, given back */
    const struct rn_keeper *keeper; /* NULL: nothing is counted or kept */
};

/* What came back. Lives until the next call of `next` on the same transport. `status` RN_OK means
 * that an HTTP answer is there, whatever its code; otherwise `diag` says why there is none:
 * RN_AGAIN (gave up after retries), RN_LOGIN, RN_LIMIT (too large, budget), RN_GONE (a cassette has
 * no such exchange). With RN_OK `diag` is empty, but for a login that was refused for good (401):
 * then it says what a person does about that. */
struct rn_answer {
    const struct rn_call *call;
    enum rn_status status;
    struct rn_diag diag;
    struct rn_response response;
    int attempts;
    int64_t took_us;
};

struct rn_transport;
struct rn_transport_ops {
    enum rn_status (*send)(struct rn_transport *, const struct rn_call *, struct rn_diag *);
    /* Waits at most `wait_us` for the next finished call; RN_AGAIN when none finished in time,
     * RN_GONE when none is under way. */
    enum rn_status (*next)(struct rn_transport *, int64_t wait_us, const struct rn_answer **ret,
                           struct rn_diag *);
    void (*drop)(struct rn_transport *, void *tag); /* forgets calls with this tag */
    /* May be NULL. */
    void (*fresh)(struct rn_transport *, const char *source);
    void (*wake)(struct rn_transport *);
};

/* The first member of every transport; under its talloc parent, closed by talloc_free. */
struct rn_transport {
    const struct rn_transport_ops *ops;
};

static inline enum rn_status rn_send(struct rn_transport *t, const struct rn_call *c,
                                     struct rn_diag *d)
{
    return t->ops->send(t, c, d);
}

static inline enum rn_status rn_next(struct rn_transport *t, int64_t wait_us,
                                     const struct rn_answer **ret, struct rn_diag *d)
{
    return t->ops->next(t, wait_us, ret, d);
}

static inline void rn_drop(struct rn_transport *t, void *tag)
{
    t->ops->drop(t, tag);
}

/* A new run of this source begins on a transport that had one before: what
 * was for good in that run (a refused login, a place that wanted to be left alone) is tried again.
 * Tokens are kept. */
static inline void rn_fresh(struct rn_transport *t, const char *source)
{
    if (t->ops->fresh != NULL)
        t->ops->fresh(t, source);
}

/* From any thread, and nothing else may be asked from another: the `next` that waits (or the one
 * that comes next and would wait) returns at once, with RN_AGAIN when it has no answer. */
static inline void rn_wake(struct rn_transport *t)
{
    if (t->ops->wake != NULL)
        t->ops->wake(t);
}

#endif
