/* SPDX-License-Identifier: MIT
 *
 * Notes of requests: words separated by blanks, "-" for one that is empty. What a plugin has to
 * know when an answer comes travels in them; in `renown parse` there is none, and all of it is
 * empty.
 */
#ifndef PLUGINS_COMMON_NOTE_H
#define PLUGINS_COMMON_NOTE_H

#include <stdint.h>

#include <renown/buf.h>

/* Appends a word, behind a blank unless it is the first. It holds no blank itself. */
void rn_note_add(struct rn_buf *note, struct rn_str word);
void rn_note_add_number(struct rn_buf *note, int64_t number);
/* The next word; *rest moves behind it and its blank. */
struct rn_str rn_note_word(struct rn_str *rest);
/* The next word as a number from 0 to 10^15; 0 when it is none. */
int64_t rn_note_number(struct rn_str *rest);

#endif
