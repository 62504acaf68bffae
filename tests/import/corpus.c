/* SPDX-License-Identifier: MIT
 *
 * Exports as places really write them, where that folder is at hand; skipped elsewhere.
 */
#include "import/rows.h"

#include <stdlib.h>
#include <unistd.h>

static const char *folder(char out[4096], const char *name)
{
    const char *root = getenv("srcdir");
    (void)snprintf(out, 4096, "%s/../shared/corpus/%s", root != NULL ? root : ".", name);
    return out;
}

static void play(const char *name, size_t rows, bool some_without_id)
{
    char path[4096];
    struct rows r;
    size_t ids = 0;
    rows_file(&r, folder(path, name), NULL, NULL);
    assert_int_equal(r.opened, RN_OK);
    assert_string_equal(r.format, "play-console");
    assert_int_equal(r.bad, 0);
    assert_int_equal(r.warned, 0);
    assert_int_equal(r.good, rows);
    for (size_t i = 0; i < ROWS_KEPT; i++)
        ids += rn_str_starts(r.review[i].external_id, "gp:");
    assert_true(some_without_id ? ids > 0 && ids < ROWS_KEPT : ids == ROWS_KEPT);
    rows_free(&r);
}

static void play_console_june(void **state)
{
    (void)state;
    play("google-play-csv/reviews_org.kiwix.kiwixmobile_201606.csv", 287, true);
}

static void play_console_august(void **state)
{
    (void)state;
    play("google-play-csv/reviews_org.kiwix.kiwixmobile_201608.csv", 361, true);
}

static void play_console_november(void **state)
{
    (void)state;
    play("google-play-csv/reviews_org.kiwix.kiwixmobile_201611.csv", 414, true);
}

static void play_console_exported_again(void **state)
{
    (void)state;
    play("google-play-csv/fennec_reexport_utf8_other_column_order.csv", 490, false);
}

/* Rows and the last row's text of each file of the collection. */
static const struct {
    const char *file, *map;
    size_t rows;
    const char *last;
} spectrum[] = {
    {"comma_in_quotes", "columns: { city: text, last: author.name }\nid: [zip]\n", 1,
     "Anytown, WW"},
    {"escaped_quotes", "columns: { b: text, a: author.name }\nid: [a]\n", 2, NULL},
    {"json", "columns: { val: text, key: author.name }\nid: [key]\n", 1, NULL},
    {"newlines", "columns: { a: text, b: author.name }\nid: [c]\n", 3, NULL},
    {"newlines_crlf", "columns: { a: text, b: author.name }\nid: [c]\n", 3, NULL},
    {"quotes_and_newlines", "columns: { b: text, a: author.name }\nid: [a]\n", 2, NULL},
    {"simple", "columns: { b: text, a: author.name }\nid: [c]\n", 1, "2"},
    {"simple_crlf", "columns: { b: text, a: author.name }\nid: [c]\n", 1, "2"},
    {"utf8", "columns: { c: text, b: author.name }\nid: [a]\n", 2, NULL},
    {"empty", "columns: { b: text, a: author.name }\nid: [a]\n", 2, "3"},
    {"empty_crlf", "columns: { b: text, a: author.name }\nid: [a]\n", 2, "3"},
};

static void csv_spectrum(void **state)
{
    char path[4096], name[256];
    (void)state;
    for (size_t i = 0; i < COUNT(spectrum); i++) {
        struct rows r;
        (void)snprintf(name, sizeof name, "csv-spectrum/csvs/%s.csv", spectrum[i].file);
        rows_file(&r, folder(path, name), "csv", spectrum[i].map);
        if (r.opened != RN_OK || r.bad != 0 || r.good != spectrum[i].rows)
            fail_msg("%s: %zu rows, %zu bad, %s", spectrum[i].file, r.good, r.bad, r.text);
        if (spectrum[i].last != NULL)
            assert_text(r.review[r.good - 1].text, spectrum[i].last);
        rows_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(play_console_june),     cmocka_unit_test(play_console_august),
        cmocka_unit_test(play_console_november), cmocka_unit_test(play_console_exported_again),
        cmocka_unit_test(csv_spectrum),
    };
    char path[4096];
    if (access(folder(path, "csv-spectrum"), R_OK) != 0) {
        (void)printf("1..0 # SKIP the folder of real exports is not here\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
