/* SPDX-License-Identifier: MIT
 *
 * What an answer is: the engine against a place that does what places do.
 */
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "net/fake.h"

static struct rn_str header(const struct rn_answer *a, const char *name)
{
    for (size_t i = 0; i < a->response.header_count; i++)
        if (rn_str_is(a->response.headers[i].name, name))
            return a->response.headers[i].value;
    return (struct rn_str){0};
}

/* ---- the plain way --------------------------------------------------------------------------- */

static void test_a_page(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    assert_int_equal(desk_get(k, NULL, "/api/books/b/entries?limit=2"), 200);
    const struct rn_answer *a = k->answer;
    assert_ptr_equal(a->call, &k->call[0]);
    assert_int_equal(a->attempts, 1);
    assert_true(a->took_us > 0);
    assert_true(rn_str_starts(a->response.body, "{\"entries\""));
    assert_str(header(a, "x-odd-case"), "Kept As It Is");
    assert_str(a->response.url, rn_fmt(k, "%s/api/books/b/entries?limit=2", place.base));
    assert_string_equal(a->response.step, "page");
    assert_str(a->response.note, "n");
    assert_int_equal(rn_next(k->engine, 0, &a, &d), RN_GONE);
}

static void test_what_goes_out(void **state)
{
    struct desk *k = *state;
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    assert_int_equal(desk_get(k, "header", "/one"), 200);
    assert_int_equal(desk_get(k, "query", "/two?x=1"), 200);
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
    const char *ledger = desk_ledger(k, &place);
    assert_int_equal(
        desk_times(ledger, "\"user-agent\": \"Renown/9.9 (+mailto:care@example.com)\""), 2);
    assert_int_equal(desk_times(ledger, "\"x-key\": \"secret-header-word\""), 1);
    assert_int_equal(desk_times(ledger, "\"path\": \"/two?x=1&key=secret-query-word\""), 1);
    assert_int_equal(desk_times(ledger, "cookie"), 0);
    assert_int_equal(desk_times(ledger, "gzip"), 2);
    assert_str(k->answer->response.url, rn_fmt(k, "%s/two?x=1", place.base));
}

static void test_a_body_and_headers(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    const struct rn_header own[] = {{RN_STR("X-Own"), RN_STR("yes")}, {RN_STR("X-Empty"), {0}}};
    struct rn_request q = {.size = sizeof q,
                           .method = "PUT",
                           .url = RN_STR("https://guestbook.example/put"),
                           .body = RN_STR("{\"words\":\"thanks\"}"),
                           .headers = own,
                           .header_count = 2};
    struct rn_call c = {.request = &q, .source = "guest"};
    desk_open(k);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
    assert_int_equal(desk_next(k)->response.status, 200);
    const char *ledger = desk_ledger(k, &place);
    assert_int_equal(desk_times(ledger, "\"method\": \"PUT\""), 1);
    assert_int_equal(desk_times(ledger, "\"x-own\": \"yes\""), 1);
    assert_int_equal(desk_times(ledger, "\"x-empty\": \"\""), 1);
    assert_int_equal(desk_times(ledger, "\"content-type\": \"application/json\""), 1);
    assert_int_equal(desk_times(ledger, "\"expect\""), 0);
    assert_int_equal(desk_times(ledger, "{\\\"words\\\":\\\"thanks\\\"}"), 1);
}

static void test_a_plugin_may_not_smuggle(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    const struct rn_header bad[] = {{RN_STR("X-Own"), RN_STR("a\r\nHost: b")},
                                    {RN_STR("Host"), RN_STR("b.example")},
                                    {RN_STR("authorization"), RN_STR("Bearer x")},
                                    {RN_STR("X Y"), RN_STR("a")},
                                    {{0}, RN_STR("a")}};
    desk_open(k);
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct rn_request q = {.size = sizeof q,
                               .method = "GET",
                               .url = RN_STR("https://guestbook.example/x"),
                               .headers = &bad[i],
                               .header_count = 1};
        struct rn_call c = {.request = &q, .source = "guest"};
        assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
        assert_int_equal(desk_next(k)->status, RN_BUG);
    }
    struct rn_request q = {
        .size = sizeof q, .method = "CONNECT", .url = RN_STR("https://a.example/")};
    struct rn_call c = {.request = &q, .source = "guest"};
    assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
    assert_int_equal(desk_next(k)->status, RN_BUG);
    assert_string_equal(desk_ledger(k, &place), "");
}

static void test_many_at_once(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    bool seen[150] = {false};
    for (int i = 0; i < 150; i++)
        (void)desk_send(k, NULL, "/size?bytes=%d", 1000 + i);
    for (int i = 0; i < 150; i++) {
        const struct rn_answer *a = desk_next(k);
        const size_t n = (size_t)((struct rn_call *)a->call->tag - k->call);
        assert_int_equal(a->response.body.n, 1000 + n);
        assert_false(seen[n]);
        seen[n] = true;
    }
    assert_int_equal(rn_next(k->engine, 0, &k->answer, &d), RN_GONE);
}

static void test_an_unknown_source(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = RN_STR("https://a.example/")};
    struct rn_call c = {.request = &q, .source = "stranger"};
    desk_open(k);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_INVALID);
}

/* ---- trouble --------------------------------------------------------------------------------- */

static void test_short_troubles_pass(void **state)
{
    struct desk *k = *state;
    static const char *const kinds[] = {"500", "503", "hangup", "cut", "junk", "429"};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        assert_int_equal(desk_get(k, NULL, "/p%zu?fault=%s&times=2", i, kinds[i]), 200);
        assert_in_range(k->answer->attempts, 2, 3); /* libcurl may take one try upon itself */
    }
}

static void test_long_troubles_end(void **state)
{
    struct desk *k = *state;
    static const struct {
        const char *fault;
        int most;
        const char *words;
    } rows[] = {{"hangup", 12, "tried 6 times"}, {"cut", 12, "broke off"}, {"junk", 12, "no HTTP"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        desk_refused(k, desk_get(k, NULL, "/q%zu?fault=%s", i, rows[i].fault), RN_AGAIN,
                     rows[i].words);
        assert_in_range(k->answer->attempts, 2, rows[i].most);
    }
    assert_int_equal(desk_get(k, NULL, "/x?fault=503"), 503); /* its own words are the answer */
    assert_in_range(k->answer->attempts, 2, 12);
}

static void test_no_second_try(void **state)
{
    struct desk *k = *state;
    static const int statuses[] = {403, 404};
    for (size_t i = 0; i < COUNT(statuses); i++) {
        assert_int_equal(desk_get(k, NULL, "/x?fault=%d", statuses[i]), statuses[i]);
        assert_int_equal(k->answer->attempts, 1);
    }
}

/* What posts something is never sent twice when nobody knows what became of the first. */
static void test_effects_are_not_repeated(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    static const char *const faults[] = {"done", "cut", "503"};
    for (size_t i = 0; i < COUNT(faults); i++) {
        assert_int_equal(desk_get(k, NULL, "/before"),
                         200); /* leaves a connection to be used again */
        struct rn_request q = {.size = sizeof q, .method = "POST", .body = RN_STR("{}")};
        struct rn_call c = {.request = &q, .source = "guest"};
        q.url = rn_str(rn_fmt(k, "https://guestbook.example/reply?fault=%s", faults[i]));
        assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
        (void)desk_next(k);
        desk_refused(k, -1 - (int)k->answer->status, RN_UNCERTAIN, "not known");
        assert_int_equal(k->answer->attempts, 1);
    }
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"method\": \"POST\""), 3);
    struct rn_request q = {
        .size = sizeof q, .method = "POST", .url = RN_STR("https://g.example/r?fault=429&times=1")};
    struct rn_call c = {.request = &q, .source = "guest"};
    assert_int_equal(rn_send(k->engine, &c, &d), RN_OK); /* refused, so nothing was done */
    assert_int_equal(desk_next(k)->response.status, 200);
}

/* Some interfaces are asked by POST. */
static void test_questions_by_post_are_repeated(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q,
                           .flags = RN_REQUEST_SAFE,
                           .method = "POST",
                           .url = RN_STR("https://g.example/ask?fault=503&times=1"),
                           .body = RN_STR("<?xml version=\"1.0\"?><Question/>")};
    struct rn_call c = {.request = &q, .source = "guest"};
    assert_int_equal(desk_get(k, NULL, "/before"), 200);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
    assert_int_equal(desk_next(k)->response.status, 200);
    assert_int_equal(k->answer->attempts, 2);
}

static void test_nobody_there(void **state)
{
    struct desk *k = *state;
    k->source.endpoint = "http://127.0.0.1:1";
    desk_refused(k, desk_get(k, NULL, "/x"), RN_AGAIN, "nobody answers");
}

static void test_time_is_up(void **state)
{
    struct desk *k = *state;
    k->source.timeout_us = RN_SECOND / 4;
    const int64_t before = rn_clock_monotonic();
    desk_refused(k, desk_get(k, NULL, "/x?fault=slow"), RN_AGAIN, "in time");
    desk_refused(k, desk_get(k, NULL, "/x?fault=stuck"), RN_AGAIN, "in time");
    assert_true(rn_clock_monotonic() - before < RN_MINUTE);
}

static void test_too_much(void **state)
{
    struct desk *k = *state;
    static const char *const faults[] = {"huge", "bomb", "headers"};
    for (size_t i = 0; i < COUNT(faults); i++) {
        desk_refused(k, desk_get(k, NULL, "/x?fault=%s", faults[i]), RN_LIMIT, "larger");
        assert_int_equal(k->answer->attempts, 1);
    }
    assert_int_equal(desk_get(k, NULL, "/size?bytes=%d", 4 << 20), 200);
    desk_refused(k, desk_get(k, NULL, "/size?bytes=%d", (4 << 20) + 1), RN_LIMIT, "larger");
}

/* ---- where it goes --------------------------------------------------------------------------- */

static void test_redirects(void **state)
{
    struct desk *k = *state;
    static const int statuses[] = {301, 302, 303, 307, 308};
    for (size_t i = 0; i < COUNT(statuses); i++) {
        assert_int_equal(
            desk_get(k, "header", "/x?fault=redirect&status=%d&to=/there%zu", statuses[i], i), 200);
        assert_str(k->answer->response.url, rn_fmt(k, "%s/there%zu", place.base, i));
    }
    assert_int_equal(desk_times(desk_ledger(k, &place), "secret-header-word"), 10);
    desk_refused(k, desk_get(k, NULL, "/x?fault=onward"), RN_CHANGED, "more than 5 times");
}

static void test_another_host_is_not_asked(void **state)
{
    struct desk *k = *state;
    struct fake other;
    assert_true(fake_start(&other));
    desk_refused(k, desk_get(k, "header", "/x?fault=redirect&to=%s/elsewhere", other.base),
                 RN_REFUSED, "another host");
    desk_refused(k, desk_get(k, NULL, "/x?fault=redirect&status=308&to=//b.example/"), RN_REFUSED,
                 "another host");
    desk_refused(k, desk_get(k, NULL, "/x?fault=redirect&to=http://a@b.example/"), RN_CHANGED,
                 "no address");
    assert_string_equal(desk_ledger(k, &other), "");
    fake_stop(&other);
}

/* Without an endpoint only the public network is asked, and only with encryption. */
static void test_private_machines(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    static const char *const addresses[] = {"127.0.0.1",   "localhost",       "[::1]",
                                            "10.0.0.1",    "169.254.169.254", "[::ffff:127.0.0.1]",
                                            "192.168.0.1", "[fe80::1]",       "0.0.0.0"};
    k->source.endpoint = NULL;
    desk_open(k);
    for (size_t i = 0; i < COUNT(addresses); i++)
        desk_refused(k, desk_get(k, NULL, "https://%s:%d/x", addresses[i], place.port), RN_REFUSED,
                     "not asked unless");
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = rn_str(place.base)};
    struct rn_call c = {.request = &q, .source = "guest"};
    assert_int_equal(rn_send(k->engine, &c, &d), RN_REFUSED);
    assert_non_null(strstr(d.text, "https only"));
    assert_string_equal(desk_ledger(k, &place), "");
}

static void test_an_endpoint_without_encryption(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = RN_STR("https://a.example/")};
    struct rn_call c = {.request = &q, .source = "guest"};
    k->source.endpoint = "http://places.example";
    desk_open(k);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_REFUSED);
    assert_non_null(strstr(d.text, "endpoint of source guest is not encrypted"));
}

/* ---- recorded -------------------------------------------------------------------------------- */

static void test_recorded_and_replayed(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_str text;
    char folder[] = "/tmp/renown-net-XXXXXX";
    assert_non_null(mkdtemp(folder));
    desk_open(k);
    assert_int_equal(rn_record_open(k, folder, k->engine, &k->engine, &d), RN_OK);
    assert_int_equal(desk_get(k, "query", "/api/books/b/entries?limit=1"), 200);
    assert_int_equal(desk_get(k, "query", "/x?fault=huge"), -1 - (int)RN_LIMIT);
    const char *path = rn_fmt(k, "%s/guest/exchange.txt", folder);
    assert_int_equal(rn_file_read(k, path, 1 << 20, &text, &d), RN_OK);
    assert_null(strstr(text.p, "secret-query-word"));
    assert_non_null(
        strstr(text.p, "> GET https://guestbook.example/api/books/b/entries?limit=1\n"));
    assert_non_null(strstr(text.p, rn_fmt(k, "< from %s/api", place.base)));
    assert_int_equal(rn_replay_open(k, folder, &k->engine, &d), RN_OK);
    assert_int_equal(desk_get(k, "query", "/api/books/b/entries?limit=1"), 200);
    assert_str(k->answer->response.url, rn_fmt(k, "%s/api/books/b/entries?limit=1", place.base));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(unlink(rn_fmt(k, "%s/guest/body-0001.json", folder)), 0);
    assert_int_equal(rmdir(rn_fmt(k, "%s/guest", folder)), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_a_page),
        DESK_TEST(test_what_goes_out),
        DESK_TEST(test_a_body_and_headers),
        DESK_TEST(test_a_plugin_may_not_smuggle),
        DESK_TEST(test_many_at_once),
        DESK_TEST(test_an_unknown_source),
        DESK_TEST(test_short_troubles_pass),
        DESK_TEST(test_long_troubles_end),
        DESK_TEST(test_no_second_try),
        DESK_TEST(test_effects_are_not_repeated),
        DESK_TEST(test_questions_by_post_are_repeated),
        DESK_TEST(test_nobody_there),
        DESK_TEST(test_time_is_up),
        DESK_TEST(test_too_much),
        DESK_TEST(test_redirects),
        DESK_TEST(test_another_host_is_not_asked),
        DESK_TEST(test_private_machines),
        DESK_TEST(test_an_endpoint_without_encryption),
        DESK_TEST(test_recorded_and_replayed),
    };
    return desk_run("engine", tests, COUNT(tests));
}
