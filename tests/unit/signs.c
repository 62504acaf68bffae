/* SPDX-License-Identifier: MIT
 *
 * Intent, dangers and personal data of texts in the languages that have a lexicon of signs. The
 * rows of tests/unit/signs.tsv were written before the lexicons were looked at again: a language,
 * what must be told ("-": no danger at all), a text.
 */
#include <stdio.h>

#include "base/mem.h"
#include "text/judgement.h"
#include "text/lexicon.h"
#include "unit/unit.h"

static struct rn_judgement judged(const void *ctx, const char *text)
{
    const struct rn_judging in = {.text = rn_str(text)};
    struct rn_judgement j;
    rn_judge(ctx, &in, &j);
    return j;
}

static bool among(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], word) == 0)
            return true;
    return false;
}

static void every_language_has_signs(void **state)
{
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    (void)state;
    for (size_t i = 0; i < rn_lexicons_n; i++)
        assert_true(rn_sign_chain(rn_lexicons[i].lang, chain) > 0);
}

static void intents(void **state)
{
    static const char *const rows[][2] = {
        {"question", "Do you have parking? And at what time is check-in?"},
        {"question", "When do you open on Sundays?"},
        {"question", "how much is a day ticket"},
        {"question", "Gibt es einen Aufzug?"},
        {"question", "¿A qué hora abren?"},
        {"question", "کیا آپ کے پاس پارکنگ ہے؟"},
        {"question", "क्या यहां पार्किंग है?"},
        {"question", "पार्किङ छ?"},
        {"question", "გაქვთ პარკინგი?"},
        {"request", "Please add a dark mode, otherwise fine"},
        {"request", "It would be nice if the pool opened earlier"},
        {"request", "कृपया डार्क मोड जोड़ें"},
        {"complaint", "The room was dirty and the staff rude."},
        {"complaint", "Why would anyone stay here? Dirty and loud."},
        {"complaint", "Never again, it never arrived"},
        {"complaint", "Thank you for nothing, terrible service"},
        {"praise", "Lovely breakfast and a quiet street."},
        {"praise", "What a wonderful place"},
        {"thanks", "Thank you so much!"},
        {"thanks", "بہت شکریہ"},
        {"thanks", "დიდი მადლობა"},
        {"other", "We were there on Tuesday"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RN_SCOPE(tmp);
        const struct rn_judgement j = judged(tmp, rows[i][1]);
        if (strcmp(j.intent, rows[i][0]) != 0)
            print_message("%s: %s\n", rows[i][1], j.intent);
        assert_string_equal(j.intent, rows[i][0]);
    }
}

static void nothing_has_no_intent(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    assert_null(judged(tmp, "").intent);
    assert_null(judged(tmp, " … ").intent);
}

static void dangers_have_their_words(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    const struct rn_judgement j =
        judged(tmp, "We got food poisoning, my lawyer will write to you. Terrible.");
    assert_int_equal(j.risk_count, 2);
    assert_string_equal(j.risk[0], "poisoning");
    assert_string_equal(j.risk[1], "legal");
    assert_true(rn_str_is(j.evidence[0], "food poisoning"));
    assert_true(rn_str_is(j.evidence[1], "lawyer"));
}

static void harmless_phrases_are_none(void **state)
{
    static const char *const rows[] = {
        "The burger was to die for and the fire pit is lovely",
        "I fell in love with the tennis court",
        "Press the button to open the app",
        "Great newspaper selection and hospitality",
        "Das Gericht war lecker",
        "El personal está acostumbrado a familias",
        "The battery died after the charger broke",
        "One hint is not enough: it was a scam",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RN_SCOPE(tmp);
        assert_int_equal(judged(tmp, rows[i]).risk_count, 0);
    }
}

static void two_hints_make_a_danger(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    assert_int_equal(judged(tmp, "a scam").risk_count, 0);
    assert_int_equal(judged(tmp, "a scam, scam, scam").risk_count, 0);
    assert_int_equal(judged(tmp, "a scam by cheaters").risk_count, 1);
}

static double aspect(const char *text, const char *topic)
{
    RN_SCOPE(tmp);
    const struct rn_judgement j = judged(tmp, text);
    for (size_t i = 0; i < j.topic_count; i++)
        if (strcmp(j.topics[i], topic) == 0)
            return j.aspects[i];
    return -RN_ASPECT_NONE;
}

static void topics_and_what_is_felt_of_them(void **state)
{
    (void)state;
    assert_true(aspect("The room was dirty, but the staff were wonderful.", "room") < 0);
    assert_true(aspect("The room was dirty, but the staff were wonderful.", "staff") > 0);
    assert_true(aspect("The staff! Terrible.", "staff") < 0);
    assert_true(aspect("The food was not good.", "food") < 0);
    assert_true(aspect("We had breakfast there.", "food") == RN_ASPECT_NONE);
    assert_true(aspect("They charged my card twice, the invoice is wrong.", "billing") < 0 ||
                aspect("They charged my card twice, the invoice is wrong.", "billing") ==
                    RN_ASPECT_NONE);
    assert_true(aspect("Lovely view over the river and a friendly welcome.", "billing") ==
                -RN_ASPECT_NONE);
}

static void conflicts_with_stars(void **state)
{
    static const struct {
        double stars;
        const char *text;
        bool conflict;
    } rows[] = {{5, "Terrible. Rude staff, dirty room. I hated it.", true},
                {1, "Wonderful! Kind staff, excellent food. I loved it.", true},
                {1, "Terrible. Rude staff, dirty room. I hated it.", false},
                {3, "Terrible. Rude staff, dirty room. I hated it.", false},
                {5, "We were there on Tuesday", false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RN_SCOPE(tmp);
        struct rn_judgement j;
        const struct rn_judging in = {
            .text = rn_str(rows[i].text), .has_stars = true, .stars = rows[i].stars};
        rn_judge(tmp, &in, &j);
        assert_int_equal(j.conflict, rows[i].conflict);
    }
}

/* ---- the table ------------------------------------------------------------------------------- */

struct tally {
    int rows, told, innocent, accused;
};

static void count_row(char *line, struct tally *t)
{
    char *tab = strchr(line, '\t'), *text = tab != NULL ? strchr(tab + 1, '\t') : NULL;
    RN_SCOPE(tmp);
    assert_non_null(text);
    *tab = *text = '\0';
    const char *risk = tab + 1;
    const struct rn_judgement j = judged(tmp, text + 1);
    const bool innocent = strcmp(risk, "-") == 0;
    const bool told = among(risk, j.risk, j.risk_count);
    t->rows += !innocent;
    t->told += told;
    t->innocent += innocent;
    t->accused += innocent && j.risk_count > 0;
    if (innocent ? j.risk_count > 0 : !told)
        print_message("%s %s: %s (%s)\n", line, risk, text + 1,
                      j.risk_count > 0 ? j.risk[0] : "nothing");
}

/* Recall before precision: nearly all that endangers somebody, in every language. */
static void dangers_in_all_languages(void **state)
{
    struct tally t = {0};
    char line[2000], path[1000];
    const char *root = getenv("srcdir");
    (void)state;
    (void)snprintf(path, sizeof path, "%s/tests/unit/signs.tsv", root != NULL ? root : ".");
    FILE *f = fopen(path, "re");
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#' && line[0] != '\0')
            count_row(line, &t);
    }
    (void)fclose(f);
    print_message("dangers told: %d of %d; harmless texts called dangerous: %d of %d\n", t.told,
                  t.rows, t.accused, t.innocent);
    assert_true(t.rows >= 200 && t.told * 100 >= t.rows * 90);
    assert_true(t.innocent >= 40 && t.accused * 100 <= t.innocent * 10);
}

/* ---- personal data --------------------------------------------------------------------------- */

static void personal_data(void **state)
{
    static const char *const rows[][2] = {
        {"email", "write to ana.k@example.org please"},
        {"phone", "call me at +92 300 1234567"},
        {"phone", "my number 0300-1234567"},
        {"phone", "मेरा नंबर ९८४१२३४५६७ है"},
        {"phone", "میرا نمبر ۰۳۰۰۱۲۳۴۵۶۷ ہے"},
        {"card", "they charged 4111 1111 1111 1111 twice"},
        {"iban", "send it to DE89 3704 0044 0532 0130 00"},
        {"iban", "GB82WEST12345698765432"},
        {"national_id", "my CNIC 35202-1234567-1"},
        {"reference", "my order number 12345678 is lost"},
    };
    static const char *const none[] = {
        "We came on 2024-10-12 at 15:30",
        "room 1204, 3 nights, 450 euros",
        "rated 4.5 of 5",
        "@someone look at this",
        "5555555555 so funny",
        "0.00000001 of a chance",
        "the 1,000,000th visitor",
        "not a mail: a@b",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RN_SCOPE(tmp);
        const struct rn_judgement j = judged(tmp, rows[i][1]);
        if (!among(rows[i][0], j.personal, j.personal_count))
            print_message("%s: not found\n", rows[i][1]);
        assert_true(among(rows[i][0], j.personal, j.personal_count));
        assert_int_equal(among("privacy", j.risk, j.risk_count), i < 9);
    }
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        RN_SCOPE(tmp);
        if (judged(tmp, none[i]).personal_count > 0)
            print_message("%s: %s\n", none[i], judged(tmp, none[i]).personal[0]);
        assert_int_equal(judged(tmp, none[i]).personal_count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_signs),
        cmocka_unit_test(intents),
        cmocka_unit_test(nothing_has_no_intent),
        cmocka_unit_test(dangers_have_their_words),
        cmocka_unit_test(harmless_phrases_are_none),
        cmocka_unit_test(two_hints_make_a_danger),
        cmocka_unit_test(topics_and_what_is_felt_of_them),
        cmocka_unit_test(conflicts_with_stars),
        cmocka_unit_test(dangers_in_all_languages),
        cmocka_unit_test(personal_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
