/* SPDX-License-Identifier: MIT
 *
 * A fake place (tests/lib/fake_place.py) beside a test, an engine that asks it, and exchanges with
 * little ceremony. The place ends with the test, or after two minutes by itself.
 */
#ifndef TESTS_NET_FAKE_H
#define TESTS_NET_FAKE_H

#include "unit/unit.h"

#include "net/cassette.h"
#include "net/engine.h"

struct fake {
    int pid, port;
    char base[40]; /* http://127.0.0.1:PORT */
};

/* False when there is no Python here. */
bool fake_start(struct fake *f);
void fake_stop(struct fake *f);

struct desk {
    struct rn_engine_setup setup;
    struct rn_net_source source;
    struct rn_plugin plugin;
    struct rn_limits limits;
    struct rn_keeper keeper; /* of every call: `left` counts down, -1: no limit */
    int left;
    unsigned flags; /* of the requests that follow */
    const char *method;
    struct rn_transport *engine;
    struct rn_call call[200];
    struct rn_request request[200];
    char *url[200];
    size_t count;
    const struct rn_answer *answer; /* the last one */
};

/* An engine with one source "guest" on the fake place; `ctx` owns it. */
struct desk *desk_new(const void *ctx, const struct fake *f);
void desk_open(struct desk *k);
/* Hands a GET of the path over; its tag is its number, which comes back. */
size_t desk_send(struct desk *k, const char *auth, const char *fmt, ...) RN_PRINTF(3, 4);
/* The next answer, within 20 s. */
const struct rn_answer *desk_next(struct desk *k);
/* Both: the status of the exchange; -1 - rn_status when there is no answer. */
int desk_get(struct desk *k, const char *auth, const char *fmt, ...) RN_PRINTF(3, 4);
/* What the place was asked: its ledger; how often a text stands in it. */
char *desk_ledger(struct desk *k, const struct fake *f);
int desk_times(const char *ledger, const char *text);
void fake_control(const struct fake *f, const char *json);
/* No answer, for this reason; the sentence names the place and holds these words, no address. */
void desk_refused(const struct desk *k, int got, enum rn_status wanted, const char *words);

/* ---- a program of such tests ------------------------------------------------------------------
 */

extern struct fake place; /* of the program; its ledger is empty at the start of each test */
int desk_setup(void **state);
int desk_teardown(void **state);
#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
/* Runs them against the place; skips them all where there is no Python. */
int desk_run(const char *name, const struct CMUnitTest *tests, size_t count);

#endif
