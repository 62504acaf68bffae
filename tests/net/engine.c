/* SPDX-License-Identifier: MIT
 *
 * The engine against a place that does what places do.
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

static struct fake place;

static int fresh(void **state)
{
    fake_control(&place, "{\"forget\": true, \"token\": null, \"faults\": []}");
    *state = desk_new(NULL, &place);
    return 0;
}

static int over(void **state)
{
    return talloc_free(*state);
}

static struct rn_str header(const struct rn_answer *a, const char *name)
{
    for (size_t i = 0; i < a->response.header_count; i++)
        if (rn_str_is(a->response.headers[i].name, name))
            return a->response.headers[i].value;
    return (struct rn_str){0};
}

/* No answer, for this reason; the sentence names the place and holds these words. */
static void assert_refused(const struct desk *k, int got, enum rn_status wanted, const char *words)
{
    const char *text = k->answer->diag.text;
    if (got != -1 - (int)wanted || strstr(text, words) == NULL ||
        strncmp(text, "The Guestbook (", 15) != 0 || strstr(text, "://") != NULL)
        fail_msg("%d, not %d: \"%s\"", got, -1 - (int)wanted, text);
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
    struct rn_call c = {&q, "guest", NULL};
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
        struct rn_call c = {&q, "guest", NULL};
        assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
        assert_int_equal(desk_next(k)->status, RN_BUG);
    }
    struct rn_request q = {
        .size = sizeof q, .method = "CONNECT", .url = RN_STR("https://a.example/")};
    struct rn_call c = {&q, "guest", NULL};
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

static void test_waiting_and_dropping(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    const size_t slow = desk_send(k, NULL, "/x?fault=stuck&seconds=3&times=1");
    assert_int_equal(rn_next(k->engine, 100 * 1000, &k->answer, &d), RN_AGAIN);
    const size_t later = desk_send(k, NULL, "/y?fault=503&after=600&times=1");
    assert_int_equal(rn_next(k->engine, 200 * 1000, &k->answer, &d), RN_AGAIN);
    rn_drop(k->engine, &k->call[slow]);
    rn_drop(k->engine, &k->call[later]);
    rn_drop(k->engine, &k->call[later]);
    assert_int_equal(rn_next(k->engine, 0, &k->answer, &d), RN_GONE);
}

static void test_pages_wait_for_robots(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q,
                           .flags = RN_REQUEST_PAGE,
                           .method = "GET",
                           .url = RN_STR("https://a.example/")};
    struct rn_call c = {&q, "guest", NULL};
    desk_open(k);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_REFUSED);
    assert_non_null(strstr(d.text, "robots.txt"));
}

static void test_an_unknown_source(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = RN_STR("https://a.example/")};
    struct rn_call c = {&q, "stranger", NULL};
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
        assert_refused(k, desk_get(k, NULL, "/q%zu?fault=%s", i, rows[i].fault), RN_AGAIN,
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
        struct rn_call c = {&q, "guest", NULL};
        q.url = rn_str(rn_fmt(k, "https://guestbook.example/reply?fault=%s", faults[i]));
        assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
        (void)desk_next(k);
        assert_refused(k, -1 - (int)k->answer->status, RN_UNCERTAIN, "not known");
        assert_int_equal(k->answer->attempts, 1);
    }
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"method\": \"POST\""), 3);
    struct rn_request q = {
        .size = sizeof q, .method = "POST", .url = RN_STR("https://g.example/r?fault=429&times=1")};
    struct rn_call c = {&q, "guest", NULL};
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
    struct rn_call c = {&q, "guest", NULL};
    assert_int_equal(desk_get(k, NULL, "/before"), 200);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_OK);
    assert_int_equal(desk_next(k)->response.status, 200);
    assert_int_equal(k->answer->attempts, 2);
}

static void test_nobody_there(void **state)
{
    struct desk *k = *state;
    k->source.endpoint = "http://127.0.0.1:1";
    assert_refused(k, desk_get(k, NULL, "/x"), RN_AGAIN, "nobody answers");
}

static void test_time_is_up(void **state)
{
    struct desk *k = *state;
    k->source.timeout_us = RN_SECOND / 4;
    const int64_t before = rn_clock_monotonic();
    assert_refused(k, desk_get(k, NULL, "/x?fault=slow"), RN_AGAIN, "in time");
    assert_refused(k, desk_get(k, NULL, "/x?fault=stuck"), RN_AGAIN, "in time");
    assert_true(rn_clock_monotonic() - before < RN_MINUTE);
}

static void test_too_much(void **state)
{
    struct desk *k = *state;
    static const char *const faults[] = {"huge", "bomb", "headers"};
    for (size_t i = 0; i < COUNT(faults); i++) {
        assert_refused(k, desk_get(k, NULL, "/x?fault=%s", faults[i]), RN_LIMIT, "larger");
        assert_int_equal(k->answer->attempts, 1);
    }
    assert_int_equal(desk_get(k, NULL, "/size?bytes=%d", 4 << 20), 200);
    assert_refused(k, desk_get(k, NULL, "/size?bytes=%d", (4 << 20) + 1), RN_LIMIT, "larger");
}

/* ---- what is asked for ----------------------------------------------------------------------- */

static void test_retry_after(void **state)
{
    struct desk *k = *state;
    const int64_t before = rn_clock_monotonic();
    assert_int_equal(desk_get(k, NULL, "/x?fault=429&after=1&times=1"), 200);
    assert_true(rn_clock_monotonic() - before >= RN_SECOND);
    const int64_t then = rn_clock_monotonic();
    assert_int_equal(desk_get(k, NULL, "/y?fault=503&date=2&times=1"), 200);
    assert_true(rn_clock_monotonic() - then >= RN_SECOND * 9 / 10);
}

/* One is told to wait: the others of the same host wait with it. */
static void test_everybody_waits(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    (void)desk_send(k, NULL, "/x?fault=429&after=3&times=1");
    assert_int_equal(rn_next(k->engine, 300 * 1000, &k->answer, &d), RN_AGAIN);
    (void)desk_send(k, NULL, "/other");
    assert_int_equal(rn_next(k->engine, 200 * 1000, &k->answer, &d), RN_AGAIN);
    (void)desk_next(k);
    (void)desk_next(k);
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 3);
}

static void test_left_alone(void **state)
{
    struct desk *k = *state;
    const int64_t before = rn_clock_monotonic();
    assert_int_equal(desk_get(k, NULL, "/x?fault=429&after=7200"), 429);
    assert_int_equal(k->answer->attempts, 1);
    assert_refused(k, desk_get(k, NULL, "/other"), RN_AGAIN, "left alone");
    assert_true(rn_clock_monotonic() - before < RN_MINUTE);
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 1);
}

static void test_budget(void **state)
{
    struct desk *k = *state;
    k->source.budget = 3;
    assert_int_equal(desk_get(k, NULL, "/a?fault=503&times=1"), 200);
    assert_int_equal(desk_get(k, NULL, "/b"), 200);
    assert_refused(k, desk_get(k, NULL, "/c"), RN_LIMIT, "budget");
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 3);
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
    assert_refused(k, desk_get(k, NULL, "/x?fault=onward"), RN_CHANGED, "more than 5 times");
}

static void test_another_host_is_not_asked(void **state)
{
    struct desk *k = *state;
    struct fake other;
    assert_true(fake_start(&other));
    assert_refused(k, desk_get(k, "header", "/x?fault=redirect&to=%s/elsewhere", other.base),
                   RN_REFUSED, "another host");
    assert_refused(k, desk_get(k, NULL, "/x?fault=redirect&status=308&to=//b.example/"), RN_REFUSED,
                   "another host");
    assert_refused(k, desk_get(k, NULL, "/x?fault=redirect&to=http://a@b.example/"), RN_CHANGED,
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
        assert_refused(k, desk_get(k, NULL, "https://%s:%d/x", addresses[i], place.port),
                       RN_REFUSED, "not asked unless");
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = rn_str(place.base)};
    struct rn_call c = {&q, "guest", NULL};
    assert_int_equal(rn_send(k->engine, &c, &d), RN_REFUSED);
    assert_non_null(strstr(d.text, "https only"));
    assert_string_equal(desk_ledger(k, &place), "");
}

static void test_an_endpoint_without_encryption(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = RN_STR("https://a.example/")};
    struct rn_call c = {&q, "guest", NULL};
    k->source.endpoint = "http://places.example";
    desk_open(k);
    assert_int_equal(rn_send(k->engine, &c, &d), RN_REFUSED);
    assert_non_null(strstr(d.text, "endpoint of source guest is not encrypted"));
}

/* ---- logins ---------------------------------------------------------------------------------- */

static void test_no_credential(void **state)
{
    struct desk *k = *state;
    assert_int_equal(desk_get(k, "missing", "/x"), -1 - (int)RN_LOGIN);
    assert_string_equal(desk_ledger(k, &place), "");
}

static void test_a_key_that_is_refused(void **state)
{
    struct desk *k = *state;
    assert_int_equal(desk_get(k, "header", "/x?fault=401"), 401);
    assert_in_range(k->answer->attempts, 1, 2);
}

static void test_one_token_for_all(void **state)
{
    struct desk *k = *state;
    for (int i = 0; i < 20; i++)
        (void)desk_send(k, "account", "/n%d", i);
    for (int i = 0; i < 20; i++)
        assert_int_equal(desk_next(k)->response.status, 200);
    const char *ledger = desk_ledger(k, &place);
    assert_int_equal(desk_times(ledger, "\"path\": \"/token\""), 1);
    assert_int_equal(desk_times(ledger, "Bearer access-token-"), 20);
}

static void test_renewed_once(void **state)
{
    struct desk *k = *state;
    assert_int_equal(desk_get(k, "account", "/first"), 200);
    for (int i = 0; i < 10; i++)
        (void)desk_send(k, "account", "/n%d?fault=401&times=1", i);
    for (int i = 0; i < 10; i++)
        assert_int_equal(desk_next(k)->response.status, 200);
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"path\": \"/token\""), 2);
    assert_int_equal(desk_get(k, "account", "/x?fault=401"), 401);
    assert_in_range(k->answer->attempts, 1, 3);
    assert_in_range(desk_times(desk_ledger(k, &place), "\"path\": \"/token\""), 2, 3);
}

static void test_a_token_place_in_trouble(void **state)
{
    struct desk *k = *state;
    fake_control(&place,
                 "{\"faults\": [{\"kind\": \"503\", \"match\": \"/token\", \"times\": 2}]}");
    assert_int_equal(desk_get(k, "account", "/x"), 200);
    fake_control(&place, "{\"forget\": true, \"faults\": [{\"kind\": \"hangup\", \"match\": "
                         "\"/token\", \"times\": 99}]}");
    k->engine = NULL; /* a new run */
    (void)desk_send(k, "account", "/x");
    (void)desk_send(k, "account", "/y");
    for (int i = 0; i < 2; i++)
        assert_int_equal(desk_next(k)->status, RN_AGAIN);
    assert_in_range(desk_times(desk_ledger(k, &place), "\"t\""), 2, 12);
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

#define CASE(f) cmocka_unit_test_setup_teardown(f, fresh, over)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_a_page),
        CASE(test_what_goes_out),
        CASE(test_a_body_and_headers),
        CASE(test_a_plugin_may_not_smuggle),
        CASE(test_many_at_once),
        CASE(test_waiting_and_dropping),
        CASE(test_pages_wait_for_robots),
        CASE(test_an_unknown_source),
        CASE(test_short_troubles_pass),
        CASE(test_long_troubles_end),
        CASE(test_no_second_try),
        CASE(test_effects_are_not_repeated),
        CASE(test_questions_by_post_are_repeated),
        CASE(test_nobody_there),
        CASE(test_time_is_up),
        CASE(test_too_much),
        CASE(test_retry_after),
        CASE(test_everybody_waits),
        CASE(test_left_alone),
        CASE(test_budget),
        CASE(test_redirects),
        CASE(test_another_host_is_not_asked),
        CASE(test_private_machines),
        CASE(test_an_endpoint_without_encryption),
        CASE(test_no_credential),
        CASE(test_a_key_that_is_refused),
        CASE(test_one_token_for_all),
        CASE(test_renewed_once),
        CASE(test_a_token_place_in_trouble),
        CASE(test_recorded_and_replayed),
    };
    if (!fake_start(&place)) {
        (void)puts("1..0 # SKIP there is no python3 to play the place");
        return 0;
    }
    int failed = cmocka_run_group_tests_name("engine", tests, NULL, NULL);
    fake_stop(&place);
    return failed;
}
