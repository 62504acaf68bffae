/* SPDX-License-Identifier: MIT
 *
 * The median time to the first answer, from the answers themselves while they are few enough to
 * look at each; the digest and its receipts ask the same function.
 */
#include "report/first_reply.h"

#include <stdlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "config/config.h"
#include "report/receipt.h"
#include "store/reviews.h"

/* A listing's local day lies within these hours of the same date in UTC. */
static const int64_t ZONE_REACH = 15 * RN_HOUR;
enum { ANSWER_ROWS = 2000, FEW_LISTINGS = 16 };

void rn_days_filter(struct rn_days days, struct rn_filter *filter)
{
    filter->from = days.from * RN_DAY - ZONE_REACH;
    filter->to = days.to * RN_DAY + ZONE_REACH;
}

struct delays {
    const struct rn_scope *scope;
    struct rn_days days;
    int64_t *us;
    size_t n;
};

static bool within(const struct rn_scope *scope, const char *id)
{
    for (size_t i = 0; i < scope->count; i++)
        if (rn_str_is(rn_str(id), scope->listing[i]->id))
            return true;
    return false;
}

/* What the histogram would count counts here, too. */
static enum rn_status delay_row(void *arg, const struct rn_stored *r)
{
    struct delays *v = arg;
    struct rn_sums one = {0};
    if (r->day < v->days.from || r->day >= v->days.to || !within(v->scope, r->listing))
        return RN_OK;
    rn_sums_add_review(&one, r, 1);
    if (rn_answers_within(&one, INT64_MAX) > 0 && v->n < ANSWER_ROWS)
        v->us[v->n++] = r->r.reply.at.us - r->r.created.us;
    return RN_OK;
}

static int by_length(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Few listings are asked one by one; many at once, where other listings fill the page, too. */
static enum rn_status read_delays(struct rn_store *store, struct delays *v, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_filter filter = {.replied = 1, .removed = 0, .limit = ANSWER_ROWS};
    bool few = v->scope->count <= FEW_LISTINGS;
    enum rn_status status = RN_OK;
    rn_days_filter(v->days, &filter);
    for (size_t i = 0; status == RN_OK && i < (few ? v->scope->count : 1); i++) {
        filter.listing = few ? v->scope->listing[i]->id : NULL;
        status = rn_reviews_each(store, &filter, tmp, delay_row, v, NULL, d);
    }
    return status;
}

enum rn_status rn_first_reply_median(struct rn_store *store, const struct rn_scope *scope,
                                     struct rn_days days, const struct rn_sums *sums, int64_t *ret,
                                     struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct delays v = {scope, days, rn_new_array(tmp, int64_t, ANSWER_ROWS), 0};
    int64_t known = rn_answers_within(sums, INT64_MAX);
    *ret = known > 0 ? rn_delay_median(sums->delay) : -1;
    if (known == 0 || sums->replied * 2 > ANSWER_ROWS)
        return RN_OK;
    enum rn_status status = read_delays(store, &v, d);
    if (status != RN_OK || (int64_t)v.n != known)
        return status;
    qsort(v.us, v.n, sizeof *v.us, by_length);
    *ret = v.n % 2 != 0 ? v.us[v.n / 2] : (v.us[v.n / 2 - 1] + v.us[v.n / 2]) / 2;
    return RN_OK;
}
