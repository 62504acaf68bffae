/* SPDX-License-Identifier: MIT */
#include "collect/roster.h"

#include <renown/stamp.h>

#include "base/mem.h"

#define SOON     RN_MINUTE /* after a fault that is not the place's: somebody else, no disk */
#define SHORTEST RN_SECOND

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t interval(const struct rn_seat *seat)
{
    const int64_t every = rn_next_due(seat->source, 0);
    return every > SHORTEST ? every : SHORTEST;
}

struct rn_roster *rn_roster_new(const void *ctx, const struct rn_config *config)
{
    struct rn_roster *r = rn_new(ctx, struct rn_roster);
    r->count = config->source_count;
    r->seats = rn_new_array(r, struct rn_seat, r->count + 1);
    for (size_t i = 0; i < r->count; i++)
        r->seats[i].source = &config->sources[i];
    return r;
}

/* At first sight what the store says holds; later only when somebody else has read the source. */
static void learn(struct rn_seat *seat, const struct rn_origin *o, int64_t now, int64_t t)
{
    const int64_t last_try = o != NULL ? o->last_try : 0;
    if (seat->reading || (seat->known && last_try == seat->last_try))
        return;
    seat->known = true;
    seat->last_try = last_try;
    seat->due = o == NULL || rn_is_due(seat->source, o, now) ? t : t + (o->next_due - now);
}

void rn_roster_learn(struct rn_roster *r, struct rn_origin *all, size_t count, int64_t now,
                     int64_t t)
{
    rn_origins_by_label(all, count);
    for (size_t i = 0; i < r->count; i++)
        learn(&r->seats[i], rn_origin_labelled(all, count, r->seats[i].source->name), now, t);
}

int64_t rn_roster_next(const struct rn_roster *r)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < r->count; i++)
        if (!r->seats[i].reading)
            next = smaller(next, r->seats[i].due);
    return next;
}

void rn_roster_ended(struct rn_roster *r, const struct rn_source_run *run, int64_t t)
{
    struct rn_seat *seat = &r->seats[run->source - r->seats[0].source];
    seat->reading = false;
    seat->due = t + interval(seat);
    if (run->result.status == RN_BUSY) /* somebody else reads it: the store will tell when */
        seat->due = t + smaller(interval(seat), SOON);
    else if (run->intake != NULL)
        seat->last_try = run->state.last_try;
}

void rn_roster_left(struct rn_roster *r, int64_t t)
{
    for (size_t i = 0; i < r->count; i++) {
        struct rn_seat *seat = &r->seats[i];
        if (seat->reading)
            seat->due = t + smaller(interval(seat), SOON);
        seat->reading = false;
    }
}
