/* SPDX-License-Identifier: MIT */
#include <renown/json.h>

#include <float.h>
#include <stdlib.h>

#include "unit/unit.h"

static void writes_structures(void **state)
{
    struct rn_buf b;
    struct rn_jsonw w;
    (void)state;
    rn_buf_init(&b, 1000);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kint(&w, "i", -5);
    rn_jsonw_key(&w, "a\"");
    rn_jsonw_array(&w);
    rn_jsonw_bool(&w, true);
    rn_jsonw_object(&w);
    rn_jsonw_end(&w);
    rn_jsonw_raw(&w, rn_str("[1,2]"));
    rn_jsonw_num(&w, 2.5);
    rn_jsonw_end(&w);
    rn_jsonw_kopt(&w, "none", rn_str(""));
    rn_jsonw_kopt(&w, "some", rn_str("x"));
    rn_jsonw_kstr(&w, "empty", rn_strn(NULL, 0));
    rn_jsonw_kbool(&w, "b", false);
    rn_jsonw_knum(&w, "n", 4.0);
    rn_jsonw_end(&w);
    assert_str(rn_buf_str(&b),
               "{\"i\":-5,\"a\\\"\":[true,{},[1,2],2.5],\"some\":\"x\",\"empty\":\"\","
               "\"b\":false,\"n\":4}");
    rn_buf_free(&b);
}

static void escapes_strings(void **state)
{
    static const struct {
        struct rn_str in;
        const char *out;
    } rows[] = {
        {RN_STR("a\"\\/"), "\"a\\\"\\\\/\""},
        {RN_STR("\n\r\t\b\f"), "\"\\n\\r\\t\\b\\f\""},
        {RN_STR("\x00\x1B\x7F"), "\"\\u0000\\u001b\\u007f\""},
        {RN_STR("\xC2\x9B[31m"), "\"\\u009b[31m\""},
        {RN_STR("\xE2\x80\xA8\xE2\x80\xAE"), "\"\\u2028\\u202e\""},
        {RN_STR("\xFFz\xED\xA0\x80"), "\"\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {RN_STR("\xEF\xBF\xBD\xC3\xA9\xF0\x9F\x98\x80"),
         "\"\xEF\xBF\xBD\xC3\xA9\xF0\x9F\x98\x80\""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_buf b;
        struct rn_jsonw w;
        rn_buf_init(&b, 1000);
        rn_jsonw_init(&w, &b);
        rn_jsonw_str(&w, rows[i].in);
        assert_str(rn_buf_str(&b), rows[i].out);
        rn_buf_free(&b);
    }
}

static void assert_number(double v, const char *text)
{
    struct rn_buf b;
    struct rn_jsonw w;
    rn_buf_init(&b, 100);
    rn_jsonw_init(&w, &b);
    rn_jsonw_num(&w, v);
    if (text != NULL)
        assert_str(rn_buf_str(&b), text);
    assert_true(strtod(rn_buf_z(&b), NULL) == v);
    rn_buf_free(&b);
}

static void numbers_are_short_and_exact(void **state)
{
    uint64_t bits = 1;
    (void)state;
    assert_number(4.0, "4");
    assert_number(-4.0, "-4");
    assert_number(0.0, "0");
    assert_number(0.1, "0.1");
    assert_number(4.35, "4.35");
    assert_number(1.0 / 3, "0.3333333333333333");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(1e15, NULL);
    assert_number(1e300, "1e+300");
    assert_number(DBL_MAX, NULL);
    assert_number(DBL_MIN, NULL);
    assert_number(5e-324, NULL);
    for (int i = 0; i < 20000; i++) {
        double v;
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t finite = (bits >> 62) == 1 ? bits & ~(UINT64_C(1) << 62) : bits;
        memcpy(&v, &finite, sizeof v);
        if (v == v && v <= DBL_MAX && v >= -DBL_MAX)
            assert_number(v, NULL);
    }
}

static void a_full_buffer_is_harmless(void **state)
{
    struct rn_buf b;
    struct rn_jsonw w;
    (void)state;
    rn_buf_init(&b, 10);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "key", rn_str("too long for ten bytes"));
    rn_jsonw_end(&w);
    assert_true(b.full);
    rn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_structures),
        cmocka_unit_test(escapes_strings),
        cmocka_unit_test(numbers_are_short_and_exact),
        cmocka_unit_test(a_full_buffer_is_harmless),
    };
    return cmocka_run_group_tests_name("jsonw", tests, NULL, NULL);
}
