/* SPDX-License-Identifier: MIT
 *
 * What one script may spend: memory and instructions. The allocator counts bytes, the count hook
 * counts instructions, and large pieces of memory cost instructions too, so that work inside C
 * functions (copying, joining) is bounded by the same number on every machine. A spent budget is
 * sticky: every later step fails again, so that a script cannot catch its own end.
 */
#ifndef RULES_BUDGET_H
#define RULES_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lua_State;

enum {
    RN_BUDGET_MEMORY = 32 << 20, /* of one file */
    RN_BUDGET_BLOCK = 4 << 20,   /* of one string or table: keeps each single C call short */
    RN_BUDGET_TEXT = 1 << 18,    /* of one text that a script makes */
    RN_BUDGET_LOAD = 4000000,    /* instructions while a file is read */
    RN_BUDGET_WHERE = 200000     /* instructions of one call of a `where` function */
};

struct rn_budget {
    size_t used, max;
    int64_t left; /* instructions */
    bool spent;   /* no instructions left */
    bool memory;  /* the memory cap was hit */
    int64_t deadline;
    int line;    /* where the hook last looked */
    int chunk;   /* and in which file of the state */
    void *owner; /* of the state: whoever binds functions */
};

void *rn_budget_alloc(void *ud, void *ptr, size_t osize, size_t nsize); /* a lua_Alloc */
struct rn_budget *rn_budget_of(struct lua_State *L);
/* Grants `instructions` from now on and arms the hook. */
void rn_budget_grant(struct lua_State *L, int64_t instructions);
/* Takes `units` for work done in C; raises a Lua error when that is more than is left. */
void rn_budget_charge(struct lua_State *L, int64_t units);
/* The budget is gone: nothing may catch the error under way. */
bool rn_budget_over(const struct rn_budget *b);

#endif
