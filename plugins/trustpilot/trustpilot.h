/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_TRUSTPILOT_H
#define PLUGINS_TRUSTPILOT_H

#include <renown/plugin.h>

#define TRUSTPILOT_BASE "https://api.trustpilot.com/v1"

enum { TRUSTPILOT_PAGE = 100 };

struct trustpilot_config {
    const char *business_unit, *reply_user;
};

/* Asks for a page of the list, counted from 1. `first` is the id that headed the page before: a
 * place that sends the same page again is found out by it. `may_skip` for pages that known reviews
 * make unnecessary. */
enum rn_status trustpilot_ask(const struct trustpilot_config *c, struct rn_sink *sink, int page,
                              struct rn_str first, bool may_skip);

/* The plugin's `parse` and `receive`: a page of reviews (step "reviews"), the business unit (step
 * "unit"), the answer to a reply (step "reply"), a webhook's body. Without a step the body decides.
 */
enum rn_status trustpilot_parse(const void *config, const struct rn_response *response,
                                struct rn_sink *sink);

#endif
