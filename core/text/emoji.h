/* SPDX-License-Identifier: MIT
 *
 * What stands between words: pictures, faces typed of marks, and the marks themselves.
 */
#ifndef TEXT_EMOJI_H
#define TEXT_EMOJI_H

#include <stdint.h>

#include <renown/str.h>

/* What a code point alone says, -4..4; 0 for all that says nothing. */
double rn_emoji_value(uint32_t cp);
/* A face of marks that begins at `at`, as :-) and :'( ; gives its bytes, 0 for none. */
size_t rn_emoticon(struct rn_str text, size_t at, double *ret_value);

#endif
