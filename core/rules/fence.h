/* SPDX-License-Identifier: MIT
 *
 * The fence: one Lua state per file, with an environment built from nothing. Inside it there are
 * numbers, texts, tables and the words of the rule language; no file, no network, no clock, no
 * chance, no address, no unlimited loop, no pattern matching of unlimited cost, no text turned into
 * code.
 *
 *     struct rn_fence *f = rn_fence_open(ctx, owner);
 *     rn_fence_words(f, functions);            // the words of the rule language
 *     if (!rn_fence_run(f, name, source, &fault)) … fault.file, fault.line, fault.text
 *
 * Everything but rn_fence_open's memory lives in the state; freeing the fence closes it.
 */
#ifndef RULES_FENCE_H
#define RULES_FENCE_H

#include <renown/str.h>

#include "rules/budget.h"

struct lua_State;
struct luaL_Reg;

enum { RN_FENCE_FILES = 64 }; /* a file and the helpers it uses */

/* Finds the source of a helper ("lib/words"); NULL when there is none. `ret_name` is the file's
 * name. */
typedef const struct rn_str *rn_fence_find_fn(void *owner, const char *name, const char **ret_name);

struct rn_fence {
    struct lua_State *L;
    struct rn_budget budget;
    rn_fence_find_fn *find;
    void *owner;
    const char *files[RN_FENCE_FILES]; /* by the number that stands for them in Lua's messages */
    bool loading[RN_FENCE_FILES];
    int file_count;
};

/* What went wrong, for people: a file of this fence, a line in it, a sentence. */
struct rn_fault {
    const char *file;
    int line;
    const char *text;
};

/* NULL when not even an empty state fits into memory. */
struct rn_fence *rn_fence_open(const void *ctx, void *owner, rn_fence_find_fn *find);
/* Adds C functions to what scripts see; the list ends with {NULL, NULL}. */
void rn_fence_words(struct rn_fence *f, const struct luaL_Reg *functions);
/* Takes the value on top of the stack as one more word. */
void rn_fence_add(struct rn_fence *f, const char *name);
/* A name that scripts know but may not use yet: reading it says `sentence`. */
void rn_fence_forbid(struct rn_fence *f, const char *name, const char *sentence);
/* Runs a file once with a fresh budget. False: `fault` says why (memory under ctx). */
bool rn_fence_run(struct rn_fence *f, const void *ctx, const char *name, struct rn_str source,
                  struct rn_fault *fault);
/* Calls the function on top of `args` arguments, as lua_pcall with one result and a budget. */
bool rn_fence_call(struct rn_fence *f, const void *ctx, int args, int64_t instructions,
                   struct rn_fault *fault);
/* The same check without running anything: does it read as Lua? */
bool rn_fence_reads(struct rn_fence *f, const void *ctx, const char *name, struct rn_str source,
                    struct rn_fault *fault);
/* File and line of the script that is calling the C function under way. */
const char *rn_fence_where(struct lua_State *L, int *ret_line);
struct rn_fence *rn_fence_of(struct lua_State *L);

/* The parts of the environment (env_*.c). Each leaves its table on the stack. */
void rn_env_base(struct lua_State *L);
void rn_env_string(struct lua_State *L);
void rn_env_table(struct lua_State *L);
void rn_env_math(struct lua_State *L);
void rn_env_utf8(struct lua_State *L);
/* Replaces the table on top of the stack by a view that cannot be written. */
void rn_env_seal(struct lua_State *L, const char *name);
/* Copies the named members of a standard library, which `open` makes, into the table on top. */
void rn_env_take(struct lua_State *L, int (*open)(struct lua_State *), const char *const *names);

#endif
