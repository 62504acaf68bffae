/* SPDX-License-Identifier: MIT
 *
 * Decisions: order, merge, stop, where, explanations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "rules/support.h"

static void compile(struct shop *s, const char *source)
{
    shop_open(s);
    shop_add(s, "rules/a.lua", source);
    shop_compile(s);
    assert_int_equal(s->errors, 0);
}

static const struct rn_effect *effect(const struct rn_verdict *v, const char *rule,
                                      enum rn_action_type type)
{
    for (size_t i = 0; i < v->effect_count; i++)
        if (strcmp(v->effects[i].rule, rule) == 0 && v->effects[i].action->type == type)
            return &v->effects[i];
    return NULL;
}

static void highest_priority_wins(void **state)
{
    struct shop s;
    struct review v;
    struct rn_verdict verdict;
    struct rn_diag d;

    (void)state;
    compile(&s, "rule 'small' { priority = 10, when = stars { max = 3 }, actions = { assign "
                "'care', tag 'small', "
                "notify { to = 'lead', via = 'email' } } }\n"
                "rule 'big' { priority = 90, when = stars { max = 2 }, actions = { assign 'owner', "
                "tag 'big', untag 'small', "
                "notify { to = 'lead', via = 'email' } } }");
    review_make(&s, &v, 1, "bad");
    review_scan(&s, &v, false);
    assert_int_equal(rn_rules_decide(s.ctx, s.rules, &v.f, &verdict, &d), RN_OK);
    assert_int_equal(verdict.fired_count, 2);
    assert_string_equal(verdict.fired[0].rule, "big");
    assert_string_equal(verdict.fired[0].event, "new");
    assert_int_equal(strlen(verdict.fired[0].script), 43);
    assert_null(effect(&verdict, "big", RN_ACT_ASSIGN)->shadowed_by);
    assert_string_equal(effect(&verdict, "small", RN_ACT_ASSIGN)->shadowed_by, "big");
    assert_string_equal(effect(&verdict, "small", RN_ACT_TAG)->shadowed_by, "big");
    assert_string_equal(effect(&verdict, "small", RN_ACT_NOTIFY)->shadowed_by, "big");
    shop_close(&s);
}

static void stop_ends_lower_priorities(void **state)
{
    struct shop s;
    struct review v;

    (void)state;
    compile(&s, "rule 'first' { priority = 90, stop = true, when = stars { max = 1 }, actions = { "
                "tag 'a' } }\n"
                "rule 'equal' { priority = 90, when = stars { max = 3 }, actions = { tag 'b' } }\n"
                "rule 'above' { priority = 95, when = stars { max = 3 }, actions = { tag 'c' } }\n"
                "rule 'later' { priority = 10, when = stars { max = 3 }, actions = { tag 'd' } }\n"
                "rule 'waits' { after = '4h', when = stars { max = 3 }, actions = { tag 'e' } }\n"
                "rule 'fell' { on = 'rating_down', actions = { tag 'f' } }\n");
    review_make(&s, &v, 1, "bad");
    review_scan(&s, &v, false);
    assert_string_equal(fired(&s, &v), "above equal first");
    v.f.stars = 3;
    assert_string_equal(fired(&s, &v), "above equal later");
    v.f.events = RN_ON_RATING_DOWN;
    assert_string_equal(fired(&s, &v), "above equal fell later");
    v.f.events = RN_ON_REMOVED;
    assert_string_equal(fired(&s, &v), "");
    shop_close(&s);
}

static void where_functions(void **state)
{
    static const char *const tags[] = {"marked"};
    struct shop s;
    struct review v;

    (void)state;
    compile(
        &s,
        "rule 'good' { where = function(r) return r.stars == 2 and r.text == 'words' and r.title "
        "== nil and "
        "r.reply == nil and r.author.name == 'Ann' and r.listing == 'lahore' and r.tags[1] == "
        "'marked' and "
        "r.rating == nil and r.nonsense == nil and r.created_at == nil and r.id ~= nil end, "
        "actions = { tag 'x' } }\n"
        "rule 'error' { where = function(r) return #r.title > 2 end, actions = { tag 'x' } }\n"
        "rule 'endless' { where = function(r) while true do pcall(function() while true do end "
        "end) end end, "
        "actions = { tag 'x' } }\n"
        "rule 'memory' { where = function(r) local s = 'x' while true do s = s .. s end end, "
        "actions = { tag 'x' } }\n"
        "rule 'writes' { where = function(r) r.stars = 5 return true end, actions = { tag 'x' } }\n"
        "rule 'object' { where = function(r) error({}) end, actions = { tag 'x' } }\n"
        "rule 'deep' { where = function(r) local function f() return 1 + f() end return f() end, "
        "actions = { tag 'x' } }\n"
        "rule 'nil' { where = function(r) end, actions = { tag 'x' } }\n");
    review_make(&s, &v, 2, "words");
    v.f.tags = tags;
    v.f.tag_count = 1;
    review_scan(&s, &v, false);
    assert_string_equal(fired(&s, &v), "good");
    assert_string_equal(fired(&s, &v), "good");
    assert_int_equal(s.warnings, 1); /* heard once a file */
    assert_non_null(strstr(s.said, "does not match"));
    shop_close(&s);
}

static void explanations(void **state)
{
    struct shop s;
    struct review v;
    struct rn_buf out;
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;

    (void)state;
    compile(&s, "rule 'angry' { when = all { stars { max = 2 }, any { mentions { 'refund', 'never' "
                "} }, no { replied() } }, "
                "actions = { tag 'money' } }");
    review_make(&s, &v, 1, "You charged me twice, where is my Refund now");
    review_scan(&s, &v, false);
    rn_buf_init(&out, 100000);
    assert_int_equal(rn_rules_explain(s.ctx, s.rules, &v.f, &out, &d), RN_OK);
    assert_int_equal(rn_json_parse(rn_buf_str(&out), 0, &doc, &d), RN_OK);
    const struct rn_json *root = rn_json_root(doc), *c = rn_json_get(root, "conditions");
    assert_true(rn_json_true(rn_json_get(root, "matched")));
    assert_int_equal(rn_json_count(c), 3);
    assert_true(rn_str_is(rn_json_str(rn_json_get(rn_json_at(c, 0), "text")), "stars max 2"));
    assert_true(rn_str_is(rn_json_str(rn_json_get(rn_json_at(c, 0), "value")), "1"));
    assert_true(rn_str_is(rn_json_str(rn_json_get(rn_json_at(c, 0), "says")), "stars 1 ≤ 2"));
    const struct rn_json *word = rn_json_at(rn_json_get(rn_json_at(c, 1), "conditions"), 0);
    assert_true(rn_str_is(rn_json_str(rn_json_get(word, "value")),
                          "…charged me twice, where is my *Refund* now"));
    assert_true(rn_json_true(rn_json_get(rn_json_at(c, 2), "holds")));
    rn_json_free(doc);
    rn_buf_free(&out);
    shop_close(&s);
}

static void same_decisions_for_any_file_order(void **state)
{
    static const char *const sources[] = {
        "rule 'a' { priority = 20, when = stars { min = 1 }, actions = { assign 'duty', tag 'a' } "
        "}",
        "rule 'b' { priority = 20, when = stars { min = 1 }, actions = { assign 'lead', tag 'b' } "
        "}",
        "rule 'c' { priority = 80, when = mentions 'cold', actions = { assign 'care', tag 'c' } }"};
    static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
    static const char *const files[] = {"rules/1.lua", "rules/2.lua", "rules/3.lua"};

    (void)state;
    for (size_t o = 0; o < 3; o++) {
        struct shop s;
        struct review v;
        shop_open(&s);
        for (size_t i = 0; i < 3; i++)
            shop_add(&s, files[i], sources[orders[o][i]]);
        shop_compile(&s);
        review_make(&s, &v, 3, "cold soup");
        review_scan(&s, &v, false);
        assert_string_equal(fired(&s, &v), "c a b");
        shop_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(highest_priority_wins), cmocka_unit_test(stop_ends_lower_priorities),
        cmocka_unit_test(where_functions), cmocka_unit_test(explanations),
        cmocka_unit_test(same_decisions_for_any_file_order)};
    return cmocka_run_group_tests_name("rules: decide", tests, NULL, NULL);
}
