/* SPDX-License-Identifier: MIT
 *
 * Recommendations. A row has no id of its own: the story that it made on the page is one, and where
 * there is none, who wrote it and when.
 */
#include "facebook.h"

#include "../common/graph.h"

struct rn_rating facebook_rating(const struct rn_json *row)
{
    struct rn_rating points = rn_answer_stars(rn_json_get(row, "rating"));
    struct rn_str word = rn_json_str(rn_json_get(row, "recommendation_type"));

    if (points.scale != RN_SCALE_NONE)
        return points;
    if (rn_str_is(word, "positive") || rn_str_is(word, "POSITIVE"))
        return (struct rn_rating){.scale = RN_SCALE_THUMBS, .value = 1, .best = 1, .worst = 0};
    if (rn_str_is(word, "negative") || rn_str_is(word, "NEGATIVE"))
        return (struct rn_rating){.scale = RN_SCALE_THUMBS, .value = 0, .best = 1, .worst = 0};
    return points;
}

bool facebook_is_own(const struct facebook_answer *a, const struct rn_json *comment)
{
    return a->page.n > 0 && rn_str_eq(rn_json_str(rn_json_path(comment, "from.id")), a->page);
}

/* The page's first comment is the answer. */
static struct rn_place_reply find_reply(const struct facebook_answer *a,
                                        const struct rn_json *comments)
{
    for (const struct rn_json *n = rn_json_first(comments); n != NULL; n = rn_json_next(n)) {
        struct rn_str text = rn_json_str(rn_json_get(n, "message"));
        if (facebook_is_own(a, n) && text.n > 0)
            return (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                           .text = text,
                                           .at = rn_answer_time(rn_json_get(n, "created_time"))};
    }
    return (struct rn_place_reply){.state = RN_REPLY_NONE};
}

static void name_it(struct rn_sink *sink, const struct rn_json *row, struct rn_review *r)
{
    struct rn_str when = rn_json_str(rn_json_get(row, "created_time"));
    struct rn_str parts[] = {r->author_id, when};
    char *key;
    size_t n = 0;

    r->external_id = rn_str_trim(rn_json_str(rn_json_path(row, "open_graph_story.id")));
    if (r->external_id.n > 0 || when.n == 0 || when.n > 60 || r->author_id.n > 60)
        return;
    key = sink->alloc(sink, r->author_id.n + when.n + 1);
    for (size_t i = 0; i < 2; i++) {
        if (parts[i].n > 0)
            memcpy(key + n, parts[i].p, parts[i].n);
        n += parts[i].n;
        if (i == 0)
            key[n++] = ' ';
    }
    r->key_hint = rn_strn(key, n);
}

/* The first hundred comments come with the recommendation, further ones are asked for. */
static enum rn_status read_story(struct rn_answer_rows *rows, const struct rn_json *comments,
                                 struct rn_str story)
{
    struct facebook_answer own = *(const struct facebook_answer *)rows->arg;

    if (!own.comments || !rn_json_is(rn_json_get(comments, "data"), RN_JSON_ARRAY) ||
        rn_json_count(rn_json_get(comments, "data")) == 0)
        return RN_OK;
    own.object = story;
    return facebook_read_comments(&own, comments, (struct rn_str){NULL, 0});
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct facebook_answer *a = rows->arg;
    const struct rn_json *story = rn_json_get(row, "open_graph_story");
    const struct rn_json *comments = rn_json_get(story, "comments");
    struct rn_review r = {.size = sizeof r};
    enum rn_status status;

    if (!rn_json_is(row, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no object");
    r.author_id = rn_json_str(rn_json_path(row, "reviewer.id"));
    r.author_name = rn_json_str(rn_json_path(row, "reviewer.name"));
    r.rating = facebook_rating(row);
    r.text = rn_json_str(rn_json_get(row, "review_text"));
    r.created = rn_answer_time(rn_json_get(row, "created_time"));
    name_it(a->sink, row, &r);
    if (r.rating.scale == RN_SCALE_NONE && r.text.n == 0)
        return rn_answer_pass(rows, "it holds neither a recommendation nor a text");
    r.reply = find_reply(a, rn_json_get(comments, "data"));
    status = rn_answer_use(rows, &r);
    return status == RN_OK ? read_story(rows, comments, r.external_id) : status;
}

enum rn_status facebook_read_ratings(const struct facebook_answer *a, const struct rn_json *root,
                                     struct rn_str before)
{
    struct facebook_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = FACEBOOK_PLACE, .arg = &own};
    struct rn_str after;
    enum rn_status status;

    status = rn_answer_each(&rows, rn_json_get(root, "data"), read_row);
    if (status == RN_OK)
        status = rn_graph_next(a->sink, root, before, FACEBOOK_PLACE, &after);
    if (status != RN_OK)
        return status;
    if (after.n > 0 && a->config->page != NULL)
        return facebook_ask_ratings(a->config, a->sink, after);
    if (rows.number == 0 && before.n == 0)
        return a->sink->warn(a->sink, "Facebook lists no recommendations of this page");
    return RN_OK;
}
