/* SPDX-License-Identifier: MIT
 *
 * The base words of the fence. pairs and next go by key, never by address; pcall cannot hide a
 * spent budget; tostring tells a type and no address.
 */
#include "rules/fence.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

struct key {
    int rank; /* numbers, then texts, then booleans */
    lua_Number number;
    struct rn_str text;
};

static bool read_key(lua_State *L, int at, struct key *k)
{
    int type = lua_type(L, at);

    *k = (struct key){.rank = type};
    if (type == LUA_TNUMBER)
        k->number = lua_tonumber(L, at);
    else if (type == LUA_TSTRING)
        k->text.p = lua_tolstring(L, at, &k->text.n);
    else if (type == LUA_TBOOLEAN)
        k->number = lua_toboolean(L, at);
    k->rank = type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
    return type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TBOOLEAN;
}

static int compare_keys(const void *x, const void *y)
{
    const struct key *a = x, *b = y;
    size_t n = a->text.n < b->text.n ? a->text.n : b->text.n;
    int c;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->rank != 1)
        return a->number < b->number ? -1 : a->number > b->number;
    c = memcmp(a->text.p, b->text.p, n);
    return c != 0 ? c : (a->text.n > b->text.n) - (a->text.n < b->text.n);
}

static void need_key(lua_State *L, int at, struct key *k)
{
    if (!read_key(L, at, k))
        (void)luaL_error(L,
                         "only numbers, texts and booleans may be keys of a table that is walked "
                         "through: a %s has no place in an order",
                         luaL_typename(L, at));
}

static size_t count_keys(lua_State *L, int at)
{
    size_t n = 0;
    struct key k;

    for (lua_pushnil(L); lua_next(L, at) != 0; lua_pop(L, 1), n++)
        need_key(L, -2, &k);
    rn_budget_charge(L, (int64_t)n);
    return n;
}

static void push_key(lua_State *L, const struct key *k)
{
    lua_Integer whole;

    if (k->rank == 1)
        lua_pushlstring(L, k->text.p, k->text.n);
    else if (k->rank == 2)
        lua_pushboolean(L, k->number != 0);
    else if (lua_numbertointeger(k->number, &whole) && (lua_Number)whole == k->number)
        lua_pushinteger(L, whole);
    else
        lua_pushnumber(L, k->number);
}

/* Pushes an array of the table's keys in their order. */
static void push_keys(lua_State *L, int at)
{
    size_t n = count_keys(L, at), i = 0;
    struct key *keys = lua_newuserdatauv(L, (n + 1) * sizeof *keys, 0);

    for (lua_pushnil(L); i < n && lua_next(L, at) != 0; lua_pop(L, 1))
        (void)read_key(L, -2, &keys[i++]);
    qsort(keys, n, sizeof *keys, compare_keys);
    rn_budget_charge(L, (int64_t)n * 8);
    lua_createtable(L, (int)n, 0);
    for (i = 0; i < n; i++) {
        push_key(L, &keys[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
}

static int step(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));

    for (;;) {
        i++;
        if (lua_rawgeti(L, lua_upvalueindex(1), i) == LUA_TNIL)
            return 1;
        lua_pushinteger(L, i);
        lua_replace(L, lua_upvalueindex(2));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(3)) != LUA_TNIL)
            return 2;
        lua_pop(L, 2); /* was removed during the walk */
    }
}

static int pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, step, 3);
    return 1;
}

/* The least key above the given one: linear, and paid for. */
static int next(lua_State *L)
{
    struct key from, best, k;
    bool have = false, first = lua_isnoneornil(L, 2);

    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    if (!first)
        need_key(L, 2, &from);
    (void)count_keys(L, 1);
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
        (void)read_key(L, -2, &k);
        if ((first || compare_keys(&k, &from) > 0) && (!have || compare_keys(&k, &best) < 0)) {
            best = k;
            have = true;
        }
    }
    if (!have)
        return 0;
    push_key(L, &best);
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    return 2;
}

/* A budget that is gone stays gone: the error goes on through every pcall. */
static int guarded_call(lua_State *L)
{
    int status;

    luaL_checkany(L, 1);
    status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    if (rn_budget_over(rn_budget_of(L))) {
        lua_settop(L, 0);
        return lua_error(L);
    }
    lua_pushboolean(L, status == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
}

static int to_text(lua_State *L)
{
    int type = lua_type(L, 1);

    luaL_checkany(L, 1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA ||
        type == LUA_TTHREAD || type == LUA_TLIGHTUSERDATA)
        lua_pushstring(L, luaL_typename(L, 1));
    else
        (void)luaL_tolstring(L, 1, NULL);
    return 1;
}

void rn_env_base(lua_State *L)
{
    static const char *const taken[] = {"assert", "error",    "ipairs", "rawequal", "rawlen",
                                        "select", "tonumber", "type",   NULL};
    static const luaL_Reg own[] = {{"pairs", pairs},
                                   {"next", next},
                                   {"pcall", guarded_call},
                                   {"tostring", to_text},
                                   {NULL, NULL}};

    lua_newtable(L);
    rn_env_take(L, luaopen_base, taken);
    luaL_setfuncs(L, own, 0);
}
