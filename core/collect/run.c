/* SPDX-License-Identifier: MIT */
#include "collect/run.h"

#include <stdarg.h>
#include <string.h>

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "collect/answer.h"
#include "collect/folder.h"
#include "collect/keeper.h"
#include "collect/schedule.h"
#include "collect/unchanged.h"
#include "plugin/harvest.h"

#define FULL_EVERY (24 * RN_HOUR)
#define WAIT_US    (RN_SECOND / 4)  /* how long a wish to stop may wait */
#define HURRY_US   (RN_SECOND / 50) /* the same for what is not committed yet */
enum { WARNINGS_MAX = 1000 };

/* ---- what is said of a source ---------------------------------------------------------------- */

void rn_source_warn(struct rn_source_run *r, const char *fmt, ...)
{
    struct rn_source_result *res = &r->result;
    va_list ap;
    if (res->warning_count == WARNINGS_MAX)
        return;
    if (res->warning_count == WARNINGS_MAX - 1)
        fmt = "and more: only the first of all warnings are kept";
    va_start(ap, fmt);
    char *text = rn_mem_check(talloc_vasprintf(r, fmt, ap));
    va_end(ap);
    res->warnings = rn_grow_array(r, res->warnings, char *, res->warning_count + 1);
    res->warnings[res->warning_count++] = text;
}

void rn_source_break(struct rn_source_run *r, enum rn_status status, const char *sentence)
{
    struct rn_source_result *res = &r->result;
    rn_source_warn(r, "%s", sentence);
    if (!r->broken) { /* goes before what was merely odd: the first sentence is kept with the run */
        memmove(res->warnings + 1, res->warnings,
                (res->warning_count - 1) * sizeof res->warnings[0]);
        res->warnings[0] = rn_dupz(r, sentence);
        res->status = status;
    }
    r->broken = true;
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

/* ---- beginning ------------------------------------------------------------------------------- */

static const char *run_kind(const struct rn_collect_setup *s)
{
    return s->baseline ? "baseline" : s->backfill ? "backfill" : "sync";
}

/* A folder's files may be of an account that another source reads: the reviews share that origin,
 * but whether the folder was looked at says nothing about the other, so its state has a row of its
 * own. */
static enum rn_status open_state(struct rn_source_run *r, struct rn_diag *d)
{
    struct rn_store *s = r->setup->store;
    r->state = r->intake->ingest.origin;
    if (strcmp(r->state.place, r->source->plugin) == 0)
        return RN_OK;
    return rn_origin_open(s, r->source->plugin,
                          rn_option_text(r->who.plugin, r->who.options, "path"), r->source->name,
                          r->source->listing->id, r->setup->now, r, &r->state, d);
}

static enum rn_status open_intake(struct rn_source_run *r, struct rn_diag *d)
{
    const struct rn_collect_setup *s = r->setup;
    const struct rn_intake_setup in = {.store = s->store,
                                       .listing = r->source->listing,
                                       .who = r->who,
                                       .rules = s->baseline ? NULL : s->rules,
                                       .kind = run_kind(s),
                                       .now = s->now};
    enum rn_status st = rn_intake_open(r, &in, &r->intake, d);
    if (st == RN_OK)
        st = open_state(r, d);
    if (st != RN_OK)
        return st;
    const struct rn_origin *o = &r->intake->ingest.origin;
    rn_keeper_open(r);
    r->full = s->backfill || o->last_full == 0 || s->now - o->last_full >= FULL_EVERY;
    r->sweep = rn_sweep_new(r);
    r->known = o->last_complete != 0;
    r->keep_nothing = r->who.plugin->limits != NULL &&
                      r->who.plugin->limits->retention == RN_KEEP_NOTHING &&
                      !r->source->common.retention.set;
    if (r->keep_nothing)
        rn_source_warn(r,
                       "the terms of %s forbid storing its reviews, so none are kept; set "
                       "`retention` on this source if your contract allows it",
                       r->who.plugin->title);
    return RN_OK;
}

static void first_requests(struct rn_source_run *r)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h;
    struct rn_diag why;
    const char *cursor = r->intake->ingest.origin.cursor;
    if (r->setup->transport == NULL) {
        rn_source_break(r, RN_AGAIN,
                        "there is no network to ask it over: use --replay DIR with recorded "
                        "exchanges, or import the place's own export");
        return;
    }
    if (rn_harvest_plan(tmp, r->who.plugin, r->who.options, rn_str(cursor), &h, &why) != RN_OK) {
        rn_source_break(r, why.status, why.text);
        return;
    }
    rn_source_ask(r, h->requests, h->request_count, false);
}

/* An earlier source of this run that reads the same account through its interface; NULL: none. */
static const struct rn_source_run *twin_of(struct rn_source_run **before, size_t count,
                                           const struct rn_source_run *r)
{
    for (size_t i = 0; i < count; i++)
        if (before[i]->who.place != NULL && before[i]->who.plugin == r->who.plugin &&
            !(r->who.plugin->can & RN_CAN_FILES) &&
            strcmp(before[i]->who.account, r->who.account) == 0)
            return before[i];
    return NULL;
}

static bool is_fit(struct rn_source_run **before, size_t count, struct rn_source_run *r)
{
    struct rn_diag why;
    if (rn_identity_of(r, r->setup->config, r->source, &r->who, &why) != RN_OK) {
        rn_source_break(r, why.status, why.text);
        return false;
    }
    const struct rn_source_run *twin = twin_of(before, count, r);
    if (twin == NULL)
        return true;
    rn_source_break(r, RN_INVALID,
                    rn_fmt(r,
                           "it reads the same account as source %s, so the same reviews would "
                           "be counted for two listings; keep one of them",
                           twin->source->name));
    return false;
}

/* Takes the lease, opens the run, asks the first questions. Files have transactions of their own.
 */
static enum rn_status begin(struct rn_source_run *r, struct rn_diag *d)
{
    struct rn_diag why;
    enum rn_status st = rn_group_join(r->group, d);
    if (st != RN_OK)
        return st;
    if (!r->setup->dry_run) {
        st = rn_source_lease(r->setup->store, r->source, r->setup->now, &why);
        if (st == RN_BUSY) {
            rn_source_break(r, st, why.text);
            return RN_OK;
        }
        if (st != RN_OK)
            return rn_fail(d, st, "%s", why.text);
    }
    st = open_intake(r, d);
    if (st == RN_OK && !(r->who.plugin->can & RN_CAN_FILES))
        first_requests(r);
    else if (st == RN_OK) {
        st = rn_group_flush(r->group, d);
        if (st == RN_OK)
            st = rn_folder_run(r, d);
    }
    return st;
}

/* ---- ending ---------------------------------------------------------------------------------- */

/* Whether this run may say of a review that it is gone: it saw the whole list and read every row of
 * it, the place lists all there is, and the place's own count does not speak against it. */
static bool proves_absence(struct rn_source_run *r)
{
    const struct rn_plugin *p = r->who.plugin;
    const int64_t expected = r->intake->ingest.origin.expected;
    const size_t saw = rn_sweep_count(r->sweep);
    if (r->broken || r->cut || r->doubtful || r->keep_nothing || r->pages == 0 ||
        p->limits == NULL || !p->limits->absence_proves)
        return false;
    if (expected > 0 && (int64_t)saw < expected) {
        rn_source_warn(r,
                       "the place counts %lld reviews but listed %zu: pages may lack some, so "
                       "nothing is taken as removed",
                       (long long)expected, saw);
        return false;
    }
    return saw > 0; /* an empty list of a place that had reviews proves nothing */
}

static void note_state(struct rn_source_run *r)
{
    struct rn_origin *o = &r->state;
    o->cursor = r->intake->ingest.origin.cursor;
    o->expected = r->intake->ingest.origin.expected;
    o->last_try = r->setup->now;
    o->next_due = rn_next_due(r->source, r->setup->now);
    o->health = r->broken ? "broken" : "ok";
    o->note = r->result.warning_count > 0 ? r->result.warnings[0] : NULL;
    if (r->broken)
        return;
    o->last_complete = r->setup->now;
    if (!r->cut)
        o->last_full = r->setup->now;
}

static enum rn_status close_records(struct rn_source_run *r, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    if (proves_absence(r))
        st = rn_sweep_compare(r->sweep, &r->intake->ingest, d);
    if (st == RN_OK && !r->broken)
        st = rn_unchanged_keep(r, d);
    note_state(r);
    r->intake->run.requests = r->result.requests;
    if (st == RN_OK)
        st = rn_origin_save(r->setup->store, &r->state, d);
    const char *note = r->result.warning_count > 0 ? r->result.warnings[0] : NULL;
    return st == RN_OK ? rn_intake_close(r->intake, !r->broken, note, d) : st;
}

static enum rn_status end(struct rn_source_run *r, struct rn_diag *d)
{
    if (r->intake == NULL)
        return RN_OK; /* it never began: the result says why */
    enum rn_status st = rn_group_join(r->group, d);
    if (st == RN_OK)
        st = close_records(r, d);
    if (st == RN_OK && !r->setup->dry_run)
        rn_source_release(r->setup->store, r->source);
    const struct rn_run *run = &r->intake->run;
    r->result.added = run->added;
    r->result.changed = run->changed;
    r->result.unchanged = run->unchanged;
    r->result.removed = run->removed;
    r->result.complete = !r->broken;
    return st;
}

/* What an ended source held: many of them are read at once. */
static void let_go(struct rn_source_run *r)
{
    talloc_free(r->sweep);
    talloc_free(r->intake);
    r->sweep = NULL;
    r->intake = NULL;
}

/* ---- all of them ----------------------------------------------------------------------------- */

struct serving {
    const struct rn_collect_setup *setup;
    struct rn_group *group;
    struct rn_reader *reader;
};

static bool stopped(const struct rn_collect_setup *setup)
{
    return setup->stopped != NULL && setup->stopped(setup->arg);
}

static void wake(void *arg)
{
    rn_wake(arg);
}

/* A page into the store; a source whose last one it was is ended at once. */
static enum rn_status take_page(struct rn_page *p, struct rn_diag *d)
{
    struct rn_source_run *r = rn_source_of_tag(p->answer.call->tag);
    const size_t rows = p->harvest != NULL ? p->harvest->review_count : 0;
    enum rn_status st = rn_source_page(p, d);
    tell_progress(r);
    if (st == RN_OK && r->pending == 0) {
        st = end(r, d);
        let_go(r);
    }
    return st == RN_OK ? rn_group_wrote(r->group, rows, d) : st;
}

/* What is there at once, else waits for an answer or a page, longer when nothing waits to be
 * committed. RN_GONE: nothing is under way at the place. */
static enum rn_status take_answer(struct serving *s, struct rn_diag *d)
{
    const struct rn_answer *a;
    const bool open = rn_group_is_open(s->group);
    enum rn_status st = rn_next(s->setup->transport, 0, &a, d);
    if (st == RN_AGAIN) {
        if (!rn_reader_watch(s->reader, true))
            return RN_OK;
        st = rn_next(s->setup->transport, open ? HURRY_US : WAIT_US, &a, d);
        const bool none = rn_reader_watch(s->reader, false);
        if (st == RN_AGAIN)
            return open && none && rn_reader_is_idle(s->reader) ? rn_group_flush(s->group, d)
                                                                : RN_OK;
    }
    if (st == RN_OK)
        rn_source_answered(s->reader, a);
    return st;
}

/* One step: pages that are read go first, so that what they ask for is under way early. */
static enum rn_status serve_one(struct serving *s, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    struct rn_page *p = rn_reader_take(s->reader, rn_reader_is_full(s->reader));
    if (p == NULL)
        st = take_answer(s, d);
    if (st == RN_GONE && !rn_reader_is_idle(s->reader))
        p = rn_reader_take(s->reader, true);
    if (p == NULL)
        return st;
    st = take_page(p, d);
    rn_reader_give_back(s->reader);
    return st;
}

/* Until nothing is under way, or somebody wants it to stop. */
static enum rn_status serve_answers(const struct rn_collect_setup *setup, struct rn_group *group,
                                    struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct serving s = {setup, group, rn_reader_new(tmp, wake, setup->transport)};
    enum rn_status st = rn_group_flush(group, d); /* leases are seen before anybody is asked */
    while (st == RN_OK && !stopped(setup))
        st = serve_one(&s, d);
    return st == RN_GONE ? RN_OK : st;
}

/* Stopped half-way: what is stored stays, what was not seen is said, the next run goes on. */
static enum rn_status end_stopped(struct rn_source_run **runs, size_t count, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < count && st == RN_OK; i++) {
        if (runs[i]->pending == 0)
            continue;
        rn_source_break(runs[i], RN_AGAIN,
                        "stopped before it was read to the end; the next sync goes on");
        st = end(runs[i], d);
    }
    return st;
}

static struct rn_source_run *new_run(const void *ctx, const struct rn_collect_setup *setup,
                                     const struct rn_source_config *source, struct rn_group *group)
{
    struct rn_source_run *r = rn_new(ctx, struct rn_source_run);
    r->setup = setup;
    r->group = group;
    r->source = source;
    r->result.source = source->name;
    r->result.listing = source->listing->id;
    return r;
}

static enum rn_status run_all(struct rn_source_run **runs, size_t count,
                              const struct rn_collect_setup *setup, struct rn_group *group,
                              struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < count && st == RN_OK; i++) {
        if (!is_fit(runs, i, runs[i]))
            continue;
        st = begin(runs[i], d);
        if (st == RN_OK && runs[i]->pending == 0)
            st = end(runs[i], d);
        if (runs[i]->pending == 0)
            let_go(runs[i]);
    }
    if (st == RN_OK && setup->transport != NULL)
        st = serve_answers(setup, group, d);
    if (st == RN_OK)
        st = end_stopped(runs, count, d);
    return st == RN_OK ? rn_group_flush(group, d) : st;
}

enum rn_status rn_collect(const void *ctx, const struct rn_collect_setup *setup,
                          const struct rn_source_config *const *sources, size_t count,
                          struct rn_source_result **ret, struct rn_diag *d)
{
    struct rn_group group = {.store = setup->store, .whole = setup->dry_run};
    struct rn_source_run **runs = rn_new_array(ctx, struct rn_source_run *, count + 1);
    struct rn_source_result *results = rn_new_array(ctx, struct rn_source_result, count + 1);
    for (size_t i = 0; i < count; i++)
        runs[i] = new_run(ctx, setup, sources[i], &group);
    enum rn_status st = setup->dry_run ? rn_store_begin(setup->store, d) : RN_OK;
    if (st == RN_OK)
        st = run_all(runs, count, setup, &group, d);
    if (setup->dry_run || st != RN_OK)
        rn_store_rollback(setup->store); /* a dry run leaves no trace */
    for (size_t i = 0; i < count; i++)
        results[i] = runs[i]->result;
    if (st == RN_OK)
        *ret = results;
    return st;
}
