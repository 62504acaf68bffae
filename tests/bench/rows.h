/* SPDX-License-Identifier: MIT
 *
 * Reviews of a JSON Lines file in memory, parsed and cleaned, with ids, authors, stars and days:
 * what an import knows before it asks the store anything. Made before a reference's clock starts.
 */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include "base/id.h"
#include "store/reviews.h"

struct bench_row {
    struct rn_stored s; /* strings under the context of all rows */
    char id[RN_ID_LEN + 1], author[RN_ID_LEN + 1];
};

/* Ends the program with a sentence when the file cannot be read. Every review is of `listings`
 * listings in turn; with one it is called "bench". */
struct bench_row *bench_rows_read(const void *ctx, const char *path, size_t listings, int64_t now,
                                  size_t *ret_count);
/* Ends the program with the sentence. */
void bench_must(enum rn_status st, const struct rn_diag *d);

#endif
