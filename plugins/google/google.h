/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share: google.c says what to ask, parse.c reads what came.
 */
#ifndef GOOGLE_H
#define GOOGLE_H

#include <renown/plugin.h>

struct google_config {
    const char *account, *location;
};

/* The first page of the location's reviews, or a later one when `token` is not empty. `page` is the
 * address of the page before it: everything of it is kept but the token. Without `page` the options
 * make the address; RN_OK without a request when neither is there (saved files). */
enum rn_status google_ask_page(const struct google_config *c, struct rn_str page,
                               struct rn_str token, const char *step, struct rn_sink *sink);
enum rn_status google_parse(const void *config, const struct rn_response *r, struct rn_sink *sink);

#endif
