/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 */
#ifndef PLUGINS_LINKEDIN_H
#define PLUGINS_LINKEDIN_H

#include "../common/answer.h"

#define LINKEDIN_PLACE "LinkedIn"

enum { LINKEDIN_ROWS = 100, LINKEDIN_PAGES = 100 };

struct linkedin_config {
    const char *organization, *version;
    int64_t posts;
    bool mentions;
};

/* Asks for comments from row `start` on, below a post or (`step` "replies") below a comment. */
enum rn_status linkedin_ask_comments(const struct linkedin_config *c, struct rn_sink *sink,
                                     struct rn_str urn, const char *step, int64_t start);
/* Asks for notifications of mentions from row `start` on. */
enum rn_status linkedin_ask_mentions(const struct linkedin_config *c, struct rn_sink *sink,
                                     int64_t start);

/* "urn:li:share:6", "urn:li:comment:(urn:li:activity:6,7)": of a sane length and alphabet. */
bool linkedin_is_urn(struct rn_str s, const char *kind);
/* Of a comment's name the post that it belongs to; empty when it is none. */
struct rn_str linkedin_post_of(struct rn_str comment);

/* The plugin's `parse`. */
enum rn_status linkedin_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink);

#endif
