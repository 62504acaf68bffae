/* SPDX-License-Identifier: MIT
 *
 * What rises and falls: the test itself, phrases, and that chance makes no news.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/id.h"
#include "base/mem.h"
#include "insight/terms.h"
#include "report/phrases.h"

static void z_is_the_formula(void **state)
{
    const int64_t total[] = {100, 400, 2000};
    const struct rn_term rise = {.reviews = {20, 10, 50}}, same = {.reviews = {5, 20, 100}},
                         fall = {.reviews = {0, 60, 300}};
    (void)state;
    /* alpha = 20 * 50.5 / 2001 = 0.5047; ln(20.5047 / 99.4953) - ln(10.5047 / 409.4953),
     * divided by sqrt(1 / 20.5047 + 1 / 10.5047) */
    assert_true(rn_term_z(&rise, total) > 5.48 && rn_term_z(&rise, total) < 5.52);
    assert_true(rn_term_z(&same, total) > -0.5 && rn_term_z(&same, total) < 0.5);
    assert_true(rn_term_z(&fall, total) < -2.6);
    assert_true(rn_term_z(&rise, (const int64_t[]){0, 400, 2000}) == 0);
    assert_true(rn_term_z(&rise, (const int64_t[]){100, 0, 0}) == 0);
}

static void few_are_no_news(void **state)
{
    const int64_t total[] = {100, 400, 2000};
    struct rn_term v[] = {
        {.name = "two reviews", .reviews = {2, 0, 0}, .authors = 2},
        {.name = "one author", .reviews = {30, 10, 50}, .authors = 1},
        {.name = "rise", .reviews = {30, 10, 50}, .authors = 3},
        {.name = "fall", .reviews = {0, 80, 300}, .authors_before = 3},
        {.name = "fresh", .reviews = {20, 0, 0}, .authors = 3},
        {.name = "same", .reviews = {5, 20, 100}, .authors = 3},
    };
    (void)state;
    const size_t n = rn_terms_rank(v, sizeof v / sizeof *v, total, true);
    assert_int_equal(n, 3);
    assert_true(v[0].z > 0 && v[1].z > 0 && v[2].z < 0);
    assert_string_equal(v[2].name, "fall");
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(v[i].fresh, strcmp(v[i].name, "fresh") == 0);
}

/* A seeded stream in which nothing changes: of many terms hardly one is reported. */
static void chance_is_no_news(void **state)
{
    const int64_t total[] = {200, 800, 4000};
    uint64_t seed = 7;
    size_t reported = 0;
    (void)state;
    for (int round = 0; round < 20; round++) {
        static struct rn_term v[200];
        memset(v, 0, sizeof v);
        for (size_t i = 0; i < 200; i++) {
            v[i].name = "x";
            v[i].authors = v[i].authors_before = 3;
            for (size_t w = 0; w < RN_TERM_WINDOWS; w++)
                for (int64_t k = 0; k < total[w]; k++) {
                    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
                    v[i].reviews[w] += (seed >> 33) % 100 < 1 + i % 20;
                }
        }
        reported += rn_terms_rank(v, 200, total, true);
    }
    assert_true(reported <= 4);
}

static void phrases_are_counted_once_a_review(void **state)
{
    RN_SCOPE(tmp);
    struct rn_phrases *p = rn_phrases_new(tmp);
    bool seen = false;
    (void)state;
    for (uint64_t i = 0; i < 4; i++)
        rn_phrases_count(p, rn_str("The cold soup, cold soup again! 42 a"), RN_TERM_NOW, i);
    rn_phrases_count(p, rn_str("only one person says this"), RN_TERM_NOW, 9);
    rn_phrases_close(p);
    rn_phrases_count(p, rn_str("cold soup before, and something else"), RN_TERM_BEFORE, 1);
    for (size_t i = 0; i < rn_phrases_candidates(p); i++) {
        struct rn_term t;
        rn_phrases_term(p, i, &t);
        assert_true(t.reviews[RN_TERM_NOW] == 4 && t.authors == 3 && t.mark != NULL);
        assert_null(strstr(t.name, "42"));
        if (strcmp(t.name, "cold soup") == 0) {
            seen = true;
            assert_int_equal(t.reviews[RN_TERM_BEFORE], 1);
        }
    }
    assert_true(seen);
    for (size_t i = 0; i < 60; i++)
        rn_phrases_count(p, rn_str("the soup"), RN_TERM_LONG, i);
    rn_phrases_sift(p, 60);
    for (size_t i = 0; i < rn_phrases_candidates(p); i++) {
        struct rn_term t;
        rn_phrases_term(p, i, &t);
        assert_string_not_equal(t.name, "soup");
        assert_string_not_equal(t.name, "cold soup");
    }
    assert_true(rn_phrase_in(rn_str("A cold  soup"), "cold") &&
                !rn_phrase_in(rn_str("colds"), "cold"));
    assert_true(rn_phrase_same("food", false, "cold soup"));
    assert_true(rn_phrase_same("cold soup", true, "soup"));
    assert_false(rn_phrase_same("parking", false, "cold soup"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(z_is_the_formula), cmocka_unit_test(few_are_no_news),
        cmocka_unit_test(chance_is_no_news), cmocka_unit_test(phrases_are_counted_once_a_review)};
    return cmocka_run_group_tests_name("report: terms", tests, NULL, NULL);
}
