/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_BLUESKY_H
#define PLUGINS_BLUESKY_H

#include "../common/answer.h"
#include "../common/query.h"

#define BLUESKY_PLACE "Bluesky"

enum { BLUESKY_PAGES_MAX = 20 };

struct bluesky_config {
    const char *query, *account, *pds;
    struct rn_list own;
    bool threads;
};

/* The lists that are read; they are the steps of requests. */
enum bluesky_kind {
    BLUESKY_SEARCH,
    BLUESKY_MENTIONS,
    BLUESKY_THREAD,
    BLUESKY_UNKNOWN /* `renown parse` without a step */
};
extern const char *const bluesky_steps[];

/* One page of one list. It travels as the step and the note of a request. */
struct bluesky_list {
    enum bluesky_kind kind;
    int64_t item;         /* of the query's case */
    int64_t pages;        /* before this one */
    struct rn_str cursor; /* of this page */
    struct rn_str post;   /* BLUESKY_THREAD: its address, at://… */
};

enum rn_status bluesky_ask(const struct bluesky_config *c, struct rn_sink *sink,
                           const struct bluesky_list *list);

/* The plugin's `parse`. */
enum rn_status bluesky_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink);

#endif
