/* SPDX-License-Identifier: MIT
 *
 * What Instagram pushes: {"object":"instagram","entry":[{"changes":[{"field":"comments",…}]}]}. A
 * comment comes whole. Of a mention only the ids come, and its text has to be asked for: there is
 * no other way to hear of one.
 */
#include "instagram.h"

#include <renown/stamp.h>

#include "../common/graph.h"

/* An event tells when it was sent and not when the comment was written, which is the same but for
 * seconds. Some versions tell milliseconds. */
static struct rn_time sent_at(const struct rn_json *entry)
{
    int64_t t;

    if (!rn_json_int(rn_json_get(entry, "time"), &t) || t <= 0)
        return (struct rn_time){.precision = RN_TIME_NONE};
    if (t > INT64_C(100000000000))
        t /= 1000;
    if (t > INT64_C(4102444800))
        return (struct rn_time){.precision = RN_TIME_NONE};
    return (struct rn_time){.us = t * RN_SECOND, .precision = RN_TIME_SECOND};
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *value,
                                   struct rn_time at)
{
    const struct instagram_answer *a = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT, .created = at};
    enum rn_status status;

    if (instagram_is_own(a, value))
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, value, "id", &r.external_id, &status))
        return status;
    r.text = rn_json_str(rn_json_get(value, "text"));
    if (r.text.n == 0)
        return rn_answer_skip(rows);
    r.author_id = rn_json_str(rn_json_path(value, "from.id"));
    r.author_name = rn_json_str(rn_json_path(value, "from.username"));
    r.thread = rn_json_str(rn_json_path(value, "media.id"));
    r.parent = rn_json_str(rn_json_get(value, "parent_id"));
    if (r.parent.n == 0)
        r.parent = r.thread;
    return rn_answer_use(rows, &r);
}

static enum rn_status read_mention(struct rn_answer_rows *rows, const struct rn_json *value)
{
    const struct instagram_answer *a = rows->arg;
    struct rn_str post = rn_json_str(rn_json_get(value, "media_id"));
    struct rn_str comment = rn_json_str(rn_json_get(value, "comment_id"));

    if (!rn_graph_is_id(comment) && !rn_graph_is_id(post))
        return rn_answer_pass(rows, "it is a mention without an id");
    (void)rn_answer_skip(rows);
    if (a->config->account == NULL)
        return rn_answer_pass(rows, "it is a mention whose text has to be asked for");
    if (!rn_graph_is_id(comment))
        comment = (struct rn_str){NULL, 0};
    return instagram_ask_mention(a->config, a->sink, post, comment);
}

static enum rn_status read_change(struct rn_answer_rows *rows, const struct rn_json *change,
                                  struct rn_time at)
{
    struct rn_str field = rn_json_str(rn_json_get(change, "field"));
    const struct rn_json *value = rn_json_get(change, "value");

    if (rn_str_is(field, "comments") || rn_str_is(field, "live_comments"))
        return read_comment(rows, value, at);
    if (rn_str_is(field, "mentions"))
        return read_mention(rows, value);
    (void)rn_answer_skip(rows);
    return rn_answer_pass(rows, "it is an event that says nothing of a comment or a mention");
}

enum rn_status instagram_read_pushed(const struct instagram_answer *a, const struct rn_json *root)
{
    struct instagram_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = INSTAGRAM_PLACE, .arg = &own};
    enum rn_status status = RN_OK;

    for (const struct rn_json *entry = rn_json_first(rn_json_get(root, "entry"));
         entry != NULL && status == RN_OK; entry = rn_json_next(entry)) {
        for (const struct rn_json *n = rn_json_first(rn_json_get(entry, "changes"));
             n != NULL && status == RN_OK; n = rn_json_next(n)) {
            rows.number++;
            status = read_change(&rows, n, sent_at(entry));
        }
    }
    if (status != RN_OK)
        return status;
    return rows.number > 0 ? rn_answer_end(&rows)
                           : a->sink->warn(a->sink, "Instagram sent a notice without events");
}
