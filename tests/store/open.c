/* SPDX-License-Identifier: MIT
 *
 * Opening: what is made, what is refused and left untouched, migrations, backups, reading beside a
 * writer.
 */
#include "store/help.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/buf.h>

#include "base/file.h"
#include "store/db_sqlite.h"
#include "store/private.h"

/* ---- files ----------------------------------------------------------------------------------- */

static struct rn_str bytes_of(struct box *b, const char *path)
{
    struct rn_str s = {0};
    ok(b, rn_file_read(b, path, 64 * 1024 * 1024, &s, &b->d));
    return s;
}

static int newest(void)
{
    int version = 0;
    for (const struct rn_migration *m = rn_migrations; m->version != 0; m++)
        version = m->version;
    return version;
}

static void write_file(struct box *b, struct rn_str bytes)
{
    ok(b, rn_file_write(b->path, bytes, 0600, &b->d));
}

static size_t files_in(struct box *b)
{
    char **names = NULL;
    size_t n = 0;
    ok(b, rn_dir_list(b, b->folder, &names, &n, &b->d));
    return n;
}

static void refused_untouched(struct box *b, const char *words)
{
    struct rn_str before = bytes_of(b, b->path);
    const unsigned flags[] = {RN_STORE_READ, RN_STORE_WRITE, RN_STORE_WRITE | RN_STORE_BULK};
    for (int i = 0; i < 3; i++) {
        fails(b, rn_store_open(b, b->path, flags[i], NOW, &b->s, &b->d), RN_CORRUPT, words);
        assert_non_null(strstr(b->d.text, b->path));
        assert_true(rn_str_eq(before, bytes_of(b, b->path)));
        assert_int_equal(files_in(b), 1);
    }
}

static void new_store(void **state)
{
    struct box *b = *state;
    struct stat st;
    char *value = NULL;
    mode_t mask = umask(0);
    box_open(b, RN_STORE_WRITE);
    umask(mask);
    assert_int_equal(stat(b->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(rn_store_version(b->s), newest());
    assert_string_equal(rn_store_name(b->s), b->path);
    ok(b, rn_store_verify(b->s, false, &b->d));
    fails(b, rn_store_meta(b->s, "engine", b, &value, &b->d), RN_GONE, "engine");
    box_begin(b);
    ok(b, rn_store_set_meta(b->s, "engine", "one", &b->d));
    ok(b, rn_store_set_meta(b->s, "engine", "two", &b->d));
    box_commit(b);
    ok(b, rn_store_meta(b->s, "engine", b, &value, &b->d));
    assert_string_equal(value, "two");
    box_close(b);
    assert_int_equal(number(b, "pragma application_id"), RN_APPLICATION_ID);
    assert_int_equal(files_in(b), 1);
}

static void reading_makes_nothing(void **state)
{
    struct box *b = *state;
    fails(b, rn_store_open(b, b->path, RN_STORE_READ, NOW, &b->s, &b->d), RN_GONE, b->path);
    assert_int_equal(files_in(b), 0);
    write_file(b, rn_str(""));
    fails(b, rn_store_open(b, b->path, RN_STORE_READ, NOW, &b->s, &b->d), RN_GONE, "no store");
    box_open(b, RN_STORE_WRITE); /* a making that was cut short at its very start */
    ok(b, rn_store_verify(b->s, false, &b->d));
}

static void missing_folder(void **state)
{
    struct box *b = *state;
    const char *path = rn_fmt(b, "%s/none/store.db", b->folder);
    fails(b, rn_store_open(b, path, RN_STORE_WRITE, NOW, &b->s, &b->d), RN_IO, "folder");
    fails(b, rn_store_open(b, b->folder, RN_STORE_WRITE, NOW, &b->s, &b->d), RN_CORRUPT, "folder");
    fails(b, rn_store_open(b, "", RN_STORE_WRITE, NOW, &b->s, &b->d), RN_INVALID, "empty path");
    fails(b, rn_store_open(b, "postgresql://u:secret@h/db", RN_STORE_WRITE, NOW, &b->s, &b->d),
          RN_INVALID, "PostgreSQL");
    assert_null(strstr(b->d.text, "secret"));
}

static void odd_names(void **state)
{
    struct box *b = *state;
    static const char *const names[] = {":memory:", "file:x?mode=memory", "a b%20c#d"};
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(b->folder), 0);
    for (int i = 0; i < 3; i++) {
        ok(b, rn_store_open(b, names[i], RN_STORE_WRITE, NOW, &b->s, &b->d));
        assert_true(rn_file_exists(rn_path_join(b, b->folder, names[i])));
        box_close(b);
    }
    assert_int_equal(chdir(here), 0);
}

/* ---- what is no store ------------------------------------------------------------------------ */

static void other_files(void **state)
{
    struct box *b = *state;
    char zeros[8192] = {0};
    write_file(b, rn_str("x"));
    refused_untouched(b, "not a Renown store");
    write_file(b, rn_str("xyz"));
    refused_untouched(b, "not a Renown store");
    write_file(b, rn_str("These are the notes of an invented person, kept in a text file. They are "
                         "longer than the head of a database, so its first bytes are looked at."));
    refused_untouched(b, "no database");
    write_file(b, rn_strn(zeros, sizeof zeros));
    refused_untouched(b, "no database");
    unlink(b->path);
    tamper(b, "create table accounts (a); insert into accounts values (1)");
    refused_untouched(b, "another program");
    tamper(b, "pragma application_id = 7");
    refused_untouched(b, "another program");
}

static void fill(struct box *b, int n)
{
    box_begin(b);
    for (int i = 0; i < n; i++)
        add(b, i, "A stay", "the room was warm and the tea was cold");
    box_commit(b);
}

static void damaged_store(void **state)
{
    struct box *b = *state;
    fill(b, 400);
    box_close(b);
    struct rn_str s = bytes_of(b, b->path);
    char *bad = rn_mem_check(talloc_memdup(b, s.p, s.n));
    memset(bad + 8192, 0x5A, s.n / 2);
    write_file(b, rn_strn(bad, s.n));
    enum rn_status st = rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d);
    if (st == RN_OK)
        st = rn_store_verify(b->s, true, &b->d);
    fails(b, st, RN_CORRUPT, b->path);
    box_close(b);
    write_file(b, rn_strn(s.p, s.n / 2));
    st = rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d);
    if (st == RN_OK)
        st = rn_store_verify(b->s, false, &b->d);
    fails(b, st, RN_CORRUPT, b->path);
}

static void index_beside_the_rows(void **state)
{
    struct box *b = *state;
    fill(b, 3);
    ok(b, rn_store_verify(b->s, false, &b->d));
    tamper(b, "update review set text = 'walrus' where n = 2");
    ok(b, rn_store_verify(b->s, true, &b->d));
    fails(b, rn_store_verify(b->s, false, &b->d), RN_CORRUPT, "full-text");
}

/* ---- migrations ------------------------------------------------------------------------------ */

static struct rn_migration more_step[] = {
    {0, "more", "create table more (n integer primary key); insert into more values (7);"},
    {0, NULL, NULL}};
static struct rn_migration broken_step[] = {
    {0, "bad", "create table more (n integer primary key); create table more (n);"},
    {0, NULL, NULL}};

static void migrates_after_a_backup(void **state)
{
    struct box *b = *state;
    struct rn_db *db = NULL;
    int version = 0;
    more_step[0].version = broken_step[0].version = newest() + 1;
    fill(b, 5);
    box_close(b);
    ok(b, rn_db_open(b, b->path, RN_DB_CREATE, &db, &b->d));
    fails(b, rn_migrate(db, broken_step, NOW, &version, &b->d), RN_BUG, "script");
    ok(b, rn_migrate_version(db, &version, &b->d));
    assert_int_equal(version, newest());
    ok(b, rn_migrate(db, more_step, NOW, &version, &b->d));
    assert_int_equal(version, newest() + 1);
    talloc_free(db);
    assert_int_equal(number(b, "select n from more"), 7);
    /* the broken attempt left one already */
    b->path = rn_fmt(b, "%s.before-%d.2", b->path, newest());
    box_open(b, RN_STORE_WRITE);
    const struct rn_filter all = {.replied = -1, .removed = -1};
    assert_int_equal(count(b, &all), 5);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

static void newer_store(void **state)
{
    struct box *b = *state;
    box_close(b);
    tamper(b, "update meta set value = '99' where key = 'version'");
    struct rn_str before = bytes_of(b, b->path);
    fails(b, rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d), RN_INVALID, "shape 99");
    assert_non_null(strstr(b->d.text, rn_fmt(b, "up to %d", newest())));
    fails(b, rn_store_open(b, b->path, RN_STORE_READ, NOW, &b->s, &b->d), RN_INVALID, "shape 99");
    assert_true(rn_str_eq(before, bytes_of(b, b->path)));
    tamper(b, "delete from meta");
    fails(b, rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d), RN_CORRUPT, "version");
}

/* ---- beside each other ----------------------------------------------------------------------- */

static void reading_beside_a_writer(void **state)
{
    struct box *b = *state;
    const struct rn_filter all = {.replied = -1, .removed = -1};
    struct box reader = *b;
    fill(b, 4);
    ok(b, rn_store_open(b, b->path, RN_STORE_READ, NOW, &reader.s, &b->d));
    box_begin(b);
    add(b, 10, "later", "not yet to be seen");
    assert_int_equal(count(&reader, &all), 4);
    box_commit(b);
    assert_int_equal(count(&reader, &all), 5);
    fails(b, rn_store_begin(reader.s, &b->d), RN_BUG, "reading only");
    talloc_free(reader.s);
    box_close(b);
    assert_int_equal(files_in(b),
                     1); /* log and shared memory are gone: reading works all the same */
    box_open(b, RN_STORE_READ);
    assert_int_equal(count(b, &all), 5);
    assert_int_equal(found(b, "seen"), 1);
}

static void second_writer_is_told(void **state)
{
    struct box *b = *state;
    struct rn_store *other = NULL;
    ok(b, rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &other, &b->d));
    rn_sqlite_patience(rn_store_db(other), 20);
    box_begin(b);
    fails(b, rn_store_begin(other, &b->d), RN_BUSY, "another process");
    box_commit(b);
    ok(b, rn_store_begin(other, &b->d));
    fails(b, rn_store_begin(other, &b->d), RN_BUG, "already");
    rn_store_rollback(other);
    talloc_free(other);
}

static void backups(void **state)
{
    struct box *b = *state;
    const char *to = rn_path_join(b, b->folder, "copy.db");
    struct stat st;
    fill(b, 6);
    box_begin(b);
    fails(b, rn_store_backup(b->s, to, &b->d), RN_BUG, "transaction");
    rn_store_rollback(b->s);
    ok(b, rn_store_backup(b->s, to, &b->d));
    fails(b, rn_store_backup(b->s, to, &b->d), RN_CONFLICT, "exists");
    fails(b, rn_store_backup(b->s, "/nonexistent/x.db", &b->d), RN_IO, "/nonexistent/x.db");
    ok(b, rn_store_checkpoint(b->s, &b->d));
    box_close(b);
    assert_int_equal(stat(to, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    b->path = rn_dupz(b, to);
    box_open(b, RN_STORE_READ);
    assert_int_equal(found(b, "tea"), 6);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

#define TEST(make, f) cmocka_unit_test_setup_teardown(f, make, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(box_make, new_store),
        TEST(box_make, reading_makes_nothing),
        TEST(box_make, missing_folder),
        TEST(box_make, odd_names),
        TEST(box_make, other_files),
        TEST(box_store, damaged_store),
        TEST(box_store, index_beside_the_rows),
        TEST(box_store, migrates_after_a_backup),
        TEST(box_store, newer_store),
        TEST(box_store, reading_beside_a_writer),
        TEST(box_store, second_writer_is_told),
        TEST(box_store, backups),
    };
    return cmocka_run_group_tests_name("store/open", tests, NULL, NULL);
}
