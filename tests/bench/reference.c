/* SPDX-License-Identifier: MIT
 *
 * reference FILE STORE: the least that storing these reviews can cost. One thread inserts the rows
 * of FILE, which were parsed before the clock starts, with the same columns, indexes and full-text
 * index as Renown's, in transactions of 10,000, and folds the log in at the end. Prints "WALL CPU"
 * in seconds.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "base/mem.h"
#include "bench/rows.h"
#include "store/db.h"
#include "store/reviews_row.h"

enum { BATCH = 10000 };

static const char sql_insert[] =
    "insert into review (n, id, origin, listing, kind, at, time_precision, day, seen_at, "
    "updated_at, "
    "content, version, run, status, rating, best, worst, stars, lang, external_id, author, "
    "author_id, "
    "author_name, url, title, text, reply_state, reply_at, reply_text, reply_counted, salt) "
    "values ($1, $2, 1, $3, 'review', $4, $5, $6, $7, $8, '', 1, 1, 'new', $9, $10, $11, $12, $13, "
    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, '')";

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now_wall(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now_cpu(void)
{
    struct rusage use;
    (void)getrusage(RUSAGE_SELF, &use);
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

static void bind_reply(struct rn_db_stmt *q, const struct rn_stored *s)
{
    const struct rn_place_reply *reply = &s->r.reply;
    if (reply->state == RN_REPLY_NONE)
        return;
    rn_db_text(q, 21, rn_str(rn_reply_word(reply->state)));
    rn_db_int(q, 22, reply->at.us);
    rn_db_text(q, 23, reply->text);
    rn_db_int(q, 24, s->reply_counted);
}

static void bind(struct rn_db_stmt *q, int64_t n, const struct rn_stored *s)
{
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(s->id));
    rn_db_text(q, 3, rn_str(s->listing));
    rn_db_int(q, 4, s->r.created.us);
    rn_db_int(q, 5, (int64_t)s->r.created.precision);
    rn_db_int(q, 6, s->day);
    rn_db_int(q, 7, s->seen_at);
    rn_db_num(q, 9, s->r.rating.value);
    rn_db_num(q, 10, s->r.rating.best);
    rn_db_num(q, 11, s->r.rating.worst);
    rn_db_num(q, 12, s->stars);
    rn_db_opt_text(q, 13, s->r.lang);
    rn_db_text(q, 14, s->r.external_id);
    rn_db_text(q, 15, rn_str(s->author));
    rn_db_opt_text(q, 16, s->r.author_id);
    rn_db_opt_text(q, 17, s->r.author_name);
    rn_db_opt_text(q, 18, s->r.url);
    rn_db_opt_text(q, 19, s->r.title);
    rn_db_opt_text(q, 20, s->r.text);
    bind_reply(q, s);
}

static void insert(struct rn_db *db, int64_t n, const struct rn_stored *s)
{
    struct rn_diag d;
    struct rn_db_stmt *q = NULL;
    bench_must(rn_db_prepare(db, sql_insert, &q, &d), &d);
    bind(q, n, s);
    bench_must(rn_db_run(q, &d), &d);
    bench_must(rn_db_search_put(db, n, s->r.title, s->r.text, NULL, &d), &d);
}

static void insert_all(struct rn_store *store, const struct bench_row *rows, size_t count)
{
    struct rn_diag d;
    for (size_t i = 0; i < count; i++) {
        if (i % BATCH == 0)
            bench_must(rn_store_begin(store, &d), &d);
        insert(rn_store_db(store), (int64_t)i + 1, &rows[i].s);
        if (i % BATCH == BATCH - 1 || i + 1 == count)
            bench_must(rn_store_commit(store, &d), &d);
    }
    bench_must(rn_store_checkpoint(store, &d), &d);
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    struct rn_store *store;
    struct rn_diag d;
    size_t count;
    if (argc != 3)
        return 2;
    const struct bench_row *rows = bench_rows_read(ctx, argv[1], 1, 1, &count);
    const double wall = now_wall(), cpu = now_cpu();
    bench_must(rn_store_open(ctx, argv[2], RN_STORE_WRITE | RN_STORE_BULK, 1, &store, &d), &d);
    insert_all(store, rows, count);
    talloc_free(store);
    printf("%.6f %.6f\n", now_wall() - wall, now_cpu() - cpu);
    return 0;
}
