/* SPDX-License-Identifier: MIT
 *
 * Planted mistakes: each is named with its file, a line of it and its cure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/mem.h"
#include "rules/support.h"

struct mistake {
    const char *source;
    int line;
    const char *word; /* of the sentence */
};
#define W "when = stars { max = 2 }, "
#define A "actions = { tag \"x\" } "

static const struct mistake mistakes[] = {
    {"rule \"m\" {\n when = starz { max = 2 },\n " A "}", 2, "'stars'"},
    {"rule \"m\" {\n " W "\n actions = { tagg \"x\" } }", 3, "'tag'"},
    {"rule \"m\" { " W "prioritty = 5, " A "}", 1, "'priority'"},
    {"rule \"m\" {\n when = stars { maks = 2 }, " A "}", 2, "min max is"},
    {"rule \"t\" { " W A "}\n\nrule \"t\" { " W A "}", 3, "already"},
    {"rule \"m\" { " W
     "actions = { escalate { key = \"k\", steps = { { to = \"dutty\", via = \"email\" } } } } }",
     1, "'duty'"},
    {"rule \"m\" { " W "actions = { notify { to = \"lead\", via = \"emial\" } } }", 1, "'email'"},
    {"rule \"m\" { " W "actions = { draft \"none\" } }", 1, "no template \"none\""},
    {"rule \"m\" { when = stars { max = \"two\" }, " A "}", 1, "number"},
    {"rule \"m\" { when = stars { max = 9 }, " A "}", 1, "between 1 and 5"},
    {"rule \"m\" { " W "priority = \"high\", " A "}", 1, "priority"},
    {"rule \"m\" { on = { \"rating_dwon\" }, " W A "}", 1, "rating_down"},
    {"rule \"m\" { " W "after = \"4 parsecs\", " A "}", 1, "duration"},
    {"rule \"m\" {\n " W "\n actions = { tag \"x\" \n\n", 5, "not closed"},
    {"-- c\nlocal t = nil\nlocal y = t.field\n", 3, "nil"},
    {"rule \"m\" { when = { stars = 2 }, " A "}", 1, "condition"},
    {"rule \"m\" { " W "actions = { \"tag money\" } }", 1, "action"},
    {"rule \"m\" { when = matches \"(x\", " A "}", 1, "parenthes"},
    {"rule \"m\" { when = mentions { 5 }, " A "}", 1, "texts in quotes"},
    {"rule \"m\" { when = mentions { \"re*fund\" }, " A "}", 1, "end of a word"},
    {"rule \"m\" { when = mentions { \"!!\" }, " A "}", 1, "no word"},
    {"rule \"m\" { when = listing { \"lahor\" }, " A "}", 1, "lahore"},
    {"rule \"m\" { " W "actions = 7 }", 1, "actions"},
    {"rule \"m\" { " W "actions = { assign \"duty\", assign \"lead\" } }", 1, "twice"},
    {"local n = 0\nwhile true do n = n + 1 end\n", 2, "instructions"},
    {"rule \"m\" { " W A "}\nlocal spare = mentions { \"refund\" }", 2, "not used"},
    {"rule \"m\" { " W A "}\ntag \"spare\"", 2, "not used"},
    {"rule \"m\" { when = stars { max = 2 } and mentions { \"r\" }, " A "}", 1, "all {"},
    {"rule \"m\" { when = stars { max = 2 } or mentions { \"r\" }, " A "}", 1, "any {"},
    {"rule \"m\" { when = not replied(), " A "}", 1, "no {"},
    {"rule \"m\" { when = all { stars { max = 2 }, not replied() }, " A "}", 1, "no {"},
    {"local low = stars { max = 2 }\nrule \"m\" { when = low and has_text(), " A "}", 2, "all {"},
    {"rule \"m\" { " W "actions = { tag \"x\" \"y\" } }", 1, "comma"},
    {"rule \"m\" { when = lang \"en\" \"ur\", " A "}", 1, "comma"},
    {"rule \u201cm\u201d { " W A "}", 1, "quotes"},
    {"rule \"m\" {\n when = mentions { \u201crefund\u201d }, " A "}", 2, "quotes"},
    {"rule \"m\" { when = stars { max = \u06f2 }, " A "}", 1, "0-9"},
    {"rule \"m\" { when = stars { max = \u0968 }, " A "}", 1, "0-9"},
    {"rule \"m\" { priority = \uff15\uff10, " W A "}", 1, "0-9"},
    {"rule \"m\" {\n when = stars { max = 2 }\n " A "}", 3, "comma"},
    {"rule \"m\" { when = mentions { \"a\" \"b\" }, " A "}", 1, "comma"},
    {"rule \"m\" { " W "actions = { tag \"x\" set_priority \"urgent\" } }", 1, "comma"},
    {"rule \"m\" { " W "actions = { set_priority \"urgnt\" } }", 1, "'urgent'"},
    {"rule \"m\" { when = kind { \"reveiw\" }, " A "}", 1, "'review'"},
    {"rule \"m\" { when = topic \"billing\", " A "}", 1, "about"},
    {"rule \"m\" { " W "actions = { escalate { key = \"k\", stop_wen = \"x\", steps = { { to = "
     "\"duty\", via = \"email\" } } } } }",
     1, "'stop_when'"},
    {"rule \"m\"", 1, "no table"},
    {"x = 1", 1, "local x"},
    {"rule \"m\" { when = replied, " A "}", 1, "brackets"},
    {"rule \"m\" { when = stars { max = 2 }.x, " A "}", 1, "no table"},
    {"rule \"a\\0b\" { " W A "}", 1, "no text"},
    {"rule \"a\xff\" { " W A "}", 1, "UTF-8"},
    {"\x1bLua\x54", 1, "compiled"},
    {"template \"t\" {\n en = { \"Hello {nmae|there}\" },\n}", 1, "{name}"},
    {"template \"t\" { en = { \"Hello {name}\" } }", 1, "fallback"},
    {"template \"t\" { en = { \"Hello {name|there\" } }", 1, "closed"},
    {"template \"t\" { en = { \"Hello }\" } }", 1, "without its {"},
    {"template \"t\" { en = { \"{if x}\" } }", 1, "not available in this version"},
    {"template \"t\" { tonee = \"apology\", en = { \"Hello\" } }", 1, "'tone'"},
    {"template \"t\" { en = { \"A\" } }\n\ntemplate \"t\" { en = { \"B\" } }", 3, "already"},
    {"template \"t\" { en = { 42 } }", 1, "en takes a text"},
    {"template \"t\" { tone = \"thanks\" }", 1, "no text"},
    {"template \"t\" { text { lang = \"hindi!\", \"x\" } }", 1, "language code"},
    {"use \"lib/none\"", 1, "no helper"},
    {"use \"../rules/x\"", 1, "no helper"}};

static void planted_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct mistake *m = &mistakes[i];
        char place[40];
        struct shop s;

        shop_open(&s);
        shop_add(&s, "rules/m.lua", m->source);
        shop_add(&s, "rules/zz-clean.lua", "rule 'clean' { " W A "}");
        shop_compile(&s);
        (void)snprintf(place, sizeof place, "rules/m.lua:%d: ", m->line);
        if (s.errors == 0 || strstr(s.said, place) == NULL || strstr(s.said, m->word) == NULL)
            fail_msg("%s\nwants line %d and '%s', got: %s", m->source, m->line, m->word, s.said);
        assert_false(s.scripts[0].ok);
        assert_true(s.scripts[1].ok);
        assert_int_equal(rn_rules_count(s.rules), 1);
        shop_close(&s);
    }
}

static const char *const clean[] = {
    "local low = stars { max = 2 }\nlocal words = {}\n"
    "for _, w in ipairs { 'refund', 'charged twice' } do words[#words + 1] = mentions { w } end\n"
    "rule 'one' { when = all { low, any(words) }, " A "}\nrule 'two' { when = low, " A "}\n"
    "rule 'three' { when = no { low }, actions = { tag 'and, or, not in a text are fine' } }",
    "\xef\xbb\xbfrule 'bom' { " W A "}",
    "rule 'w' { where = function(r) return r.stars and r.stars > 2 or not r.lang end, " A "}",
    "-- “curly” in a comment\nrule 'c' { doc = '“curly” in a text', " W A "}",
    "local t = {}\nfor k, v in pairs { b = 1, a = 2 } do t[#t + 1] = k end\nassert(table.concat(t) "
    "== 'ab')",
    "local t = { 3, 1, 2 }\ntable.sort(t, function(a, b) return a > b end)\nassert(t[1] == 3 and "
    "t[3] == 1)",
    "assert(('a.b'):find('.', 1) == 2) assert(('aXb'):replace('X', '-') == 'a-b') "
    "assert(#('a,b'):split(',') == 2)",
    "assert(tostring({}) == 'table' and tostring(print_me) == 'nil' == false or true)",
    "rule 'empty-on' { on = 'removed', " A "}",
    ""};

static void clean_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof clean / sizeof *clean; i++) {
        struct shop s;
        shop_open(&s);
        shop_add(&s, "rules/c.lua", clean[i]);
        shop_compile(&s);
        if (i != 7)
            assert_string_equal(s.said, "");
        shop_close(&s);
    }
}

static void helpers(void **state)
{
    struct shop s;

    (void)state;
    shop_open(&s);
    shop_add(&s, "lib/words.lua", "return { money = { 'refund', 'charged twice' } }");
    shop_add(&s, "lib/a.lua", "use 'lib/b'");
    shop_add(&s, "lib/b.lua", "\nuse 'lib/a'");
    shop_add(&s, "lib/cond.lua", "return function() return stars { max = 2 } end");
    shop_add(&s, "rules/good.lua",
             "local w = use 'lib/words'\nassert(w == use 'lib/words')\n"
             "rule 'money' { when = mentions(w.money), actions = { tag 'm' } }");
    shop_add(&s, "rules/round.lua", "use 'lib/a'");
    shop_add(&s, "rules/unused.lua", "use 'lib/cond'()");
    shop_compile(&s);
    assert_true(s.scripts[4].ok);
    assert_false(s.scripts[5].ok);
    assert_non_null(strstr(s.said, "lib/b.lua:2: the helper 'lib/a' uses itself"));
    shop_close(&s);
}

static void names_are_unique_over_files(void **state)
{
    struct shop s;

    (void)state;
    shop_open(&s);
    shop_add(&s, "rules/a.lua", "rule 'same' { " W A "}");
    shop_add(&s, "rules/b.lua", "\nrule 'same' { " W A "}");
    shop_add(&s, "rules/c.lua",
             "rule 'late' { " W "after = '4h business', actions = { draft 'sorry' } }");
    shop_add(&s, "templates/t.lua", "template 'sorry' { en = 'Sorry' }");
    shop_compile(&s);
    assert_non_null(
        strstr(s.said, "rules/b.lua:2: there is a rule \"same\" already, in rules/a.lua line 1"));
    assert_true(s.scripts[0].ok && !s.scripts[1].ok && s.scripts[2].ok);
    assert_int_equal(s.errors, 1);
    assert_int_equal(s.warnings, 1);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(planted_mistakes),
                                       cmocka_unit_test(clean_files), cmocka_unit_test(helpers),
                                       cmocka_unit_test(names_are_unique_over_files)};
    return cmocka_run_group_tests_name("rules: lint", tests, NULL, NULL);
}
