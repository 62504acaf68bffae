/* SPDX-License-Identifier: MIT
 *
 * A desk for tests of the digest: a folder with a store, three listings (the third a competitor's),
 * and short words to fill it and to read what comes out.
 */
#ifndef TESTS_REPORT_DESK_H
#define TESTS_REPORT_DESK_H

#include "config/config.h"
#include "report/digest.h"
#include "report/fill.h"

#define MONDAY "2026-05-04T08:00:00Z"

struct desk {
    char *folder, *path;
    struct fill fill;
    struct rn_config config;
    struct rn_listing listing[3];
    struct rn_source_config source[2];
    struct rn_brand own, rival;
    struct rn_diag d;
    const char *lang; /* of the digests; en */
    int count;
};

int desk_setup(void **state);
int desk_teardown(void **state);

typedef enum rn_status write_fn(const struct rn_digest *g, struct rn_buf *out);
enum rn_status desk_email(const struct rn_digest *g, struct rn_buf *out);

struct rn_digest *desk_digest(struct desk *k, int period, const char *now);
/* The weekly digest in a shape. */
const char *desk_shape(struct desk *k, write_fn *write, const char *now);
/* A review; reply_at NULL: not answered. Inside fill_begin and fill_commit. */
void desk_add(struct desk *k, const char *listing, const char *at, double stars, const char *author,
              const char *text, const char *reply_at);
void desk_has(const char *text, const char *words);
void desk_lacks(const char *text, const char *words);

#endif
