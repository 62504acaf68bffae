/* SPDX-License-Identifier: MIT */
#include "unit/unit.h"

#include <stdio.h>

#include "base/mem.h"
#include "net/pace.h"

static void test_distance(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct rn_pace_host *h = rn_pace_host(rn_pace_new(tmp), "https://a.example:443");
    assert_int_equal(rn_pace_take(h, 200, 1000), 1000);
    assert_int_equal(rn_pace_take(h, 200, 1000), 1200);
    assert_int_equal(rn_pace_take(h, 200, 1001), 1400);
    assert_int_equal(rn_pace_take(h, 200, 5000), 5000); /* an idle time is not saved up */
    assert_int_equal(rn_pace_take(h, 200, 5000), 5200);
}

static void test_no_interval_is_no_distance(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct rn_pace_host *h = rn_pace_host(rn_pace_new(tmp), "http://127.0.0.1:1");
    for (int i = 0; i < 5; i++)
        assert_int_equal(rn_pace_take(h, i % 2 == 0 ? 0 : -3, 77), 77);
}

static void test_hold(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct rn_pace_host *h = rn_pace_host(rn_pace_new(tmp), "https://a.example:443");
    assert_int_equal(rn_pace_take(h, 10, 100), 100);
    rn_pace_hold(h, 5000);
    rn_pace_hold(h, 3000); /* a shorter one changes nothing */
    assert_int_equal(rn_pace_held_until(h), 5000);
    assert_int_equal(rn_pace_take(h, 10, 200), 5000);
    assert_int_equal(rn_pace_take(h, 10, 200), 5010); /* and not all at the same instant */
    assert_int_equal(rn_pace_take(h, 10, 6000), 6000);
}

static void test_many_hosts(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct rn_pace *p = rn_pace_new(tmp);
    struct rn_pace_host *seen[500];
    char name[40];
    for (int i = 0; i < 500; i++) {
        (void)snprintf(name, sizeof name, "https://h%d.example:443", i);
        seen[i] = rn_pace_host(p, name);
        assert_int_equal(rn_pace_take(seen[i], 1000, 0), 0);
    }
    for (int i = 0; i < 500; i++) {
        (void)snprintf(name, sizeof name, "https://h%d.example:443", i);
        assert_ptr_equal(rn_pace_host(p, name), seen[i]);
        assert_int_equal(rn_pace_take(seen[i], 1000, 0), 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_no_interval_is_no_distance),
        cmocka_unit_test(test_hold),
        cmocka_unit_test(test_many_hosts),
    };
    return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
