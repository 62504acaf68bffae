/* SPDX-License-Identifier: MIT */
#include "rules/load.h"

#include <math.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "base/near.h"
#include "rules/topic.h"

const char *rn_what(lua_State *L, int at)
{
    switch (lua_type(L, at)) {
    case LUA_TSTRING:
        return "a text";
    case LUA_TNUMBER:
        return "a number";
    case LUA_TBOOLEAN:
        return lua_toboolean(L, at) ? "true"
                                    : "false (is there a 'not' before a condition? Write no { … })";
    case LUA_TTABLE:
        return "a table";
    case LUA_TFUNCTION:
        if (rn_is_topic(L, at))
            return "a topic without its words (to ask whether a review is about one, write about "
                   "\"…\")";
        return "a function (a condition such as replied() needs its brackets)";
    case LUA_TNIL:
        return "nothing";
    default:
        return rn_to_cond(L, at) != NULL  ? "a condition"
               : rn_to_act(L, at) != NULL ? "an action"
                                          : "a value";
    }
}

/* Keeps the least of the unknown keys, so that the same one is named in every run. */
static const char *first_unknown(lua_State *L, int at, const char *const *keys, size_t n, bool *odd)
{
    const char *worst = NULL;

    *odd = false;
    for (lua_pushnil(L); lua_next(L, at) != 0; lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        bool known = false;
        for (size_t i = 0; i < n && key != NULL && !known; i++)
            known = strcmp(key, keys[i]) == 0;
        if (key == NULL)
            *odd = true;
        else if (!known && (worst == NULL || strcmp(key, worst) < 0))
            worst = key;
    }
    return worst;
}

static void list_keys(lua_State *L, const char *const *keys, size_t n)
{
    luaL_Buffer b;

    luaL_buffinit(L, &b);
    for (size_t i = 0; i < n; i++) {
        luaL_addstring(&b, i > 0 ? " " : "");
        luaL_addstring(&b, keys[i]);
    }
    luaL_pushresult(&b);
}

void rn_args_only(lua_State *L, int at, const char *what, const char *const *keys, size_t n)
{
    const char *key, *near;
    bool odd;

    if (lua_type(L, at) != LUA_TTABLE) {
        list_keys(L, keys, n);
        (void)luaL_error(L, "%s takes a table in braces with: %s; this is %s", what,
                         lua_tostring(L, -1), rn_what(L, at));
    }
    key = first_unknown(L, at, keys, n, &odd);
    if (key == NULL && !odd)
        return;
    list_keys(L, keys, n);
    if (key == NULL)
        (void)luaL_error(L, "%s takes named values (NAME = VALUE), not a list; it knows: %s", what,
                         lua_tostring(L, -1));
    near = rn_nearest(key, keys, n);
    if (near != NULL)
        (void)luaL_error(L, "%s knows no '%s'; did you mean '%s'?", what, key, near);
    (void)luaL_error(L, "%s knows no '%s'; it knows: %s", what, key, lua_tostring(L, -1));
}

static bool has_control(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return true;
    return false;
}

const char *rn_args_text(lua_State *L, int at, const char *what, bool name)
{
    struct rn_str s;

    if (lua_type(L, at) != LUA_TSTRING)
        (void)luaL_error(L, "%s takes a text in quotes; this is %s", what, rn_what(L, at));
    s.p = lua_tolstring(L, at, &s.n);
    if (!rn_utf8_valid(s) || memchr(s.p, 0, s.n) != NULL)
        (void)luaL_error(L, "%s takes a text; this one holds bytes that are no text", what);
    if (name && (rn_str_trim(s).n == 0 || has_control(s)))
        (void)luaL_error(
            L, "%s takes a text of one line; this one is empty or holds control characters", what);
    if (name && rn_utf8_count(s) > RN_NAME_MAX)
        (void)luaL_error(L, "%s takes a text of at most %d characters", what, RN_NAME_MAX);
    return rn_dup(rn_unit_of(L), s);
}

const char *rn_args_field(lua_State *L, int at, const char *what, const char *key, bool required)
{
    const char *text = NULL;

    lua_pushstring(L, key);
    lua_rawget(L, at);
    if (!lua_isnil(L, -1)) {
        lua_pushfstring(L, "%s: %s", what, key);
        text = rn_args_text(L, -2, lua_tostring(L, -1), true);
        lua_pop(L, 1);
    } else if (required) {
        (void)luaL_error(L, "%s needs %s = \"…\"", what, key);
    }
    lua_pop(L, 1);
    return text;
}

bool rn_args_number(lua_State *L, int at, const char *what, const char *key, double *ret)
{
    bool given;

    lua_pushstring(L, key);
    lua_rawget(L, at);
    given = !lua_isnil(L, -1);
    if (given && lua_type(L, -1) != LUA_TNUMBER)
        (void)luaL_error(L, "%s: %s takes a number without quotes; this is %s", what, key,
                         rn_what(L, -1));
    if (given && !isfinite(lua_tonumber(L, -1)))
        (void)luaL_error(L, "%s: %s takes a number; this one has no end", what, key);
    if (given)
        *ret = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return given;
}

bool rn_args_flag(lua_State *L, int at, const char *what, const char *key, bool def)
{
    bool value = def;

    lua_pushstring(L, key);
    lua_rawget(L, at);
    if (!lua_isnil(L, -1) && !lua_isboolean(L, -1))
        (void)luaL_error(L, "%s: %s is true or false without quotes; this is %s", what, key,
                         rn_what(L, -1));
    if (!lua_isnil(L, -1))
        value = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
    return value;
}

/* The element of a list must be a text; a condition here mostly means a misplaced bracket. */
static const char *list_word(lua_State *L, int at, const char *what, lua_Integer i)
{
    const char *word;

    lua_rawgeti(L, at, i);
    if (lua_type(L, -1) != LUA_TSTRING)
        (void)luaL_error(L, "%s takes texts in quotes; number %d of the list is %s", what, (int)i,
                         rn_what(L, -1));
    word = rn_args_text(L, -1, what, true);
    lua_pop(L, 1);
    return word;
}

void rn_args_words(lua_State *L, int at, const char *what, const char ***ret, size_t *ret_count)
{
    lua_Integer n = 1, keys = 0;
    bool list = lua_type(L, at) == LUA_TTABLE;

    if (!list && lua_type(L, at) != LUA_TSTRING)
        (void)luaL_error(L, "%s takes a text in quotes or a list of them in braces; this is %s",
                         what, rn_what(L, at));
    if (list) {
        n = (lua_Integer)lua_rawlen(L, at);
        for (lua_pushnil(L); lua_next(L, at) != 0; lua_pop(L, 1))
            keys++;
    }
    if (list && (n == 0 || keys != n))
        (void)luaL_error(L, "%s takes a list of texts, such as { \"…\", \"…\" }; this list %s",
                         what, keys == 0 ? "is empty" : "has named values or gaps");
    if (n > RN_WORDS_MAX)
        (void)luaL_error(L, "%s takes at most %d texts", what, RN_WORDS_MAX);
    *ret = rn_new_array(rn_unit_of(L), const char *, (size_t)n);
    for (lua_Integer i = 1; i <= n; i++)
        (*ret)[i - 1] = list ? list_word(L, at, what, i) : rn_args_text(L, at, what, true);
    *ret_count = (size_t)n;
    rn_budget_charge(L, n * 20);
}

void rn_args_known(lua_State *L, const char *what, const char *word, const char *const *names,
                   size_t n)
{
    const char *near;

    if (names == NULL && n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], word) == 0)
            return;
    near = rn_nearest(word, names, n);
    if (near != NULL)
        (void)luaL_error(L, "%s: there is no '%s'; did you mean '%s'?", what, word, near);
    if (n <= 20) {
        list_keys(L, names, n);
        (void)luaL_error(L, "%s: there is no '%s'; there are: %s", what, word, lua_tostring(L, -1));
    }
    (void)luaL_error(L, "%s: there is no '%s'", what, word);
}

void rn_args_none(lua_State *L, const char *what)
{
    if (!lua_isnoneornil(L, 1))
        (void)luaL_error(L, "%s takes nothing between its brackets: write %s()", what, what);
}
