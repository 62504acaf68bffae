/* SPDX-License-Identifier: MIT */
#include "collect/collector.h"

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "collect/answer.h"
#include "collect/twins.h"

#define WAIT_US (RN_SECOND / 4) /* how long a wish to stop may wait */

struct rn_collector {
    const struct rn_config *config;
    struct rn_transport *transport;
    struct rn_twins *twins;
    struct rn_source_run *runs; /* being read */
    size_t count, begun;
    int64_t kept;                             /* boot clock: when the leases were looked at */
    struct rn_source_run *ended, **ended_end; /* given out by `next`, in this order */
};

struct rn_collector *rn_collector_new(const void *ctx, const struct rn_config *config,
                                      struct rn_transport *transport)
{
    struct rn_collector *c = rn_new(ctx, struct rn_collector);
    c->config = config;
    c->transport = transport;
    c->twins = rn_twins_new(c, config);
    c->ended_end = &c->ended;
    return c;
}

size_t rn_collector_count(const struct rn_collector *c)
{
    return c->count;
}

/* ---- the two lists --------------------------------------------------------------------------- */

static void join(struct rn_collector *c, struct rn_source_run *r)
{
    r->next = c->runs;
    if (c->runs != NULL)
        c->runs->prev = r;
    c->runs = r;
    c->count++;
}

static void part(struct rn_collector *c, struct rn_source_run *r)
{
    if (r->prev != NULL)
        r->prev->next = r->next;
    else
        c->runs = r->next;
    if (r->next != NULL)
        r->next->prev = r->prev;
    r->prev = r->next = NULL;
    c->count--;
}

static void put_ended(struct rn_collector *c, struct rn_source_run *r)
{
    TALLOC_FREE(r->sweep); /* what is large in it: a result may be kept for long */
    *c->ended_end = r;
    c->ended_end = &r->next;
}

static struct rn_source_run *take_ended(struct rn_collector *c)
{
    struct rn_source_run *r = c->ended;
    c->ended = r->next;
    if (c->ended == NULL)
        c->ended_end = &c->ended;
    r->next = NULL;
    return r;
}

/* ---- one source ------------------------------------------------------------------------------ */

static bool is_fit(struct rn_collector *c, struct rn_source_run *r)
{
    struct rn_diag why;
    if (rn_identity_of(r, c->config, r->source, &r->who, &why) != RN_OK) {
        rn_source_break(r, why.status, why.text);
        return false;
    }
    const struct rn_source_config *twin = rn_twins_before(c->twins, r->source, &r->who);
    if (twin == NULL)
        return true;
    rn_source_break(r, RN_INVALID,
                    rn_fmt(r,
                           "it reads the same account as source %s, so the same reviews would "
                           "be counted for two listings; keep one of them",
                           twin->name));
    return false;
}

/* Its lease went to somebody else: that ends it, and nobody but it. */
static enum rn_status unless_lost(struct rn_source_run *r, enum rn_status st,
                                  const struct rn_diag *d)
{
    if (st != RN_CONFLICT || !r->lost)
        return st;
    rn_source_break(r, RN_BUSY, d->text);
    rn_source_forget(r);
    return RN_OK;
}

/* After anything that was done for it: has it ended? */
static enum rn_status settle(struct rn_collector *c, struct rn_source_run *r, enum rn_status st,
                             struct rn_diag *d)
{
    st = unless_lost(r, st, d);
    if (st != RN_OK || r->pending > 0)
        return st;
    st = unless_lost(r, rn_source_end(r, d), d);
    if (st == RN_OK && r->lost)
        st = rn_source_end(r, d); /* writes nothing, but tells what was done */
    if (st != RN_OK)
        return st;
    part(c, r);
    put_ended(c, r);
    return RN_OK;
}

enum rn_status rn_collector_begin(struct rn_collector *c, const struct rn_collect_setup *setup,
                                  const struct rn_source_config *source, struct rn_diag *d)
{
    struct rn_collect_setup own = *setup;
    own.config = c->config;
    own.transport = c->transport;
    struct rn_source_run *r = rn_source_new(c, &own, source);
    r->number = c->begun++;
    if (!is_fit(c, r)) {
        put_ended(c, r);
        return RN_OK;
    }
    join(c, r);
    return settle(c, r, rn_source_begin(r, d), d);
}

static void tell_progress(struct rn_source_run *r)
{
    char line[160];
    if (r->setup->progress == NULL)
        return;
    (void)snprintf(line, sizeof line, "%s: %lld pages, %zu reviews", r->source->name,
                   (long long)r->pages, rn_sweep_count(r->sweep));
    r->setup->progress(r->setup->arg, line);
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* A source that waits for long keeps its lease. */
static enum rn_status keep_leases(struct rn_collector *c, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    const int64_t now = rn_clock_boot();
    if (now - c->kept < RN_MINUTE)
        return RN_OK;
    c->kept = now;
    for (struct rn_source_run *r = c->runs, *next; r != NULL && st == RN_OK; r = next) {
        next = r->next;
        st = rn_source_still(r, d);
        if (st != RN_OK)
            st = settle(c, r, st, d);
    }
    return st;
}

static enum rn_status take_answer(struct rn_collector *c, int64_t wait_us, struct rn_diag *d)
{
    const struct rn_answer *a;
    enum rn_status st = rn_next(c->transport, wait_us, &a, d);
    if (st != RN_OK)
        return st;
    struct rn_source_run *r = rn_source_of_tag(a->call->tag);
    st = rn_source_answer(r, a, d);
    tell_progress(r);
    return settle(c, r, st, d);
}

enum rn_status rn_collector_next(struct rn_collector *c, int64_t wait_us,
                                 struct rn_source_run **ret, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    if (c->ended == NULL && c->runs == NULL)
        return rn_fail(d, RN_GONE, "no source is being read");
    if (c->ended == NULL)
        st = keep_leases(c, d);
    if (st == RN_OK && c->ended == NULL)
        st = take_answer(c, wait_us, d);
    if (st != RN_OK)
        return st;
    if (c->ended == NULL)
        return rn_fail(d, RN_AGAIN, "no source has ended yet");
    *ret = take_ended(c);
    return RN_OK;
}

enum rn_status rn_collector_stop(struct rn_collector *c, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    while (c->runs != NULL && st == RN_OK) {
        struct rn_source_run *r = c->runs;
        rn_source_forget(r);
        r->stopped = true;
        rn_source_break(r, RN_AGAIN,
                        "stopped before it was read to the end; the next sync goes on");
        st = settle(c, r, RN_OK, d);
    }
    return st;
}

void rn_collector_leave(struct rn_collector *c)
{
    bool works = true; /* nobody waits for a store that is ill once per source */
    while (c->runs != NULL) {
        struct rn_source_run *r = c->runs;
        rn_source_forget(r);
        if (works && r->hold.name != NULL && !r->lost)
            works = rn_source_release(r->setup->store, &r->hold);
        part(c, r);
        talloc_free(r);
    }
}

/* ---- some of them, to the end ---------------------------------------------------------------- */

static bool stopped(const struct rn_collect_setup *setup)
{
    return setup->stopped != NULL && setup->stopped(setup->arg);
}

static enum rn_status begin_all(struct rn_collector *c, const struct rn_collect_setup *setup,
                                const struct rn_source_config *const *sources, size_t count,
                                struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < count && st == RN_OK; i++)
        st = rn_collector_begin(c, setup, sources[i], d);
    return st;
}

static enum rn_status take_all(struct rn_collector *c, const struct rn_collect_setup *setup,
                               struct rn_source_run **ended, size_t *count, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    bool left = false;
    *count = 0;
    while (st == RN_OK || st == RN_AGAIN) {
        if (!left && stopped(setup)) {
            left = true;
            st = rn_collector_stop(c, d);
        }
        if (st == RN_OK || st == RN_AGAIN)
            st = rn_collector_next(c, WAIT_US, &ended[*count], d);
        *count += st == RN_OK;
    }
    return st == RN_GONE ? RN_OK : st;
}

enum rn_status rn_collect(const void *ctx, const struct rn_collect_setup *setup,
                          const struct rn_source_config *const *sources, size_t count,
                          struct rn_source_result **ret, struct rn_diag *d)
{
    struct rn_collector *c = rn_collector_new(ctx, setup->config, setup->transport);
    struct rn_source_run **ended = rn_new_array(c, struct rn_source_run *, count + 1);
    size_t n = 0;
    enum rn_status st = setup->dry_run ? rn_store_begin(setup->store, d) : RN_OK;
    if (st == RN_OK)
        st = begin_all(c, setup, sources, count, d);
    if (st == RN_OK)
        st = take_all(c, setup, ended, &n, d);
    if (setup->dry_run || st != RN_OK)
        rn_store_rollback(setup->store); /* a dry run leaves no trace */
    if (st != RN_OK) {
        rn_collector_leave(c);
        return st;
    }
    *ret = rn_new_array(ctx, struct rn_source_result, count + 1);
    for (size_t i = 0; i < n; i++)
        (*ret)[ended[i]->number] = ended[i]->result;
    return RN_OK;
}
