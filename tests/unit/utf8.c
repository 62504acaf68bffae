/* SPDX-License-Identifier: MIT */
#include <renown/utf8.h>

#include "unit/unit.h"

static const char *const good[] = {"",
                                   "plain",
                                   "\xC2\x80",
                                   "\xDF\xBF",
                                   "\xE0\xA0\x80",
                                   "\xED\x9F\xBF",
                                   "\xEE\x80\x80",
                                   "\xEF\xBF\xBF",
                                   "\xF0\x90\x80\x80",
                                   "\xF4\x8F\xBF\xBF"};
static const char *const bad[] = {"\x80",
                                  "\xC0\x80",
                                  "\xC1\xBF",
                                  "\xC2",
                                  "\xE0\x80\x80",
                                  "\xE0\x9F\xBF",
                                  "\xED\xA0\x80",
                                  "\xED\xBF\xBF",
                                  "\xF0\x80\x80\x80",
                                  "\xF0\x8F\xBF\xBF",
                                  "\xF4\x90\x80\x80",
                                  "\xF5\x80\x80\x80",
                                  "\xFF",
                                  "\xE2\x82",
                                  "\xF0\x9F\x98",
                                  "1234567\xC3",
                                  "12345678\xC3(",
                                  "123456789abcdef\x80"};

static void knows_valid_from_invalid(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(rn_utf8_valid(rn_str(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (rn_utf8_valid(rn_str(bad[i])))
            fail_msg("row %zu passed for valid", i);
}

static void every_code_point_round_trips(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        size_t at = 0, n = rn_utf8_put(bytes, cp);
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        struct rn_str s = rn_strn(bytes, n);
        uint32_t back = rn_utf8_next(s, &at);
        if (back != (surrogate ? 0xFFFD : cp) || at != n || !rn_utf8_valid(s))
            fail_msg("U+%04X came back as U+%04X", (unsigned)cp, (unsigned)back);
    }
    char bytes[4];
    assert_int_equal(rn_utf8_put(bytes, 0x110000), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void invalid_bytes_move_by_one(void **state)
{
    struct rn_str s = rn_str("\xE2\x82x");
    size_t at = 0;
    (void)state;
    assert_int_equal(rn_utf8_next(s, &at), 0xFFFD);
    assert_int_equal(at, 1);
    assert_int_equal(rn_utf8_next(s, &at), 0xFFFD);
    assert_int_equal(rn_utf8_next(s, &at), 'x');
    assert_int_equal(at, 3);
}

static void clean_repairs_and_leaves_nul_out(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 1000);
    assert_int_equal(rn_utf8_clean(&b, rn_strn("a\0b\xFF\xC3\xA9\xED\xA0\x80z", 11)), RN_OK);
    assert_str(rn_buf_str(&b), "ab\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
    rn_buf_clear(&b);
    assert_int_equal(rn_utf8_clean(&b, rn_strn(NULL, 0)), RN_OK);
    assert_int_equal(b.n, 0);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(rn_utf8_clean(&b, rn_str(bad[i])), RN_OK);
    assert_true(rn_utf8_valid(rn_buf_str(&b)));
    rn_buf_free(&b);
}

static void counts_and_cuts(void **state)
{
    struct rn_str s = rn_str("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80!");
    (void)state;
    assert_int_equal(rn_utf8_count(s), 5);
    assert_int_equal(rn_utf8_count16(s), 6);
    assert_str(rn_utf8_cut(s, 0), "");
    assert_str(rn_utf8_cut(s, 3), "a\xC3\xA9\xE2\x82\xAC");
    assert_str(rn_utf8_cut(s, 4), "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    assert_int_equal(rn_utf8_cut(s, 99).n, s.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_valid_from_invalid),
        cmocka_unit_test(every_code_point_round_trips),
        cmocka_unit_test(invalid_bytes_move_by_one),
        cmocka_unit_test(clean_repairs_and_leaves_nul_out),
        cmocka_unit_test(counts_and_cuts),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
