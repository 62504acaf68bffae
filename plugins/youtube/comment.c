/* SPDX-License-Identifier: MIT
 *
 * Comments. A thread is a comment with some of its answers, five at most; further ones are asked
 * for. The channel's own answer belongs to the comment and is no comment itself.
 */
#include "youtube.h"

#include "../common/own.h"

struct rn_str youtube_text(const struct rn_json *row, const char *dotted)
{
    return rn_str_trim(rn_json_str(rn_json_path(row, dotted)));
}

bool youtube_is_id(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
              c == '_' || c == '.'))
            return false;
    }
    return s.n > 0 && s.n <= YOUTUBE_ID_MAX;
}

struct rn_str youtube_address(struct rn_sink *sink, struct rn_str video, struct rn_str comment)
{
    static const char form[] = "https://www.youtube.com/watch?v=%.*s%s%.*s";
    size_t room = sizeof form + video.n + comment.n + 8;
    char *p;

    if (!youtube_is_id(video) || (comment.n > 0 && !youtube_is_id(comment)))
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, room);
    (void)snprintf(p, room, form, RN_STR_ARG(video), comment.n > 0 ? "&lc=" : "",
                   RN_STR_ARG(comment));
    return rn_str(p);
}

bool youtube_is_unfiltered(const struct youtube_config *c)
{
    return c->channel == NULL && c->video.n == 0 && c->query == NULL;
}

bool youtube_is_own(const struct youtube_config *c, struct rn_str id, struct rn_str name)
{
    return rn_own_is(c->own, id) || rn_own_is(c->own, name) ||
           (c->channel != NULL && rn_str_is(id, c->channel));
}

/* "parent.child": the part before the last point; empty for a comment that answers none. */
static struct rn_str parent_of(const struct rn_json *comment, struct rn_str id)
{
    struct rn_str parent = youtube_text(comment, "snippet.parentId");
    size_t n = id.n;

    if (parent.n > 0)
        return parent;
    while (n > 0 && id.p[n - 1] != '.')
        n--;
    return n > 1 ? rn_strn(id.p, n - 1) : (struct rn_str){NULL, 0};
}

/* What was written, not what is shown, when both are there. */
static void read_text(const struct youtube_page *page, const struct rn_json *comment,
                      struct rn_review *r)
{
    r->text = youtube_text(comment, "snippet.textOriginal");
    if (r->text.n > 0)
        return;
    r->text = youtube_text(comment, "snippet.textDisplay");
    r->html = page->html;
}

static void read_times(const struct rn_json *comment, struct rn_review *r)
{
    r->created = rn_answer_time(rn_json_path(comment, "snippet.publishedAt"));
    r->updated = rn_answer_time(rn_json_path(comment, "snippet.updatedAt"));
    if (r->created.us == r->updated.us)
        r->updated = (struct rn_time){.precision = RN_TIME_NONE};
}

static struct rn_str video_of(const struct youtube_page *page, const struct rn_json *comment)
{
    struct rn_str video = youtube_text(comment, "snippet.videoId");

    return video.n > 0 ? video : page->list.video;
}

/* On videos of others a comment that speaks of the brand is a mention. */
static enum rn_kind kind_of(const struct youtube_page *page, struct rn_sink *sink,
                            const struct rn_review *r)
{
    bool others = page->list.kind == YOUTUBE_VIDEO || page->list.kind == YOUTUBE_REPLIES;

    return others && page->query.case_count > 0 && rn_query_fits(&page->query, sink, &r->text, 1)
               ? RN_KIND_MENTION
               : RN_KIND_COMMENT;
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *comment,
                                   struct rn_place_reply reply)
{
    struct youtube_page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .reply = reply};
    enum rn_status status;

    if (!rn_answer_id(rows, comment, "id", &r.external_id, &status))
        return status;
    r.author_id = youtube_text(comment, "snippet.authorChannelId.value");
    r.author_name = youtube_text(comment, "snippet.authorDisplayName");
    read_text(page, comment, &r);
    if (r.text.n == 0)
        return rn_json_get(comment, "snippet") != NULL ? rn_answer_skip(rows)
                                                       : rn_answer_pass(rows, "it is no comment");
    if (!youtube_is_unfiltered(page->config) &&
        youtube_is_own(page->config, r.author_id, r.author_name))
        return rn_answer_skip(rows);
    r.kind = kind_of(page, rows->sink, &r);
    read_times(comment, &r);
    r.parent = parent_of(comment, r.external_id);
    r.thread = r.parent.n > 0 ? r.parent : r.external_id;
    r.url = youtube_address(rows->sink, video_of(page, comment), r.external_id);
    return rn_answer_use(rows, &r);
}

struct rn_place_reply youtube_find_reply(const struct youtube_page *page,
                                         const struct rn_json *comments)
{
    struct rn_place_reply first = {.state = RN_REPLY_NONE};

    for (const struct rn_json *n = rn_json_first(comments); n != NULL; n = rn_json_next(n)) {
        struct rn_place_reply one = {.state = RN_REPLY_PUBLISHED,
                                     .text = youtube_text(n, "snippet.textOriginal"),
                                     .at = rn_answer_time(rn_json_path(n, "snippet.publishedAt"))};
        if (one.text.n == 0)
            one.text = youtube_text(n, "snippet.textDisplay");
        if (one.text.n > 0 &&
            youtube_is_own(page->config, youtube_text(n, "snippet.authorChannelId.value"),
                           youtube_text(n, "snippet.authorDisplayName")) &&
            (first.state == RN_REPLY_NONE || one.at.us < first.at.us))
            first = one;
    }
    return first;
}

/* Only some answers come with their comment. */
static bool has_more_answers(const struct rn_json *row)
{
    int64_t total = 0;

    return rn_json_int(rn_json_path(row, "snippet.totalReplyCount"), &total) &&
           total > (int64_t)rn_json_count(rn_json_path(row, "replies.comments"));
}

static enum rn_status ask_replies(struct rn_answer_rows *rows, const struct rn_json *comment,
                                  bool waits)
{
    const struct youtube_page *page = rows->arg;
    struct youtube_list replies = {.kind = YOUTUBE_REPLIES,
                                   .item = waits,
                                   .id = youtube_text(comment, "id"),
                                   .video = video_of(page, comment)};

    if (!youtube_is_id(replies.video))
        replies.video = (struct rn_str){NULL, 0};
    return youtube_ask(page->config, rows->sink, &replies);
}

static enum rn_status read_answers(struct rn_answer_rows *rows, const struct rn_json *answers)
{
    const struct youtube_page *page = rows->arg;
    enum rn_status status = RN_OK;

    for (const struct rn_json *n = rn_json_first(answers);
         n != NULL && status == RN_OK && page->config->threads; n = rn_json_next(n)) {
        rows->number++;
        status = read_comment(rows, n, (struct rn_place_reply){.state = RN_REPLY_NONE});
    }
    return status;
}

/* Where the channel's answer may be among those that did not come, the comment waits for them: a
 * comment that had an answer yesterday must not seem to have lost it. */
enum rn_status youtube_read_thread(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct youtube_page *page = rows->arg;
    const struct rn_json *comment = rn_json_path(row, "snippet.topLevelComment");
    const struct rn_json *answers = rn_json_path(row, "replies.comments");
    struct rn_place_reply reply = youtube_find_reply(page, answers);
    bool more = has_more_answers(row) && youtube_is_id(youtube_text(comment, "id")) &&
                !youtube_is_unfiltered(page->config);
    bool waits = more && page->list.kind == YOUTUBE_CHANNEL && reply.state == RN_REPLY_NONE;
    enum rn_status status;

    if (comment == NULL)
        return rn_answer_pass(rows, "it is no comment");
    status = waits ? rn_answer_skip(rows) : read_comment(rows, comment, reply);
    if (status == RN_OK)
        status = read_answers(rows, answers);
    if (status != RN_OK || !more || !(waits || page->config->threads))
        return status;
    return ask_replies(rows, comment, waits);
}

/* A comment that was asked for again belongs to the answer that was found below it. */
enum rn_status youtube_read_comment(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct youtube_page *page = rows->arg;

    if (page->list.kind == YOUTUBE_ANSWERED)
        return read_comment(rows, row, page->list.reply);
    if (page->list.kind == YOUTUBE_REPLIES && !page->config->threads)
        return rn_answer_skip(rows); /* only the owner's was looked for */
    return read_comment(rows, row, (struct rn_place_reply){.state = RN_REPLY_NONE});
}
