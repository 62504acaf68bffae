/* SPDX-License-Identifier: MIT
 *
 * Memory inside the core: talloc trees, and the policy. Whoever makes a context frees it;
 * everything made under it goes with it. A small allocation that fails ends the program with one
 * sentence: what is sized by outside bytes has a cap of its own first. talloc never crosses the
 * plugin boundary, and no context is used by two threads at a time.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <talloc.h>

#include <renown/str.h>

void *rn_mem_check(void *p); /* p, or the end of the program */
#define rn_new(ctx, type)              ((type *)rn_mem_check(talloc_zero(ctx, type)))
#define rn_new_array(ctx, type, n)     ((type *)rn_mem_check(talloc_zero_array(ctx, type, n)))
#define rn_grow_array(ctx, p, type, n) ((type *)rn_mem_check(talloc_realloc(ctx, p, type, n)))
void *rn_pool(const void *parent, size_t bytes); /* a context whose children come from one block */
char *rn_dup(const void *ctx, struct rn_str s);  /* NUL-terminated copy */
char *rn_dupz(const void *ctx, const char *z);
struct rn_str rn_dup_str(const void *ctx, struct rn_str s); /* copy as a view; empty stays empty */
char *rn_fmt(const void *ctx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Gives memory that nobody uses back to the system: before a long sleep. */
void rn_mem_trim(void);

/* A context that is freed when its scope ends: `RN_SCOPE(tmp);`. Not across a Lua call that may
 * jump: the jump does not run it. */
void rn_scope_end(void **ctx);
#define RN_SCOPE(name)                                                                             \
    void *name __attribute__((cleanup(rn_scope_end))) = rn_mem_check(talloc_new(NULL))

#endif
