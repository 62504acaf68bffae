/* SPDX-License-Identifier: MIT */
#include <renown/url.h>

#include "unit/unit.h"

static void encodes_and_decodes(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 1000);
    assert_int_equal(rn_url_encode(&b, rn_strn("aZ09-._~ /?&=+%\0\xC3\xA9", 18)), RN_OK);
    assert_str(rn_buf_str(&b), "aZ09-._~%20%2F%3F%26%3D%2B%25%00%C3%A9");
    rn_buf_clear(&b);
    assert_int_equal(rn_url_decode(&b, rn_str("a+b%20c%2fd%zz%4%"), false), RN_OK);
    assert_str(rn_buf_str(&b), "a+b c/d%zz%4%");
    rn_buf_clear(&b);
    assert_int_equal(rn_url_decode(&b, rn_str("a+b%2B"), true), RN_OK);
    assert_str(rn_buf_str(&b), "a b+");
    rn_buf_free(&b);
}

static void every_byte_round_trips(void **state)
{
    struct rn_buf encoded, decoded;
    char all[256];
    (void)state;
    for (int i = 0; i < 256; i++)
        all[i] = (char)i;
    rn_buf_init(&encoded, 1000);
    rn_buf_init(&decoded, 256);
    assert_int_equal(rn_url_encode(&encoded, rn_strn(all, 256)), RN_OK);
    assert_int_equal(rn_url_decode(&decoded, rn_buf_str(&encoded), true), RN_OK);
    assert_true(rn_str_eq(rn_buf_str(&decoded), rn_strn(all, 256)));
    rn_buf_free(&decoded);
    rn_buf_free(&encoded);
}

static void limits_are_told(void **state)
{
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 5);
    assert_int_equal(rn_url_encode(&b, rn_str("a b c")), RN_LIMIT);
    rn_buf_clear(&b);
    assert_int_equal(rn_url_decode(&b, rn_str("abcdef"), false), RN_LIMIT);
    rn_buf_free(&b);
}

static void splits(void **state)
{
    static const struct {
        const char *text, *scheme, *host, *path, *query;
    } rows[] = {
        {"https://example.test/a/b?c=d#e", "https", "example.test", "/a/b", "c=d"},
        {"http://127.0.0.1:8080", "http", "127.0.0.1:8080", "", ""},
        {"https://example.test?q", "https", "example.test", "", "q"},
        {"https://example.test#f?q", "https", "example.test", "", ""},
        {"https://example.test/?a?b", "https", "example.test", "/", "a?b"},
        {"https://good.test@evil.test/x", "https", "evil.test", "/x", ""},
        {"https://u:p@a@evil.test/x@y", "https", "evil.test", "/x@y", ""},
        {"http://[::1]:80/x", "http", "[::1]:80", "/x", ""},
        {"x+y-z.1://h/", "x+y-z.1", "h", "/", ""},
    };
    static const char *const bad[] = {"",        "example.test", "/path",      "https:/x",
                                      "://host", "https://",     "https:///x", "1a://h",
                                      "a b://h", "https://u@/x", "mailto:a@b", "x?y://h"};
    struct rn_url u;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(rn_url_split(rn_str(rows[i].text), &u));
        assert_str(u.scheme, rows[i].scheme);
        assert_str(u.host, rows[i].host);
        assert_str(u.path, rows[i].path);
        assert_str(u.query, rows[i].query);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        if (rn_url_split(rn_str(bad[i]), &u))
            fail_msg("\"%s\" was split", bad[i]);
}

static void finds_parameters(void **state)
{
    static const struct {
        const char *text, *name, *is;
    } rows[] = {
        {"https://h/?page=2", "page", "2"},
        {"https://h/?mypage=1&page=2", "page", "2"},
        {"https://h/page=9?page=2#page=3", "page", "2"},
        {"https://h/#page=3", "page", "3"},
        {"?a=1&b=x%26y&c=3", "b", "x%26y"},
        {"&page", "page", ""},
        {"?page=&x=1", "page", ""},
        {"?page=a=b", "page", "a=b"},
        {"?page=a?b", "page", "a?b"},
        {"?pages=1", "page", NULL},
        {"page=1", "page", NULL},
        {"", "page", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_str value = rn_str("untouched");
        bool found = rn_url_param(rn_str(rows[i].text), rows[i].name, &value);
        assert_int_equal(found, rows[i].is != NULL);
        assert_str(value, found ? rows[i].is : "untouched");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodes_and_decodes), cmocka_unit_test(every_byte_round_trips),
        cmocka_unit_test(limits_are_told),     cmocka_unit_test(splits),
        cmocka_unit_test(finds_parameters),
    };
    return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
