/* SPDX-License-Identifier: MIT
 *
 * What is waited for: answers, the place's wishes, budgets, tokens.
 */
#include "unit/unit.h"

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/fake.h"

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
    desk_refused(k, desk_get(k, NULL, "/other"), RN_AGAIN, "left alone");
    assert_true(rn_clock_monotonic() - before < RN_MINUTE);
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 1);
}

static void test_budget(void **state)
{
    struct desk *k = *state;
    k->left = 3;
    assert_int_equal(desk_get(k, NULL, "/a?fault=503&times=1"), 200);
    assert_int_equal(desk_get(k, NULL, "/b"), 200);
    desk_refused(k, desk_get(k, NULL, "/c"), RN_LIMIT, "budget");
    assert_int_equal(desk_times(desk_ledger(k, &place), "\"t\""), 3);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_waiting_and_dropping),
        DESK_TEST(test_retry_after),
        DESK_TEST(test_everybody_waits),
        DESK_TEST(test_left_alone),
        DESK_TEST(test_budget),
        DESK_TEST(test_no_credential),
        DESK_TEST(test_a_key_that_is_refused),
        DESK_TEST(test_one_token_for_all),
        DESK_TEST(test_renewed_once),
        DESK_TEST(test_a_token_place_in_trouble),
    };
    return desk_run("waits", tests, COUNT(tests));
}
