/* SPDX-License-Identifier: MIT */
#include "report/compare.h"

#include <math.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "config/config.h"
#include "store/origins.h"

static const double Z = 1.959964;

struct ledger {
    struct rn_origin *v;
    size_t n;
    int64_t since; /* the instant at which the first day has begun everywhere */
};

static const struct rn_source_config *configured(const struct rn_config *c, const char *label)
{
    for (size_t i = 0; i < c->source_count; i++)
        if (strcmp(c->sources[i].name, label) == 0)
            return &c->sources[i];
    return NULL;
}

static bool looked_at(const struct rn_config *c, const struct ledger *l, const char *listing)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct rn_origin *o = &l->v[i];
        if (strcmp(o->listing, listing) != 0)
            continue;
        if (configured(c, o->label) == NULL || o->last_complete >= l->since)
            return true;
    }
    return false;
}

static struct rn_side *side_of(struct rn_comparison *m, const struct rn_brand *brand)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->side[i].brand == brand)
            return &m->side[i];
    return NULL;
}

static void add_listing(const void *ctx, struct rn_side *s, const struct rn_listing *l, bool seen)
{
    const struct rn_listing ***list = seen ? &s->listing : &s->unseen;
    size_t *n = seen ? &s->listing_count : &s->unseen_count;
    if ((*n & (*n - 1)) == 0)
        *list = rn_grow_array(ctx, *list, const struct rn_listing *, *n > 0 ? *n * 2 : 1);
    (*list)[(*n)++] = l;
}

static enum rn_status sum_side(struct rn_store *store, struct rn_days days, struct rn_side *s,
                               struct rn_sums *own, struct rn_diag *d)
{
    struct rn_sums sums = {0};
    for (size_t i = 0; i < s->listing_count; i++) {
        struct rn_sums one = {0};
        enum rn_status status =
            rn_rollup_sum(store, s->listing[i]->id, days.from, days.to, &one, d);
        if (status != RN_OK)
            return status;
        rn_sums_add(&sums, &one);
    }
    if (!s->brand->competitor)
        rn_sums_add(own, &sums);
    rn_figures_of(&sums, &s->figures);
    return RN_OK;
}

static double share_of(int64_t k, int64_t n)
{
    return n > 0 ? (double)k / (double)n : 0;
}

static void weigh(const struct rn_comparison *m, struct rn_side *s)
{
    const struct rn_figures *a = &m->own, *b = &s->figures;
    s->share = share_of(b->count, m->total);
    s->share_in = rn_wilson(b->count, m->total, Z);
    s->has_ahead = s->brand->competitor && a->rated > 1 && b->rated > 1;
    if (!s->has_ahead)
        return;
    double half = Z * sqrt(a->variance / (double)a->rated + b->variance / (double)b->rated);
    s->ahead = a->rating - b->rating;
    s->ahead_in = (struct rn_interval){s->ahead - half, s->ahead + half};
}

static enum rn_status sum_all(struct rn_comparison *m, struct rn_store *store, struct rn_diag *d)
{
    struct rn_sums own = {0};
    for (size_t i = 0; i < m->count; i++) {
        enum rn_status status = sum_side(store, m->days, &m->side[i], &own, d);
        if (status != RN_OK)
            return status;
        m->total += m->side[i].figures.count;
    }
    rn_figures_of(&own, &m->own);
    m->share = share_of(own.count, m->total);
    m->share_in = rn_wilson(own.count, m->total, Z);
    for (size_t i = 0; i < m->count; i++)
        weigh(m, &m->side[i]);
    return RN_OK;
}

enum rn_status rn_compare(const void *ctx, const struct rn_config *c, struct rn_store *store,
                          struct rn_days days, struct rn_comparison **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_comparison *m = rn_new(tmp, struct rn_comparison);
    struct ledger l = {.since = days.from * RN_DAY + 12 * RN_HOUR};
    enum rn_status status = rn_origins_list(store, tmp, &l.v, &l.n, d);
    if (status != RN_OK)
        return status;
    m->days = days;
    m->side = rn_new_array(m, struct rn_side, c->brand_count + 1);
    for (size_t i = 0; i < c->brand_count; i++)
        m->side[m->count++] = (struct rn_side){.brand = &c->brands[i]};
    for (size_t i = 0; i < c->listing_count; i++) {
        struct rn_side *s = side_of(m, c->listings[i].brand);
        if (s != NULL)
            add_listing(m, s, &c->listings[i], looked_at(c, &l, c->listings[i].id));
    }
    status = sum_all(m, store, d);
    if (status == RN_OK)
        *ret = talloc_steal(ctx, m);
    return status;
}
