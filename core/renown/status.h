/* SPDX-License-Identifier: MIT
 *
 * Results and the sentence that goes with them.
 *
 * Every function that can fail returns an `enum rn_status`; on anything but RN_OK it has written
 * a sentence into the `struct rn_diag` it was given and has not touched its results (those are
 * named `ret_…`). The sentence says what was tried, on what, and what a person can do next; it
 * carries no newline and no secret. The kinds are chosen by what the caller will do about them.
 */
#ifndef RENOWN_STATUS_H
#define RENOWN_STATUS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#define RN_MUST              __attribute__((warn_unused_result))
#define RN_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum rn_status {
    RN_OK = 0,
    RN_AGAIN,     /* nothing is wrong, but not now: wait and try again */
    RN_LOGIN,     /* the place refused the credentials: a person must look */
    RN_CHANGED,   /* the answer is not what this place used to send: stop, keep it, tell a person */
    RN_GONE,      /* the thing asked for does not exist (any more), or a list is at its end */
    RN_INVALID,   /* the input is wrong: config, script, argument, file content */
    RN_LIMIT,     /* a cap was reached: size, depth, count, memory, instructions */
    RN_REFUSED,   /* a promise (design S1-S12) was at stake, so it was not done; exit status 3 */
    RN_BUSY,      /* another process holds it: try again */
    RN_CONFLICT,  /* it exists already */
    RN_UNCERTAIN, /* whether it was done is unknown: look before trying again */
    RN_IO,        /* file system or disk: missing, no permission, full */
    RN_CORRUPT,   /* stored bytes do not read back as what they should be */
    RN_BUG        /* must not happen: a defect of Renown or of a plugin */
};

struct rn_diag {
    enum rn_status status;
    char text[1000];
};

/* Writes the sentence and gives the status back, for `return rn_fail(d, RN_INVALID, "…", …)`.
 * `d` may be NULL. A header function, so that plugins need no symbol of the core. */
static inline enum rn_status rn_vfail(struct rn_diag *d, enum rn_status status, const char *fmt,
                                      va_list ap)
{
    if (d != NULL) {
        d->status = status;
        (void)vsnprintf(d->text, sizeof d->text, fmt, ap);
    }
    return status;
}

RN_PRINTF(3, 4)
static inline enum rn_status rn_fail(struct rn_diag *d, enum rn_status status, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)rn_vfail(d, status, fmt, ap);
    va_end(ap);
    return status;
}

#endif
