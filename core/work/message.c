/* SPDX-License-Identifier: MIT */
#include "work/message.h"

#include <string.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "net/redact.h"
#include "store/decisions.h"
#include "store/engine.h"
#include "work/alert.h"
#include "work/ladder.h"
#include "work/outbox.h"

#define LEASE (5 * RN_MINUTE)
enum { BODY_MAX = 64 * 1024, NAMED = 10, PHONE = 7 };

struct telling {
    const struct rn_deliver_setup *setup;
    void *tmp;
    const void *keep;
    const char *owner;
    struct rn_outbox_row item;
    const struct rn_channel *channel;
    struct rn_alert alert;
    struct rn_post post;
    struct rn_delivery *out;
};

static void tell(struct telling *t, enum rn_delivery_end end, const char *state, const char *why)
{
    t->out->end = end;
    t->out->state = rn_dupz(t->keep, state);
    t->out->why = why != NULL ? rn_dupz(t->keep, why) : NULL;
    t->out->due = t->item.due;
}

static enum rn_status finish(struct rn_store *s, enum rn_status st, struct rn_diag *d)
{
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

/* ---- what it says -----------------------------------------------------------------------------
 */

static void read_reviews(struct telling *t, const struct rn_json *list)
{
    struct rn_diag ignored; /* erased meanwhile: it is not named */
    int64_t n;
    t->alert.reviews = rn_new_array(t->tmp, struct rn_stored, NAMED);
    for (const struct rn_json *r = rn_json_first(list); r != NULL && t->alert.count < NAMED;
         r = rn_json_next(r))
        if (rn_json_int(r, &n) &&
            rn_review_load_n(t->setup->store, n, t->tmp, &t->alert.reviews[t->alert.count],
                             &ignored) == RN_OK)
            t->alert.count++;
}

static const struct rn_person *person_of(const struct rn_config *c, const char *id)
{
    for (size_t i = 0; id != NULL && i < c->people_count; i++)
        if (strcmp(c->people[i].id, id) == 0)
            return &c->people[i];
    return NULL;
}

static enum rn_status read_body(struct telling *t, struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    int64_t more = 0;
    enum rn_status st =
        rn_json_parse(rn_str(t->item.body != NULL ? t->item.body : ""), BODY_MAX, &doc, d);
    if (st != RN_OK)
        return st;
    const struct rn_json *root = rn_json_root(doc);
    const struct rn_str ladder = rn_json_str(rn_json_get(root, "ladder"));
    (void)rn_json_int(rn_json_get(root, "more"), &more);
    t->alert = (struct rn_alert){.id = t->item.id,
                                 .rule = rn_dup(t->tmp, rn_json_str(rn_json_get(root, "rule"))),
                                 .ladder = ladder.n > 0 ? rn_dup(t->tmp, ladder) : NULL,
                                 .person = person_of(t->setup->config, t->item.person),
                                 .more = more > 0 ? (size_t)more : 0,
                                 .now = t->setup->now};
    if (ladder.n > 0)
        t->alert.thread = rn_fmt(t->tmp, "escalation.%s", t->alert.ladder);
    read_reviews(t, rn_json_get(root, "reviews"));
    rn_json_free(doc);
    return RN_OK;
}

/* ---- writing what became of it ----------------------------------------------------------------
 */

static enum rn_status save(struct telling *t, const char *state, const char *why, struct rn_diag *d)
{
    t->item.state = state;
    t->item.note = why;
    t->item.until = 0;
    return rn_outbox_save(t->setup->store, &t->item, d);
}

/* The next rung needs not wait for what nobody received. */
static enum rn_status climb_on(struct telling *t, struct rn_diag *d)
{
    struct rn_escalation_row e;
    struct rn_diag ignored;
    if (t->item.escalation == 0 || t->alert.ladder == NULL ||
        rn_escalation_load(t->setup->store, NULL, t->item.escalation, t->tmp, &e, &ignored) !=
            RN_OK ||
        strcmp(e.state, "open") != 0 || e.due == RN_LADDER_END)
        return RN_OK;
    e.due = t->setup->now;
    return rn_escalation_move(t->setup->store, &e, d);
}

static enum rn_status end_with(struct telling *t, enum rn_delivery_end end, const char *state,
                               const char *why, struct rn_diag *d)
{
    enum rn_status st = rn_store_begin(t->setup->store, d);
    if (st != RN_OK)
        return st;
    st = save(t, state, why, d);
    if (st == RN_OK && end == RN_DELIVER_FAILED)
        st = climb_on(t, d);
    st = finish(t->setup->store, st, d);
    if (st == RN_OK)
        tell(t, end, state, why);
    return st;
}

/* ---- sending ----------------------------------------------------------------------------------
 */

static enum rn_status mark(struct telling *t, struct rn_diag *d)
{
    struct rn_store *s = t->setup->store;
    int64_t count = 0;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    t->item.state = "sending";
    t->item.tries++;
    t->item.sent = t->setup->now;
    t->item.until = t->setup->now + LEASE;
    st = rn_outbox_save(s, &t->item, d);
    if (st == RN_OK)
        st = rn_engine_count(s, &count, d);
    st = finish(s, st, d);
    return st == RN_OK ? rn_engine_note(s, count, d) : st;
}

/* Slack and Teams may say 200 and mean no. */
static int status_meant(const struct rn_post_answer *a)
{
    if (a->status == 200 && strstr(a->words, "HTTP error 429") != NULL)
        return 429;
    return a->status;
}

static const char *sentence(struct telling *t, const struct rn_next_step *next,
                            const struct rn_post_answer *a, const struct rn_diag *why)
{
    struct rn_buf b;
    rn_buf_init(&b, 4000);
    char *said = why->text[0] != '\0' ? rn_dupz(t->tmp, why->text)
                 : a->status != 0     ? rn_fmt(t->tmp, "it answered %d %s", a->status, a->words)
                                      : rn_dupz(t->tmp, "");
    char *all = rn_fmt(t->tmp, "channel %s: %s%s%s", t->channel->id,
                       next->why != NULL ? next->why : "", said[0] != '\0' ? ": " : "", said);
    (void)rn_redact_text(&b, rn_str(all)); /* a channel may quote its own address */
    char *text = rn_dup(t->tmp, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static enum rn_status send_it(struct telling *t, struct rn_diag *d)
{
    struct rn_post_answer answer = {0};
    struct rn_diag why = {0};
    enum rn_status st = mark(t, d);
    if (st != RN_OK)
        return st;
    const enum rn_status outcome = rn_post_send(&t->post, &answer, &why);
    t->item.misses += outcome == RN_UNCERTAIN;
    const struct rn_told told = {.tries = t->item.tries,
                                 .unknown = t->item.misses,
                                 .outcome = outcome,
                                 .status = status_meant(&answer),
                                 .mail = rn_channel_is_mail(t->channel),
                                 .retry_after_us = answer.retry_after_us};
    const struct rn_next_step next = rn_outbox_after_message(&told);
    if (next.kind == RN_STEP_PUBLISHED)
        return end_with(t, RN_DELIVERED, "sent", NULL, d);
    const char *text = sentence(t, &next, &answer, &why);
    if (next.kind == RN_STEP_FAILED)
        return end_with(t, RN_DELIVER_FAILED, "failed", text, d);
    t->item.due = t->setup->now + next.wait_us;
    return end_with(t, RN_DELIVER_DOUBT, "waiting", text, d);
}

/* ---- one message ------------------------------------------------------------------------------
 */

static enum rn_status claim(struct telling *t, struct rn_diag *d)
{
    struct rn_store *s = t->setup->store;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = rn_outbox_claim(s, t->item.n, t->owner, t->setup->now, t->setup->now + LEASE, t->tmp,
                         &t->item, d);
    return finish(s, st, d);
}

/* A call list calls nobody: who delivers is told whom to call. */
static enum rn_status put_on_call_list(struct telling *t, struct rn_diag *d)
{
    const struct rn_person *p = t->alert.person;
    if (p == NULL || p->phone == NULL)
        return end_with(t, RN_DELIVER_FAILED, "failed", "nobody with a phone number is meant", d);
    return end_with(t, RN_DELIVERED, "sent",
                    rn_fmt(t->tmp, "call %s, %s: rule %s", p->name != NULL ? p->name : p->id,
                           p->phone, t->alert.rule),
                    d);
}

static enum rn_status go(struct telling *t, struct rn_diag *d)
{
    if (strcmp(t->item.state, "sending") == 0) { /* nobody knows what became of the last try */
        t->item.misses++;
        if (t->item.misses >= 2)
            return end_with(t, RN_DELIVER_FAILED, "failed", "whether it arrived is unknown, twice",
                            d);
    }
    if (t->channel->type == PHONE)
        return put_on_call_list(t, d);
    return send_it(t, d);
}

static bool is_far(const struct telling *t)
{
    return t->setup->far && t->channel->type != PHONE && !rn_post_is_local(t->post.url);
}

static enum rn_status one(struct telling *t, struct rn_diag *d)
{
    struct rn_diag why = {0};
    t->channel = rn_channel_find(t->setup->config, t->item.channel);
    enum rn_status st = t->channel == NULL
                            ? rn_fail(&why, RN_GONE, "channel %s is not in the config any more",
                                      t->item.channel != NULL ? t->item.channel : "?")
                            : read_body(t, &why);
    if (st == RN_OK && t->channel->type != PHONE)
        st = rn_alert_compose(t->tmp, t->setup->config, t->channel, &t->alert, &t->post, &why);
    if (st == RN_OK && is_far(t)) {
        tell(t, RN_DELIVER_FAR, t->item.state,
             "--now lies more than five minutes from the clock, so nothing is sent beyond this "
             "machine");
        return RN_OK;
    }
    if (t->setup->dry_run) {
        tell(t, RN_DELIVER_LATER, t->item.state, st == RN_OK ? "it would be sent now" : why.text);
        return RN_OK;
    }
    enum rn_status claimed = claim(t, d);
    if (claimed != RN_OK)
        return claimed;
    return st == RN_OK ? go(t, d) : end_with(t, RN_DELIVER_FAILED, "failed", why.text, d);
}

enum rn_status rn_message_deliver(const void *ctx, const struct rn_deliver_setup *setup,
                                  const char *owner, const struct rn_outbox_row *item,
                                  struct rn_delivery *out, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct telling t = {
        .setup = setup, .tmp = tmp, .keep = ctx, .owner = owner, .item = *item, .out = out};
    enum rn_status st = one(&t, d);
    if (st != RN_BUSY && st != RN_GONE && st != RN_CONFLICT)
        return st;
    tell(&t, RN_DELIVER_OFF, "elsewhere", d->text); /* another renown has it by now */
    return RN_OK;
}
