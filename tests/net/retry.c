/* SPDX-License-Identifier: MIT */
#include "unit/unit.h"

#include <renown/stamp.h>

#include "net/retry.h"

#define NOW INT64_C(1784894400000000) /* 2026-07-24T12:00:00Z */

/* An answer with up to three headers, "name", "value", … */
static struct rn_response answer(int status, const char *const *pairs)
{
    static struct rn_header headers[3];
    struct rn_response r = {.size = sizeof r, .status = status, .headers = headers};
    for (; pairs != NULL && pairs[0] != NULL; pairs += 2)
        headers[r.header_count++] = (struct rn_header){rn_str(pairs[0]), rn_str(pairs[1])};
    return r;
}

static int64_t asked(int status, const char *const *pairs)
{
    const struct rn_response r = answer(status, pairs);
    return rn_retry_asked(&r, NOW);
}

#define ASKED(status, ...) asked(status, (const char *const[]){__VA_ARGS__, NULL})

static struct rn_try_verdict decide(enum rn_try_end end, int status, bool safe, int tries)
{
    const struct rn_response r = answer(status, NULL);
    const struct rn_try t = {
        .end = end, .response = &r, .safe = safe, .tries = tries, .now = NOW, .salt = 7};
    struct rn_try_verdict v;
    rn_retry_decide(&t, &v);
    return v;
}

static void test_retry_after(void **state)
{
    (void)state;
    assert_int_equal(ASKED(429, "retry-after", "3"), 3 * RN_SECOND);
    assert_int_equal(ASKED(429, "retry-after", " 0 "), 0);
    assert_int_equal(ASKED(429, "retry-after", "1.5"), 2 * RN_SECOND);
    assert_int_equal(ASKED(429, "retry-after", "Fri, 24 Jul 2026 12:00:20 GMT"), 20 * RN_SECOND);
    assert_int_equal(ASKED(429, "retry-after", "Friday, 24-Jul-26 12:00:20 GMT"), 20 * RN_SECOND);
    assert_int_equal(ASKED(429, "retry-after", "Fri Jul 24 12:00:20 2026"), 20 * RN_SECOND);
    assert_int_equal(ASKED(429, "retry-after", "Thu Jul  2 12:00:20 2026"), 0); /* past */
    assert_int_equal(ASKED(429, "retry-after", "Fri, 24 Jul 2026 12:00:20 GMT", "date",
                           "Fri, 24 Jul 2026 12:00:15 GMT"),
                     5 * RN_SECOND); /* by the place's own clock */
}

static void test_nonsense_asks_for_nothing(void **state)
{
    (void)state;
    static const char *const odd[] = {"",     "-5",  "soon", "3x", "Fri, 31 Feb 2026 12:00:00 GMT",
                                      "\xff", "GMT", " ",    "+3", "Fri,"};
    for (size_t i = 0; i < COUNT(odd); i++)
        assert_int_equal(ASKED(429, "retry-after", odd[i]), 0);
    assert_int_equal(asked(503, NULL), 0);
    assert_true(ASKED(429, "retry-after", "99999999999999999999999999") > RN_DAY);
}

static void test_rate_limits(void **state)
{
    (void)state;
    assert_int_equal(ASKED(200, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "30"),
                     30 * RN_SECOND);
    assert_int_equal(ASKED(200, "x-ratelimit-remaining", "5", "x-ratelimit-reset", "30"), 0);
    assert_int_equal(ASKED(429, "ratelimit-reset", "30"), 30 * RN_SECOND);
    assert_int_equal(ASKED(429, "x-rate-limit-reset", "1784894460"), 60 * RN_SECOND);
    assert_int_equal(ASKED(429, "x-rate-limit-reset", "1784894300"), 0);
    assert_int_equal(ASKED(200, "x-rate-limit", "user-hour-lim:3600;user-hour-rem:12;"), 0);
    assert_int_equal(ASKED(429, "x-rate-limit", "user-hour-lim:3600;user-hour-rem:0;"), RN_HOUR);
    assert_int_equal(ASKED(429, "x-rate-limit", "user-hour-rem:"), 0);
    assert_int_equal(ASKED(200, "x-app-usage", "{\"call_count\":79,\"total_time\":3}"), 0);
    assert_int_equal(ASKED(200, "x-app-usage", "{\"call_count\":3,\"total_cputime\":80}"),
                     RN_MINUTE);
    assert_int_equal(ASKED(403, "x-page-usage", "{\"call_count\":101}"), RN_HOUR);
    assert_int_equal(ASKED(400, "x-business-use-case-usage",
                           "{\"17\":[{\"type\":\"pages\",\"call_count\":100,"
                           "\"estimated_time_to_regain_access\":7}]}"),
                     7 * RN_MINUTE);
    assert_int_equal(ASKED(400, "x-business-use-case-usage",
                           "{\"17\":[{\"estimated_time_to_regain_access\":9223372036854775807}]}"),
                     RN_DAY);
    assert_int_equal(ASKED(200, "x-app-usage", "call_count: 100"), 0);
}

static void test_table(void **state)
{
    (void)state;
    static const struct {
        enum rn_try_end end;
        int status;
        bool safe;
        enum rn_verdict_kind kind;
        enum rn_status then;
    } rows[] = {
        {RN_TRY_ANSWERED, 200, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 204, false, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 304, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 400, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 403, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 404, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 501, true, RN_TRY_DONE, RN_OK},
        {RN_TRY_ANSWERED, 401, true, RN_TRY_LOGIN, RN_OK},
        {RN_TRY_ANSWERED, 401, false, RN_TRY_LOGIN, RN_OK},
        {RN_TRY_ANSWERED, 429, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_ANSWERED, 429, false, RN_TRY_WAIT, RN_OK},
        {RN_TRY_ANSWERED, 500, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_ANSWERED, 503, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_ANSWERED, 599, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_ANSWERED, 503, false, RN_TRY_GIVE_UP, RN_UNCERTAIN},
        {RN_TRY_NO_CONNECTION, 0, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_NO_CONNECTION, 0, false, RN_TRY_WAIT, RN_OK},
        {RN_TRY_TIMED_OUT, 0, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_TIMED_OUT, 0, false, RN_TRY_GIVE_UP, RN_UNCERTAIN},
        {RN_TRY_BROKE_OFF, 0, true, RN_TRY_WAIT, RN_OK},
        {RN_TRY_BROKE_OFF, 0, false, RN_TRY_GIVE_UP, RN_UNCERTAIN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct rn_try_verdict v = decide(rows[i].end, rows[i].status, rows[i].safe, 1);
        if (v.kind != rows[i].kind || v.status != rows[i].then ||
            (v.why != NULL) != (v.kind == RN_TRY_GIVE_UP))
            fail_msg("row %zu: kind %d, status %d", i, (int)v.kind, (int)v.status);
    }
}

/* Whatever happens, it ends: after at most 12 tries, and in that time at least two. */
static void test_bounded(void **state)
{
    (void)state;
    static const int statuses[] = {408, 425, 429, 500, 502, 503, 504, 599};
    for (int end = RN_TRY_ANSWERED; end <= RN_TRY_BROKE_OFF; end++)
        for (size_t i = 0; i < COUNT(statuses); i++) {
            int tries = 1;
            while (decide((enum rn_try_end)end, statuses[i], true, tries).kind == RN_TRY_WAIT)
                tries++;
            assert_in_range(tries, 2, 12);
            assert_int_equal(decide((enum rn_try_end)end, statuses[i], true, 1000).status,
                             RN_AGAIN);
        }
}

static void test_waits_grow_and_differ(void **state)
{
    (void)state;
    int64_t least = RN_SECOND / 2;
    bool differ = false;
    for (int tries = 1; tries < 12; tries++) {
        const struct rn_try_verdict v = decide(RN_TRY_ANSWERED, 429, true, tries);
        assert_in_range(v.wait_us, least, 2 * least);
        least = least * 2 < 30 * RN_SECOND ? least * 2 : 30 * RN_SECOND;
    }
    for (uint64_t salt = 0; salt < 20; salt++) {
        const struct rn_response r = answer(503, NULL);
        const struct rn_try t = {
            .response = &r, .safe = true, .tries = 3, .now = NOW, .salt = salt};
        struct rn_try_verdict a, b;
        rn_retry_decide(&t, &a);
        rn_retry_decide(&t, &b);
        assert_int_equal(a.wait_us, b.wait_us);
        differ = differ || a.wait_us != decide(RN_TRY_ANSWERED, 503, true, 3).wait_us;
    }
    assert_true(differ);
}

static void test_asked_waits(void **state)
{
    (void)state;
    static const struct {
        const char *after;
        enum rn_verdict_kind kind;
    } rows[] = {{"3", RN_TRY_WAIT},
                {"900", RN_TRY_WAIT},
                {"901", RN_TRY_GIVE_UP},
                {"7200", RN_TRY_GIVE_UP}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct rn_response r =
            answer(429, (const char *const[]){"retry-after", rows[i].after, NULL});
        const struct rn_try t = {.response = &r, .safe = true, .tries = 1, .now = NOW};
        struct rn_try_verdict v;
        rn_retry_decide(&t, &v);
        assert_int_equal(v.kind, rows[i].kind);
        if (v.kind == RN_TRY_WAIT)
            assert_in_range(v.wait_us, rn_retry_asked(&r, NOW),
                            rn_retry_asked(&r, NOW) + RN_SECOND);
        else
            assert_int_equal(v.status, RN_AGAIN);
    }
}

static void test_a_limit_told_as_403(void **state)
{
    (void)state;
    const struct rn_response r = answer(403, (const char *const[]){"retry-after", "5", NULL});
    const struct rn_try t = {.response = &r, .safe = true, .tries = 1, .now = NOW};
    struct rn_try_verdict v;
    rn_retry_decide(&t, &v);
    assert_int_equal(v.kind, RN_TRY_WAIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_retry_after), cmocka_unit_test(test_nonsense_asks_for_nothing),
        cmocka_unit_test(test_rate_limits), cmocka_unit_test(test_table),
        cmocka_unit_test(test_bounded),     cmocka_unit_test(test_waits_grow_and_differ),
        cmocka_unit_test(test_asked_waits), cmocka_unit_test(test_a_limit_told_as_403),
    };
    return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
