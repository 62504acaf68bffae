/* SPDX-License-Identifier: MIT
 *
 * Posts, as a search lists them, as notices bring them, as a thread has them inside each other.
 */
#include "bluesky.h"

#include "../common/index.h"
#include "../common/note.h"
#include "../common/own.h"

struct page {
    const struct bluesky_config *config;
    struct bluesky_list list;
    struct rn_query query;
    struct rn_index seen;
};

static struct rn_str text_of(const struct rn_json *n, const char *dotted)
{
    return rn_str_trim(rn_json_str(rn_json_path(n, dotted)));
}

/* A saved page in somebody's hands: all of it is shown. */
static bool is_unfiltered(const struct page *page)
{
    return page->config->query == NULL && page->config->account == NULL;
}

static bool is_own(const struct page *page, const struct rn_json *author)
{
    const struct bluesky_config *c = page->config;
    const struct rn_list account = {&c->account, c->account != NULL};
    struct rn_str handle = text_of(author, "handle"), did = text_of(author, "did");

    return rn_own_is(c->own, handle) || rn_own_is(c->own, did) || rn_own_is(account, handle) ||
           rn_own_is(account, did);
}

/* ---- a post ---------------------------------------------------------------------------------- */

static bool is_plain(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
              strchr(".:_~-", c) != NULL))
            return false;
    }
    return s.n > 0;
}

/* at://DID/app.bsky.feed.post/KEY is https://bsky.app/profile/DID/post/KEY: handles change, this
 * does not. */
static struct rn_str address(struct rn_sink *sink, struct rn_str uri)
{
    static const char scheme[] = "at://", middle[] = "/app.bsky.feed.post/",
                      form[] = "https://bsky.app/profile/%.*s/post/%.*s";
    struct rn_str did, key, none = {NULL, 0};
    const char *slash;
    char *p;

    if (!rn_str_starts(uri, scheme))
        return none;
    did = rn_strn(uri.p + sizeof scheme - 1, uri.n - (sizeof scheme - 1));
    slash = did.n > 0 ? memchr(did.p, '/', did.n) : NULL;
    if (slash == NULL)
        return none;
    key = rn_strn(slash, did.n - (size_t)(slash - did.p));
    did.n = (size_t)(slash - did.p);
    if (!rn_str_starts(key, middle))
        return none;
    key = rn_strn(key.p + sizeof middle - 1, key.n - (sizeof middle - 1));
    if (!is_plain(did) || !is_plain(key))
        return none;
    p = sink->alloc(sink, sizeof form + did.n + key.n);
    (void)snprintf(p, sizeof form + did.n + key.n, form, RN_STR_ARG(did), RN_STR_ARG(key));
    return rn_str(p);
}

/* A writer's own clock may say anything; the place sorts by the earlier of the two. */
static struct rn_time time_of(const struct rn_json *post, const struct rn_json *record)
{
    struct rn_time said = rn_answer_time(rn_json_get(record, "createdAt"));
    struct rn_time seen = rn_answer_time(rn_json_get(post, "indexedAt"));

    if (said.precision == RN_TIME_NONE)
        return seen;
    return seen.precision != RN_TIME_NONE && seen.us < said.us ? seen : said;
}

static double number_of(const struct rn_json *post, const char *key)
{
    double n = 0;

    return rn_json_num(rn_json_get(post, key), &n) ? n : 0;
}

static void read_post(struct rn_sink *sink, const struct rn_json *post,
                      const struct rn_json *record, struct rn_review *r)
{
    r->author_id = text_of(post, "author.did");
    r->author_name = text_of(post, "author.displayName");
    if (r->author_name.n == 0)
        r->author_name = text_of(post, "author.handle");
    r->text = text_of(record, "text");
    r->lang = rn_json_str(rn_json_at(rn_json_get(record, "langs"), 0));
    r->url = address(sink, r->external_id);
    r->thread = text_of(record, "reply.root.uri");
    r->parent = text_of(record, "reply.parent.uri");
    r->created = time_of(post, record);
    r->reach = number_of(post, "repostCount") + number_of(post, "quoteCount");
}

/* The answers below a post that was found. */
static enum rn_status ask_thread(struct rn_answer_rows *rows, const struct rn_json *post,
                                 struct rn_str uri)
{
    const struct page *page = rows->arg;

    if (!page->config->threads || is_unfiltered(page) || page->list.kind == BLUESKY_THREAD ||
        number_of(post, "replyCount") < 1)
        return RN_OK;
    return bluesky_ask(page->config, rows->sink,
                       &(struct bluesky_list){.kind = BLUESKY_THREAD, .post = uri});
}

/* What was written to the account is taken as it is; the rest by its words. */
static enum rn_status use(struct rn_answer_rows *rows, const struct rn_json *post,
                          struct rn_review *r, bool to_account)
{
    const struct page *page = rows->arg;
    bool found = page->query.case_count > 0 && rn_query_fits(&page->query, rows->sink, &r->text, 1);
    bool wanted = found || to_account || page->list.kind == BLUESKY_THREAD || is_unfiltered(page);
    enum rn_status status;

    if (!wanted || r->text.n == 0 ||
        (is_own(page, rn_json_get(post, "author")) && !is_unfiltered(page)))
        return rn_answer_skip(rows);
    r->kind = found || to_account || is_unfiltered(page) ? RN_KIND_MENTION : RN_KIND_COMMENT;
    status = rn_answer_use(rows, r);
    return status == RN_OK ? ask_thread(rows, post, r->external_id) : status;
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *post)
{
    struct page *page = rows->arg;
    const struct rn_json *record = rn_json_get(post, "record");
    struct rn_review r = {.size = sizeof r};
    struct rn_str reason = text_of(post, "reason");
    bool to_account =
        rn_str_is(reason, "mention") || rn_str_is(reason, "reply") || rn_str_is(reason, "quote");
    enum rn_status status;

    if (reason.n > 0 && !to_account) /* a like, a follower */
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, post, "uri", &r.external_id, &status))
        return status;
    if (!rn_json_is(record, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no post");
    if (!rn_index_put(&page->seen, r.external_id, post))
        return rn_answer_skip(rows);
    read_post(rows->sink, post, record, &r);
    return use(rows, post, &r, to_account);
}

/* ---- threads --------------------------------------------------------------------------------- */

/* A post that is gone stands in a thread as its address alone. */
static enum rn_status read_gone(struct rn_answer_rows *rows, const struct rn_json *node)
{
    struct rn_review gone = {.size = sizeof gone, .kind = RN_KIND_MENTION, .removed = true};
    enum rn_status status;

    if (!rn_answer_id(rows, node, "uri", &gone.external_id, &status))
        return status;
    return rn_answer_use(rows, &gone);
}

/* The reader of JSON bounds how deep answers can be nested. */
static enum rn_status read_branch(struct rn_answer_rows *rows, const struct rn_json *node)
{
    const struct rn_json *post = rn_json_get(node, "post");
    enum rn_status status;

    if (++rows->number > RN_ANSWER_ROWS)
        return rn_answer_fail(rows->sink, RN_LIMIT, "Bluesky sent more than %d posts at once",
                              RN_ANSWER_ROWS);
    if (post != NULL)
        status = read_row(rows, post);
    else if (rn_json_true(rn_json_get(node, "notFound")))
        status = read_gone(rows, node);
    else
        status = rn_answer_skip(rows); /* somebody is blocked */
    for (const struct rn_json *n = rn_json_first(rn_json_get(node, "replies"));
         n != NULL && status == RN_OK; n = rn_json_next(n))
        status = read_branch(rows, n);
    return status;
}

static enum rn_status read_thread(struct page *page, struct rn_sink *sink,
                                  const struct rn_json *node)
{
    struct rn_answer_rows rows = {.sink = sink, .place = BLUESKY_PLACE, .arg = page};
    enum rn_status status;

    if (page->list.kind == BLUESKY_UNKNOWN)
        page->list.kind = BLUESKY_THREAD;
    rn_index_init(&page->seen, sink, RN_ANSWER_ROWS);
    status = read_branch(&rows, node);
    return status == RN_OK ? rn_answer_end(&rows) : status;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static bool is_cursor(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7f)
            return false;
    return s.n > 0 && s.n <= 1000;
}

static enum rn_status go_on(const struct page *page, struct rn_sink *sink, struct rn_str cursor,
                            size_t rows)
{
    struct bluesky_list next = page->list;

    if (cursor.n == 0 || rows == 0 || next.kind >= BLUESKY_THREAD)
        return RN_OK;
    if (!is_cursor(cursor) || rn_str_eq(cursor, next.cursor))
        return sink->warn(sink, "Bluesky named a next page that is none or is this one: the older "
                                "posts were not read");
    next.cursor = cursor;
    if (++next.pages >= BLUESKY_PAGES_MAX)
        return rn_answer_warn(sink,
                              "Bluesky lists more than %d pages: the older ones were not read",
                              BLUESKY_PAGES_MAX);
    return bluesky_ask(page->config, sink, &next);
}

static enum rn_status read_list(struct page *page, struct rn_sink *sink, const struct rn_json *root,
                                const struct rn_json *list)
{
    struct rn_answer_rows rows = {.sink = sink, .place = BLUESKY_PLACE, .arg = page};
    enum rn_status status;

    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "Bluesky sent more than %d posts at once",
                              RN_ANSWER_ROWS);
    if (rn_json_count(list) == 0)
        return page->list.pages == 0 ? sink->warn(sink, "Bluesky lists nothing there") : RN_OK;
    rn_index_init(&page->seen, sink, rn_json_count(list));
    status = rn_answer_each(&rows, list, read_row);
    return status == RN_OK ? go_on(page, sink, text_of(root, "cursor"), rn_json_count(list))
                           : status;
}

static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *thread = rn_json_get(root, "thread");
    const struct rn_json *list = rn_json_get(root, "posts");

    if (rn_json_is(thread, RN_JSON_OBJECT))
        return read_thread(page, sink, thread);
    if (list == NULL)
        list = rn_json_get(root, "notifications");
    if (!rn_json_is(list, RN_JSON_ARRAY))
        return rn_answer_other(sink, root, BLUESKY_PLACE, "posts");
    return read_list(page, sink, root, list);
}

/* What bluesky_ask wrote: "ITEM PAGES CURSOR". */
static struct bluesky_list read_note(const struct rn_response *response)
{
    struct bluesky_list list = {.kind = BLUESKY_SEARCH};
    struct rn_str rest = response->note;

    while (list.kind < BLUESKY_UNKNOWN && strcmp(bluesky_steps[list.kind], response->step) != 0)
        list.kind++;
    list.item = rn_note_number(&rest);
    list.pages = rn_note_number(&rest);
    list.cursor = rn_note_word(&rest);
    return list;
}

enum rn_status bluesky_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink)
{
    struct page page = {.config = config, .list = read_note(response)};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(page.config->query, &page.query, &d);

    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    status = rn_answer_json(sink, response, BLUESKY_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
