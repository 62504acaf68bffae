/* SPDX-License-Identifier: MIT */
#include "collect/receive.h"

#include <string.h>

#include <renown/plugin.h>

#include "base/id.h"
#include "base/mem.h"
#include "collect/intake.h"
#include "net/seal.h"
#include "net/transport.h"
#include "plugin/harvest.h"
#include "plugin/outcome.h"
#include "store/origins.h"

enum { REQUESTS_MAX = 100, WARNINGS_MAX = 200, WAIT_US = 1000000 };

struct receiving {
    const struct rn_receive_setup *setup;
    struct rn_identity who;
    struct rn_intake *intake;
    struct rn_received *out;
    size_t asked, pending;
    struct rn_diag *d;
};

static void warn(struct receiving *r, const char *sentence)
{
    struct rn_received *o = r->out;
    if (o->warning_count == WARNINGS_MAX)
        return;
    if (o->warnings == NULL)
        o->warnings = rn_new_array(o, char *, WARNINGS_MAX);
    o->warnings[o->warning_count++] = rn_dupz(o, sentence);
}

/* ---- whether --------------------------------------------------------------------------------- */

static enum rn_status check_seal(struct receiving *r, const struct rn_response *event)
{
    RN_SCOPE(tmp);
    const struct rn_receive_setup *s = r->setup;
    const struct rn_seal *seal = r->who.plugin->seal;
    char *key = NULL;
    if (s->vouched)
        return RN_OK;
    if (seal == NULL)
        return rn_fail(r->d, RN_REFUSED,
                       "%s does not sign what it pushes, so nobody can tell who sent this: it is "
                       "taken in only when somebody vouches for it",
                       r->who.plugin->title);
    enum rn_status st = rn_config_secret(tmp, s->config, s->source, seal->credential, &key, r->d);
    if (st == RN_GONE)
        return rn_fail(r->d, RN_INVALID,
                       "source %s has no credential %s, with which %s signs what it pushes: add it "
                       "to its credentials",
                       s->source->name, seal->credential, r->who.plugin->title);
    if (st != RN_OK)
        return st;
    st = rn_seal_check(seal, rn_str(key), event, s->now, r->d);
    explicit_bzero(key, strlen(key));
    return st;
}

static void name_of(const struct receiving *r, const struct rn_response *event,
                    char out[RN_HASH_LEN + 1])
{
    const struct rn_str parts[] = {rn_str("pushed"), rn_str(r->who.place), rn_str(r->who.account),
                                   rn_seal_event_id(r->who.plugin->seal, event)};
    rn_hash_text(rn_str(""), parts, 4, out);
}

/* ---- taking in ------------------------------------------------------------------------------- */

static enum rn_status store_batches(struct receiving *r, const struct rn_harvest *h)
{
    RN_SCOPE(tmp);
    struct rn_batch *batch = rn_batch_new(tmp);
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < h->review_count && st == RN_OK;) {
        rn_batch_clear(batch);
        batch->learned = r->intake->learned;
        while (i < h->review_count && !rn_batch_full(batch))
            (void)rn_batch_add(batch, &r->intake->maker, &h->reviews[i++]);
        st = rn_intake_batch(r->intake, batch, NULL, NULL, r->d);
    }
    return st;
}

static enum rn_status store_all(struct receiving *r, const struct rn_harvest *h)
{
    struct rn_store *store = r->setup->store;
    for (size_t i = 0; i < h->warning_count; i++)
        warn(r, h->warnings[i]);
    if (h->review_count == 0)
        return RN_OK;
    enum rn_status st = rn_store_begin(store, r->d);
    if (st == RN_OK)
        st = store_batches(r, h);
    if (st == RN_OK)
        return rn_store_commit(store, r->d);
    rn_store_rollback(store);
    return st;
}

/* ---- what the event only names --------------------------------------------------------------- */

static void ask(struct receiving *r, const void *ctx, const struct rn_harvest *h)
{
    struct rn_diag why;
    for (size_t i = 0; i < h->request_count; i++) {
        struct rn_call *call = rn_new(ctx, struct rn_call);
        *call = (struct rn_call){.request = &h->requests[i], .source = r->setup->source->name};
        if (r->setup->transport != NULL && r->asked < REQUESTS_MAX &&
            rn_send(r->setup->transport, call, &why) == RN_OK) {
            r->asked++;
            r->pending++;
            continue;
        }
        r->out->unasked++;
    }
}

static enum rn_status answered(struct receiving *r, const void *ctx, const struct rn_answer *a)
{
    struct rn_diag why = {0};
    struct rn_harvest *h = NULL;
    enum rn_status st = rn_answer_outcome(r->who.plugin, a, &why);
    r->pending--;
    if (st == RN_OK)
        st = rn_harvest_parse(ctx, r->who.plugin, r->who.options, &a->response, &h, &why);
    if (st != RN_OK) {
        r->out->unasked++;
        warn(r, why.text);
        return RN_OK;
    }
    ask(r, ctx, h);
    return store_all(r, h);
}

static enum rn_status follow(struct receiving *r, const void *ctx, const struct rn_harvest *h)
{
    enum rn_status st = RN_OK;
    ask(r, ctx, h);
    while (st == RN_OK && r->pending > 0) {
        const struct rn_answer *a;
        st = rn_next(r->setup->transport, WAIT_US, &a, r->d);
        if (st == RN_OK)
            st = answered(r, ctx, a);
        else if (st == RN_AGAIN)
            st = RN_OK;
    }
    return st == RN_GONE ? RN_OK : st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* An event is done with only when all that it names was read: else it may come again. */
static enum rn_status close_run(struct receiving *r, const char *name)
{
    struct rn_store *store = r->setup->store;
    const bool whole = r->out->unasked == 0;
    enum rn_status st = rn_store_begin(store, r->d);
    if (st == RN_OK && whole)
        st = rn_file_note(store, name, "pushed", r->setup->now, "done", r->d);
    if (st == RN_OK)
        st = rn_intake_close(r->intake, whole, NULL, r->d);
    if (st == RN_OK)
        return rn_store_commit(store, r->d);
    rn_store_rollback(store);
    return st;
}

static enum rn_status take_in(struct receiving *r, const void *ctx, const struct rn_response *event,
                              const char *name)
{
    const struct rn_receive_setup *s = r->setup;
    struct rn_harvest *h = NULL;
    enum rn_status st = rn_harvest_receive(ctx, r->who.plugin, r->who.options, event, &h, r->d);
    if (st == RN_INVALID) /* the event is broken, not what the owner wrote */
        st = r->d->status = RN_CHANGED;
    if (st != RN_OK)
        return st;
    const struct rn_intake_setup in = {.store = s->store,
                                       .listing = s->source->listing,
                                       .who = r->who,
                                       .rules = s->rules,
                                       .kind = "push",
                                       .now = s->now};
    st = rn_intake_open(ctx, &in, &r->intake, r->d);
    if (st != RN_OK)
        return st;
    r->intake->ingest.partial = true; /* what an event leaves out is not gone */
    st = store_all(r, h);
    if (st == RN_OK)
        st = follow(r, ctx, h);
    if (st == RN_OK)
        st = close_run(r, name);
    const struct rn_run *run = &r->intake->run;
    r->out->added = run->added;
    r->out->changed = run->changed;
    r->out->unchanged = run->unchanged;
    r->out->removed = run->removed;
    return st;
}

enum rn_status rn_receive(const void *ctx, const struct rn_receive_setup *setup,
                          const struct rn_response *event, struct rn_received **ret,
                          struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char name[RN_HASH_LEN + 1];
    struct receiving r = {.setup = setup, .out = rn_new(ctx, struct rn_received), .d = d};
    enum rn_status st = rn_identity_of(tmp, setup->config, setup->source, &r.who, d);
    if (st == RN_OK && (r.who.plugin->can & RN_CAN_RECEIVE) == 0)
        st = rn_fail(d, RN_INVALID, "source %s takes no pushed events: plugin %s reads none",
                     setup->source->name, setup->source->plugin);
    if (st == RN_OK)
        st = check_seal(&r, event);
    if (st == RN_OK) {
        name_of(&r, event, name);
        st = rn_file_seen(setup->store, name, &r.out->again, d);
    }
    if (st == RN_OK && !r.out->again)
        st = take_in(&r, tmp, event, name);
    if (st == RN_OK)
        *ret = r.out;
    return st;
}
