/* SPDX-License-Identifier: MIT
 *
 * HTML character references: the numeric ones, and the names that people's texts contain.
 */
#ifndef TEXT_ENTITY_H
#define TEXT_ENTITY_H

#include <stdint.h>

#include <renown/str.h>

/* Reads the reference that begins with '&' at s.p[0]: gives the number of bytes it takes and its
 * code point, or 0 when it is none (then the '&' is a plain character). */
size_t rn_entity(struct rn_str s, uint32_t *ret_cp);

#endif
