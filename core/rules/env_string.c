/* SPDX-License-Identifier: MIT
 *
 * Texts inside the fence. Lua's patterns can run for hours in one call that no hook sees, so there
 * are none: find, has, starts, ends, replace, split take plain text and are linear.
 */
#include "rules/fence.h"

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

static struct rn_str text_arg(lua_State *L, int at)
{
    struct rn_str s;
    s.p = luaL_checklstring(L, at, &s.n);
    return s;
}

static const char *locate(lua_State *L, struct rn_str in, struct rn_str what)
{
    rn_budget_charge(L, (int64_t)((in.n + what.n) / 8));
    return what.n == 0 ? in.p : memmem(in.p, in.n, what.p, what.n);
}

/* find(text, plain, from): first and last byte, or nil. */
static int find(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), what = text_arg(L, 2);
    lua_Integer from = luaL_optinteger(L, 3, 1);
    const char *hit;

    if (from < 0)
        from = -from > (lua_Integer)s.n ? 1 : (lua_Integer)s.n + from + 1;
    if (from < 1)
        from = 1;
    if ((size_t)from > s.n + 1)
        return 0;
    hit = locate(L, rn_strn(s.p + from - 1, s.n - (size_t)from + 1), what);
    if (hit == NULL)
        return 0;
    lua_pushinteger(L, hit - s.p + 1);
    lua_pushinteger(L, hit - s.p + (lua_Integer)what.n);
    return 2;
}

static int has(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), what = text_arg(L, 2);
    lua_pushboolean(L, locate(L, s, what) != NULL);
    return 1;
}

static int starts(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), what = text_arg(L, 2);
    lua_pushboolean(L, s.n >= what.n && memcmp(s.p, what.p, what.n) == 0);
    return 1;
}

static int ends(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), what = text_arg(L, 2);
    lua_pushboolean(L, s.n >= what.n && memcmp(s.p + s.n - what.n, what.p, what.n) == 0);
    return 1;
}

static int trim(lua_State *L)
{
    struct rn_str s = rn_str_trim(text_arg(L, 1));
    lua_pushlstring(L, s.p, s.n);
    return 1;
}

static int replace(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), what = text_arg(L, 2), by = text_arg(L, 3);
    const char *hit;
    luaL_Buffer b;

    luaL_argcheck(L, what.n > 0, 2, "an empty text cannot be replaced");
    luaL_buffinit(L, &b);
    while ((hit = locate(L, s, what)) != NULL) {
        luaL_addlstring(&b, s.p, (size_t)(hit - s.p));
        luaL_addlstring(&b, by.p, by.n);
        s.n -= (size_t)(hit - s.p) + what.n;
        s.p = hit + what.n;
    }
    luaL_addlstring(&b, s.p, s.n);
    luaL_pushresult(&b);
    return 1;
}

/* split(text, plain): a list of the parts between. */
static int split(lua_State *L)
{
    struct rn_str s = text_arg(L, 1), by = text_arg(L, 2);
    lua_Integer n = 0;
    const char *hit;

    luaL_argcheck(L, by.n > 0, 2, "a text cannot be split at nothing");
    lua_newtable(L);
    while ((hit = locate(L, s, by)) != NULL) {
        lua_pushlstring(L, s.p, (size_t)(hit - s.p));
        lua_rawseti(L, -2, ++n);
        s.n -= (size_t)(hit - s.p) + by.n;
        s.p = hit + by.n;
    }
    lua_pushlstring(L, s.p, s.n);
    lua_rawseti(L, -2, ++n);
    return 1;
}

static int no_patterns(lua_State *L)
{
    return luaL_error(L,
                      "Lua's patterns are not available in rules; find, has, starts, ends, replace "
                      "and split take plain text");
}

/* rep("", 1 << 62) would loop for ever without using memory. */
static int rep(lua_State *L)
{
    size_t n, between;
    lua_Integer times = luaL_checkinteger(L, 2);

    (void)luaL_checklstring(L, 1, &n);
    (void)luaL_optlstring(L, 3, "", &between);
    if (times > RN_BUDGET_TEXT || (times > 0 && (n + between) * (size_t)times > RN_BUDGET_TEXT))
        return luaL_error(L, "the text would become longer than %d KiB", RN_BUDGET_TEXT >> 10);
    rn_budget_charge(L, times > 0 ? times : 0);
    lua_settop(L, 3);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 3, 1);
    return 1;
}

static bool asks_for_address(const char *format)
{
    while ((format = strchr(format, '%')) != NULL) {
        format++;
        format += strspn(format, "-+ #0123456789.");
        if (*format == 'p')
            return true;
        if (*format != '\0')
            format++;
    }
    return false;
}

static int format_text(lua_State *L)
{
    int n = lua_gettop(L);

    if (asks_for_address(luaL_checkstring(L, 1)))
        return luaL_error(L, "%%p would print an address, which differs from run to run");
    for (int i = 2; i <= n; i++) {
        int type = lua_type(L, i);
        if (type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING)
            continue;
        lua_pushstring(L, luaL_typename(L, i));
        lua_replace(L, i);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, 1);
    return 1;
}

static void wrap(lua_State *L, const char *name, lua_CFunction f)
{
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, f, 1);
    lua_setfield(L, -2, name);
}

/* ("x"):find() reaches the string metatable, so it gets this table too. */
static void set_metatable(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "text");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void rn_env_string(lua_State *L)
{
    static const char *const taken[] = {"byte", "char",  "format",  "len", "lower",
                                        "rep",  "upper", "reverse", "sub", NULL};
    static const luaL_Reg own[] = {
        {"find", find},          {"has", has},          {"starts", starts}, {"ends", ends},
        {"trim", trim},          {"replace", replace},  {"split", split},   {"match", no_patterns},
        {"gmatch", no_patterns}, {"gsub", no_patterns}, {NULL, NULL}};

    lua_newtable(L);
    rn_env_take(L, luaopen_string, taken);
    luaL_setfuncs(L, own, 0);
    wrap(L, "rep", rep);
    wrap(L, "format", format_text);
    set_metatable(L);
}
