/* SPDX-License-Identifier: MIT
 *
 * Conditions on the judgement of a text, and topics of the owner's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "rules/support.h"

struct row {
    const char *condition;
    double stars;
    const char *text; /* NULL: it was not judged */
    bool holds;
};

static bool condition_holds(const struct row *row)
{
    struct shop s;
    struct review v;
    struct rn_judgement j;
    char source[2000];
    shop_open(&s);
    (void)snprintf(source, sizeof source, "rule 'r' { when = %s, actions = { tag 'x' } }",
                   row->condition);
    shop_add(&s, "rules/r.lua", source);
    shop_add(&s, "rules/topics.lua",
             "topic 'car-park' { en = { 'garage*', 'parking' }, ur = 'پارکنگ' }\n"
             "topic 'billing' { en = 'direct debit' }\n");
    shop_compile(&s);
    assert_int_equal(s.errors, 0);
    review_make(&s, &v, row->stars, row->text != NULL ? row->text : "");
    review_scan(&s, &v, false);
    if (row->text != NULL) {
        const struct rn_judging in = {
            .text = rn_str(row->text), .has_stars = row->stars > 0, .stars = row->stars};
        rn_judge(s.ctx, &in, &j);
        v.f.judgement = &j;
    }
    const bool fires = strcmp(fired(&s, &v), "r") == 0;
    shop_close(&s);
    return fires;
}

#define BAD  "Terrible. Rude staff, dirty room, awful food. I hated every minute."
#define GOOD "Wonderful! Kind staff, clean room, excellent food. I loved it."

static void each_condition(void **state)
{
    static const struct row rows[] = {
        {"sentiment 'neg'", 0, BAD, true},
        {"sentiment { 'pos', 'mixed' }", 0, BAD, false},
        {"sentiment { 'pos', 'mixed' }", 0, GOOD, true},
        {"sentiment { max = -0.3 }", 0, BAD, true},
        {"sentiment { max = -0.3 }", 0, GOOD, false},
        {"sentiment { min = 0.3, max = 1 }", 0, GOOD, true},
        {"sentiment { min = -1 }", 0, "აბგ", false},
        {"sentiment 'abstain'", 0, "აბგ", true},
        {"sentiment 'neg'", 0, NULL, false},
        {"no { sentiment 'neg' }", 0, NULL, true},
        {"intent 'question'", 0, "Do you have parking?", true},
        {"intent { 'question', 'request' }", 0, GOOD, false},
        {"intent 'praise'", 0, GOOD, true},
        {"risk 'legal'", 0, "My lawyer will write to you.", true},
        {"risk { 'legal', 'poisoning' }", 0, "We got food poisoning.", true},
        {"risk 'legal'", 0, GOOD, false},
        {"about 'staff'", 0, BAD, true},
        {"about { 'wifi', 'food' }", 0, BAD, true},
        {"about 'wifi'", 0, BAD, false},
        {"about 'billing'", 0, "They took it by direct debit.", true},
        {"about 'billing'", 0, "The invoice is wrong.", true},
        {"about 'car-park'", 0, "The garages were full", true},
        {"about 'car-park'", 0, "پارکنگ نہیں ہے", true},
        {"about 'car-park'", 0, GOOD, false},
        {"conflict()", 5, BAD, true},
        {"conflict()", 1, GOOD, true},
        {"conflict()", 1, BAD, false},
        {"conflict()", 5, GOOD, false},
        {"conflict()", 0, BAD, false},
        {"conflict()", 5, NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (condition_holds(&rows[i]) != rows[i].holds)
            fail_msg("%s on \"%s\" (%g stars) must %shold", rows[i].condition,
                     rows[i].text != NULL ? rows[i].text : "nothing", rows[i].stars,
                     rows[i].holds ? "" : "not ");
}

static void mistakes_are_named(void **state)
{
    static const char *const rows[][2] = {
        {"rule 'm' { when = intent { 'qestion' }, actions = { tag 'x' } }", "question"},
        {"rule 'm' { when = risk 'leagl', actions = { tag 'x' } }", "legal"},
        {"rule 'm' { when = sentiment 'ngeative', actions = { tag 'x' } }", "neg"},
        {"rule 'm' { when = sentiment { min = 2 }, actions = { tag 'x' } }", "between"},
        {"rule 'm' { when = sentiment { min = 0.5, max = 0 }, actions = { tag 'x' } }", "never"},
        {"rule 'm' { when = sentiment { miin = 0.5, max = 0 }, actions = { tag 'x' } }", "'min'"},
        {"rule 'm' { when = about 'biling', actions = { tag 'x' } }", "billing"},
        {"rule 'm' { when = about 'cra-park', actions = { tag 'x' } }", "car-park"},
        {"rule 'm' { when = conflict 'x', actions = { tag 'x' } }", "conflict()"},
        {"rule 'm' { when = topic 'z', actions = { tag 'x' } }", "about"},
        {"topic 'garden'", "about"},
        {"topic 'garden' { 'roses' }", "by language"},
        {"topic 'garden' { }", "no words"},
        {"topic 'garden' { english = 'roses' }", "language code"},
        {"topic 'garden' { en = 7 }", "text"},
        {"topic 'garden' { en = 'ro*ses' }", "*"},
        {"topic 'garden' 'roses'", "in braces"},
        {"topic 'car-park' { en = 'garage' }", "already"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct shop s;
        shop_open(&s);
        shop_add(&s, "rules/a.lua", "topic 'car-park' { en = 'garage' }");
        shop_add(&s, "rules/b.lua", rows[i][0]);
        shop_compile(&s);
        if (s.errors == 0 || strstr(s.said, rows[i][1]) == NULL)
            fail_msg("%s: %s", rows[i][0], s.said);
        assert_true(s.scripts[0].ok);
        assert_false(s.scripts[1].ok);
        shop_close(&s);
    }
}

/* A file that goes takes its topics along, and who asks for them goes as well. */
static void topics_go_with_their_file(void **state)
{
    struct shop s;
    (void)state;
    shop_open(&s);
    shop_add(&s, "rules/a.lua",
             "topic 'garden' { en = 'roses' }\n"
             "rule 'x' { when = about 'pond', actions = { tag 'x' } }");
    shop_add(&s, "rules/b.lua", "rule 'y' { when = about 'garden', actions = { tag 'x' } }");
    shop_add(&s, "rules/c.lua", "rule 'z' { when = about 'food', actions = { tag 'x' } }");
    shop_compile(&s);
    assert_false(s.scripts[0].ok);
    assert_false(s.scripts[1].ok);
    assert_true(s.scripts[2].ok);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_condition),
                                       cmocka_unit_test(mistakes_are_named),
                                       cmocka_unit_test(topics_go_with_their_file)};
    return cmocka_run_group_tests_name("rules: judged", tests, NULL, NULL);
}
