/* SPDX-License-Identifier: MIT
 *
 * cmocka with what it wants included before it, and the few words that the unit tests share.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/buf.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline void assert_str(struct rn_str s, const char *z)
{
    if (!rn_str_is(s, z))
        fail_msg("got \"%.*s\", not \"%s\"", RN_STR_ARG(s), z);
}

/* A failure has the right kind and a sentence that can stand behind "renown: ": on one line,
 * without a full stop. */
static inline void assert_fails(enum rn_status got, enum rn_status wanted, const struct rn_diag *d)
{
    size_t n = strlen(d->text);
    if (got != wanted || n < 10 || strchr(d->text, '\n') != NULL || d->text[n - 1] == '.')
        fail_msg("status %d, not %d: \"%s\"", (int)got, (int)wanted, d->text);
}

#endif
