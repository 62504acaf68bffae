/* SPDX-License-Identifier: MIT
 *
 * A plugin for the benchmarks of the network: books of a number of pages, each page naming the next
 * one, in the shape of bench/pages.h. Its terms forbid storing, so that a run fetches and reads
 * and stores nothing unless the source says `retention`. With `read: false` it does not even read.
 */
#include <renown/json.h>
#include <renown/plugin.h>
#include <renown/stamp.h>

enum { BODY_MAX = 8 << 20 };

struct config {
    int64_t book, pages;
    bool read;
};

static const struct rn_option options[] = {
    RN_OPTION_INT(struct config, book, .flags = RN_OPT_REQUIRED, .min = 0, .max = 100000,
                  .doc = "Its number; its pages come one after another."),
    RN_OPTION_INT(struct config, pages, .min = 1, .max = 100000, .def = "1", .doc = "Of a book."),
    RN_OPTION_BOOL(struct config, read, .def = "true", .doc = "Read the pages."),
    {0}};

static const struct rn_limits limits = {.size = sizeof limits,
                                        .history = "All of it.",
                                        .absence_proves = true,
                                        .retention = RN_KEEP_NOTHING};

static enum rn_status ask(const struct config *c, int64_t page, struct rn_sink *sink)
{
    char url[100];
    struct rn_request q = {.size = sizeof q, .method = "GET", .step = "page"};
    if (page > 0)
        q.flags = RN_REQUEST_MORE;
    (void)snprintf(url, sizeof url, "https://bench.example/book/%lld",
                   (long long)(c->book * c->pages + page));
    q.url = rn_str(url);
    q.note = rn_str(strrchr(url, '/') + 1);
    return sink->request(sink, &q);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor;
    return ask(config, 0, sink);
}

static struct rn_time time_of(const struct rn_json *n)
{
    struct rn_time t = {0};
    return rn_stamp_parse(rn_json_str(n), &t) ? t : (struct rn_time){0};
}

static enum rn_status read_entry(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_REVIEW};
    const struct rn_json *author = rn_json_get(n, "author"), *reply = rn_json_get(n, "reply");
    double stars;
    r.external_id = rn_json_str(rn_json_get(n, "external_id"));
    r.author_id = rn_json_str(rn_json_get(author, "id"));
    r.author_name = rn_json_str(rn_json_get(author, "name"));
    if (rn_json_num(rn_json_path(n, "rating.value"), &stars))
        r.rating = (struct rn_rating){RN_SCALE_POINTS, stars, 5, 1};
    r.title = rn_json_str(rn_json_get(n, "title"));
    r.text = rn_json_str(rn_json_get(n, "text"));
    r.lang = rn_json_str(rn_json_get(n, "lang"));
    r.url = rn_json_str(rn_json_get(n, "url"));
    r.created = time_of(rn_json_get(n, "created_at"));
    r.reply.text = rn_json_str(rn_json_get(reply, "text"));
    r.reply.at = time_of(rn_json_get(reply, "at"));
    r.reply.state = r.reply.text.n > 0 ? RN_REPLY_PUBLISHED : RN_REPLY_NONE;
    return sink->review(sink, &r);
}

static enum rn_status read_page(const struct rn_response *r, struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    enum rn_status s = RN_OK;
    if (rn_json_parse(r->body, BODY_MAX, &doc, &d) != RN_OK)
        return sink->fail(sink, RN_CHANGED, d.text);
    const struct rn_json *n = rn_json_first(rn_json_get(rn_json_root(doc), "entries"));
    for (; n != NULL && s == RN_OK; n = rn_json_next(n))
        s = read_entry(n, sink);
    rn_json_free(doc);
    return s;
}

static enum rn_status parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    const struct config *c = config;
    int64_t page = 0;
    for (size_t i = 0; i < r->note.n && i < 12; i++)
        page = page * 10 + (r->note.p[i] - '0');
    enum rn_status s = c->read ? read_page(r, sink) : RN_OK;
    page -= c->book * c->pages;
    return s == RN_OK && page + 1 < c->pages ? ask(c, page + 1, sink) : s;
}

static const struct rn_plugin plugin = {.size = sizeof plugin,
                                        .name = "bench",
                                        .title = "Bench",
                                        .summary = "A place for benchmarks.",
                                        .terms_url = "https://bench.example/terms",
                                        .can = RN_CAN_FETCH | RN_CAN_SEE_REPLIES,
                                        .limits = &limits,
                                        .config_size = sizeof(struct config),
                                        .option_size = sizeof(struct rn_option),
                                        .options = options,
                                        .identity = "book",
                                        .plan = plan,
                                        .parse = parse};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
