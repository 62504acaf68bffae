/* SPDX-License-Identifier: MIT
 *
 * cmocka, and a plugin that lives in the test program: the smallest that keeps the contract. Tests
 * copy it and break one thing.
 */
#ifndef TESTS_HOST_H
#define TESTS_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/plugin.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct toy_config {
    const char *shop;
    int64_t size;
};

extern const struct rn_option toy_options[];
extern const struct rn_limits toy_limits;
extern const struct rn_plugin toy; /* plan, parse and compose hand over nothing */

static inline void assert_str(struct rn_str s, const char *z)
{
    if (!rn_str_is(s, z))
        fail_msg("got \"%.*s\", not \"%s\"", RN_STR_ARG(s), z);
}

/* The right kind, one line, and the words that a person needs. */
static inline void assert_fails(enum rn_status got, enum rn_status wanted, const struct rn_diag *d,
                                const char *words)
{
    if (got != wanted || strlen(d->text) < 5 || strchr(d->text, '\n') != NULL ||
        strstr(d->text, words) == NULL)
        fail_msg("status %d, not %d, or no \"%s\" in: \"%s\"", (int)got, (int)wanted, words,
                 d->text);
}

#endif
