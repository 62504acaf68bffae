/* SPDX-License-Identifier: MIT
 *
 * JSON Lines: Renown's own shape, and anybody's through a mapping.
 */
#include "import/rows.h"

static const char whole[] =
    "{\"id\":\"x\",\"kind\":\"comment\",\"source\":\"s\",\"external_id\":\"AbC\",\"author\":{"
    "\"id\":\"9007199254740993\","
    "\"name\":\"Ada\"},\"rating\":{\"value\":8,\"best\":10,\"worst\":0},\"stars\":4.2,\"title\":"
    "\"T\","
    "\"text\":\"line\\nbreak "
    "\\uD83D\\uDC4D\",\"translation\":\"tr\",\"lang\":\"ur\",\"url\":\"https://a.example/\","
    "\"app_version\":\"3.2\",\"created_at\":\"2026-05-04T09:10:11Z\",\"updated_at\":\"2026-05-"
    "05T08:00:00Z\","
    "\"time_precision\":\"second\",\"reply\":{\"text\":\"Thanks\",\"at\":\"2026-05-05T08:00:00Z\","
    "\"state\":\"pending\",\"origin\":\"site\"},\"thread\":\"t1\",\"parent\":\"p1\",\"reach\":1200,"
    "\"judgement\":{\"lang\":\"ur\"},\"tags\":[\"money\"],\"version\":1}";

static void own_shape(void **state)
{
    struct rows r;
    const struct rn_review *v = &r.review[0];
    (void)state;
    rows_readz(&r, "own.jsonl", whole, NULL, NULL);
    assert_int_equal(r.good, 1);
    assert_int_equal(r.warned, 0);
    assert_string_equal(r.format, "jsonl");
    assert_int_equal(v->kind, RN_KIND_COMMENT);
    assert_text(v->external_id, "AbC");
    assert_text(v->author_id, "9007199254740993");
    assert_text(v->author_name, "Ada");
    assert_true(v->rating.value == 8 && v->rating.best == 10 && v->rating.worst == 0);
    assert_text(v->text, "line\nbreak \xF0\x9F\x91\x8D");
    assert_text(v->translation, "tr");
    assert_text(v->lang, "ur");
    assert_text(v->app_version, "3.2");
    assert_true(v->created.us == INT64_C(1777885811000000));
    assert_int_equal(v->updated.precision, RN_TIME_SECOND);
    assert_text(v->reply.text, "Thanks");
    assert_int_equal(v->reply.state, RN_REPLY_PENDING);
    assert_text(v->thread, "t1");
    assert_text(v->parent, "p1");
    assert_true(v->reach == 1200);
    rows_free(&r);
}

static void small_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(
        &r, "a.jsonl",
        "{\"stars\":2,\"created_at\":\"2026-05-04T09:10:11Z\",\"time_precision\":\"day\"}\r\n"
        "\n  \r\n"
        "{\"text\":\"draft\",\"reply\":{\"text\":\"ours\",\"state\":\"draft\"},\"author\":null}\n"
        "\xEF\xBB\xBF{\"text\":\"after a mark\",\"created_at\":1777885811000}\n",
        "jsonl", NULL);
    assert_int_equal(r.good, 3);
    assert_int_equal(r.bad, 0);
    assert_true(r.review[0].rating.value == 2 && r.review[0].rating.worst == 1);
    assert_int_equal(r.review[0].created.precision, RN_TIME_DAY);
    assert_true(r.review[0].created.us == INT64_C(1777852800000000));
    assert_int_equal(r.review[1].reply.text.n, 0);
    assert_int_equal(r.line[2], 5);
    assert_true(r.review[2].created.us == INT64_C(1777885811000000));
    assert_true(r.review[0].key_hint.n > 0);
    assert_false(rn_str_eq(r.review[1].key_hint, r.review[2].key_hint));
    rows_free(&r);
}

static void bad_lines_cost_themselves(void **state)
{
    static const char *const bad[] = {
        "{\"text\":\"cut",
        "[1]",
        "\"text\"",
        "{}",
        "{\"text\":\"\xE4\"}",
        "{\"text\":\"\\uD800\"x}",
        "not json",
        "{\"text\":\"a\"} {\"text\":\"b\"}",
        "{\"text\":null,\"stars\":\"many\"}",
        "{\"created_at\":\"2026-02-30\"}",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct rows r;
        char text[500];
        (void)snprintf(text, sizeof text, "{\"text\":\"one\"}\n%s\n{\"text\":\"three\"}\n", bad[i]);
        rows_readz(&r, "a.jsonl", text, "jsonl", NULL);
        if (r.good != 2 || r.bad != 1)
            fail_msg("%s: %zu rows, %zu bad", bad[i], r.good, r.bad);
        assert_true(rows_says(&r, "a.jsonl:2: "));
        assert_int_equal(r.line[1], 3);
        rows_free(&r);
    }
}

static void other_records_are_no_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.jsonl",
               "{\"kind\":\"origin\",\"place\":\"google\"}\n{\"text\":\"one\"}\n"
               "{\"kind\":\"aggregate\",\"rating\":{\"value\":4},\"count\":7}\n"
               "{\"kind\":\"warning\",\"message\":\"odd\"}\n{\"text\":\"two\"}\n",
               "jsonl", NULL);
    assert_int_equal(r.good, 2);
    assert_int_equal(r.bad, 0);
    assert_int_equal(r.line[1], 5);
    rows_free(&r);
}

static void lone_surrogates_and_nul_are_survived(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.jsonl",
               "{\"text\":\"a\\u0000b\"}\n{\"text\":\"\\uD800 c\"}\n{\"text\":\"d\"}\n", "jsonl",
               NULL);
    assert_int_equal(r.good + r.bad, 3);
    assert_true(r.good >= 2);
    rows_free(&r);
    rows_read(&r, "a.jsonl", rn_strn("{\"text\":\"one\"}\n{\"te\0t\":1}\n{\"text\":\"two\"}", 40),
              "jsonl", NULL);
    assert_int_equal(r.bad, 1);
    rows_free(&r);
}

static void mapped(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.jsonl",
               "{\"id\":\"i1\",\"user\":{\"name\":\"Jo\"},\"a.b\":\"dotted\",\"rating\":9,\"body\":"
               "\"fine\","
               "\"created\":\"04/05/2026\",\"reply\":null,\"ok\":true}\n"
               "{\"id\":17,\"user\":{\"name\":[1]},\"rating\":11,\"body\":\"bad cells\","
               "\"created\":\"31/02/2026\"}\n",
               "jsonl",
               "columns: { id: external_id, user.name: author.name, a.b: title, rating: rating,\n"
               "  body: text, created: created_at, reply: reply.text, ok: truncated }\n"
               "constants: { lang: de }\nscale: { best: 10, worst: 0 }\ndates: [\"%d/%m/%Y\"]\n");
    assert_int_equal(r.good, 2);
    assert_text(r.review[0].author_name, "Jo");
    assert_text(r.review[0].title, "dotted");
    assert_true(r.review[0].rating.best == 10 && r.review[0].rating.worst == 0);
    assert_int_equal(r.review[0].created.precision, RN_TIME_DAY);
    assert_true(r.review[0].truncated);
    assert_int_equal(r.review[0].reply.state, RN_REPLY_NONE);
    assert_text(r.review[1].external_id, "17");
    assert_text(r.review[1].lang, "de");
    assert_int_equal(r.review[1].rating.scale, RN_SCALE_NONE);
    assert_int_equal(r.review[1].created.precision, RN_TIME_NONE);
    assert_int_equal(r.warned, 1);
    assert_non_null(strstr(r.warning, "a.jsonl:2: "));
    assert_non_null(strstr(r.warning, "(and 2 more)"));
    rows_free(&r);
}

static void not_lines(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.json", " [{\"text\":\"a\"},{\"text\":\"b\"}]", NULL, NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "JSON array"));
    rows_free(&r);
    rows_readz(&r, "a.jsonl", "", NULL, NULL);
    assert_int_equal(r.opened, RN_OK);
    assert_int_equal(r.good + r.bad, 0);
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_shape),
        cmocka_unit_test(small_rows),
        cmocka_unit_test(bad_lines_cost_themselves),
        cmocka_unit_test(other_records_are_no_rows),
        cmocka_unit_test(lone_surrogates_and_nul_are_survived),
        cmocka_unit_test(mapped),
        cmocka_unit_test(not_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
