/* SPDX-License-Identifier: MIT
 *
 * Opening modules: names, the folder that is searched, files that are no plugins, the bad ones that
 * the build made beside this program.
 */
#include "plugins/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "plugin/loader.h"

static char *bad_folder; /* where the build put the bad modules */

static void assert_load_fails(const char *name, enum rn_status wanted, const char *words)
{
    const struct rn_plugin *p = NULL;
    struct rn_diag d = {0};

    assert_fails(rn_plugin_load(name, &p, &d), wanted, &d, words);
    assert_null(p);
}

static void names_are_words(void **state)
{
    static const char *const names[] = {
        "",        "../good", "a/b",
        "..",      ".",       "Good",
        "good.so", "-good",   "good\nx",
        "göod",    " good",   "goodgoodgoodgoodgoodgoodgoodgoodgoodgoodgoodgoodgoodgood"};

    (void)state;
    (void)setenv("RENOWN_PLUGINS", bad_folder, 1);
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct rn_plugin *p = NULL;
        struct rn_diag d = {0};
        assert_int_equal(rn_plugin_load(names[i], &p, &d), RN_INVALID);
        assert_null(p);
        assert_true(strlen(d.text) > 10);
    }
}

static void unknown_names_are_told(void **state)
{
    (void)state;
    (void)setenv("RENOWN_PLUGINS", bad_folder, 1);
    assert_load_fails("goof", RN_INVALID, "did you mean \"good\"");
    (void)setenv("RENOWN_PLUGINS", "/nowhere/at/all", 1);
    assert_load_fails("elsewhere", RN_INVALID, "/nowhere/at/all");
}

static void a_good_module_is_loaded_once(void **state)
{
    const struct rn_plugin *one = NULL, *two = NULL;
    struct rn_diag d = {0};

    (void)state;
    (void)setenv("RENOWN_PLUGINS", bad_folder, 1);
    if (rn_plugin_load("good", &one, &d) != RN_OK)
        fail_msg("%s", d.text);
    assert_string_equal(one->title, "Bad");
    assert_int_equal(rn_plugin_load("good", &two, &d), RN_OK);
    assert_ptr_equal(one, two);
}

static void bad_modules_are_refused(void **state)
{
    (void)state;
    (void)setenv("RENOWN_PLUGINS", bad_folder, 1);
    assert_load_fails("nosymbol", RN_BUG, "nosymbol.so");
    assert_load_fails("nosymbol", RN_BUG, "rn_plugin_v1");
    assert_load_fails("small", RN_BUG, "small.so");
    assert_load_fails("small", RN_BUG, "16 bytes large");
    assert_load_fails("misnamed", RN_BUG, "calls itself other");
    assert_load_fails("nooptions", RN_BUG, "no option table");
}

static void no_elf_file_is_refused(void **state)
{
    RN_SCOPE(tmp);
    char folder[] = "/tmp/rn-loader-XXXXXX";
    struct rn_diag d = {0};
    char *path;

    (void)state;
    assert_non_null(mkdtemp(folder));
    path = rn_path_join(tmp, folder, "text.so");
    assert_int_equal(rn_file_write(path, rn_str("not a module\n"), 0644, &d), RN_OK);
    (void)setenv("RENOWN_PLUGINS", folder, 1);
    assert_load_fails("text", RN_BUG, "text.so");
    (void)unlink(path);
    (void)rmdir(folder);
}

static void names_are_listed(void **state)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    char **names;
    size_t count;

    (void)state;
    (void)setenv("RENOWN_PLUGINS", bad_folder, 1);
    assert_int_equal(rn_plugin_names(tmp, &names, &count, &d), RN_OK);
    assert_int_equal(count, 5);
    assert_string_equal(names[0], "good");
    assert_string_equal(names[4], "small");
    (void)setenv("RENOWN_PLUGINS", "/nowhere/at/all", 1);
    assert_int_not_equal(rn_plugin_names(tmp, &names, &count, &d), RN_OK);
    assert_non_null(strstr(d.text, "/nowhere/at/all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_words),
        cmocka_unit_test(unknown_names_are_told),
        cmocka_unit_test(a_good_module_is_loaded_once),
        cmocka_unit_test(bad_modules_are_refused),
        cmocka_unit_test(no_elf_file_is_refused),
        cmocka_unit_test(names_are_listed),
    };
    const char *build = getenv("builddir");
    int failed;

    bad_folder = rn_fmt(NULL, "%s/tests/plugins/host/.libs", build != NULL ? build : ".");
    failed = cmocka_run_group_tests_name("loader", tests, NULL, NULL);
    talloc_free(bad_folder);
    return failed;
}
