/* SPDX-License-Identifier: MIT
 *
 * Texts that do not say whether they are plain or HTML.
 */
#ifndef PLUGINS_COMMON_PROSE_H
#define PLUGINS_COMMON_PROSE_H

#include <stdint.h>

#include <renown/plugin.h>

/* The bytes of the character reference that s begins with, 0 for none; its character in *ret. */
size_t rn_prose_entity(struct rn_str s, uint32_t *ret);
/* The text with its references decoded: borrowed when it has none, else in the sink's memory. */
struct rn_str rn_prose_unescape(struct rn_sink *sink, struct rn_str s);
/* It holds a tag that HTML knows. */
bool rn_prose_has_tags(struct rn_str s);
/* The words of an HTML text, to be searched in: without tags, references decoded. */
struct rn_str rn_prose_words(struct rn_sink *sink, struct rn_str html);
/* A copy with <br> for line breaks, and escaped when it was plain text. */
struct rn_str rn_prose_to_html(struct rn_sink *sink, struct rn_str s, bool escape);

#endif
