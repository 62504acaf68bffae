/* SPDX-License-Identifier: MIT
 *
 * Option tables: every type, every complaint, and a table of another stride.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/fill.h"

struct sample {
    const char *app;
    struct rn_list country;
    int64_t pages;
    bool deep;
    struct rn_duration every;
    int sort;
    const char *secret;
    const char *sheet;
};

static const char *const sorts[] = {"newest", "oldest", NULL};
static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct sample, app, .flags = RN_OPT_REQUIRED, .example = "123"),
    RN_OPTION_LIST(struct sample, country, .def = "us, gb"),
    RN_OPTION_INT(struct sample, pages, .def = "10", .min = 1, .max = 50),
    RN_OPTION_BOOL(struct sample, deep),
    RN_OPTION_DURATION(struct sample, every, .def = "1h"),
    RN_OPTION_CHOICE(struct sample, sort, .choices = sorts, .def = "newest"),
    RN_OPTION_TEXT(struct sample, secret, .flags = RN_OPT_SECRET),
    RN_OPTION_FILE(struct sample, sheet),
    {0}};
static const struct rn_option_table table = {options, 0};

static enum rn_status fill(const void *ctx, const char *yaml, struct sample *out, struct rn_diag *d)
{
    static const char *const also[] = {"plugin", NULL};
    struct rn_node *map;
    memset(out, 0, sizeof *out);
    assert_int_equal(rn_yaml_parse(ctx, "o.yaml", rn_str(yaml), &map, d), RN_OK);
    return rn_options_fill(ctx, "o.yaml", map, &table, also, out, d);
}

static void complains(const char *yaml, const char *wanted)
{
    RN_SCOPE(tmp);
    struct sample s;
    struct rn_diag d = {0};
    assert_int_equal(fill(tmp, yaml, &s, &d), RN_INVALID);
    if (strstr(d.text, wanted) == NULL)
        fail_msg("'%s' lacks '%s'", d.text, wanted);
}

static void defaults_then_what_is_written(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct sample s;
    struct rn_diag d = {0};
    assert_int_equal(fill(tmp, "app: 1446075923\nplugin: x\n", &s, &d), RN_OK);
    assert_string_equal(s.app, "1446075923");
    assert_int_equal(s.country.n, 2);
    assert_string_equal(s.country.v[1], "gb");
    assert_int_equal(s.pages, 10);
    assert_false(s.deep);
    assert_true(s.every.set);
    assert_int_equal(s.every.us, RN_HOUR);
    assert_int_equal(s.sort, 0);
    assert_null(s.secret);
    assert_int_equal(fill(tmp,
                          "app: 'null'\ncountry: no\npages: 50\ndeep: yes\nevery: 4h business\n"
                          "sort: oldest\nsecret: ${env:X}\n",
                          &s, &d),
                     RN_OK);
    assert_string_equal(s.app, "null");
    assert_int_equal(s.country.n, 1);
    assert_string_equal(s.country.v[0], "no"); /* Norway is no boolean */
    assert_int_equal(s.pages, 50);
    assert_true(s.deep);
    assert_true(s.every.business);
    assert_int_equal(s.sort, 1);
}

static void complains_with_line_and_cure(void **state)
{
    (void)state;
    complains("plugin: x\n", "o.yaml:1: 'app' is missing here, e.g. 123");
    complains("app: ~\n", "'app' is missing");
    complains("app: 1\ncuntry: us\n",
              "o.yaml:2: 'cuntry' is not known here; did you mean 'country'?");
    complains("app: 1\nzzz: 1\n", "'zzz' is not known here; see renown.yaml(5)");
    complains("app: 1\npages: 51\n", "o.yaml:2: 'pages' must lie between 1 and 50, not 51");
    complains("app: 1\npages: 0\n", "must lie between");
    complains("app: 1\npages: 1e3\n", "wants a whole number, not '1e3'");
    complains("app: 1\npages: '5'\n", "wants a whole number");
    complains("app: 1\npages: 99999999999999999999\n", "wants a whole number");
    complains("app: 1\ndeep: maybe\n", "wants true or false");
    complains("app: 1\nevery: 15\n", "wants a duration like 90s, 15m, 4h or 2d, not '15'");
    complains("app: 1\nsort: newst\n", "one of newest, oldest; did you mean 'newest'?");
    complains("app: [1]\n", "'app' wants a single value, not a list");
    complains("app: {a: 1}\n", "not a mapping");
    complains("app: 1\ncountry: [us, [gb]]\n", "wants a list of words");
    complains("app: 1\ncountry: {a: b}\n", "wants a single value");
    complains("app: ${env:APP}\n", "is no secret");
    complains("- a\n", "a mapping (key: value) belongs here");
}

static void count_fault(void *arg, int line, const char *sentence)
{
    assert_int_equal(line, 2);
    assert_non_null(strstr(sentence, "others can read"));
    assert_null(strstr(sentence, "hush")); /* never repeated */
    *(int *)arg += 1;
}

static void shared_files_hold_no_secrets(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct sample s = {0};
    struct rn_node *map;
    struct rn_diag d = {0};
    int told = 0;
    struct rn_fill f = {.ctx = tmp, .shared = true, .fault = count_fault, .arg = &told};
    assert_int_equal(fill(tmp, "app: 1\nsecret: hush\n", &s, &d), RN_OK);
    assert_int_equal(rn_yaml_parse(tmp, "o", rn_str("app: 1\nsecret: hush\n"), &map, &d), RN_OK);
    assert_int_equal(rn_fill(&f, map, &table, &s), 1);
    assert_int_equal(told, 1);
    assert_int_equal(rn_yaml_parse(tmp, "o", rn_str("app: 1\nsecret: ${env:X}\n"), &map, &d),
                     RN_OK);
    assert_int_equal(rn_fill(&f, map, &table, &s), 0);
    assert_true(rn_secret_reference("${file:a/b}"));
    assert_false(rn_secret_reference("${env:X"));
    assert_false(rn_secret_reference("env:X"));
    assert_false(rn_secret_reference(""));
}

/* What is named stands beside the config, wherever the program was started. */
static void reads_a_file(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    char folder[] = "/tmp/renown-options-XXXXXX";
    struct rn_node *map;
    struct sample s = {.sheet = NULL};
    struct rn_diag d = {0};
    const char *config, *sheet, *bad;
    assert_non_null(mkdtemp(folder));
    config = rn_path_join(tmp, folder, "o.yaml");
    sheet = rn_path_join(tmp, folder, "a.sheet");
    bad = rn_path_join(tmp, folder, "bad.sheet");
    assert_int_equal(rn_file_write(sheet, rn_str("each: //li\n"), 0600, &d), RN_OK);
    assert_int_equal(rn_file_write(bad, rn_str("each: \xff\n"), 0600, &d), RN_OK);
    assert_int_equal(rn_yaml_parse(tmp, config, rn_str("app: 1\nsheet: a.sheet\n"), &map, &d),
                     RN_OK);
    assert_int_equal(rn_options_fill(tmp, config, map, &table, NULL, &s, &d), RN_OK);
    assert_string_equal(s.sheet, "each: //li\n");
    assert_int_equal(rn_options_set(tmp, &table, "sheet", sheet, &s, &d), RN_OK);
    assert_int_equal(rn_options_set(tmp, &table, "sheet", bad, &s, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "UTF-8"));
    assert_int_equal(unlink(sheet) | unlink(bad) | rmdir(folder), 0);
    assert_int_equal(rn_options_fill(tmp, config, map, &table, NULL, &s, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "o.yaml:2: 'sheet' names a file that is not read"));
    assert_non_null(strstr(d.text, "a.sheet"));
}

static void from_the_command_line(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct sample s = {0};
    struct rn_diag d = {0};
    assert_int_equal(rn_options_default(tmp, &table, &s, &d), RN_OK);
    assert_int_equal(s.pages, 10);
    assert_int_equal(rn_options_set(tmp, &table, "country", "de,,at", &s, &d), RN_OK);
    assert_int_equal(s.country.n, 2);
    assert_string_equal(s.country.v[1], "at");
    assert_int_equal(rn_options_set(tmp, &table, "pages", "7", &s, &d), RN_OK);
    assert_int_equal(s.pages, 7);
    assert_int_equal(rn_options_set(tmp, &table, "pages", "x", &s, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "option 'pages' wants a whole number"));
    assert_int_equal(s.pages, 7);
    assert_int_equal(rn_options_set(tmp, &table, "page", "7", &s, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "did you mean 'pages'?"));
}

/* A plugin built with a longer struct rn_option. */
struct long_option {
    struct rn_option o;
    const char *more;
};

static void respects_the_stride(void **state)
{
    static const struct long_option rows[] = {{RN_OPTION_TEXT(struct sample, app), "x"},
                                              {RN_OPTION_BOOL(struct sample, deep), "y"},
                                              {{0}, 0}};
    const struct rn_option_table t = {&rows[0].o, sizeof rows[0]};
    RN_SCOPE(tmp);
    (void)state;
    struct sample s = {0};
    struct rn_diag d = {0};
    assert_string_equal(rn_option_at(&t, 1)->name, "deep");
    assert_null(rn_option_at(&t, 2));
    assert_int_equal(rn_options_set(tmp, &t, "deep", "true", &s, &d), RN_OK);
    assert_true(s.deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_then_what_is_written),
        cmocka_unit_test(complains_with_line_and_cure),
        cmocka_unit_test(shared_files_hold_no_secrets),
        cmocka_unit_test(reads_a_file),
        cmocka_unit_test(from_the_command_line),
        cmocka_unit_test(respects_the_stride),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
