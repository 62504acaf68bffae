/* SPDX-License-Identifier: MIT
 *
 * Every condition against reviews that it must and must not match.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "rules/support.h"

struct row {
    const char *condition;
    double stars;
    const char *text, *lang;
    int holds;
};

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int got = holds(rows[i].condition, rows[i].stars, rows[i].text, rows[i].lang);
        if (got != rows[i].holds)
            fail_msg("%s on \"%s\" (%g stars): got %d", rows[i].condition, rows[i].text,
                     rows[i].stars, got);
    }
}
#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void stars(void **state)
{
    static const struct row rows[] = {
        {"stars { max = 2 }", 1, "a", NULL, 1},       {"stars { max = 2 }", 3, "a", NULL, 0},
        {"stars { max = 2 }", 0, "a", NULL, 0},       {"stars { min = 4 }", 5, "a", NULL, 1},
        {"stars { is = 3 }", 3, "a", NULL, 1},        {"stars { is = 3 }", 4, "a", NULL, 0},
        {"stars { max = 2 }", 1.5, "a", NULL, 1},     {"stars { max = 2 }", 2.5, "a", NULL, 0},
        {"no { stars { max = 2 } }", 0, "a", NULL, 1}};
    (void)state;
    CHECK(rows);
}

static void words_of_many_scripts(void **state)
{
    static const struct row rows[] = {
        {"mentions \"refund\"", 3, "I want a REFUND!", NULL, 1},
        {"mentions \"refund\"", 3, "they refunded me", NULL, 0},
        {"mentions \"refund\"", 3, "no-refund policy", NULL, 1},
        {"mentions \"refund*\"", 3, "refunds are slow", NULL, 1},
        {"mentions \"refund*\"", 3, "prefund", NULL, 0},
        {"mentions { \"charged twice\" }", 3, "was CHARGED\n TWICE.", NULL, 1},
        {"mentions { \"charged twice\" }", 3, "charged him twice", NULL, 0},
        {"mentions { \"charge* twice\" }", 3, "was charged twice", NULL, 1},
        {"mentions \"straße\"", 3, "In der STRASSE", NULL, 1},
        {"mentions \"رقم\"", 3, "میری رَقَم واپس کریں۔", NULL, 1},
        {"mentions \"رقم\"", 3, "رقمیں نہیں ملیں", NULL, 0},
        {"mentions \"रिफंड\"", 3, "कब मिलेगा रिफंड।", NULL, 1},
        {"mentions \"पैस\"", 3, "पैसा वापस करो", NULL, 0},
        {"mentions \"退款\"", 3, "我要退款谢谢", NULL, 1},
        {"mentions \"退款\"", 3, "款退", NULL, 0},
        {"mentions \"თანხ*\"", 3, "თანხაზე ვსაუბრობდით", NULL, 1},
        {"mentions \"iade\"", 3, "İADE istiyorum", "tr", 1},
        {"mentions \"sıkıntı\"", 3, "SIKINTI büyük", "tr", 1},
        {"mentions \"title\"", 3, "THE TITLE IS WRONG", "en", 1},
        {"mentions_all { \"refund\", \"manager\" }", 3, "the manager refused a refund", NULL, 1},
        {"mentions_all { \"refund\", \"manager\" }", 3, "a refund", NULL, 0},
        {"mentions { \"a b c\", \"b c d\", \"c\" }", 3, "x b c d", NULL, 1},
        {"mentions_all { \"a b\", \"b c\", \"a b c\", \"c*\" }", 3, "a b c", NULL, 1}};
    (void)state;
    CHECK(rows);
}

static void the_rest(void **state)
{
    static const struct row rows[] = {{"has_text()", 3, "words", NULL, 1},
                                      {"has_text()", 3, "  ", NULL, 0},
                                      {"length { min = 3 }", 3, "😀😀😀", NULL, 1},
                                      {"length { min = 4 }", 3, "😀😀😀", NULL, 0},
                                      {"lang \"ur\"", 3, "x", "ur-PK", 1},
                                      {"lang { \"de\", \"ur\" }", 3, "x", "en", 0},
                                      {"lang \"ur\"", 3, "x", NULL, 0},
                                      {"listing \"lahore\"", 3, "x", NULL, 1},
                                      {"listing { \"karachi\" }", 3, "x", NULL, 0},
                                      {"brand \"Harbour\"", 3, "x", NULL, 1},
                                      {"source \"google\"", 3, "x", NULL, 1},
                                      {"source \"survey\"", 3, "x", NULL, 0},
                                      {"label { region = \"punjab\" }", 3, "x", NULL, 0},
                                      {"kind { \"survey\", \"mention\" }", 3, "x", NULL, 0},
                                      {"kind \"review\"", 3, "x", NULL, 1},
                                      {"reach { min = 1 }", 3, "x", NULL, 0},
                                      {"replied()", 3, "x", NULL, 0},
                                      {"no { any { no { all { stars { min = 2 }, no { mentions { "
                                       "\"cold\" } } } }, stars { min = 5 } } }",
                                       4, "cold", NULL, 0},
                                      {"no { any { no { all { stars { min = 2 }, no { mentions { "
                                       "\"cold\" } } } }, stars { min = 5 } } }",
                                       2, "fine", NULL, 1}};
    (void)state;
    CHECK(rows);
}

static void fields_of_the_facts(void **state)
{
    static const char *const names[] = {"region"}, *const values[] = {"punjab"};
    struct shop s;
    struct review v;

    (void)state;
    shop_open(&s);
    shop_add(&s, "rules/a.lua",
             "rule 'label' { when = label { region = 'punjab' }, actions = { tag 'x' } }\n"
             "rule 'old' { when = age { min = '3d' }, actions = { tag 'x' } }\n"
             "rule 'fell' { on = 'rating_down', when = stars_changed { by = -1 }, actions = { tag "
             "'x' } }\n"
             "rule 'wide' { when = reach { min = 1000 }, actions = { tag 'x' } }\n"
             "rule 'answered' { when = replied(), actions = { tag 'x' } }\n");
    shop_compile(&s);
    assert_string_equal(s.said, "");
    review_make(&s, &v, 2, "x");
    v.f.label_names = names;
    v.f.label_values = values;
    v.f.label_count = 1;
    v.f.at = 1000000;
    v.f.now = v.f.at + INT64_C(3) * 86400 * 1000000;
    v.f.events = RN_ON_NEW | RN_ON_RATING_DOWN;
    v.f.stars_before = 4;
    v.f.replied = true;
    v.r.reach = 1000;
    review_scan(&s, &v, false);
    assert_string_equal(fired(&s, &v), "answered fell label old wide");
    v.f.now--;
    v.f.events = RN_ON_NEW;
    v.f.replied = false;
    v.r.reach = 999;
    v.f.label_count = 0;
    assert_string_equal(fired(&s, &v), "");
    shop_close(&s);
}

static void phrases_do_not_cross_title_and_text(void **state)
{
    struct shop s;
    struct review v;

    (void)state;
    shop_open(&s);
    shop_add(&s, "rules/a.lua",
             "rule 'p' { when = mentions 'charged twice', actions = { tag 'x' } }\n"
             "rule 'w' { when = mentions 'charged', actions = { tag 'x' } }\n");
    shop_compile(&s);
    review_make(&s, &v, 2, "twice I came");
    v.r.title = rn_str("I was charged");
    review_scan(&s, &v, false);
    assert_string_equal(fired(&s, &v), "w");
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stars), cmocka_unit_test(words_of_many_scripts),
        cmocka_unit_test(the_rest), cmocka_unit_test(fields_of_the_facts),
        cmocka_unit_test(phrases_do_not_cross_title_and_text)};
    return cmocka_run_group_tests_name("rules: conditions", tests, NULL, NULL);
}
