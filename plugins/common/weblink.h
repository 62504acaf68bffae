/* SPDX-License-Identifier: MIT
 *
 * The header Link (RFC 8288), by which some places name the next page:
 *
 *     <https://place.example/list?max_id=7>; rel="next", <https://…>; rel="prev"
 */
#ifndef PLUGINS_COMMON_WEBLINK_H
#define PLUGINS_COMMON_WEBLINK_H

#include <renown/plugin.h>

/* The address whose relation is `rel` ("next"), as it stands there, in any of the answer's Link
 * headers; empty when there is none. */
struct rn_str rn_weblink(const struct rn_response *response, const char *rel);

#endif
