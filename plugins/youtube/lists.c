/* SPDX-License-Identifier: MIT
 *
 * Lists: which one an answer is ("kind" tells), its rows, its next page.
 */
#include "youtube.h"

#include <renown/url.h>

#include "../common/note.h"

/* What youtube_ask wrote: "ITEM PAGES TOKEN ID VIDEO", and behind that when an answer was given and
 * its text. */
static struct youtube_list read_note(const struct rn_response *response)
{
    struct youtube_list list = {.kind = YOUTUBE_CHANNEL};
    struct rn_str rest = response->note;

    while (list.kind < YOUTUBE_UNKNOWN && strcmp(youtube_steps[list.kind], response->step) != 0)
        list.kind++;
    list.item = rn_note_number(&rest);
    list.pages = rn_note_number(&rest);
    list.token = rn_note_word(&rest);
    list.id = rn_note_word(&rest);
    list.video = rn_note_word(&rest);
    if (list.kind != YOUTUBE_ANSWERED)
        return list;
    list.reply.at.us = rn_note_number(&rest);
    list.reply.at.precision = list.reply.at.us > 0 ? RN_TIME_SECOND : RN_TIME_NONE;
    list.reply.text = rest;
    list.reply.state = rest.n > 0 ? RN_REPLY_PUBLISHED : RN_REPLY_NONE;
    return list;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static bool is_token(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7f)
            return false;
    return s.n > 0 && s.n <= 2000;
}

static enum rn_status go_on(const struct youtube_page *page, struct rn_sink *sink,
                            struct rn_str token)
{
    struct youtube_list next = page->list;

    if (token.n == 0 || next.kind > YOUTUBE_REPLIES || youtube_is_unfiltered(page->config))
        return RN_OK;
    if (!is_token(token) || rn_str_eq(token, next.token))
        return sink->warn(sink, "YouTube named a next page that is none or is this one: the older "
                                "comments were not read");
    next.token = token;
    if (++next.pages >= YOUTUBE_PAGES_MAX)
        return rn_answer_warn(sink,
                              "YouTube lists more than %d pages: the older ones were not read",
                              YOUTUBE_PAGES_MAX);
    return youtube_ask(page->config, sink, &next);
}

/* The comment that waited for its answers: the channel's is among them, or they are at their end.
 */
static enum rn_status end_wait(struct youtube_page *page, struct rn_sink *sink,
                               const struct rn_json *list, bool last)
{
    struct youtube_list again = {.kind = YOUTUBE_ANSWERED,
                                 .id = page->list.id,
                                 .video = page->list.video,
                                 .reply = youtube_find_reply(page, list)};

    if (page->list.kind != YOUTUBE_REPLIES || page->list.item == 0 ||
        (again.reply.state == RN_REPLY_NONE && !last))
        return RN_OK;
    page->list.item = 0;
    return youtube_ask(page->config, sink, &again);
}

/* Further answers are of use when somebody wants them, or a comment still waits. */
static bool is_done(const struct youtube_page *page)
{
    return page->list.kind == YOUTUBE_REPLIES && page->list.item == 0 && !page->config->threads;
}

/* ---- answers --------------------------------------------------------------------------------- */

struct form {
    const char *kind; /* of the answer, as it names itself */
    rn_answer_row *read;
};

static const struct form forms[] = {{"youtube#commentThreadListResponse", youtube_read_thread},
                                    {"youtube#commentListResponse", youtube_read_comment},
                                    {"youtube#videoListResponse", youtube_read_video}};

static const struct form *form_of(struct rn_str kind)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (rn_str_is(kind, forms[i].kind))
            return &forms[i];
    return NULL;
}

static enum rn_status say_empty(const struct youtube_page *page, struct rn_sink *sink)
{
    if (page->list.pages > 0 || page->list.kind == YOUTUBE_REPLIES)
        return RN_OK;
    return sink->warn(sink, page->list.kind == YOUTUBE_ANSWERED
                                ? "YouTube has a comment no more that it had a moment ago"
                                : "YouTube lists nothing there");
}

static enum rn_status read_document(struct youtube_page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *list = rn_json_get(root, "items");
    struct rn_str kind = rn_json_str(rn_json_get(root, "kind")), token;
    const struct form *form = form_of(kind);
    struct rn_answer_rows rows = {.sink = sink, .place = YOUTUBE_PLACE, .arg = page};
    enum rn_status status;

    if (!rn_json_is(list, RN_JSON_ARRAY) ||
        (form == NULL && !rn_str_is(kind, "youtube#searchListResponse")))
        return rn_answer_other(sink, root, YOUTUBE_PLACE, "items");
    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "YouTube sent more than %d comments at once",
                              RN_ANSWER_ROWS);
    if (form == NULL)
        return youtube_read_hits(page, sink, list);
    if (rn_json_count(list) == 0)
        status = say_empty(page, sink);
    else
        status = rn_answer_each(&rows, list, form->read);
    token = youtube_text(root, "nextPageToken");
    if (status == RN_OK)
        status = end_wait(page, sink, list, token.n == 0);
    if (status != RN_OK || is_done(page))
        return status;
    return go_on(page, sink, token);
}

/* A comment is plain where it was asked for so. */
static bool is_html(struct rn_str url)
{
    struct rn_str format;

    return !(rn_url_param(url, "textFormat", &format) && rn_str_is(format, "plainText"));
}

enum rn_status youtube_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink)
{
    struct youtube_page page = {.config = config, .html = is_html(response->url)};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    page.list = read_note(response);
    status = rn_query_read(page.config->query, &page.query, &d);
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    status = rn_answer_json(sink, response, YOUTUBE_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
