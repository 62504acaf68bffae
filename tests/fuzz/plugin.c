/* SPDX-License-Identifier: MIT */
#include "fuzz/plugin.h"

#include <stdlib.h>

enum { ALLOCS_MAX = 100000, CONFIG_MAX = 4096 };

/* What the sink counts, and what it must free. */
struct counting {
    struct rn_sink sink;
    uint64_t sum;
    void **blocks;
    size_t block_count;
};

static void touch(struct counting *c, struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        c->sum += (unsigned char)s.p[i];
}

static enum rn_status on_review(struct rn_sink *s, const struct rn_review *r)
{
    struct counting *c = s->host;
    const struct rn_str all[] = {r->external_id, r->key_hint,
                                 r->author_id,   r->author_name,
                                 r->title,       r->text,
                                 r->translation, r->lang,
                                 r->url,         r->app_version,
                                 r->thread,      r->parent,
                                 r->reply.text,  r->reply.translation,
                                 r->reply.note};

    if (r->size != sizeof *r)
        abort();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        touch(c, all[i]);
    return RN_OK;
}

static enum rn_status on_aggregate(struct rn_sink *s, const struct rn_aggregate *a)
{
    (void)s;
    if (a->size != sizeof *a)
        abort();
    return RN_OK;
}

static enum rn_status on_request(struct rn_sink *s, const struct rn_request *q)
{
    struct counting *c = s->host;

    if (q->size != sizeof *q || q->method == NULL || q->url.n == 0)
        abort();
    touch(c, q->url);
    touch(c, q->body);
    touch(c, q->note);
    for (size_t i = 0; i < q->header_count; i++)
        touch(c, q->headers[i].value);
    return RN_OK;
}

static enum rn_status on_candidate(struct rn_sink *s, const struct rn_candidate *k)
{
    struct counting *c = s->host;

    if (k->size != sizeof *k || k->value_count == 0)
        abort();
    touch(c, k->name);
    touch(c, k->where);
    touch(c, k->owner);
    touch(c, k->url);
    touch(c, k->lang);
    touch(c, k->note);
    for (size_t i = 0; i < k->value_count; i++) {
        if (k->values[i].option == NULL || k->values[i].value.n == 0)
            abort();
        touch(c, k->values[i].value);
    }
    return RN_OK;
}

static enum rn_status on_cursor(struct rn_sink *s, struct rn_str cursor)
{
    touch(s->host, cursor);
    return RN_OK;
}

static enum rn_status on_warn(struct rn_sink *s, const char *sentence)
{
    touch(s->host, rn_str(sentence));
    return RN_OK;
}

static enum rn_status on_fail(struct rn_sink *s, enum rn_status status, const char *sentence)
{
    touch(s->host, rn_str(sentence));
    if (status == RN_OK || sentence == NULL || sentence[0] == '\0')
        abort();
    return status;
}

static void *on_alloc(struct rn_sink *s, size_t n)
{
    struct counting *c = s->host;
    void *p = calloc(1, n > 0 ? n : 1);

    if (p == NULL || c->block_count == ALLOCS_MAX)
        abort();
    if (c->blocks == NULL && (c->blocks = calloc(ALLOCS_MAX, sizeof *c->blocks)) == NULL)
        abort();
    c->blocks[c->block_count++] = p;
    return p;
}

void fuzz_parse(const void *config, const char *url, const char *step, struct rn_str body)
{
    static const char zeros[CONFIG_MAX];
    const struct rn_plugin *p = rn_plugin_v1();
    const struct rn_response r = {
        .size = sizeof r, .url = rn_str(url), .status = 200, .body = body, .step = step};
    struct counting c = {.sink = {.size = sizeof c.sink,
                                  .review = on_review,
                                  .aggregate = on_aggregate,
                                  .request = on_request,
                                  .cursor = on_cursor,
                                  .warn = on_warn,
                                  .fail = on_fail,
                                  .alloc = on_alloc,
                                  .candidate = on_candidate}};

    if (p->config_size > CONFIG_MAX)
        abort();
    c.sink.host = &c;
    (void)p->parse(config != NULL ? config : zeros, &r, &c.sink);
    for (size_t i = 0; i < c.block_count; i++)
        free(c.blocks[i]);
    free(c.blocks);
}
