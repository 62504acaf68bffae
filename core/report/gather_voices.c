/* SPDX-License-Identifier: MIT
 *
 * What people said: one low rating and one praise of the period, by how much they tell. And the
 * exact median time to the first answer while there are few enough answers to look at each.
 */
#include "report/facts.h"

#include <stdlib.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/reviews.h"

/* A listing's local day lies within these hours of the same date in UTC. */
static const int64_t ZONE_REACH = 15 * RN_HOUR;
enum { VOICE_ROWS = 100, ANSWER_ROWS = 2000, LEAST_TEXT = 20, FULL_TEXT = 140 };

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

static void span_of(struct rn_days days, struct rn_filter *filter)
{
    filter->from = days.from * RN_DAY - ZONE_REACH;
    filter->to = days.to * RN_DAY + ZONE_REACH;
}

/* ---- the exact median ------------------------------------------------------------------------ */

struct delays {
    const struct rn_facts *f;
    struct rn_days days;
    int64_t *us;
    size_t n, rows;
};

static enum rn_status delay_row(void *arg, const struct rn_stored *r)
{
    struct delays *v = arg;
    v->rows++;
    if (rn_facts_listing(v->f, r->listing) == NULL || r->day < v->days.from ||
        r->day >= v->days.to || r->r.created.precision != RN_TIME_SECOND ||
        r->r.reply.at.precision != RN_TIME_SECOND || r->r.reply.at.us < r->r.created.us)
        return RN_OK;
    v->us[v->n++] = r->r.reply.at.us - r->r.created.us;
    return RN_OK;
}

static int by_length(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* -1 when there are too many answers to read, or none whose times are known to the second. */
static enum rn_status exact_median(const void *ctx, struct rn_facts *f, struct rn_days days,
                                   const struct rn_sums *sums, int64_t *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct delays v = {f, days, rn_new_array(tmp, int64_t, ANSWER_ROWS), 0, 0};
    struct rn_filter filter = {.replied = 1, .removed = 0, .limit = ANSWER_ROWS};
    (void)ctx;
    if (sums->replied == 0 || sums->replied * 2 > ANSWER_ROWS)
        return RN_OK;
    span_of(days, &filter);
    enum rn_status status = rn_reviews_each(f->ask->store, &filter, tmp, delay_row, &v, NULL, d);
    /* A page that is full may hide answers (competitors fill it too): then the histogram speaks. */
    if (status != RN_OK || v.n == 0 || v.rows >= ANSWER_ROWS)
        return status;
    qsort(v.us, v.n, sizeof *v.us, by_length);
    *ret = v.n % 2 != 0 ? v.us[v.n / 2] : (v.us[v.n / 2 - 1] + v.us[v.n / 2]) / 2;
    return RN_OK;
}

enum rn_status rn_facts_voices(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    struct listen low = {ctx, f, &f->low, 0, true}, praise = {ctx, f, &f->praise, 0, false};
    struct rn_filter filter = {.stars_max = 2, .replied = -1, .removed = 0, .limit = VOICE_ROWS};
    span_of(f->period.now, &filter);
    enum rn_status status = rn_reviews_each(f->ask->store, &filter, ctx, listen_row, &low, NULL, d);
    filter.stars_max = 0;
    filter.stars_min = 5;
    if (status == RN_OK)
        status = rn_reviews_each(f->ask->store, &filter, ctx, listen_row, &praise, NULL, d);
    if (status == RN_OK)
        status = exact_median(ctx, f, f->period.score, &f->now, &f->exact_first_us, d);
    if (status == RN_OK)
        status = exact_median(ctx, f, f->period.before, &f->before, &f->exact_before_us, d);
    return status;
}
