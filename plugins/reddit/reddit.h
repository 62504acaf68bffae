/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 *
 *     reddit.c     options, what to ask first, answers
 *     listing.c    which list an answer is, and its next page
 *     thing.c      a post, a comment, a message
 */
#ifndef PLUGINS_REDDIT_H
#define PLUGINS_REDDIT_H

#include "../common/answer.h"
#include "../common/index.h"
#include "../common/query.h"

#define REDDIT_PLACE "Reddit"

enum { REDDIT_PAGES_MAX = 20 };

struct reddit_config {
    const char *query;
    struct rn_list subreddit;
    const char *account;
    struct rn_list own;
    int login;
    bool threads;
};
enum { REDDIT_LOGIN_APP, REDDIT_LOGIN_USER };

/* The lists that are read; they are the steps of requests. */
enum reddit_kind {
    REDDIT_SEARCH,
    REDDIT_NEW,
    REDDIT_COMMENTS,
    REDDIT_MENTIONS,
    REDDIT_THREAD,
    REDDIT_UNKNOWN /* `renown parse` without a step */
};
extern const char *const reddit_steps[];

/* One page of one list. It travels as the step and the note of a request. A page begins behind a
 * thing that the page before named, its anchor; when that has been deleted meanwhile the page is
 * empty, and the thing before it serves. */
struct reddit_list {
    enum reddit_kind kind;
    int64_t pages;               /* before this one */
    struct rn_str after, before; /* the anchor, and the thing before it */
    struct rn_str thread;        /* REDDIT_THREAD: the post's id without "t3_" */
};

enum rn_status reddit_ask(const struct reddit_config *c, struct rn_sink *sink,
                          const struct reddit_list *list);

/* An answer while it is read. */
struct reddit_page {
    const struct reddit_config *config;
    struct reddit_list list;
    struct rn_query query;
    struct rn_index names; /* what was on the page already */
    struct rn_str last, last_but_one;
    bool escaped; /* &, < and > stand there as references */
};

/* One element of a listing. */
enum rn_status reddit_read_thing(struct rn_answer_rows *rows, const struct rn_json *thing);

/* The plugin's `parse`. */
enum rn_status reddit_parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink);

#endif
