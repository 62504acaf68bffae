/* SPDX-License-Identifier: MIT
 *
 * What Facebook pushes: {"object":"page","entry":[{"changes":[{"field":"ratings","value":{…}}]}]}.
 * The owner's own comments are left to the next run, which finds them below their recommendation.
 */
#include "facebook.h"

#include "../common/graph.h"

static struct rn_time epoch(const struct rn_json *n)
{
    struct rn_time t = rn_answer_epoch(n);

    return t.precision != RN_TIME_NONE ? t : rn_answer_time(n);
}

/* Older events call the writer of a comment the sender. */
static struct rn_str person(const struct rn_json *value, const char *now, const char *before)
{
    struct rn_str s = rn_json_str(rn_json_path(value, now));

    return s.n > 0 ? s : rn_json_str(rn_json_get(value, before));
}

static enum rn_status read_rating(struct rn_answer_rows *rows, const struct rn_json *value,
                                  bool removed)
{
    struct rn_review r = {.size = sizeof r, .removed = removed};
    enum rn_status status;

    if (!rn_answer_id(rows, value, "open_graph_story_id", &r.external_id, &status))
        return status;
    r.author_id = rn_json_str(rn_json_get(value, "reviewer_id"));
    r.author_name = rn_json_str(rn_json_get(value, "reviewer_name"));
    r.rating = facebook_rating(value);
    r.text = rn_json_str(rn_json_get(value, "review_text"));
    r.created = epoch(rn_json_get(value, "created_time"));
    return rn_answer_use(rows, &r);
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *value,
                                   bool removed)
{
    const struct facebook_answer *a = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT, .removed = removed};
    enum rn_status status;

    r.author_id = person(value, "from.id", "sender_id");
    if (!a->comments || (a->page.n > 0 && rn_str_eq(r.author_id, a->page)))
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, value, "comment_id", &r.external_id, &status))
        return status;
    r.author_name = person(value, "from.name", "sender_name");
    r.text = rn_json_str(rn_json_get(value, "message"));
    r.thread = rn_json_str(rn_json_get(value, "open_graph_story_id"));
    r.parent = rn_json_str(rn_json_get(value, "parent_id"));
    if (r.parent.n == 0)
        r.parent = r.thread;
    r.created = epoch(rn_json_get(value, "created_time"));
    return rn_answer_use(rows, &r);
}

static enum rn_status read_change(struct rn_answer_rows *rows, const struct rn_json *change)
{
    const struct rn_json *value = rn_json_get(change, "value");
    struct rn_str item = rn_json_str(rn_json_get(value, "item"));
    bool removed = rn_str_is(rn_json_str(rn_json_get(value, "verb")), "remove");

    if (rn_str_is(rn_json_str(rn_json_get(change, "field")), "ratings")) {
        if (rn_str_is(item, "comment"))
            return read_comment(rows, value, removed);
        if (item.n == 0 || rn_str_is(item, "rating"))
            return read_rating(rows, value, removed);
    }
    (void)rn_answer_skip(rows);
    return rn_answer_pass(rows, "it is an event that says nothing of a recommendation");
}

enum rn_status facebook_read_events(const struct facebook_answer *a, const struct rn_json *root)
{
    struct facebook_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = FACEBOOK_PLACE, .arg = &own};
    enum rn_status status = RN_OK;

    for (const struct rn_json *entry = rn_json_first(rn_json_get(root, "entry"));
         entry != NULL && status == RN_OK; entry = rn_json_next(entry)) {
        own.page = a->page.n > 0 ? a->page : rn_json_str(rn_json_get(entry, "id"));
        for (const struct rn_json *n = rn_json_first(rn_json_get(entry, "changes"));
             n != NULL && status == RN_OK; n = rn_json_next(n)) {
            rows.number++;
            status = read_change(&rows, n);
        }
    }
    if (status != RN_OK)
        return status;
    return rows.number > 0 ? rn_answer_end(&rows)
                           : a->sink->warn(a->sink, "Facebook sent a notice without events");
}
