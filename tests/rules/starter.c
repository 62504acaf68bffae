/* SPDX-License-Identifier: MIT
 *
 * The scripts that are installed as examples load without a finding and do what they say, in every
 * language they speak.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <renown/plugin.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "rules/support.h"

static void open_library(struct shop *s)
{
    static const char *const none[] = {""};
    static const struct rn_known_names nobody = {
        .people = none, .listings = none, .channels = none};
    const char *srcdir = getenv("srcdir");
    struct rn_script *scripts;
    struct rn_diag d;
    size_t n;

    shop_open(s);
    assert_int_equal(rn_scripts_read(s->ctx,
                                     rn_fmt(s->ctx, "%s/scripts", srcdir != NULL ? srcdir : "."),
                                     shop_found, s, &scripts, &n, &d),
                     RN_OK);
    assert_true(n >= 10);
    assert_int_equal(rn_rules_compile(s->ctx, scripts, n, &nobody, shop_found, s, &s->rules, &d),
                     RN_OK);
    assert_string_equal(s->said, "");
}

struct example {
    double stars;
    const char *place, *text, *fires;
};

static void the_examples_fire(void **state)
{
    static const struct example rows[] = {
        {1, "google", "I was charged twice and want my money back.", "money low-with-words"},
        {1, "google", "براہِ کرم میری رقم واپس کریں", "money low-with-words"},
        {1, "google", "मेरे पैसे वापस करो", "money low-with-words"},
        {1, "google", "मेरो पैसा फिर्ता दिनुहोस्", "money low-with-words"},
        {1, "google", "თანხის დაბრუნება მინდა", "money low-with-words"},
        {1, "google", "Paise wapas karo", "money low-with-words"},
        {4, "google", "Lovely, but my wife had an allergic reaction.", "safety"},
        {1, "google", "ہمیں فوڈ پوائزننگ ہو گئی", "safety"},
        {5, "google", "A quiet street and kind people.", "praise"},
        {5, "google", "", "silent-praise"},
        {2, "google", "", "low-without-words"},
        {3, "google", "It crashes", ""},
        {3, "playstore", "It crashes all the time", "app-crash"},
        {1, "playstore", "ऐप बार बार क्रैश हो रहा है", "app-crash low-with-words"},
        {4, "appstore", "Please add dark mode", "app-idea praise"}};

    (void)state;
    struct shop s;
    open_library(&s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct review v;
        review_make(&s, &v, rows[i].stars, rows[i].text);
        v.f.place = rows[i].place;
        review_scan(&s, &v, false);
        if (strcmp(fired(&s, &v), rows[i].fires) != 0)
            fail_msg("\"%s\" (%s, %g stars) fires: %s", rows[i].text, rows[i].place, rows[i].stars,
                     fired(&s, &v));
    }
    shop_close(&s);
}

static void every_template_in_every_language(void **state)
{
    static const char *const names[] = {"apology", "apology-money", "thanks", "app-crash",
                                        "app-idea"};
    static const char *const langs[] = {"en", "ur", "hi", "ne", "ka"};
    static const int others[4][3] = {{2, 3, 4}, {1, 3, 4}, {1, 2, 4}, {1, 2, 3}};
    struct shop s;
    struct review v;

    (void)state;
    open_library(&s);
    assert_int_equal(rn_templates_count(s.rules), 5);
    review_make(&s, &v, 1, "x");
    for (size_t i = 0; i < 5 * 5 * 4; i++) {
        const char *name = names[i / 20], *lang = langs[i / 4 % 5];
        struct rn_render in = {.template_name = name,
                               .facts = &v.f,
                               .langs = &lang,
                               .lang_count = 1,
                               .recent = others[i % 4],
                               .recent_count = 3,
                               .unit = RN_UNIT_UTF16,
                               .limit = strncmp(name, "app-", 4) == 0 ? 350 : 1000};
        struct rn_rendered r;
        struct rn_diag d;
        v.r.author_name = rn_str(i % 2 == 0 ? "" : "Ann Example");
        assert_int_equal(rn_template_render(s.ctx, s.rules, &in, &r, &d), RN_OK);
        assert_string_equal(r.lang, lang);
        assert_int_equal(r.variant, (int)(i % 4) + 1);
        assert_true(rn_utf8_count(rn_str(r.text)) > 60);
        assert_null(strchr(r.text, '{'));
    }
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_examples_fire),
                                       cmocka_unit_test(every_template_in_every_language)};
    return cmocka_run_group_tests_name("rules: the installed examples", tests, NULL, NULL);
}
