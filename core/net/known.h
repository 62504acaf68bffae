/* SPDX-License-Identifier: MIT
 *
 * The secrets that the program was told, for net/redact.c alone. Two shelves of fixed size: what
 * comes from the config, and tokens, of which a process that lives for months sees ever new ones.
 * On each the value that was told longest ago makes room; one from the config moves on to the
 * tokens' shelf first. Told again is used again, so what still serves stays.
 */
#ifndef NET_KNOWN_H
#define NET_KNOWN_H

#include <stdbool.h>

#include <renown/str.h>

enum { RN_KNOWN_SHORTEST = 6, RN_KNOWN_MAX = 2048 }; /* bytes of a value; values of a shelf */

void rn_known_tell(struct rn_str value, bool config);
/* How many bytes at `at` are a known value: the longest one; 0: none. */
size_t rn_known_at(struct rn_str s, size_t at);

#endif
