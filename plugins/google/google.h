/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share: google.c says what to ask, parse.c reads what came,
 * discover.c does both for what there is to read.
 */
#ifndef GOOGLE_H
#define GOOGLE_H

#include <renown/buf.h>
#include <renown/plugin.h>

struct google_config {
    const char *account, *location;
};

enum { GOOGLE_URL_MAX = 16000 };

/* Hands over a request to `url`, with the login; `url` is freed. */
enum rn_status google_send(struct rn_sink *sink, struct rn_buf *url, struct rn_request *q);
/* The first page of the location's reviews, or a later one when `token` is not empty. `page` is the
 * address of the page before it: everything of it is kept but the token. Without `page` the options
 * make the address; RN_OK without a request when neither is there (saved files). */
enum rn_status google_ask_page(const struct google_config *c, struct rn_str page,
                               struct rn_str token, const char *step, struct rn_sink *sink);
enum rn_status google_parse(const void *config, const struct rn_response *r, struct rn_sink *sink);

enum rn_status google_discover(const void *config, struct rn_sink *sink);
/* Who reads this answer if it is a page of accounts or locations; NULL when it is none. */
struct rn_json;
typedef enum rn_status google_read_fn(const struct rn_response *r, const struct rn_json *root,
                                      struct rn_sink *sink);
google_read_fn *google_discovery_of(const char *step, const struct rn_json *root,
                                    const struct rn_sink *sink);

#endif
