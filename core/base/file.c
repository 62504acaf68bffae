/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* talloc ends the program beyond 256 MiB; what is larger is read in pieces, not with this. */
enum { READ_MOST = 200 * 1024 * 1024 };

/* ---- reading --------------------------------------------------------------------------------- */

/* O_NONBLOCK: opening a pipe without a writer would wait for ever before we could look at it. */
static enum rn_status open_regular(const char *path, int *ret_fd, off_t *ret_size,
                                   struct rn_diag *d)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return rn_fail(d, errno == ENXIO ? RN_INVALID : RN_IO, "cannot open %s: %s", path,
                       strerror(errno));
    enum rn_status status = RN_OK;
    if (fstat(fd, &st) != 0)
        status = rn_fail(d, RN_IO, "cannot look at %s: %s", path, strerror(errno));
    else if (S_ISDIR(st.st_mode))
        status = rn_fail(d, RN_INVALID, "%s is a folder; a file is needed here", path);
    else if (!S_ISREG(st.st_mode))
        status = rn_fail(d, RN_INVALID, "%s is not a regular file but a pipe or device", path);
    if (status != RN_OK) {
        (void)close(fd);
        return status;
    }
    *ret_fd = fd;
    *ret_size = st.st_size;
    return RN_OK;
}

static enum rn_status too_large(const char *path, size_t max, struct rn_diag *d)
{
    return rn_fail(d, RN_LIMIT, "%s is larger than the %zu bytes that are read", path, max);
}

/* Reads to the end, whatever size was told: files of /proc tell 0, and a log may grow meanwhile. */
static enum rn_status read_all(int fd, const char *path, size_t max, char **bytes, size_t *n,
                               struct rn_diag *d)
{
    size_t cap = talloc_get_size(*bytes);
    for (;;) {
        ssize_t got = read(fd, *bytes + *n, cap - *n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return rn_fail(d, RN_IO, "cannot read %s: %s", path, strerror(errno));
        if (got == 0)
            return RN_OK;
        *n += (size_t)got;
        if (*n > max)
            return too_large(path, max, d);
        if (*n == cap) {
            cap = cap * 2 > max + 2 ? max + 2 : cap * 2;
            *bytes = rn_grow_array(NULL, *bytes, char, cap);
        }
    }
}

enum rn_status rn_file_read(const void *ctx, const char *path, size_t max, struct rn_str *ret_bytes,
                            struct rn_diag *d)
{
    int fd = -1;
    off_t size = 0;
    size_t n = 0;
    max = max < READ_MOST ? max : READ_MOST;
    enum rn_status st = open_regular(path, &fd, &size, d);
    if (st != RN_OK)
        return st;
    if (size > 0 && (uint64_t)size > max) {
        (void)close(fd);
        return too_large(path, max, d);
    }
    char *bytes = rn_new_array(ctx, char, (size_t)size + 2);
    st = read_all(fd, path, max, &bytes, &n, d);
    (void)close(fd);
    if (st != RN_OK) {
        (void)talloc_free(bytes);
        return st;
    }
    bytes[n] = '\0';
    *ret_bytes = rn_strn(bytes, n);
    return RN_OK;
}

bool rn_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

/* ---- writing --------------------------------------------------------------------------------- */

static enum rn_status write_all(int fd, struct rn_str s, const char *path, struct rn_diag *d)
{
    while (s.n > 0) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return rn_fail(d, RN_IO, "cannot write %s: %s", path, strerror(errno));
        s = rn_strn(s.p + n, s.n - (size_t)n);
    }
    if (fsync(fd) != 0)
        return rn_fail(d, RN_IO, "cannot bring %s to the disk: %s", path, strerror(errno));
    return RN_OK;
}

/* A new file beside `path`; its name says whose it is and that it is no result. */
static int open_beside(const void *ctx, const char *path, unsigned mode, char **ret_name)
{
    for (int i = 0; i < 100; i++) {
        char *name = rn_fmt(ctx, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
        *ret_name = name;
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* The rename itself is on the disk only when the folder is. Not every file system can sync a
 * folder. */
static void sync_folder(const void *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : rn_dup(ctx, rn_strn(path, (size_t)(slash - path)));
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
}

/* Where the bytes really go: a link stays a link, a device or pipe is not replaced by a file. */
static enum rn_status resolve(const void *ctx, const char *path, const char **ret,
                              struct rn_diag *d)
{
    struct stat st;
    *ret = path;
    if (stat(path, &st) != 0)
        return RN_OK;
    if (!S_ISREG(st.st_mode))
        return rn_fail(d, RN_INVALID, "%s is not a regular file, so it is not written", path);
    char *real = realpath(path, NULL);
    if (real != NULL)
        *ret = rn_dupz(ctx, real);
    free(real);
    return RN_OK;
}

enum rn_status rn_file_write(const char *path, struct rn_str bytes, unsigned mode,
                             struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *name;
    const char *target;
    enum rn_status st = resolve(tmp, path, &target, d);
    if (st != RN_OK)
        return st;
    int fd = open_beside(tmp, target, mode, &name);
    if (fd < 0)
        return rn_fail(d, RN_IO, "cannot create %s: %s", path, strerror(errno));
    st = write_all(fd, bytes, path, d);
    if (close(fd) != 0 && st == RN_OK)
        st = rn_fail(d, RN_IO, "cannot write %s: %s", path, strerror(errno));
    if (st == RN_OK && rename(name, target) != 0)
        st = rn_fail(d, RN_IO, "cannot put the new %s in its place: %s", path, strerror(errno));
    if (st != RN_OK)
        (void)unlink(name);
    else
        sync_folder(tmp, target);
    return st;
}

/* ---- folders --------------------------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum rn_status rn_dir_list(const void *ctx, const char *path, char ***ret_names, size_t *ret_count,
                           struct rn_diag *d)
{
    size_t n = 0, cap = 16;
    DIR *dir = opendir(path);
    if (dir == NULL)
        return rn_fail(d, RN_IO, "cannot open the folder %s: %s", path, strerror(errno));
    char **names = rn_new_array(ctx, char *, cap);
    struct dirent *e;
    while ((errno = 0, e = readdir(dir)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (n == cap) {
            cap *= 2;
            names = rn_grow_array(ctx, names, char *, cap);
        }
        names[n++] = rn_dupz(names, e->d_name);
    }
    int error = errno;
    (void)closedir(dir);
    if (error != 0) {
        (void)talloc_free(names);
        return rn_fail(d, RN_IO, "cannot read the folder %s: %s", path, strerror(error));
    }
    qsort(names, n, sizeof names[0], by_bytes);
    *ret_names = names;
    *ret_count = n;
    return RN_OK;
}

enum rn_status rn_dir_make(const char *path, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct stat st;
    char *p = rn_dupz(tmp, path);
    for (char *slash = p; slash != NULL;) {
        slash = strchr(slash + (*slash != '\0'), '/');
        if (slash != NULL)
            *slash = '\0';
        if (p[0] != '\0' && mkdir(p, 0777) != 0 && errno != EEXIST)
            return rn_fail(d, RN_IO, "cannot make the folder %s: %s", p, strerror(errno));
        if (slash != NULL)
            *slash = '/';
    }
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return rn_fail(d, RN_IO, "cannot make the folder %s: a file is in its place", path);
    return RN_OK;
}

char *rn_path_join(const void *ctx, const char *folder, const char *name)
{
    size_t n = strlen(folder);
    if (name[0] == '/' || n == 0)
        return rn_dupz(ctx, name);
    return rn_fmt(ctx, "%s%s%s", folder, folder[n - 1] == '/' ? "" : "/", name);
}
