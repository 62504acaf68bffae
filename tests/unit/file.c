/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "unit/unit.h"

/* A fresh folder for each test, emptied of the names the tests use. */
static int make_folder(void **state)
{
    char name[] = "/tmp/renown-file-XXXXXX";
    if (mkdtemp(name) == NULL)
        return -1;
    *state = rn_dupz(NULL, name);
    return 0;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"a", "b", "fifo", "link", "x/y/z", "x/y", "x"};
    char *folder = *state;
    for (size_t i = 0; i < COUNT(names); i++)
        (void)remove(rn_path_join(folder, folder, names[i]));
    int left = rmdir(folder);
    (void)talloc_free(folder);
    return left;
}

static char *in(void **state, const char *name)
{
    return rn_path_join(*state, *state, name);
}

static void writes_and_reads(void **state)
{
    struct rn_diag d;
    struct rn_str bytes;
    struct stat st;
    const char *path = in(state, "a");
    assert_false(rn_file_exists(path));
    assert_int_equal(rn_file_write(path, rn_strn("x\0y", 3), 0600, &d), RN_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(rn_file_read(*state, path, 3, &bytes, &d), RN_OK);
    assert_true(rn_str_eq(bytes, rn_strn("x\0y", 3)));
    assert_int_equal(bytes.p[3], '\0');
    assert_int_equal(rn_file_write(path, rn_strn(NULL, 0), 0600, &d), RN_OK);
    assert_int_equal(rn_file_read(*state, path, 0, &bytes, &d), RN_OK);
    assert_int_equal(bytes.n, 0);
    assert_true(rn_file_exists(path));
}

static void caps_what_it_reads(void **state)
{
    struct rn_diag d;
    struct rn_str bytes = rn_str("untouched");
    const char *path = in(state, "a");
    assert_int_equal(rn_file_write(path, rn_str("12345"), 0644, &d), RN_OK);
    assert_fails(rn_file_read(*state, path, 4, &bytes, &d), RN_LIMIT, &d);
    assert_str(bytes, "untouched");
    assert_int_equal(rn_file_read(*state, path, SIZE_MAX, &bytes, &d), RN_OK);
    assert_str(bytes, "12345");
}

/* Files that tell no size are read to their end all the same, and capped. */
static void reads_files_without_a_size(void **state)
{
    struct rn_diag d;
    struct rn_str bytes;
    assert_int_equal(rn_file_read(*state, "/proc/self/status", 100000, &bytes, &d), RN_OK);
    assert_true(rn_str_starts(bytes, "Name:"));
    assert_true(bytes.n > 200);
    assert_fails(rn_file_read(*state, "/proc/self/status", 100, &bytes, &d), RN_LIMIT, &d);
}

static void refuses_what_is_no_file(void **state)
{
    struct rn_diag d;
    struct rn_str bytes;
    const char *fifo = in(state, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_fails(rn_file_read(*state, fifo, 100, &bytes, &d), RN_INVALID, &d);
    assert_non_null(strstr(d.text, fifo));
    assert_fails(rn_file_read(*state, "/dev/zero", 100, &bytes, &d), RN_INVALID, &d);
    assert_fails(rn_file_read(*state, *state, 100, &bytes, &d), RN_INVALID, &d);
    assert_fails(rn_file_read(*state, in(state, "none"), 100, &bytes, &d), RN_IO, &d);
    assert_fails(rn_file_write(fifo, rn_str("x"), 0600, &d), RN_INVALID, &d);
    assert_fails(rn_file_write(*state, rn_str("x"), 0600, &d), RN_INVALID, &d);
    assert_fails(rn_file_write(in(state, "none/a"), rn_str("x"), 0600, &d), RN_IO, &d);
}

static void a_link_stays_a_link(void **state)
{
    struct rn_diag d;
    struct rn_str bytes;
    struct stat st;
    assert_int_equal(rn_file_write(in(state, "a"), rn_str("old"), 0600, &d), RN_OK);
    assert_int_equal(symlink("a", in(state, "link")), 0);
    assert_int_equal(rn_file_write(in(state, "link"), rn_str("new"), 0600, &d), RN_OK);
    assert_int_equal(lstat(in(state, "link"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(rn_file_read(*state, in(state, "a"), 10, &bytes, &d), RN_OK);
    assert_str(bytes, "new");
}

static void lists_sorted(void **state)
{
    struct rn_diag d;
    char **names = NULL;
    size_t count = 99;
    assert_int_equal(rn_dir_list(*state, *state, &names, &count, &d), RN_OK);
    assert_int_equal(count, 0);
    assert_int_equal(rn_file_write(in(state, "b"), rn_str(""), 0600, &d), RN_OK);
    assert_int_equal(rn_file_write(in(state, "a"), rn_str(""), 0600, &d), RN_OK);
    assert_int_equal(rn_dir_list(*state, *state, &names, &count, &d), RN_OK);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "a");
    assert_string_equal(names[1], "b");
    assert_fails(rn_dir_list(*state, in(state, "none"), &names, &count, &d), RN_IO, &d);
    assert_fails(rn_dir_list(*state, in(state, "a"), &names, &count, &d), RN_IO, &d);
}

static void makes_folders(void **state)
{
    struct rn_diag d;
    struct stat st;
    assert_int_equal(rn_dir_make(in(state, "x/y/z"), &d), RN_OK);
    assert_int_equal(stat(in(state, "x/y/z"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_int_equal(rn_dir_make(in(state, "x/y/z/"), &d), RN_OK);
    assert_int_equal(rn_dir_make("/", &d), RN_OK);
    assert_int_equal(rn_file_write(in(state, "a"), rn_str(""), 0600, &d), RN_OK);
    assert_fails(rn_dir_make(in(state, "a"), &d), RN_IO, &d);
    assert_fails(rn_dir_make(in(state, "a/b"), &d), RN_IO, &d);
    assert_fails(rn_dir_make("", &d), RN_IO, &d);
}

static void joins_paths(void **state)
{
    assert_string_equal(rn_path_join(*state, "a", "b"), "a/b");
    assert_string_equal(rn_path_join(*state, "a/", "b"), "a/b");
    assert_string_equal(rn_path_join(*state, "a", "/b"), "/b");
    assert_string_equal(rn_path_join(*state, "", "b"), "b");
    assert_string_equal(rn_path_join(*state, "/", "b"), "/b");
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(writes_and_reads),
        WITH_FOLDER(caps_what_it_reads),
        WITH_FOLDER(reads_files_without_a_size),
        WITH_FOLDER(refuses_what_is_no_file),
        WITH_FOLDER(a_link_stays_a_link),
        WITH_FOLDER(lists_sorted),
        WITH_FOLDER(makes_folders),
        WITH_FOLDER(joins_paths),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
