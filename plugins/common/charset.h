/* SPDX-License-Identifier: MIT
 *
 * A body as UTF-8, whatever it says of itself. Header, byte-order mark, declaration and reality
 * disagree often; the order of trust is: mark, header, declaration, UTF-8 if it is valid,
 * windows-1252. A declaration of a Western encoding does not stand against bytes that are valid
 * UTF-8. Bytes that mean nothing become U+FFFD; NUL is left out.
 */
#ifndef PLUGINS_COMMON_CHARSET_H
#define PLUGINS_COMMON_CHARSET_H

#include <renown/plugin.h>

/* The body without its mark, valid UTF-8: borrowed when nothing had to change, else in the sink's
 * memory. RN_LIMIT, said through the sink, when it is longer than `max` bytes. *ret_guessed is true
 * when what the body or its header says is not what it is. */
RN_MUST enum rn_status rn_charset_utf8(struct rn_sink *sink, const struct rn_response *response,
                                       size_t max, struct rn_str *ret, bool *ret_guessed);

/* A header of the answer by its name in small letters; empty when it has none. */
struct rn_str rn_charset_header(const struct rn_response *response, const char *name);
/* `needle` in small letters, found without regard to case; NULL when it is not there. */
const char *rn_charset_find(struct rn_str s, const char *needle);

#endif
