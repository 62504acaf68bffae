/* SPDX-License-Identifier: MIT
 *
 * The table of what becomes of an answer on its way out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/stamp.h>

#include "work/outbox.h"

#define NOW INT64_C(1790000000000000)

static void may(void **state)
{
    static const struct {
        const char *what;
        struct rn_may m;
        enum rn_may_not want;
    } rows[] = {
        {"due", {.now = NOW, .due = NOW, .max_hour = 1, .max_day = 1}, RN_MAY},
        {"early", {.now = NOW - 1, .due = NOW, .max_hour = 1, .max_day = 1}, RN_MAY_NOT_YET},
        {"held", {.now = NOW, .held = true, .max_hour = 1, .max_day = 1}, RN_MAY_NOT_HELD},
        {"far", {.now = NOW, .far = true, .max_hour = 1, .max_day = 1}, RN_MAY_NOT_FAR},
        {"far, here",
         {.now = NOW, .far = true, .loopback = true, .max_hour = 1, .max_day = 1},
         RN_MAY},
        {"hour full", {.now = NOW, .hour = 3, .max_hour = 3, .max_day = 9}, RN_MAY_NOT_CAP},
        {"day full",
         {.now = NOW, .hour = 0, .max_hour = 3, .day = 9, .max_day = 9},
         RN_MAY_NOT_CAP},
        {"caps of nothing", {.now = NOW}, RN_MAY_NOT_CAP},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        print_message("# %s\n", rows[i].what);
        assert_int_equal(rn_outbox_may(&rows[i].m), rows[i].want);
    }
}

#define FRESH                                                                                      \
    {                                                                                              \
        .now = NOW                                                                                 \
    }
#define SENT(tries_, misses_, ago)                                                                 \
    {                                                                                              \
        .now = NOW, .tries = (tries_), .misses = (misses_), .sent = NOW - (ago)                    \
    }
#define TAKEN(ago)                                                                                 \
    {                                                                                              \
        .now = NOW, .tries = 1, .taken = true, .sent = NOW - (ago)                                 \
    }
#define BACK(tries_)                                                                               \
    {                                                                                              \
        .now = NOW, .withdraw = true, .tries = (tries_)                                            \
    }

static const struct {
    const char *what;
    struct rn_way way;
    struct rn_seen seen;
    enum rn_step_kind want;
    bool missed;
} looks[] = {
    {"nothing sent, nothing there", FRESH, {.look = RN_LOOK_THERE}, RN_STEP_SEND, false},
    {"changed", FRESH, {.look = RN_LOOK_THERE, .changed = true}, RN_STEP_SUPERSEDED, false},
    {"gone", FRESH, {.look = RN_LOOK_GONE}, RN_STEP_SUPERSEDED, false},
    {"not readable", FRESH, {.look = RN_LOOK_FAILED}, RN_STEP_WAIT, false},
    {"another answer",
     FRESH,
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OTHER, .state = RN_REPLY_PUBLISHED},
     RN_STEP_SUPERSEDED,
     false},
    {"the one to be replaced",
     FRESH,
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_REPLACED, .state = RN_REPLY_PUBLISHED},
     RN_STEP_SEND,
     false},
    {"ours, though never sent: another engine's",
     FRESH,
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OURS, .state = RN_REPLY_PUBLISHED},
     RN_STEP_PUBLISHED,
     false},
    {"ours, and the review changed since",
     SENT(1, 0, RN_HOUR),
     {.look = RN_LOOK_THERE,
      .changed = true,
      .answer = RN_ANSWER_OURS,
      .state = RN_REPLY_PUBLISHED},
     RN_STEP_PUBLISHED,
     false},
    {"ours, being checked",
     SENT(1, 0, 0),
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OURS, .state = RN_REPLY_PENDING},
     RN_STEP_PENDING,
     false},
    {"ours, rejected",
     SENT(1, 0, 0),
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OURS, .state = RN_REPLY_REJECTED},
     RN_STEP_FAILED,
     false},
    {"sent, not there", SENT(1, 0, RN_HOUR), {.look = RN_LOOK_THERE}, RN_STEP_WAIT, true},
    {"sent, not there twice, but at once",
     SENT(1, 1, RN_SECOND),
     {.look = RN_LOOK_THERE},
     RN_STEP_WAIT,
     true},
    {"sent, not there twice", SENT(1, 1, RN_HOUR), {.look = RN_LOOK_THERE}, RN_STEP_SEND, true},
    {"sent, not there twice, and changed",
     SENT(1, 1, RN_HOUR),
     {.look = RN_LOOK_THERE, .changed = true},
     RN_STEP_SUPERSEDED,
     false},
    {"sent, not readable", SENT(1, 0, RN_HOUR), {.look = RN_LOOK_FAILED}, RN_STEP_WAIT, false},
    {"sent five times in vain", SENT(5, 1, RN_HOUR), {.look = RN_LOOK_THERE}, RN_STEP_FAILED, true},
    {"taken, does not show", TAKEN(RN_HOUR), {.look = RN_LOOK_THERE}, RN_STEP_PENDING, false},
    {"taken, does not show, and changed",
     TAKEN(RN_HOUR),
     {.look = RN_LOOK_THERE, .changed = true},
     RN_STEP_PENDING,
     false},
    {"taken, never shown", TAKEN(4 * RN_DAY), {.look = RN_LOOK_THERE}, RN_STEP_FAILED, false},
    {"taken where nobody can look", TAKEN(0), {.look = RN_LOOK_BLIND}, RN_STEP_PUBLISHED, false},
    {"blind, not sent", FRESH, {.look = RN_LOOK_BLIND}, RN_STEP_SEND, false},
    {"blind, sent, not read since",
     SENT(1, 0, RN_HOUR),
     {.look = RN_LOOK_BLIND},
     RN_STEP_WAIT,
     false},
    {"take back what is not there", BACK(0), {.look = RN_LOOK_THERE}, RN_STEP_WITHDRAWN, false},
    {"take back ours",
     BACK(0),
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OURS},
     RN_STEP_SEND,
     false},
    {"take back somebody else's",
     BACK(0),
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OTHER},
     RN_STEP_FAILED,
     false},
    {"take back in vain",
     BACK(5),
     {.look = RN_LOOK_THERE, .answer = RN_ANSWER_OURS},
     RN_STEP_FAILED,
     false},
};

static void after_look(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        const struct rn_next_step next = rn_outbox_after_look(&looks[i].way, &looks[i].seen);
        print_message("# %s\n", looks[i].what);
        assert_int_equal(next.kind, looks[i].want);
        assert_int_equal(next.missed, looks[i].missed);
        if (next.kind == RN_STEP_WAIT || next.kind == RN_STEP_PENDING)
            assert_true(next.wait_us > 0);
        if (next.kind == RN_STEP_FAILED || next.kind == RN_STEP_SUPERSEDED)
            assert_non_null(next.why);
    }
}

/* A blind place was read whole after the sending and shows nothing: a person decides. */
static void blind_and_read(void **state)
{
    const struct rn_way way = {.now = NOW, .tries = 1, .sent = NOW - RN_HOUR, .last_full = NOW};
    const struct rn_seen seen = {.look = RN_LOOK_BLIND};
    (void)state;
    assert_int_equal(rn_outbox_after_look(&way, &seen).kind, RN_STEP_FAILED);
}

static void after_send(void **state)
{
    static const struct {
        enum rn_status outcome;
        int http;
        enum rn_step_kind want;
        bool undone;
    } rows[] = {
        {RN_OK, 200, RN_STEP_PUBLISHED, false}, {RN_AGAIN, 429, RN_STEP_WAIT, true},
        {RN_AGAIN, 0, RN_STEP_WAIT, true},      {RN_AGAIN, 503, RN_STEP_WAIT, false},
        {RN_UNCERTAIN, 0, RN_STEP_WAIT, false}, {RN_UNCERTAIN, 500, RN_STEP_WAIT, false},
        {RN_CHANGED, 302, RN_STEP_WAIT, false}, {RN_CHANGED, 400, RN_STEP_FAILED, false},
        {RN_LOGIN, 403, RN_STEP_FAILED, false}, {RN_GONE, 404, RN_STEP_FAILED, false},
        {RN_INVALID, 0, RN_STEP_FAILED, false}, {RN_LIMIT, 0, RN_STEP_FAILED, false},
    };
    const struct rn_way way = {.now = NOW, .tries = 1, .sent = NOW};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct rn_next_step next = rn_outbox_after_send(&way, rows[i].outcome, rows[i].http);
        assert_int_equal(next.kind, rows[i].want);
        assert_int_equal(next.undone, rows[i].undone);
        assert_false(next.missed);
    }
}

/* Messages cannot be read back: repeated once after an unknown outcome, later when asked to. */
static void after_message(void **state)
{
    static const struct {
        struct rn_told t;
        enum rn_step_kind want;
        int64_t least;
    } rows[] = {
        {{.tries = 1, .outcome = RN_OK, .status = 200}, RN_STEP_PUBLISHED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 204}, RN_STEP_PUBLISHED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 250, .mail = true}, RN_STEP_PUBLISHED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 302}, RN_STEP_FAILED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 404}, RN_STEP_FAILED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 410}, RN_STEP_FAILED, 0},
        {{.tries = 1, .outcome = RN_OK, .status = 503}, RN_STEP_WAIT, 5 * RN_MINUTE},
        {{.tries = 1, .outcome = RN_OK, .status = 429, .retry_after_us = 3 * RN_HOUR},
         RN_STEP_WAIT,
         3 * RN_HOUR},
        {{.tries = 1, .outcome = RN_OK, .status = 451, .mail = true}, RN_STEP_WAIT, 5 * RN_MINUTE},
        {{.tries = 1, .outcome = RN_OK, .status = 550, .mail = true}, RN_STEP_FAILED, 0},
        {{.tries = 2, .outcome = RN_AGAIN}, RN_STEP_WAIT, 20 * RN_MINUTE},
        {{.tries = 7, .outcome = RN_AGAIN}, RN_STEP_FAILED, 0},
        {{.tries = 1, .unknown = 1, .outcome = RN_UNCERTAIN}, RN_STEP_WAIT, RN_MINUTE},
        {{.tries = 2, .unknown = 2, .outcome = RN_UNCERTAIN}, RN_STEP_FAILED, 0},
        {{.tries = 1, .outcome = RN_INVALID}, RN_STEP_FAILED, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct rn_next_step next = rn_outbox_after_message(&rows[i].t);
        assert_int_equal(next.kind, rows[i].want);
        assert_true(next.wait_us >= rows[i].least);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may), cmocka_unit_test(after_look), cmocka_unit_test(blind_and_read),
        cmocka_unit_test(after_send), cmocka_unit_test(after_message)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
