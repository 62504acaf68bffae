/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_HACKERNEWS_H
#define PLUGINS_HACKERNEWS_H

#include "../common/answer.h"
#include "../common/query.h"

#define HN_PLACE "Hacker News"

enum { HN_PAGE = 100, HN_PAGES_MAX = 100 };

struct hn_config {
    const char *query;
    struct rn_list own;
    bool threads;
};

/* One list of hits: what a case of the query finds, or the comments below a story. It travels as
 * the step and the note of a request. A list ends after 1,000 hits whatever its page, so the next
 * page is asked for by time: what is older than the last hit of this one. */
struct hn_list {
    struct rn_str story; /* its comments; empty: what the query finds */
    int64_t index;       /* of the query's case */
    int64_t pages;       /* before this one */
    int64_t before;      /* seconds since 1970: only what is older; 0: from the newest on */
};

enum rn_status hn_ask(const struct hn_config *c, struct rn_sink *sink, const struct hn_list *list);

/* The plugin's `parse`. */
enum rn_status hn_parse(const void *config, const struct rn_response *response,
                        struct rn_sink *sink);

#endif
