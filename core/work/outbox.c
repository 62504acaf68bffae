/* SPDX-License-Identifier: MIT */
#include "work/outbox.h"

#include <renown/stamp.h>

/* An answer that was lost on the way may still arrive: not before two looks that lie this far apart
 * did not find it is it taken as never sent. */
#define LOOK_AGAIN (5 * RN_MINUTE)
#define FIRST_WAIT (5 * RN_MINUTE)
#define LATER_WAIT (30 * RN_MINUTE)
#define CHECK_WAIT RN_HOUR
#define SHOW_WAIT  (3 * RN_DAY) /* places take their time to show what they took */
enum { TRIES_MAX = 5, MISSES_MIN = 2 };

/* ---- may it speak now? ------------------------------------------------------------------------
 */

enum rn_may_not rn_outbox_may(const struct rn_may *m)
{
    if (m->now < m->due)
        return RN_MAY_NOT_YET;
    if (m->held)
        return RN_MAY_NOT_HELD;
    if (m->far && !m->loopback)
        return RN_MAY_NOT_FAR;
    if (m->hour >= m->max_hour || m->day >= m->max_day)
        return RN_MAY_NOT_CAP;
    return RN_MAY;
}

/* ---- steps ------------------------------------------------------------------------------------
 */

static struct rn_next_step step(enum rn_step_kind kind, const char *why)
{
    return (struct rn_next_step){.kind = kind, .why = why};
}

static struct rn_next_step wait_for(int64_t us, const char *why)
{
    return (struct rn_next_step){.kind = RN_STEP_WAIT, .wait_us = us, .why = why};
}

/* ---- after a look -----------------------------------------------------------------------------
 */

/* Ours stands there: as we sent it, or as another engine did. */
static struct rn_next_step ours_is_there(enum rn_reply_state state)
{
    if (state == RN_REPLY_REJECTED)
        return step(RN_STEP_FAILED, "the place rejected it");
    if (state == RN_REPLY_PENDING)
        return (struct rn_next_step){.kind = RN_STEP_PENDING,
                                     .wait_us = CHECK_WAIT,
                                     .why = "the place is still checking it"};
    return step(RN_STEP_PUBLISHED, NULL);
}

static struct rn_next_step taken(const struct rn_way *way)
{
    if (way->now - way->sent > SHOW_WAIT)
        return step(RN_STEP_FAILED, "the place took it and never showed it; look at the place");
    return (struct rn_next_step){.kind = RN_STEP_PENDING,
                                 .wait_us = CHECK_WAIT,
                                 .why = "the place took it and does not show it yet"};
}

/* Something was sent, nobody knows whether it arrived, and it is not there (yet). */
static struct rn_next_step not_found(const struct rn_way *way)
{
    struct rn_next_step next;
    if (way->misses + 1 >= MISSES_MIN && way->now - way->sent >= LOOK_AGAIN)
        next = way->tries < TRIES_MAX
                   ? step(RN_STEP_SEND, NULL)
                   : step(RN_STEP_FAILED,
                          "it was sent several times and never arrived; look at the place");
    else
        next = wait_for(LOOK_AGAIN, "whether it arrived is unknown: it is looked for again");
    next.missed = true;
    return next;
}

/* Nobody can look: what was read of the whole source since then decides. */
static struct rn_next_step blind(const struct rn_way *way)
{
    if (way->tries == 0)
        return step(RN_STEP_SEND, NULL);
    if (way->taken)
        return step(RN_STEP_PUBLISHED, NULL);
    if (way->last_full <= way->sent)
        return wait_for(LATER_WAIT, "whether it arrived will show when the source is read again");
    return step(RN_STEP_FAILED,
                "whether it arrived is unknown, and the source does not show it: look at the "
                "place, then mark it or send it again");
}

static struct rn_next_step withdraw(const struct rn_way *way, const struct rn_seen *seen)
{
    if (seen->answer == RN_ANSWER_NONE)
        return step(RN_STEP_WITHDRAWN, NULL);
    if (seen->answer == RN_ANSWER_OTHER)
        return step(RN_STEP_FAILED, "another answer stands there by now: it was left alone");
    return way->tries < TRIES_MAX ? step(RN_STEP_SEND, NULL)
                                  : step(RN_STEP_FAILED, "the place does not take it back");
}

struct rn_next_step rn_outbox_after_look(const struct rn_way *way, const struct rn_seen *seen)
{
    if (seen->look == RN_LOOK_FAILED)
        return wait_for(way->tries > 0 ? LOOK_AGAIN : FIRST_WAIT, "the place could not be asked");
    if (seen->look == RN_LOOK_BLIND)
        return blind(way);
    if (seen->look == RN_LOOK_GONE)
        return step(RN_STEP_SUPERSEDED, "the review is not there any more");
    if (way->withdraw)
        return withdraw(way, seen);
    if (seen->answer == RN_ANSWER_OURS)
        return ours_is_there(seen->state);
    if (seen->answer == RN_ANSWER_OTHER)
        return step(RN_STEP_SUPERSEDED, "somebody has answered at the place");
    if (way->taken)
        return taken(way);
    if (seen->changed)
        return step(RN_STEP_SUPERSEDED, "the review was changed after this text was approved");
    return way->tries > 0 ? not_found(way) : step(RN_STEP_SEND, NULL);
}

/* ---- after a request that publishes -----------------------------------------------------------
 */

/* These say that nothing was done, as does no connection at all (0); any 5xx may have been said
 * after the deed. */
static bool is_untaken(enum rn_status outcome, int http_status)
{
    return outcome == RN_AGAIN &&
           (http_status == 0 || http_status == 408 || http_status == 425 || http_status == 429);
}

/* What nobody understands says nothing about the deed, unless it is a refusal. */
static bool is_unknown(enum rn_status outcome, int http_status)
{
    return outcome == RN_UNCERTAIN || outcome == RN_AGAIN ||
           (outcome == RN_CHANGED && http_status < 400);
}

struct rn_next_step rn_outbox_after_send(const struct rn_way *way, enum rn_status outcome,
                                         int http_status)
{
    if (outcome == RN_OK)
        return step(RN_STEP_PUBLISHED, NULL);
    if (is_untaken(outcome, http_status)) {
        struct rn_next_step later =
            wait_for(way->tries < 2 ? FIRST_WAIT : LATER_WAIT, "the place wants to be asked later");
        later.undone = true;
        return later;
    }
    if (is_unknown(outcome, http_status))
        return wait_for(LOOK_AGAIN, "whether it arrived is unknown: it is looked for");
    return step(RN_STEP_FAILED, "the place refused it");
}

/* ---- after a message to people -----------------------------------------------------------------
 */

static const int64_t message_waits[] = {5 * RN_MINUTE, 20 * RN_MINUTE, 2 * RN_HOUR,
                                        5 * RN_HOUR,   10 * RN_HOUR,   14 * RN_HOUR};
enum { MESSAGE_TRIES = sizeof message_waits / sizeof *message_waits + 1, UNKNOWN_MAX = 2 };

/* Slow down, trouble over there, greylisting: it was not taken, and may be later. */
static bool is_later(const struct rn_told *t)
{
    if (t->outcome == RN_AGAIN)
        return true;
    if (t->mail)
        return t->status >= 400 && t->status < 500;
    return t->status == 408 || t->status == 425 || t->status == 429 || t->status >= 500;
}

struct rn_next_step rn_outbox_after_message(const struct rn_told *t)
{
    if (t->outcome == RN_UNCERTAIN)
        return t->unknown < UNKNOWN_MAX
                   ? wait_for(LOOK_AGAIN, "whether it arrived is unknown: it is repeated once")
                   : step(RN_STEP_FAILED, "whether it arrived is unknown, twice");
    if (t->outcome == RN_OK && t->status >= 200 && t->status < 300)
        return step(RN_STEP_PUBLISHED, NULL);
    if (t->outcome != RN_OK && t->outcome != RN_AGAIN)
        return step(RN_STEP_FAILED, "it cannot be sent");
    if (!is_later(t))
        return step(RN_STEP_FAILED, "the channel refused it");
    if (t->tries >= MESSAGE_TRIES)
        return step(RN_STEP_FAILED, "the channel did not take it, however often it was tried");
    int64_t wait = message_waits[t->tries > 0 ? t->tries - 1 : 0];
    struct rn_next_step later =
        wait_for(wait > t->retry_after_us ? wait : t->retry_after_us, "the channel wants it later");
    later.undone = true;
    return later;
}
