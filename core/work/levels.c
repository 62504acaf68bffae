/* SPDX-License-Identifier: MIT */
#include "work/levels.h"

#include <string.h>

#include "base/business.h"
#include "base/mem.h"
#include "config/config.h"

struct level {
    const struct rn_sla *sla;
    const struct rn_business *hours; /* NULL: every hour */
};

struct rn_levels {
    struct level *level;
    size_t count;
};

static enum rn_status open_hours(struct rn_levels *levels, const struct rn_config *c,
                                 struct level *level, struct rn_diag *d)
{
    const struct rn_hours *hours = rn_config_hours(c, level->sla->hours);
    struct rn_business *b = NULL;
    const enum rn_status st = hours != NULL ? rn_config_business(levels, hours, &b, d) : RN_OK;
    level->hours = b;
    return st;
}

enum rn_status rn_levels_open(const void *ctx, const struct rn_config *config,
                              struct rn_levels **ret, struct rn_diag *d)
{
    struct rn_levels *levels = rn_new(ctx, struct rn_levels);
    levels->level = rn_new_array(levels, struct level, config->sla_count + 1);
    for (size_t i = 0; i < config->sla_count; i++) {
        struct level *level = &levels->level[levels->count++];
        level->sla = &config->slas[i];
        const enum rn_status st = open_hours(levels, config, level, d);
        if (st != RN_OK) {
            (void)talloc_free(levels);
            return st;
        }
    }
    *ret = levels;
    return RN_OK;
}

static bool names(const struct rn_list *listings, const char *listing)
{
    for (size_t i = 0; i < listings->n; i++)
        if (strcmp(listings->v[i], listing) == 0)
            return true;
    return listings->n == 0;
}

/* A bound on stars fits only what has stars. */
static bool fits(const struct rn_sla *s, const char *listing, double stars)
{
    if (s->when != NULL || !s->first_reply.set || !names(&s->listings, listing))
        return false;
    if (stars <= 0)
        return s->stars_max == 0 && s->stars_min == 0;
    return (s->stars_max == 0 || stars <= (double)s->stars_max) &&
           (s->stars_min == 0 || stars >= (double)s->stars_min);
}

bool rn_levels_due(const struct rn_levels *levels, const char *listing, double stars, int64_t born,
                   int64_t *ret_due)
{
    for (size_t i = 0; i < levels->count; i++) {
        const struct level *level = &levels->level[i];
        struct rn_diag d; /* no open window: no deadline */
        if (!fits(level->sla, listing, stars))
            continue;
        if (level->hours != NULL)
            return rn_business_add(level->hours, born, level->sla->first_reply.us, ret_due, &d) ==
                   RN_OK;
        *ret_due = born + level->sla->first_reply.us;
        return true;
    }
    *ret_due = born + RN_LEVEL_DEFAULT;
    return true;
}

int64_t rn_levels_after(const struct rn_levels *levels, const char *listing, double stars,
                        int64_t from, int64_t us)
{
    for (size_t i = 0; i < levels->count; i++) {
        const struct level *level = &levels->level[i];
        struct rn_diag d;
        int64_t due;
        if (!fits(level->sla, listing, stars))
            continue;
        if (level->hours != NULL && rn_business_add(level->hours, from, us, &due, &d) == RN_OK)
            return due;
        break;
    }
    return from + us;
}
