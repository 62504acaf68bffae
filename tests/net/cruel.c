/* SPDX-License-Identifier: MIT
 *
 * Answers that no place sends by accident: each ends in a sentence, in bounded time and memory, and
 * leads nowhere else.
 */
#include "unit/unit.h"

#include <stdio.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/fake.h"

/* One request that is answered like this, the same for every try. */
static int answered(struct desk *k, const char *kind, const char *rest)
{
    fake_control(&place, rn_fmt(k,
                                "{\"forget\": true, \"faults\": [{\"kind\": \"%s\", \"match\": "
                                "\"/x\", \"times\": 99, %s}]}",
                                kind, rest));
    k->engine = NULL; /* no connection of an earlier case */
    return desk_get(k, NULL, "/x");
}

/* With these bytes (as in JSON). A request with an effect, so that there is one try. */
static int bytes(struct desk *k, const char *text)
{
    k->method = "POST";
    return answered(k, "bytes", rn_fmt(k, "\"text\": \"%s\"", text));
}

static void test_compressed_twice(void **state)
{
    struct desk *k = *state;
    assert_int_equal(answered(k, "nested", "\"layers\": 2, \"bytes\": 100000"), 200);
    assert_int_equal(k->answer->response.body.n, 100000);
    desk_refused(k, answered(k, "nested", "\"layers\": 2"), RN_LIMIT, "larger");
    assert_int_equal(k->answer->attempts, 1);
    desk_refused(k, answered(k, "nested", "\"layers\": 3"), RN_LIMIT, "larger");
    desk_refused(k, answered(k, "nested", "\"layers\": 40, \"bytes\": 1000"), RN_AGAIN,
                 "compressed in a way");
}

static void test_compressed_and_broken(void **state)
{
    struct desk *k = *state;
    static const char *const bodies[] = {"no gzip at all", "\\u001f\\u008b\\u0008", ""};
    for (size_t i = 0; i < COUNT(bodies); i++) {
        const int got =
            bytes(k, rn_fmt(k,
                            "HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: "
                            "100\\r\\n\\r\\n%s",
                            bodies[i]));
        desk_refused(k, got, RN_UNCERTAIN, "");
    }
}

static void test_headers(void **state)
{
    struct desk *k = *state;
    desk_refused(k,
                 answered(k, "bytes",
                          "\"text\": \"HTTP/1.1 100 Continue\\r\\nX: y\\r\\n\\r\\n\", "
                          "\"repeat\": 1000000"),
                 RN_LIMIT, "larger");
    desk_refused(k,
                 answered(k, "bytes",
                          "\"head\": \"HTTP/1.1 200 OK\\r\\nX: \", \"text\": \"aaaaaaaaaa\", "
                          "\"repeat\": 100000"),
                 RN_LIMIT, "");
    assert_int_equal(bytes(k, "HTTP/1.1 200 OK\\r\\nNo colon\\r\\n: no name\\r\\n \\r\\nX: "
                              "\\u0000\\u00ff\\r\\nContent-Length: 2\\r\\n\\r\\n[]"),
                     -1 - RN_UNCERTAIN);
}

static void test_lengths(void **state)
{
    struct desk *k = *state;
    static const struct {
        const char *text;
        int got;
    } rows[] = {
        {"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n[] and more", 200},
        {"HTTP/1.1 200 OK\\r\\nContent-Length: 20\\r\\n\\r\\n[]", -1 - RN_UNCERTAIN},
        {"HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n[]", 200},
        {"HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\n[]", -1 - RN_UNCERTAIN},
        {"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n[]",
         -1 - RN_UNCERTAIN},
        {"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffffff\\r\\n[]",
         -1 - RN_UNCERTAIN},
        {"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n[]", -1 - RN_UNCERTAIN},
        {"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n[]\\r\\n0\\r\\n\\r\\n",
         200},
        {"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: nonsense\\r\\n\\r\\n[]", -1 - RN_UNCERTAIN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int got = bytes(k, rows[i].text);
        if (got != rows[i].got)
            fail_msg("%d, not %d: %s (%s)", got, rows[i].got, rows[i].text, k->answer->diag.text);
        if (got == 200)
            assert_str(k->answer->response.body, "[]");
    }
}

static void test_versions(void **state)
{
    struct desk *k = *state;
    assert_int_equal(bytes(k, "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early Hints\\r\\nX: "
                              "y\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n[]"),
                     200);
    assert_str(k->answer->response.body, "[]");
    assert_int_equal(k->answer->response.header_count, 1); /* of the answer itself */
    assert_int_equal(bytes(k, "HTTP/1.0 200 OK\\r\\n\\r\\n[]"), 200);
    assert_str(k->answer->response.body, "[]");
    desk_refused(k, bytes(k, "[1, 2, 3]"), RN_UNCERTAIN, "");
    desk_refused(k, bytes(k, "HTTP/9.9 200 OK\\r\\n\\r\\n[]"), RN_UNCERTAIN, "");
    desk_refused(k, bytes(k, "HTTP/1.1 OK\\r\\n\\r\\n[]"), RN_UNCERTAIN, "");
    assert_int_equal(bytes(k, "HTTP/1.1 999 Strange\\r\\nContent-Length: 0\\r\\n\\r\\n"), 999);
    assert_int_equal(bytes(k, "HTTP/1.1 204 No Content\\r\\n\\r\\n"), 204);
}

static void test_drop_by_drop(void **state)
{
    struct desk *k = *state;
    const int64_t before = rn_clock_monotonic();
    k->source.timeout_us = RN_SECOND / 4;
    desk_refused(
        k,
        answered(k, "drip",
                 "\"text\": \"HTTP/1.1 200 OK\\r\\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""),
        RN_AGAIN, "in time");
    desk_refused(k,
                 answered(k, "drip",
                          "\"every\": 0.02, \"text\": \"HTTP/1.1 200 OK\\r\\nContent-Length: "
                          "100\\r\\n\\r\\naaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""),
                 RN_AGAIN, "in time");
    assert_true(rn_clock_monotonic() - before < RN_MINUTE);
}

/* Credentials are with each of these requests. */
static void test_redirects_to_elsewhere(void **state)
{
    struct desk *k = *state;
    struct fake other;
    assert_true(fake_start(&other));
    const char *const places[] = {"file:///etc/passwd",
                                  "ftp://b.example/x",
                                  "gopher://b.example/x",
                                  "data:text/plain,x",
                                  "javascript:alert(1)",
                                  "https://user:word@b.example/",
                                  "///",
                                  "http://",
                                  "http://127.0.0.1:1/",
                                  rn_fmt(k, "https://127.0.0.1:%d/x", place.port),
                                  rn_fmt(k, "http://localhost:%d/x", place.port),
                                  rn_fmt(k, "http://[::ffff:127.0.0.1]:%d/x", place.port),
                                  rn_fmt(k, "//127.0.0.1:%d/", other.port),
                                  rn_fmt(k, "%s/", other.base)};
    for (size_t i = 0; i < COUNT(places); i++) {
        fake_control(&place, rn_fmt(k,
                                    "{\"forget\": true, \"faults\": [{\"kind\": \"redirect\", "
                                    "\"match\": \"/from\", \"times\": 9, \"to\": \"%s\"}]}",
                                    places[i]));
        const int got = desk_get(k, "header", "/from");
        if (got != -1 - RN_CHANGED && got != -1 - RN_REFUSED)
            fail_msg("%d after a redirect to %s", got, places[i]);
        assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 1);
    }
    assert_string_equal(desk_ledger(k, &other), "");
    fake_stop(&other);
}

static void test_other_ways_to_write_it(void **state)
{
    struct desk *k = *state;
    k->source.endpoint = "http://[::1]:1";
    desk_refused(k, desk_get(k, NULL, "/x"), RN_AGAIN, "nobody answers");
    k->engine = NULL;
    k->source.endpoint = rn_fmt(k, "http://2130706433:%d", place.port); /* 127.0.0.1 */
    assert_int_equal(desk_get(k, NULL, "/x"), 200);
    k->engine = NULL;
    k->source.endpoint = NULL;
    static const char *const hosts[] = {"2130706433",      "0x7f.1",     "127.1",
                                        "[::ffff:7f00:1]", "0177.0.0.1", "[::]"};
    for (size_t i = 0; i < COUNT(hosts); i++)
        desk_refused(k, desk_get(k, NULL, "https://%s:%d/x", hosts[i], place.port), RN_REFUSED,
                     "not asked unless");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_compressed_twice),
        DESK_TEST(test_compressed_and_broken),
        DESK_TEST(test_headers),
        DESK_TEST(test_lengths),
        DESK_TEST(test_versions),
        DESK_TEST(test_drop_by_drop),
        DESK_TEST(test_redirects_to_elsewhere),
        DESK_TEST(test_other_ways_to_write_it),
    };
    return desk_run("cruel", tests, COUNT(tests));
}
