/* SPDX-License-Identifier: MIT
 *
 * robots.txt before pages: asked for once, waited for by all, obeyed on every host that a page
 * leads to.
 */
#include "unit/unit.h"

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/fake.h"
#include "net/robots.h"

static int pages(void **state)
{
    const int status = desk_setup(state);
    ((struct desk *)*state)->flags = RN_REQUEST_PAGE;
    return status;
}

#define PAGE_TEST(f) cmocka_unit_test_setup_teardown(f, pages, desk_teardown)

static int asked(struct desk *k, const char *path)
{
    return desk_times(desk_ledger(k, &place), rn_fmt(k, "\"path\": \"%s\"", path));
}

static void test_a_page_that_may_be_read(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /\\n\\nUser-agent: renown\\n"
                         "Disallow: /private\\n\"}");
    assert_int_equal(desk_get(k, NULL, "/list"), 200);
    assert_int_equal(k->answer->attempts, 1);
    desk_refused(k, desk_get(k, NULL, "/private/x"), RN_REFUSED, "robots.txt");
    assert_int_equal(asked(k, "/robots.txt"), 1);
    assert_int_equal(asked(k, "/list"), 1);
    assert_int_equal(asked(k, "/private/x"), 0);
    const char *ledger = desk_ledger(k, &place);
    assert_true(strstr(ledger, "/robots.txt") < strstr(ledger, "/list"));
    assert_int_equal(desk_times(ledger, "Renown/9.9 (+mailto"), 2);
}

static void test_interfaces_do_not_ask(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /\\n\"}");
    k->flags = 0;
    assert_int_equal(desk_get(k, NULL, "/api"), 200);
    assert_int_equal(asked(k, "/robots.txt"), 0);
}

static void test_many_wait_for_one_file(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /n1\\n\"}");
    for (int i = 0; i < 30; i++)
        (void)desk_send(k, NULL, "/n%d", i);
    int refused = 0;
    for (int i = 0; i < 30; i++)
        refused += desk_next(k)->status == RN_REFUSED;
    assert_int_equal(refused, 11); /* 1, 10 … 19 */
    assert_int_equal(asked(k, "/robots.txt"), 1);
}

static void test_there_is_none(void **state)
{
    struct desk *k = *state;
    static const int statuses[] = {401, 403, 404, 410};
    for (size_t i = 0; i < COUNT(statuses); i++) {
        fake_control(&place, rn_fmt(k,
                                    "{\"faults\": [{\"kind\": \"%d\", \"match\": \"robots\", "
                                    "\"times\": 99}]}",
                                    statuses[i]));
        k->engine = NULL; /* a new run */
        assert_int_equal(desk_get(k, NULL, "/x%zu", i), 200);
    }
    assert_int_equal(asked(k, "/robots.txt"), (int)COUNT(statuses));
}

static void test_it_cannot_be_read(void **state)
{
    struct desk *k = *state;
    static const char *const faults[] = {"503", "500", "hangup", "429", "cut"};
    for (size_t i = 0; i < COUNT(faults); i++) {
        fake_control(&place, rn_fmt(k,
                                    "{\"forget\": true, \"faults\": [{\"kind\": \"%s\", "
                                    "\"match\": \"robots\", \"times\": 99}]}",
                                    faults[i]));
        k->engine = NULL;
        desk_refused(k, desk_get(k, NULL, "/x"), RN_AGAIN, "could not be read");
        const int tries = asked(k, "/robots.txt");
        desk_refused(k, desk_get(k, NULL, "/y"), RN_AGAIN, "left alone");
        assert_int_equal(asked(k, "/robots.txt"), tries); /* not again for each page */
        assert_int_equal(asked(k, "/x") + asked(k, "/y"), 0);
    }
}

static void test_short_troubles_pass(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /x\\n\", \"faults\": "
                         "[{\"kind\": \"503\", \"match\": \"robots\", \"times\": 2}]}");
    assert_int_equal(desk_get(k, NULL, "/y"), 200);
    desk_refused(k, desk_get(k, NULL, "/x"), RN_REFUSED, "robots.txt");
    assert_int_equal(asked(k, "/robots.txt"), 3);
}

static void test_redirects(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /x\\n\", \"faults\": "
                         "[{\"kind\": \"redirect\", \"match\": \"/robots.txt\", \"to\": "
                         "\"/robots.txt\", \"times\": 5}]}");
    desk_refused(k, desk_get(k, NULL, "/x"), RN_REFUSED, "robots.txt");
    fake_control(&place, "{\"faults\": [{\"kind\": \"onward\", \"match\": \"/robots.txt\", "
                         "\"times\": 99}]}");
    k->engine = NULL;
    assert_int_equal(desk_get(k, NULL, "/x"), 200); /* for ever: as if there were none */
    fake_control(&place, "{\"faults\": [{\"kind\": \"redirect\", \"match\": \"/robots.txt\", "
                         "\"to\": \"file:///etc/passwd\", \"times\": 99}]}");
    k->engine = NULL;
    desk_refused(k, desk_get(k, NULL, "/x"), RN_AGAIN, "could not be read");
}

/* What a page leads to may be closed although the page is not. */
static void test_a_page_leads_to_a_closed_one(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /closed\\n\"}");
    desk_refused(k, desk_get(k, NULL, "/x?fault=redirect&to=/closed"), RN_REFUSED, "robots.txt");
    assert_int_equal(asked(k, "/closed"), 0);
}

static void test_a_long_file(void **state)
{
    struct desk *k = *state;
    static const char *const faults[] = {"huge", "bomb"};
    for (size_t i = 0; i < COUNT(faults); i++) {
        fake_control(&place, rn_fmt(k,
                                    "{\"faults\": [{\"kind\": \"%s\", \"match\": \"robots\", "
                                    "\"times\": 99}]}",
                                    faults[i]));
        k->engine = NULL;
        assert_int_equal(desk_get(k, NULL, "/x"), 200); /* its first part says nothing */
    }
}

static void test_its_pace(void **state)
{
    struct desk *k = *state;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nCrawl-delay: 0.4\\n\"}");
    const int64_t before = rn_clock_monotonic();
    for (int i = 0; i < 4; i++)
        (void)desk_send(k, NULL, "/n%d", i);
    for (int i = 0; i < 4; i++)
        assert_int_equal(desk_next(k)->response.status, 200);
    assert_true(rn_clock_monotonic() - before >= 3 * RN_SECOND * 4 / 10);
}

static void test_dropped_while_waiting(void **state)
{
    struct desk *k = *state;
    struct rn_diag d;
    fake_control(&place, "{\"faults\": [{\"kind\": \"stuck\", \"match\": \"robots\", \"seconds\": "
                         "1, \"times\": 1}]}");
    const size_t first = desk_send(k, NULL, "/first");
    (void)desk_send(k, NULL, "/second");
    assert_int_equal(rn_next(k->engine, 100 * 1000, &k->answer, &d), RN_AGAIN);
    rn_drop(k->engine, &k->call[first]);
    assert_int_equal(desk_next(k)->response.status, 200);
    assert_int_equal(asked(k, "/first"), 0);
    (void)desk_send(k, NULL, "/third"); /* closing an engine with something on its way */
}

/* ---- kept between runs ----------------------------------------------------------------------- */

static struct rn_kept_robots kept; /* of the one server there is */
static char kept_text[2000];

static bool recall(void *arg, const void *ctx, const char *server, struct rn_kept_robots *ret)
{
    (void)arg;
    (void)ctx;
    assert_int_equal(strncmp(server, "http://127.0.0.1:", 17), 0);
    *ret = kept;
    return kept.at != 0;
}

static void keep(void *arg, const char *server, const struct rn_kept_robots *r)
{
    (void)arg;
    (void)server;
    assert_in_range(r->text.n, 1, sizeof kept_text - 1);
    memcpy(kept_text, r->text.p, r->text.n);
    kept = (struct rn_kept_robots){rn_strn(kept_text, r->text.n), r->at};
}

static void test_kept_for_a_day(void **state)
{
    struct desk *k = *state;
    kept = (struct rn_kept_robots){0};
    k->keeper.robots = recall;
    k->keeper.keep_robots = keep;
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /x\\n\"}");
    for (int run = 0; run < 3; run++) {
        k->engine = NULL;
        desk_refused(k, desk_get(k, NULL, "/x"), RN_REFUSED, "robots.txt");
    }
    assert_int_equal(asked(k, "/robots.txt"), 1);
    fake_control(&place, "{\"robots\": \"User-agent: *\\nDisallow: /y\\n\"}");
    kept.at -= RN_DAY; /* a day later */
    k->engine = NULL;
    assert_int_equal(desk_get(k, NULL, "/x"), 200);
    assert_int_equal(asked(k, "/robots.txt"), 2);
}

static void test_an_old_copy_serves(void **state)
{
    struct desk *k = *state;
    k->keeper.robots = recall;
    fake_control(&place,
                 "{\"faults\": [{\"kind\": \"503\", \"match\": \"robots\", \"times\": 99}]}");
    kept = (struct rn_kept_robots){rn_str("User-agent: *\nDisallow: /x\n"),
                                   rn_clock_now() - 29 * RN_DAY};
    assert_int_equal(desk_get(k, NULL, "/y"), 200);
    desk_refused(k, desk_get(k, NULL, "/x"), RN_REFUSED, "robots.txt");
    kept.at -= 2 * RN_DAY;
    k->engine = NULL;
    desk_refused(k, desk_get(k, NULL, "/y"), RN_AGAIN, "could not be read");
    kept.at = rn_clock_now() + RN_HOUR; /* a clock that was wrong */
    k->engine = NULL;
    desk_refused(k, desk_get(k, NULL, "/y"), RN_AGAIN, "could not be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_a_page_that_may_be_read),
        PAGE_TEST(test_interfaces_do_not_ask),
        PAGE_TEST(test_many_wait_for_one_file),
        PAGE_TEST(test_there_is_none),
        PAGE_TEST(test_it_cannot_be_read),
        PAGE_TEST(test_short_troubles_pass),
        PAGE_TEST(test_redirects),
        PAGE_TEST(test_a_page_leads_to_a_closed_one),
        PAGE_TEST(test_a_long_file),
        PAGE_TEST(test_its_pace),
        PAGE_TEST(test_dropped_while_waiting),
        PAGE_TEST(test_kept_for_a_day),
        PAGE_TEST(test_an_old_copy_serves),
    };
    return desk_run("gate", tests, COUNT(tests));
}
