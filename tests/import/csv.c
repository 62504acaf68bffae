/* SPDX-License-Identifier: MIT
 *
 * Tables: quoting, separators, ragged rows, and quotes that are never closed.
 */
#include "import/rows.h"

static const char map[] =
    "columns: { nr: external_id, note: rating, text: text, gast: author.name }\n";

static void quoting(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv",
               "nr,note,text,gast\n"
               "1,5,\"He said \"\"hello\"\", twice\",\"Doe, Jane\"\r\n"
               "2,4,\"first\nsecond\r\nthird\",\n"
               "3,3,5\" pipe,\"Mr \"X\" Y\"\n"
               "4,2,\"\",\"\"\"\"\n"
               "5,1,last",
               "csv", map);
    assert_int_equal(r.opened, RN_OK);
    assert_int_equal(r.bad, 0);
    assert_int_equal(r.good, 5);
    assert_text(r.review[0].text, "He said \"hello\", twice");
    assert_text(r.review[0].author_name, "Doe, Jane");
    assert_text(r.review[1].text, "first\nsecond\r\nthird");
    assert_text(r.review[2].text, "5\" pipe");
    assert_text(r.review[2].author_name, "Mr X\" Y\"");
    assert_text(r.review[3].text, "");
    assert_text(r.review[3].author_name, "\"");
    assert_text(r.review[4].text, "last");
    assert_int_equal(r.line[1], 3);
    assert_int_equal(r.line[2], 6);
    assert_int_equal(r.line[4], 8);
    rows_free(&r);
}

static void separators(void **state)
{
    static const char *const tables[] = {
        "nr,note,text,gast\n1,5,\"fine; really\",Jo\n",
        "nr;note;text;gast\n1;5;\"fine; really\";Jo\n",
        "nr\tnote\ttext\tgast\n1\t5\tfine; really\tJo\n",
        "nr|note|text|gast\n1|5|fine; really|Jo\n",
        "sep=;\r\nnr;note;text;gast\r\n1;5;\"fine; really\";Jo\r\n",
        "\"sep=^\"\nnr^note^text^gast\n1^5^fine; really^Jo\n",
        "\xEF\xBB\xBFsep=,\nnr,note,text,gast\n1,5,fine; really,Jo",
        "nr,note,text,gast\r1,5,fine; really,Jo\r",
        "\"nr\", note ,\"text\",gast\n1,5,fine; really,Jo\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct rows r;
        rows_readz(&r, "a.csv", tables[i], "csv", map);
        if (r.opened != RN_OK || r.good != 1 || r.bad != 0)
            fail_msg("table %zu: %zu rows: %s", i, r.good, r.text);
        assert_text(r.review[0].text, "fine; really");
        assert_text(r.review[0].author_name, "Jo");
        assert_text(r.review[0].external_id, "1");
        assert_true(r.review[0].rating.value == 5);
        rows_free(&r);
    }
}

static void ragged_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(
        &r, "a.csv",
        "nr,note,text,gast\n1,5,Short\n\n , ,,\n2,4,Long,Eva,too,many\n,,,,,\n3,3,\"Third\",Al\n",
        "csv", map);
    assert_int_equal(r.good, 3);
    assert_int_equal(r.bad, 0);
    assert_text(r.review[0].text, "Short");
    assert_int_equal(r.review[0].author_name.n, 0);
    assert_text(r.review[1].author_name, "Eva");
    assert_int_equal(r.line[1], 5);
    assert_int_equal(r.line[2], 7);
    rows_free(&r);
}

/* The quote of row 2 closes where row 4's opens: only row 2 is lost. */
static void quote_never_closed(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(
        &r, "a.csv",
        "nr,note,text,gast\n1,5,one,A\n2,4,\"two,B\n3,3,three,C\n4,2,\"four, D\",D\n5,1,five,E\n",
        "csv", map);
    assert_int_equal(r.good, 4);
    assert_int_equal(r.bad, 1);
    assert_true(rows_says(&r, "a.csv:3: "));
    assert_text(r.review[1].external_id, "3");
    assert_text(r.review[2].text, "four, D");
    assert_int_equal(r.line[3], 6);
    rows_free(&r);
}

static void quote_open_at_the_end(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "nr,note,text,gast\n1,5,one,A\n2,4,\"two,B\n3,3,three,C\n4,2,four,D",
               "csv", map);
    assert_int_equal(r.good, 3);
    assert_int_equal(r.bad, 1);
    assert_true(rows_says(&r, "a.csv:3: "));
    rows_free(&r);
}

/* What was inside the quotes is no review, and is named as one piece. */
static void inside_of_a_lost_text_is_no_row(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "nr,note,text,gast\n1,5,\"one\n\ntwo, three\nfour\n2,4,five,B\n", "csv",
               map);
    assert_int_equal(r.good, 1);
    assert_int_equal(r.bad, 2);
    assert_text(r.review[0].external_id, "2");
    assert_true(rows_says(&r, "a.csv:4: the lines 4 to 5 "));
    rows_free(&r);
}

static void columns_twice_or_missing(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "nr,text,note,text,gast\n1,a,5,b,c\n", "csv", map);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "two columns \"text\""));
    rows_free(&r);
    rows_readz(&r, "a.csv", "nr,note,texts,gast\n1,5,a,c\n", "csv", map);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "no column \"text\"") && rows_says(&r, "did you mean \"texts\"?"));
    rows_free(&r);
    rows_readz(&r, "a.csv", "nr,note,text,gast,x,x\n1,5,a,c,d,e\n", "csv", map);
    assert_int_equal(r.good, 1);
    rows_free(&r);
}

static void no_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "", "csv", map);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "is empty"));
    rows_free(&r);
    rows_readz(&r, "a.csv", "nr,note,text,gast", "csv", map);
    assert_int_equal(r.opened, RN_OK);
    assert_int_equal(r.good + r.bad, 0);
    rows_free(&r);
    rows_readz(&r, "a.csv", "\"nr,note\n1,2\n", "csv", map);
    assert_int_equal(r.opened, RN_INVALID);
    rows_free(&r);
}

/* A header that speaks our language needs no mapping file. */
static void own_column_names(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "external_id,stars,text,author.name,extra\n7,4,Fine,Jo,x\n", NULL,
               NULL);
    assert_int_equal(r.good, 1);
    assert_string_equal(r.format, "csv");
    assert_true(r.review[0].rating.value == 4 && r.review[0].rating.best == 5);
    assert_text(r.review[0].author_name, "Jo");
    rows_free(&r);
    rows_readz(&r, "a.csv", "number,mark,comment\n7,4,Fine\n", NULL, NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "--map"));
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoting),
        cmocka_unit_test(separators),
        cmocka_unit_test(ragged_rows),
        cmocka_unit_test(quote_never_closed),
        cmocka_unit_test(quote_open_at_the_end),
        cmocka_unit_test(inside_of_a_lost_text_is_no_row),
        cmocka_unit_test(columns_twice_or_missing),
        cmocka_unit_test(no_rows),
        cmocka_unit_test(own_column_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
