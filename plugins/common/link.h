/* SPDX-License-Identifier: MIT
 *
 * Addresses that stand in pages and feeds: made absolute, followed to the next page.
 */
#ifndef PLUGINS_COMMON_LINK_H
#define PLUGINS_COMMON_LINK_H

#include <renown/plugin.h>

enum { RN_LINK_MAX = 4000, RN_LINK_HOPS = 100 };

/* `href` as an address of the web, resolved against `base` and that against `url` (each may be
 * empty); in the sink's memory. Empty when it is none. */
struct rn_str rn_link_resolve(struct rn_sink *sink, struct rn_str url, struct rn_str base,
                              struct rn_str href);
/* An absolute address of the web as a request may have it: no blanks, no controls. */
bool rn_link_is_web(struct rn_str s);
/* Scheme, host and port are the same. */
bool rn_link_same_host(struct rn_str a, struct rn_str b);

/* Asks for the page behind this one. Another host, the page itself and what lies behind
 * RN_LINK_HOPS pages is not asked for; the first and the last are said. The number of pages is
 * carried in the note. */
RN_MUST enum rn_status rn_link_follow(struct rn_sink *sink, const struct rn_response *response,
                                      struct rn_str next, unsigned flags, const char *step);
/* A first request, whose note begins the count. */
RN_MUST enum rn_status rn_link_ask(struct rn_sink *sink, struct rn_str url, unsigned flags,
                                   const char *step);

#endif
