/* SPDX-License-Identifier: MIT
 *
 * `renown init DIR`: writes the starter. All or nothing: a file that is there already stops it
 * before anything is written, and when writing fails the files that were made are taken away again.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/starter.h"
#include "cli/verbs.h"

enum { SAMPLE_MAX = 1 << 20 };

static char *folder_of(const void *ctx, const char *path)
{
    return rn_dup(ctx, rn_strn(path, (size_t)(strrchr(path, '/') - path)));
}

static enum rn_status write_all(int fd, struct rn_str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return RN_IO;
        bytes = rn_strn(bytes.p + n, bytes.n - (size_t)n);
    }
    return fsync(fd) == 0 ? RN_OK : RN_IO;
}

/* Never over something: O_EXCL refuses links, too. */
static enum rn_status write_new(const char *path, struct rn_str bytes, struct rn_diag *d)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return rn_fail(d, errno == EEXIST ? RN_CONFLICT : RN_IO, "could not make %s: %s", path,
                       strerror(errno));
    enum rn_status status = write_all(fd, bytes);
    int why = errno;
    if (close(fd) != 0 && status == RN_OK) {
        status = RN_IO;
        why = errno;
    }
    if (status != RN_OK) {
        (void)unlink(path);
        return rn_fail(d, status, "could not write %s: %s", path, strerror(why));
    }
    return RN_OK;
}

static enum rn_status refuse_existing(const char *dir, struct rn_diag *d)
{
    for (const struct rn_starter_file *f = rn_starter_files; f->name != NULL; f++) {
        RN_SCOPE(tmp);
        struct stat st;
        const char *path = rn_fmt(tmp, "%s/%s", dir, f->name);
        if (lstat(path, &st) == 0)
            return rn_fail(
                d, RN_CONFLICT,
                "%s exists already; nothing was written: choose another folder, or move it "
                "away",
                path);
    }
    return RN_OK;
}

/* A file that was written this moment may still be growing, and `sync` would leave it for later:
 * the sample is complete, and says so by its age. */
static void make_older(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return;
    struct timespec times[] = {st.st_atim, st.st_mtim};
    times[1].tv_sec -= 60;
    (void)utimensat(AT_FDCWD, path, times, 0);
}

enum rn_status rn_starter_write(const char *dir, const struct rn_starter_file *f, int64_t now,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_buf sample;
    const char *path = rn_fmt(tmp, "%s/%s", dir, f->name);
    enum rn_status status = rn_dir_make(folder_of(tmp, path), d);
    if (status != RN_OK)
        return status;
    rn_buf_init(&sample, SAMPLE_MAX);
    if (f->text == NULL)
        rn_starter_reviews(&sample, now);
    status = write_new(path, f->text != NULL ? rn_str(f->text) : rn_buf_str(&sample), d);
    rn_buf_free(&sample);
    if (status == RN_OK && f->text == NULL)
        make_older(path);
    return status;
}

static void take_away(const char *dir, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        RN_SCOPE(tmp);
        (void)unlink(rn_fmt(tmp, "%s/%s", dir, rn_starter_files[i].name));
    }
}

/* As a shell takes it back as one word. */
static char *quoted(const void *ctx, const char *word)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
    if (word[strspn(word, plain)] == '\0' && word[0] != '-')
        return rn_dupz(ctx, word);
    char *out = rn_dupz(ctx, "'");
    for (; *word != '\0'; word++)
        out = *word == '\'' ? rn_fmt(ctx, "%s'\\''", out) : rn_fmt(ctx, "%s%c", out, *word);
    return rn_fmt(ctx, "%s'", out);
}

static int run(struct rn_cli *cli)
{
    struct rn_diag d = {0};
    const char *dir = cli->words[0];
    if (*dir == '\0' || strlen(dir) > 3000)
        return rn_cli_usage(cli, "init wants the name of a folder");
    if (refuse_existing(dir, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    for (size_t i = 0; rn_starter_files[i].name != NULL; i++)
        if (rn_starter_write(dir, &rn_starter_files[i], cli->now, &d) != RN_OK) {
            take_away(dir, i);
            return rn_cli_fail_data(cli, &d);
        }
    (void)rn_out_fmt(cli, "A starter was written. Next:\n\n  cd ");
    (void)rn_out_outside(cli, rn_str(quoted(cli->ctx, dir)), false);
    (void)rn_out_fmt(cli, " && renown check\n  renown sync\n  renown digest --period day\n");
    return 0;
}

const struct rn_verb rn_verb_init = {
    .name = "init",
    .usage = "DIR",
    .summary = "write a starter config, scripts and sample that work at once",
    .doc = "Makes the folder DIR with a commented config, two rules, a template in two languages, "
           "a test, and "
           "a sample export of invented reviews in inbox/, which the listing's source reads.\n\n"
           "Nothing is ever overwritten: when one of the files exists already, it is named and "
           "nothing is "
           "written.",
    .example = "renown init reviews\nMakes the folder reviews and prints the next three commands.",
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
