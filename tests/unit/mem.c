/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include "base/clock.h"
#include "unit/unit.h"

static int ended;

static int count_end(int *p)
{
    ended += *p;
    return 0;
}

static void use_scope(void)
{
    RN_SCOPE(tmp);
    int *p = rn_new(tmp, int);
    *p = 1;
    talloc_set_destructor(p, count_end);
}

static void a_scope_frees_what_is_under_it(void **state)
{
    (void)state;
    ended = 0;
    use_scope();
    use_scope();
    assert_int_equal(ended, 2);
}

static void copies(void **state)
{
    RN_SCOPE(tmp);
    struct rn_str s = rn_dup_str(tmp, rn_strn("a\0b", 3));
    (void)state;
    assert_true(rn_str_eq(s, rn_strn("a\0b", 3)));
    assert_int_equal(s.p[3], '\0');
    assert_null(rn_dup_str(tmp, rn_strn(NULL, 0)).p);
    assert_string_equal(rn_dup(tmp, rn_strn("abc", 2)), "ab");
    assert_string_equal(rn_dup(tmp, rn_strn(NULL, 0)), "");
    assert_string_equal(rn_dupz(tmp, "xyz"), "xyz");
    assert_string_equal(rn_fmt(tmp, "%s-%d", "k", 7), "k-7");
}

static void arrays_are_zeroed_and_grow(void **state)
{
    RN_SCOPE(tmp);
    int *v = rn_new_array(tmp, int, 4);
    (void)state;
    assert_int_equal(v[3], 0);
    v[3] = 9;
    v = rn_grow_array(tmp, v, int, 4000);
    assert_int_equal(v[3], 9);
    char *in_pool = rn_dupz(rn_pool(tmp, 1000), "inside");
    assert_string_equal(in_pool, "inside");
}

static void clocks_go_forward(void **state)
{
    int64_t monotonic = rn_clock_monotonic();
    (void)state;
    assert_true(rn_clock_monotonic() >= monotonic);
    assert_true(rn_clock_now() > INT64_C(1700000000000000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scope_frees_what_is_under_it),
        cmocka_unit_test(copies),
        cmocka_unit_test(arrays_are_zeroed_and_grow),
        cmocka_unit_test(clocks_go_forward),
    };
    return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
