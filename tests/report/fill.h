/* SPDX-License-Identifier: MIT
 *
 * Fills a store the way collecting does, without collecting: reviews with their sums and events.
 */
#ifndef TESTS_REPORT_FILL_H
#define TESTS_REPORT_FILL_H

#include "store/store.h"

struct told {
    const char *listing, *zone; /* zone NULL: UTC */
    const char *source;         /* NULL: paper-LISTING */
    const char *external_id, *author, *title, *text, *lang;
    double stars;                              /* 0: none */
    int64_t at, reply_at, removed_at, seen_at; /* 0: none; seen_at 0: at */
};

struct fill {
    void *ctx;
    struct rn_store *store;
    int64_t now;
    struct rn_diag d;
};

/* Opens (makes) the store at `path`; every step that fails ends the program with its sentence. */
void fill_open(struct fill *f, const void *ctx, const char *path, int64_t now);
void fill_begin(struct fill *f);
void fill_commit(struct fill *f);
/* Adds a review, gives its id. Inside begin and commit. */
const char *fill_review(struct fill *f, const struct told *t);
void fill_close(struct fill *f);
/* "2026-05-04T09:00:00Z" as microseconds. */
int64_t fill_time(const char *text);

#endif
