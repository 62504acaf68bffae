/* SPDX-License-Identifier: MIT
 *
 * exchange.txt, line by line. Every kind of line has a handler in a table; whatever does not fit is
 * said with its line, because these files are written by hand in stories.
 */
#include "net/replay.h"

#include <stdlib.h>
#include <string.h>

#include <renown/url.h>
#include <renown/utf8.h>

#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"
#include "net/redact.h"

enum { EXCHANGE_MAX = 64 << 20, LINE_MAX_LEN = 1 << 20, COUNT_MAX = 200000, HEADERS_MAX = 100 };

struct reader {
    const void *ctx;
    const char *path;
    int line;
    struct rn_exchange *now; /* the block that is being read; NULL between blocks */
    struct rn_exchange *v;
    size_t n, cap;
    struct rn_diag *d;
};

RN_PRINTF(2, 3)
static enum rn_status wrong(struct reader *r, const char *fmt, ...)
{
    char what[300];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    return rn_fail(r->d, RN_INVALID, "%s:%d: %s", r->path, r->line, what);
}

/* How an address is compared: without its secrets, scheme and host in small letters. */
static struct rn_str plain_url(const void *ctx, struct rn_str url)
{
    struct rn_buf b;
    struct rn_url parts;
    struct rn_str out;
    size_t head = 0;

    rn_buf_init(&b, 12 * url.n + 64);
    (void)rn_redact_url(&b, url);
    if (rn_url_split(rn_buf_str(&b), &parts))
        head = (size_t)(parts.host.p + parts.host.n - b.p);
    for (size_t i = 0; i < head; i++)
        if (b.p[i] >= 'A' && b.p[i] <= 'Z')
            b.p[i] |= 0x20;
    out = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

static enum rn_status on_request(struct reader *r, struct rn_str rest)
{
    const char *blank = rest.n > 0 ? memchr(rest.p, ' ', rest.n) : NULL;
    struct rn_str method = rn_strn(rest.p, blank != NULL ? (size_t)(blank - rest.p) : 0), url;
    struct rn_url parts;

    if (r->now != NULL)
        return wrong(r, "a new exchange begins here; put an empty line before it");
    url = rn_strn(rest.p + method.n, rest.n - method.n);
    url = rn_str_trim(url);
    if (method.n == 0 || method.n > 10 || !rn_url_split(url, &parts))
        return wrong(r, "expected \"> METHOD https://…\", came \"> %.*s\"",
                     (int)(rest.n < 80 ? rest.n : 80), rest.n > 0 ? rest.p : "");
    if (r->n == COUNT_MAX)
        return wrong(r, "a recording holds at most 200000 exchanges");
    if (r->n == r->cap) {
        r->cap = r->cap == 0 ? 16 : 2 * r->cap;
        r->v = rn_grow_array(r->ctx, r->v, struct rn_exchange, r->cap);
    }
    r->now = &r->v[r->n++];
    *r->now = (struct rn_exchange){.method = rn_dup(r->ctx, method), .url = plain_url(r->ctx, url)};
    return RN_OK;
}

static enum rn_status on_body(struct reader *r, struct rn_str rest)
{
    (void)rest; /* what was asked is there for people to read; the address decides */
    if (r->now == NULL || r->now->status != 0)
        return wrong(r, "\"> body\" follows the line of the request");
    return RN_OK;
}

static enum rn_status on_status(struct reader *r, struct rn_str rest)
{
    char digits[4] = "";

    if (r->now == NULL || r->now->failure != NULL)
        return wrong(r, "an answer without a request before it");
    if (r->now->status != 0)
        return wrong(r, "expected \"< name: value\" or \"< file NAME\", came a second status");
    if (rest.n == 3)
        memcpy(digits, rest.p, 3);
    if (rest.n != 3 || strspn(digits, "0123456789") != 3 || digits[0] == '0')
        return wrong(r, "expected a status like \"< 200\" first");
    r->now->status = atoi(digits);
    return RN_OK;
}

static enum rn_status on_file(struct reader *r, struct rn_str name)
{
    if (r->now == NULL || r->now->status == 0)
        return wrong(r, "\"< file\" follows the line of the status");
    if (name.n == 0 || name.n > 200 || memchr(name.p, '/', name.n) != NULL || name.p[0] == '.')
        return wrong(r, "the body must be a file in this folder");
    if (r->now->file != NULL)
        return wrong(r, "an answer has one body; this is the second");
    r->now->file = rn_dup(r->ctx, name);
    return RN_OK;
}

static enum rn_status on_from(struct reader *r, struct rn_str url)
{
    struct rn_url parts;

    if (r->now == NULL || r->now->status == 0)
        return wrong(r, "\"< from\" follows the line of the status");
    if (!rn_url_split(url, &parts))
        return wrong(r, "expected \"< from https://…\"");
    r->now->from = rn_dup_str(r->ctx, url);
    return RN_OK;
}

static enum rn_status on_header(struct reader *r, struct rn_str rest)
{
    const char *colon = memchr(rest.p, ':', rest.n);
    struct rn_exchange *x = r->now;
    struct rn_header *h;

    if (x == NULL || x->status == 0)
        return wrong(r, "a header follows the line of the status");
    if (colon == NULL || colon == rest.p)
        return wrong(r, "expected \"< name: value\"");
    if (x->header_count == HEADERS_MAX)
        return wrong(r, "an answer has at most 100 headers here");
    x->headers = rn_grow_array(r->ctx, x->headers, struct rn_header, x->header_count + 1);
    h = &x->headers[x->header_count++];
    h->name = rn_dup_str(r->ctx, rn_strn(rest.p, (size_t)(colon - rest.p)));
    for (size_t i = 0; i < h->name.n; i++)
        if (h->name.p[i] >= 'A' && h->name.p[i] <= 'Z')
            return wrong(r, "names of headers are written in small letters here");
    h->value =
        rn_dup_str(r->ctx, rn_str_trim(rn_strn(colon + 1, rest.n - (size_t)(colon + 1 - rest.p))));
    return RN_OK;
}

static enum rn_status on_failure(struct reader *r, struct rn_str rest)
{
    if (r->now == NULL || r->now->status != 0 || r->now->failure != NULL)
        return wrong(r, "\"!\" stands instead of an answer, after the request");
    if (rest.n == 0)
        return wrong(r, "\"!\" is followed by the reason");
    r->now->failure = rn_dup(r->ctx, rn_utf8_cut(rest, 500));
    return RN_OK;
}

/* The first that fits. */
static const struct {
    const char *begin;
    enum rn_status (*handle)(struct reader *, struct rn_str rest);
} lines[] = {{"> body ", on_body}, {"> ", on_request}, {"< file ", on_file},
             {"< from ", on_from}, {"! ", on_failure}, {"", NULL}};

static enum rn_status on_answer(struct reader *r, struct rn_str rest)
{
    bool digit = rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9';
    return digit ? on_status(r, rest) : on_header(r, rest);
}

static enum rn_status end_block(struct reader *r)
{
    if (r->now != NULL && r->now->status == 0 && r->now->failure == NULL)
        return wrong(r, "the request before this line has no answer (\"< 200\" or \"! reason\")");
    r->now = NULL;
    return RN_OK;
}

static enum rn_status read_line(struct reader *r, struct rn_str line)
{
    r->line++;
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    if (line.n > LINE_MAX_LEN)
        return wrong(r, "this line is longer than 1 MiB");
    if (!rn_utf8_valid(line) || (line.n > 0 && memchr(line.p, '\0', line.n) != NULL))
        return wrong(r, "this line is no text in UTF-8");
    if (line.n > 0 && line.p[0] == '#')
        return RN_OK;
    if (rn_str_trim(line).n == 0)
        return end_block(r);
    for (size_t i = 0; lines[i].handle != NULL; i++)
        if (rn_str_starts(line, lines[i].begin)) {
            size_t n = strlen(lines[i].begin);
            return lines[i].handle(r, rn_str_trim(rn_strn(line.p + n, line.n - n)));
        }
    if (rn_str_starts(line, "< "))
        return on_answer(r, rn_str_trim(rn_strn(line.p + 2, line.n - 2)));
    return wrong(r, "a line begins with \"> \", \"< \", \"! \" or \"#\"");
}

/* ---- looking up
 * ---------------------------------------------------------------------------------- */

/* A run asks for thousands of addresses: a table, and not a walk through all exchanges for each. */
struct rn_exchange_group {
    bool taken;
    size_t next, last; /* the exchange to give, and the end of their chain */
};

static struct rn_exchange_group *group_of(const struct rn_exchanges *x, const char *method,
                                          struct rn_str url)
{
    size_t slot = (rn_hash64(url) + rn_hash64(rn_str(method))) & (x->slots - 1);

    for (;; slot = (slot + 1) & (x->slots - 1)) {
        struct rn_exchange_group *g = &x->groups[slot];
        if (!g->taken ||
            (strcmp(x->v[g->next].method, method) == 0 && rn_str_eq(x->v[g->next].url, url)))
            return g;
    }
}

static void group(const void *ctx, struct rn_exchanges *x)
{
    for (x->slots = 4; x->slots < 2 * x->n; x->slots *= 2)
        ;
    x->groups = rn_new_array(ctx, struct rn_exchange_group, x->slots);
    for (size_t i = 0; i < x->n; i++) {
        struct rn_exchange_group *g = group_of(x, x->v[i].method, x->v[i].url);
        if (g->taken)
            x->v[g->last].same = i;
        else
            *g = (struct rn_exchange_group){.taken = true, .next = i};
        g->last = i;
    }
}

const struct rn_exchange *rn_exchanges_find(struct rn_exchanges *x, const char *method,
                                            struct rn_str url)
{
    RN_SCOPE(tmp);
    struct rn_exchange_group *g = group_of(x, method, plain_url(tmp, url));
    const struct rn_exchange *e;

    if (!g->taken)
        return NULL;
    e = &x->v[g->next];
    if (e->same != 0)
        g->next = e->same;
    return e;
}

enum rn_status rn_exchanges_read(const void *ctx, const char *folder, struct rn_exchanges *ret,
                                 struct rn_diag *d)
{
    struct reader r = {.ctx = ctx, .d = d};
    struct rn_str all;
    enum rn_status s;

    r.path = rn_path_join(ctx, folder, "exchange.txt");
    if (!rn_file_exists(r.path))
        return rn_fail(d, RN_GONE, "there is no recording %s; record one with --record", r.path);
    s = rn_file_read(ctx, r.path, EXCHANGE_MAX, &all, d);
    while (s == RN_OK && all.n > 0) {
        const char *nl = memchr(all.p, '\n', all.n);
        size_t n = nl != NULL ? (size_t)(nl - all.p) : all.n;
        s = read_line(&r, rn_strn(all.p, n));
        n += nl != NULL;
        all = rn_strn(all.p + n, all.n - n);
    }
    if (s == RN_OK)
        s = end_block(&r);
    if (s != RN_OK)
        return s;
    *ret = (struct rn_exchanges){.folder = rn_dupz(ctx, folder), .v = r.v, .n = r.n};
    group(ctx, ret);
    return RN_OK;
}
