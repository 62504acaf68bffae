/* SPDX-License-Identifier: MIT
 *
 * What the readers of JSON interfaces have in common: opening a body that should be a JSON object,
 * saying in one sentence what is wrong with it, reading the fields that look alike everywhere.
 * `place` is the name a person knows ("Trustpilot"); it begins every sentence. What an HTTP status
 * means is the core's business: a plugin sees answers of 2xx only.
 */
#ifndef PLUGINS_COMMON_ANSWER_H
#define PLUGINS_COMMON_ANSWER_H

#include <renown/json.h>
#include <renown/plugin.h>

/* More than any of these places sends in one answer or takes in one address. */
enum { RN_ANSWER_MAX = 32 << 20, RN_ANSWER_ROWS = 5000, RN_ANSWER_URL = 8000 };

/* sink->fail and sink->warn with a format. */
RN_PRINTF(3, 4)
enum rn_status rn_answer_fail(struct rn_sink *sink, enum rn_status status, const char *fmt, ...);
RN_PRINTF(2, 3) enum rn_status rn_answer_warn(struct rn_sink *sink, const char *fmt, ...);

/* Opens the body: RN_CHANGED for an empty body, a page of HTML and anything but an
 * object at the top, RN_INVALID for what is no JSON. The caller frees *ret_doc with rn_json_free.
 */
RN_MUST enum rn_status rn_answer_json(struct rn_sink *sink, const struct rn_response *response,
                                      const char *place, struct rn_json_doc **ret_doc);
/* The same for places whose answers may have a list at their top: any JSON is opened. */
RN_MUST enum rn_status rn_answer_open(struct rn_sink *sink, const struct rn_response *response,
                                      const char *place, struct rn_json_doc **ret_doc);

/* For a document without the member one came for: names the member, or what the place complains
 * about. */
enum rn_status rn_answer_other(struct rn_sink *sink, const struct rn_json *root, const char *place,
                               const char *wanted);

/* The rows of one list while they are read. `number` is the row's, from 1; `arg` is the reader's
 * own. */
struct rn_answer_rows {
    struct rn_sink *sink;
    const char *place;
    void *arg;
    size_t number, used, skipped;
};
typedef enum rn_status rn_answer_row(struct rn_answer_rows *rows, const struct rn_json *row);

/* Calls `read` for each element. RN_CHANGED when there are rows and none of them was of use: such a
 * page must not pass for a list in which nothing is left. */
RN_MUST enum rn_status rn_answer_each(struct rn_answer_rows *rows, const struct rn_json *list,
                                      rn_answer_row *read);
/* The verdict at the end, for readers with a loop of their own. */
RN_MUST enum rn_status rn_answer_end(const struct rn_answer_rows *rows);
/* Hands a row's review over. */
RN_MUST enum rn_status rn_answer_use(struct rn_answer_rows *rows, const struct rn_review *r);
/* A row that is meant to be no review: it counts neither for nor against the list. Gives RN_OK. */
enum rn_status rn_answer_skip(struct rn_answer_rows *rows);
/* Warns that the row was passed over and why; gives what the sink gives. */
enum rn_status rn_answer_pass(const struct rn_answer_rows *rows, const char *why);
/* An id of a row: a string or a number as it was written. When there is none the row is passed
 * over, with the sink's word in *ret_status. */
bool rn_answer_id(const struct rn_answer_rows *rows, const struct rn_json *row, const char *key,
                  struct rn_str *ret_id, enum rn_status *ret_status);

/* Hands over a request whose address was built in `url`, and frees the buffer. `size` is filled in.
 */
enum rn_status rn_answer_ask(struct rn_sink *sink, struct rn_request request, struct rn_buf *url);

/* Hands over the request that publishes an answer: POST with this body of this type, signed in by
 * this way of the plugin's `auths`. Frees both buffers. */
enum rn_status rn_answer_post(struct rn_sink *sink, const char *auth, const char *type,
                              struct rn_buf *url, struct rn_buf *body);

/* A rating of 1..5 in points; none when the node is absent, no number or 0. */
struct rn_rating rn_answer_stars(const struct rn_json *node);
/* A time by rn_stamp_parse; none when absent or unreadable. */
struct rn_time rn_answer_time(const struct rn_json *node);
/* A time in seconds since 1970, whole or not; none when absent, 0 or beyond the year 2100. */
struct rn_time rn_answer_epoch(const struct rn_json *node);

#endif
