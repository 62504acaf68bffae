/* SPDX-License-Identifier: MIT */
#include "unit/unit.h"

#include <netinet/in.h>

#include "base/mem.h"
#include "net/address.h"

static void test_parts(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct rn_address a;
    struct rn_diag d;
    assert_int_equal(rn_address_parse(tmp, rn_str("HTTPS://API.Example/v1/x?q=1#part"), &a, &d),
                     RN_OK);
    assert_string_equal(a.scheme, "https");
    assert_string_equal(a.host, "api.example");
    assert_int_equal(a.port, 443);
    assert_string_equal(a.key, "https://api.example:443");
    assert_null(strchr(a.url, '#'));
    assert_non_null(strstr(a.url, "/v1/x?q=1"));
    assert_int_equal(rn_address_parse(tmp, rn_str("http://[::1]:8080/"), &a, &d), RN_OK);
    assert_string_equal(a.host, "::1");
    assert_int_equal(a.port, 8080);
    assert_true(rn_address_is_loopback(&a));
}

static void test_refused(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    static const char *const wrong[] = {
        "",
        "not an address",
        "/only/a/path",
        "https://",
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "https://user:word@a.example/",
        "https://user@a.example/",
        "https://a.example/\r\nHost: b.example",
        "https://a.example/ x",
        "https://a.example/\x01",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://b\xc3\xbc"
        "cher.example/",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct rn_address a = {.port = 77};
        struct rn_diag d = {0};
        if (rn_address_parse(tmp, rn_str(wrong[i]), &a, &d) != RN_INVALID || d.text[0] == '\0' ||
            a.port != 77)
            fail_msg("\"%s\" was taken", wrong[i]);
        assert_null(strstr(d.text, "word"));
    }
    struct rn_address a;
    struct rn_diag d;
    assert_int_equal(rn_address_parse(tmp, rn_strn("https://a\0b.example/", 20), &a, &d),
                     RN_INVALID);
    char *far = rn_fmt(tmp, "https://a.example/%020000d", 1);
    assert_int_equal(rn_address_parse(tmp, rn_str(far), &a, &d), RN_INVALID);
}

static void test_endpoint(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    static const struct {
        const char *url, *endpoint, *becomes;
    } rows[] = {
        {"https://api.example/v4/a?b=c%20d", "http://127.0.0.1:81",
         "http://127.0.0.1:81/v4/a?b=c%20d"},
        {"https://api.example/v4/a?b=c", "http://127.0.0.1:81/", "http://127.0.0.1:81/v4/a?b=c"},
        {"https://api.example/v4/a", "http://127.0.0.1:81/ignored", "http://127.0.0.1:81/v4/a"},
        {"https://api.example:444/x", "https://[::1]:82", "https://[::1]:82/x"},
        {"https://api.example?x=1", "http://127.0.0.1:81", "http://127.0.0.1:81/?x=1"},
        {"https://api.example", "http://127.0.0.1:81", "http://127.0.0.1:81/"},
        {"https://api.example/x", NULL, "https://api.example/x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_address a;
        struct rn_diag d;
        assert_int_equal(rn_address_on(tmp, rn_str(rows[i].url), rows[i].endpoint, &a, &d), RN_OK);
        assert_string_equal(a.url, rows[i].becomes);
    }
}

static void test_redirects(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    static const struct {
        const char *location;
        bool same;
        const char *becomes; /* NULL: refused */
    } rows[] = {
        {"/elsewhere", true, "https://a.example/elsewhere"},
        {"next?x=2", true, "https://a.example/v1/next?x=2"},
        {"https://A.example:443/x", true, "https://a.example:443/x"},
        {"https://b.example/x", false, "https://b.example/x"},
        {"//b.example/x", false, "https://b.example/x"},
        {"http://a.example/x", false, "http://a.example/x"},
        {"https://a.example:444/x", false, "https://a.example:444/x"},
        {"https://a.example.b.example/x", false, "https://a.example.b.example/x"},
        {"https://a.example@b.example/x", false, NULL},
        {"javascript:alert(1)", false, NULL},
        {"file:///etc/passwd", false, NULL},
        {"", false, NULL},
        {"/a b", false, NULL},
    };
    struct rn_address from;
    struct rn_diag d;
    assert_int_equal(rn_address_parse(tmp, rn_str("https://a.example/v1/list?x=1"), &from, &d),
                     RN_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_address to;
        enum rn_status st = rn_address_follow(tmp, &from, rn_str(rows[i].location), &to, &d);
        if ((st == RN_OK) != (rows[i].becomes != NULL))
            fail_msg("\"%s\": %d", rows[i].location, (int)st);
        if (st != RN_OK)
            continue;
        assert_int_equal(strcasecmp(to.url, rows[i].becomes), 0);
        assert_int_equal(rn_address_same(&from, &to), rows[i].same);
    }
}

static void test_machines(void **state)
{
    (void)state;
    static const struct {
        const char *ip;
        enum rn_machine kind;
    } rows[] = {
        {"8.8.8.8", RN_MACHINE_PUBLIC},
        {"127.0.0.1", RN_MACHINE_LOOPBACK},
        {"127.9.9.9", RN_MACHINE_LOOPBACK},
        {"128.0.0.1", RN_MACHINE_PUBLIC},
        {"0.0.0.0", RN_MACHINE_PRIVATE},
        {"10.1.2.3", RN_MACHINE_PRIVATE},
        {"100.63.255.255", RN_MACHINE_PUBLIC},
        {"100.64.0.1", RN_MACHINE_PRIVATE},
        {"100.127.255.255", RN_MACHINE_PRIVATE},
        {"100.128.0.1", RN_MACHINE_PUBLIC},
        {"169.254.169.254", RN_MACHINE_PRIVATE},
        {"172.15.0.1", RN_MACHINE_PUBLIC},
        {"172.16.0.1", RN_MACHINE_PRIVATE},
        {"172.31.255.255", RN_MACHINE_PRIVATE},
        {"172.32.0.1", RN_MACHINE_PUBLIC},
        {"192.168.1.1", RN_MACHINE_PRIVATE},
        {"198.19.0.1", RN_MACHINE_PRIVATE},
        {"224.0.0.1", RN_MACHINE_PRIVATE},
        {"255.255.255.255", RN_MACHINE_PRIVATE},
        {"2606:4700::1", RN_MACHINE_PUBLIC},
        {"::1", RN_MACHINE_LOOPBACK},
        {"::", RN_MACHINE_PRIVATE},
        {"::ffff:127.0.0.1", RN_MACHINE_LOOPBACK},
        {"::ffff:10.0.0.1", RN_MACHINE_PRIVATE},
        {"::ffff:8.8.8.8", RN_MACHINE_PUBLIC},
        {"::10.0.0.1", RN_MACHINE_PRIVATE},
        {"64:ff9b::a00:1", RN_MACHINE_PRIVATE},
        {"64:ff9b::808:808", RN_MACHINE_PUBLIC},
        {"2002:7f00:1::", RN_MACHINE_LOOPBACK},
        {"fe80::1", RN_MACHINE_PRIVATE},
        {"febf::1", RN_MACHINE_PRIVATE},
        {"fc00::1", RN_MACHINE_PRIVATE},
        {"fdff::1", RN_MACHINE_PRIVATE},
        {"fec0::1", RN_MACHINE_PRIVATE},
        {"ff02::1", RN_MACHINE_PRIVATE},
        {"2001:db8::1", RN_MACHINE_PRIVATE},
        {"no ip", RN_MACHINE_UNKNOWN},
        {"", RN_MACHINE_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rn_machine_of_text(rows[i].ip) != rows[i].kind)
            fail_msg("%s is %d", rows[i].ip, (int)rn_machine_of_text(rows[i].ip));
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr = {htonl(0x7f000001)}};
    assert_int_equal(rn_machine_of((struct sockaddr *)&four), RN_MACHINE_LOOPBACK);
    four.sin_family = AF_UNIX;
    assert_int_equal(rn_machine_of((struct sockaddr *)&four), RN_MACHINE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_endpoint), cmocka_unit_test(test_redirects),
        cmocka_unit_test(test_machines),
    };
    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
