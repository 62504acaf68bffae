/* SPDX-License-Identifier: MIT
 *
 * Who is due when, while clocks jump, machines sleep and others read the same sources.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/mem.h"
#include "collect/roster.h"

#define NOW   INT64_C(1790000000000000)
#define T     INT64_C(5000000000)
#define EVERY (15 * RN_MINUTE)
#define LEAST (EVERY / 10 * 9)
#define MOST  (EVERY / 10 * 11)

struct desk {
    struct rn_config config;
    struct rn_source_config source[3];
    struct rn_listing listing;
    struct rn_origin origin[4];
    struct rn_roster *roster;
};

static int fresh(void **state)
{
    static const char *const names[] = {"b", "a", "c"};
    struct desk *k = rn_new(NULL, struct desk);
    k->listing.id = "lahore";
    for (int i = 0; i < 3; i++)
        k->source[i] = (struct rn_source_config){
            .name = names[i], .listing = &k->listing, .common = {.every = {EVERY, false, true}}};
    k->config.sources = k->source;
    k->config.source_count = 3;
    k->roster = rn_roster_new(k, &k->config);
    *state = k;
    return 0;
}

static int over(void **state)
{
    return talloc_free(*state);
}

static void learn(struct desk *k, size_t count, int64_t now, int64_t t)
{
    rn_roster_learn(k->roster, k->origin, count, now, t);
}

/* Sources "b" and "a" were read, 5 and 10 minutes ago; "c" never. */
static void two_known(struct desk *k)
{
    k->origin[0] = (struct rn_origin){
        .label = "b", .last_try = NOW - 5 * RN_MINUTE, .next_due = NOW + 10 * RN_MINUTE};
    k->origin[1] = (struct rn_origin){
        .label = "a", .last_try = NOW - 10 * RN_MINUTE, .next_due = NOW + 5 * RN_MINUTE};
    learn(k, 2, NOW, T);
}

static void has_ended(struct desk *k, int i, int64_t started, int64_t t)
{
    struct rn_intake some;
    struct rn_source_run run = {.source = &k->source[i], .intake = &some};
    run.state.last_try = started;
    k->roster->seats[i].reading = true;
    rn_roster_ended(k->roster, &run, t);
}

static void test_the_store_says_when(void **state)
{
    struct desk *k = *state;
    two_known(k);
    assert_int_equal(k->roster->seats[0].due, T + 10 * RN_MINUTE);
    assert_int_equal(k->roster->seats[1].due, T + 5 * RN_MINUTE);
    assert_int_equal(k->roster->seats[2].due, T);
    assert_int_equal(rn_roster_next(k->roster), T);
    k->roster->seats[2].reading = true;
    assert_int_equal(rn_roster_next(k->roster), T + 5 * RN_MINUTE);
}

static void test_an_account_that_was_left(void **state)
{
    struct desk *k = *state;
    k->origin[2] = (struct rn_origin){.label = "a", .last_try = NOW - RN_DAY, .next_due = 1};
    two_known(k);
    learn(k, 3, NOW, T);
    assert_int_equal(k->roster->seats[1].due, T + 5 * RN_MINUTE); /* the one read last counts */
}

static void test_the_next_turn(void **state)
{
    struct desk *k = *state;
    two_known(k);
    has_ended(k, 2, NOW, T + RN_SECOND);
    assert_false(k->roster->seats[2].reading);
    assert_in_range(k->roster->seats[2].due - T - RN_SECOND, LEAST, MOST);
}

/* What this process wrote is no news to it, whatever the wall clock says by now. */
static void test_clocks_that_jump(void **state)
{
    struct desk *k = *state;
    static const int64_t jumps[] = {-400 * RN_DAY, -RN_HOUR, 0, RN_HOUR, 400 * RN_DAY};
    two_known(k);
    has_ended(k, 2, NOW, T);
    const int64_t due = k->roster->seats[2].due;
    k->origin[2] = (struct rn_origin){.label = "c", .last_try = NOW, .next_due = NOW + EVERY};
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        learn(k, 3, NOW + jumps[i], T + RN_MINUTE);
        assert_int_equal(k->roster->seats[2].due, due);
        assert_int_equal(k->roster->seats[0].due, T + 10 * RN_MINUTE);
    }
}

static void test_somebody_else_read_it(void **state)
{
    struct desk *k = *state;
    two_known(k);
    for (int i = 0; i < 2; i++)
        if (k->origin[i].label[0] == 'a') {
            k->origin[i].last_try = NOW + 4 * RN_MINUTE;
            k->origin[i].next_due = NOW + 19 * RN_MINUTE;
        }
    learn(k, 2, NOW + 5 * RN_MINUTE, T + 5 * RN_MINUTE);
    assert_int_equal(k->roster->seats[1].due, T + 19 * RN_MINUTE);
}

/* A moment that today's config cannot have meant: another clock, or a longer `every`. */
static void test_far_moments(void **state)
{
    struct desk *k = *state;
    k->origin[0] =
        (struct rn_origin){.label = "b", .last_try = NOW, .next_due = NOW + 20 * 365 * RN_DAY};
    learn(k, 1, NOW, T);
    assert_int_equal(k->roster->seats[0].due, T);
}

static void test_held_by_another(void **state)
{
    struct desk *k = *state;
    struct rn_source_run run = {.source = &k->source[0], .result = {.status = RN_BUSY}};
    two_known(k);
    k->roster->seats[0].reading = true;
    rn_roster_ended(k->roster, &run, T);
    assert_int_equal(k->roster->seats[0].due, T + RN_MINUTE);
}

static void test_one_that_never_began(void **state)
{
    struct desk *k = *state;
    struct rn_source_run run = {.source = &k->source[0], .result = {.status = RN_INVALID}};
    two_known(k);
    rn_roster_ended(k->roster, &run, T);
    assert_in_range(k->roster->seats[0].due - T, LEAST, MOST);
    assert_int_equal(k->roster->seats[0].last_try, NOW - 5 * RN_MINUTE);
}

static void test_left_by_an_ill_store(void **state)
{
    struct desk *k = *state;
    two_known(k);
    k->roster->seats[1].reading = true;
    rn_roster_left(k->roster, T);
    assert_int_equal(k->roster->seats[1].due, T + RN_MINUTE);
    assert_false(k->roster->seats[1].reading);
    assert_int_equal(k->roster->seats[0].due, T + 10 * RN_MINUTE);
}

static void test_no_haste(void **state)
{
    struct desk *k = *state;
    k->source[0].common.every.us = 0;
    two_known(k);
    has_ended(k, 0, NOW, T);
    assert_int_equal(k->roster->seats[0].due, T + RN_SECOND);
}

static void test_an_empty_config(void **state)
{
    struct desk *k = *state;
    const struct rn_config none = {0};
    struct rn_roster *r = rn_roster_new(k, &none);
    rn_roster_learn(r, NULL, 0, NOW, T);
    assert_int_equal(rn_roster_next(r), INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_store_says_when, fresh, over),
        cmocka_unit_test_setup_teardown(test_an_account_that_was_left, fresh, over),
        cmocka_unit_test_setup_teardown(test_the_next_turn, fresh, over),
        cmocka_unit_test_setup_teardown(test_clocks_that_jump, fresh, over),
        cmocka_unit_test_setup_teardown(test_somebody_else_read_it, fresh, over),
        cmocka_unit_test_setup_teardown(test_far_moments, fresh, over),
        cmocka_unit_test_setup_teardown(test_held_by_another, fresh, over),
        cmocka_unit_test_setup_teardown(test_one_that_never_began, fresh, over),
        cmocka_unit_test_setup_teardown(test_left_by_an_ill_store, fresh, over),
        cmocka_unit_test_setup_teardown(test_no_haste, fresh, over),
        cmocka_unit_test_setup_teardown(test_an_empty_config, fresh, over),
    };
    return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
