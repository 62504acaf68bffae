/* SPDX-License-Identifier: MIT
 *
 * What becomes of an answer on its way out: pure decisions over what is known, so that every case
 * can be tested without a store and a network (tests/work/outbox.c is the table).
 *
 *     due ─► may it? (hold, clock, caps) ─► look at the review once more ─► write "sending" ─► send
 *                      │ not now                 │ changed, gone, answered      │
 *                      ▼                         ▼                              ▼
 *                    waits                   superseded           look: is it there? ─► published
 *                                                                       │ unknown
 *                                                                       ▼
 *                                      look again later; twice not there: it never arrived, send
 *
 * A look costs a request and is always made: it is what keeps a second engine, a restored store and
 * a colleague at the place from being answered over.
 */
#ifndef WORK_OUTBOX_H
#define WORK_OUTBOX_H

#include <renown/model.h>
#include <renown/status.h>

/* ---- may it speak now? ------------------------------------------------------------------------
 */

struct rn_may {
    int64_t now, due;
    bool held;          /* the kill switch */
    bool far, loopback; /* --now lies far from the clock; the place is on this machine */
    int64_t hour, day;  /* answers sent in the last hour and day */
    int64_t max_hour, max_day;
};
enum rn_may_not { RN_MAY, RN_MAY_NOT_YET, RN_MAY_NOT_HELD, RN_MAY_NOT_FAR, RN_MAY_NOT_CAP };
enum rn_may_not rn_outbox_may(const struct rn_may *m);

/* ---- after a look -----------------------------------------------------------------------------
 */

enum rn_look {
    RN_LOOK_THERE,  /* the review was read */
    RN_LOOK_GONE,   /* the place says that it does not exist */
    RN_LOOK_FAILED, /* nothing was learned: no answer, no login, another page */
    RN_LOOK_BLIND   /* this place lets nobody read a single review */
};
enum rn_answer_seen { RN_ANSWER_NONE, RN_ANSWER_OURS, RN_ANSWER_REPLACED, RN_ANSWER_OTHER };

struct rn_seen {
    enum rn_look look;
    bool changed;               /* another rating, title or text than was approved */
    enum rn_answer_seen answer; /* REPLACED: the one that ours may replace */
    enum rn_reply_state state;  /* of an answer */
};
struct rn_way {    /* of the item so far */
    bool withdraw; /* an answer is to be taken back */
    bool taken;    /* the place said that it has it: it is never sent again */
    int tries, misses;
    int64_t now, sent; /* sent: the last try; 0: none */
    int64_t last_full; /* last complete reading of the source, for blind places */
};

enum rn_step_kind {
    RN_STEP_SEND,
    RN_STEP_WAIT,       /* `wait_us` from now, then look again */
    RN_STEP_PUBLISHED,  /* it is there */
    RN_STEP_PENDING,    /* it is there and the place still checks it; look after `wait_us` */
    RN_STEP_FAILED,     /* a person must look */
    RN_STEP_SUPERSEDED, /* not needed, or not fit any more */
    RN_STEP_WITHDRAWN
};
struct rn_next_step {
    enum rn_step_kind kind;
    int64_t wait_us;
    bool missed;     /* one more look that did not find what was sent */
    bool undone;     /* the try had no effect: it does not count */
    const char *why; /* half a sentence; NULL when there is nothing to say */
};
struct rn_next_step rn_outbox_after_look(const struct rn_way *way, const struct rn_seen *seen);

/* ---- after a request that publishes -----------------------------------------------------------
 */

/* `outcome` as rn_answer_outcome gives it; `http_status` 0 when there was no answer.
 * RN_STEP_PUBLISHED here means: taken, look whether it shows; RN_STEP_WAIT: look too, unless it is
 * `undone`. */
struct rn_next_step rn_outbox_after_send(const struct rn_way *way, enum rn_status outcome,
                                         int http_status);

/* ---- after a message to people -----------------------------------------------------------------
 */

/* Messages cannot be read back: they arrive at least once, and after an unknown outcome they are
 * repeated once, with the same id. */
struct rn_told {
    int tries;   /* this one included */
    int unknown; /* unknown outcomes, this one included */
    enum rn_status
        outcome; /* RN_OK: there is a status; RN_AGAIN: nobody was reached; RN_UNCERTAIN */
    int status;  /* HTTP's or SMTP's */
    bool mail;
    int64_t retry_after_us;
};
/* RN_STEP_PUBLISHED: it was told. */
struct rn_next_step rn_outbox_after_message(const struct rn_told *t);

#endif
