/* SPDX-License-Identifier: MIT
 *
 * The sink: what a plugin hands over is copied, bounded, and dropped as a whole when anything
 * fails.
 */
#include "plugins/host/host.h"

#include <stdio.h>

#include "base/mem.h"
#include "plugin/harvest.h"

/* cmocka has a macro `fail`: hence (sink->fail)(…). */

typedef enum rn_status parse_fn(const void *, const struct rn_response *, struct rn_sink *);

static enum rn_status run(const void *ctx, parse_fn *parse, struct rn_harvest **ret,
                          struct rn_diag *d)
{
    const struct toy_config c = {.shop = "x"};
    const struct rn_response r = {.size = sizeof r, .status = 200, .step = ""};
    struct rn_plugin p = toy;

    p.parse = parse;
    return rn_harvest_parse(ctx, &p, &c, &r, ret, d);
}

static void assert_run_fails(parse_fn *parse, enum rn_status wanted, const char *words)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    assert_fails(run(tmp, parse, &h, &d), wanted, &d, words);
    assert_null(h);
}

static struct rn_review review(const char *id, const char *author, const char *text)
{
    return (struct rn_review){.size = sizeof(struct rn_review),
                              .external_id = rn_str(id),
                              .author_name = rn_str(author),
                              .text = rn_str(text)};
}

/* ---- copying
 * ------------------------------------------------------------------------------------- */

static enum rn_status from_its_stack(const void *c, const struct rn_response *a,
                                     struct rn_sink *sink)
{
    char text[] = "from the stack", url[] = "https://toy.example/2";
    struct rn_review r = review("1", "Ada", text);
    struct rn_request q = {.size = sizeof q, .method = "GET", .url = rn_str(url), .step = "more"};
    struct rn_aggregate g = {.size = sizeof g, .rating = {RN_SCALE_POINTS, 4.5, 5, 1}, .count = 9};
    char *scratch = sink->alloc(sink, 100);

    (void)c;
    (void)a;
    assert_int_equal(scratch[0] + scratch[99], 0);
    assert_int_equal(sink->review(sink, &r), RN_OK);
    assert_int_equal(sink->request(sink, &q), RN_OK);
    assert_int_equal(sink->aggregate(sink, &g), RN_OK);
    assert_int_equal(sink->cursor(sink, rn_str(text)), RN_OK);
    assert_int_equal(sink->warn(sink, "something\n\033[31m odd"), RN_OK);
    memset(text, 'X', sizeof text);
    memset(url, 'X', sizeof url);
    memset(scratch, 'X', 100);
    return RN_OK;
}

static void everything_is_copied(void **state)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_int_equal(run(tmp, from_its_stack, &h, &d), RN_OK);
    assert_int_equal(h->review_count, 1);
    assert_str(h->reviews[0].text, "from the stack");
    assert_str(h->requests[0].url, "https://toy.example/2");
    assert_string_equal(h->requests[0].step, "more");
    assert_int_equal(h->aggregates[0].count, 9);
    assert_true(h->has_cursor);
    assert_str(h->cursor, "from the stack");
    assert_int_equal(h->warning_count, 1);
    assert_null(strchr(h->warnings[0], '\n'));
    assert_null(strchr(h->warnings[0], '\033'));
}

static enum rn_status nothing_at_all(const void *c, const struct rn_response *a,
                                     struct rn_sink *sink)
{
    (void)c;
    (void)a;
    (void)sink;
    return RN_OK;
}

static void nothing_is_fine(void **state)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_int_equal(run(tmp, nothing_at_all, &h, &d), RN_OK);
    assert_int_equal(h->review_count + h->warning_count + h->request_count, 0);
}

/* ---- failing
 * ------------------------------------------------------------------------------------- */

static enum rn_status half_then_changed(const void *c, const struct rn_response *a,
                                        struct rn_sink *sink)
{
    struct rn_review r = review("1", "Ada", "kept by nobody");

    (void)c;
    (void)a;
    (void)sink->review(sink, &r);
    return (sink->fail)(sink, RN_CHANGED, "the page has no list");
}

static enum rn_status fails_silently(const void *c, const struct rn_response *a,
                                     struct rn_sink *sink)
{
    (void)c;
    (void)a;
    (void)sink;
    return RN_CHANGED;
}

static enum rn_status swallows_its_failure(const void *c, const struct rn_response *a,
                                           struct rn_sink *sink)
{
    (void)c;
    (void)a;
    (void)(sink->fail)(sink, RN_LOGIN, "the door is shut");
    return RN_OK;
}

static enum rn_status fails_with_ok(const void *c, const struct rn_response *a,
                                    struct rn_sink *sink)
{
    (void)c;
    (void)a;
    return (sink->fail)(sink, RN_OK, "fine");
}

static void a_failed_call_leaves_nothing(void **state)
{
    (void)state;
    assert_run_fails(half_then_changed, RN_CHANGED, "the page has no list");
    assert_run_fails(fails_silently, RN_CHANGED, "did not say why");
    assert_run_fails(swallows_its_failure, RN_LOGIN, "the door is shut");
    assert_run_fails(fails_with_ok, RN_BUG, "without saying how");
}

/* ---- the contract
 * -------------------------------------------------------------------------------- */

static enum rn_status no_size(const void *c, const struct rn_response *a, struct rn_sink *sink)
{
    struct rn_review r = review("1", "Ada", "x");

    (void)c;
    (void)a;
    r.size = 0;
    return sink->review(sink, &r);
}

static struct rn_request odd; /* what the next call asks for */

static enum rn_status asks_odd(const void *c, const struct rn_response *a, struct rn_sink *sink)
{
    (void)c;
    (void)a;
    return sink->request(sink, &odd);
}

static void requests_are_checked(void **state)
{
    static const struct rn_header split = {RN_STR("X-A"), RN_STR("1\r\nX-B: 2")};
    static const char *const urls[] = {
        "",          "ftp://a.example/",     "file:///etc/passwd",
        "/relative", "https://a.example/ b", "https://a.example/\r\nX: y"};

    (void)state;
    for (size_t i = 0; i < COUNT(urls); i++) {
        odd = (struct rn_request){.size = sizeof odd, .method = "GET", .url = rn_str(urls[i])};
        assert_run_fails(asks_odd, RN_BUG, "no web address");
    }
    odd = (struct rn_request){.size = sizeof odd, .method = "get", .url = rn_str("https://a.b/")};
    assert_run_fails(asks_odd, RN_BUG, "unknown method");
    odd.method = "GET";
    odd.auth = "door";
    assert_run_fails(asks_odd, RN_BUG, "does not declare");
    odd.auth = NULL;
    odd.headers = &split;
    odd.header_count = 1;
    assert_run_fails(asks_odd, RN_BUG, "line break in a header");
    odd.size = 3;
    assert_run_fails(asks_odd, RN_BUG, "size it did not set");
    assert_run_fails(no_size, RN_BUG, "size it did not set");
}

/* ---- bounds
 * -------------------------------------------------------------------------------------- */

static enum rn_status too_many_requests(const void *c, const struct rn_response *a,
                                        struct rn_sink *sink)
{
    struct rn_request q = {
        .size = sizeof q, .method = "GET", .url = rn_str("https://toy.example/")};
    enum rn_status s = RN_OK;

    (void)c;
    (void)a;
    for (int i = 0; i < 20000 && s == RN_OK; i++)
        s = sink->request(sink, &q);
    return s;
}

static enum rn_status too_many_reviews(const void *c, const struct rn_response *a,
                                       struct rn_sink *sink)
{
    enum rn_status s = RN_OK;

    (void)c;
    (void)a;
    for (int i = 0; i < 200000 && s == RN_OK; i++) {
        char id[20];
        struct rn_review r;
        (void)snprintf(id, sizeof id, "%d", i);
        r = review(id, "Ada", "x");
        s = sink->review(sink, &r);
    }
    return s;
}

static enum rn_status warns_a_lot(const void *c, const struct rn_response *a, struct rn_sink *sink)
{
    (void)c;
    (void)a;
    for (int i = 0; i < 250; i++)
        (void)sink->warn(sink, "again");
    return RN_OK;
}

static void bounds_hold(void **state)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_run_fails(too_many_requests, RN_LIMIT, "10000 requests");
    assert_run_fails(too_many_reviews, RN_LIMIT, "100000 reviews");
    assert_int_equal(run(tmp, warns_a_lot, &h, &d), RN_OK);
    assert_int_equal(h->warning_count, 100);
    assert_int_equal(h->warning_more, 150);
}

/* ---- made ids
 * ------------------------------------------------------------------------------------ */

static enum rn_status without_ids(const void *c, const struct rn_response *a, struct rn_sink *sink)
{
    static const char *const rows[][2] = {{"A Google user", "one"},
                                          {"A Google user", "two"},
                                          {"Ada", "three"},
                                          {"Ada", "three"},
                                          {"", "four"},
                                          {"", "four"},
                                          {"", "five"}};
    (void)c;
    (void)a;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_review r = review("", rows[i][0], rows[i][1]);
        assert_int_equal(sink->review(sink, &r), RN_OK);
    }
    return RN_OK;
}

static void made_ids_are_parted(void **state)
{
    RN_SCOPE(tmp);
    struct rn_harvest *one = NULL, *two = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_int_equal(run(tmp, without_ids, &one, &d), RN_OK);
    assert_int_equal(run(tmp, without_ids, &two, &d), RN_OK);
    assert_int_equal(one->review_count, 6); /* Ada's text is there twice and counts once */
    for (size_t i = 0; i < one->review_count; i++) {
        assert_int_equal(one->reviews[i].external_id.p[0], '~');
        assert_true(rn_str_eq(one->reviews[i].external_id, two->reviews[i].external_id));
        for (size_t k = 0; k < i; k++)
            assert_false(rn_str_eq(one->reviews[i].external_id, one->reviews[k].external_id));
    }
}

static enum rn_status take_event(const void *config, const struct rn_response *event,
                                 struct rn_sink *sink)
{
    const struct rn_review r = {.size = sizeof r, .external_id = event->body, .removed = true};

    (void)config;
    if (event->body.n == 0)
        return (sink->fail)(sink, RN_CHANGED, "an event without anything in it");
    return sink->review(sink, &r);
}

static void events_are_received(void **state)
{
    RN_SCOPE(tmp);
    struct rn_plugin p = toy;
    struct rn_response event = {.size = sizeof event, .status = 200, .step = ""};
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_fails(rn_harvest_receive(tmp, &p, NULL, &event, &h, &d), RN_INVALID, &d, "no events");
    p.receive = take_event;
    assert_fails(rn_harvest_receive(tmp, &p, NULL, &event, &h, &d), RN_CHANGED, &d, "without");
    assert_null(h);
    event.body = rn_str("e-1");
    assert_int_equal(rn_harvest_receive(tmp, &p, NULL, &event, &h, &d), RN_OK);
    assert_int_equal(h->review_count, 1);
    assert_true(h->reviews[0].removed && rn_str_is(h->reviews[0].external_id, "e-1"));
}

static void missing_calls_are_told(void **state)
{
    RN_SCOPE(tmp);
    const struct rn_reply reply = {.size = sizeof reply};
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    (void)state;
    assert_fails(rn_harvest_compose(tmp, &toy, NULL, &reply, &h, &d), RN_INVALID, &d, "no replies");
    assert_int_equal(rn_harvest_plan(tmp, &toy, NULL, (struct rn_str){0}, &h, &d), RN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_copied),
        cmocka_unit_test(nothing_is_fine),
        cmocka_unit_test(a_failed_call_leaves_nothing),
        cmocka_unit_test(requests_are_checked),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(made_ids_are_parted),
        cmocka_unit_test(events_are_received),
        cmocka_unit_test(missing_calls_are_told),
    };
    return cmocka_run_group_tests_name("harvest", tests, NULL, NULL);
}
