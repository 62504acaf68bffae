/* SPDX-License-Identifier: MIT */
#include "bench/rows.h"

#include <stdio.h>
#include <stdlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "import/import.h"
#include "plugin/harvest.h"

void bench_must(enum rn_status st, const struct rn_diag *d)
{
    if (st == RN_OK)
        return;
    (void)fprintf(stderr, "bench: %s\n", d->text);
    exit(1);
}

static void fill(void *ctx, struct bench_row *row, const struct rn_review *r, const char *listing,
                 int64_t now)
{
    struct rn_stored *s = &row->s;
    *s = (struct rn_stored){.r = *r, .origin = 1, .run = 1, .version = 1, .seen_at = now};
    (void)rn_review_clean(ctx, &s->r, NULL, NULL);
    const struct rn_str id[] = {rn_str("bench"), rn_str(listing), s->r.external_id};
    const struct rn_str who[] = {rn_str("bench"), rn_str(listing), rn_str("id"), s->r.author_id};
    rn_id_make(id, 3, row->id);
    rn_id_make(who, 4, row->author);
    s->id = row->id;
    s->author = row->author;
    s->listing = listing;
    s->status = rn_status_word(RN_STATUS_NEW);
    s->content = s->salt = "";
    s->has_stars = rn_rating_stars(&s->r.rating, &s->stars);
    s->day = (int32_t)(s->r.created.us / (24 * RN_HOUR));
    s->reply_counted = s->r.reply.state == RN_REPLY_PUBLISHED;
}

struct bench_row *bench_rows_read(const void *ctx, const char *path, size_t listings, int64_t now,
                                  size_t *ret_count)
{
    const struct rn_import_spec spec = {.format = "jsonl"};
    struct rn_import *im;
    struct rn_import_row read;
    struct rn_diag d;
    size_t n = 0, cap = 0;
    struct bench_row *v = NULL;
    const char **names = rn_new_array(ctx, const char *, listings);
    void *strings = rn_pool(ctx, (size_t)128 << 20);
    for (size_t i = 0; i < listings; i++)
        names[i] = listings == 1 ? "bench" : rn_fmt(ctx, "bench-%02zu", i);
    bench_must(rn_import_open(ctx, path, &spec, &im, &d), &d);
    enum rn_status st;
    while ((st = rn_import_next(im, strings, &read, &d)) == RN_OK) {
        if (n == cap) {
            cap = cap != 0 ? cap * 2 : 1 << 18;
            v = rn_mem_check(
                realloc(v, cap * sizeof *v)); /* beyond what talloc gives in one piece */
        }
        fill(strings, &v[n], &read.review, names[n % listings], now);
        n++;
    }
    if (st != RN_GONE)
        bench_must(st, &d);
    for (size_t i = 0; i < n; i++) { /* the rows have moved as they grew */
        v[i].s.id = v[i].id;
        v[i].s.author = v[i].author;
    }
    talloc_free(im);
    *ret_count = n;
    return v;
}
