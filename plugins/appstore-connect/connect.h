/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_APPSTORE_CONNECT_H
#define PLUGINS_APPSTORE_CONNECT_H

#include <renown/plugin.h>

#define CONNECT_HOST "api.appstoreconnect.apple.com"
#define CONNECT_BASE "https://" CONNECT_HOST

struct connect_config {
    const char *app;
};

/* The plugin's `parse`: a page of reviews with the answers that are included, one review, or the
 * answer to a posted reply (step "reply"). */
enum rn_status connect_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink);

#endif
