/* SPDX-License-Identifier: MIT
 *
 * Mapping files: what they say, and what they are told when they are wrong.
 */
#include "import/rows.h"

#include "base/mem.h"
#include "import/mapping.h"

static void whole(void **state)
{
    RN_SCOPE(tmp);
    struct rn_mapping *map = NULL;
    struct rn_diag d = {0};
    (void)state;
    assert_int_equal(
        rn_mapping_parse(tmp, "m.yaml",
                         rn_str("columns:\n  nr: external_id\n  wann: created_at\n"
                                "constants: { kind: mention, created_at: 01.02.2026 }\n"
                                "scale: { worst: 0, best: 10 }\n"
                                "dates: [\"%d.%m.%Y\", \"%m/%d/%y\"]\nid: [a, b]\n"),
                         &map, &d),
        RN_OK);
    assert_int_equal(map->column_count, 2);
    assert_string_equal(map->columns[1].source, "wann");
    assert_string_equal(map->columns[1].field->name, "created_at");
    assert_int_equal(map->columns[1].line, 3);
    assert_int_equal(map->constant_count, 2);
    assert_true(map->best == 10 && map->worst == 0);
    assert_int_equal(map->dates.count, 2);
    assert_int_equal(map->id_count, 2);
}

/* Wrong files, and what the sentence must hold. */
static const struct {
    const char *text, *says, *also;
} wrong[] = {
    {"columns: { a: txet }\n", "m.yaml:1: ", "\"txet\"; did you mean \"text\"?"},
    {"columns:\n  a: text\n  b: author.nmae\n", "m.yaml:3: ", "\"author.name\"?"},
    {"colums: { a: text }\n", "m.yaml:1: ", "\"columns\"?"},
    {"columns: { a: text }\nscale: { best: five }\n", "m.yaml:2: ", "must be a number"},
    {"columns: { a: text }\nscale: { best: 1, worst: 5 }\n", "m.yaml:2: ", "above its worst"},
    {"columns: { a: text }\nscale: { top: 5 }\n", "m.yaml:2: ", "\"top\""},
    {"columns: { a: text }\nconstants: { kind: reviw }\n", "m.yaml:2: ", "reviw"},
    {"columns: { a: text }\nconstants: { created_at: soon }\n", "m.yaml:2: ", "no date"},
    {"columns: { a: text }\nconstants: { nothing: 1 }\n", "m.yaml:2: ", "\"nothing\""},
    {"columns: { a: text, b: text }\n", "m.yaml:1: ", "already"},
    {"columns: { a: rating, b: rating.value }\n", "m.yaml:1: ", "already"},
    {"columns: { a: [text] }\n", "m.yaml:1: ", "one word"},
    {"columns: [text]\n", "m.yaml:1: ", "must be a map"},
    {"columns: text\n", "m.yaml:1: ", "must be a map"},
    {"columns: {}\n", "m.yaml", "\"columns\""},
    {"scale: { best: 5 }\n", "m.yaml", "\"columns\""},
    {"id: { a: b }\ncolumns: { a: text }\n", "m.yaml:1: ", "one word"},
    {"id: [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q]\ncolumns: { a: text }\n", "m.yaml:1: ", "16"},
    {"", "m.yaml", "\"columns\""},
    {"- a\n", "m.yaml", "\"columns\""},
    {"columns: { a: text\n", "m.yaml", ""},
};

static void wrong_files_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        RN_SCOPE(tmp);
        struct rn_mapping *map = NULL;
        struct rn_diag d = {0};
        enum rn_status st = rn_mapping_parse(tmp, "m.yaml", rn_str(wrong[i].text), &map, &d);
        if (st != RN_INVALID || map != NULL || strstr(d.text, wrong[i].says) == NULL ||
            strstr(d.text, wrong[i].also) == NULL)
            fail_msg("%s: %d %s", wrong[i].text, (int)st, d.text);
    }
}

/* Every field of the JSON shape can be filled from a table. */
static void every_field(void **state)
{
    struct rows r;
    const struct rn_review *v = &r.review[0];
    (void)state;
    rows_readz(
        &r, "a.csv",
        "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24\n"
        "mention,e,ai,an,3,4,2,T,X,tr,pt-BR,u,v,2026-01-02,2026-01-03,day,R,Rt,Rn,2026-01-04,"
        "rejected,"
        "th,pa,\"7,5\"\n",
        "csv",
        "columns: { 1: kind, 2: external_id, 3: author.id, 4: author.name, 5: rating.value,\n"
        " 6: rating.best, 7: rating.worst, 8: title, 9: text, 10: translation, 11: lang, 12: url,\n"
        " 13: app_version, 14: created_at, 15: updated_at, 16: time_precision, 17: reply.text,\n"
        " 18: reply.translation, 19: reply.note, 20: reply.at, 21: reply.state, 22: thread,\n"
        " 23: parent, 24: reach }\n");
    assert_int_equal(r.good, 1);
    assert_int_equal(r.warned, 0);
    assert_int_equal(v->kind, RN_KIND_MENTION);
    assert_true(v->rating.value == 3 && v->rating.best == 4 && v->rating.worst == 2);
    assert_text(v->title, "T");
    assert_text(v->translation, "tr");
    assert_text(v->url, "u");
    assert_text(v->app_version, "v");
    assert_int_equal(v->updated.precision, RN_TIME_DAY);
    assert_text(v->reply.translation, "Rt");
    assert_text(v->reply.note, "Rn");
    assert_int_equal(v->reply.state, RN_REPLY_REJECTED);
    assert_int_equal(v->reply.at.precision, RN_TIME_DAY);
    assert_text(v->parent, "pa");
    assert_true(v->reach == 7.5);
    rows_free(&r);
}

static void ids_and_keys(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "a,b,t\nx,yz,one\nxy,z,two\n,,three\n,,four\n", "csv",
               "columns: { t: text }\nid: [a, b]\n");
    assert_int_equal(r.good, 4);
    assert_int_equal(r.review[0].external_id.n, 43);
    assert_false(rn_str_eq(r.review[0].external_id, r.review[1].external_id));
    assert_int_equal(r.review[2].external_id.n, 0);
    assert_false(rn_str_eq(r.review[2].key_hint, r.review[3].key_hint));
    rows_free(&r);
    rows_readz(&r, "a.csv", "a,t\nx, one \n,two\n", "csv", "columns: { t: text }\nid: a\n");
    assert_text(r.review[0].external_id, "x");
    rows_free(&r);
    /* An edited text of a named person at the same time is the same review. */
    rows_readz(&r, "a.csv", "w,d,t\nJo,2026-01-01,one\nJo,2026-01-01,two\nJo,2026-01-02,two\n",
               "csv", "columns: { w: author.name, d: created_at, t: text }\n");
    assert_true(rn_str_eq(r.review[0].key_hint, r.review[1].key_hint));
    assert_false(rn_str_eq(r.review[1].key_hint, r.review[2].key_hint));
    rows_free(&r);
}

static void bad_cells_cost_themselves(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv",
               "n,d,t\n4,31.02.2026,kept\nfive,01.02.2026,\n,29.02.2024,fine\n\"3,5\",,\n", "csv",
               "columns: { n: rating, d: created_at, t: text }\ndates: \"%d.%m.%Y\"\n");
    assert_int_equal(r.good, 3);
    assert_int_equal(r.warned, 1);
    assert_int_equal(r.review[0].created.precision, RN_TIME_NONE);
    assert_non_null(strstr(r.warning, "a.csv:2: \"d\" is no date"));
    assert_int_equal(r.bad, 1);
    assert_true(rows_says(&r, "a.csv:3: \"n\" is no number: \"five\""));
    assert_int_equal(r.review[1].created.precision, RN_TIME_DAY);
    assert_true(r.review[2].rating.value == 3.5);
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),
        cmocka_unit_test(wrong_files_are_told),
        cmocka_unit_test(every_field),
        cmocka_unit_test(ids_and_keys),
        cmocka_unit_test(bad_cells_cost_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
