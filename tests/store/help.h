/* SPDX-License-Identifier: MIT
 *
 * What the store's tests share: a folder of their own, a store in it, invented reviews.
 */
#ifndef TESTS_STORE_HELP_H
#define TESTS_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "store/events.h"
#include "store/origins.h"
#include "store/reviews.h"
#include "store/rollups.h"
#include "store/store.h"

#define NOW INT64_C(1780000000000000)

struct box {
    void *ctx;
    char *folder, *path;
    struct rn_diag d;
    struct rn_store *s;
    struct rn_origin origin;
};

extern bool box_in_child;    /* a failed check then ends the process, not the test */
int box_make(void **state);  /* an empty folder, no store */
int box_store(void **state); /* with an open store and one origin, committed */
int box_free(void **state);

/* Fails the test with the sentence when the status is not RN_OK. */
#define ok(b, call) must_ok((b), (call), __FILE__, __LINE__)
void must_ok(struct box *b, enum rn_status st, const char *file, int line);
/* Fails unless the status is the one wanted and the sentence holds `words`. */
#define fails(b, call, want, words) must_fail((b), (call), (want), (words), __FILE__, __LINE__)
void must_fail(struct box *b, enum rn_status st, enum rn_status want, const char *words,
               const char *file, int line);

void box_open(struct box *b, unsigned flags);
void box_close(struct box *b);
void box_begin(struct box *b);
void box_commit(struct box *b);

/* An invented review number i with this text; listing l0..l9 by i, one an hour. */
struct rn_stored sample(struct box *b, int i, const char *title, const char *text);
/* The same, added with its sums and an event. */
struct rn_stored add(struct box *b, int i, const char *title, const char *text);
int64_t count(struct box *b, const struct rn_filter *f);
int64_t found(struct box *b, const char *search);
/* SQL behind the store's back, in a connection of its own without Renown's tokenizer. */
void tamper(struct box *b, const char *sql);
int64_t number(struct box *b, const char *sql);

#endif
