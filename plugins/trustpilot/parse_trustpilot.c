/* SPDX-License-Identifier: MIT */
#include "trustpilot.h"

#include "../common/answer.h"

#define PLACE "Trustpilot"

/* What a row of the list and a webhook's event have in common. */
static void read_review(const struct rn_json *n, struct rn_review *r)
{
    const struct rn_json *who = rn_json_get(n, "consumer");

    r->author_id = rn_json_str(rn_json_get(who, "id"));
    r->author_name = rn_json_str(rn_json_get(who, "displayName"));
    if (r->author_name.n == 0)
        r->author_name = rn_json_str(rn_json_get(who, "name"));
    r->rating = rn_answer_stars(rn_json_get(n, "stars"));
    r->title = rn_json_str(rn_json_get(n, "title"));
    r->text = rn_json_str(rn_json_get(n, "text"));
    r->lang = rn_json_str(rn_json_get(n, "language"));
    r->created = rn_answer_time(rn_json_get(n, "createdAt"));
    r->updated = rn_answer_time(rn_json_get(n, "updatedAt"));
}

static void read_reply(const struct rn_json *n, struct rn_review *r)
{
    struct rn_str text = rn_json_str(rn_json_get(n, "text"));
    struct rn_time at = rn_answer_time(rn_json_get(n, "updatedAt"));

    if (text.n == 0)
        return;
    if (at.precision == RN_TIME_NONE)
        at = rn_answer_time(rn_json_get(n, "createdAt"));
    r->reply = (struct rn_place_reply){.state = RN_REPLY_PUBLISHED, .text = text, .at = at};
}

/* A reported review is still shown while Trustpilot looks at it; what is archived, deleted or the
 * like is not. */
static bool is_gone(const struct rn_json *n)
{
    struct rn_str status = rn_json_str(n);

    return rn_json_is(n, RN_JSON_STRING) && status.n > 0 && !rn_str_is(status, "active") &&
           !rn_str_is(status, "reported");
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    read_review(row, &r);
    read_reply(rn_json_get(row, "companyReply"), &r);
    r.removed = is_gone(rn_json_get(row, "status"));
    return rn_answer_use(rows, &r);
}

/* ---- webhook --------------------------------------------------------------------------------- */

/* The place's one real word about a deletion comes this way. */
static enum rn_status read_event(struct rn_answer_rows *rows, const struct rn_json *event)
{
    const struct rn_json *data = rn_json_get(event, "eventData");
    struct rn_str name = rn_json_str(rn_json_get(event, "eventName"));
    bool deleted = rn_str_is(name, "service-review-deleted");
    enum rn_status status;
    struct rn_review r = {.size = sizeof r, .removed = deleted};

    if (!deleted && !rn_str_is(name, "service-review-created") &&
        !rn_str_is(name, "service-review-updated")) {
        (void)rn_answer_skip(rows);
        return rn_answer_pass(rows, "it is an event that says nothing of a review");
    }
    if (!rn_answer_id(rows, data, "id", &r.external_id, &status))
        return status;
    read_review(data, &r);
    read_reply(rn_json_get(data, "companyReply"), &r);
    return rn_answer_use(rows, &r);
}

static enum rn_status read_events(struct rn_sink *sink, const struct rn_json *events)
{
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE};
    enum rn_status status = rn_answer_each(&rows, events, read_event);

    return rows.number > 0 ? status : sink->warn(sink, "Trustpilot sent a notice without events");
}

/* ---- business unit --------------------------------------------------------------------------- */

static enum rn_status read_unit(struct rn_sink *sink, const struct rn_json *root)
{
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    a.rating = rn_answer_stars(rn_json_path(root, "score.trustScore"));
    if (a.rating.scale == RN_SCALE_NONE)
        a.rating = rn_answer_stars(rn_json_path(root, "score.stars"));
    if (!rn_json_int(rn_json_path(root, "numberOfReviews.total"), &a.count) || a.count < 0)
        a.count = -1;
    if (a.rating.scale == RN_SCALE_NONE && a.count < 0)
        return rn_answer_other(sink, root, PLACE, "score");
    return sink->aggregate(sink, &a);
}

/* ---- list ------------------------------------------------------------------------------------ */

/* The note of a list request: page number, blank, first id of the page before. */
static int page_of(struct rn_str note, struct rn_str *before)
{
    int page = 0;
    size_t i = 0;

    for (; i < note.n && i < 7 && note.p[i] >= '0' && note.p[i] <= '9'; i++)
        page = page * 10 + (note.p[i] - '0');
    *before = i + 1 < note.n ? rn_strn(note.p + i + 1, note.n - i - 1) : (struct rn_str){NULL, 0};
    return page > 0 ? page : 1;
}

static struct rn_str first_id(const struct rn_json *rows)
{
    return rn_json_str(rn_json_get(rn_json_first(rows), "id"));
}

/* Pages end with an empty one. A page that is not full says that the end is near, and then the
 * request for the next one is never left out: it makes the sweep complete. */
static enum rn_status next_page(const struct trustpilot_config *c, struct rn_sink *sink, int page,
                                const struct rn_json *rows)
{
    struct rn_str first = first_id(rows);

    if (c->business_unit == NULL || page >= 1000000)
        return RN_OK;
    if (first.n > 100)
        first = (struct rn_str){NULL, 0};
    return trustpilot_ask(c, sink, page + 1, first, rn_json_count(rows) >= TRUSTPILOT_PAGE);
}

static enum rn_status read_list(const struct trustpilot_config *c,
                                const struct rn_response *response, struct rn_sink *sink,
                                const struct rn_json *list)
{
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE};
    struct rn_str before;
    int page = page_of(response->note, &before);
    enum rn_status status;

    if (before.n > 0 && rn_str_eq(before, first_id(list)))
        return rn_answer_fail(
            sink, RN_CHANGED,
            "Trustpilot sent the same page again as page %d: reading in a loop was "
            "stopped",
            page);
    status = rn_answer_each(&rows, list, read_row);
    if (status != RN_OK)
        return status;
    if (rows.number > 0)
        return next_page(c, sink, page, list);
    return page > 1 ? RN_OK : sink->warn(sink, "Trustpilot lists no reviews of this business");
}

static enum rn_status read_document(const struct trustpilot_config *c,
                                    const struct rn_response *response, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *rows = rn_json_get(root, "reviews");
    const struct rn_json *events = rn_json_get(root, "events");
    struct rn_answer_rows one = {.sink = sink, .place = PLACE, .number = 1};

    if (rn_json_is(rows, RN_JSON_ARRAY))
        return read_list(c, response, sink, rows);
    if (rn_json_is(events, RN_JSON_ARRAY))
        return read_events(sink, events);
    if (strcmp(response->step, "unit") == 0 ||
        rn_json_is(rn_json_get(root, "score"), RN_JSON_OBJECT))
        return read_unit(sink, root);
    if (rn_json_is(rn_json_get(root, "consumer"), RN_JSON_OBJECT)) /* the answer for one review */
        return read_row(&one, root);
    return rn_answer_other(sink, root, PLACE, "reviews");
}

enum rn_status trustpilot_parse(const void *config, const struct rn_response *response,
                                struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(config, response, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
