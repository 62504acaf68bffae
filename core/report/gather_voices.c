/* SPDX-License-Identifier: MIT
 *
 * What people said: one low rating and one praise of the period, by how much they tell.
 */
#include "report/facts.h"

#include <renown/utf8.h>

#include "report/first_reply.h"
#include "store/reviews.h"

enum { VOICE_ROWS = 100, LEAST_TEXT = 20, FULL_TEXT = 140 };

struct listen {
    const void *ctx;
    struct rn_facts *f;
    struct rn_voice *voice;
    double best;
    bool low;
};

/* How much a quote tells: enough words, the stars that were asked for, the listing that changed
 * most. */
static double weight_of(const struct listen *l, const struct rn_stored *r)
{
    double length = (double)rn_utf8_count(r->r.text);
    double weight = length > FULL_TEXT ? FULL_TEXT : length;
    if (l->low && l->f->change_count > 0 && l->f->change[0].name != NULL &&
        rn_str_is(rn_str(r->listing), l->f->change[0].name))
        weight += 1000;
    return weight + (l->low ? 300 * (3 - r->stars) : 0);
}

static enum rn_status listen_row(void *arg, const struct rn_stored *r)
{
    struct listen *l = arg;
    const struct rn_listing *listing = rn_facts_listing(l->f, r->listing);
    const struct rn_days *days = &l->f->period.now;
    if (listing == NULL || r->day < days->from || r->day >= days->to ||
        rn_utf8_count(r->r.text) < LEAST_TEXT)
        return RN_OK;
    double weight = weight_of(l, r);
    if (l->voice->id != NULL && weight <= l->best)
        return RN_OK;
    l->best = weight;
    *l->voice = rn_voice_of(l->ctx, listing, r);
    return RN_OK;
}

enum rn_status rn_facts_voices(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    struct listen low = {ctx, f, &f->low, 0, true}, praise = {ctx, f, &f->praise, 0, false};
    struct rn_filter filter = {.stars_max = 2, .replied = -1, .removed = 0, .limit = VOICE_ROWS};
    rn_days_filter(f->period.now, &filter);
    enum rn_status status = rn_reviews_each(f->ask->store, &filter, ctx, listen_row, &low, NULL, d);
    filter.stars_max = 0;
    filter.stars_min = 5;
    if (status == RN_OK)
        status = rn_reviews_each(f->ask->store, &filter, ctx, listen_row, &praise, NULL, d);
    return status;
}
