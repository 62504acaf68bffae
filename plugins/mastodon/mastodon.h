/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 *
 *     mastodon.c   options, what to ask first, answers
 *     lists.c      which list an answer is, and its next page
 *     status.c     a post
 */
#ifndef PLUGINS_MASTODON_H
#define PLUGINS_MASTODON_H

#include "../common/answer.h"
#include "../common/index.h"
#include "../common/query.h"

#define MASTODON_PLACE "Mastodon"

enum { MASTODON_PAGE = 40, MASTODON_PAGES_MAX = 100 };

struct mastodon_config {
    struct rn_list host, tag;
    const char *query, *account;
    struct rn_list own;
    bool login, stream, threads, bots;
};

/* The lists that are read; they are the steps of requests. */
enum mastodon_kind {
    MASTODON_TAG,
    MASTODON_STREAM,
    MASTODON_SEARCH,
    MASTODON_MENTIONS,
    MASTODON_THREAD,
    MASTODON_UNKNOWN /* `renown parse` without a step */
};

/* One page of one list. It travels as the step and the note of a request. */
struct mastodon_list {
    enum mastodon_kind kind;
    int64_t host, item;   /* numbers in the option `host`; of the tag, or of the query's case */
    int64_t pages;        /* before this one */
    struct rn_str behind; /* the id that the page ends before; of a thread: its first post's URI */
    struct rn_str status; /* MASTODON_THREAD: that post's id on the host */
};

enum rn_status mastodon_ask(const struct mastodon_config *c, struct rn_sink *sink,
                            const struct mastodon_list *list);
/* Words of the steps. */
extern const char *const mastodon_steps[];

/* An answer while it is read. */
struct mastodon_page {
    const struct mastodon_config *config;
    struct mastodon_list list;
    struct rn_query query;
    struct rn_index uris, ids; /* what was on the page already; URIs by the ids of the host */
};

/* One element of a list: a post, or a notice that has one. */
enum rn_status mastodon_read_row(struct rn_answer_rows *rows, const struct rn_json *row);

/* The plugin's `parse`. */
enum rn_status mastodon_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink);

#endif
