/* SPDX-License-Identifier: MIT */
#include "rules/budget.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/clock.h"

enum { STEP = 1000, BYTES_A_UNIT = 32 };
/* Comparing long texts is one instruction: what the count cannot see, the clock ends. It aborts, it
 * never decides. */
#define DEADLINE INT64_C(5000000)

static bool affordable(struct rn_budget *b, size_t grows, size_t nsize, size_t block)
{
    if (nsize > block || b->used + grows > b->max) {
        b->memory = true; /* until a second try, after a collection, succeeds */
        return false;
    }
    b->left -= (int64_t)(nsize / BYTES_A_UNIT);
    if (b->left < 0)
        b->spent = true;
    return !b->spent;
}

void *rn_budget_alloc(void *ud, void *ptr, size_t osize, size_t nsize)
{
    struct rn_budget *b = ud;
    size_t old = ptr != NULL ? osize : 0;
    bool text = ptr == NULL && osize == LUA_TSTRING;
    void *p;

    if (nsize == 0) {
        b->used -= old;
        free(ptr);
        return NULL;
    }
    if (nsize > old && !affordable(b, nsize - old, nsize, text ? RN_BUDGET_TEXT : RN_BUDGET_BLOCK))
        return NULL;
    p = realloc(ptr, nsize);
    if (p == NULL)
        return NULL;
    b->used += nsize - old;
    if (nsize > old)
        b->memory = false;
    return p;
}

struct rn_budget *rn_budget_of(lua_State *L)
{
    void *ud = NULL;
    (void)lua_getallocf(L, &ud);
    return ud;
}

bool rn_budget_over(const struct rn_budget *b)
{
    return b->spent || b->memory;
}

static void look(lua_State *L, lua_Debug *ar)
{
    struct rn_budget *b = rn_budget_of(L);

    b->left -= STEP;
    if (lua_getinfo(L, "Sl", ar) != 0 && ar->currentline > 0) {
        b->line = ar->currentline;
        b->chunk = atoi(ar->short_src);
    }
    if (b->left < 0 || rn_clock_monotonic() > b->deadline)
        b->spent = true;
    if (b->spent)
        (void)luaL_error(L, "this takes too many instructions");
}

void rn_budget_grant(lua_State *L, int64_t instructions)
{
    struct rn_budget *b = rn_budget_of(L);

    b->left = instructions;
    b->spent = b->memory = false;
    b->deadline = rn_clock_monotonic() + DEADLINE;
    lua_sethook(L, look, LUA_MASKCOUNT, STEP);
}

void rn_budget_charge(lua_State *L, int64_t units)
{
    struct rn_budget *b = rn_budget_of(L);

    b->left -= units;
    if (b->left < 0)
        b->spent = true;
    if (b->spent)
        (void)luaL_error(L, "this takes too many instructions");
}
