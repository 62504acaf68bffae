/* SPDX-License-Identifier: MIT
 *
 * What a sweep saw, and what follows for the reviews that it did not list.
 */
#include "collect/desk.h"

#include <stdio.h>

#include <renown/stamp.h>

static void compare(struct desk *k)
{
    ok(k, rn_store_begin(k->store, &k->d));
    ok(k, rn_sweep_compare(k->sweep, &k->intake->ingest, &k->d));
    ok(k, rn_store_commit(k->store, &k->d));
}

static void next_sweep(struct desk *k, int64_t now)
{
    desk_at(k, now, "sync");
    talloc_free(k->sweep);
    k->sweep = rn_sweep_new(k);
}

static void test_two_sweeps_a_day_apart(void **state)
{
    struct desk *k = *state;
    take(k, said("a", 4, "Stays."));
    take(k, said("b", 4, "Goes."));
    compare(k);
    for (int hours = 1; hours <= 24;
         hours += 23) { /* first absence at 1 h, still too soon at 24 h */
        next_sweep(k, T0 + hours * RN_HOUR);
        take(k, said("a", 4, "Stays."));
        compare(k);
        assert_int_equal(stored(k, "b").removed_at, 0);
        assert_int_equal(stored(k, "b").absent_since, T0 + RN_HOUR);
    }
    next_sweep(k, T0 + 25 * RN_HOUR);
    take(k, said("a", 4, "Stays."));
    compare(k);
    assert_int_equal(stored(k, "b").removed_at, T0 + 25 * RN_HOUR);
    assert_int_equal(stored(k, "a").removed_at, 0);
    assert_int_equal(events(k, "removed"), 1);
    desk_verify(k);
}

static void test_back_again(void **state)
{
    struct desk *k = *state;
    take(k, said("a", 4, "Stays."));
    take(k, said("b", 4, "Comes back."));
    next_sweep(k, T0 + RN_HOUR);
    take(k, said("a", 4, "Stays."));
    compare(k);
    next_sweep(k, T0 + 2 * RN_HOUR);
    take(k, said("b", 4, "Comes back."));
    assert_int_equal(stored(k, "b").absent_since, 0);
    next_sweep(k, T0 + 30 * RN_HOUR);
    take(k, said("a", 4, "Stays."));
    compare(k); /* absent anew: the clock starts again */
    assert_int_equal(stored(k, "b").removed_at, 0);
    desk_verify(k);
}

static void test_set_of_many(void **state)
{
    struct desk *k = *state;
    for (int64_t n = 1; n <= 100000; n++)
        rn_sweep_saw(k->sweep, n * 3);
    rn_sweep_saw(k->sweep, 3);
    assert_int_equal(rn_sweep_count(k->sweep), 100000);
    for (int64_t n = 1; n <= 100000; n++)
        if (!rn_sweep_has(k->sweep, n * 3) || rn_sweep_has(k->sweep, n * 3 + 1))
            fail_msg("n %lld", (long long)n);
}

static void test_circles_are_noticed(void **state)
{
    struct desk *k = *state;
    char url[64];
    for (int i = 0; i < 1000; i++) {
        (void)snprintf(url, sizeof url, "https://place.example/?page=%d", i);
        assert_true(rn_sweep_asks(k->sweep, rn_str(url), rn_str("")));
    }
    assert_false(rn_sweep_asks(k->sweep, rn_str("https://place.example/?page=7"), rn_str("")));
    assert_true(rn_sweep_asks(k->sweep, rn_str("https://place.example/?page=7"), rn_str("{}")));
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_make, desk_free)
    const struct CMUnitTest tests[] = {
        DESK(test_two_sweeps_a_day_apart),
        DESK(test_back_again),
        DESK(test_set_of_many),
        DESK(test_circles_are_noticed),
    };
    return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
