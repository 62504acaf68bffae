/* SPDX-License-Identifier: MIT
 *
 * A plugin for the tests: the guestbook of tests/lib/fake_place.py read oldest first, so that a run
 * goes on where the last one stopped. Its cursor is the last entry of a page that was read.
 */
#include <renown/json.h>
#include <renown/plugin.h>
#include <renown/stamp.h>

enum { BODY_MAX = 8 << 20, URL_MAX = 2000 };

struct config {
    const char *book;
    bool page;
};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, book, .flags = RN_OPT_REQUIRED, .doc = "The name of the book."),
    RN_OPTION_BOOL(struct config, page, .doc = "It is a page for people: robots.txt counts."),
    {0}};
static const struct rn_limits limits = {.size = sizeof limits, .history = "All of it."};

static enum rn_status ask(const struct config *c, struct rn_str after, struct rn_sink *sink)
{
    struct rn_request q = {.size = sizeof q, .method = "GET", .step = "entries"};
    struct rn_buf url;
    enum rn_status s;

    if (c->page)
        q.flags |= RN_REQUEST_PAGE;
    rn_buf_init(&url, URL_MAX);
    (void)rn_buf_fmt(&url, "https://ledger.example/api/books/%s/entries?limit=50", c->book);
    if (after.n > 0)
        (void)rn_buf_fmt(&url, "&after=%.*s", RN_STR_ARG(after));
    q.url = rn_buf_str(&url);
    s = sink->request(sink, &q);
    rn_buf_free(&url);
    return s;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    return ask(config, cursor, sink);
}

static enum rn_status read_page(const struct config *c, const struct rn_json *root,
                                struct rn_sink *sink)
{
    const struct rn_json *entries = rn_json_get(root, "entries");
    struct rn_str next = rn_json_str(rn_json_get(root, "next")), last = {0};
    enum rn_status s = RN_OK;

    if (!rn_json_is(entries, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED, "this is no page of a ledger: it has no entries");
    if (rn_json_count(entries) == 0 && next.n > 0)
        s = sink->warn(sink, "this page of the ledger is empty");
    for (const struct rn_json *n = rn_json_first(entries); n != NULL && s == RN_OK;
         n = rn_json_next(n)) {
        struct rn_review r = {.size = sizeof r, .text = rn_json_str(rn_json_get(n, "words"))};
        last = r.external_id = rn_json_str(rn_json_get(n, "id"));
        (void)rn_stamp_parse(rn_json_str(rn_json_get(n, "written")), &r.created);
        s = sink->review(sink, &r);
    }
    if (s == RN_OK && last.n > 0)
        s = sink->cursor(sink, last);
    return s == RN_OK && next.n > 0 ? ask(c, next, sink) : s;
}

static enum rn_status parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    enum rn_status s;

    if (rn_json_parse(r->body, BODY_MAX, &doc, &d) != RN_OK)
        return sink->fail(sink, RN_CHANGED, d.text);
    s = read_page(config, rn_json_root(doc), sink);
    rn_json_free(doc);
    return s;
}

static const struct rn_plugin plugin = {.size = sizeof plugin,
                                        .name = "ledger",
                                        .title = "Ledger",
                                        .summary = "Oldest first.",
                                        .terms_url = "https://ledger.example/terms",
                                        .can = RN_CAN_FETCH,
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
