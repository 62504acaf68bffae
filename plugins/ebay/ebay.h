/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_EBAY_H
#define PLUGINS_EBAY_H

#include "../common/answer.h"

#define EBAY_PLACE "eBay"

enum { EBAY_PAGE = 200 };

struct ebay_config {
    const char *user;
    int role;
    int64_t site, level;
};

/* Asks for a page of the feedback, counted from 1; `first` is the id that headed the page before.
 */
enum rn_status ebay_ask(const struct ebay_config *c, struct rn_sink *sink, int64_t page,
                        struct rn_str first);

/* The plugin's `parse`: a page of feedback, or (step "reply") what became of an answer. */
enum rn_status ebay_parse(const void *config, const struct rn_response *response,
                          struct rn_sink *sink);

#endif
