/* SPDX-License-Identifier: MIT */
#include "work/deliver.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/process.h"
#include "collect/own.h"
#include "config/config.h"
#include "store/engine.h"
#include "store/outbox.h"
#include "store/replies.h"
#include "work/ladder.h"
#include "work/message.h"
#include "work/speak.h"

/* Longer than the engine takes for one request with all that it may wait for. */
#define LEASE (30 * RN_MINUTE)

/* One answer on its way, from the claim to the end. */
struct way {
    const struct rn_deliver_setup *setup;
    void *ctx; /* of this item */
    const char *owner;
    struct rn_outbox_row item;
    struct rn_stored review;
    struct rn_reply_row reply;
    struct rn_speaker *speaker;
    struct rn_place_reply shown;
    struct rn_delivery *out;
};

/* ---- transactions -----------------------------------------------------------------------------
 */

static enum rn_status finish(struct rn_store *s, enum rn_status st, struct rn_diag *d)
{
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

/* Nobody's fault: another renown has it, or it was called off meanwhile. */
static enum rn_status unless_lost(struct way *w, enum rn_status st, const struct rn_diag *d)
{
    if (st != RN_BUSY && st != RN_GONE && st != RN_CONFLICT)
        return st;
    w->out->end = RN_DELIVER_OFF;
    w->out->state = "elsewhere";
    w->out->why = rn_dupz(w->out->id != NULL ? talloc_parent(w->out->id) : NULL, d->text);
    return RN_OK;
}

/* ---- what is told -----------------------------------------------------------------------------
 */

static void tell(struct way *w, enum rn_delivery_end end, const char *state, const char *why)
{
    void *ctx = talloc_parent(w->out->id);
    w->out->end = end;
    w->out->state = rn_dupz(ctx, state);
    w->out->why = why != NULL ? rn_dupz(ctx, why) : NULL;
    w->out->due = w->item.due;
}

/* ---- writing what became of it ----------------------------------------------------------------
 */

static enum rn_status write_end(struct way *w, const char *item_state, const char *reply_state,
                                const char *why, struct rn_diag *d)
{
    struct rn_store *s = w->setup->store;
    struct rn_diag ignored;
    w->item.state = item_state;
    w->item.note = why;
    w->item.until = 0;
    enum rn_status st = rn_outbox_save(s, &w->item, d);
    if (st == RN_OK && reply_state != NULL &&
        rn_reply_load(s, w->item.reply, w->ctx, &w->reply, &ignored) == RN_OK &&
        strcmp(w->reply.state, reply_state) != 0)
        st = rn_own_move(s, &w->review, &w->reply, reply_state, NULL, "renown", why, w->setup->now,
                         d);
    return st;
}

static enum rn_status end_with(struct way *w, enum rn_delivery_end end, const char *item_state,
                               const char *reply_state, const char *why, struct rn_diag *d)
{
    enum rn_status st = rn_store_begin(w->setup->store, d);
    if (st == RN_OK)
        st = finish(w->setup->store, write_end(w, item_state, reply_state, why, d), d);
    if (st == RN_OK)
        tell(w, end, reply_state != NULL ? reply_state : item_state, why);
    return st;
}

/* The place shows ours: the review's row says so too, so nobody has to wait for the next sync. */
static enum rn_status end_shown(struct way *w, enum rn_delivery_end end, const char *item_state,
                                const char *reply_state, const char *why, struct rn_diag *d)
{
    struct rn_store *s = w->setup->store;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    w->item.state = item_state;
    w->item.note = why;
    w->item.until = 0;
    st = rn_outbox_save(s, &w->item, d);
    if (st == RN_OK)
        st = rn_review_load_n(s, w->item.review, w->ctx, &w->review, d);
    if (st == RN_OK)
        st = rn_own_shown(s, &w->review, &w->shown, w->setup->now, d);
    st = finish(s, st, d);
    if (st == RN_OK)
        tell(w, end, reply_state, why);
    return st;
}

static enum rn_status end_waiting(struct way *w, const struct rn_next_step *next, const char *why,
                                  struct rn_diag *d)
{
    const bool doubt = !next->undone;
    if (next->undone) {
        w->item.tries--;
        w->item.sent = 0;
    }
    w->item.misses += next->missed;
    w->item.due = w->setup->now + next->wait_us;
    return end_with(w, doubt ? RN_DELIVER_DOUBT : RN_DELIVER_LATER,
                    w->item.tries > 0 ? "sending" : "waiting",
                    w->item.tries > 0 ? "sending" : "queued", why, d);
}

/* ---- may it? ----------------------------------------------------------------------------------
 */

static enum rn_status fill_may(const struct rn_deliver_setup *setup,
                               const struct rn_outbox_row *item, struct rn_may *ret,
                               struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_listing *l = rn_config_listing(setup->config, item->listing);
    const struct rn_replies_config *all = &setup->config->replies,
                                   *own = l != NULL ? &l->replies : all;
    int64_t hour, day;
    char *who = NULL;
    *ret = (struct rn_may){.now = setup->now,
                           .due = item->due,
                           .far = setup->far,
                           .max_hour = all->max_per_hour,
                           .max_day = all->max_per_day};
    enum rn_status st = rn_hold_get(setup->store, tmp, &who, d);
    ret->held = who != NULL;
    if (st == RN_OK)
        st = rn_outbox_spoken(setup->store, NULL, setup->now - RN_HOUR, &ret->hour, d);
    if (st == RN_OK)
        st = rn_outbox_spoken(setup->store, NULL, setup->now - RN_DAY, &ret->day, d);
    if (st == RN_OK)
        st = rn_outbox_spoken(setup->store, item->listing, setup->now - RN_HOUR, &hour, d);
    if (st == RN_OK)
        st = rn_outbox_spoken(setup->store, item->listing, setup->now - RN_DAY, &day, d);
    if (st != RN_OK)
        return st;
    if (own->max_per_hour - hour < ret->max_hour - ret->hour) {
        ret->max_hour = own->max_per_hour;
        ret->hour = hour;
    }
    if (own->max_per_day - day < ret->max_day - ret->day) {
        ret->max_day = own->max_per_day;
        ret->day = day;
    }
    return RN_OK;
}

static const char *may_not_text(enum rn_may_not not )
{
    static const char *const texts[] = {
        [RN_MAY_NOT_YET] = "not yet due",
        [RN_MAY_NOT_HELD] = "all public speech is on hold (renown hold off)",
        [RN_MAY_NOT_FAR] = "--now lies more than five minutes from the clock, so nothing is sent "
                           "beyond this machine",
        [RN_MAY_NOT_CAP] = "as many answers as the config allows were sent lately",
    };
    return texts[not ];
}

/* A look is no speech: what was sent already is looked for also while nothing may be said. */
static enum rn_may_not may_it(struct way *w, const struct rn_may *m)
{
    struct rn_may own = *m;
    own.loopback = rn_speaker_is_here(w->speaker);
    const enum rn_may_not not = rn_outbox_may(&own);
    const bool begun = strcmp(w->item.state, "waiting") != 0;
    return begun && not != RN_MAY_NOT_FAR ? RN_MAY : not ;
}

/* ---- sending ----------------------------------------------------------------------------------
 */

/* Inside the transaction: whether nothing has come between the look and now. */
static enum rn_status still_may(struct way *w, struct rn_diag *d)
{
    struct rn_may m;
    enum rn_status st = fill_may(w->setup, &w->item, &m, d);
    if (st != RN_OK)
        return st;
    m.loopback = rn_speaker_is_here(w->speaker);
    const enum rn_may_not not = rn_outbox_may(&m);
    return not == RN_MAY ? RN_OK : rn_fail(d, RN_CONFLICT, "%s", may_not_text(not ));
}

/* "sending" is on the disk before the first byte goes out. */
static enum rn_status mark(struct way *w, struct rn_diag *d)
{
    struct rn_store *s = w->setup->store;
    struct rn_reply_row reply;
    int64_t count = 0;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = still_may(w, d);
    if (st == RN_OK)
        st = rn_reply_load(s, w->item.reply, w->ctx, &reply, d);
    w->item.state = "sending";
    w->item.tries++;
    w->item.misses = 0;
    w->item.sent = w->setup->now;
    w->item.until = w->setup->now + LEASE;
    w->item.note = NULL;
    if (st == RN_OK)
        st = rn_outbox_save(s, &w->item, d);
    if (st == RN_OK && strcmp(w->item.kind, "reply") == 0 && strcmp(reply.state, "sending") != 0)
        st = rn_own_move(s, &w->review, &reply, "sending", NULL, "renown", NULL, w->setup->now, d);
    if (st == RN_OK)
        st = rn_engine_count(s, &count, d);
    st = finish(s, st, d);
    return st == RN_OK ? rn_engine_note(s, count, d) : st;
}

static struct rn_way way_of(const struct way *w)
{
    return (struct rn_way){.withdraw = strcmp(w->item.kind, "withdraw") == 0,
                           .taken = strcmp(w->item.state, "taken") == 0,
                           .tries = w->item.tries,
                           .misses = w->item.misses,
                           .now = w->setup->now,
                           .sent = w->item.sent};
}

static struct rn_next_step look(struct way *w, struct rn_diag *why)
{
    struct rn_seen seen;
    struct rn_way way = way_of(w);
    struct rn_origin *all;
    size_t n;
    struct rn_diag ignored;
    const struct rn_expected e = {
        .content = w->item.content, .text = rn_str(w->reply.text), .over = w->item.over};
    rn_speaker_look(w->ctx, w->speaker, &w->review.r, &e, &seen, &w->shown, why);
    if (seen.look == RN_LOOK_BLIND &&
        rn_origins_list(w->setup->store, w->ctx, &all, &n, &ignored) == RN_OK)
        for (size_t i = 0; i < n; i++)
            if (all[i].n == w->review.origin)
                way.last_full = all[i].last_full;
    return rn_outbox_after_look(&way, &seen);
}

static enum rn_status act(struct way *w, const struct rn_next_step *next, struct rn_diag *why,
                          bool may_send, struct rn_diag *d);

/* Sends, then looks whether it shows. */
static enum rn_status send_it(struct way *w, struct rn_diag *d)
{
    const struct rn_request *request;
    struct rn_diag why = {0};
    int http = 0;
    const bool back = strcmp(w->item.kind, "withdraw") == 0;
    const struct rn_str text = back ? rn_str("") : rn_str(w->reply.text);
    if (rn_speaker_compose(w->ctx, w->speaker, &w->review.r, text, &request, &why) != RN_OK)
        return end_with(w, RN_DELIVER_FAILED, "failed", back ? NULL : "failed", why.text, d);
    enum rn_status st = mark(w, d);
    if (st != RN_OK)
        return unless_lost(w, st, d);
    const enum rn_status outcome = rn_speaker_send(w->speaker, request, &http, &why);
    struct rn_way way = way_of(w);
    struct rn_next_step next = rn_outbox_after_send(&way, outcome, http);
    if (next.kind == RN_STEP_FAILED || next.undone)
        return act(w, &next, &why, false, d);
    if (next.kind == RN_STEP_PUBLISHED && !back)
        w->item.state = "taken";
    next = look(w, &why);
    return act(w, &next, &why, false, d);
}

static const char *sentence(struct way *w, const struct rn_next_step *next,
                            const struct rn_diag *why)
{
    if (why->text[0] == '\0')
        return next->why;
    return next->why != NULL ? rn_fmt(w->ctx, "%s: %s", next->why, why->text) : why->text;
}

static enum rn_status act_failed(struct way *w, const char *text, struct rn_diag *d)
{
    if (w->shown.state == RN_REPLY_REJECTED)
        return end_shown(w, RN_DELIVER_FAILED, "failed", "failed", text, d);
    return end_with(w, RN_DELIVER_FAILED, "failed",
                    strcmp(w->item.kind, "withdraw") == 0 ? NULL : "failed", text, d);
}

static enum rn_status act_pending(struct way *w, const struct rn_next_step *next, const char *text,
                                  struct rn_diag *d)
{
    w->item.due = w->setup->now + next->wait_us;
    if (w->shown.state == RN_REPLY_PENDING)
        return end_shown(w, RN_DELIVER_LATER, "taken", "sending", text, d);
    return end_with(w, RN_DELIVER_LATER, "taken", "sending", text, d);
}

static enum rn_status act(struct way *w, const struct rn_next_step *next, struct rn_diag *why,
                          bool may_send, struct rn_diag *d)
{
    const char *text = sentence(w, next, why);
    if (next->kind == RN_STEP_SEND && may_send)
        return send_it(w, d);
    if (next->kind == RN_STEP_SEND) { /* once a delivery is enough */
        const struct rn_next_step later = {.kind = RN_STEP_WAIT, .wait_us = 5 * RN_MINUTE};
        return end_waiting(w, &later, text, d);
    }
    if (next->kind == RN_STEP_WAIT)
        return end_waiting(w, next, text, d);
    if (next->kind == RN_STEP_PENDING)
        return act_pending(w, next, text, d);
    if (next->kind == RN_STEP_FAILED)
        return act_failed(w, text, d);
    if (next->kind == RN_STEP_PUBLISHED && w->shown.state != RN_REPLY_NONE)
        return end_shown(w, RN_DELIVERED, "sent", "published", NULL, d);
    if (next->kind == RN_STEP_PUBLISHED)
        return end_with(w, RN_DELIVERED, "sent", "published", NULL, d);
    if (next->kind == RN_STEP_WITHDRAWN)
        return end_with(w, RN_DELIVERED, "sent", "superseded", "taken back", d);
    return end_with(w, RN_DELIVER_OFF, "cancelled", "superseded", text, d);
}

/* ---- one item ---------------------------------------------------------------------------------
 */

static enum rn_status claim(struct way *w, int64_t n, struct rn_diag *d)
{
    struct rn_store *s = w->setup->store;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = rn_outbox_claim(s, n, w->owner, w->setup->now, w->setup->now + LEASE, w->ctx, &w->item, d);
    return finish(s, st, d);
}

/* An approval is for one text and one version: whatever else stands there is not sent. */
static bool is_bound(const struct way *w)
{
    char bound[RN_HASH_LEN + 1];
    if (strcmp(w->item.kind, "reply") != 0)
        return true;
    rn_approval_bind(w->review.id, w->item.content != NULL ? w->item.content : "", w->reply.text,
                     bound);
    return w->reply.bound != NULL && strcmp(bound, w->reply.bound) == 0;
}

static enum rn_status load(struct way *w, struct rn_diag *d)
{
    enum rn_status st = rn_review_load_n(w->setup->store, w->item.review, w->ctx, &w->review, d);
    if (st == RN_OK)
        st = rn_reply_load(w->setup->store, w->item.reply, w->ctx, &w->reply, d);
    if (st == RN_OK)
        st = rn_speaker_open(w->ctx, w->setup->config, w->setup->store, w->setup->transport,
                             w->review.source, w->setup->now, &w->speaker, d);
    return st;
}

static enum rn_status go(struct way *w, struct rn_diag *d)
{
    struct rn_diag why = {0};
    struct rn_next_step next;
    if (!is_bound(w))
        return end_with(w, RN_DELIVER_FAILED, "failed", "failed",
                        "its text is not the one that was approved", d);
    next = look(w, &why);
    return act(w, &next, &why, true, d);
}

static enum rn_status one(struct way *w, int64_t n, struct rn_diag *d)
{
    struct rn_may m;
    struct rn_diag why;
    enum rn_status st = load(w, &why);
    if (st == RN_GONE || st == RN_INVALID) {
        tell(w, RN_DELIVER_FAILED, w->item.state, why.text);
        return RN_OK;
    }
    if (st != RN_OK)
        return rn_fail(d, st, "%s", why.text);
    w->out->text = rn_dupz(talloc_parent(w->out->id), w->reply.text);
    st = fill_may(w->setup, &w->item, &m, d);
    if (st != RN_OK)
        return st;
    const enum rn_may_not not = may_it(w, &m);
    if (not != RN_MAY || w->setup->dry_run) {
        tell(w, not == RN_MAY_NOT_FAR ? RN_DELIVER_FAR : RN_DELIVER_LATER, w->item.state,
             not == RN_MAY ? "it would be sent now" : may_not_text(not ));
        return RN_OK;
    }
    st = claim(w, n, d);
    return st == RN_OK ? unless_lost(w, go(w, d), d) : unless_lost(w, st, d);
}

static enum rn_status deliver_one(const void *ctx, const struct rn_deliver_setup *setup,
                                  const char *owner, const struct rn_outbox_row *item,
                                  struct rn_delivery *out, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct way w = {.setup = setup, .ctx = tmp, .owner = owner, .item = *item, .out = out};
    *out =
        (struct rn_delivery){.id = rn_dupz(ctx, item->id),
                             .kind = rn_dupz(ctx, item->kind),
                             .review = rn_dupz(ctx, item->review_id != NULL ? item->review_id : ""),
                             .listing = rn_dupz(ctx, item->listing),
                             .due = item->due};
    if (strcmp(item->kind, "message") == 0)
        return rn_message_deliver(ctx, setup, owner, item, out, d);
    return one(&w, item->n, d);
}

enum rn_status rn_deliver(const void *ctx, const struct rn_deliver_setup *setup,
                          struct rn_delivery **ret, size_t *ret_count, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_outbox_row *due = NULL;
    size_t n = 0, done = 0;
    enum rn_status st = rn_engine_stand(setup->store, d);
    if (st == RN_OK && !setup->dry_run)
        st = rn_ladders_climb(setup, d);
    if (st == RN_OK)
        st = rn_outbox_due(setup->store, setup->now, tmp, &due, &n, d);
    if (st != RN_OK)
        return st;
    struct rn_delivery *out = rn_new_array(ctx, struct rn_delivery, n + 1);
    const char *owner = rn_process_name(tmp);
    for (size_t i = 0; i < n && st == RN_OK; i++) {
        if (setup->stopped != NULL && setup->stopped(setup->arg))
            break;
        st = deliver_one(out, setup, owner, &due[i], &out[done++], d);
    }
    if (st != RN_OK)
        return st;
    *ret = out;
    *ret_count = done;
    return RN_OK;
}
