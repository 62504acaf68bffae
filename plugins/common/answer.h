/* SPDX-License-Identifier: MIT
 *
 * What the readers of JSON interfaces have in common: turning an HTTP status into a result, opening a body
 * that should be a JSON object, and saying in one sentence what is wrong with it. `place` is the
 * name a person knows ("Trustpilot"); it begins every sentence.
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

/* RN_OK for 2xx. Else says what the place answered, with its own message when the body has one of the
 * usual shapes: RN_LOGIN for 401 and 403, RN_GONE for 404 and 410, RN_AGAIN for 408, 429 and 5xx,
 * RN_CHANGED for the rest. */
RN_MUST enum rn_status rn_answer_status(struct rn_sink *sink, const struct rn_response *response,
                                        const char *place);

/* Checks the status and opens the body: RN_CHANGED for an empty body, a page of HTML and anything but an
 * object at the top, RN_INVALID for what is no JSON. The caller frees *ret_doc with rn_json_free. */
RN_MUST enum rn_status rn_answer_json(struct rn_sink *sink, const struct rn_response *response,
                                      const char *place, struct rn_json_doc **ret_doc);

/* For a document without the member one came for: names the member, or what the place complains about. */
enum rn_status rn_answer_other(struct rn_sink *sink, const struct rn_json *root, const char *place,
                               const char *wanted);

/* An id of a row: a string or a number as it was written. False, with a warning that names the row (counted
 * from 1) in *ret_status, when the row is no object or has none. */
bool rn_answer_id(struct rn_sink *sink, const struct rn_json *row, const char *key, size_t number,
                  struct rn_str *ret_id, enum rn_status *ret_status);

/* Hands over a request whose address was built in `url`, and frees the buffer. `size` is filled in. */
enum rn_status rn_answer_ask(struct rn_sink *sink, struct rn_request request, struct rn_buf *url);

/* A rating of 1..5 in points; none when the node is absent, no number or 0. */
struct rn_rating rn_answer_stars(const struct rn_json *node);
/* A time by rn_stamp_parse; none when absent or unreadable. */
struct rn_time rn_answer_time(const struct rn_json *node);

#endif
