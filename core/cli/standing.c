/* SPDX-License-Identifier: MIT
 *
 * An origin is known by place and account, and a source's name is only a label: so a source finds
 * its origin by what its plugin says it reads, and by name only where that fails.
 */
#include "cli/standing.h"

#include <string.h>

#include <renown/plugin.h>

#include "base/mem.h"
#include "cli/findings.h"
#include "config/config.h"
#include "store/reviews.h"

struct origins {
    struct rn_origin *v;
    size_t n;
};

static const struct rn_origin *find(const struct origins *all, const struct rn_source_config *s,
                                    const struct rn_probe *probe)
{
    for (size_t i = 0; probe->account != NULL && *probe->account != '\0' && i < all->n; i++)
        if (strcmp(all->v[i].place, s->plugin) == 0 &&
            strcmp(all->v[i].account, probe->account) == 0)
            return &all->v[i];
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->v[i].label, s->name) == 0)
            return &all->v[i];
    return NULL;
}

static enum rn_status count(struct rn_store *store, struct rn_standing *st, struct rn_diag *d)
{
    struct rn_filter f = {.source = st->origin.label, .replied = -1, .removed = 0};
    return rn_reviews_count(store, &f, &st->stored, d);
}

/* What is wrong with the source itself comes before what the store remembers. */
static void judge(const void *ctx, struct rn_standing *st, enum rn_status probed,
                  const struct rn_diag *why)
{
    if (probed != RN_OK) {
        st->health = "broken";
        st->note = rn_dupz(ctx, why->text);
        return;
    }
    st->health = !st->seen ? "new" : st->origin.health != NULL ? st->origin.health : "ok";
    if (st->health[0] == '\0')
        st->health = "ok";
    st->note = st->origin.note != NULL ? st->origin.note : "";
}

/* Without a store nothing was spent. */
static enum rn_status spent(const void *ctx, struct rn_store *store, const struct rn_probe *probe,
                            int64_t now, struct rn_standing *st, struct rn_diag *d)
{
    if (probe->plugin == NULL)
        return RN_OK;
    rn_allowance_of(ctx, st->source, probe->plugin, probe->account, &st->allowance);
    return store != NULL ? rn_spent_read(store, st->allowance.account, now, &st->used, d) : RN_OK;
}

static enum rn_status stand(const void *ctx, const struct rn_config *c, struct rn_store *store,
                            const struct origins *all, int64_t now, struct rn_standing *st,
                            struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag why = {0};
    struct rn_probe probe = {0};
    enum rn_status probed = rn_probe_source(tmp, c, st->source, &probe, &why);
    const struct rn_origin *o = find(all, st->source, &probe);
    st->origin.expected = -1;
    if (o != NULL) {
        st->origin = *o;
        st->seen = true;
        enum rn_status status = count(store, st, d);
        if (status != RN_OK)
            return status;
    }
    judge(ctx, st, probed, &why);
    return spent(ctx, store, &probe, now, st, d);
}

enum rn_status rn_standings(const void *ctx, const struct rn_config *c, int64_t now,
                            struct rn_standing **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_store *store = NULL;
    struct origins all = {NULL, 0};
    struct rn_standing *st = rn_new_array(ctx, struct rn_standing, c->source_count + 1);
    enum rn_status status = rn_store_open(tmp, c->store, RN_STORE_READ, now, &store, d);
    if (status == RN_OK)
        status = rn_origins_list(store, st, &all.v, &all.n, d);
    else if (status == RN_GONE)
        status = RN_OK;
    for (size_t i = 0; i < c->source_count && status == RN_OK; i++) {
        st[i].source = &c->sources[i];
        status = stand(st, c, store, &all, now, &st[i], d);
    }
    if (status == RN_OK)
        *ret = st;
    else
        talloc_free(st);
    return status;
}
