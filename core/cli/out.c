/* SPDX-License-Identifier: MIT
 *
 * Everything that goes to stdout passes here, through one buffer and one checked write(2): stdio
 * would swallow a full disk until exit, and a closed pipe would be a signal.
 */
#include "cli/verbs.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/log.h"
#include "base/mem.h"

enum { CHUNK = 1 << 16, LINE_MAX = 64 << 20 };

struct rn_out {
    int fd;
    bool failed;
    const char *reason;
    size_t n;
    struct rn_buf line; /* the JSON value or outside text that is being made */
    struct rn_jsonw json;
    char bytes[CHUNK];
};

static int out_free(struct rn_out *out)
{
    rn_buf_free(&out->line);
    return 0;
}

struct rn_out *rn_out_new(const void *ctx, int fd)
{
    struct rn_out *out = rn_new(ctx, struct rn_out);
    out->fd = fd;
    rn_buf_init(&out->line, LINE_MAX);
    talloc_set_destructor(out, out_free);
    return out;
}

static enum rn_status fail(struct rn_out *out, const char *reason)
{
    if (!out->failed)
        out->reason = reason;
    out->failed = true;
    return RN_IO;
}

static enum rn_status push(struct rn_out *out, const char *p, size_t n)
{
    while (n > 0 && !out->failed) {
        ssize_t done = write(out->fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return fail(out, done < 0 ? strerror(errno) : "nothing was taken");
        p += done;
        n -= (size_t)done;
    }
    return out->failed ? RN_IO : RN_OK;
}

static enum rn_status flush(struct rn_out *out)
{
    size_t n = out->n;
    out->n = 0;
    return push(out, out->bytes, n);
}

static enum rn_status add(struct rn_out *out, struct rn_str s)
{
    if (s.n > CHUNK - out->n && flush(out) != RN_OK)
        return RN_IO;
    if (s.n > CHUNK)
        return push(out, s.p, s.n);
    if (s.n > 0)
        memcpy(out->bytes + out->n, s.p, s.n);
    out->n += s.n;
    return out->failed ? RN_IO : RN_OK;
}

enum rn_status rn_out_raw(struct rn_cli *cli, struct rn_str bytes)
{
    return add(cli->out, bytes);
}

enum rn_status rn_out_flush(struct rn_cli *cli)
{
    return flush(cli->out);
}

bool rn_out_close(struct rn_out *out, const char **ret_reason)
{
    (void)flush(out);
    *ret_reason = out->reason;
    return !out->failed;
}

static enum rn_status add_line(struct rn_out *out)
{
    if (out->line.full)
        return fail(out, "a single value is larger than 64 MiB");
    return add(out, rn_buf_str(&out->line));
}

enum rn_status rn_out_fmt(struct rn_cli *cli, const char *fmt, ...)
{
    RN_SCOPE(tmp);
    va_list ap;
    va_start(ap, fmt);
    char *text = rn_mem_check(talloc_vasprintf(tmp, fmt, ap));
    va_end(ap);
    return add(cli->out, rn_str(text));
}

enum rn_status rn_out_outside(struct rn_cli *cli, struct rn_str text, bool multiline)
{
    rn_buf_clear(&cli->out->line);
    rn_term_add(&cli->out->line, text, multiline);
    return add_line(cli->out);
}

struct rn_jsonw *rn_out_json(struct rn_cli *cli)
{
    rn_buf_clear(&cli->out->line);
    rn_jsonw_init(&cli->out->json, &cli->out->line);
    return &cli->out->json;
}

enum rn_status rn_out_json_end(struct rn_cli *cli)
{
    (void)rn_buf_addc(&cli->out->line, '\n');
    return add_line(cli->out);
}

char *rn_out_time(int64_t us, char out[32])
{
    if (us == 0)
        return strcpy(out, "never");
    rn_stamp_text(us, out);
    out[10] = ' ';
    out[16] = '\0';
    return out;
}
