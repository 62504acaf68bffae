/* SPDX-License-Identifier: MIT */
#include "collect/unchanged.h"

#include <strings.h>

#include "base/id.h"
#include "base/mem.h"
#include "store/manners.h"

enum { VALUE_MAX = 1000, PAGES_MAX = 1000 };

/* A page of this run that may be asked about in the next. */
struct rn_unchanged {
    char request[RN_HASH_LEN + 1], body[RN_HASH_LEN + 1];
    struct rn_validator v;
};

static bool may_be_same(const struct rn_source_run *r, const struct rn_request *q)
{
    return (q->flags & RN_REQUEST_SAME) != 0 && strcmp(q->method, "GET") == 0 && q->body.n == 0 &&
           !r->keep_nothing && !r->setup->fresh;
}

/* Everything that makes it the request it is, but what was added here; secrets are added below. */
static void request_hash(const struct rn_request *q, char out[RN_HASH_LEN + 1])
{
    RN_SCOPE(tmp);
    struct rn_str *parts = rn_new_array(tmp, struct rn_str, 2 + 2 * q->header_count);
    size_t n = 0;
    parts[n++] = rn_str(q->method);
    parts[n++] = q->url;
    for (size_t i = 0; i < q->header_count; i++) {
        const struct rn_str name = q->headers[i].name;
        if ((name.n == 13 && strncasecmp(name.p, "if-none-match", 13) == 0) ||
            (name.n == 17 && strncasecmp(name.p, "if-modified-since", 17) == 0))
            continue;
        parts[n++] = name;
        parts[n++] = q->headers[i].value;
    }
    rn_hash_text((struct rn_str){0}, parts, n, out);
}

static bool find(struct rn_source_run *r, const struct rn_request *q, const void *ctx,
                 struct rn_validator *ret)
{
    struct rn_diag ignored; /* a store in trouble says so when the page is stored */
    char request[RN_HASH_LEN + 1];
    if (!may_be_same(r, q) || r->full)
        return false;
    request_hash(q, request);
    return rn_validator_find(r->setup->store, r->intake->ingest.origin.n, request, ctx, ret,
                             &ignored) == RN_OK;
}

void rn_unchanged_ask(struct rn_source_run *r, const struct rn_request *q,
                      struct rn_header *headers, size_t *count, const void *ctx)
{
    struct rn_validator v;
    if (!find(r, q, ctx, &v))
        return;
    if (v.etag != NULL)
        headers[(*count)++] = (struct rn_header){RN_STR("If-None-Match"), rn_str(v.etag)};
    if (v.modified != NULL)
        headers[(*count)++] = (struct rn_header){RN_STR("If-Modified-Since"), rn_str(v.modified)};
}

/* ---- the answer ------------------------------------------------------------------------------ */

static bool was_asked(const struct rn_request *q)
{
    for (size_t i = 0; i < q->header_count; i++)
        if (rn_str_is(q->headers[i].name, "If-None-Match") ||
            rn_str_is(q->headers[i].name, "If-Modified-Since"))
            return true;
    return false;
}

static void body_hash(const struct rn_answer *a, char out[RN_HASH_LEN + 1])
{
    rn_hash_text((struct rn_str){0}, &a->response.body, 1, out);
}

bool rn_unchanged_is(struct rn_source_run *r, const struct rn_answer *a, bool *ret_lie)
{
    RN_SCOPE(tmp);
    struct rn_validator v;
    char body[RN_HASH_LEN + 1];
    const struct rn_request *q = a->call->request;
    const bool not_modified = a->response.status == 304;
    *ret_lie = not_modified && !was_asked(q);
    if (*ret_lie || !find(r, q, tmp, &v))
        return false;
    if (!not_modified) {
        if (a->response.status != 200)
            return false;
        body_hash(a, body);
        if (strcmp(body, v.body) != 0)
            return false;
    }
    r->intake->run.unchanged += v.reviews;
    return true;
}

/* What goes back as it came: one line of printable characters, or nothing. */
static const char *value_of(const void *ctx, const struct rn_answer *a, const char *name)
{
    for (size_t i = 0; i < a->response.header_count; i++) {
        const struct rn_str v = a->response.headers[i].value;
        if (!rn_str_is(a->response.headers[i].name, name))
            continue;
        for (size_t at = 0; at < v.n; at++)
            if ((unsigned char)v.p[at] < ' ' || (unsigned char)v.p[at] > '~')
                return NULL;
        return v.n > 0 && v.n <= VALUE_MAX ? rn_dup(ctx, v) : NULL;
    }
    return NULL;
}

void rn_unchanged_note(struct rn_source_run *r, const struct rn_answer *a, size_t reviews)
{
    if (!may_be_same(r, a->call->request) || a->response.status != 200 ||
        r->unchanged_count == PAGES_MAX)
        return;
    const size_t n = r->unchanged_count++;
    if (talloc_array_length(r->unchanged) == n)
        r->unchanged = rn_grow_array(r, r->unchanged, struct rn_unchanged, n > 0 ? 2 * n : 4);
    struct rn_unchanged *u = &r->unchanged[n];
    request_hash(a->call->request, u->request);
    body_hash(a, u->body);
    u->v = (struct rn_validator){.etag = value_of(r, a, "etag"),
                                 .modified = value_of(r, a, "last-modified"),
                                 .reviews = (int64_t)reviews};
}

enum rn_status rn_unchanged_keep(struct rn_source_run *r, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < r->unchanged_count && st == RN_OK; i++) {
        r->unchanged[i].v.body = r->unchanged[i].body;
        st = rn_validator_save(r->setup->store, r->intake->ingest.origin.n, r->unchanged[i].request,
                               &r->unchanged[i].v, r->setup->now, d);
    }
    return st;
}
