/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share: places.c says what to ask, parse.c reads what came.
 */
#ifndef PLACES_H
#define PLACES_H

#include <renown/plugin.h>

struct places_config {
    const char *place, *lang;
    int api;
};

enum rn_status places_parse(const void *config, const struct rn_response *r, struct rn_sink *sink);

#endif
