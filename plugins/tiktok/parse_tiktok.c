/* SPDX-License-Identifier: MIT
 *
 * All answers come with status 200 as {"code":0,"message":"OK","data":{…}}; another code is a
 * refusal.
 */
#include "tiktok.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

struct page {
    const struct tiktok_config *config;
    const struct rn_response *response;
    struct tiktok_place place;
};

/* ---- refusals -------------------------------------------------------------------------------- */

static const struct {
    int64_t from, to;
    enum rn_status means;
    const char *advice;
} codes[] = {
    {40100, 40100, RN_AGAIN, "try again later"},
    {40001, 40001, RN_LOGIN, "the account's owner has to allow the app to manage comments"},
    {40101, 40110, RN_LOGIN, "the token lives for a day: let a timer renew the file it stands in"},
    {50000, 59999, RN_AGAIN, "try again later"},
};

/* RN_OK when the answer is none. */
static enum rn_status read_code(struct rn_sink *sink, const struct rn_json *root)
{
    struct rn_str said = rn_json_str(rn_json_get(root, "message"));
    int64_t code = 0;

    if (!rn_json_int(rn_json_get(root, "code"), &code) || code == 0)
        return RN_OK;
    said = rn_utf8_cut(said, 200);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (code >= codes[i].from && code <= codes[i].to)
            return rn_answer_fail(sink, codes[i].means, "TikTok answered with code %lld: %.*s; %s",
                                  (long long)code, RN_STR_ARG(said), codes[i].advice);
    return rn_answer_fail(sink, RN_CHANGED, "TikTok answered with code %lld: %.*s", (long long)code,
                          RN_STR_ARG(said));
}

/* ---- videos ---------------------------------------------------------------------------------- */

static enum rn_status read_video(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct page *page = rows->arg;
    struct tiktok_place place = {.cursor = 0};
    enum rn_status status;

    if (!rn_answer_id(rows, row, "item_id", &place.video, &status))
        return status;
    if (!tiktok_is_id(place.video))
        return rn_answer_pass(rows, "its id is no number");
    rows->used++;
    place.url = rn_json_str(rn_json_get(row, "share_url"));
    if (place.url.n > 1000)
        place.url = (struct rn_str){NULL, 0};
    if (page->config->business == NULL)
        return RN_OK;
    return tiktok_ask_comments(page->config, rows->sink, &place);
}

/* ---- comments -------------------------------------------------------------------------------- */

static struct rn_time epoch(const struct rn_json *n)
{
    int64_t seconds;

    if (!rn_json_int(n, &seconds) || seconds <= 0 || seconds > INT64_C(4102444800))
        return (struct rn_time){.precision = RN_TIME_NONE};
    return (struct rn_time){.us = seconds * RN_SECOND, .precision = RN_TIME_SECOND};
}

static bool is_own(const struct rn_json *row)
{
    return rn_json_true(rn_json_get(row, "owner"));
}

static struct rn_place_reply find_reply(const struct rn_json *replies)
{
    for (const struct rn_json *n = rn_json_first(replies); n != NULL; n = rn_json_next(n)) {
        struct rn_str text = rn_json_str(rn_json_get(n, "text"));
        if (is_own(n) && text.n > 0)
            return (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                           .text = text,
                                           .at = epoch(rn_json_get(n, "create_time"))};
    }
    return (struct rn_place_reply){.state = RN_REPLY_NONE};
}

static void read_person(const struct rn_json *row, struct rn_review *r)
{
    static const char *const ids[] = {"unique_identifier", "user_id", "username"};
    static const char *const names[] = {"display_name", "username"};

    for (size_t i = 0; i < 3 && r->author_id.n == 0; i++)
        r->author_id = rn_json_str(rn_json_get(row, ids[i]));
    for (size_t i = 0; i < 2 && r->author_name.n == 0; i++)
        r->author_name = rn_json_str(rn_json_get(row, names[i]));
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *row);

/* The first answers stand in the comment; when there are more, all are asked for. */
static enum rn_status read_below(struct rn_answer_rows *rows, const struct rn_json *row,
                                 const struct rn_review *r)
{
    const struct page *page = rows->arg;
    const struct rn_json *list = rn_json_get(row, "reply_list");
    struct tiktok_place place = {.video = r->thread, .url = r->url, .comment = r->external_id};
    int64_t replies = 0;
    enum rn_status status = RN_OK;

    if (page->place.comment.n > 0) /* there is one floor only */
        return RN_OK;
    for (const struct rn_json *n = rn_json_first(list); n != NULL && status == RN_OK;
         n = rn_json_next(n)) {
        rows->number++;
        status = read_comment(rows, n);
    }
    if (status != RN_OK || page->config->business == NULL || !tiktok_is_id(place.video) ||
        !tiktok_is_id(place.comment) || !rn_json_int(rn_json_get(row, "replies"), &replies) ||
        replies <= (int64_t)rn_json_count(list))
        return status;
    return tiktok_ask_comments(page->config, rows->sink, &place);
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT};
    const struct rn_json *parent = rn_json_get(row, "parent_comment_id");
    enum rn_status status;

    if (is_own(row))
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, row, "comment_id", &r.external_id, &status))
        return status;
    read_person(row, &r);
    r.text = rn_json_str(rn_json_get(row, "text"));
    r.thread = rn_json_str(rn_json_get(row, "video_id"));
    if (r.thread.n == 0)
        r.thread = page->place.video;
    r.parent = rn_json_str(parent);
    if (r.parent.n == 0 || rn_str_is(r.parent, "0"))
        r.parent = page->place.comment.n > 0 ? page->place.comment : r.thread;
    r.url = page->place.url;
    r.created = epoch(rn_json_get(row, "create_time"));
    r.reply = find_reply(rn_json_get(row, "reply_list"));
    if (r.text.n > 0)
        status = rn_answer_use(rows, &r);
    else /* a sticker alone */
        (void)rn_answer_skip(rows);
    if (status != RN_OK || !rn_str_eq(r.parent, r.thread))
        return status;
    return read_below(rows, row, &r);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static struct rn_str word(struct rn_str *s)
{
    struct rn_str w = {s->p, 0};

    while (w.n < s->n && s->p[w.n] != ' ')
        w.n++;
    *s = w.n < s->n ? rn_strn(s->p + w.n + 1, s->n - w.n - 1) : (struct rn_str){NULL, 0};
    return w;
}

static int64_t number(struct rn_str w)
{
    int64_t v = 0;

    for (size_t i = 0; i < w.n && w.p[i] >= '0' && w.p[i] <= '9' && v < INT64_C(1000000000000); i++)
        v = v * 10 + (w.p[i] - '0');
    return v;
}

/* "VIDEO COMMENT CURSOR URL", as tiktok_ask_comments wrote it. */
static struct tiktok_place place_of(struct rn_str note)
{
    struct tiktok_place p = {.video = word(&note)};

    p.comment = word(&note);
    p.cursor = number(word(&note));
    p.url = note;
    if (!tiktok_is_id(p.video))
        p.video = (struct rn_str){NULL, 0};
    if (!tiktok_is_id(p.comment))
        p.comment = (struct rn_str){NULL, 0};
    return p;
}

/* Of the next page: it has to lie behind this one. 0 when there is none. */
static enum rn_status cursor_of(struct rn_sink *sink, const struct rn_json *data, int64_t before,
                                int64_t *ret)
{
    int64_t next = 0;

    *ret = 0;
    if (!rn_json_true(rn_json_get(data, "has_more")) ||
        !rn_json_int(rn_json_get(data, "cursor"), &next))
        return RN_OK;
    if (next <= 0 || next == before)
        return sink->fail(sink, RN_CHANGED,
                          "TikTok names the same page as the next one again: reading in a loop "
                          "was stopped");
    *ret = next;
    return RN_OK;
}

static enum rn_status read_videos(struct page *page, struct rn_sink *sink,
                                  const struct rn_json *data)
{
    struct rn_answer_rows rows = {.sink = sink, .place = TIKTOK_PLACE, .arg = page};
    struct rn_str note = page->response->note;
    const int64_t seen = number(word(&note));
    int64_t next;
    enum rn_status status = rn_answer_each(&rows, rn_json_get(data, "videos"), read_video);

    if (status != RN_OK)
        return status;
    if (rows.number == 0)
        return seen > 0 ? RN_OK : sink->warn(sink, "TikTok lists no videos of this account");
    status = cursor_of(sink, data, number(word(&note)), &next);
    if (status != RN_OK || next == 0 || page->config->business == NULL ||
        seen + (int64_t)rows.number >= page->config->videos)
        return status;
    return tiktok_ask_videos(page->config, sink, next, seen + (int64_t)rows.number);
}

static enum rn_status read_comments(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *data)
{
    struct rn_answer_rows rows = {.sink = sink, .place = TIKTOK_PLACE, .arg = page};
    struct tiktok_place next = page->place;
    enum rn_status status = rn_answer_each(&rows, rn_json_get(data, "comments"), read_comment);

    if (status == RN_OK)
        status = cursor_of(sink, data, page->place.cursor, &next.cursor);
    if (status != RN_OK || next.cursor == 0 || rows.number == 0 || page->config->business == NULL ||
        next.video.n == 0)
        return status;
    if (next.cursor > TIKTOK_PAGES * TIKTOK_COMMENTS && next.cursor < INT64_C(1000000000))
        return rn_answer_warn(sink, "stopped after %d comments below a video",
                              TIKTOK_PAGES * TIKTOK_COMMENTS);
    return tiktok_ask_comments(page->config, sink, &next);
}

static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *data = rn_json_get(root, "data");
    const struct rn_json *videos = rn_json_get(data, "videos");
    const struct rn_json *comments = rn_json_get(data, "comments");
    enum rn_status status = read_code(sink, root);

    if (status != RN_OK)
        return status;
    if (rn_json_count(videos) > RN_ANSWER_ROWS || rn_json_count(comments) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "TikTok sent more than %d rows on one page",
                              RN_ANSWER_ROWS);
    if (rn_json_is(videos, RN_JSON_ARRAY))
        return read_videos(page, sink, data);
    if (!rn_json_is(comments, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED,
                          "TikTok sent another document than expected: it has neither a list "
                          "\"videos\" nor one \"comments\"");
    return read_comments(page, sink, data);
}

enum rn_status tiktok_parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct page page = {.config = config, .response = response};
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "videos") != 0)
        page.place = place_of(response->note);
    status = rn_answer_json(sink, response, TIKTOK_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = strcmp(response->step, "reply") == 0 ? read_code(sink, rn_json_root(doc))
                                                  : read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
