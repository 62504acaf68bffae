/* SPDX-License-Identifier: MIT
 *
 * Conditions on what lies around a review, and regular expressions with their bounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <renown/stamp.h>

#include "base/business.h"
#include "base/mem.h"
#include "base/zone.h"
#include "rules/support.h"

/* ---- matches --------------------------------------------------------------------------------- */

static void regular_expressions(void **state)
{
    (void)state;
    assert_int_equal(
        holds("matches 'charged\\\\s+(twice|double)'", 3, "They charged  double.", NULL), 1);
    assert_int_equal(holds("matches 'charged\\\\s+(twice|double)'", 3, "charged once", NULL), 0);
    assert_int_equal(holds("matches '(?i)возврат|رقم'", 0, "ВОЗВРАТ нужен", NULL), 1);
    assert_int_equal(holds("matches '^\\\\w+$'", 0, "ქართული", NULL), 1);
    assert_int_equal(holds("matches 'x'", 0, "", NULL), 0);
    assert_int_equal(holds("no { matches 'x' }", 0, "", NULL), 1);
    assert_int_equal(holds("matches '(unclosed'", 0, "x", NULL), -1);
    assert_int_equal(holds("matches ''", 0, "x", NULL), -1);
    assert_int_equal(holds("matches { 'x' }", 0, "x", NULL), -1);
    assert_int_equal(holds("matches '\\\\C'", 0, "x", NULL), -1);
}

/* Each would take years: it does not match instead, and the test ends. */
static void hostile_expressions(void **state)
{
    static const char *const rows[] = {"matches '(a*)*b'",
                                       "matches '(a|aa)+$'",
                                       "matches '(?:a*a*a*)*[bc]'",
                                       "matches '(.*)*(.*)*(.*)*!'",
                                       "matches '(?:(?:a?){50}){50}b'",
                                       "matches '(?R)?a+b'"};
    char text[20001];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(holds(rows[i], 0, text, NULL) <= 0 || i == 1);
}

/* ---- around ---------------------------------------------------------------------------------- */

static int64_t asked_from, asked_to, asked_most;

static int64_t at_listing(void *arg, const char *listing, int64_t from, int64_t to, int64_t most)
{
    assert_string_equal(listing, "lahore");
    asked_from = from;
    asked_to = to;
    asked_most = most;
    return *(const int64_t *)arg < most ? *(const int64_t *)arg : most;
}

static int64_t by_author(void *arg, const char *author, int64_t to, int64_t most)
{
    assert_string_equal(author, "someone");
    asked_to = to;
    return *(const int64_t *)arg < most ? *(const int64_t *)arg : most;
}

/* Does one rule with this condition fire where there are `n` of them? n < 0: nobody to ask. */
static bool with(const char *condition, int64_t n, bool known_author)
{
    const struct rn_around around = {at_listing, by_author, &n};
    struct shop s;
    struct review v;
    bool yes;

    shop_open(&s);
    shop_add(&s, "rules/probe.lua",
             rn_fmt(s.ctx, "rule \"probe\" { when = %s, actions = { tag \"probe\" } }", condition));
    shop_compile(&s);
    assert_string_equal(s.said, "");
    review_make(&s, &v, 3, "words");
    review_scan(&s, &v, false);
    v.f.now = 100 * RN_DAY;
    v.f.around = n >= 0 ? &around : NULL;
    v.f.author = known_author ? "someone" : NULL;
    yes = fired(&s, &v)[0] != '\0';
    shop_close(&s);
    return yes;
}

static void counts(void **state)
{
    (void)state;
    assert_true(with("count { window = '7d', min = 4 }", 4, true));
    assert_int_equal(asked_from, 93 * RN_DAY);
    assert_int_equal(asked_to, 100 * RN_DAY);
    assert_int_equal(asked_most, 4); /* a busy listing is not counted to its end */
    assert_false(with("count { window = '7d', min = 4 }", 3, true));
    assert_true(with("count { window = '7d', max = 4 }", 4, true));
    assert_int_equal(asked_most, 5);
    assert_false(with("count { window = '7d', max = 4 }", 500, true));
    assert_false(with("count { window = '7d', max = 4 }", -1, true)); /* unknown is false */
    assert_true(with("no { count { window = '7d', max = 4 } }", -1, true));
    assert_true(with("author { reviews_min = 2 }", 2, true));
    assert_false(with("author { reviews_min = 2 }", 1, true));
    assert_false(with("author { reviews_max = 9 }", 1, false));
}

static void mistakes_are_named(void **state)
{
    static const struct {
        const char *condition, *cure;
    } rows[] = {{"count { min = 4 }", "window"},
                {"count { window = '7d' }", "min or max"},
                {"count { window = '7 parsecs', min = 1 }", "no duration"},
                {"count { window = '7d', min = 2.5 }", "whole number"},
                {"count { window = '7d', min = 5, max = 4 }", "never holds"},
                {"author { reviews = 4 }", "reviews_min"},
                {"author { vip = true }", "not available in this version"},
                {"business_hours 'caer'", "'care'"},
                {"matches '(x'", "cannot be read at character 3"}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shop s;
        shop_open(&s);
        shop_add(&s, "rules/m.lua",
                 rn_fmt(s.ctx, "rule 'm' { when = %s, actions = { tag 'x' } }", rows[i].condition));
        shop_compile(&s);
        if (s.errors != 1 || strstr(s.said, rows[i].cure) == NULL)
            fail_msg("%s wants '%s', got: %s", rows[i].condition, rows[i].cure, s.said);
        shop_close(&s);
    }
}

/* ---- business_hours -------------------------------------------------------------------------- */

static void business_hours(void **state)
{
    static const char *const hours[] = {"care"};
    struct rn_diag d;
    struct rn_zone *zone;
    struct shop s;
    struct review v;
    int64_t monday;

    (void)state;
    shop_open(&s);
    assert_int_equal(rn_zone_open(s.ctx, "UTC", &zone, &d), RN_OK);
    struct rn_business *b = rn_business_new(s.ctx, zone);
    assert_int_equal(rn_business_spec(b, "mon-fri 09:00-17:00", &d), RN_OK);
    const struct rn_business *const calendars[] = {b};
    const struct rn_known_names known = {.hours = hours, .calendars = calendars, .hours_count = 1};
    shop_add(&s, "rules/h.lua",
             "rule 'in' { when = business_hours 'care', actions = { tag 'x' } }\n"
             "rule 'out' { when = no { business_hours 'care' }, actions = { tag 'y' } }");
    assert_int_equal(
        rn_rules_compile(s.ctx, s.scripts, s.count, &known, shop_found, &s, &s.rules, &d), RN_OK);
    assert_string_equal(s.said, "");
    assert_true(rn_stamp_make(2026, 5, 4, 9, 0, 0, &monday));
    review_make(&s, &v, 3, "words");
    review_scan(&s, &v, false);
    v.f.seen = monday;
    assert_string_equal(fired(&s, &v), "in");
    v.f.seen = monday + 8 * RN_HOUR - 1;
    assert_string_equal(fired(&s, &v), "in");
    v.f.seen = monday + 8 * RN_HOUR;
    assert_string_equal(fired(&s, &v), "out");
    v.f.seen = monday - 1;
    assert_string_equal(fired(&s, &v), "out");
    v.f.seen = 0; /* unknown is false */
    assert_string_equal(fired(&s, &v), "out");
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regular_expressions), cmocka_unit_test(hostile_expressions),
        cmocka_unit_test(counts), cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(business_hours)};
    return cmocka_run_group_tests_name("rules: around a review", tests, NULL, NULL);
}
