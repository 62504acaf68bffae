/* SPDX-License-Identifier: MIT
 *
 * A receipt back to its reviews. Sums are made anew, review by review, by the function that also
 * feeds the store's own sums; so a figure and its receipt can only differ when reviews have changed
 * since, or when something is wrong.
 */
#include "report/receipt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"
#include "report/facts.h"
#include "report/figure.h"
#include "report/first_reply.h"
#include "store/reviews.h"

/* ---- whose figure it is ---------------------------------------------------------------------- */

struct search {
    const void *ctx;
    const struct rn_config *config;
    const char *id;
    struct rn_scope best;
    int fit, rivals; /* how well `best` fits; how many others do as well */
};

static void consider(struct search *s, const struct rn_scope *scope)
{
    int fit = rn_receipt_fits(s->id, scope);
    if (fit == 0 || fit < s->fit)
        return;
    s->rivals = fit == s->fit ? s->rivals + 1 : 0;
    s->fit = fit;
    s->best = *scope;
}

static void consider_people(struct search *s)
{
    struct rn_scope scope = rn_facts_scope(s->ctx, s->config, NULL);
    consider(s, &scope);
    for (size_t i = 0; i < s->config->people_count; i++) {
        scope = rn_facts_scope(s->ctx, s->config, &s->config->people[i]);
        consider(s, &scope);
    }
}

static enum rn_status find_scope(struct search *s, struct rn_diag *d)
{
    consider_people(s);
    for (size_t i = 0; i < s->config->listing_count; i++) {
        struct rn_scope scope = rn_listing_scope(s->ctx, &s->config->listings[i]);
        consider(s, &scope);
    }
    if (s->fit == 0)
        return rn_fail(d, RN_GONE,
                       "the receipt %s is about a listing or a person that is not in %s: give the "
                       "config (-c) that its digest was made with",
                       s->id, s->config->path);
    if (s->rivals > 0)
        return rn_fail(d, RN_GONE,
                       "the receipt %s fits several people or listings of %s, whose listings have "
                       "changed since: make its digest anew with --format json",
                       s->id, s->config->path);
    return RN_OK;
}

/* ---- the reviews ----------------------------------------------------------------------------- */

struct gathering {
    const void *ctx;
    struct rn_receipt *ret;
    struct rn_basis basis;
    int64_t gone_from, gone_to; /* instants of the days, for removals */
};

static bool holds(struct rn_days days, int32_t day)
{
    return day >= days.from && day < days.to;
}

static void keep(struct gathering *g, const struct rn_stored *r, bool now)
{
    struct rn_receipt_review **list = now ? &g->ret->now : &g->ret->then;
    size_t *n = now ? &g->ret->now_count : &g->ret->then_count;
    if (*n == RN_RECEIPT_REVIEWS) {
        g->ret->left_out++;
        return;
    }
    if ((*n & (*n - 1)) == 0)
        *list = rn_grow_array(g->ctx, *list, struct rn_receipt_review, *n > 0 ? *n * 2 : 1);
    (*list)[(*n)++] = (struct rn_receipt_review){.id = rn_dupz(g->ctx, r->id),
                                                 .listing = rn_dupz(g->ctx, r->listing),
                                                 .day = r->day,
                                                 .stars = r->has_stars ? r->stars : 0};
}

static void take(struct gathering *g, const struct rn_stored *r, bool now)
{
    struct rn_sums one = {0};
    rn_sums_add_review(&one, r, 1);
    rn_sums_add(now ? &g->basis.now : &g->basis.before, &one);
    if (g->ret->kind->counts(&one))
        keep(g, r, now);
}

static enum rn_status take_row(void *arg, const struct rn_stored *r)
{
    struct gathering *g = arg;
    if (holds(g->ret->days, r->day))
        take(g, r, true);
    else if (holds(g->ret->before, r->day))
        take(g, r, false);
    return RN_OK;
}

/* Removals count by when they were found, in whatever week the review was written. */
static enum rn_status take_gone(void *arg, const struct rn_stored *r)
{
    struct gathering *g = arg;
    if (r->removed_at >= g->gone_from && r->removed_at < g->gone_to)
        take(g, r, true);
    return RN_OK;
}

static enum rn_status each_listing(struct gathering *g, struct rn_store *store,
                                   struct rn_filter filter,
                                   enum rn_status (*row)(void *, const struct rn_stored *),
                                   struct rn_diag *d)
{
    RN_SCOPE(tmp);
    enum rn_status status = RN_OK;
    filter.limit = INT32_MAX;
    for (size_t i = 0; status == RN_OK && i < g->ret->scope.count; i++) {
        filter.listing = g->ret->scope.listing[i]->id;
        status = rn_reviews_each(store, &filter, tmp, row, g, NULL, d);
    }
    return status;
}

static enum rn_status gather_gone(struct gathering *g, const struct rn_digest_ask *ask,
                                  struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_zone *zone;
    struct rn_days *days = &g->ret->days;
    struct rn_filter filter = {.replied = -1, .removed = 0};
    const char *name = ask->config->zone != NULL ? ask->config->zone : "UTC";
    enum rn_status status = rn_zone_open(tmp, name, &zone, d);
    if (status != RN_OK)
        return status;
    g->gone_from = rn_zone_day_start(zone, days->from);
    g->gone_to = rn_zone_day_start(zone, days->to);
    /* A daily report tells removals of its one to three days beside the reviews of seven. */
    struct rn_days told = *days;
    if (told.to - told.from <= 3)
        days->from = told.to - 7;
    rn_days_filter(*days, &filter);
    status = each_listing(g, ask->store, filter, take_row, d);
    *days = told;
    filter = (struct rn_filter){.replied = -1, .removed = 1};
    return status == RN_OK ? each_listing(g, ask->store, filter, take_gone, d) : status;
}

static enum rn_status gather(struct gathering *g, const struct rn_digest_ask *ask,
                             struct rn_diag *d)
{
    struct rn_receipt *ret = g->ret;
    struct rn_basis *b = &g->basis;
    struct rn_filter filter = {.replied = -1, .removed = 0};
    struct rn_days all = ret->days;
    if (ret->kind->before == NULL)
        return gather_gone(g, ask, d);
    all.from = ret->before.from < all.from ? ret->before.from : all.from;
    rn_days_filter(all, &filter);
    enum rn_status status = each_listing(g, ask->store, filter, take_row, d);
    if (status == RN_OK)
        status =
            rn_first_reply_median(ask->store, &ret->scope, ret->days, &b->now, &b->first_us, d);
    if (status == RN_OK)
        status = rn_first_reply_median(ask->store, &ret->scope, ret->before, &b->before,
                                       &b->first_before_us, d);
    return status;
}

static int by_day(const void *a, const void *b)
{
    const struct rn_receipt_review *x = a, *y = b;
    return x->day != y->day ? (x->day < y->day ? -1 : 1) : strcmp(x->id, y->id);
}

static void sort(struct rn_receipt_review *v, size_t n)
{
    if (n > 1)
        qsort(v, n, sizeof *v, by_day);
}

/* ---- all of it ------------------------------------------------------------------------------- */

enum rn_status rn_receipt_resolve(const void *ctx, const struct rn_digest_ask *ask, const char *id,
                                  struct rn_receipt **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_receipt_parts parts;
    struct search s = {.ctx = ctx, .config = ask->config, .id = id};
    if (!rn_receipt_read(id, &parts))
        return rn_fail(d, RN_GONE,
                       "%.60s is no receipt: give the %d letters and digits that stand in "
                       "brackets behind a figure of a digest",
                       id, RN_RECEIPT_LEN);
    enum rn_status status = find_scope(&s, d);
    if (status != RN_OK)
        return status;
    struct rn_receipt *r = rn_new(tmp, struct rn_receipt);
    struct gathering g = {.ctx = r, .ret = r, .basis = {.first_us = -1, .first_before_us = -1}};
    r->kind = parts.kind;
    r->scope = s.best;
    r->other_listings = s.fit < 2;
    r->days = parts.days;
    r->before = parts.kind->before != NULL ? parts.kind->before(parts.days) : (struct rn_days){0};
    if (ask->store != NULL && (status = gather(&g, ask, d)) != RN_OK)
        return status;
    sort(r->now, r->now_count);
    sort(r->then, r->then_count);
    r->figure_count = r->kind->letter == 's' ? RN_SCORE_FIGURES : 1;
    if (r->figure_count > 1)
        rn_figures_score(&g.basis, &r->scope, r->days, r->figure);
    else
        r->figure[0] = rn_figure_of(r->kind->letter, &g.basis, &r->scope, r->days);
    *ret = talloc_steal(ctx, r);
    return RN_OK;
}
