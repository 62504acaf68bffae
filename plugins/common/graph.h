/* SPDX-License-Identifier: MIT
 *
 * What Meta's Graph interface (Facebook, Instagram) does everywhere alike: paging by cursors, and
 * addresses that end in /OBJECT/EDGE. The address of the next page that it sends holds the token,
 * so it is never used: the cursor is taken and the address made anew.
 */
#ifndef PLUGINS_COMMON_GRAPH_H
#define PLUGINS_COMMON_GRAPH_H

#include <renown/buf.h>
#include <renown/json.h>
#include <renown/plugin.h>

/* "v25.0". */
bool rn_graph_is_version(const char *z);
/* Begins an address: the interface in that version, and an object of it. */
void rn_graph_begin(struct rn_buf *url, const char *version, struct rn_str object);
/* Posts a text to "/OBJECT/edge" under the login "page", as the step "reply". */
RN_MUST enum rn_status rn_graph_post(struct rn_sink *sink, const char *version,
                                     struct rn_str object, const char *edge, struct rn_str message);

/* The cursor of the page after this one; RN_OK and empty at the end of the list. `before` is the
 * cursor that this page was asked with: one that names itself as the next is RN_CHANGED. `edge` is
 * the object with the members `data` and `paging`. */
RN_MUST enum rn_status rn_graph_next(struct rn_sink *sink, const struct rn_json *edge,
                                     struct rn_str before, const char *place,
                                     struct rn_str *ret_after);

/* ".../v25.0/19_77/comments?limit=2" gives "19_77" and "comments"; both are empty when there is no
 * such pair. */
void rn_graph_address(struct rn_str url, struct rn_str *ret_object, struct rn_str *ret_edge);

/* "19_77", "42": digits, at most one '_' between them. */
bool rn_graph_is_id(struct rn_str s);

#endif
