/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <malloc.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void *rn_mem_check(void *p)
{
    if (p == NULL) {
        (void)fprintf(stderr, "renown: the system gives no more memory, so the program ends.\n");
        abort();
    }
    return p;
}

void *rn_pool(const void *parent, size_t bytes)
{
    return rn_mem_check(talloc_pool(parent, bytes));
}

char *rn_dup(const void *ctx, struct rn_str s)
{
    char *z = rn_mem_check(talloc_size(ctx, s.n + 1));
    if (s.n > 0)
        memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    return z;
}

char *rn_dupz(const void *ctx, const char *z)
{
    return rn_dup(ctx, rn_str(z));
}

struct rn_str rn_dup_str(const void *ctx, struct rn_str s)
{
    return s.n > 0 ? rn_strn(rn_dup(ctx, s), s.n) : rn_strn(NULL, 0);
}

char *rn_fmt(const void *ctx, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *z = talloc_vasprintf(ctx, fmt, ap);
    va_end(ap);
    return rn_mem_check(z);
}

void rn_scope_end(void **ctx)
{
    (void)talloc_free(*ctx);
}

void rn_mem_trim(void)
{
    (void)malloc_trim(0);
}
