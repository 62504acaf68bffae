/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "text/script.h"

static void test_scripts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *script;
    } cases[] = {
        {"Lovely stay", "Latn"},
        {"بہت اچھا", "Arab"},
        {"बहुत अच्छा", "Deva"},
        {"ძალიან კარგი", "Geor"},
        {"とても良い", "Hira"},
        {"很好", "Hani"},
        {"", ""},
        {"5/5 !!! 👍", ""},
        {"ab बक", ""},
        {"Отель good место", "Cyrl"},
        {"\xff\xfe", ""},
        {"ดีมาก", "Thai"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (strcmp(rn_script_of(rn_str(cases[i].text)), cases[i].script) != 0)
            fail_msg("%s is %s, not %s", cases[i].text, rn_script_of(rn_str(cases[i].text)),
                     cases[i].script);
}

static void test_fits(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *script;
        bool fits;
    } cases[] = {
        {"en", "Latn", true},      {"ur", "Latn", false},      {"ur", "Arab", true},
        {"ur-Latn", "Latn", true}, {"ur-Latn", "Arab", false}, {"hi", "Deva", true},
        {"ne", "Deva", true},      {"hi", "Arab", false},      {"ka", "Geor", true},
        {"pt-BR", "Latn", true},   {"ja", "Hira", true},       {"ja", "Latn", false},
        {"zh", "Hani", true},      {"uz", "Cyrl", true},       {"en", "", true},
        {"", "Latn", true},        {"xx", "Latn", true},       {"en-x-pirate", "Latn", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (rn_script_fits(cases[i].lang, cases[i].script) != cases[i].fits)
            fail_msg("%s in %s", cases[i].lang, cases[i].script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scripts), cmocka_unit_test(test_fits)};
    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
