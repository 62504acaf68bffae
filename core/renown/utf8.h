/* SPDX-License-Identifier: MIT
 *
 * UTF-8: check, walk, repair, count. Strict: no surrogates, no overlong forms, nothing beyond
 * U+10FFFF.
 */
#ifndef RENOWN_UTF8_H
#define RENOWN_UTF8_H

#include <stdint.h>

#include <renown/buf.h>

bool rn_utf8_valid(struct rn_str s);
/* Reads one code point at *at and moves it on by at least one byte; an invalid byte gives U+FFFD
 * and moves by one. Call only while *at < s.n. */
uint32_t rn_utf8_next(struct rn_str s, size_t *at);
/* Writes 1..4 bytes, gives their number; a surrogate or a value too large is written as U+FFFD. */
size_t rn_utf8_put(char out[4], uint32_t cp);
/* Appends `s` as valid UTF-8: invalid bytes become U+FFFD, NUL is left out. */
enum rn_status rn_utf8_clean(struct rn_buf *b, struct rn_str s);
size_t rn_utf8_count(struct rn_str s);   /* code points */
size_t rn_utf8_count16(struct rn_str s); /* UTF-16 code units */
/* The longest beginning of at most `max` code points; never cuts inside one. */
struct rn_str rn_utf8_cut(struct rn_str s, size_t max);

#endif
