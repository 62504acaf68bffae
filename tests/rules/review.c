/* SPDX-License-Identifier: MIT
 *
 * Rules that do nothing: what is said about them, and that nothing is said about the others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/support.h"

/* What is said about these rules, beside being good. */
static void says(const char *source, const char *wanted)
{
    struct shop s;

    shop_open(&s);
    shop_add(&s, "rules/r.lua", source);
    shop_compile(&s);
    assert_string_equal(s.said, "");
    rn_rules_review(s.rules, shop_found, &s);
    assert_int_equal(s.errors, 0);
    if (wanted == NULL && s.warnings > 0)
        fail_msg("%s\nwants no word, got: %s", source, s.said);
    if (wanted != NULL && (s.warnings != 1 || strstr(s.said, wanted) == NULL))
        fail_msg("%s\nwants one word, '%s', got: %s", source, wanted, s.said);
    shop_close(&s);
}
#define T "actions = { tag 'x' } }\n"

static void contradictions(void **state)
{
    (void)state;
    says("rule 'r' { when = all { stars { max = 2 }, stars { min = 4 } }, " T,
         "rules/r.lua:1: rule \"r\" can never match: \"stars max 2\" and \"stars min 4\"");
    says("rule 'r' { when = all { has_text(), all { stars { is = 1 }, no { has_text() } } }, " T,
         "exclude each other");
    says("rule 'r' { when = all { listing 'lahore', listing 'karachi' }, " T, "any {");
    says("rule 'r' { when = all { kind 'review', kind { 'mention', 'comment' } }, " T, "exclude");
    says("rule 'r' { when = all { mentions { 'a', 'b' }, no { mentions { 'b', 'a' } } }, " T, NULL);
    says("rule 'r' { when = all { mentions 'a', no { any { has_text(), mentions 'a' } } }, " T,
         NULL);
    says("rule 'r' { when = all { stars { max = 3 }, stars { min = 3 } }, " T, NULL);
    says("rule 'r' { when = any { stars { max = 2 }, stars { min = 4 } }, " T, NULL);
    says("rule 'r' { when = all { kind { 'review', 'mention' }, kind 'mention' }, " T, NULL);
    says("rule 'r' { when = all { mentions 'a', mentions 'b' }, " T, NULL);
    says("rule 'r' { when = all { no { stars { max = 2 } }, no { stars { min = 4 } } }, " T, NULL);
}

static void never_reached(void **state)
{
    (void)state;
    says("rule 'a' { priority = 90, stop = true, when = stars { max = 3 }, " T
         "rule 'b' { when = all { stars { max = 2 }, has_text() }, " T,
         "rules/r.lua:2: rule \"b\" is never reached: rule \"a\"");
    says("rule 'a' { priority = 90, stop = true, when = mentions { 'x', 'y' }, " T
         "rule 'b' { when = mentions 'x', " T,
         "never reached");
    says("rule 'a' { priority = 90, stop = true, " T "rule 'b' { when = has_text(), " T,
         "never reached");
    says("rule 'a' { priority = 90, stop = true, when = stars { max = 2 }, " T
         "rule 'b' { when = stars { max = 3 }, " T,
         NULL);
    says("rule 'a' { priority = 50, stop = true, when = stars { max = 3 }, " T
         "rule 'b' { when = stars { max = 2 }, " T,
         NULL); /* equal priorities are all looked at */
    says("rule 'a' { priority = 90, stop = true, on = 'new', when = stars { max = 3 }, " T
         "rule 'b' { when = stars { max = 2 }, " T,
         NULL);
    says("rule 'a' { priority = 90, stop = true, where = function(r) return true end, " T
         "rule 'b' { when = stars { max = 2 }, " T,
         NULL);
    says("rule 'a' { priority = 90, stop = true, when = mentions 'x', " T
         "rule 'b' { when = mentions { 'x', 'y' }, " T,
         NULL);
}

static void never_done(void **state)
{
    (void)state;
    says("rule 'a' { priority = 90, when = stars { max = 3 }, actions = { assign 'lead' } }\n"
         "rule 'b' { when = stars { is = 1 }, actions = { tag 'x', assign 'duty' } }\n",
         "rule \"b\": its assign \"duty\" is never done: rule \"a\" goes first");
    says("rule 'a' { priority = 90, when = stars { max = 3 }, actions = { assign 'lead' } }\n"
         "rule 'b' { when = stars { is = 1 }, actions = { tag 'x', assign 'lead' } }\n",
         NULL);
    says("rule 'a' { priority = 10, when = stars { max = 3 }, actions = { assign 'lead' } }\n"
         "rule 'b' { when = stars { is = 1 }, actions = { assign 'duty' } }\n",
         NULL);
    says("rule 'a' { priority = 90, when = stars { max = 3 }, actions = { assign 'lead' } }\n"
         "rule 'b' { when = stars { is = 1 }, actions = { set_priority 'urgent' } }\n",
         NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(contradictions),
                                       cmocka_unit_test(never_reached),
                                       cmocka_unit_test(never_done)};
    return cmocka_run_group_tests_name("rules: those that do nothing", tests, NULL, NULL);
}
