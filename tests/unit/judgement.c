/* SPDX-License-Identifier: MIT */
#include "text/judgement.h"

#include <renown/buf.h>

#include "base/mem.h"
#include "text/judgement_kept.h"
#include "text/words.h"
#include "unit/unit.h"

static struct rn_str json_of(const void *ctx, const struct rn_judgement *j)
{
    struct rn_buf b;
    struct rn_jsonw w;
    rn_buf_init(&b, 64 * 1024);
    rn_jsonw_init(&w, &b);
    rn_judgement_write(&w, j);
    struct rn_str json = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return json;
}

static struct rn_str printed(const void *ctx, const char *text)
{
    const struct rn_judging in = {.text = rn_str(text)};
    struct rn_judgement j;
    rn_judge(ctx, &in, &j);
    return json_of(ctx, &j);
}

static void what_is_written_is_read(void **state)
{
    static const char *const topics[] = {"billing", "wait"}, *const risk[] = {"legal"};
    const struct rn_str title = RN_STR("एक"), text = RN_STR("They charged \"twice\".");
    RN_SCOPE(tmp);
    const struct rn_str judged = rn_judged_text(tmp, title, text);
    struct rn_str evidence[] = {rn_strn(judged.p + title.n + 6, 15), rn_strn(judged.p, title.n)};
    const struct rn_judgement j = {.lang = "ur-Latn",
                                   .lang_confidence = 0.97,
                                   .label = RN_LABEL_MIXED,
                                   .sentiment = -0.125,
                                   .confidence = 0.88,
                                   .intent = "complaint",
                                   .topics = topics,
                                   .topic_count = 2,
                                   .risk = risk,
                                   .risk_count = 1,
                                   .evidence = evidence,
                                   .evidence_count = 2};
    struct rn_judgement back;
    struct rn_diag d;
    (void)state;
    struct rn_str json = json_of(tmp, &j);
    assert_string_equal(rn_dup(tmp, json),
                        "{\"lang\":\"ur-Latn\",\"lang_confidence\":0.97,\"sentiment\":-0.125,"
                        "\"label\":\"mixed\",\"confidence\":0.88,\"intent\":\"complaint\","
                        "\"topics\":[\"billing\",\"wait\"],\"risk\":[\"legal\"],"
                        "\"evidence\":[\"charged \\\"twice\\\"\",\"एक\"]}");
    struct rn_str kept = rn_judgement_keep(tmp, &j, judged);
    assert_string_equal(rn_dup(tmp, kept),
                        "ur-Latn 970 ~ -125 880 icomplaint tbilling twait rlegal e12+15 e0+6");
    assert_int_equal(rn_judgement_kept(tmp, kept, title, text, &back, &d), RN_OK);
    assert_true(rn_str_eq(json_of(tmp, &back), json));
}

static void every_label_is_kept(void **state)
{
    struct rn_judgement back;
    struct rn_diag d;
    RN_SCOPE(tmp);
    (void)state;
    for (enum rn_label l = RN_LABEL_ABSTAIN; l <= RN_LABEL_MIXED; l++) {
        const struct rn_judgement j = {.label = l, .sentiment = -1, .confidence = 1};
        struct rn_str kept = rn_judgement_keep(tmp, &j, rn_str(""));
        assert_int_equal(rn_judgement_kept(tmp, kept, rn_str(""), rn_str(""), &back, &d), RN_OK);
        assert_true(back.label == l && back.sentiment == -1 && back.confidence == 1);
        assert_null(back.lang);
    }
}

static void all_that_is_told_is_kept(void **state)
{
    static const char text[] =
        "Dirty room, kind staff. We had breakfast and food poisoning, my lawyer "
        "knows. Call 0300 1234567 about order number 123456!";
    const struct rn_judging in = {.text = rn_str(text), .has_stars = true, .stars = 5};
    struct rn_judgement j, back;
    struct rn_diag d;
    RN_SCOPE(tmp);
    (void)state;
    rn_judge(tmp, &in, &j);
    assert_true(j.topic_count > 2 && j.risk_count > 1 && j.personal_count == 2 && j.intent != NULL);
    j.conflict = true;
    const struct rn_str kept = rn_judgement_keep(tmp, &j, in.text);
    assert_int_equal(rn_judgement_kept(tmp, kept, rn_strn("", 0), in.text, &back, &d), RN_OK);
    assert_string_equal(rn_dup(tmp, json_of(tmp, &back)), rn_dup(tmp, json_of(tmp, &j)));
}

static void absent_is_absent(void **state)
{
    const struct rn_judgement nothing = {0};
    RN_SCOPE(tmp);
    (void)state;
    assert_string_equal(rn_dup(tmp, json_of(tmp, &nothing)),
                        "{\"label\":\"abstain\",\"confidence\":0}");
}

static void broken_judgements_are_said(void **state)
{
    static const char *const rows[] = {"",
                                       "{\"label\":\"pos\"}",
                                       "en",
                                       "en 991",
                                       "en 991 +",
                                       "en 991 + 1",
                                       "en 991 ! 1 1",
                                       "en 991 ++ 1 1",
                                       "en 1001 + 1 1",
                                       "en -1 + 1 1",
                                       "en 991 + 1.5 1",
                                       "en 991 + -1001 1",
                                       "en 991 + 99999999999999999999 1",
                                       "en 991 + 1 1 ",
                                       "en 991 + 1 1  i",
                                       "en 991 + 1 1 i",
                                       "en 991 + 1 1 x1",
                                       "en 991 + 1 1 e0",
                                       "en 991 + 1 1 e0+",
                                       "en 991 + 1 1 e+1",
                                       "en 991 + 1 1 e0+0",
                                       "en 991 + 1 1 e-1+1",
                                       "en 991 + 1 1 e0+-1",
                                       "en 991 + 1 1 e3+2",
                                       "en 991 + 1 1 e9999999999+9999999999"};
    struct rn_judgement j = {.confidence = 7};
    struct rn_diag d;
    RN_SCOPE(tmp);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            rn_judgement_kept(tmp, rn_str(rows[i]), rn_str(""), rn_str("good"), &j, &d),
            RN_CORRUPT);
        assert_true(j.confidence == 7);
    }
}

static void given_words_change_nothing(void **state)
{
    static const char *const texts[] = {"Das Essen war gut", "", "खाना राम्रो छ", "👍",
                                        "acha hai bhai"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        RN_SCOPE(tmp);
        struct rn_words w = {0};
        struct rn_judgement j;
        rn_words_make(tmp, &w, rn_str(texts[i]), false);
        const struct rn_judging in = {.text = rn_str(texts[i]), .words = &w};
        rn_judge(tmp, &in, &j);
        assert_true(rn_str_eq(json_of(tmp, &j), printed(tmp, texts[i])));
    }
}

static void title_and_text_are_one(void **state)
{
    RN_SCOPE(tmp);
    struct rn_words parts = {0}, whole = {0};
    const struct rn_str title = rn_str("Très bien"), text = rn_str("Le repas était bon.");
    (void)state;
    struct rn_str joined = rn_judged_text(tmp, title, text);
    rn_words_make(tmp, &whole, joined, false);
    rn_words_make(tmp, &parts, title, false);
    rn_words_more(tmp, &parts, text, (uint32_t)title.n + 1, false);
    assert_int_equal(whole.n, parts.n);
    for (size_t i = 0; i < whole.n; i++)
        assert_true(whole.v[i].start == parts.v[i].start && whole.v[i].end == parts.v[i].end);
    assert_ptr_equal(rn_judged_text(tmp, rn_strn(NULL, 0), text).p, text.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),    cmocka_unit_test(absent_is_absent),
        cmocka_unit_test(all_that_is_told_is_kept),   cmocka_unit_test(broken_judgements_are_said),
        cmocka_unit_test(given_words_change_nothing), cmocka_unit_test(title_and_text_are_one),
        cmocka_unit_test(every_label_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
