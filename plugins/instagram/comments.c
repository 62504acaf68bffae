/* SPDX-License-Identifier: MIT
 *
 * Comments and the answers below them.
 */
#include "instagram.h"

#include "../common/graph.h"

bool instagram_is_own(const struct instagram_answer *a, const struct rn_json *comment)
{
    struct rn_str name = rn_json_str(rn_json_get(comment, "username"));
    struct rn_str id = rn_json_str(rn_json_path(comment, "from.id"));

    if (name.n == 0)
        name = rn_json_str(rn_json_path(comment, "from.username"));
    return (a->own.n > 0 && rn_str_eq(name, a->own)) ||
           (a->config->account != NULL && rn_str_is(id, a->config->account));
}

/* The account's first answer. */
static struct rn_place_reply find_reply(const struct instagram_answer *a,
                                        const struct rn_json *replies)
{
    for (const struct rn_json *n = rn_json_first(replies); n != NULL; n = rn_json_next(n)) {
        struct rn_str text = rn_json_str(rn_json_get(n, "text"));
        if (instagram_is_own(a, n) && text.n > 0)
            return (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                           .text = text,
                                           .at = rn_answer_time(rn_json_get(n, "timestamp"))};
    }
    return (struct rn_place_reply){.state = RN_REPLY_NONE};
}

/* What others wrote below a comment; further pages of it are asked for. */
static enum rn_status read_replies(struct rn_answer_rows *rows, const struct rn_json *replies,
                                   struct rn_str comment)
{
    struct instagram_answer own = *(const struct instagram_answer *)rows->arg;
    struct rn_answer_rows below = *rows;
    struct rn_str after = {NULL, 0};
    enum rn_status status = RN_OK;

    own.parent = comment;
    below.arg = &own;
    below.number = below.used = below.skipped = 0;
    for (const struct rn_json *n = rn_json_first(rn_json_get(replies, "data"));
         n != NULL && status == RN_OK; n = rn_json_next(n)) {
        below.number++;
        status = instagram_read_comment(&below, n);
    }
    if (status == RN_OK)
        status = rn_graph_next(own.sink, replies, after, INSTAGRAM_PLACE, &after);
    if (status != RN_OK || after.n == 0 || own.config->account == NULL || !rn_graph_is_id(comment))
        return status;
    return instagram_ask_comments(&own, comment, "replies", after);
}

enum rn_status instagram_read_comment(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct instagram_answer *a = rows->arg;
    const struct rn_json *replies = rn_json_get(row, "replies");
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT};
    enum rn_status status;

    if (instagram_is_own(a, row))
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    r.text = rn_json_str(rn_json_get(row, "text"));
    if (r.text.n == 0 && replies == NULL) /* a picture alone */
        return rn_answer_skip(rows);
    r.author_id = rn_json_str(rn_json_path(row, "from.id"));
    r.author_name = rn_json_str(rn_json_get(row, "username"));
    if (r.author_name.n == 0)
        r.author_name = rn_json_str(rn_json_path(row, "from.username"));
    r.thread = a->post;
    r.parent = rn_json_str(rn_json_get(row, "parent_id"));
    if (r.parent.n == 0)
        r.parent = a->parent.n > 0 ? a->parent : a->post;
    r.url = a->url;
    r.created = rn_answer_time(rn_json_get(row, "timestamp"));
    r.reply = find_reply(a, rn_json_get(replies, "data"));
    if (r.text.n > 0)
        status = rn_answer_use(rows, &r);
    else
        (void)rn_answer_skip(rows);
    return status == RN_OK && replies != NULL ? read_replies(rows, replies, r.external_id) : status;
}

enum rn_status instagram_read_comments(const struct instagram_answer *a, const struct rn_json *edge,
                                       struct rn_str before)
{
    struct instagram_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = INSTAGRAM_PLACE, .arg = &own};
    struct rn_str object = a->parent.n > 0 ? a->parent : a->post, after = {NULL, 0};
    enum rn_status status;

    if (rn_json_count(rn_json_get(edge, "data")) > RN_ANSWER_ROWS)
        return rn_answer_fail(a->sink, RN_LIMIT, "Instagram sent more than %d comments on one page",
                              RN_ANSWER_ROWS);
    status = rn_answer_each(&rows, rn_json_get(edge, "data"), instagram_read_comment);
    if (status == RN_OK)
        status = rn_graph_next(a->sink, edge, before, INSTAGRAM_PLACE, &after);
    if (status != RN_OK || after.n == 0 || a->config->account == NULL || !rn_graph_is_id(object))
        return status;
    return instagram_ask_comments(a, object, a->parent.n > 0 ? "replies" : "comments", after);
}
