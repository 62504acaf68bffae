/* SPDX-License-Identifier: MIT
 *
 * Listings: {"kind":"Listing","data":{"after":…,"children":[…]}}. A thread is two of them: the
 * post, and its comments with listings inside.
 */
#include "reddit.h"

#include <renown/url.h>

#include "../common/note.h"

/* ---- notes ----------------------------------------------------------------------------------- */

/* What reddit_ask wrote: "PAGES AFTER BEFORE THREAD". */
static struct reddit_list read_note(const struct rn_response *response)
{
    struct reddit_list list = {.kind = REDDIT_SEARCH};
    struct rn_str rest = response->note;

    while (list.kind < REDDIT_UNKNOWN && strcmp(reddit_steps[list.kind], response->step) != 0)
        list.kind++;
    list.pages = rn_note_number(&rest);
    list.after = rn_note_word(&rest);
    list.before = rn_note_word(&rest);
    list.thread = rn_note_word(&rest);
    return list;
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* "t3_abc12" */
static bool is_name(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_'))
            return false;
    }
    return s.n > 3 && s.n <= 40 && s.p[0] == 't' && s.p[2] == '_';
}

/* A page behind an anchor that does not exist any more is empty: the thing before it serves. */
static enum rn_status at_empty(const struct reddit_page *page, struct rn_sink *sink)
{
    struct reddit_list again = page->list;

    if (again.pages == 0)
        return sink->warn(sink, "Reddit lists nothing there");
    if (!is_name(again.before))
        return sink->warn(sink, "a page of Reddit was empty though there should be more: the older "
                                "posts were not read");
    again.after = again.before;
    again.before = (struct rn_str){NULL, 0};
    return reddit_ask(page->config, sink, &again);
}

static enum rn_status go_on(const struct reddit_page *page, struct rn_sink *sink,
                            struct rn_str after)
{
    struct reddit_list next = page->list;

    if (after.n == 0 || next.kind >= REDDIT_THREAD)
        return RN_OK;
    if (!is_name(after) || rn_str_eq(after, page->list.after))
        return sink->warn(sink, "Reddit named a next page that is none or is this one: the older "
                                "posts were not read");
    next.before = is_name(page->last_but_one) ? page->last_but_one : (struct rn_str){NULL, 0};
    next.after = after;
    if (++next.pages >= REDDIT_PAGES_MAX)
        return rn_answer_warn(sink, "Reddit lists more than %d pages: the older ones were not read",
                              REDDIT_PAGES_MAX);
    return reddit_ask(page->config, sink, &next);
}

static const struct rn_json *children_of(const struct rn_json *listing)
{
    const struct rn_json *list = rn_json_path(listing, "data.children");

    return rn_json_is(list, RN_JSON_ARRAY) ? list : NULL;
}

static enum rn_status read_listing(struct reddit_page *page, struct rn_sink *sink,
                                   const struct rn_json *root)
{
    const struct rn_json *list = children_of(root);
    struct rn_answer_rows rows = {.sink = sink, .place = REDDIT_PLACE, .arg = page};
    enum rn_status status;

    if (list == NULL)
        return rn_answer_other(sink, root, REDDIT_PLACE, "children");
    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "Reddit sent more than %d posts at once",
                              RN_ANSWER_ROWS);
    if (rn_json_count(list) == 0)
        return at_empty(page, sink);
    rn_index_init(&page->names, sink, rn_json_count(list));
    status = rn_answer_each(&rows, list, reddit_read_thing);
    return status == RN_OK ? go_on(page, sink, rn_json_str(rn_json_path(root, "data.after")))
                           : status;
}

/* ---- threads --------------------------------------------------------------------------------- */

/* The reader of JSON bounds how deep answers can be nested. */
static enum rn_status read_branch(struct rn_answer_rows *rows, const struct rn_json *listing)
{
    enum rn_status status = RN_OK;

    for (const struct rn_json *n = rn_json_first(children_of(listing));
         n != NULL && status == RN_OK; n = rn_json_next(n)) {
        if (++rows->number > RN_ANSWER_ROWS)
            return rn_answer_fail(rows->sink, RN_LIMIT, "Reddit sent more than %d comments at once",
                                  RN_ANSWER_ROWS);
        status = reddit_read_thing(rows, n);
        if (status == RN_OK)
            status = read_branch(rows, rn_json_path(n, "data.replies"));
    }
    return status;
}

static enum rn_status read_thread(struct reddit_page *page, struct rn_sink *sink,
                                  const struct rn_json *root)
{
    struct rn_answer_rows rows = {.sink = sink, .place = REDDIT_PLACE, .arg = page};
    enum rn_status status = RN_OK;

    if (children_of(rn_json_at(root, 0)) == NULL || children_of(rn_json_at(root, 1)) == NULL)
        return rn_answer_other(sink, rn_json_at(root, 0), REDDIT_PLACE, "children");
    if (page->list.kind == REDDIT_UNKNOWN)
        page->list.kind = REDDIT_THREAD;
    rn_index_init(&page->names, sink, RN_ANSWER_ROWS);
    for (size_t i = 0; i < 2 && status == RN_OK; i++)
        status = read_branch(&rows, rn_json_at(root, i));
    return status == RN_OK ? rn_answer_end(&rows) : status;
}

/* ---- answers --------------------------------------------------------------------------------- */

/* {"json":{"errors":[["RATELIMIT","you are doing that too much","ratelimit"]]}} */
static enum rn_status read_reply(struct rn_sink *sink, const struct rn_json *root)
{
    const struct rn_json *first = rn_json_first(rn_json_path(root, "json.errors"));
    struct rn_str word = rn_json_str(rn_json_at(first, 0)),
                  said = rn_json_str(rn_json_at(first, 1));

    if (first == NULL)
        return RN_OK;
    return rn_answer_fail(sink, RN_LIMIT, "Reddit did not take the answer: %.*s (%.*s)",
                          (int)(said.n < 300 ? said.n : 300), said.n > 0 ? said.p : "",
                          (int)(word.n < 60 ? word.n : 60), word.n > 0 ? word.p : "");
}

/* Only what was asked with raw_json=1 has its characters as they are. */
static bool is_escaped(struct rn_str url)
{
    struct rn_str raw;

    return url.n > 0 && !(rn_url_param(url, "raw_json", &raw) && rn_str_is(raw, "1"));
}

enum rn_status reddit_parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct reddit_page page = {.config = config, .escaped = is_escaped(response->url)};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status;

    page.list = read_note(response);
    status = rn_query_read(page.config->query, &page.query, &d);
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    status = rn_answer_open(sink, response, REDDIT_PLACE, &doc);
    if (status != RN_OK)
        return status;
    if (strcmp(response->step, "reply") == 0)
        status = read_reply(sink, rn_json_root(doc));
    else if (rn_json_is(rn_json_root(doc), RN_JSON_ARRAY))
        status = read_thread(&page, sink, rn_json_root(doc));
    else
        status = read_listing(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
