/* SPDX-License-Identifier: MIT
 *
 * Where a request really goes: taking addresses apart as libcurl does, putting them on a source's
 * `endpoint`, following a redirect by one step, and telling which machines are not to be reached
 * because an answer from outside said so. Pure: nothing here resolves a name or opens a socket.
 */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct sockaddr;

/* Everything under one context. `host` in small letters, without brackets; `key` is
 * scheme://host:port, the same for all addresses of one server. */
struct rn_address {
    const char *url, *scheme, *host, *key;
    int port;
};

/* RN_INVALID for what is no absolute http(s) address of printable characters, and for one with a
 * user name in it. The sentence names no more than the host. */
RN_MUST enum rn_status rn_address_parse(const void *ctx, struct rn_str url, struct rn_address *ret,
                                        struct rn_diag *d);
/* The same path and query on another scheme and host; `endpoint` NULL: as it is. */
RN_MUST enum rn_status rn_address_on(const void *ctx, struct rn_str url, const char *endpoint,
                                     struct rn_address *ret, struct rn_diag *d);
/* Where a Location header leads, seen from `from`. */
RN_MUST enum rn_status rn_address_follow(const void *ctx, const struct rn_address *from,
                                         struct rn_str location, struct rn_address *ret,
                                         struct rn_diag *d);
bool rn_address_same(const struct rn_address *a, const struct rn_address *b);
/* By what is written: 127.x.x.x, ::1, localhost. */
bool rn_address_is_loopback(const struct rn_address *a);

enum rn_machine { RN_MACHINE_PUBLIC, RN_MACHINE_LOOPBACK, RN_MACHINE_PRIVATE, RN_MACHINE_UNKNOWN };
/* Loopback; private, link-local, multicast, reserved; IPv4 inside IPv6 counts as that IPv4. */
enum rn_machine rn_machine_of(const struct sockaddr *a);
enum rn_machine rn_machine_of_text(const char *ip);

#endif
