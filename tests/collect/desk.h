/* SPDX-License-Identifier: MIT
 *
 * A desk for the tests of collecting: a store in a folder of its own, one listing in Karachi, one
 * intake that can be opened again at a later time.
 */
#ifndef TESTS_COLLECT_DESK_H
#define TESTS_COLLECT_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "collect/intake.h"
#include "collect/sweep.h"

#define T0 INT64_C(1790000000000000) /* 2026-09-21T14:13:20Z */

struct desk {
    void *ctx;
    char *folder;
    struct rn_diag d;
    struct rn_store *store;
    struct rn_listing listing;
    struct rn_intake *intake;
    struct rn_batch *batch;
    struct rn_sweep *sweep; /* told of every review that is taken */
};

int desk_make(void **state);
int desk_free(void **state);
/* Fails the test with the sentence when the status is not RN_OK. */
#define ok(k, call) desk_ok((k), (call), __FILE__, __LINE__)
void desk_ok(struct desk *k, enum rn_status st, const char *file, int line);

/* Ends the present run, opens another of `kind` ("sync", "import") at `now`. */
void desk_at(struct desk *k, int64_t now, const char *kind);
/* An invented review: id, stars (0: none), text; created an hour before T0. */
struct rn_review said(const char *id, int stars, const char *text);
/* Takes one review in a transaction of its own; gives what became of it. */
enum rn_outcome take(struct desk *k, struct rn_review r);
/* What the store holds of it; under the desk. */
struct rn_stored stored(struct desk *k, const char *external_id);
/* How many events of this kind the chain holds. */
size_t events(struct desk *k, const char *kind);
/* Sums are what a recount says, and the chain holds. */
void desk_verify(struct desk *k);

#endif
