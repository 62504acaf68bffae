/* SPDX-License-Identifier: MIT
 *
 * One mail as bytes: multipart/alternative of text and HTML. Bodies are base64, so no line of
 * theirs can end the message or be too long; headers are ASCII, other characters as RFC 2047
 * words, and nothing in a header can begin another one. Same content, same bytes.
 */
#ifndef TEXT_MAIL_H
#define TEXT_MAIL_H

#include <stdint.h>

#include <renown/buf.h>

struct rn_mail {
    const char *from, *to; /* addresses; one that could carry a second header is left out */
    const char *subject;   /* any text; becomes one line */
    const char *id;        /* of letters, digits, dots: Message-ID <ID@renown.invalid> */
    const char *thread;    /* id of the first mail of a conversation; NULL for none */
    const char *lang;      /* NULL: not told */
    int64_t at;
    struct rn_str text, html;
};
enum rn_status rn_mail_write(const struct rn_mail *m, struct rn_buf *out);

#endif
