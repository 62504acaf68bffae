/* SPDX-License-Identifier: MIT
 *
 * Formats that are known by name: the Play Console's file and surveys; and telling formats apart.
 */
#include "import/rows.h"

#define PLAY_HEAD                                                                                  \
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,"                     \
    "Review Submit Date and Time,Review Submit Millis Since Epoch,"                                \
    "Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,"          \
    "Review Title,Review Text,Developer Reply Date and Time,"                                      \
    "Developer Reply Millis Since Epoch,Developer Reply Text,Review Link\n"

static void play_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(
        &r, "x.csv",
        PLAY_HEAD
        "com.example.app,12,1.2,pt_BR,walleye,2026-09-21T14:13:20Z,1790000000000,"
        "2026-09-22T14:13:20Z,1790086400000,1,\"Sad, \"\"so\"\" sad\",\"one\ntwo\","
        "2026-09-23T00:00:00Z,1790121600000,Sorry,http://play.example/x?reviewId=gp%3AMade0\n"
        "com.example.app,12,,en,fast,2026-09-21T14:13:20Z,1790000000000,,,5,,,,,,\n"
        "com.example.app,12,,en,slow,,1790000000000,,,4,,,,,,\n"
        "com.example.app,12,,en,slow,2026-09-21T14:13:20Z,1,,,,,no stars,,,,\n"
        "com.example.app,12,,en,slow,2026-09-21T14:13:20Z,1,,,6,,six,,,,\n"
        "com.example.app,,,en,a,yesterday,,,,2,,odd date,,,,http://x/#R:p=c&reviewid=gp:Old1\n",
        NULL, NULL);
    assert_string_equal(r.format, "play-console");
    assert_int_equal(r.good, 4);
    assert_int_equal(r.bad, 2);
    assert_true(rows_says(&r, "x.csv:7: \"Star Rating\""));
    const struct rn_review *v = &r.review[0];
    assert_text(v->external_id, "gp:Made0");
    assert_text(v->title, "Sad, \"so\" sad");
    assert_text(v->text, "one\ntwo");
    assert_text(v->lang, "pt-BR");
    assert_text(v->app_version, "1.2");
    assert_true(v->created.us == INT64_C(1790000000000000));
    assert_true(v->updated.us == INT64_C(1790086400000000));
    assert_text(v->reply.text, "Sorry");
    assert_int_equal(v->reply.state, RN_REPLY_PUBLISHED);
    assert_int_equal(v->reply.at.precision, RN_TIME_SECOND);
    assert_text(r.review[1].key_hint, "com.example.app|1790000000000|fast|en");
    assert_text(r.review[1].app_version, "12");
    assert_int_equal(r.review[1].external_id.n, 0);
    assert_true(r.review[2].created.us == INT64_C(1790000000000000));
    assert_text(r.review[3].external_id, "gp:Old1");
    assert_int_equal(r.warned, 1);
    rows_free(&r);
}

static void play_columns(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "x.csv",
               "review_link,REVIEW TEXT,star_rating,Review Submit Date and Time\r\n"
               "http://x/?reviewId=a%2Fb,Fine,5,2026-01-01T00:00:00Z",
               "play-console", NULL);
    assert_int_equal(r.good, 1);
    assert_text(r.review[0].external_id, "a/b");
    rows_free(&r);
    rows_readz(&r, "x.csv", "a,b\n1,2\n", "play-console", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "Star Rating"));
    rows_free(&r);
    rows_readz(&r, "x.csv", "Star Rating,Review Text\n1,2\n", "play-console", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    rows_free(&r);
    rows_readz(&r, "x.csv", PLAY_HEAD, "play-console", "columns: { a: text }\n");
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "no mapping file"));
    rows_free(&r);
}

/* One answer for each respondent and wave; nobody's own name is left. */
static void survey_respondents(void **state)
{
    struct rows r;
    char ids[200];
    (void)state;
    rows_readz(&r, "nps.csv",
               "respondent,score,comment,answered_at,wave\n"
               "ada@example.com,10,Wonderful,2026-05-01T10:00:00Z,w1\n"
               "bo@example.com,3,Too slow,2026-05-01T11:00:00Z,w1\n"
               "cy@example.com,,no answer,2026-05-01T12:00:00Z,w1\n"
               "bo@example.com,8,Better now,2026-05-02T11:00:00Z,w1\n"
               "bo@example.com,9,Later,2026-08-02T11:00:00Z,w2\n"
               ",7,nobody,2026-05-02T11:00:00Z,w1\n"
               ",7,nobody else,2026-05-02T11:00:00Z,w1\n"
               "di@example.com,11,too much,2026-05-02T11:00:00Z,w1\n"
               "di@example.com,ten,odd,2026-05-02T11:00:00Z,w1\n",
               NULL, NULL);
    assert_string_equal(r.format, "nps");
    assert_int_equal(r.good, 7);
    assert_int_equal(r.bad, 2);
    assert_true(rows_says(&r, "nps.csv:10: "));
    const struct rn_review *v = r.review;
    assert_int_equal(v[0].kind, RN_KIND_SURVEY);
    assert_true(v[0].rating.value == 10 && v[0].rating.best == 10 && v[0].rating.worst == 0);
    assert_int_equal(v[2].rating.scale, RN_SCALE_NONE);
    assert_true(rn_str_eq(v[1].external_id, v[3].external_id));
    assert_false(rn_str_eq(v[3].external_id, v[4].external_id));
    assert_true(rn_str_eq(v[3].author_id, v[4].author_id));
    assert_true(v[3].updated.us > v[1].updated.us);
    assert_false(rn_str_eq(v[5].key_hint, v[6].key_hint));
    for (size_t i = 0; i < r.good; i++) {
        assert_int_equal(v[i].author_name.n, 0);
        (void)snprintf(ids, sizeof ids, "%.*s %.*s", RN_STR_ARG(v[i].author_id),
                       RN_STR_ARG(v[i].external_id));
        assert_null(strstr(ids, "example"));
    }
    rows_free(&r);
}

static void survey_ids(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "q.csv",
               "external_id,score,text,created_at\nn1,7,Wonderful,2026-05-01T10:00:00Z\n"
               "n2,0,,2026-05-01T11:00:00Z\nn3,,no answer,2026-05-01T12:00:00Z\nn4,8,x,\n",
               "ces", NULL);
    assert_int_equal(r.good, 2);
    assert_int_equal(r.bad, 2);
    assert_text(r.review[0].external_id, "n1");
    assert_true(r.review[0].rating.best == 7 && r.review[0].rating.worst == 1);
    assert_text(r.review[1].external_id, "n3");
    assert_text(r.review[1].text, "no answer");
    rows_free(&r);
    rows_readz(&r, "q.csv", "external_id,text\n1,a\n", "csat", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "\"score\""));
    rows_free(&r);
    rows_readz(&r, "q.csv", "score,text\n1,a\n", "csat", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "\"respondent\""));
    rows_free(&r);
}

static void formats_are_told_apart(void **state)
{
    static const struct {
        const char *name, *text, *format;
    } known[] = {
        {"a.jsonl", "", "jsonl"},
        {"A.NDJSON", "{}", "jsonl"},
        {"export", "{\"text\":\"a\"}\n", "jsonl"},
        {"a.tsv", "text\n", "tsv"},
        {"export", "text\tstars\n", "tsv"},
        {"a.csv", "text,stars\n", "csv"},
        {"a.txt", "text;stars\n", "csv"},
        {"reviews_x_202609.csv", PLAY_HEAD, "play-console"},
        {"2026_CSAT-q3.csv", "external_id,score\n", "csat"},
        {"ces.csv", "respondent,score\n", "ces"},
        {"snaps.csv", "external_id,score,text\n", "csv"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        struct rows r;
        rows_readz(&r, known[i].name, known[i].text, NULL, NULL);
        if (r.opened != RN_OK || strcmp(r.format, known[i].format) != 0)
            fail_msg("%s: %s %s", known[i].name, r.format, r.text);
        rows_free(&r);
    }
}

static void unknown_formats(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "text\n", "jsnol", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "\"jsnol\"; did you mean \"jsonl\"?"));
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(play_rows),
        cmocka_unit_test(play_columns),
        cmocka_unit_test(survey_respondents),
        cmocka_unit_test(survey_ids),
        cmocka_unit_test(formats_are_told_apart),
        cmocka_unit_test(unknown_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
