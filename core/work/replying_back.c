/* SPDX-License-Identifier: MIT
 *
 * Taking an answer back, marking it by hand, going over a guard.
 */
#include "base/mem.h"
#include "collect/own.h"
#include "store/events.h"
#include "store/outbox.h"
#include "work/replying.h"

static enum rn_status may_not(const struct rn_replying *x, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_REFUSED, "%s may not %s: that takes another role", x->actor, what);
}

/* The newest in one of these states. */
static enum rn_status newest(struct rn_replying *x, const char *const *states, const void *ctx,
                             struct rn_reply_row *ret, struct rn_diag *d)
{
    struct rn_reply_row *v;
    size_t n;
    enum rn_status st = rn_replies_list(x->store, NULL, x->review.n, ctx, &v, &n, d);
    for (size_t i = n; st == RN_OK && i > 0; i--)
        for (const char *const *s = states; *s != NULL; s++)
            if (strcmp(v[i - 1].state, *s) == 0) {
                *ret = v[i - 1];
                return RN_OK;
            }
    return st == RN_OK
               ? rn_fail(d, RN_GONE, "review %s has no answer of ours for that", x->review.id)
               : st;
}

/* ---- taking back ------------------------------------------------------------------------------
 */

static enum rn_status take_down(struct rn_replying *x, const struct rn_reply_row *r,
                                struct rn_diag *d)
{
    struct rn_outbox_row row = {.kind = "withdraw",
                                .due = x->now,
                                .made = x->now,
                                .actor = x->actor,
                                .review = x->review.n,
                                .review_id = x->review.id,
                                .reply = r->n,
                                .listing = x->review.listing,
                                .version = x->review.version,
                                .content = x->review.content};
    const struct rn_event e = {.at = x->now,
                               .kind = "withdraw",
                               .review = x->review.id,
                               .actor = x->actor,
                               .body = "asked for"};
    if (!x->can_send)
        return rn_fail(d, RN_INVALID,
                       "this place has no interface for answers: take it down there by hand");
    enum rn_status st = rn_outbox_add(x->store, &row, d);
    return st == RN_OK ? rn_event_add(x->store, &e, d) : st;
}

static enum rn_status call_off(struct rn_replying *x, const struct rn_reply_row *r,
                               struct rn_diag *d)
{
    int64_t off = 0;
    enum rn_status st = rn_outbox_cancel(x->store, r->n, "taken back", &off, d);
    if (st == RN_OK && strcmp(r->state, "queued") == 0 && off == 0)
        return rn_fail(d, RN_BUSY,
                       "it is being sent at this moment: wait for renown deliver, then withdraw "
                       "what was published");
    return st == RN_OK
               ? rn_own_move(x->store, &x->review, r, "draft", NULL, x->actor, NULL, x->now, d)
               : st;
}

enum rn_status rn_replying_withdraw(struct rn_replying *x, int64_t *ret_reply, struct rn_diag *d)
{
    static const char *const waiting[] = {"queued", "approved", "proposed", NULL};
    static const char *const out[] = {"published", "sending", NULL};
    RN_SCOPE(tmp);
    struct rn_reply_row r;
    if (x->role < RN_ROLE_AGENT)
        return may_not(x, "take answers back", d);
    enum rn_status st = newest(x, waiting, tmp, &r, d);
    if (st == RN_OK)
        st = call_off(x, &r, d);
    else if (st == RN_GONE) {
        st = newest(x, out, tmp, &r, d);
        if (st == RN_OK && strcmp(r.state, "sending") == 0)
            st = rn_fail(d, RN_BUSY,
                         "it is on its way: wait until renown deliver knows what became of it");
        if (st == RN_OK)
            st = take_down(x, &r, d);
    }
    if (st == RN_OK)
        *ret_reply = r.n;
    return st;
}

/* ---- by hand ----------------------------------------------------------------------------------
 */

enum rn_status rn_replying_posted(struct rn_replying *x, int64_t *ret_reply, struct rn_diag *d)
{
    static const char *const states[] = {"approved", "failed", NULL};
    RN_SCOPE(tmp);
    struct rn_reply_row r;
    if (x->role < RN_ROLE_AGENT)
        return may_not(x, "mark answers", d);
    enum rn_status st = newest(x, states, tmp, &r, d);
    if (st == RN_GONE)
        return rn_fail(d, RN_GONE, "review %s has no approved answer that was to be posted by hand",
                       x->review.id);
    if (st == RN_OK)
        st = rn_own_move(x->store, &x->review, &r, "published", NULL, x->actor, "posted by hand",
                         x->now, d);
    if (st == RN_OK)
        *ret_reply = r.n;
    return st;
}

/* ---- going over a guard -----------------------------------------------------------------------
 */

enum rn_status rn_replying_override(struct rn_replying *x, const char *reason, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_event e = {.at = x->now,
                               .kind = "override",
                               .review = x->review.id,
                               .actor = x->actor,
                               .body = rn_fmt(tmp, "reason=%.300s", reason)};
    if (x->role < RN_ROLE_MANAGER)
        return may_not(x, "go over a guard (--override)", d);
    if (reason[0] == '\0')
        return rn_fail(d, RN_INVALID, "--override wants a reason, which the history keeps");
    return rn_event_add(x->store, &e, d);
}
