/* SPDX-License-Identifier: MIT */
#include "base/near.h"

#include "unit/unit.h"

static const char *const names[] = {"stars",   "mentions",  "mentions_all",
                                    "lang",    "sentiment", "source",
                                    "listing", "id",        "set_priority"};

static void finds_the_nearest(void **state)
{
    static const char *const rows[][2] = {
        {"star", "stars"},
        {"satrs", "stars"},
        {"mention", "mentions"},
        {"mentoins", "mentions"},
        {"Stars", "stars"},
        {"LANG", "lang"},
        {"mentionsall", "mentions_all"},
        {"sentimnet", "sentiment"},
        {"souce", "source"},
        {"priority", NULL},
        {"xyz", NULL},
        {"", NULL},
        {"q", NULL},
        {"listings", "listing"},
        {"di", "id"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = rn_nearest(rows[i][0], names, COUNT(names));
        if ((got == NULL) != (rows[i][1] == NULL) || (got != NULL && strcmp(got, rows[i][1]) != 0))
            fail_msg("%s gave %s", rows[i][0], got != NULL ? got : "nothing");
    }
}

static void takes_odd_input(void **state)
{
    char long_word[5000];
    (void)state;
    memset(long_word, 's', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    const char *const longs[] = {long_word, NULL, ""};
    assert_null(rn_nearest(long_word, names, COUNT(names)));
    assert_null(rn_nearest("stars", longs, COUNT(longs)));
    assert_null(rn_nearest("stars", NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_nearest),
        cmocka_unit_test(takes_odd_input),
    };
    return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
