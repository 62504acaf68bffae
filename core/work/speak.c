/* SPDX-License-Identifier: MIT */
#include "work/speak.h"

#include "base/mem.h"
#include "net/address.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "store/replies.h"
#include "store/reviews.h"

#define WAIT_US INT64_C(250000)

static enum rn_status spend(void *arg, const struct rn_request *request, struct rn_diag *d)
{
    struct rn_speaker *s = arg;
    return rn_allowance_take(s->store, &s->allowance, request->price_micro, s->now, d);
}

enum rn_status rn_speaker_open(const void *ctx, const struct rn_config *config,
                               struct rn_store *store, struct rn_transport *transport,
                               const char *source, int64_t now, struct rn_speaker **ret,
                               struct rn_diag *d)
{
    const struct rn_source_config *c = rn_config_source(config, source);
    struct rn_speaker *s = rn_new(ctx, struct rn_speaker);
    if (c == NULL) {
        talloc_free(s);
        return rn_fail(d, RN_GONE, "its source %s is not in the config any more", source);
    }
    *s = (struct rn_speaker){.store = store, .transport = transport, .source = c, .now = now};
    enum rn_status st = rn_identity_of(s, config, c, &s->who, d);
    if (st != RN_OK) {
        talloc_free(s);
        return st;
    }
    rn_allowance_of(s, c, s->who.plugin, s->who.account, &s->allowance);
    s->keeper = (struct rn_keeper){.spend = spend, .arg = s};
    *ret = s;
    return RN_OK;
}

static bool is_here(const char *endpoint)
{
    RN_SCOPE(tmp);
    struct rn_address at;
    struct rn_diag ignored;
    return rn_address_parse(tmp, rn_str(endpoint), &at, &ignored) == RN_OK &&
           rn_address_is_loopback(&at);
}

/* A token's address follows the endpoint unless it is given. */
bool rn_speaker_is_here(const struct rn_speaker *s)
{
    const struct rn_source_common *c = &s->source->common;
    return c->endpoint != NULL && is_here(c->endpoint) &&
           (c->token_endpoint == NULL || is_here(c->token_endpoint));
}

/* One request and its answer, which lives until the next one. */
static enum rn_status ask(struct rn_speaker *s, const struct rn_call *call,
                          const struct rn_answer **ret, struct rn_diag *d)
{
    enum rn_status st = rn_send(s->transport, call, d);
    while (st == RN_OK) {
        st = rn_next(s->transport, WAIT_US, ret, d);
        if (st == RN_OK && (*ret)->call == call)
            return RN_OK;
        if (st == RN_AGAIN)
            st = RN_OK;
    }
    return st;
}

/* ---- looking ----------------------------------------------------------------------------------
 */

static void see(const void *ctx, const struct rn_review *r, const struct rn_expected *e,
                struct rn_seen *ret, struct rn_place_reply *shown)
{
    char content[RN_STORE_CONTENT + 1], hash[RN_HASH_LEN + 1];
    rn_content_hash(r, content);
    *ret = (struct rn_seen){.look = r->removed ? RN_LOOK_GONE : RN_LOOK_THERE,
                            .changed = e->content == NULL || strcmp(content, e->content) != 0,
                            .state = r->reply.state};
    *shown = r->reply;
    shown->text = rn_dup_str(ctx, r->reply.text);
    shown->translation = rn_dup_str(ctx, r->reply.translation);
    shown->note = rn_dup_str(ctx, r->reply.note);
    if (r->reply.state == RN_REPLY_NONE)
        return;
    rn_answer_hash(r->reply.text, hash);
    ret->answer = rn_same_answer(r->reply.text, e->text)          ? RN_ANSWER_OURS
                  : e->over != NULL && strcmp(hash, e->over) == 0 ? RN_ANSWER_REPLACED
                                                                  : RN_ANSWER_OTHER;
    if (r->reply.state == RN_REPLY_REJECTED && ret->answer == RN_ANSWER_OTHER)
        ret->answer = RN_ANSWER_NONE; /* nobody sees it */
}

static enum rn_status read_answer(const void *ctx, struct rn_speaker *s, const struct rn_answer *a,
                                  const struct rn_review *review, const struct rn_expected *e,
                                  struct rn_seen *ret, struct rn_place_reply *shown,
                                  struct rn_diag *why)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h;
    enum rn_status st = rn_answer_outcome(s->who.plugin, a, why);
    if (st == RN_OK)
        st = rn_harvest_parse(tmp, s->who.plugin, s->who.options, &a->response, &h, why);
    if (st != RN_OK)
        return st;
    for (size_t i = 0; i < h->review_count; i++)
        if (rn_str_eq(h->reviews[i].external_id, review->external_id)) {
            see(ctx, &h->reviews[i], e, ret, shown);
            return RN_OK;
        }
    return rn_fail(why, RN_CHANGED, "%s answered with something else than the review",
                   s->who.plugin->title);
}

void rn_speaker_look(const void *ctx, struct rn_speaker *s, const struct rn_review *review,
                     const struct rn_expected *expected, struct rn_seen *ret,
                     struct rn_place_reply *shown, struct rn_diag *why)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h;
    const struct rn_answer *a = NULL;
    const struct rn_reply about = {.size = sizeof about,
                                   .external_id = review->external_id,
                                   .author_id = review->author_id,
                                   .author_name = review->author_name,
                                   .thread = review->thread};
    *shown = (struct rn_place_reply){0};
    *ret = (struct rn_seen){.look = RN_LOOK_FAILED};
    enum rn_status st = rn_harvest_look(tmp, s->who.plugin, s->who.options, &about, &h, why);
    if (st == RN_GONE) {
        ret->look = RN_LOOK_BLIND;
        return;
    }
    if (st != RN_OK || h->request_count == 0)
        return;
    const struct rn_call call = {
        .request = &h->requests[0], .source = s->source->name, .keeper = &s->keeper};
    st = ask(s, &call, &a, why);
    if (st == RN_OK)
        st = read_answer(ctx, s, a, review, expected, ret, shown, why);
    /* the place's word, not a transport that has no such exchange */
    if (st == RN_GONE && a != NULL && a->status == RN_OK)
        ret->look = RN_LOOK_GONE;
}

/* ---- sending ----------------------------------------------------------------------------------
 */

enum rn_status rn_speaker_compose(const void *ctx, struct rn_speaker *s,
                                  const struct rn_review *review, struct rn_str text,
                                  const struct rn_request **ret, struct rn_diag *d)
{
    struct rn_harvest *h;
    const struct rn_reply reply = {.size = sizeof reply,
                                   .external_id = review->external_id,
                                   .text = text,
                                   .author_id = review->author_id,
                                   .author_name = review->author_name,
                                   .thread = review->thread};
    enum rn_status st = rn_harvest_compose(ctx, s->who.plugin, s->who.options, &reply, &h, d);
    if (st != RN_OK)
        return st;
    if (h->request_count != 1)
        return rn_fail(d, RN_BUG, "plugin %s wants %zu requests for one answer: it has to be one",
                       s->who.plugin->name, h->request_count);
    *ret = &h->requests[0];
    return RN_OK;
}

enum rn_status rn_speaker_send(struct rn_speaker *s, const struct rn_request *request,
                               int *ret_http, struct rn_diag *why)
{
    const struct rn_answer *a = NULL;
    const struct rn_call call = {
        .request = request, .source = s->source->name, .keeper = &s->keeper};
    *ret_http = 0;
    enum rn_status st = ask(s, &call, &a, why);
    if (st != RN_OK)
        return st == RN_AGAIN ? RN_UNCERTAIN : st;
    if (a->status == RN_OK)
        *ret_http = a->response.status;
    st = rn_answer_outcome(s->who.plugin, a, why);
    if (st != RN_OK)
        return st;
    RN_SCOPE(tmp); /* some places refuse with 200 and an error in the body */
    struct rn_harvest *h;
    return rn_harvest_parse(tmp, s->who.plugin, s->who.options, &a->response, &h, why);
}
