/* SPDX-License-Identifier: MIT */
#include "collect/collector.h"

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "collect/answer.h"
#include "collect/twins.h"
#include "plugin/harvest.h"

#define WAIT_US  (RN_SECOND / 4)  /* how long a wish to stop may wait */
#define HURRY_US (RN_SECOND / 50) /* and how long what is written, when nothing more comes */

struct rn_collector {
    const struct rn_config *config;
    struct rn_transport *transport;
    struct rn_twins *twins;
    struct rn_group group;
    struct rn_reader *reader;   /* while sources are being read */
    struct rn_source_run *runs; /* being read */
    size_t count, begun;
    int64_t kept;                             /* boot clock: when the leases were looked at */
    struct rn_source_run *ended, **ended_end; /* given out by `next`, in this order */
    struct rn_source_run **sealed;            /* in that list: behind those that are committed */
};

struct rn_collector *rn_collector_new(const void *ctx, const struct rn_config *config,
                                      struct rn_transport *transport)
{
    struct rn_collector *c = rn_new(ctx, struct rn_collector);
    c->config = config;
    c->transport = transport;
    c->twins = rn_twins_new(c, config);
    c->ended_end = c->sealed = &c->ended;
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

/* What an ended source wrote may still be in the group: its result is one when that is on disk. */
static bool has_result(struct rn_collector *c)
{
    if (!c->group.open)
        c->sealed = c->ended_end;
    return c->sealed != &c->ended;
}

static struct rn_source_run *take_ended(struct rn_collector *c)
{
    struct rn_source_run *r = c->ended;
    c->ended = r->next;
    if (c->sealed == &r->next)
        c->sealed = &c->ended;
    if (c->ended_end == &r->next)
        c->ended_end = &c->ended;
    r->next = NULL;
    return r;
}

static void free_run(struct rn_source_run *r, bool *works)
{
    if (*works && r->hold.name != NULL && !r->lost)
        *works = rn_source_release(r->setup->store, &r->hold);
    talloc_free(r);
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
static enum rn_status unless_lost(struct rn_collector *c, struct rn_source_run *r,
                                  enum rn_status st, const struct rn_diag *d)
{
    if (st != RN_CONFLICT || !r->lost)
        return st;
    rn_source_break(r, RN_BUSY, d->text);
    rn_source_forget(r, c->reader);
    return RN_OK;
}

/* After anything that was done for it: has it ended? */
static enum rn_status settle(struct rn_collector *c, struct rn_source_run *r, enum rn_status st,
                             struct rn_diag *d)
{
    st = unless_lost(c, r, st, d);
    if (st != RN_OK || r->pending > 0)
        return st;
    st = unless_lost(c, r, rn_source_end(r, d), d);
    if (st == RN_OK && r->lost)
        st = rn_source_end(r, d); /* writes nothing, but tells what was done */
    if (st != RN_OK)
        return st;
    part(c, r);
    put_ended(c, r);
    return RN_OK;
}

/* Fails as a whole: what was not committed did not take place. */
static enum rn_status unless_ill(struct rn_collector *c, enum rn_status st)
{
    if (st != RN_OK)
        rn_group_undo(&c->group);
    return st;
}

enum rn_status rn_collector_begin(struct rn_collector *c, const struct rn_collect_setup *setup,
                                  const struct rn_source_config *source, struct rn_diag *d)
{
    struct rn_collect_setup own = *setup;
    own.config = c->config;
    own.transport = c->transport;
    c->group.store = setup->store;
    struct rn_source_run *r = rn_source_new(c, &own, source, &c->group);
    r->number = c->begun++;
    if (!is_fit(c, r)) {
        put_ended(c, r);
        return RN_OK;
    }
    join(c, r);
    return unless_ill(c, settle(c, r, rn_source_begin(r, d), d));
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

static enum rn_status take_page(struct rn_collector *c, struct rn_page *p, struct rn_diag *d)
{
    struct rn_source_run *r = p->owner;
    enum rn_status st = RN_OK;
    if (r != NULL) {
        const size_t rows = p->harvest != NULL ? p->harvest->review_count : 0;
        st = rn_source_page(r, p, d);
        tell_progress(r);
        st = settle(c, r, st, d);
        if (st == RN_OK)
            st = rn_group_wrote(&c->group, rows, d);
    }
    rn_reader_give_back(c->reader);
    return st;
}

/* Until an answer or a page is there, or it is time to commit. `ret_idle`: nothing moves here. */
static enum rn_status wait_for_answer(struct rn_collector *c, int64_t until, bool *ret_idle,
                                      const struct rn_answer **ret, struct rn_diag *d)
{
    int64_t wait = until - rn_clock_boot();
    if (!rn_reader_watch(c->reader, true))
        return RN_AGAIN;
    if (c->group.open && wait > HURRY_US)
        wait = HURRY_US;
    enum rn_status st = rn_next(c->transport, wait > 0 ? wait : 0, ret, d);
    *ret_idle = rn_reader_watch(c->reader, false) && rn_reader_is_idle(c->reader);
    return st;
}

/* RN_GONE: none is under way. */
static enum rn_status take_answer(struct rn_collector *c, int64_t until, struct rn_diag *d)
{
    const struct rn_answer *a;
    bool idle = false;
    enum rn_status st = rn_next(c->transport, 0, &a, d);
    if (st == RN_AGAIN)
        st = wait_for_answer(c, until, &idle, &a, d);
    if (st == RN_AGAIN)
        return idle ? rn_group_flush(&c->group, d) : RN_OK;
    if (st == RN_OK)
        rn_source_answered(c->reader, a);
    return st;
}

/* Pages that are read go first, so that what they ask for is under way early. */
static enum rn_status step(struct rn_collector *c, int64_t until, struct rn_diag *d)
{
    struct rn_page *p = rn_reader_take(c->reader, rn_reader_is_full(c->reader));
    if (p != NULL)
        return take_page(c, p, d);
    enum rn_status st = take_answer(c, until, d);
    if (st != RN_GONE || rn_reader_is_idle(c->reader))
        return st;
    return take_page(c, rn_reader_take(c->reader, true), d);
}

static void wake(void *arg)
{
    rn_wake(arg);
}

/* Until a result is there, or none is to be had any more, or it is time. */
static enum rn_status read_on(struct rn_collector *c, int64_t wait_us, struct rn_diag *d)
{
    const int64_t until = rn_clock_boot() + wait_us;
    enum rn_status st = keep_leases(c, d);
    if (c->reader == NULL)
        c->reader = rn_reader_new(c, wake, c->transport);
    while (st == RN_OK && c->runs != NULL && !has_result(c)) {
        st = step(c, until, d);
        if (rn_clock_boot() >= until)
            break;
    }
    return st;
}

enum rn_status rn_collector_next(struct rn_collector *c, int64_t wait_us,
                                 struct rn_source_run **ret, struct rn_diag *d)
{
    if (c->ended == NULL && c->runs == NULL)
        return rn_fail(d, RN_GONE, "no source is being read");
    enum rn_status st = rn_group_flush(&c->group, d); /* leases are seen before anybody is asked */
    if (st == RN_OK && !has_result(c))
        st = read_on(c, wait_us, d);
    if (c->runs == NULL)
        TALLOC_FREE(c->reader);
    if (st == RN_OK)
        st = rn_group_flush(&c->group, d);
    if (st != RN_OK)
        return unless_ill(c, st);
    if (!has_result(c))
        return rn_fail(d, RN_AGAIN, "no source has ended yet");
    *ret = take_ended(c);
    return RN_OK;
}

enum rn_status rn_collector_stop(struct rn_collector *c, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    while (c->runs != NULL && st == RN_OK) {
        struct rn_source_run *r = c->runs;
        rn_source_forget(r, c->reader);
        r->stopped = true;
        rn_source_break(r, RN_AGAIN,
                        "stopped before it was read to the end; the next sync goes on");
        st = settle(c, r, RN_OK, d);
    }
    TALLOC_FREE(c->reader);
    if (st == RN_OK)
        st = rn_group_flush(&c->group, d);
    return unless_ill(c, st);
}

/* Nobody waits for a store that is ill once per source. */
void rn_collector_leave(struct rn_collector *c)
{
    struct rn_diag ignored;
    rn_group_undo(&c->group);
    bool works = rn_group_join(&c->group, &ignored) == RN_OK;
    while (c->runs != NULL) {
        struct rn_source_run *r = c->runs;
        rn_source_forget(r, c->reader);
        part(c, r);
        free_run(r, &works);
    }
    for (struct rn_source_run *r = *c->sealed, *next; r != NULL; r = next) {
        next = r->next;
        free_run(r, &works);
    }
    *c->sealed = NULL;
    c->ended_end = c->sealed;
    TALLOC_FREE(c->reader);
    if (!works || rn_group_flush(&c->group, &ignored) != RN_OK)
        rn_group_undo(&c->group);
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
