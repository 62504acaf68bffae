/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 */
#ifndef PLUGINS_INSTAGRAM_H
#define PLUGINS_INSTAGRAM_H

#include "../common/answer.h"

#define INSTAGRAM_PLACE "Instagram"

enum { INSTAGRAM_HASHTAGS = 30, INSTAGRAM_HASHTAG_PAGES = 20 };

struct instagram_config {
    const char *account, *username, *version;
    int64_t posts;
    bool tags;
    struct rn_list hashtag;
};

/* One answer while it is read. `own` is the account's name: what it writes is an answer and no
 * comment; empty where nothing tells it. `post` and `url` are what comments belong to; `parent` is
 * the comment that a list of answers belongs to. */
struct instagram_answer {
    const struct instagram_config *config;
    const struct rn_response *response;
    struct rn_sink *sink;
    struct rn_str own, post, url, parent;
};

/* ---- asking (instagram.c) -------------------------------------------------------------------- */

/* A page of "/OBJECT/comments" or "/OBJECT/replies". The account's name travels in the note. */
enum rn_status instagram_ask_comments(const struct instagram_answer *a, struct rn_str object,
                                      const char *edge, struct rn_str after);
enum rn_status instagram_ask_tags(const struct instagram_config *c, struct rn_sink *sink,
                                  struct rn_str after);
/* A page of what was posted under the hashtag with that id; pages count from 0. */
enum rn_status instagram_ask_recent(const struct instagram_config *c, struct rn_sink *sink,
                                    struct rn_str hashtag, struct rn_str after, int page);
/* What somebody wrote who mentioned the account: in a comment, or (`comment` empty) in a post. */
enum rn_status instagram_ask_mention(const struct instagram_config *c, struct rn_sink *sink,
                                     struct rn_str post, struct rn_str comment);

/* ---- reading --------------------------------------------------------------------------------- */

/* Did the account write this comment? */
bool instagram_is_own(const struct instagram_answer *a, const struct rn_json *comment);
/* A list of comments (`edge` has the member "data") with the answers below them. */
enum rn_status instagram_read_comments(const struct instagram_answer *a, const struct rn_json *edge,
                                       struct rn_str before);
/* A comment that came alone. */
enum rn_status instagram_read_comment(struct rn_answer_rows *rows, const struct rn_json *row);
/* The body of a webhook. */
enum rn_status instagram_read_pushed(const struct instagram_answer *a, const struct rn_json *root);

/* The plugin's `parse` and `receive`. */
enum rn_status instagram_parse(const void *config, const struct rn_response *response,
                               struct rn_sink *sink);

#endif
