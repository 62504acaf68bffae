/* SPDX-License-Identifier: MIT */
#include "import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

struct rn_source {
    char *name;
    int fd;             /* -1: memory */
    struct rn_str rest; /* of the memory */
    int64_t bytes, size;
};

static int source_close(struct rn_source *s)
{
    if (s->fd > STDIN_FILENO)
        (void)close(s->fd);
    return 0;
}

/* Devices are refused by name because some of them never end; as standard input a terminal is fine.
 */
static enum rn_status check_kind(struct rn_source *s, const struct stat *st, struct rn_diag *d)
{
    if (S_ISDIR(st->st_mode))
        return rn_fail(d, RN_INVALID, "%s is a folder: name the files in it", s->name);
    if (s->fd != STDIN_FILENO && (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode)))
        return rn_fail(d, RN_INVALID, "%s is a device, not a file", s->name);
    s->size = S_ISREG(st->st_mode) ? (int64_t)st->st_size : -1;
    return RN_OK;
}

enum rn_status rn_source_open(const void *ctx, const char *path, struct rn_source **ret,
                              struct rn_diag *d)
{
    bool standard = strcmp(path, "-") == 0;
    struct rn_source *s = rn_new(ctx, struct rn_source);
    s->name = rn_dupz(s, standard ? "standard input" : path);
    s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    talloc_set_destructor(s, source_close);
    struct stat st;
    enum rn_status status = RN_OK;
    if (s->fd < 0 || fstat(s->fd, &st) != 0)
        status = rn_fail(d, RN_IO, "cannot open %s: %s", s->name, strerror(errno));
    else
        status = check_kind(s, &st, d);
    if (status == RN_OK)
        *ret = s;
    else
        talloc_free(s);
    return status;
}

struct rn_source *rn_source_memory(const void *ctx, const char *name, struct rn_str bytes)
{
    struct rn_source *s = rn_new(ctx, struct rn_source);
    s->name = rn_dupz(s, name);
    s->fd = -1;
    s->rest = bytes;
    s->size = (int64_t)bytes.n;
    return s;
}

static size_t read_memory(struct rn_source *s, char *out, size_t cap)
{
    size_t n = s->rest.n < cap ? s->rest.n : cap;
    if (n > 0)
        memcpy(out, s->rest.p, n);
    s->rest.p += n;
    s->rest.n -= n;
    return n;
}

enum rn_status rn_source_read(struct rn_source *s, char *out, size_t cap, size_t *ret_n,
                              struct rn_diag *d)
{
    ssize_t n = 0;
    if (s->fd < 0) {
        n = (ssize_t)read_memory(s, out, cap);
    } else {
        do
            n = read(s->fd, out, cap);
        while (n < 0 && errno == EINTR);
    }
    if (n < 0)
        return rn_fail(d, RN_IO, "cannot read %s after %lld bytes: %s", s->name,
                       (long long)s->bytes, strerror(errno));
    s->bytes += n;
    *ret_n = (size_t)n;
    return RN_OK;
}

const char *rn_source_name(const struct rn_source *s)
{
    return s->name;
}

int64_t rn_source_bytes(const struct rn_source *s)
{
    return s->bytes;
}

int64_t rn_source_size(const struct rn_source *s)
{
    return s->size;
}
