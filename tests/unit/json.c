/* SPDX-License-Identifier: MIT */
#include <renown/json.h>

#include <float.h>
#include <stdlib.h>

#include <renown/utf8.h>

#include "unit/unit.h"

static struct rn_json_doc *parsed(const char *text)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    if (rn_json_parse(rn_str(text), 0, &doc, &d) != RN_OK)
        fail_msg("%s: %s", text, d.text);
    return doc;
}

static void accepts_what_is_json(void **state)
{
    static const char *const texts[] = {"null",
                                        " true ",
                                        "false",
                                        "0",
                                        "-0",
                                        "1e5",
                                        "-1.5E+3",
                                        "\"\"",
                                        "[]",
                                        "{}",
                                        "[[]]",
                                        "[1\n]",
                                        "\t\r\n1",
                                        "\"\xE2\x80\xA8\"",
                                        "\"\x7F\"",
                                        "[\"\\u0000\"]",
                                        "{\"\":0}",
                                        "{\"a\":1,\"a\":2}",
                                        "123456789012345678901234567890",
                                        "1e999",
                                        "\"\\/\\\\\"",
                                        "\"\xF4\x8F\xBF\xBF\"",
                                        "[1,{\"a\":[null]}]"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        rn_json_free(parsed(texts[i]));
}

static const char *const not_json[] = {"",
                                       " ",
                                       "tru",
                                       "nul",
                                       "True",
                                       "+1",
                                       "01",
                                       "-01",
                                       "1.",
                                       ".5",
                                       "1e",
                                       "1e+",
                                       "-",
                                       "0x1",
                                       "NaN",
                                       "Infinity",
                                       "[1,]",
                                       "[,1]",
                                       "[1 2]",
                                       "[1",
                                       "1]",
                                       "{\"a\"}",
                                       "{\"a\":}",
                                       "{a:1}",
                                       "{\"a\":1,}",
                                       "{1:1}",
                                       "'a'",
                                       "\"a",
                                       "\"\\x\"",
                                       "\"\\u12\"",
                                       "\"\\u12g4\"",
                                       "\"\t\"",
                                       "\"a\nb\"",
                                       "1 2",
                                       "{} {}",
                                       "[] x",
                                       "/* c */1",
                                       "1 // c",
                                       "[1]]",
                                       "\"\\\"",
                                       "\"\xFF\"",
                                       "\"\xED\xA0\x80\"",
                                       "\"\xC0\xAF\"",
                                       "[\f1]",
                                       "[\v]",
                                       "\xC2\xA0[]",
                                       "[\"a\",\n4\n,1,",
                                       "{\"a\":1 \"b\":2}",
                                       "]",
                                       "\xEF\xBB\xBF",
                                       "\xEF\xBB\xBF\xEF\xBB\xBF{}",
                                       "1\xEF\xBB\xBF"};

static void refuses_what_is_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(not_json); i++) {
        struct rn_json_doc *doc = (struct rn_json_doc *)&i;
        struct rn_diag d = {0};
        enum rn_status st = rn_json_parse(rn_str(not_json[i]), 0, &doc, &d);
        if (st == RN_OK)
            fail_msg("row %zu \"%s\" passed", i, not_json[i]);
        assert_fails(st, RN_INVALID, &d);
        assert_ptr_equal(doc, &i);
    }
}

static void nul_and_halves_survive(void **state)
{
    static const struct {
        const char *text;
        struct rn_str is;
    } rows[] = {
        {"\"a\\u0000b\"", RN_STR("a\0b")},
        {"\"\\ud83d\\ude00!\"", RN_STR("\xF0\x9F\x98\x80!")},
        {"\"\\uD83D\\uDE00\"", RN_STR("\xF0\x9F\x98\x80")},
        {"\"\\ud83d!\"", RN_STR("\xEF\xBF\xBD!")},
        {"\"\\ude00!\"", RN_STR("\xEF\xBF\xBD!")},
        {"\"\\ud83d\\u0041\"", RN_STR("\xEF\xBF\xBD"
                                      "A")},
        {"\"\\ud83d\\ud83d\\ude00\"", RN_STR("\xEF\xBF\xBD\xF0\x9F\x98\x80")},
        {"\"\\ud83d\\n\"", RN_STR("\xEF\xBF\xBD\n")},
        {"\"\\ud83d\"", RN_STR("\xEF\xBF\xBD")},
        {"\"\\\\u0041\\\"\\/\\b\\f\\n\\r\\t\"", RN_STR("\\u0041\"/\b\f\n\r\t")},
        {"\"\\u00e9\\u20AC\"", RN_STR("\xC3\xA9\xE2\x82\xAC")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_json_doc *doc = parsed(rows[i].text);
        struct rn_str s = rn_json_str(rn_json_root(doc));
        if (!rn_str_eq(s, rows[i].is))
            fail_msg("%s gave \"%.*s\"", rows[i].text, RN_STR_ARG(s));
        rn_json_free(doc);
    }
}

/* Escapes are undone in place: what stands around them must not suffer. */
static void escapes_leave_neighbours_alone(void **state)
{
    struct rn_json_doc *doc =
        parsed("{\"k\\u0031\" : \"v\\n\", \"k2\":[\"\\u0041\\u0042\",\"plain\" , "
               "\"\\\\\",12,\"x\"],\"\\u006b3\":3}");
    const struct rn_json *root = rn_json_root(doc), *list = rn_json_get(root, "k2");
    int64_t v = 0;
    (void)state;
    assert_str(rn_json_str(rn_json_get(root, "k1")), "v\n");
    assert_str(rn_json_str(rn_json_at(list, 0)), "AB");
    assert_str(rn_json_str(rn_json_at(list, 1)), "plain");
    assert_str(rn_json_str(rn_json_at(list, 2)), "\\");
    assert_str(rn_json_str(rn_json_at(list, 3)), "12");
    assert_str(rn_json_str(rn_json_at(list, 4)), "x");
    assert_true(rn_json_int(rn_json_get(root, "k3"), &v) && v == 3);
    rn_json_free(doc);
}

static void depth_is_capped(void **state)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    enum { DEEP = 200000 };
    char *text = malloc(DEEP);
    (void)state;
    assert_non_null(text);
    memset(text, '[', DEEP);
    assert_fails(rn_json_parse(rn_strn(text, DEEP), 0, &doc, &d), RN_INVALID, &d);
    assert_non_null(strstr(d.text, "nested"));
    memset(text + RN_JSON_DEPTH, ']', RN_JSON_DEPTH);
    assert_int_equal(rn_json_parse(rn_strn(text, 2 * RN_JSON_DEPTH), 0, &doc, &d), RN_OK);
    rn_json_free(doc);
    memset(text, '[', RN_JSON_DEPTH + 1);
    memset(text + RN_JSON_DEPTH + 1, ']', RN_JSON_DEPTH + 1);
    assert_fails(rn_json_parse(rn_strn(text, 2 * RN_JSON_DEPTH + 2), 0, &doc, &d), RN_INVALID, &d);
    free(text);
}

/* A few bytes a value become a node of 80: what is read must not grow sixteenfold. */
static void values_are_capped(void **state)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    size_t n = 2 * (size_t)RN_JSON_VALUES;
    char *text = malloc(n + 2);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < n; i += 2)
        memcpy(text + i, "1,", 2);
    text[0] = '[';
    memcpy(text + n - 1, "]", 2); /* the array and one value less than the most */
    text[1] = ' ';
    assert_int_equal(rn_json_parse(rn_strn(text, n), 0, &doc, &d), RN_OK);
    assert_int_equal(rn_json_count(rn_json_root(doc)), RN_JSON_VALUES - 1);
    rn_json_free(doc);
    memcpy(text + n - 1, ",1]", 3);
    assert_fails(rn_json_parse(rn_strn(text, n + 2), 0, &doc, &d), RN_INVALID, &d);
    assert_non_null(strstr(d.text, "400000 values"));
    free(text);
}

static void names_line_and_column(void **state)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    (void)state;
    assert_fails(rn_json_parse(rn_str("{\n \"a\": 1,\n \"b\": x}"), 0, &doc, &d), RN_INVALID, &d);
    assert_non_null(strstr(d.text, "line 3"));
    assert_fails(rn_json_parse(rn_str("\n\"\xC3\xA9\xFF\""), 0, &doc, &d), RN_INVALID, &d);
    assert_non_null(strstr(d.text, "line 2, column 3"));
}

static void size_is_capped(void **state)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    (void)state;
    assert_fails(rn_json_parse(rn_str("[1,2]"), 4, &doc, &d), RN_LIMIT, &d);
    assert_int_equal(rn_json_parse(rn_str("[1,2]"), 5, &doc, &d), RN_OK);
    rn_json_free(doc);
    rn_json_free(NULL);
}

static void reads_members(void **state)
{
    struct rn_json_doc *doc =
        parsed("\xEF\xBB\xBF{\"a\":{\"b\":{\"c\":\"deep\"}},\"n\":null,\"l\":[1,"
               "\"two\",3],\"a.b\":1,\"d\":1,\"d\":2}");
    const struct rn_json *root = rn_json_root(doc);
    (void)state;
    assert_str(rn_json_str(rn_json_path(root, "a.b.c")), "deep");
    assert_null(rn_json_path(root, "a.x.c"));
    assert_null(rn_json_path(root, "l.b"));
    assert_null(rn_json_get(root, "n"));
    assert_null(rn_json_get(root, "zz"));
    assert_null(rn_json_get(rn_json_get(root, "l"), "a"));
    assert_int_equal(rn_json_count(root), 6);
    assert_int_equal(rn_json_count(rn_json_get(root, "l")), 3);
    assert_str(rn_json_str(rn_json_get(root, "d")), "2");
    assert_str(rn_json_key(rn_json_first(root)), "a");
    assert_str(rn_json_str(rn_json_at(rn_json_get(root, "l"), 1)), "two");
    assert_null(rn_json_at(rn_json_get(root, "l"), 3));
    assert_int_equal(rn_json_type(rn_json_at(root, 1)), RN_JSON_NULL);
    assert_true(rn_json_is(rn_json_at(root, 1), RN_JSON_NULL));
    rn_json_free(doc);
}

static void readers_take_nothing(void **state)
{
    int64_t i = 7;
    double f = 7;
    (void)state;
    assert_int_equal(rn_json_type(NULL), RN_JSON_NULL);
    assert_false(rn_json_is(NULL, RN_JSON_NULL));
    assert_int_equal(rn_json_count(NULL), 0);
    assert_null(rn_json_get(NULL, "a"));
    assert_null(rn_json_path(NULL, "a.b"));
    assert_null(rn_json_first(NULL));
    assert_null(rn_json_next(NULL));
    assert_null(rn_json_root(NULL));
    assert_int_equal(rn_json_str(NULL).n, 0);
    assert_int_equal(rn_json_key(NULL).n, 0);
    assert_false(rn_json_int(NULL, &i) || rn_json_num(NULL, &f) || rn_json_true(NULL));
    assert_true(i == 7 && f == 7);
}

static void reads_whole_numbers(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        int64_t is;
    } rows[] = {
        {"9007199254740993", true, INT64_C(9007199254740993)},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"\"42\"", true, 42},
        {"\"-42\"", true, -42},
        {"5.0", true, 5},
        {"1e3", true, 1000},
        {"5.5", false, 0},
        {"1e300", false, 0},
        {"\"5.0\"", false, 0},
        {"\" 5\"", false, 0},
        {"\"5 \"", false, 0},
        {"\"+5\"", false, 0},
        {"\"\"", false, 0},
        {"\"x\"", false, 0},
        {"\"0x10\"", false, 0},
        {"true", false, 0},
        {"[1]", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_json_doc *doc = parsed(rows[i].text);
        int64_t v = -1;
        bool ok = rn_json_int(rn_json_root(doc), &v);
        if (ok != rows[i].ok || v != (ok ? rows[i].is : -1))
            fail_msg("%s gave %d, %lld", rows[i].text, ok, (long long)v);
        rn_json_free(doc);
    }
}

static void reads_fractions(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        double is;
    } rows[] = {
        {"4.5", true, 4.5},      {"-1.5E-3", true, -0.0015}, {"\"4.5\"", true, 4.5},
        {"1e999", false, 0},     {"\"inf\"", false, 0},      {"\"nan\"", false, 0},
        {"\"0x1p3\"", false, 0}, {"\"1,5\"", false, 0},      {"\"1.5x\"", false, 0},
        {"\"-\"", false, 0},     {"null", false, 0},         {"\"1\\u0000\"", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_json_doc *doc = parsed(rows[i].text);
        double v = -1;
        bool ok = rn_json_num(rn_json_root(doc), &v);
        if (ok != rows[i].ok || v != (ok ? rows[i].is : -1))
            fail_msg("%s gave %d, %g", rows[i].text, ok, v);
        rn_json_free(doc);
    }
}

static void reparse_uses_memory_again(void **state)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    (void)state;
    for (int i = 0; i < 1000; i++) {
        char line[100];
        int64_t v;
        bool broken = i % 7 == 3;
        (void)snprintf(line, sizeof line, broken ? "{\"n\":%d" : "{\"n\":%d,\"s\":\"\\u0041\"}", i);
        enum rn_status st = rn_json_reparse(rn_str(line), 0, &doc, &d);
        assert_int_equal(st, broken ? RN_INVALID : RN_OK);
        const struct rn_json *root = rn_json_root(doc);
        assert_true(broken ? root == NULL : rn_json_int(rn_json_get(root, "n"), &v) && v == i);
    }
    rn_json_free(doc);
}

static void large_documents_span_blocks(void **state)
{
    struct rn_buf b;
    struct rn_jsonw w;
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    int64_t sum = 0, v;
    (void)state;
    rn_buf_init(&b, 10000000);
    rn_jsonw_init(&w, &b);
    rn_jsonw_array(&w);
    for (int i = 0; i < 50000; i++)
        rn_jsonw_int(&w, i);
    rn_jsonw_end(&w);
    for (int times = 0; times < 2; times++) {
        assert_int_equal(rn_json_reparse(rn_buf_str(&b), 0, &doc, &d), RN_OK);
        for (const struct rn_json *n = rn_json_first(rn_json_root(doc)); n; n = rn_json_next(n))
            sum += rn_json_int(n, &v) ? v : 0;
        assert_int_equal(rn_json_reparse(rn_str("[1]"), 0, &doc, &d), RN_OK);
    }
    assert_int_equal(sum, 2 * INT64_C(1249975000));
    rn_json_free(doc);
    rn_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_is_json),
        cmocka_unit_test(refuses_what_is_not),
        cmocka_unit_test(nul_and_halves_survive),
        cmocka_unit_test(escapes_leave_neighbours_alone),
        cmocka_unit_test(depth_is_capped),
        cmocka_unit_test(values_are_capped),
        cmocka_unit_test(names_line_and_column),
        cmocka_unit_test(size_is_capped),
        cmocka_unit_test(reads_members),
        cmocka_unit_test(readers_take_nothing),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(reads_fractions),
        cmocka_unit_test(reparse_uses_memory_again),
        cmocka_unit_test(large_documents_span_blocks),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
