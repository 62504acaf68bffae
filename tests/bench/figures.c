/* SPDX-License-Identifier: MIT
 *
 * figures FILE STORE: what the figures of a digest cost, a listing and twelve weeks at a time: from
 * the sums of the days, and by SQL on the reviews. Fills STORE with the reviews of FILE, spread
 * over 50 listings, reads every listing many times, compares the answers, and prints the medians
 * "SUMS ROWS" in microseconds a listing.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "bench/rows.h"
#include "store/db.h"
#include "store/origins.h"
#include "store/rollups.h"

enum { LISTINGS = 50, WEEKS = 12, REPEATS = 41, BATCH = 10000 };

struct week {
    int64_t count, rated, negative, replied;
    double stars;
    int64_t median; /* of the first answer, microseconds; -1: none */
};

/* ---- filling --------------------------------------------------------------------------------- */

static void add(struct rn_store *store, struct rn_stored *s)
{
    struct rn_sums sums = {0};
    struct rn_diag d;
    bench_must(rn_review_add(store, s, NULL, &d), &d);
    rn_sums_add_review(&sums, s, 1);
    bench_must(rn_rollup_add(store, s->listing, s->day, s->origin, &sums, &d), &d);
}

/* Origins of their own, as 50 listings have. */
static void open_origins(struct rn_store *store, struct bench_row *rows)
{
    struct rn_origin o;
    struct rn_diag d;
    RN_SCOPE(tmp);
    for (size_t i = 0; i < LISTINGS; i++) {
        const char *listing = rows[i].s.listing;
        bench_must(rn_origin_open(store, "bench", listing, listing, listing, 1, tmp, &o, &d), &d);
    }
}

static void fill(struct rn_store *store, struct bench_row *rows, size_t count)
{
    struct rn_diag d;
    for (size_t i = 0; i < count; i++) {
        if (i % BATCH == 0)
            bench_must(rn_store_begin(store, &d), &d);
        if (i == 0)
            open_origins(store, rows);
        rows[i].s.origin = (int64_t)(i % LISTINGS) + 1;
        add(store, &rows[i].s);
        if (i % BATCH == BATCH - 1 || i + 1 == count)
            bench_must(rn_store_commit(store, &d), &d);
    }
    bench_must(rn_store_checkpoint(store, &d), &d);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void from_sums(struct rn_store *store, const char *listing, int32_t first, struct week *v)
{
    struct rn_sums sums;
    struct rn_diag d;
    for (int w = 0; w < WEEKS; w++) {
        const int32_t from = first + w * 7;
        bench_must(rn_rollup_sum(store, listing, from, from + 7, &sums, &d), &d);
        v[w] = (struct week){.count = sums.count,
                             .rated = sums.rated,
                             .negative = sums.star[0] + sums.star[1],
                             .replied = sums.replied,
                             .stars = sums.stars,
                             .median = rn_delay_median(sums.delay)};
    }
}

static struct rn_db_stmt *ask(struct rn_store *store, const char *sql, const char *listing,
                              int32_t first)
{
    static const int64_t day = INT64_C(86400000000);
    struct rn_db_stmt *q = NULL;
    struct rn_diag d;
    bench_must(rn_db_prepare(rn_store_db(store), sql, &q, &d), &d);
    rn_db_text(q, 1, rn_str(listing));
    rn_db_int(q, 2, first * day);
    rn_db_int(q, 3, (first + WEEKS * 7) * day);
    return q;
}

static bool next(struct rn_db_stmt *q)
{
    struct rn_diag d;
    bool row = false;
    bench_must(rn_db_step(q, &row, &d), &d);
    if (!row)
        rn_db_reset(q);
    return row;
}

static const char sql_week[] =
    "select (at - $2) / 604800000000, count(*), count(stars), coalesce(sum(round(stars) <= 2), 0), "
    "coalesce(sum(reply_counted), 0), coalesce(sum(stars), 0) from review "
    "where listing = $1 and at >= $2 and at < $3 and removed_at is null group by 1";
static const char sql_delay[] =
    "select (at - $2) / 604800000000, reply_at - at from review where listing = $1 and at >= $2 "
    "and "
    "at < $3 and removed_at is null and reply_counted = 1 and reply_at >= at order by 1, 2";

static void medians(struct rn_db_stmt *q, struct week *v)
{
    static int64_t delay[100000];
    size_t n = 0;
    int64_t week = 0;
    bool more = true;
    while (more) {
        more = next(q);
        const int64_t w = more ? rn_db_get_int(q, 0) : -1;
        if (w != week && n > 0) {
            v[week].median = delay[(n - 1) / 2];
            n = 0;
        }
        week = w;
        if (more && n < sizeof delay / sizeof delay[0])
            delay[n++] = rn_db_get_int(q, 1);
    }
}

static void from_rows(struct rn_store *store, const char *listing, int32_t first, struct week *v)
{
    for (int w = 0; w < WEEKS; w++)
        v[w] = (struct week){.median = -1};
    struct rn_db_stmt *q = ask(store, sql_week, listing, first);
    while (next(q))
        v[rn_db_get_int(q, 0)] = (struct week){.count = rn_db_get_int(q, 1),
                                               .rated = rn_db_get_int(q, 2),
                                               .negative = rn_db_get_int(q, 3),
                                               .replied = rn_db_get_int(q, 4),
                                               .stars = rn_db_get_num(q, 5),
                                               .median = -1};
    medians(ask(store, sql_delay, listing, first), v);
}

/* ---- comparing ------------------------------------------------------------------------------- */

/* Sums must agree to the digit; medians out of 48 buckets within what a bucket is wide. */
static void compare(const char *listing, const struct week *a, const struct week *b)
{
    for (int w = 0; w < WEEKS; w++) {
        bool same = a[w].count == b[w].count && a[w].rated == b[w].rated &&
                    a[w].negative == b[w].negative && a[w].replied == b[w].replied &&
                    fabs(a[w].stars - b[w].stars) < 1e-6 && (a[w].median < 0) == (b[w].median < 0);
        if (a[w].median > 60000000 && b[w].median > 60000000)
            same = same && fabs((double)a[w].median / (double)b[w].median - 1) < 0.3;
        if (same)
            continue;
        (void)fprintf(
            stderr,
            "figures: %s week %d: sums say %lld reviews, %lld answered, rows say %lld, %lld\n",
            listing, w, (long long)a[w].count, (long long)a[w].replied, (long long)b[w].count,
            (long long)b[w].replied);
        exit(1);
    }
}

typedef void way(struct rn_store *store, const char *listing, int32_t first, struct week *v);

static double timed(way *f, struct rn_store *store, const char *listing, int32_t first,
                    struct week *v)
{
    struct timespec a, b;
    (void)clock_gettime(CLOCK_MONOTONIC, &a);
    f(store, listing, first, v);
    (void)clock_gettime(CLOCK_MONOTONIC, &b);
    return (double)(b.tv_sec - a.tv_sec) * 1e6 + (double)(b.tv_nsec - a.tv_nsec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(struct rn_store *store, const struct bench_row *rows, size_t count)
{
    static double sums[REPEATS * LISTINGS], by_sql[REPEATS * LISTINGS];
    struct week a[WEEKS], b[WEEKS];
    const int32_t first = rows[count - 1].s.day - WEEKS * 7 - 14;
    size_t n = 0;
    for (size_t repeat = 0; repeat <= REPEATS; repeat++) {
        n = repeat == 1 ? 0 : n; /* the first time warms */
        for (size_t i = 0; i < LISTINGS; i++, n++) {
            const char *listing = rows[i].s.listing;
            sums[n] = timed(from_sums, store, listing, first, a);
            by_sql[n] = timed(from_rows, store, listing, first, b);
            compare(listing, a, b);
        }
    }
    qsort(sums, n, sizeof *sums, by_size);
    qsort(by_sql, n, sizeof *by_sql, by_size);
    printf("%.2f %.2f\n", sums[n / 2], by_sql[n / 2]);
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    struct rn_store *store;
    struct rn_diag d;
    size_t count;
    if (argc != 3)
        return 2;
    struct bench_row *rows = bench_rows_read(ctx, argv[1], LISTINGS, 1, &count);
    if (count < LISTINGS)
        return 2;
    bench_must(rn_store_open(ctx, argv[2], RN_STORE_WRITE | RN_STORE_BULK, 1, &store, &d), &d);
    fill(store, rows, count);
    talloc_free(store);
    bench_must(rn_store_open(ctx, argv[2], RN_STORE_READ, 1, &store, &d), &d);
    measure(store, rows, count);
    return 0;
}
