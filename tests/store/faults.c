/* SPDX-License-Identifier: MIT
 *
 * What goes wrong outside: a kill, a full disk, a folder nobody may write, several processes at
 * once.
 */
#include "store/help.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

enum { NOBODY = 65534 };

static const struct rn_filter all = {.replied = -1, .removed = -1};

static void sound(struct box *b)
{
    int64_t n = 0;
    char head[44];
    ok(b, rn_store_verify(b->s, false, &b->d));
    ok(b, rn_rollups_verify(b->s, &b->d));
    ok(b, rn_events_verify(b->s, &n, head, &b->d));
    assert_int_equal(n, count(b, &all));
}

/* Runs `work` in a process of its own on a connection of its own; gives its wait status. */
static int in_child(struct box *b, int (*work)(struct box *))
{
    box_close(b);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        box_in_child = true;
        _exit(work(b));
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void add_many(struct box *b, int from, int to)
{
    for (int i = from; i < to; i++)
        add(b, i, "A stay", "the room was warm and the tea was cold, and the stairs were many");
}

/* ---- killed ---------------------------------------------------------------------------------- */

static int killed_in_the_middle(struct box *b)
{
    box_open(b, RN_STORE_WRITE | RN_STORE_BULK);
    box_begin(b);
    add_many(b, 0, 300);
    box_commit(b);
    box_begin(b);
    /* enough for pages to spill into the log */
    add_many(b, 300, getenv("RN_UNDER_VALGRIND") != NULL ? 1500 : 9000);
    (void)raise(SIGKILL);
    return 0;
}

static void kill_leaves_the_last_commit(void **state)
{
    struct box *b = *state;
    int status = in_child(b, killed_in_the_middle);
    assert_true(WIFSIGNALED(status));
    box_open(b, RN_STORE_READ);
    assert_int_equal(count(b, &all), 300);
    box_close(b);
    box_open(b, RN_STORE_WRITE);
    assert_int_equal(count(b, &all), 300);
    sound(b);
    box_begin(b);
    add_many(b, 300, 310);
    box_commit(b);
    sound(b);
}

/* ---- full ------------------------------------------------------------------------------------ */

static int until_full(struct box *b)
{
    struct rlimit limit = {400 * 1024, RLIM_INFINITY};
    enum rn_status st = RN_OK;
    (void)signal(SIGXFSZ, SIG_IGN);
    box_open(b, RN_STORE_WRITE);
    box_begin(b);
    add_many(b, 0, 20);
    box_commit(b);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    for (int i = 20; st == RN_OK && i < 20000; i++) {
        struct rn_stored r = sample(b, i, "Again", "the same words in every one of these texts");
        if (i % 50 == 20)
            st = rn_store_begin(b->s, &b->d);
        if (st == RN_OK)
            st = rn_review_add(b->s, &r, NULL, &b->d);
        if (st == RN_OK && i % 50 == 19)
            st = rn_store_commit(b->s, &b->d);
    }
    rn_store_rollback(b->s);
    if (st != RN_IO || strstr(b->d.text, "full") == NULL || strstr(b->d.text, b->path) == NULL) {
        print_error("status %d: %s\n", (int)st, b->d.text);
        return 3;
    }
    return count(b, &all) >= 20 ? 0 : 4; /* and what is there can still be read */
}

static void full_disk(void **state)
{
    struct box *b = *state;
    assert_int_equal(in_child(b, until_full), 0);
    box_open(b, RN_STORE_WRITE);
    ok(b, rn_store_verify(b->s, false, &b->d));
    assert_true(count(b, &all) >= 20);
    assert_int_equal((count(b, &all) - 20) % 50, 0);
}

static int make_on_full(struct box *b)
{
    struct rlimit limit = {2048, RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    enum rn_status st = rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d);
    if (st == RN_IO && strstr(b->d.text, "full") != NULL)
        return 0;
    print_error("status %d: %s\n", (int)st, b->d.text);
    return 3;
}

static int backup_on_full(struct box *b)
{
    const char *to = rn_path_join(b, b->folder, "copy.db");
    struct rlimit limit = {20480, RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    box_open(b, RN_STORE_READ);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    enum rn_status st = rn_store_backup(b->s, to, &b->d);
    if (st != RN_IO || rn_file_exists(to))
        return 3;
    return strstr(b->d.text, "full") != NULL ? 0 : 4;
}

static void full_disk_at_the_start(void **state)
{
    struct box *b = *state;
    assert_int_equal(in_child(b, make_on_full), 0);
    box_open(b, RN_STORE_WRITE);
    box_begin(b);
    add_many(b, 0, 200);
    box_commit(b);
    sound(b);
    assert_int_equal(in_child(b, backup_on_full), 0);
}

/* ---- not allowed ----------------------------------------------------------------------------- */

/* root may write anywhere: then the child becomes somebody else, who owns the folder. */
static bool become_somebody(void)
{
    return geteuid() != 0 || (setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
}

static int open_in_closed_folder(struct box *b)
{
    const char *other = rn_path_join(b, b->folder, "other.db");
    if (!become_somebody())
        return 2;
    enum rn_status st = rn_store_open(b, other, RN_STORE_WRITE, NOW, &b->s, &b->d);
    if (st != RN_IO || strstr(b->d.text, "permission") == NULL || rn_file_exists(other))
        return 3;
    st = rn_store_open(b, b->path, RN_STORE_READ, NOW, &b->s, &b->d);
    if (st != RN_OK) {
        print_error("%s\n", b->d.text);
        return 4;
    }
    return found(b, "stairs") == 3 ? 0 : 5;
}

static int write_in_closed_folder(struct box *b)
{
    if (!become_somebody())
        return 2;
    enum rn_status st = rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d);
    if (st == RN_OK)
        st = rn_store_begin(b->s, &b->d);
    return st == RN_IO && strstr(b->d.text, "permission") != NULL ? 0 : 3;
}

static int write_protected_file(struct box *b)
{
    if (!become_somebody())
        return 2;
    enum rn_status st = rn_store_open(b, b->path, RN_STORE_WRITE, NOW, &b->s, &b->d);
    return st == RN_IO && strstr(b->d.text, "permission") != NULL ? 0 : 3;
}

static void closed_folder(void **state)
{
    struct box *b = *state;
    box_begin(b);
    add_many(b, 0, 3);
    box_commit(b);
    box_close(b);
    if (geteuid() == 0) {
        assert_int_equal(chown(b->folder, NOBODY, NOBODY), 0);
        assert_int_equal(chown(b->path, NOBODY, NOBODY), 0);
    }
    assert_int_equal(chmod(b->folder, 0500), 0);
    assert_int_equal(in_child(b, open_in_closed_folder), 0);
    assert_int_equal(in_child(b, write_in_closed_folder), 0);
    assert_int_equal(chmod(b->folder, 0700), 0);
    assert_int_equal(chmod(b->path, 0400), 0);
    assert_int_equal(in_child(b, write_protected_file), 0);
}

/* ---- several --------------------------------------------------------------------------------- */

enum { WRITERS = 3, ROUNDS = 20, PER_ROUND = 4 };

static void write_rounds(struct box *b, int base)
{
    box_open(b, RN_STORE_WRITE);
    for (int i = 0; i < ROUNDS; i++) {
        box_begin(b);
        add_many(b, base + i * PER_ROUND, base + (i + 1) * PER_ROUND);
        box_commit(b);
    }
    box_close(b);
}

static void several_writers(void **state)
{
    struct box *b = *state;
    pid_t pid[WRITERS];
    box_close(b);
    fflush(NULL);
    for (int i = 0; i < WRITERS; i++) {
        pid[i] = fork();
        assert_true(pid[i] >= 0);
        if (pid[i] == 0) {
            box_in_child = true;
            write_rounds(b, i * 1000);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = 1;
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_int_equal(status, 0);
    }
    box_open(b, RN_STORE_WRITE);
    assert_int_equal(count(b, &all), WRITERS * ROUNDS * PER_ROUND);
    sound(b);
}

/* All of them find no store at first. */
static void several_makers(void **state)
{
    struct box *b = *state;
    pid_t pid[WRITERS];
    fflush(NULL);
    for (int i = 0; i < WRITERS; i++) {
        pid[i] = fork();
        assert_true(pid[i] >= 0);
        if (pid[i] == 0) {
            box_in_child = true;
            box_open(b, RN_STORE_WRITE);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = 1;
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_int_equal(status, 0);
    }
    box_open(b, RN_STORE_WRITE);
    sound(b);
}

#define TEST(make, f) cmocka_unit_test_setup_teardown(f, make, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(box_store, kill_leaves_the_last_commit),
        TEST(box_store, full_disk),
        TEST(box_make, full_disk_at_the_start),
        TEST(box_store, closed_folder),
        TEST(box_store, several_writers),
        TEST(box_make, several_makers),
    };
    return cmocka_run_group_tests_name("store/faults", tests, NULL, NULL);
}
