/* SPDX-License-Identifier: MIT
 *
 * What a review counts, and the histogram of delays. No SQL here.
 */
#include "store/rollups.h"

#include <math.h>

#include <renown/stamp.h>

#include "store/reviews.h"

/* ---- delays ---------------------------------------------------------------------------------- */

/* Lower bound of bucket b >= 1: one minute times 2^((b-1)/3). */
static int64_t bucket_start(int b)
{
    static const double third[3] = {1.0, 1.2599210498948732, 1.5874010519681994};
    return (int64_t)(third[(b - 1) % 3] * (double)RN_MINUTE) << ((b - 1) / 3);
}

int rn_delay_bucket(int64_t us)
{
    int b = 0;
    while (b + 1 < RN_DELAY_BUCKETS && us >= bucket_start(b + 1))
        b++;
    return b;
}

int64_t rn_delay_median(const int64_t delay[RN_DELAY_BUCKETS])
{
    int64_t total = 0, below = 0;
    for (int b = 0; b < RN_DELAY_BUCKETS; b++)
        total += delay[b];
    if (total <= 0)
        return -1;
    for (int b = 0; b < RN_DELAY_BUCKETS; b++) {
        below += delay[b];
        if (below < (total + 1) / 2)
            continue;
        return b == 0 ? RN_MINUTE / 2 : (int64_t)((double)bucket_start(b) * 1.122462048309373);
    }
    return -1;
}

/* ---- one review ------------------------------------------------------------------------------ */

/* The row keeps no precision of the answer's time, so a date alone is known by its midnight: what
 * is added here must be what a recount finds. */
static void add_answer(struct rn_sums *sums, const struct rn_stored *r, int sign)
{
    const struct rn_time *from = &r->r.created, *to = &r->r.reply.at;
    const bool timed = to->precision != RN_TIME_NONE && to->us % RN_DAY != 0;
    sums->replied += sign;
    if (from->precision == RN_TIME_SECOND && timed && to->us >= from->us)
        sums->delay[rn_delay_bucket(to->us - from->us)] += sign;
}

static void add_stars(struct rn_sums *sums, double stars, int sign)
{
    long whole = lround(stars);
    sums->rated += sign;
    sums->stars += sign * stars;
    sums->star[(whole < 1 ? 1 : whole > 5 ? 5 : whole) - 1] += sign;
}

void rn_sums_add_review(struct rn_sums *sums, const struct rn_stored *r, int sign)
{
    if (r->removed_at != 0) {
        sums->removed += sign;
        return;
    }
    sums->count += sign;
    if (r->has_stars)
        add_stars(sums, r->stars, sign);
    if (r->r.text.n != 0 || r->had_text)
        sums->texts += sign;
    if (r->answerable || r->reply_counted)
        sums->answerable += sign;
    if (r->reply_counted)
        add_answer(sums, r, sign);
}
