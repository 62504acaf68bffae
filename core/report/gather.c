/* SPDX-License-Identifier: MIT
 *
 * Scope and sums. The sums are read one listing at a time over the days that are needed, so memory
 * does not grow with the number of listings.
 */
#include "report/facts.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"
#include "report/first_reply.h"
#include "store/activity.h"
#include "store/events.h"
#include "store/reviews.h"

static bool covers(const struct rn_person *p, const struct rn_listing *l)
{
    if (p == NULL || p->listings.n == 0)
        return true;
    for (size_t i = 0; i < p->listings.n; i++)
        if (strcmp(p->listings.v[i], l->id) == 0)
            return true;
    return false;
}

struct rn_scope rn_facts_scope(const void *ctx, const struct rn_config *c,
                               const struct rn_person *person)
{
    const struct rn_listing **v =
        rn_new_array(ctx, const struct rn_listing *, c->listing_count + 1);
    struct rn_scope scope = {.listing = v};
    for (size_t i = 0; i < c->listing_count; i++) {
        const struct rn_listing *l = &c->listings[i];
        bool own = l->brand == NULL || !l->brand->competitor;
        if (own && covers(person, l))
            v[scope.count++] = l;
    }
    scope.name = person != NULL ? rn_fmt(ctx, "person:%s", person->id) : "all";
    return scope;
}

struct rn_scope rn_listing_scope(const void *ctx, const struct rn_listing *l)
{
    const struct rn_listing **v = rn_new_array(ctx, const struct rn_listing *, 1);
    v[0] = l;
    return (struct rn_scope){rn_fmt(ctx, "listing:%s", l->id), v, 1};
}

const struct rn_listing *rn_facts_listing(const struct rn_facts *f, const char *id)
{
    for (size_t i = 0; id != NULL && i < f->listing_count; i++)
        if (strcmp(f->listing[i]->id, id) == 0)
            return f->listing[i];
    return NULL;
}

/* The reader's zone is that of the hours they keep, else the organisation's. */
static const char *zone_of(const struct rn_digest_ask *ask)
{
    const struct rn_config *c = ask->config;
    const struct rn_hours *hours =
        ask->person != NULL ? rn_config_hours(c, ask->person->hours) : NULL;
    if (hours != NULL && hours->zone != NULL)
        return hours->zone;
    return c->zone != NULL ? c->zone : "UTC";
}

/* ---- sums ------------------------------------------------------------------------------------ */

struct reading {
    struct rn_series *series;
};

static enum rn_status add_day(void *arg, const char *listing, int32_t day, int64_t origin,
                              const struct rn_sums *sums)
{
    struct reading *r = arg;
    struct rn_sums *to = rn_series_at(r->series, day);
    (void)listing;
    (void)origin;
    if (to != NULL)
        rn_sums_add(to, sums);
    return RN_OK;
}

static void add_weeks(struct rn_facts *f, const struct rn_series *s)
{
    int32_t to = f->period.now.to;
    for (int i = 0; i < RN_STRIP_WEEKS; i++) {
        int32_t end = to - 7 * (RN_STRIP_WEEKS - 1 - i);
        struct rn_sums sum = rn_series_sum(s, (struct rn_days){end - 7, end});
        f->week[i] += sum.count;
        f->week_low[i] += sum.star[0] + sum.star[1];
    }
}

static void note_changes(const void *ctx, struct rn_facts *f, const struct rn_listing *l,
                         const struct rn_series *s)
{
    struct rn_change found[RN_CHANGES_MAX];
    size_t n = rn_changes_find(s, &f->period, f->today, found);
    for (size_t i = 0; i < n; i++) {
        found[i].listing = l;
        found[i].name = l->id;
        f->change = rn_grow_array(ctx, f->change, struct rn_change, f->change_count + 1);
        f->change[f->change_count++] = found[i];
    }
}

static enum rn_status sum_listing(const void *ctx, struct rn_facts *f, size_t i,
                                  struct rn_series *s, struct rn_diag *d)
{
    const struct rn_listing *l = f->listing[i];
    struct reading r = {s};
    memset(s->day, 0, s->days * sizeof *s->day);
    enum rn_status status = rn_rollups_each(f->ask->store, l->id, s->first,
                                            s->first + (int32_t)s->days, add_day, &r, d);
    if (status != RN_OK)
        return status;
    struct rn_sums now = rn_series_sum(s, f->period.score);
    struct rn_sums before = rn_series_sum(s, f->period.before);
    rn_sums_add(&f->now, &now);
    rn_sums_add(&f->before, &before);
    f->place[i].listing = l;
    rn_figures_of(&now, &f->place[i].now);
    add_weeks(f, s);
    note_changes(ctx, f, l, s);
    return RN_OK;
}

enum rn_status rn_facts_sums(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    int32_t history = rn_changes_history(&f->period), weeks = 7 * RN_STRIP_WEEKS;
    struct rn_series s = {.first = f->period.score.from - (history > weeks ? history : weeks)};
    s.days = (size_t)(f->period.now.to - s.first);
    s.day = rn_new_array(tmp, struct rn_sums, s.days);
    f->place = rn_new_array(ctx, struct rn_place_fact, f->listing_count + 1);
    for (size_t i = 0; i < f->listing_count; i++) {
        f->place[i].listing = f->listing[i];
        enum rn_status status = RN_OK;
        if (f->ask->store != NULL)
            status = sum_listing(ctx, f, i, &s, d);
        if (status != RN_OK)
            return status;
    }
    return RN_OK;
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static enum rn_status read_store(const void *ctx, struct rn_facts *f, struct rn_zone *org,
                                 struct rn_diag *d)
{
    struct rn_activity done = {0};
    enum rn_status status = rn_facts_needs(ctx, f, d);
    if (status == RN_OK)
        status = rn_activity_count(f->ask->store, rn_zone_day_start(org, f->period.now.from),
                                   rn_zone_day_start(org, f->period.now.to), &done, d);
    f->fired = done.fired;
    f->tags = done.tags;
    f->drafts = done.drafts;
    if (status == RN_OK)
        status = rn_events_head(f->ask->store, f->chain, d);
    return status;
}

static enum rn_status change_median(const void *ctx, struct rn_facts *f, struct rn_change *c,
                                    struct rn_diag *d)
{
    struct rn_scope scope = rn_listing_scope(ctx, c->listing);
    const struct rn_days days[] = {c->days, rn_days_before(c->days)};
    double *value[] = {&c->value, &c->before};
    for (int i = 0; i < 2; i++) {
        struct rn_sums sums;
        int64_t us;
        enum rn_status status =
            rn_rollup_sum(f->ask->store, c->name, days[i].from, days[i].to, &sums, d);
        if (status == RN_OK)
            status = rn_first_reply_median(f->ask->store, &scope, days[i], &sums, &us, d);
        if (status != RN_OK)
            return status;
        *value[i] = (double)us;
    }
    return RN_OK;
}

/* Found by the histogram, said exactly. */
static enum rn_status medians(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    struct rn_store *store = f->ask->store;
    enum rn_status status =
        rn_first_reply_median(store, &f->scope, f->period.score, &f->now, &f->first_us, d);
    if (status == RN_OK)
        status = rn_first_reply_median(store, &f->scope, f->period.before, &f->before,
                                       &f->first_before_us, d);
    for (size_t i = 0; status == RN_OK && i < f->change_count; i++)
        if (f->change[i].kind == RN_CHANGE_FIRST_REPLY)
            status = change_median(ctx, f, &f->change[i], d);
    return status;
}

enum rn_status rn_facts_gather(const void *ctx, const struct rn_digest_ask *ask, struct rn_facts *f,
                               struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_zone *org;
    const char *org_zone = ask->config->zone != NULL ? ask->config->zone : "UTC";
    *f = (struct rn_facts){.ask = ask, .first_us = -1, .first_before_us = -1};
    enum rn_status status = rn_zone_open(ctx, zone_of(ask), &f->zone, d);
    if (status == RN_OK)
        status = rn_zone_open(tmp, org_zone, &org, d);
    if (status != RN_OK)
        return status;
    f->today = rn_zone_day(org, ask->now);
    rn_period_last((enum rn_period_kind)ask->period, f->today, &f->period);
    f->since = rn_zone_day_start(org, f->period.now.from);
    f->until = rn_zone_day_start(org, f->period.now.to);
    f->scope = rn_facts_scope(ctx, ask->config, ask->person);
    f->listing = f->scope.listing;
    f->listing_count = f->scope.count;
    status = rn_facts_sums(ctx, f, d);
    if (status == RN_OK)
        status = rn_facts_coverage(ctx, f, d);
    if (status != RN_OK)
        return status;
    f->change_count = rn_changes_rank(f->change, f->change_count, f->listing_count);
    if (ask->store == NULL)
        return RN_OK;
    status = rn_facts_voices(ctx, f, d);
    if (status == RN_OK)
        status = rn_facts_topics(ctx, f, d);
    if (status == RN_OK)
        status = medians(ctx, f, d);
    return status == RN_OK ? read_store(ctx, f, org, d) : status;
}

struct rn_voice rn_voice_of(const void *ctx, const struct rn_listing *listing,
                            const struct rn_stored *r)
{
    struct rn_str text = r->r.text.n > 0 ? r->r.text : r->r.title;
    return (struct rn_voice){
        .id = rn_dupz(ctx, r->id),
        .who = rn_dup(ctx, r->r.author_name),
        .text = rn_dup(ctx, text),
        .listing = listing->id,
        .listing_name = listing->name != NULL ? listing->name : listing->id,
        .stars = r->has_stars ? r->stars : 0,
        .day = r->day,
    };
}
