/* SPDX-License-Identifier: MIT
 *
 * Addresses: percent-encoding and taking apart. No network.
 */
#ifndef RENOWN_URL_H
#define RENOWN_URL_H

#include <renown/buf.h>

/* Appends `s` percent-encoded: everything but letters, digits and -._~ (RFC 3986 unreserved). */
enum rn_status rn_url_encode(struct rn_buf *b, struct rn_str s);
/* Appends `s` decoded; a broken escape is kept as it stands; '+' is a blank when `form`. */
enum rn_status rn_url_decode(struct rn_buf *b, struct rn_str s, bool form);
/* The parts of an absolute address; false when there is no scheme or no host. `host` includes the
 * port; `path` begins with '/' or is empty; `query` is without '?'; the fragment is left out. */
struct rn_url {
    struct rn_str scheme, host, path, query;
};
bool rn_url_split(struct rn_str s, struct rn_url *ret);
/* The still encoded value of a query parameter; found anywhere after '?', '#' or '&'. */
bool rn_url_param(struct rn_str s, const char *name, struct rn_str *ret);

#endif
