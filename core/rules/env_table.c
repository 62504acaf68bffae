/* SPDX-License-Identifier: MIT
 *
 * Tables, numbers and code points inside the fence. Sorting is a merge sort: stable, bounded
 * whatever the order function answers, and an order function that is none is named. What shifts or
 * joins many elements in one call is paid for by their number.
 */
#include "rules/fence.h"

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

static bool less(lua_State *L, int a, int b, bool own)
{
    bool r;

    rn_budget_charge(L, 4);
    if (!own)
        return lua_compare(L, a, b, LUA_OPLT) != 0;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    r = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
    return r;
}

/* Merges runs [at, mid) and [mid, end) of table `from` into table `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer at, lua_Integer mid, lua_Integer end,
                  bool own)
{
    lua_Integer a = at, b = mid;

    for (lua_Integer i = at; i < end; i++) {
        lua_rawgeti(L, from, a < mid ? a : b);
        if (a < mid && b < end) {
            lua_rawgeti(L, from, b);
            int top = lua_gettop(L);
            bool right = less(L, top, top - 1, own);
            if (right)
                lua_replace(L, top - 1);
            else
                lua_pop(L, 1);
            *(right ? &b : &a) += 1;
        } else {
            *(a < mid ? &a : &b) += 1;
        }
        lua_rawseti(L, to, i);
    }
}

static void check_order(lua_State *L)
{
    lua_rawgeti(L, 1, 1);
    int top = lua_gettop(L);
    if (less(L, top, top, true))
        (void)luaL_error(L,
                         "the order function of table.sort says that a value comes before itself: "
                         "compare with < and not with <=");
    lua_pop(L, 1);
}

static int sort(lua_State *L)
{
    lua_Integer n;
    int from = 3, to = 4;
    bool own = !lua_isnoneornil(L, 2);

    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    n = (lua_Integer)lua_rawlen(L, 1);
    rn_budget_charge(L, n);
    if (own && n > 0)
        check_order(L);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, from, i);
    }
    for (lua_Integer run = 1; run < n; run *= 2) {
        for (lua_Integer at = 1; at <= n; at += 2 * run) {
            lua_Integer mid = at + run <= n ? at + run : n + 1;
            merge(L, from, to, at, mid, mid + run <= n ? mid + run : n + 1, own);
        }
        from = from == 3 ? 4 : 3;
        to = to == 3 ? 4 : 3;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

/* Calls the library's function after charging for every element of the table. */
static int charged(lua_State *L)
{
    int n = lua_gettop(L);

    luaL_checktype(L, 1, LUA_TTABLE);
    rn_budget_charge(L, (int64_t)(lua_rawlen(L, 1) / 4));
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, LUA_MULTRET);
    return lua_gettop(L);
}

static int insert(lua_State *L)
{
    if (lua_gettop(L) != 2)
        return charged(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_seti(L, 1, (lua_Integer)lua_rawlen(L, 1) + 1);
    return 0;
}

static void wrap(lua_State *L, const char *name, lua_CFunction f)
{
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, f, 1);
    lua_setfield(L, -2, name);
}

void rn_env_table(lua_State *L)
{
    static const char *const taken[] = {"concat", "insert", "pack", "remove", "unpack", NULL};

    lua_newtable(L);
    rn_env_take(L, luaopen_table, taken);
    wrap(L, "insert", insert);
    wrap(L, "remove", charged);
    wrap(L, "concat", charged);
    lua_pushcfunction(L, sort);
    lua_setfield(L, -2, "sort");
}

/* Only what gives the same bits on every machine. */
void rn_env_math(lua_State *L)
{
    static const char *const taken[] = {"abs",  "ceil",       "floor", "fmod",       "huge",
                                        "max",  "maxinteger", "min",   "mininteger", "modf",
                                        "sqrt", "tointeger",  "type",  "ult",        NULL};

    lua_newtable(L);
    rn_env_take(L, luaopen_math, taken);
}

static int utf8_length(lua_State *L)
{
    size_t n;

    (void)luaL_checklstring(L, 1, &n);
    rn_budget_charge(L, (int64_t)(n / 8));
    int args = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, args, LUA_MULTRET);
    return lua_gettop(L);
}

void rn_env_utf8(lua_State *L)
{
    static const char *const taken[] = {"char", "codepoint", "codes", "len", "offset", NULL};

    lua_newtable(L);
    rn_env_take(L, luaopen_utf8, taken);
    wrap(L, "len", utf8_length);
    wrap(L, "offset", utf8_length);
    wrap(L, "codepoint", utf8_length);
}
