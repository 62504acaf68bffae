/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "collect/schedule.h"

#define NOW INT64_C(1790000000000000)

static void test_due(void **state)
{
    (void)state;
    const struct rn_source_config s = {.name = "x"};
    struct rn_origin o = {0};
    assert_true(rn_is_due(&s, &o, NOW)); /* never tried */
    o.last_try = NOW - RN_HOUR;
    o.next_due = NOW + 1;
    assert_false(rn_is_due(&s, &o, NOW));
    o.next_due = NOW;
    assert_true(rn_is_due(&s, &o, NOW));
    o.next_due = rn_next_due(&s, NOW);
    assert_false(rn_is_due(&s, &o, NOW));
    o.next_due = NOW + 365 * 24 * RN_HOUR; /* of another clock: not silent until then */
    assert_true(rn_is_due(&s, &o, NOW));
}

static void test_next_is_near_every(void **state)
{
    (void)state;
    char name[16];
    int64_t first = 0, last = 0;
    for (int i = 0; i < 200; i++) {
        (void)snprintf(name, sizeof name, "source-%d", i);
        const struct rn_source_config s = {.name = name,
                                           .common = {.every = {15 * RN_MINUTE, false, true}}};
        const int64_t wait = rn_next_due(&s, NOW) - NOW;
        assert_in_range(wait, 15 * RN_MINUTE * 9 / 10, 15 * RN_MINUTE * 11 / 10);
        assert_int_equal(wait, rn_next_due(&s, NOW) - NOW);
        first = i == 0 || wait < first ? wait : first;
        last = wait > last ? wait : last;
    }
    assert_true(last - first > 2 * RN_MINUTE); /* they do not start together */
}

static void test_default_is_an_hour(void **state)
{
    (void)state;
    const struct rn_source_config s = {.name = "x"};
    assert_in_range(rn_next_due(&s, NOW) - NOW, RN_HOUR * 9 / 10, RN_HOUR * 11 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_next_is_near_every),
        cmocka_unit_test(test_default_is_an_hour),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
