/* SPDX-License-Identifier: MIT
 *
 * Hits. Which members a hit has, and which of them are null, depends on its kind and its year.
 */
#include "hackernews.h"

#include "../common/note.h"
#include "../common/own.h"
#include "../common/prose.h"

struct page {
    const struct hn_config *config;
    struct hn_list list;
    struct rn_query query;
    int64_t oldest; /* hit on the page, seconds; 0: none told its time */
};

static struct rn_str text_of(const struct rn_json *hit, const char *key)
{
    return rn_str_trim(rn_json_str(rn_json_get(hit, key)));
}

/* The number of a story or comment: digits. */
static bool is_number(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 20;
}

static struct rn_str address(struct rn_sink *sink, struct rn_str id)
{
    static const char form[] = "https://news.ycombinator.com/item?id=%.*s";
    size_t room = sizeof form + id.n;
    char *p;

    if (!is_number(id))
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, room);
    (void)snprintf(p, room, form, RN_STR_ARG(id));
    return rn_str(p);
}

/* Older answers have the time as text alone. */
static void note_time(struct page *page, const struct rn_json *hit, struct rn_review *r)
{
    int64_t seconds;

    r->created = rn_answer_epoch(rn_json_get(hit, "created_at_i"));
    if (r->created.precision == RN_TIME_NONE)
        r->created = rn_answer_time(rn_json_get(hit, "created_at"));
    seconds = r->created.us / 1000000;
    if (r->created.precision != RN_TIME_NONE && (page->oldest == 0 || seconds < page->oldest))
        page->oldest = seconds;
}

static bool fits(const struct page *page, struct rn_sink *sink, const struct rn_json *hit)
{
    const struct rn_str texts[] = {text_of(hit, "title"), text_of(hit, "url"),
                                   rn_prose_words(sink, text_of(hit, "story_text")),
                                   rn_prose_words(sink, text_of(hit, "comment_text"))};

    return rn_query_fits(&page->query, sink, texts, sizeof texts / sizeof texts[0]);
}

/* A story is its title and perhaps a text; a comment has a text alone. Titles are plain. */
static void read_texts(struct rn_sink *sink, const struct rn_json *hit, struct rn_review *r)
{
    r->text = text_of(hit, "comment_text");
    if (r->text.n == 0)
        r->text = text_of(hit, "story_text");
    r->title = text_of(hit, "title");
    r->html = r->text.n > 0;
    if (r->html && r->title.n > 0)
        r->title = rn_prose_to_html(sink, r->title, true);
}

/* The comments below a story that was found. */
static enum rn_status ask_thread(struct rn_answer_rows *rows, const struct rn_json *hit,
                                 struct rn_str id)
{
    const struct page *page = rows->arg;
    int64_t comments = 0;

    if (!page->config->threads || page->config->query == NULL || page->list.story.n > 0 ||
        text_of(hit, "title").n == 0 || !is_number(id) ||
        !rn_json_int(rn_json_get(hit, "num_comments"), &comments) || comments <= 0)
        return RN_OK;
    return hn_ask(page->config, rows->sink, &(struct hn_list){.story = id});
}

static enum rn_status read_hit(struct rn_answer_rows *rows, const struct rn_json *hit)
{
    struct page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    enum rn_status status;
    bool found;

    if (!rn_answer_id(rows, hit, "objectID", &r.external_id, &status))
        return status;
    note_time(page, hit, &r);
    r.author_id = r.author_name = text_of(hit, "author");
    found = fits(page, rows->sink, hit);
    if (rn_own_is(page->config->own, r.author_id) || (!found && page->list.story.n == 0))
        return rn_answer_skip(rows);
    read_texts(rows->sink, hit, &r);
    if (r.text.n == 0 && r.title.n == 0) /* deleted, or a poll's empty option */
        return rn_answer_skip(rows);
    if (!found)
        r.kind = RN_KIND_COMMENT;
    r.url = address(rows->sink, r.external_id);
    r.parent = text_of(hit, "parent_id");
    if (r.parent.n > 0)
        r.thread = text_of(hit, "story_id");
    (void)rn_json_num(rn_json_get(hit, "points"), &r.reach);
    status = rn_answer_use(rows, &r);
    return status == RN_OK ? ask_thread(rows, hit, r.external_id) : status;
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* What hn_ask wrote. The story of a thread stands in the address alone. */
static struct hn_list read_list(const struct rn_response *response)
{
    static const char mark[] = "story_";
    struct hn_list list = {.index = 0};
    struct rn_str url = response->url, rest = response->note;

    list.index = rn_note_number(&rest);
    list.pages = rn_note_number(&rest);
    list.before = rn_note_number(&rest);
    if (strcmp(response->step, "thread") != 0)
        return list;
    for (size_t i = 0; i + sizeof mark <= url.n && list.story.n == 0; i++) {
        size_t n = 0;
        if (memcmp(url.p + i, mark, sizeof mark - 1) != 0)
            continue;
        for (i += sizeof mark - 1; i + n < url.n && url.p[i + n] >= '0' && url.p[i + n] <= '9'; n++)
            ;
        list.story = rn_strn(url.p + i, n);
    }
    return list;
}

/* What was written in the same second as the last hit is asked for again. */
static enum rn_status go_on(const struct page *page, struct rn_sink *sink, size_t hits)
{
    struct hn_list next = page->list;

    if (page->config->query == NULL || hits < HN_PAGE || (size_t)next.index >= RN_QUERY_CASES)
        return RN_OK;
    if (page->oldest == 0)
        return sink->fail(sink, RN_CHANGED,
                          "Hacker News sent hits without times, so the next page cannot be asked "
                          "for");
    next.before = page->oldest + 1;
    if (page->list.before > 0 && next.before >= page->list.before)
        next.before = page->oldest;
    if (++next.pages >= HN_PAGES_MAX)
        return rn_answer_warn(sink,
                              "Hacker News has more than %d hits: the older ones were not read; "
                              "make the query narrower",
                              HN_PAGES_MAX * HN_PAGE);
    return hn_ask(page->config, sink, &next);
}

static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *hits = rn_json_get(root, "hits");
    struct rn_answer_rows rows = {.sink = sink, .place = HN_PLACE, .arg = page};
    enum rn_status status;

    if (!rn_json_is(hits, RN_JSON_ARRAY))
        return rn_answer_other(sink, root, HN_PLACE, "hits");
    if (rn_json_count(hits) == 0 && page->list.pages == 0 && page->list.story.n == 0)
        return sink->warn(sink, "Hacker News found nothing for this search");
    status = rn_answer_each(&rows, hits, read_hit);
    return status == RN_OK ? go_on(page, sink, rn_json_count(hits)) : status;
}

enum rn_status hn_parse(const void *config, const struct rn_response *response,
                        struct rn_sink *sink)
{
    struct page page = {.config = config, .list = read_list(response)};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(page.config->query, &page.query, &d);

    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    status = rn_answer_json(sink, response, HN_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
