/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_STEAM_H
#define PLUGINS_STEAM_H

#include "../common/answer.h"

#define STEAM_PLACE "Steam"

enum { STEAM_PAGE = 100 };

struct steam_config {
    const char *app;
    struct rn_list language;
    bool offtopic;
};

/* Where a run stands; it travels as the note of a request. Steam counts all reviews on the first
 * page only, and sometimes ends a list early, so that the same cursor has to be tried again. */
struct steam_state {
    int64_t seen, total; /* reviews until now; what the first page promised, -1 unknown */
    int64_t tries;       /* of this very cursor, before this one */
    struct rn_str cursor;
};

enum rn_status steam_ask(const struct steam_config *c, struct rn_sink *sink,
                         const struct steam_state *state);

/* The plugin's `parse`: the answer of the present interface and of the one before, which is the
 * same without its wrapper. */
enum rn_status steam_parse(const void *config, const struct rn_response *response,
                           struct rn_sink *sink);

#endif
