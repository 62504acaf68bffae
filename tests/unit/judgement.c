/* SPDX-License-Identifier: MIT */
#include "text/judgement.h"

#include "base/mem.h"
#include "text/words.h"
#include "unit/unit.h"

static struct rn_str printed(const void *ctx, const char *text)
{
    const struct rn_judging in = {.text = rn_str(text)};
    struct rn_judgement j;
    rn_judge(ctx, &in, &j);
    return rn_judgement_text(ctx, &j);
}

static void what_is_written_is_read(void **state)
{
    static const char *const topics[] = {"billing", "wait"}, *const risk[] = {"legal"};
    struct rn_str evidence[] = {RN_STR("charged \"twice\""), RN_STR("एक")};
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
    RN_SCOPE(tmp);
    (void)state;
    struct rn_str json = rn_judgement_text(tmp, &j);
    assert_string_equal(rn_dup(tmp, json),
                        "{\"lang\":\"ur-Latn\",\"lang_confidence\":0.97,\"sentiment\":-0.125,"
                        "\"label\":\"mixed\",\"confidence\":0.88,\"intent\":\"complaint\","
                        "\"topics\":[\"billing\",\"wait\"],\"risk\":[\"legal\"],"
                        "\"evidence\":[\"charged \\\"twice\\\"\",\"एक\"]}");
    assert_int_equal(rn_judgement_read(tmp, json, &back, &d), RN_OK);
    assert_true(rn_str_eq(rn_judgement_text(tmp, &back), json));
}

static void absent_is_absent(void **state)
{
    const struct rn_judgement nothing = {0};
    RN_SCOPE(tmp);
    (void)state;
    assert_string_equal(rn_dup(tmp, rn_judgement_text(tmp, &nothing)),
                        "{\"label\":\"abstain\",\"confidence\":0}");
}

static void broken_judgements_are_said(void **state)
{
    static const char *const rows[] = {
        "", "{", "[]", "{}", "{\"label\":\"great\"}", "{\"label\":7}", "null"};
    struct rn_judgement j = {.confidence = 7};
    struct rn_diag d;
    RN_SCOPE(tmp);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(rn_judgement_read(tmp, rn_str(rows[i]), &j, &d), RN_CORRUPT);
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
        assert_true(rn_str_eq(rn_judgement_text(tmp, &j), printed(tmp, texts[i])));
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
        cmocka_unit_test(broken_judgements_are_said), cmocka_unit_test(given_words_change_nothing),
        cmocka_unit_test(title_and_text_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
