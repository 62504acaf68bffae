/* SPDX-License-Identifier: MIT */
#include "unit/unit.h"

static void adds_and_ends_with_nul(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 100);
    assert_string_equal(rn_buf_z(&b), "");
    assert_int_equal(rn_buf_add(&b, rn_strn("a\0b", 3)), RN_OK);
    assert_int_equal(rn_buf_addc(&b, '!'), RN_OK);
    assert_int_equal(rn_buf_addz(&b, "xyz"), RN_OK);
    assert_int_equal(rn_buf_fmt(&b, "%d-%s", 42, "k"), RN_OK);
    assert_true(rn_str_eq(rn_buf_str(&b), rn_strn("a\0b!xyz42-k", 11)));
    assert_int_equal(b.p[b.n], '\0');
    rn_buf_free(&b);
    rn_buf_free(&b);
}

static void holds_exactly_its_limit(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 64);
    for (int i = 0; i < 64; i++)
        assert_int_equal(rn_buf_addc(&b, 'x'), RN_OK);
    assert_int_equal(b.n, 64);
    assert_int_equal(rn_buf_addc(&b, 'x'), RN_LIMIT);
    rn_buf_free(&b);
}

static void beyond_the_limit_stays_full(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 5);
    assert_int_equal(rn_buf_addz(&b, "abc"), RN_OK);
    assert_int_equal(rn_buf_addz(&b, "def"), RN_LIMIT);
    assert_true(b.full);
    assert_null(b.p);
    assert_int_equal(b.n, 0);
    assert_int_equal(rn_buf_addc(&b, 'x'), RN_LIMIT);
    assert_int_equal(rn_buf_addz(&b, ""), RN_LIMIT);
    assert_int_equal(rn_buf_fmt(&b, "%d", 1), RN_LIMIT);
    assert_string_equal(rn_buf_z(&b), "");
    rn_buf_clear(&b);
    assert_false(b.full);
    assert_int_equal(rn_buf_addz(&b, "abcde"), RN_OK);
    rn_buf_free(&b);
}

static void formats_long_texts(void **state)
{
    struct rn_buf b;
    char wide[1001];
    (void)state;
    memset(wide, 'w', 1000);
    wide[1000] = '\0';
    for (int n = 250; n < 260; n++) {
        rn_buf_init(&b, 2000);
        assert_int_equal(rn_buf_fmt(&b, "%.*s|%s", n, wide, wide), RN_OK);
        assert_int_equal(b.n, (size_t)n + 1001);
        assert_int_equal(strlen(rn_buf_z(&b)), b.n);
        rn_buf_free(&b);
    }
    rn_buf_init(&b, 999);
    assert_int_equal(rn_buf_fmt(&b, "%s", wide), RN_LIMIT);
    rn_buf_free(&b);
}

static void huge_sizes_do_not_overflow(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 10);
    assert_int_equal(rn_buf_addz(&b, "abc"), RN_OK);
    assert_int_equal(rn_buf_add(&b, rn_strn("x", SIZE_MAX)), RN_LIMIT);
    rn_buf_free(&b);
}

static void clear_keeps_memory(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 1000);
    assert_int_equal(rn_buf_addz(&b, "something"), RN_OK);
    const char *p = b.p;
    rn_buf_clear(&b);
    assert_string_equal(rn_buf_z(&b), "");
    assert_int_equal(rn_buf_addz(&b, "else"), RN_OK);
    assert_ptr_equal(b.p, p);
    rn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_and_ends_with_nul),      cmocka_unit_test(holds_exactly_its_limit),
        cmocka_unit_test(beyond_the_limit_stays_full), cmocka_unit_test(formats_long_texts),
        cmocka_unit_test(huge_sizes_do_not_overflow),  cmocka_unit_test(clear_keeps_memory),
    };
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
