/* SPDX-License-Identifier: MIT
 *
 * The smallest complete plugin: an invented place, the Guestbook, that answers in JSON, has pages,
 * and takes answers from the owner. docs/plugin-tutorial.md builds this file step by step.
 */
#include <renown/json.h>
#include <renown/plugin.h>
#include <renown/stamp.h>
#include <renown/url.h>

enum { BODY_MAX = 8 << 20, URL_MAX = 2000, ANSWER_MAX = 500 };

/* ---- what the owner writes into the config ----------------------------------------------------
 */

struct config {
    const char *book;
    int64_t page_size;
};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, book, .flags = RN_OPT_REQUIRED,
                   .doc = "The name of the guestbook, as it stands in its address.",
                   .example = "harbour-hotel"),
    RN_OPTION_INT(struct config, page_size, .min = 1, .max = 100, .def = "50",
                  .doc = "Entries to ask for at a time."),
    {0}};

static const struct rn_auth auths[] = {{.name = "token", .kind = RN_AUTH_BEARER}, {0}};

static const struct rn_limits limits = {.size = sizeof limits,
                                        .reply_max = ANSWER_MAX,
                                        .reply_unit = RN_UNIT_CHARS,
                                        .min_interval_ms = 500,
                                        .history = "All entries can be read.",
                                        .absence_proves = true,
                                        .retention = RN_KEEP};

/* ---- what to ask -------------------------------------------------------------------------------
 */

static void add_book(struct rn_buf *url, const struct config *c)
{
    (void)rn_buf_addz(url, "https://guestbook.example/api/books/");
    (void)rn_url_encode(url, rn_str(c->book));
    (void)rn_buf_addz(url, "/entries");
}

/* The first page, or the one that `after` names. */
static enum rn_status ask(const struct config *c, struct rn_str after, const char *step,
                          struct rn_sink *sink)
{
    struct rn_request q = {.size = sizeof q, .method = "GET", .auth = "token", .step = step};
    struct rn_buf url;
    enum rn_status s;

    rn_buf_init(&url, URL_MAX);
    add_book(&url, c);
    (void)rn_buf_fmt(&url, "?limit=%lld", (long long)c->page_size);
    q.flags = after.n > 0 ? RN_REQUEST_MORE : RN_REQUEST_SAME;
    if (after.n > 0) {
        (void)rn_buf_addz(&url, "&after=");
        (void)rn_url_encode(&url, after);
    }
    q.url = rn_buf_str(&url);
    q.note = after;
    s = url.full ? sink->fail(sink, RN_LIMIT, "the address of the next page is too long")
                 : sink->request(sink, &q);
    rn_buf_free(&url);
    return s;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor;
    return ask(config, (struct rn_str){0}, "entries", sink);
}

/* ---- what came back ----------------------------------------------------------------------------
 */

static struct rn_time time_of(const struct rn_json *n)
{
    struct rn_time t = {0};

    return rn_stamp_parse(rn_json_str(n), &t) ? t : (struct rn_time){0};
}

static enum rn_status read_entry(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_REVIEW};
    const struct rn_json *answer = rn_json_get(n, "answer");
    double stars;

    r.external_id = rn_json_str(rn_json_get(n, "id"));
    if (r.external_id.n == 0)
        return sink->warn(sink, "an entry without an id was passed over");
    r.author_name = rn_json_str(rn_json_get(n, "name"));
    r.text = rn_json_str(rn_json_get(n, "words"));
    r.lang = rn_json_str(rn_json_get(n, "lang"));
    if (rn_json_num(rn_json_get(n, "stars"), &stars))
        r.rating = (struct rn_rating){RN_SCALE_POINTS, stars, 5, 1};
    r.created = time_of(rn_json_get(n, "written"));
    r.updated = time_of(rn_json_get(n, "changed"));
    r.reply.text = rn_json_str(rn_json_get(answer, "words"));
    r.reply.at = time_of(rn_json_get(answer, "written"));
    r.reply.state = r.reply.text.n > 0 ? RN_REPLY_PUBLISHED : RN_REPLY_NONE;
    return sink->review(sink, &r);
}

static enum rn_status read_page(const struct config *c, const struct rn_response *r,
                                const struct rn_json *root, struct rn_sink *sink)
{
    const struct rn_json *entries = rn_json_get(root, "entries");
    struct rn_str next = rn_json_str(rn_json_get(root, "next"));
    enum rn_status s = RN_OK;

    if (!rn_json_is(entries, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED, "this is no page of a guestbook: it has no entries");
    if (rn_json_count(entries) == 0)
        s = sink->warn(sink, "this page of the guestbook is empty");
    for (const struct rn_json *n = rn_json_first(entries); n != NULL && s == RN_OK;
         n = rn_json_next(n))
        s = read_entry(n, sink);
    if (s != RN_OK || next.n == 0 || c->book == NULL)
        return s;
    /* A place in a loop is asked once more: what this page holds is kept, and the run is known to
     * be incomplete. */
    const bool same = rn_str_eq(next, r->note);
    if (same && strcmp(r->step, "again") == 0)
        return sink->fail(sink, RN_CHANGED,
                          "the next page is this page again: reading in a loop was stopped");
    return ask(c, next, same ? "again" : "entries", sink);
}

static enum rn_status parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    enum rn_status s;

    if (strcmp(r->step, "answer") == 0)
        return RN_OK;
    if (rn_json_parse(r->body, BODY_MAX, &doc, &d) != RN_OK)
        return sink->fail(sink, RN_CHANGED, d.text);
    s = strcmp(r->step, "one") == 0 ? read_entry(rn_json_root(doc), sink)
                                    : read_page(config, r, rn_json_root(doc), sink);
    rn_json_free(doc);
    return s;
}

/* ---- how to answer -----------------------------------------------------------------------------
 */

static enum rn_status compose(const void *config, const struct rn_reply *r, struct rn_sink *sink)
{
    static const struct rn_header json = {RN_STR("Content-Type"), RN_STR("application/json")};
    struct rn_request q = {.size = sizeof q, .auth = "token", .step = "answer"};
    struct rn_buf url, body;
    struct rn_jsonw w;
    enum rn_status s;

    rn_buf_init(&url, URL_MAX);
    rn_buf_init(&body, 8 * ANSWER_MAX + 100);
    add_book(&url, config);
    (void)rn_buf_addc(&url, '/');
    (void)rn_url_encode(&url, r->external_id);
    (void)rn_buf_addz(&url, "/answer");
    q.method = r->text.n > 0 ? "PUT" : "DELETE";
    if (r->text.n > 0) {
        rn_jsonw_init(&w, &body);
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "words", r->text);
        rn_jsonw_end(&w);
        q.headers = &json;
        q.header_count = 1;
    }
    q.url = rn_buf_str(&url);
    q.body = rn_buf_str(&body);
    s = url.full || body.full ? sink->fail(sink, RN_LIMIT, "this answer is too long")
                              : sink->request(sink, &q);
    rn_buf_free(&url);
    rn_buf_free(&body);
    return s;
}

/* ---- how to look at one entry -------------------------------------------------------------------
 */

static enum rn_status look(const void *config, const struct rn_reply *r, struct rn_sink *sink)
{
    struct rn_request q = {.size = sizeof q, .method = "GET", .auth = "token", .step = "one"};
    struct rn_buf url;
    enum rn_status s;

    rn_buf_init(&url, URL_MAX);
    add_book(&url, config);
    (void)rn_buf_addc(&url, '/');
    (void)rn_url_encode(&url, r->external_id);
    q.url = rn_buf_str(&url);
    s = url.full ? sink->fail(sink, RN_LIMIT, "the address of this entry is too long")
                 : sink->request(sink, &q);
    rn_buf_free(&url);
    return s;
}

/* ---- the declaration ---------------------------------------------------------------------------
 */

static const struct rn_plugin plugin = {
    .size = sizeof plugin,
    .name = "example",
    .title = "Guestbook",
    .summary = "An invented place: the plugin to copy when you write your own.",
    .terms_url = "https://guestbook.example/terms",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "book",
    .plan = plan,
    .parse = parse,
    .compose = compose,
    .look = look};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
