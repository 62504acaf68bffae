/* SPDX-License-Identifier: MIT
 *
 * Lists: what kind of answer this is, its posts, its next page.
 */
#include "mastodon.h"

#include <renown/url.h>

#include "../common/note.h"
#include "../common/weblink.h"

/* ---- notes ----------------------------------------------------------------------------------- */

/* ".../statuses/117/context": 117. */
static struct rn_str status_of(struct rn_str url)
{
    static const char mark[] = "/statuses/";
    struct rn_url parts;
    size_t n = 0;

    if (!rn_url_split(url, &parts))
        return (struct rn_str){NULL, 0};
    for (size_t i = 0; i + sizeof mark - 1 <= parts.path.n; i++) {
        const char *from = parts.path.p + i + sizeof mark - 1;
        if (memcmp(parts.path.p + i, mark, sizeof mark - 1) != 0)
            continue;
        while (from + n < parts.path.p + parts.path.n && from[n] != '/')
            n++;
        return rn_strn(from, n);
    }
    return (struct rn_str){NULL, 0};
}

/* What mastodon_ask wrote: "HOST ITEM PAGES BEHIND". */
static struct mastodon_list read_note(const struct rn_response *response)
{
    struct mastodon_list list = {.kind = MASTODON_TAG};
    struct rn_str rest = response->note;

    while (list.kind < MASTODON_UNKNOWN && strcmp(mastodon_steps[list.kind], response->step) != 0)
        list.kind++;
    list.host = rn_note_number(&rest);
    list.item = rn_note_number(&rest);
    list.pages = rn_note_number(&rest);
    list.behind = rn_note_word(&rest);
    if (list.kind == MASTODON_THREAD)
        list.status = status_of(response->url);
    return list;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static bool is_id(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
              c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= 100;
}

/* The link to older posts holds the id that they end before: that alone is taken from it, so that
 * no answer can lead to another server. A search is paged by numbers. */
static enum rn_status go_on(const struct mastodon_page *page, struct rn_sink *sink,
                            const struct rn_response *response, size_t rows)
{
    struct mastodon_list next = page->list;
    struct rn_str behind = {NULL, 0};

    if (page->config->host.n == 0 || rows == 0 || next.kind >= MASTODON_THREAD)
        return RN_OK;
    if (next.kind == MASTODON_SEARCH && rows < MASTODON_PAGE)
        return RN_OK;
    if (next.kind != MASTODON_SEARCH) {
        if (!rn_url_param(rn_weblink(response, "next"), "max_id", &behind))
            return RN_OK;
        if (!is_id(behind) || rn_str_eq(behind, next.behind))
            return sink->warn(sink, "Mastodon named a next page that is none or is this one: the "
                                    "older posts were not read");
    }
    next.behind = behind;
    if (++next.pages >= MASTODON_PAGES_MAX)
        return rn_answer_warn(sink,
                              "Mastodon lists more than %d pages: the older ones were not "
                              "read",
                              MASTODON_PAGES_MAX);
    return mastodon_ask(page->config, sink, &next);
}

/* Where the place searches in nothing it says nothing: an empty list with status 200. */
static enum rn_status say_empty(const struct mastodon_page *page, struct rn_sink *sink)
{
    if (page->list.pages > 0 || page->list.kind == MASTODON_THREAD)
        return RN_OK;
    if (page->list.kind == MASTODON_SEARCH)
        return sink->warn(sink, "Mastodon found nothing for this search: either there is nothing, "
                                "or this server has no full-text search");
    return sink->warn(sink, "Mastodon lists no posts there");
}

/* Both indexes before any row, for an answer may stand before what it answers. */
static void prepare(struct mastodon_page *page, struct rn_sink *sink, const struct rn_json *list,
                    const struct rn_json *more)
{
    rn_index_init(&page->uris, sink, rn_json_count(list) + rn_json_count(more));
    rn_index_init(&page->ids, sink, rn_json_count(list) + rn_json_count(more));
    for (int k = 0; k < 2; k++)
        for (const struct rn_json *n = rn_json_first(k == 0 ? list : more); n != NULL;
             n = rn_json_next(n)) {
            struct rn_str id = rn_json_str(rn_json_get(n, "id"));
            if (id.n > 0)
                (void)rn_index_put(&page->ids, id, n);
        }
}

static enum rn_status read_list(struct mastodon_page *page, struct rn_sink *sink,
                                const struct rn_response *response, const struct rn_json *list)
{
    struct rn_answer_rows rows = {.sink = sink, .place = MASTODON_PLACE, .arg = page};
    enum rn_status status;

    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "Mastodon sent more than %d posts at once",
                              RN_ANSWER_ROWS);
    if (rn_json_count(list) == 0)
        return say_empty(page, sink);
    status = rn_answer_each(&rows, list, mastodon_read_row);
    return status == RN_OK ? go_on(page, sink, response, rn_json_count(list)) : status;
}

/* A context: what stands before a post and what answers it. */
static enum rn_status read_thread(struct mastodon_page *page, struct rn_sink *sink,
                                  const struct rn_response *response, const struct rn_json *root)
{
    const struct rn_json *before = rn_json_get(root, "ancestors");
    const struct rn_json *after = rn_json_get(root, "descendants");

    if (rn_json_count(before) + rn_json_count(after) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "Mastodon sent more than %d posts at once",
                              RN_ANSWER_ROWS);
    prepare(page, sink, after, before);
    if (page->list.kind == MASTODON_UNKNOWN)
        page->list.kind = MASTODON_THREAD;
    return read_list(page, sink, response, after);
}

static enum rn_status read_document(struct mastodon_page *page, struct rn_sink *sink,
                                    const struct rn_response *response, const struct rn_json *root)
{
    const struct rn_json *list = root;

    if (rn_json_is(rn_json_get(root, "descendants"), RN_JSON_ARRAY))
        return read_thread(page, sink, response, root);
    if (rn_json_is(root, RN_JSON_OBJECT))
        list = rn_json_get(root, "statuses");
    if (!rn_json_is(list, RN_JSON_ARRAY) ||
        (page->list.kind == MASTODON_SEARCH) !=
            (list != root && page->list.kind != MASTODON_UNKNOWN))
        return rn_answer_other(sink, root, MASTODON_PLACE, "statuses");
    prepare(page, sink, list, NULL);
    return read_list(page, sink, response, list);
}

enum rn_status mastodon_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink)
{
    struct mastodon_page page = {.config = config};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    page.list = read_note(response);
    status = rn_query_read(page.config->query, &page.query, &d);
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    status = rn_answer_open(sink, response, MASTODON_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, response, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
