/* SPDX-License-Identifier: MIT
 *
 * Posts, the account's own and those of others, and the choice of what an answer is.
 */
#include "instagram.h"

#include <renown/url.h>

#include "../common/graph.h"

/* ---- posts of others ------------------------------------------------------------------------- */

/* A picture without words is no mention that anybody could read. */
static enum rn_status read_post(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct instagram_answer *a = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    enum rn_status status;

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    r.text = rn_json_str(rn_json_get(row, "caption"));
    if (r.text.n == 0 || instagram_is_own(a, row))
        return rn_answer_skip(rows);
    r.author_name = rn_json_str(rn_json_get(row, "username"));
    r.url = rn_json_str(rn_json_get(row, "permalink"));
    r.thread = r.external_id;
    r.created = rn_answer_time(rn_json_get(row, "timestamp"));
    return rn_answer_use(rows, &r);
}

static int page_of(struct rn_str note)
{
    int page = 0;

    for (size_t i = 0; i < note.n && i < 3 && note.p[i] >= '0' && note.p[i] <= '9'; i++)
        page = page * 10 + (note.p[i] - '0');
    return page;
}

/* Of hashtags an equal cursor is no circle; an empty page and a number of pages end them. */
static enum rn_status more_recent(const struct instagram_answer *a, const struct rn_json *root,
                                  struct rn_str hashtag, size_t count)
{
    const int page = page_of(a->response->note) + 1;
    struct rn_str after;
    enum rn_status status =
        rn_graph_next(a->sink, root, (struct rn_str){NULL, 0}, INSTAGRAM_PLACE, &after);

    if (status != RN_OK || after.n == 0 || count == 0)
        return status;
    if (page >= INSTAGRAM_HASHTAG_PAGES)
        return rn_answer_warn(a->sink,
                              "more than %d pages were posted under a hashtag in a day; the rest "
                              "was not looked at",
                              INSTAGRAM_HASHTAG_PAGES);
    return instagram_ask_recent(a->config, a->sink, hashtag, after, page);
}

static enum rn_status read_posts(const struct instagram_answer *a, const struct rn_json *root,
                                 struct rn_str object, struct rn_str edge)
{
    struct instagram_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = INSTAGRAM_PLACE, .arg = &own};
    struct rn_str after;
    enum rn_status status;

    if (rn_json_count(rn_json_get(root, "data")) > RN_ANSWER_ROWS)
        return rn_answer_fail(a->sink, RN_LIMIT, "Instagram sent more than %d posts on one page",
                              RN_ANSWER_ROWS);
    status = rn_answer_each(&rows, rn_json_get(root, "data"), read_post);
    if (status != RN_OK || a->config->account == NULL)
        return status == RN_OK && rows.number == 0
                   ? a->sink->warn(a->sink, "Instagram lists no posts there")
                   : status;
    if (rn_str_is(edge, "recent_media"))
        return more_recent(a, root, object, rows.number);
    status = rn_graph_next(a->sink, root, a->response->note, INSTAGRAM_PLACE, &after);
    if (status != RN_OK || after.n == 0 || !rn_str_is(edge, "tags"))
        return status;
    return instagram_ask_tags(a->config, a->sink, after);
}

/* ---- posts of the account -------------------------------------------------------------------- */

static enum rn_status read_own_post(struct rn_answer_rows *rows, const struct rn_json *row)
{
    struct instagram_answer own = *(const struct instagram_answer *)rows->arg;
    const struct rn_json *comments = rn_json_get(row, "comments");
    struct rn_str name = rn_json_str(rn_json_get(row, "username"));
    enum rn_status status;

    if (!rn_answer_id(rows, row, "id", &own.post, &status))
        return status;
    rows->used++; /* what is below it is counted there */
    if (name.n > 0 && name.n <= 100)
        own.own = name;
    own.url = rn_json_str(rn_json_get(row, "permalink"));
    if (!rn_json_is(rn_json_get(comments, "data"), RN_JSON_ARRAY))
        return comments != NULL ? rn_answer_pass(rows, "its comments are no list") : RN_OK;
    if (rn_json_count(rn_json_get(comments, "data")) == 0)
        return RN_OK;
    return instagram_read_comments(&own, comments, (struct rn_str){NULL, 0});
}

static enum rn_status read_own_posts(const struct instagram_answer *a, const struct rn_json *root)
{
    struct instagram_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = INSTAGRAM_PLACE, .arg = &own};
    enum rn_status status = rn_answer_each(&rows, rn_json_get(root, "data"), read_own_post);

    return status == RN_OK && rows.number == 0
               ? a->sink->warn(a->sink, "Instagram lists no posts of this account")
               : status;
}

/* ---- which answer is this? ------------------------------------------------------------------- */

static enum rn_status read_hashtag(const struct instagram_answer *a, const struct rn_json *root)
{
    struct rn_str id = rn_json_str(rn_json_get(rn_json_at(rn_json_get(root, "data"), 0), "id"));

    if (!rn_graph_is_id(id))
        return rn_answer_warn(a->sink, "Instagram knows no hashtag \"%.*s\"",
                              (int)(a->response->note.n < 100 ? a->response->note.n : 100),
                              a->response->note.n > 0 ? a->response->note.p : "");
    if (a->config->account == NULL)
        return RN_OK;
    return instagram_ask_recent(a->config, a->sink, id, (struct rn_str){NULL, 0}, 0);
}

/* What a webhook named: {"mentioned_comment":{…},"id":"…"}. */
static enum rn_status read_mention(const struct instagram_answer *a, const struct rn_json *root)
{
    struct instagram_answer own = *a;
    struct rn_answer_rows rows = {
        .sink = a->sink, .place = INSTAGRAM_PLACE, .arg = &own, .number = 1};
    const struct rn_json *comment = rn_json_get(root, "mentioned_comment");
    const struct rn_json *post = rn_json_get(root, "mentioned_media");
    enum rn_status status;

    if (comment == NULL && post == NULL)
        return rn_answer_other(a->sink, root, INSTAGRAM_PLACE, "data");
    own.post = rn_json_str(rn_json_path(comment, "media.id"));
    own.url = rn_json_str(rn_json_path(comment, "media.permalink"));
    status = comment != NULL ? instagram_read_comment(&rows, comment) : read_post(&rows, post);
    return status == RN_OK ? rn_answer_end(&rows) : status;
}

/* Without an address the rows tell. */
static bool holds_comments(const struct rn_json *data)
{
    const struct rn_json *row = rn_json_first(data);

    return rn_json_get(row, "text") != NULL && rn_json_get(row, "caption") == NULL;
}

static bool holds_own_posts(const struct rn_json *data)
{
    for (const struct rn_json *n = rn_json_first(data); n != NULL; n = rn_json_next(n))
        if (rn_json_get(n, "comments") != NULL)
            return true;
    return false;
}

/* The note of a list of comments: the account's name, a blank, the cursor. */
static struct rn_str after_name(struct rn_str note, struct rn_str *ret_name)
{
    const char *blank = note.n > 0 ? memchr(note.p, ' ', note.n) : NULL;

    if (blank == NULL)
        return (struct rn_str){NULL, 0};
    if (blank > note.p)
        *ret_name = rn_strn(note.p, (size_t)(blank - note.p));
    return rn_strn(blank + 1, note.n - (size_t)(blank + 1 - note.p));
}

static enum rn_status read_list(struct instagram_answer *a, const struct rn_json *root)
{
    const struct rn_json *data = rn_json_get(root, "data");
    const char *step = a->response->step;
    struct rn_str object, edge, before;

    rn_graph_address(a->response->url, &object, &edge);
    if (strcmp(step, "hashtag") == 0)
        return read_hashtag(a, root);
    if (rn_str_is(edge, "media") || (edge.n == 0 && holds_own_posts(data)))
        return read_own_posts(a, root);
    if (rn_str_is(edge, "comments") || rn_str_is(edge, "replies") ||
        (edge.n == 0 && holds_comments(data))) {
        before = after_name(a->response->note, &a->own);
        *(rn_str_is(edge, "replies") ? &a->parent : &a->post) = object;
        return instagram_read_comments(a, root, before);
    }
    return read_posts(a, root, object, edge);
}

enum rn_status instagram_parse(const void *config, const struct rn_response *response,
                               struct rn_sink *sink)
{
    const struct instagram_config *c = config;
    struct instagram_answer a = {
        .config = c, .response = response, .sink = sink, .own = rn_str(c->username)};
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, INSTAGRAM_PLACE, &doc);
    if (status != RN_OK)
        return status;
    const struct rn_json *root = rn_json_root(doc);
    if (rn_json_is(rn_json_get(root, "entry"), RN_JSON_ARRAY))
        status = instagram_read_pushed(&a, root);
    else if (rn_json_is(rn_json_get(root, "data"), RN_JSON_ARRAY))
        status = read_list(&a, root);
    else
        status = read_mention(&a, root);
    rn_json_free(doc);
    return status;
}
