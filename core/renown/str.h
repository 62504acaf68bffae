/* SPDX-License-Identifier: MIT
 *
 * A borrowed piece of text: a pointer and a length, passed by value, never owning. Not
 * NUL-terminated and free to hold any byte. Empty and absent are the same: `n == 0`.
 */
#ifndef RENOWN_STR_H
#define RENOWN_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct rn_str {
    const char *p;
    size_t n;
};

/* A literal as a view; usable in initialisers. */
#define RN_STR(lit)                                                                                \
    {                                                                                              \
        (lit), sizeof(lit) - 1                                                                     \
    }
/* For printf: "%.*s", RN_STR_ARG(s) */
#define RN_STR_ARG(s) (int)(s).n, (s).p != NULL ? (s).p : ""

static inline struct rn_str rn_str(const char *z)
{
    return (struct rn_str){z, z != NULL ? strlen(z) : 0};
}

static inline struct rn_str rn_strn(const char *p, size_t n)
{
    return (struct rn_str){p, n};
}

static inline bool rn_str_eq(struct rn_str a, struct rn_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool rn_str_is(struct rn_str a, const char *z)
{
    return rn_str_eq(a, rn_str(z));
}

static inline bool rn_str_starts(struct rn_str a, const char *z)
{
    size_t n = strlen(z);
    return a.n >= n && memcmp(a.p, z, n) == 0;
}

/* Without ASCII white space at both ends. */
static inline struct rn_str rn_str_trim(struct rn_str a)
{
    while (a.n > 0 && strchr(" \t\r\n\f\v", a.p[0]) != NULL && a.p[0] != '\0') {
        a.p++;
        a.n--;
    }
    while (a.n > 0 && a.p[a.n - 1] != '\0' && strchr(" \t\r\n\f\v", a.p[a.n - 1]) != NULL)
        a.n--;
    return a;
}

#endif
