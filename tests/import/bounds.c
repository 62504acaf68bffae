/* SPDX-License-Identifier: MIT
 *
 * Whatever comes through a pipe, memory stays bounded, the import comes to its end, and the good
 * rows around the bad ones arrive. What comes is made while it is read: it never is in memory
 * whole.
 */
#include "import/rows.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MIB = 1 << 20, BIG = 64 };

/* What a pipe brings: a beginning, one piece again and again, an end. */
struct flood {
    const char *format, *begin, *piece, *end;
    int mib;
    size_t good, bad_most; /* rows that must arrive; how many may be named as bad */
};

static void put(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t wrote = write(fd, bytes, n);
        if (wrote <= 0)
            _exit(0); /* the reader has seen enough */
        bytes += wrote;
        n -= (size_t)wrote;
    }
}

static void pour(const struct flood *f, int fd)
{
    static char block[64 * 1024];
    size_t piece = strlen(f->piece), n = 0, most = (size_t)f->mib * MIB;
    if (getenv("RN_UNDER_VALGRIND") != NULL)
        most /= 8;
    for (; n + piece <= sizeof block; n += piece)
        memcpy(block + n, f->piece, piece);
    put(fd, f->begin, strlen(f->begin));
    for (size_t sent = 0; sent < most; sent += n)
        put(fd, block, n);
    put(fd, f->end, strlen(f->end));
    _exit(0);
}

static long resident_kib(void)
{
    struct rusage use;
    assert_int_equal(getrusage(RUSAGE_SELF, &use), 0);
    return use.ru_maxrss;
}

/* Under a sanitizer or valgrind: their own bookkeeping is larger than what is measured. */
static bool sanitized(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return getenv("RN_UNDER_VALGRIND") != NULL;
#endif
}

static void drown(const struct flood *f, struct rows *r)
{
    char path[] = "/tmp/renown-flood-XXXXXX", fifo[sizeof path + 8];
    assert_non_null(mkdtemp(path));
    (void)snprintf(fifo, sizeof fifo, "%s/in.csv", path);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int fd = open(fifo, O_WRONLY);
        pour(f, fd);
    }
    rows_file(r, fifo, f->format, NULL);
    rows_free(r); /* closes the pipe, so that the writer ends */
    (void)waitpid(child, NULL, 0);
    (void)unlink(fifo);
    (void)rmdir(path);
    if (!sanitized())
        assert_true(resident_kib() < 60 * 1024);
}

static const struct flood floods[] = {
    /* one line without end, in and out of quotes */
    {"csv", "text,stars\na,1\n", "x", "\nb,2\n", BIG, 2, 1},
    {"csv", "text,stars\na,1\n\"", "x", "\"\nb,2\n", BIG, 2, 1},
    /* one quoted field over millions of lines */
    {"csv", "text,stars\na,1\n\"", "some words of it\n", "\"\nb,2\n", BIG, 2, 2},
    /* quotes only; separators only; line ends only */
    {"csv", "text,stars\na,1\n", "\"", "", BIG, 1, 1},
    {"csv", "text,stars\na,1\n", ",", "\nb,2\n", BIG, 2, 1},
    {"csv", "text,stars\na,1\n", "\n", "b,2\n", 8, 2, 0},
    {"csv", "text,stars\na,1\n", "\r", "\nb,2\n", BIG, 2, 1},
    /* lines that leave a quote open whichever way they are entered */
    {"csv", "text,stars\n", "\"a\",\"b\n", "", 16, 0, 3},
    /* headers without end */
    {"csv", "", "h", "", BIG, 0, 0},
    {"csv", "\"", "h\n", "", BIG, 0, 0},
    {"csv", "", "h,", "", 1, 0, 0},
    /* JSON: one line without end, one of values, one of depth, NUL bytes */
    {"jsonl", "{\"text\":\"a\"}\n{\"text\":\"", "x", "\"}\n{\"text\":\"b\"}\n", BIG, 2, 1},
    {"jsonl", "{\"text\":\"a\"}\n{\"x\":[", "1,", "1]}\n{\"text\":\"b\"}\n", 3, 2, 1},
    {"jsonl", "{\"text\":\"a\"}\n", "[", "\n{\"text\":\"b\"}\n", 3, 2, 1},
    {"jsonl", "{\"text\":\"a\"}\n", "{", "\n{\"text\":\"b\"}\n", BIG, 2, 1},
};

static void floods_are_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(floods); i++) {
        struct rows r;
        drown(&floods[i], &r);
        if (r.good != floods[i].good || r.bad > floods[i].bad_most)
            fail_msg("flood %zu: %zu rows, %zu bad: %s", i, r.good, r.bad, r.text);
    }
}

/* A file of holes: ten GiB that take no room, and no text. */
static void sparse_file(void **state)
{
    char path[] = "/tmp/renown-sparse-XXXXXX";
    int fd = mkstemp(path);
    struct rows r;
    (void)state;
    assert_true(fd >= 0);
    int made = ftruncate(fd, (off_t)10 << 30);
    (void)close(fd);
    if (made == 0) {
        rows_file(&r, path, "csv", NULL);
        assert_int_equal(r.opened, RN_INVALID);
        rows_free(&r);
    }
    (void)unlink(path);
}

/* A field of just more than a MiB costs its row; one of just less does not. */
static void field_limit(void **state)
{
    enum { LONG = MIB + 10 };
    static char text[2 * LONG + 100];
    struct rows r;
    size_t n = (size_t)sprintf(text, "text,stars\n");
    (void)state;
    memset(text + n, 'x', MIB);
    n += MIB;
    n += (size_t)sprintf(text + n, ",5\n");
    memset(text + n, 'y', LONG);
    n += LONG;
    n += (size_t)sprintf(text + n, ",4\nlast,3\n");
    rows_read(&r, "a.csv", rn_strn(text, n), "csv", NULL);
    assert_int_equal(r.good, 2);
    assert_int_equal(r.bad, 1);
    assert_int_equal(r.review[0].text.n, MIB);
    assert_true(rows_says(&r, "a.csv:3: ") && rows_says(&r, "1 MiB"));
    rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(floods_are_survived),
        cmocka_unit_test(sparse_file),
        cmocka_unit_test(field_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
