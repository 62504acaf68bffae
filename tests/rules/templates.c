/* SPDX-License-Identifier: MIT
 *
 * Templates become texts: slots, languages, variants, lengths.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <renown/plugin.h>

#include "base/mem.h"
#include "rules/support.h"

static const char source[] =
    "template 'sorry' { tone = 'apology', en = { 'We are sorry, {name|there}, at {listing}. "
    "{{ok}}' },\n"
    "  ur = { 'معذرت، {name|جناب}۔' }, text { lang = 'hi-Latn', 'Maaf kijiye, {name|ji}.' },\n"
    "  short = { en = 'Sorry, {name|you}.' } }\n"
    "template 'three' { en = { 'Alpha', 'Bravo', 'Charlie' } }\n";

static enum rn_status render(struct shop *s, struct review *v, const char *name, const char *lang,
                             int64_t limit, struct rn_rendered *ret, struct rn_diag *d)
{
    struct rn_render in = {
        .template_name = name, .facts = &v->f, .langs = &lang, .lang_count = 1, .limit = limit};
    return rn_template_render(s->ctx, s->rules, &in, ret, d);
}

static void open_shop(struct shop *s, struct review *v)
{
    shop_open(s);
    shop_add(s, "templates/t.lua", source);
    shop_compile(s);
    assert_string_equal(s->said, "");
    assert_int_equal(rn_templates_count(s->rules), 2);
    review_make(s, v, 2, "cold");
}

static void slots_and_languages(void **state)
{
    struct shop s;
    struct review v;
    struct rn_rendered r;
    struct rn_diag d;

    (void)state;
    open_shop(&s, &v);
    assert_int_equal(render(&s, &v, "sorry", "en-GB", 0, &r, &d), RN_OK);
    assert_string_equal(r.text, "We are sorry, Ann, at Harbour Lahore. {ok}");
    v.r.author_name = rn_str("{listing} %s {{name}}");
    assert_int_equal(render(&s, &v, "sorry", "hi-Latn-IN", 0, &r, &d), RN_OK);
    assert_string_equal(r.text, "Maaf kijiye, {listing} %s {{name}}.");
    v.r.author_name = rn_str("");
    assert_int_equal(render(&s, &v, "sorry", "ur-PK", 0, &r, &d), RN_OK);
    assert_string_equal(r.text, "معذرت، جناب۔");
    assert_string_equal(r.lang, "ur");
    assert_int_equal(render(&s, &v, "sorry", "ka", 0, &r, &d), RN_GONE);
    assert_non_null(strstr(d.text, "ka"));
    assert_int_equal(render(&s, &v, "sorry", "ur-Latn", 0, &r, &d), RN_GONE);
    assert_int_equal(render(&s, &v, "sory", "en", 0, &r, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "\"sorry\""));
    shop_close(&s);
}

static void lengths(void **state)
{
    struct shop s;
    struct review v;
    struct rn_rendered r;
    struct rn_diag d;

    (void)state;
    open_shop(&s, &v);
    assert_int_equal(render(&s, &v, "sorry", "en", 20, &r, &d), RN_OK);
    assert_string_equal(r.text, "Sorry, Ann.");
    assert_true(r.shortened);
    assert_int_equal(render(&s, &v, "sorry", "en", 5, &r, &d), RN_LIMIT);
    assert_int_equal(render(&s, &v, "sorry", "ur", 5, &r, &d), RN_LIMIT);
    v.r.author_name = rn_str("😀");
    struct rn_render in = {.template_name = "sorry",
                           .facts = &v.f,
                           .langs = (const char *const[]){"en"},
                           .lang_count = 1,
                           .limit = 10,
                           .unit = RN_UNIT_UTF16};
    assert_int_equal(rn_template_render(s.ctx, s.rules, &in, &r, &d), RN_OK);
    in.unit = RN_UNIT_BYTES;
    assert_int_equal(rn_template_render(s.ctx, s.rules, &in, &r, &d), RN_LIMIT);
    shop_close(&s);
}

static void variants(void **state)
{
    struct shop s;
    struct review v;
    struct rn_rendered r, again;
    struct rn_diag d;
    int seen = 0;
    char id[17] = "abcdefgh2345678a";

    (void)state;
    open_shop(&s, &v);
    v.f.id = id;
    for (id[15] = 'a'; id[15] <= 'z'; id[15]++) {
        assert_int_equal(render(&s, &v, "three", "en", 0, &r, &d), RN_OK);
        assert_int_equal(render(&s, &v, "three", "en", 0, &again, &d), RN_OK);
        assert_int_equal(r.variant, again.variant);
        seen |= 1 << r.variant;
        struct rn_render in = {.template_name = "three",
                               .facts = &v.f,
                               .langs = (const char *const[]){"en"},
                               .lang_count = 1,
                               .recent = (const int[]){1, 2},
                               .recent_count = 2};
        assert_int_equal(rn_template_render(s.ctx, s.rules, &in, &again, &d), RN_OK);
        assert_string_equal(again.text, "Charlie");
    }
    assert_int_equal(seen, 2 | 4 | 8);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(slots_and_languages),
                                       cmocka_unit_test(lengths), cmocka_unit_test(variants)};
    return cmocka_run_group_tests_name("rules: templates", tests, NULL, NULL);
}
