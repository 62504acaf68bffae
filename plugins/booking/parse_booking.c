/* SPDX-License-Identifier: MIT
 *
 * Booking.com asks what was good and what was not, in two fields. Both stand in the text, each
 * behind its sign. Clients of the interface have been seen with several envelopes; all are read.
 */
#include "booking.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "../common/index.h"

struct page {
    struct rn_index seen;
};

/* ---- text ------------------------------------------------------------------------------------ */

/* "+ Quiet.\n\n- Cold soup." */
static struct rn_str both(struct rn_sink *sink, struct rn_str good, struct rn_str bad)
{
    const struct {
        const char *sign;
        struct rn_str text;
    } halves[] = {{"+ ", rn_str_trim(good)}, {"- ", rn_str_trim(bad)}};
    char *p = sink->alloc(sink, good.n + bad.n + 8);
    size_t n = 0;

    for (size_t i = 0; i < 2; i++) {
        if (halves[i].text.n == 0)
            continue;
        if (n > 0) {
            memcpy(p + n, "\n\n", 2);
            n += 2;
        }
        memcpy(p + n, halves[i].sign, 2);
        memcpy(p + n + 2, halves[i].text.p, halves[i].text.n);
        n += 2 + halves[i].text.n;
    }
    return rn_strn(p, n);
}

/* "xu" and "xx" are Booking.com's words for not knowing. */
static struct rn_str language(const struct rn_json *n)
{
    struct rn_str s = rn_json_str(n);

    return rn_str_is(s, "xu") || rn_str_is(s, "xx") ? (struct rn_str){NULL, 0} : s;
}

/* 1 to 10; 0 is none. */
static struct rn_rating rating(const struct rn_json *n)
{
    double value = 0;

    if (!rn_json_num(n, &value) || value == 0)
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return (struct rn_rating){.scale = RN_SCALE_POINTS, .value = value, .best = 10, .worst = 1};
}

/* Seconds since 1970 in the web's rows, "2026-05-04 09:10:11" without a zone in the interface's. */
static struct rn_time when(const struct rn_json *n)
{
    int64_t seconds;

    if (!rn_json_is(n, RN_JSON_NUMBER))
        return rn_answer_time(n);
    if (!rn_json_int(n, &seconds) || seconds <= 0 || seconds > INT64_C(4102444800))
        return (struct rn_time){.precision = RN_TIME_NONE};
    return (struct rn_time){.us = seconds * RN_SECOND, .precision = RN_TIME_SECOND};
}

static const struct rn_json *either(const struct rn_json *n, const char *one, const char *other)
{
    const struct rn_json *first = rn_json_get(n, one);

    return first != NULL ? first : rn_json_get(n, other);
}

/* An object with its text, or the text alone. */
static struct rn_place_reply read_reply(const struct rn_json *n)
{
    struct rn_str text =
        rn_json_is(n, RN_JSON_STRING) ? rn_json_str(n) : rn_json_str(either(n, "text", "reply"));

    if (text.n == 0)
        return (struct rn_place_reply){.state = RN_REPLY_NONE};
    return (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                   .text = text,
                                   .at = when(rn_json_get(n, "last_change_timestamp"))};
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void read_api(struct rn_sink *sink, const struct rn_json *row, struct rn_review *r)
{
    const struct rn_json *content = rn_json_get(row, "content");

    r->author_name = rn_json_str(rn_json_path(row, "reviewer.name"));
    r->rating = rating(rn_json_path(row, "scoring.review_score"));
    r->title = rn_json_str(rn_json_get(content, "headline"));
    r->text = both(sink, rn_json_str(rn_json_get(content, "positive")),
                   rn_json_str(rn_json_get(content, "negative")));
    r->lang = language(rn_json_get(content, "language_code"));
    r->created = when(rn_json_get(row, "created_timestamp"));
    r->updated = when(rn_json_get(row, "last_change_timestamp"));
    r->reply = read_reply(either(row, "reply", "response"));
}

static void read_card(struct rn_sink *sink, const struct rn_json *row, struct rn_review *r)
{
    const struct rn_json *details = rn_json_get(row, "textDetails");

    r->author_name = rn_json_str(rn_json_path(row, "guestDetails.username"));
    r->rating = rating(rn_json_get(row, "reviewScore"));
    r->title = rn_json_str(rn_json_get(details, "title"));
    r->text = both(sink, rn_json_str(rn_json_get(details, "positiveText")),
                   rn_json_str(rn_json_get(details, "negativeText")));
    r->lang = language(rn_json_get(details, "lang"));
    r->created = when(rn_json_get(row, "reviewedDate"));
    r->reply = read_reply(rn_json_get(row, "partnerReply"));
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    struct page *page = rows->arg;
    bool card = rn_json_get(row, "reviewUrl") != NULL && rn_json_get(row, "review_id") == NULL;
    struct rn_review r = {.size = sizeof r};
    enum rn_status status;

    if (!rn_answer_id(rows, row, card ? "reviewUrl" : "review_id", &r.external_id, &status))
        return status;
    if (!rn_index_put(&page->seen, r.external_id, row))
        return rn_answer_skip(rows);
    (card ? read_card : read_api)(rows->sink, row, &r);
    return rn_answer_use(rows, &r);
}

/* ---- envelopes ------------------------------------------------------------------------------- */

static const struct rn_json *find_list(const struct rn_json *root)
{
    static const char *const paths[] = {"data.reviews", "data",
                                        "data.reviewListFrontend.reviewCard", "reviews"};

    if (rn_json_is(root, RN_JSON_ARRAY))
        return root;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const struct rn_json *list = rn_json_path(root, paths[i]);
        if (rn_json_is(list, RN_JSON_ARRAY))
            return list;
    }
    return NULL;
}

static enum rn_status pass_warnings(struct rn_sink *sink, const struct rn_json *root)
{
    enum rn_status status = RN_OK;
    int left = 5;

    for (const struct rn_json *n = rn_json_first(rn_json_get(root, "warnings"));
         n != NULL && left-- > 0 && status == RN_OK; n = rn_json_next(n)) {
        struct rn_str said =
            rn_json_is(n, RN_JSON_STRING) ? rn_json_str(n) : rn_json_str(rn_json_get(n, "message"));
        if (said.n > 0)
            status = rn_answer_warn(sink, "Booking.com says with its answer: %.*s",
                                    RN_STR_ARG(rn_utf8_cut(said, 300)));
    }
    return status;
}

static enum rn_status read_list(const struct booking_config *c, const struct rn_response *response,
                                struct rn_sink *sink, const struct rn_json *root,
                                const struct rn_json *list)
{
    struct page page;
    struct rn_answer_rows rows = {.sink = sink, .place = BOOKING_PLACE, .arg = &page};
    const struct rn_json *next = rn_json_get(root, "next_page");
    enum rn_status status;

    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "%s sent more than %d reviews on one page",
                              BOOKING_PLACE, RN_ANSWER_ROWS);
    rn_index_init(&page.seen, sink, rn_json_count(list));
    status = rn_answer_each(&rows, list, read_row);
    if (status == RN_OK)
        status = pass_warnings(sink, root);
    if (status != RN_OK)
        return status;
    if (rows.number == 0)
        return response->note.n > 0 && !rn_str_is(response->note, "limit=100")
                   ? RN_OK
                   : sink->warn(sink, "Booking.com lists no reviews of this property");
    if (next == NULL)
        next = rn_json_path(root, "meta.next_page");
    if (rn_json_str(next).n == 0 || c->property == NULL)
        return RN_OK;
    return booking_ask_next(c, sink, response->url, rn_json_str(next), response->note);
}

/* The form of this answer is known from hearsay only: when it holds no score, that is no fault of
 * the reviews. */
static enum rn_status read_score(struct rn_sink *sink, const struct rn_json *root)
{
    static const char *const scores[] = {"score", "review_score", "overall_score", "average_score"};
    static const char *const counts[] = {"review_count", "reviews_count", "number_of_reviews",
                                         "count"};
    const struct rn_json *data = rn_json_get(root, "data");
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    data = data == NULL ? root : rn_json_is(data, RN_JSON_ARRAY) ? rn_json_first(data) : data;
    for (size_t i = 0; i < 4 && a.rating.scale == RN_SCALE_NONE; i++)
        a.rating = rating(rn_json_get(data, scores[i]));
    for (size_t i = 0; i < 4 && a.count < 0; i++)
        if (!rn_json_int(rn_json_get(data, counts[i]), &a.count) || a.count < 0)
            a.count = -1;
    if (a.rating.scale == RN_SCALE_NONE && a.count < 0)
        return sink->warn(sink, "Booking.com told the score in a form that is not known here; set "
                                "`score: false` to ask for it no more");
    return sink->aggregate(sink, &a);
}

static enum rn_status read_document(const struct booking_config *c,
                                    const struct rn_response *response, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *list = find_list(root);

    if (rn_json_count(rn_json_get(root, "errors")) > 0)
        return rn_answer_other(sink, root, BOOKING_PLACE, "reviews");
    if (strcmp(response->step, "score") == 0)
        return read_score(sink, root);
    if (list == NULL)
        return rn_answer_other(sink, root, BOOKING_PLACE, "reviews");
    return read_list(c, response, sink, root, list);
}

enum rn_status booking_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink)
{
    bool reply = strcmp(response->step, "reply") == 0;
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (reply && rn_str_trim(response->body).n == 0)
        return RN_OK;
    status = rn_answer_open(sink, response, BOOKING_PLACE, &doc);
    if (status != RN_OK)
        return status;
    if (!reply || rn_json_count(rn_json_get(rn_json_root(doc), "errors")) > 0)
        status = read_document(config, response, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
