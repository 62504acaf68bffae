/* SPDX-License-Identifier: MIT
 *
 * What the program says to people on stderr, and text for a terminal. Outside text goes through
 * rn_term_add before it reaches a person.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <renown/buf.h>

/* "renown: sentence" on stderr, one line, control characters made visible. */
RN_PRINTF(1, 2) void rn_say(const char *fmt, ...);
RN_PRINTF(1, 2) void rn_warn(const char *fmt, ...); /* "renown: warning: …" */
/* Progress: shown on a terminal only, rewritten in place, at most ten times a second; NULL clears
 * it. */
void rn_progress(const char *line);
bool rn_color(int fd); /* a terminal, and neither NO_COLOR nor TERM=dumb */

/* Appends outside text so that a terminal shows it and does nothing else: C0 and C1 controls and
 * bidirectional overrides are left out; line breaks and tabs become blanks unless `multiline`. */
void rn_term_add(struct rn_buf *b, struct rn_str s, bool multiline);
/* Columns a terminal needs for `s` (wide East Asian characters 2, combining marks 0). */
size_t rn_term_width(struct rn_str s);

#endif
