/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 */
#ifndef PLUGINS_FACEBOOK_H
#define PLUGINS_FACEBOOK_H

#include "../common/answer.h"

#define FACEBOOK_PLACE "Facebook"

struct facebook_config {
    const char *page, *version;
    bool comments;
};

/* One answer while it is read. `page` is the number of the owner's page: what it writes is an
 * answer and no comment. Empty in `renown parse` where nothing tells it. `object` is what a list of
 * comments belongs to. */
struct facebook_answer {
    const struct facebook_config *config;
    struct rn_sink *sink;
    struct rn_str page, object;
    bool comments; /* others' comments are wanted */
};

/* Asks for a page of the recommendations, or of the comments on one of them (`object`). */
enum rn_status facebook_ask_ratings(const struct facebook_config *c, struct rn_sink *sink,
                                    struct rn_str after);
enum rn_status facebook_ask_comments(const struct facebook_config *c, struct rn_sink *sink,
                                     struct rn_str object, struct rn_str after);

/* Lists: `root` has the member `data`. `before` is the cursor that brought this page. */
enum rn_status facebook_read_ratings(const struct facebook_answer *a, const struct rn_json *root,
                                     struct rn_str before);
enum rn_status facebook_read_comments(const struct facebook_answer *a, const struct rn_json *root,
                                      struct rn_str before);
/* One comment of a list; what the page itself wrote is passed over. */
enum rn_status facebook_read_comment(struct rn_answer_rows *rows, const struct rn_json *row);
/* Did the page write this? */
bool facebook_is_own(const struct facebook_answer *a, const struct rn_json *comment);
/* A recommendation is a thumb, an old rating is 1 to 5. */
struct rn_rating facebook_rating(const struct rn_json *row);

/* The body of a webhook of the page. */
enum rn_status facebook_read_events(const struct facebook_answer *a, const struct rn_json *root);

/* The plugin's `parse` and `receive`. */
enum rn_status facebook_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink);

#endif
