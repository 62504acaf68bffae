/* SPDX-License-Identifier: MIT */
#include "connect.h"

#include "../common/answer.h"
#include "../common/index.h"

#include <renown/url.h>

#define PLACE "App Store Connect"

/* The answers that came along, by their own id and by the id of their review. */
struct answers {
    struct rn_index by_id, by_review;
};

static bool is_type(const struct rn_json *n, const char *type)
{
    return rn_str_is(rn_json_str(rn_json_get(n, "type")), type);
}

static void collect_answers(struct answers *a, struct rn_sink *sink, const struct rn_json *included)
{
    size_t rows = rn_json_count(included);

    rows = rows < RN_ANSWER_ROWS ? rows : RN_ANSWER_ROWS;
    rn_index_init(&a->by_id, sink, rows);
    rn_index_init(&a->by_review, sink, rows);
    for (const struct rn_json *n = rn_json_first(included); n != NULL; n = rn_json_next(n)) {
        if (!is_type(n, "customerReviewResponses"))
            continue;
        (void)rn_index_put(&a->by_id, rn_json_str(rn_json_get(n, "id")), n);
        struct rn_str review = rn_json_str(rn_json_path(n, "relationships.review.data.id"));
        if (review.n > 0)
            (void)rn_index_put(&a->by_review, review, n);
    }
}

static const struct rn_json *answer_of(const struct answers *a, const struct rn_json *row)
{
    struct rn_str id = rn_json_str(rn_json_path(row, "relationships.response.data.id"));
    const struct rn_json *found = id.n > 0 ? rn_index_get(&a->by_id, id) : NULL;

    if (found == NULL)
        found = rn_index_get(&a->by_review, rn_json_str(rn_json_get(row, "id")));
    return rn_json_get(found, "attributes");
}

static enum rn_reply_state state_of(struct rn_str word)
{
    return rn_str_is(word, "PENDING_PUBLISH") ? RN_REPLY_PENDING : RN_REPLY_PUBLISHED;
}

static struct rn_place_reply read_reply(const struct rn_json *n)
{
    struct rn_str text = rn_json_str(rn_json_get(n, "responseBody"));

    if (text.n == 0)
        return (struct rn_place_reply){.state = RN_REPLY_NONE};
    return (struct rn_place_reply){.state = state_of(rn_json_str(rn_json_get(n, "state"))),
                                   .text = text,
                                   .at = rn_answer_time(rn_json_get(n, "lastModifiedDate"))};
}

/* Nicknames are not unique and there is no id behind them. */
static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct rn_json *n = rn_json_get(row, "attributes");
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    if (!is_type(row, "customerReviews") || !rn_json_is(n, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no customer review");
    r.author_name = rn_json_str(rn_json_get(n, "reviewerNickname"));
    r.rating = rn_answer_stars(rn_json_get(n, "rating"));
    r.title = rn_json_str(rn_json_get(n, "title"));
    r.text = rn_json_str(rn_json_get(n, "body"));
    r.created = rn_answer_time(rn_json_get(n, "createdDate"));
    r.reply = read_reply(answer_of(rows->arg, row));
    return rn_answer_use(rows, &r);
}

static enum rn_status read_rows(struct rn_sink *sink, const struct rn_json *root, bool first_page)
{
    const struct rn_json *data = rn_json_get(root, "data");
    struct answers a;
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE, .arg = &a};
    enum rn_status status;

    if (rn_json_is(data, RN_JSON_OBJECT) && is_type(data, "customerReviews")) {
        collect_answers(&a, sink, rn_json_get(root, "included"));
        return read_row(&rows, data);
    }
    if (!rn_json_is(data, RN_JSON_ARRAY))
        return rn_answer_other(sink, root, PLACE, "data");
    collect_answers(&a, sink, rn_json_get(root, "included"));
    status = rn_answer_each(&rows, data, read_row);
    if (rows.number == 0 && first_page)
        return sink->warn(sink, "App Store Connect lists no reviews of this app");
    return status;
}

/* How many there are is told with every page; it is handed over once. */
static enum rn_status read_total(struct rn_sink *sink, const struct rn_json *root, bool first_page)
{
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    if (!first_page || !rn_json_int(rn_json_path(root, "meta.paging.total"), &a.count) ||
        a.count < 0)
        return RN_OK;
    return sink->aggregate(sink, &a);
}

/* A token must not follow a link to a stranger: the link has to lead to the interface's own host,
 * or to the one that gave this answer (a proxy or a test server named by `endpoint`). */
static bool is_own(const struct rn_url *link, const struct rn_url *here)
{
    if (rn_str_is(link->host, CONNECT_HOST))
        return rn_str_is(link->scheme, "https");
    return here->host.n > 0 && rn_str_eq(link->host, here->host) &&
           rn_str_eq(link->scheme, here->scheme);
}

/* Printable ASCII with a scheme and a host. */
static bool is_address(struct rn_str s, struct rn_url *ret)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~')
            return false;
    return rn_url_split(s, ret);
}

static enum rn_status refuse_link(struct rn_sink *sink, struct rn_str next)
{
    struct rn_url link;

    if (!is_address(next, &link))
        return sink->fail(sink, RN_CHANGED,
                          "App Store Connect's link to the next page is no web address");
    return rn_answer_fail(sink, RN_CHANGED,
                          "App Store Connect's link to the next page leads to another host "
                          "(%.*s by %.*s): it was not followed",
                          (int)(link.host.n < 200 ? link.host.n : 200), link.host.p,
                          (int)(link.scheme.n < 20 ? link.scheme.n : 20), link.scheme.p);
}

/* A link back to its own page is followed once more, so that this page's reviews are kept and the
 * run is known to be incomplete. */
static enum rn_status follow(const struct rn_response *response, struct rn_sink *sink,
                             struct rn_str next)
{
    struct rn_url link, here;
    struct rn_buf url;

    if (!rn_url_split(response->url, &here))
        here = (struct rn_url){.host = {NULL, 0}};
    if (!is_address(next, &link) || !is_own(&link, &here))
        return refuse_link(sink, next);
    bool same = rn_str_eq(link.path, here.path) && rn_str_eq(link.query, here.query);
    if (same && strcmp(response->step, "again") == 0)
        return sink->fail(sink, RN_CHANGED,
                          "App Store Connect's next page is this page again: reading in a loop was "
                          "stopped");
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_add(&url, next);
    return rn_answer_ask(sink,
                         (struct rn_request){.flags = RN_REQUEST_MORE,
                                             .method = "GET",
                                             .auth = "key",
                                             .step = same ? "again" : "more"},
                         &url);
}

static enum rn_status read_page(const struct rn_response *response, struct rn_sink *sink,
                                const struct rn_json *root)
{
    bool first_page = strcmp(response->step, "more") != 0 && strcmp(response->step, "again") != 0;
    struct rn_str next = rn_json_str(rn_json_path(root, "links.next"));
    enum rn_status status = read_rows(sink, root, first_page);

    if (status == RN_OK)
        status = read_total(sink, root, first_page);
    return status == RN_OK && next.n > 0 ? follow(response, sink, next) : status;
}

enum rn_status connect_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    (void)config;
    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_page(response, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
