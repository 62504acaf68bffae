/* SPDX-License-Identifier: MIT */
#include "collect/run.h"

#include <stdarg.h>
#include <string.h>

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "collect/answer.h"
#include "collect/folder.h"
#include "collect/keeper.h"
#include "collect/unchanged.h"
#include "plugin/harvest.h"

#define FULL_EVERY (24 * RN_HOUR)
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

/* ---- writing: only while the source is its own ------------------------------------------------
 */

/* The clock of the run has gone on since: --now names its beginning. */
static enum rn_status hold(struct rn_source_run *r, struct rn_diag *d)
{
    const int64_t passed = rn_clock_boot() - r->begun;
    struct rn_diag why;
    enum rn_status st = rn_source_hold(r->setup->store, &r->hold, r->setup->now + passed, &why);
    r->held = r->begun + passed;
    r->lost = r->lost || st == RN_CONFLICT;
    if (st == RN_CONFLICT)
        return rn_fail(d, st,
                       "another renown has taken this source over, because this run had not been "
                       "heard of for %d minutes: nothing more is written by this one",
                       (int)(RN_LEASE_TIME / RN_MINUTE));
    return st == RN_OK ? RN_OK : rn_fail(d, st, "%s", why.text);
}

enum rn_status rn_source_write(struct rn_source_run *r, struct rn_diag *d)
{
    enum rn_status st = rn_group_join(r->group, d);
    return st == RN_OK && !r->setup->dry_run ? hold(r, d) : st;
}

enum rn_status rn_source_still(struct rn_source_run *r, struct rn_diag *d)
{
    if (r->intake == NULL || r->setup->dry_run || r->lost ||
        rn_clock_boot() - r->held < RN_LEASE_TIME / 4)
        return RN_OK;
    return hold(r, d);
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
    r->known = o->last_complete != 0;
    r->sweep = rn_sweep_new(r);
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

/* Places forget what cursors point to. */
static const char *standing_cursor(const struct rn_source_run *r)
{
    const struct rn_origin *o = &r->intake->ingest.origin;
    const struct rn_limits *l = r->who.plugin->limits;
    const bool told = l != NULL && l->size > offsetof(struct rn_limits, cursor_days);
    const int days = told ? l->cursor_days : 0;
    return days > 0 && r->setup->now - o->last_complete > days * RN_DAY ? "" : o->cursor;
}

static void first_requests(struct rn_source_run *r)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h;
    struct rn_diag why;
    const char *cursor = standing_cursor(r);
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
    rn_fresh(r->setup->transport, r->source->name);
    rn_source_ask(r, h->requests, h->request_count, false);
}

/* Takes the lease; false when somebody else has it, which is said. */
static enum rn_status take_lease(struct rn_source_run *r, bool *ret_mine, struct rn_diag *d)
{
    struct rn_diag why;
    *ret_mine = true;
    if (r->setup->dry_run)
        return RN_OK;
    enum rn_status st =
        rn_source_lease(r, r->setup->store, r->source, r->setup->now, &r->hold, &why);
    if (st == RN_OK)
        return RN_OK;
    *ret_mine = false;
    if (st != RN_BUSY)
        return rn_fail(d, st, "%s", why.text);
    rn_source_break(r, st, why.text);
    return RN_OK;
}

struct rn_source_run *rn_source_new(const void *ctx, const struct rn_collect_setup *setup,
                                    const struct rn_source_config *source, struct rn_group *group)
{
    struct rn_source_run *r = rn_new(ctx, struct rn_source_run);
    struct rn_collect_setup *own = rn_new(r, struct rn_collect_setup);
    *own = *setup;            /* each has a `now` of its own */
    if (setup->rules != NULL) /* others may be in force before it ends */
        (void)rn_mem_check(talloc_reference(r, setup->rules));
    r->setup = own;
    r->source = source;
    r->group = group;
    r->result.source = source->name;
    r->result.listing = source->listing->id;
    r->begun = r->held = rn_clock_boot();
    return r;
}

enum rn_status rn_source_begin(struct rn_source_run *r, struct rn_diag *d)
{
    bool mine = false;
    enum rn_status st = rn_group_join(r->group, d);
    if (st == RN_OK)
        st = take_lease(r, &mine, d);
    if (st != RN_OK || !mine)
        return st;
    st = open_intake(r, d);
    if (st != RN_OK)
        TALLOC_FREE(r->intake);
    else if (!(r->who.plugin->can & RN_CAN_FILES))
        first_requests(r);
    else if ((st = rn_group_flush(r->group, d)) == RN_OK)
        st = rn_folder_run(r, d);
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
    o->next_due = r->stopped ? r->setup->now : rn_next_due(r->source, r->setup->now);
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

static void note_result(struct rn_source_run *r)
{
    const struct rn_run *run = &r->intake->run;
    r->result.added = run->added;
    r->result.changed = run->changed;
    r->result.unchanged = run->unchanged;
    r->result.removed = run->removed;
    r->result.complete = !r->broken;
}

enum rn_status rn_source_end(struct rn_source_run *r, struct rn_diag *d)
{
    if (r->intake == NULL)
        return RN_OK; /* it never began: the result says why */
    enum rn_status st = r->lost ? RN_OK : rn_source_write(r, d);
    if (st == RN_OK && !r->lost)
        st = close_records(r, d);
    if (st == RN_OK && !r->lost && !r->setup->dry_run)
        (void)rn_source_release(r->setup->store, &r->hold);
    note_result(r);
    return st;
}
