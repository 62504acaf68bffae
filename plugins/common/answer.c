/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

enum { MESSAGE_POINTS = 200, MESSAGE_BYTES = 4 * MESSAGE_POINTS + 1 };

static void sentence(char out[1000], const char *fmt, va_list ap)
{
    (void)vsnprintf(out, 1000, fmt, ap);
}

enum rn_status rn_answer_fail(struct rn_sink *sink, enum rn_status status, const char *fmt, ...)
{
    char text[1000];
    va_list ap;

    va_start(ap, fmt);
    sentence(text, fmt, ap);
    va_end(ap);
    return sink->fail(sink, status, text);
}

enum rn_status rn_answer_warn(struct rn_sink *sink, const char *fmt, ...)
{
    char text[1000];
    va_list ap;

    va_start(ap, fmt);
    sentence(text, fmt, ap);
    va_end(ap);
    return sink->warn(sink, text);
}

/* The beginning of what the place says, on one line. */
static void one_line(struct rn_str s, char out[MESSAGE_BYTES])
{
    s = rn_utf8_cut(rn_str_trim(s), MESSAGE_POINTS);
    size_t n = s.n < MESSAGE_BYTES ? s.n : MESSAGE_BYTES - 1;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        out[i] = c < 0x20 || c == 0x7f ? ' ' : s.p[i];
    }
    out[n] = '\0';
}

/* The places' shapes of an error, the most telling first. */
static struct rn_str complaint(const struct rn_json *root)
{
    static const char *const paths[] = {"error.message", "error.description", "fault.faultstring",
                                        "message",       "Message",           "error_description",
                                        "error"};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const struct rn_json *n = rn_json_path(root, paths[i]);
        if (rn_json_is(n, RN_JSON_STRING))
            return rn_json_str(n);
    }
    const struct rn_json *first = rn_json_first(rn_json_get(root, "errors"));
    static const char *const words[] = {"detail", "title", "message"};
    struct rn_str said = {NULL, 0};
    for (size_t i = 0; i < sizeof words / sizeof words[0] && said.n == 0; i++)
        said = rn_json_str(rn_json_get(first, words[i]));
    return said;
}

/* A login or error page made for people. */
static bool is_markup(struct rn_str body)
{
    return rn_str_starts(body, "<") || rn_str_starts(body, "\xef\xbb\xbf<");
}

enum rn_status rn_answer_open(struct rn_sink *sink, const struct rn_response *response,
                              const char *place, struct rn_json_doc **ret_doc)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    struct rn_str body = rn_str_trim(response->body);
    enum rn_status status;

    if (body.n == 0)
        return rn_answer_fail(sink, RN_CHANGED, "%s sent an empty answer instead of JSON", place);
    if (is_markup(body))
        return rn_answer_fail(sink, RN_CHANGED,
                              "%s sent a page of markup instead of JSON, perhaps a login page: "
                              "check the credentials and the endpoint of this source",
                              place);
    status = rn_json_parse(response->body, RN_ANSWER_MAX, &doc, &d);
    if (status != RN_OK)
        return rn_answer_fail(sink, status, "%s sent a broken answer: %s", place, d.text);
    *ret_doc = doc;
    return RN_OK;
}

enum rn_status rn_answer_json(struct rn_sink *sink, const struct rn_response *response,
                              const char *place, struct rn_json_doc **ret_doc)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = rn_answer_open(sink, response, place, &doc);

    if (status != RN_OK)
        return status;
    if (!rn_json_is(rn_json_root(doc), RN_JSON_OBJECT)) {
        rn_json_free(doc);
        return rn_answer_fail(sink, RN_CHANGED, "%s sent JSON that is no object at its top", place);
    }
    *ret_doc = doc;
    return RN_OK;
}

enum rn_status rn_answer_other(struct rn_sink *sink, const struct rn_json *root, const char *place,
                               const char *wanted)
{
    char said[MESSAGE_BYTES];

    one_line(complaint(root), said);
    if (said[0] != '\0')
        return rn_answer_fail(sink, RN_CHANGED, "%s answered with an error instead of reviews: %s",
                              place, said);
    return rn_answer_fail(sink, RN_CHANGED,
                          "%s sent another document than expected: it has no list \"%s\"", place,
                          wanted);
}

enum rn_status rn_answer_each(struct rn_answer_rows *rows, const struct rn_json *list,
                              rn_answer_row *read)
{
    enum rn_status status = RN_OK;

    for (const struct rn_json *n = rn_json_first(list); n != NULL && status == RN_OK;
         n = rn_json_next(n)) {
        rows->number++;
        status = read(rows, n);
    }
    return status == RN_OK ? rn_answer_end(rows) : status;
}

enum rn_status rn_answer_end(const struct rn_answer_rows *rows)
{
    if (rows->number == rows->skipped || rows->used > 0)
        return RN_OK;
    return rn_answer_fail(rows->sink, RN_CHANGED,
                          "%s sent a list (%zu long) of which no row could be read: its answers "
                          "may have changed their form",
                          rows->place, rows->number);
}

enum rn_status rn_answer_use(struct rn_answer_rows *rows, const struct rn_review *r)
{
    rows->used++;
    return rows->sink->review(rows->sink, r);
}

enum rn_status rn_answer_skip(struct rn_answer_rows *rows)
{
    rows->skipped++;
    return RN_OK;
}

enum rn_status rn_answer_pass(const struct rn_answer_rows *rows, const char *why)
{
    return rn_answer_warn(rows->sink, "row %zu was passed over: %s", rows->number, why);
}

bool rn_answer_id(const struct rn_answer_rows *rows, const struct rn_json *row, const char *key,
                  struct rn_str *ret_id, enum rn_status *ret_status)
{
    *ret_status = RN_OK;
    *ret_id = rn_str_trim(rn_json_str(rn_json_get(row, key)));
    if (ret_id->n > 0 && ret_id->n <= 500)
        return true;
    *ret_status = rn_answer_pass(rows, rn_json_is(row, RN_JSON_OBJECT) ? "it has no usable id"
                                                                       : "it is no object");
    return false;
}

enum rn_status rn_answer_ask(struct rn_sink *sink, struct rn_request request, struct rn_buf *url)
{
    enum rn_status status;

    request.size = sizeof request;
    request.url = rn_buf_str(url);
    if (url->full)
        status = rn_answer_fail(sink, RN_LIMIT, "the address of a request is longer than %zu bytes",
                                url->limit);
    else
        status = sink->request(sink, &request);
    rn_buf_free(url);
    return status;
}

enum rn_status rn_answer_post(struct rn_sink *sink, const char *auth, const char *type,
                              struct rn_buf *url, struct rn_buf *body)
{
    const struct rn_header header = {rn_str("content-type"), rn_str(type)};
    const struct rn_request request = {.method = "POST",
                                       .body = rn_buf_str(body),
                                       .headers = &header,
                                       .header_count = 1,
                                       .auth = auth,
                                       .step = "reply"};
    enum rn_status status =
        body->full ? rn_answer_fail(sink, RN_LIMIT, "this answer is longer than %zu bytes as sent",
                                    body->limit)
                   : rn_answer_ask(sink, request, url);
    rn_buf_free(url);
    rn_buf_free(body);
    return status;
}

struct rn_rating rn_answer_stars(const struct rn_json *node)
{
    double value = 0;

    if (!rn_json_num(node, &value) || value == 0)
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return (struct rn_rating){.scale = RN_SCALE_POINTS, .value = value, .best = 5, .worst = 1};
}

struct rn_time rn_answer_time(const struct rn_json *node)
{
    struct rn_time t = {.precision = RN_TIME_NONE};

    if (!rn_stamp_parse(rn_json_str(node), &t))
        t = (struct rn_time){.precision = RN_TIME_NONE};
    return t;
}

struct rn_time rn_answer_epoch(const struct rn_json *node)
{
    double seconds;

    if (!rn_json_num(node, &seconds) || seconds < 1 || seconds > 4102444800.0)
        return (struct rn_time){.precision = RN_TIME_NONE};
    return (struct rn_time){.us = (int64_t)(seconds * (double)RN_SECOND + 0.5),
                            .precision = RN_TIME_SECOND};
}
