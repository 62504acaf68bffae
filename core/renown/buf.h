/* SPDX-License-Identifier: MIT
 *
 * A growing text buffer that is born with a limit. Adding beyond the limit empties it, frees its
 * memory and makes every later call fail with RN_LIMIT, so that a chain of additions needs one
 * check at its end: `if (b.full) …`. Its bytes are always followed by a NUL. Memory that the system
 * does not give ends the program; so the limit is what bounds it.
 */
#ifndef RENOWN_BUF_H
#define RENOWN_BUF_H

#include <renown/status.h>
#include <renown/str.h>

struct rn_buf {
    char *p; /* NULL while empty and unallocated */
    size_t n, cap, limit;
    bool full;
};

void rn_buf_init(struct rn_buf *b, size_t limit);
void rn_buf_free(struct rn_buf *b);  /* may be called twice; the buffer can be used again */
void rn_buf_clear(struct rn_buf *b); /* empty, keeps memory, forgets `full` */
enum rn_status rn_buf_add(struct rn_buf *b, struct rn_str s);
enum rn_status rn_buf_addz(struct rn_buf *b, const char *z);
enum rn_status rn_buf_addc(struct rn_buf *b, char c);
RN_PRINTF(2, 3) enum rn_status rn_buf_fmt(struct rn_buf *b, const char *fmt, ...);
struct rn_str rn_buf_str(const struct rn_buf *b);
const char *rn_buf_z(const struct rn_buf *b); /* NUL-terminated; "" when empty */

#endif
