/* SPDX-License-Identifier: MIT
 *
 * Where net/known.c keeps the writings of secrets. Two shelves of fixed size: what comes from the
 * config, and tokens, of which a process that lives for months sees ever new ones. On each, what
 * was told longest ago makes room; what comes from the config moves on to the tokens' shelf first.
 * Told again is used again, so what still serves stays.
 */
#ifndef NET_SHELVES_H
#define NET_SHELVES_H

#include <stdbool.h>

#include <renown/str.h>

enum { RN_SHELF_SHORTEST = 6, RN_SHELF_MAX = 8192 }; /* bytes of a writing; writings of a shelf */

void rn_shelf_put(struct rn_str writing, bool config);
/* How many bytes at `at` are a kept writing: the longest one; 0: none. */
size_t rn_shelf_at(struct rn_str s, size_t at);

#endif
