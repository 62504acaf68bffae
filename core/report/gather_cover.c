/* SPDX-License-Identifier: MIT
 *
 * The coverage ledger: every source of the config beside what the store knows of it, and the files
 * that were imported.
 */
#include "report/facts.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "config/config.h"
#include "store/origins.h"

enum { RUNS = 500 };

struct ledger {
    struct rn_origin *origin;
    size_t origin_count;
    struct rn_run *run;
    size_t run_count;
};

static const struct rn_origin *origin_of(const struct ledger *l, const char *label)
{
    for (size_t i = 0; i < l->origin_count; i++)
        if (strcmp(l->origin[i].label, label) == 0)
            return &l->origin[i];
    return NULL;
}

/* The newest run of a source stands first. */
static bool cut_off(const struct ledger *l, const struct rn_origin *o, int64_t now)
{
    for (size_t i = 0; i < l->run_count; i++)
        if (l->run[i].origin == o->n && strcmp(l->run[i].kind, "import") != 0)
            return l->run[i].ended == 0 && now - l->run[i].started > RN_HOUR;
    return false;
}

static void add_source(const void *ctx, struct rn_facts *f, const struct ledger *l,
                       const struct rn_source_config *c)
{
    struct rn_seen *s = &f->source[f->source_count++];
    const struct rn_origin *o = origin_of(l, c->name);
    *s = (struct rn_seen){.name = c->name, .listing = c->listing->id, .configured = true};
    s->every = c->common.every.us;
    s->expected = s->stored = -1;
    if (o == NULL)
        return;
    s->last_try = o->last_try;
    s->last_full = o->last_full;
    s->last_complete = o->last_complete;
    s->health = o->health != NULL ? rn_dupz(ctx, o->health) : NULL;
    s->note = o->note != NULL ? rn_dupz(ctx, o->note) : NULL;
    s->expected = o->expected;
    s->cut_off = cut_off(l, o, f->ask->now);
}

static const struct rn_origin *origin_by_n(const struct ledger *l, int64_t n)
{
    for (size_t i = 0; i < l->origin_count; i++)
        if (l->origin[i].n == n)
            return &l->origin[i];
    return NULL;
}

static void note_removed(const void *ctx, struct rn_facts *f, const struct rn_listing *l,
                         int64_t removed)
{
    struct rn_change change;
    int64_t listed = f->now.count + removed;
    for (size_t i = 0; i < f->listing_count; i++)
        if (f->place[i].listing == l)
            listed = f->place[i].now.count + removed;
    if (!rn_removed_find(removed, listed, &change))
        return;
    change.days = f->period.now;
    change.listing = l;
    change.name = l->id;
    f->change = rn_grow_array(ctx, f->change, struct rn_change, f->change_count + 1);
    f->change[f->change_count++] = change;
}

/* Runs carry how many reviews each found gone: no review is read for it. */
static void read_runs(const void *ctx, struct rn_facts *f, const struct ledger *l, int64_t from)
{
    RN_SCOPE(tmp);
    int64_t *removed = rn_new_array(tmp, int64_t, f->listing_count + 1);
    for (size_t i = 0; i < l->run_count; i++) {
        const struct rn_origin *o = origin_by_n(l, l->run[i].origin);
        const struct rn_listing *at = o != NULL ? rn_facts_listing(f, o->listing) : NULL;
        if (at == NULL || l->run[i].started < from || l->run[i].started > f->ask->now)
            continue;
        if (strcmp(l->run[i].kind, "import") == 0) {
            f->imports++;
            if (l->run[i].started > f->last_import)
                f->last_import = l->run[i].started;
        }
        /* what a later run found is told by the next report, once */
        for (size_t k = 0; k < f->listing_count && l->run[i].started < f->until; k++)
            if (f->listing[k] == at)
                removed[k] += l->run[i].removed;
    }
    for (size_t k = 0; k < f->listing_count; k++)
        note_removed(ctx, f, f->listing[k], removed[k]);
}

static enum rn_status load(const void *tmp, struct rn_facts *f, int64_t from, struct ledger *l,
                           struct rn_diag *d)
{
    if (f->ask->store == NULL)
        return RN_OK;
    enum rn_status status = rn_origins_list(f->ask->store, tmp, &l->origin, &l->origin_count, d);
    if (status != RN_OK)
        return status;
    return rn_runs_list(f->ask->store, 0, from, RUNS, tmp, &l->run, &l->run_count, d);
}

enum rn_status rn_facts_coverage(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_config *c = f->ask->config;
    struct ledger l = {0};
    int64_t from = f->since;
    enum rn_status status = load(tmp, f, from, &l, d);
    if (status != RN_OK)
        return status;
    f->source = rn_new_array(ctx, struct rn_seen, c->source_count + 1);
    for (size_t i = 0; i < c->source_count; i++)
        if (c->sources[i].listing != NULL && rn_facts_listing(f, c->sources[i].listing->id) != NULL)
            add_source(ctx, f, &l, &c->sources[i]);
    read_runs(ctx, f, &l, from);
    return RN_OK;
}
