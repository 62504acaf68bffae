/* SPDX-License-Identifier: MIT
 *
 * Encodings: the same rows from every one, wherever a chunk ends; and what is no text.
 */
#include "import/rows.h"

#include <stdlib.h>

#include <renown/utf8.h>

#include "import/encoding.h"
#include "import/source.h"

static const char table[] =
    "external_id,text,stars\n1,caf\xC3\xA9 \xF0\x9F\x91\x8D \xE1\x83\x90,5\n2,plain,4\n";

/* As UTF-16 with or without mark; gives the bytes. */
static size_t utf16(const char *text, bool big, bool mark, char *out)
{
    struct rn_str s = rn_str(text);
    size_t n = 0, at = 0;
    uint32_t units[2] = {0xFEFF, 0};
    for (int count = mark ? 1 : 0; at < s.n || count > 0; count = 0) {
        if (count == 0) {
            uint32_t cp = rn_utf8_next(s, &at);
            count = cp > 0xFFFF ? 2 : 1;
            units[0] = cp > 0xFFFF ? 0xD800 + ((cp - 0x10000) >> 10) : cp;
            units[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
        }
        for (int i = 0; i < count; i++) {
            out[n++] = (char)(big ? units[i] >> 8 : units[i]);
            out[n++] = (char)(big ? units[i] : units[i] >> 8);
        }
    }
    return n;
}

static void check_table(struct rows *r)
{
    assert_int_equal(r->opened, RN_OK);
    assert_int_equal(r->good, 2);
    assert_int_equal(r->bad, 0);
    assert_text(r->review[0].text, "caf\xC3\xA9 \xF0\x9F\x91\x8D \xE1\x83\x90");
    assert_text(r->review[1].text, "plain");
    rows_free(r);
}

static void every_encoding(void **state)
{
    char bytes[1000];
    struct rows r;
    (void)state;
    for (int way = 0; way < 4; way++) {
        bool big = (way & 1) != 0, mark = way < 2;
        if (big && !mark)
            continue;
        rows_read(&r, "a.csv", rn_strn(bytes, utf16(table, big, mark, bytes)), "csv", NULL);
        check_table(&r);
    }
    rows_readz(&r, "a.csv", table, "csv", NULL);
    check_table(&r);
    (void)snprintf(bytes, sizeof bytes, "\xEF\xBB\xBF%s", table);
    rows_readz(&r, "a.csv", bytes, "csv", NULL);
    check_table(&r);
}

/* However the bytes are cut, the text is the same. */
static void any_cut(void **state)
{
    char bytes[1000], whole[2000], parts[2000];
    size_t n = utf16(table, false, false, bytes);
    struct rn_decoder one = {.kind = RN_UTF16LE};
    size_t all = rn_decode16(&one, rn_strn(bytes, n), true, whole);
    (void)state;
    assert_true(rn_str_eq(rn_strn(whole, all), rn_str(table)));
    for (size_t cut = 0; cut <= n; cut++) {
        struct rn_decoder two = {.kind = RN_UTF16LE};
        size_t got = rn_decode16(&two, rn_strn(bytes, cut), false, parts);
        got += rn_decode16(&two, rn_strn(bytes + cut, n - cut), true, parts + got);
        assert_true(rn_str_eq(rn_strn(parts, got), rn_strn(whole, all)));
    }
}

/* A table of more than one chunk in UTF-16. */
static void many_chunks(void **state)
{
    enum { LINES = 20000 };
    size_t n = 0;
    char *text = malloc(LINES * 40 + 100), *bytes = malloc(LINES * 80 + 200);
    struct rows r;
    (void)state;
    assert_non_null(text);
    assert_non_null(bytes);
    n += (size_t)sprintf(text + n, "external_id,text\n");
    for (int i = 0; i < LINES; i++)
        n += (size_t)sprintf(text + n, "%d,\"row \xF0\x9F\x91\x8D\n%d\"\n", i, i);
    rows_read(&r, "a.csv", rn_strn(bytes, utf16(text, true, true, bytes)), NULL, NULL);
    assert_int_equal(r.good, LINES);
    assert_int_equal(r.bad, 0);
    rows_free(&r);
    free(text);
    free(bytes);
}

/* Half a pair, half a unit, bytes of another encoding: their row is lost, no other. */
static void broken_text_costs_its_row(void **state)
{
    static const char lone[] =
        "\xFF\xFEt\0e\0x\0t\0\n\0a\0\n\0b\0\x00\xD8\n\0c\0\n\0\x01\xDC\n\0d\0\n\0e";
    struct rows r;
    (void)state;
    rows_read(&r, "a.csv", rn_strn(lone, sizeof lone - 1), "csv", NULL);
    assert_int_equal(r.good, 3);
    assert_int_equal(r.bad, 3);
    rows_free(&r);
    rows_readz(&r, "a.csv", "text\none\nkaputt \xE4\xF6\xFC \xFF\nthree\n", "csv", NULL);
    assert_int_equal(r.good, 2);
    assert_int_equal(r.bad, 1);
    assert_true(rows_says(&r, "a.csv:3: ") && rows_says(&r, "UTF-8"));
    rows_free(&r);
}

static void marks_and_nul_in_the_middle(void **state)
{
    static const char bytes[] = "external_id,text\n1,one\n\xEF\xBB\xBF"
                                "2,t\xEF\xBB\xBFwo\n3,th\0ree\n";
    static const char end[] = "\xEF\xBB\xBF";
    char text[200];
    struct rows r;
    (void)state;
    rows_read(&r, "a.csv", rn_strn(bytes, sizeof bytes - 1), "csv", NULL);
    assert_int_equal(r.good, 3);
    assert_text(r.review[1].external_id, "2");
    assert_int_equal(r.review[2].text.n, 6);
    rows_free(&r);
    (void)snprintf(text, sizeof text, "text\none\n%s", end);
    rows_readz(&r, "a.csv", text, "csv", NULL);
    assert_int_equal(r.good, 1);
    assert_int_equal(r.bad, 0);
    rows_free(&r);
    rows_readz(&r, "a.csv", end, "csv", NULL);
    assert_int_equal(r.opened, RN_INVALID);
    rows_free(&r);
}

static void no_text_at_all(void **state)
{
    static const struct {
        struct rn_str bytes;
        const char *says;
    } files[] = {
        {RN_STR("PK\x03\x04....xl/workbook.xml"), "workbook"},
        {RN_STR("\x1F\x8B\x08....."), "gzip"},
        {RN_STR("%PDF-1.7"), "PDF"},
        {RN_STR("\xFF\xFE\0\0t\0\0\0"), "UTF-32"},
        {RN_STR("\0\0\0\0\0\0\0\0"), "NUL"},
        {RN_STR("text\0\1\0\2\0\3"), "NUL"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct rows r;
        rows_read(&r, "a.csv", files[i].bytes, NULL, NULL);
        assert_int_equal(r.opened, RN_INVALID);
        assert_true(rows_says(&r, files[i].says) && rows_says(&r, "a.csv "));
        rows_free(&r);
    }
}

static void files_that_are_none(void **state)
{
    struct rows r;
    (void)state;
    rows_file(&r, "/nowhere/at-all.csv", NULL, NULL);
    assert_int_equal(r.opened, RN_IO);
    assert_true(rows_says(&r, "/nowhere/at-all.csv"));
    rows_free(&r);
    rows_file(&r, "/", NULL, NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "folder"));
    rows_free(&r);
    rows_file(&r, "/dev/zero", NULL, NULL);
    assert_int_equal(r.opened, RN_INVALID);
    assert_true(rows_says(&r, "device"));
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding),
        cmocka_unit_test(any_cut),
        cmocka_unit_test(many_chunks),
        cmocka_unit_test(broken_text_costs_its_row),
        cmocka_unit_test(marks_and_nul_in_the_middle),
        cmocka_unit_test(no_text_at_all),
        cmocka_unit_test(files_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
