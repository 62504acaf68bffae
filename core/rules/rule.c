/* SPDX-License-Identifier: MIT
 *
 * rule "name" { … }: reads the table into a struct rn_rule.
 */
#include "rules/load.h"

#include <math.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "rules/action.h"

enum { PRIORITY_DEFAULT = 50, PRIORITY_MAX = 1000 };

static const char *const on_words[] = {"new",     "rating_up", "rating_down",   "text_changed",
                                       "removed", "restored",  "reply_removed", "foreign_reply"};
enum {
    ON_COUNT = 8,
    ON_DEFAULT = RN_ON_NEW | RN_ON_RATING_UP | RN_ON_RATING_DOWN | RN_ON_TEXT_CHANGED
};

const char *rn_on_word(int bit)
{
    for (int i = 0; i < ON_COUNT; i++)
        if (bit == 1 << i)
            return on_words[i];
    return "";
}

unsigned rn_args_event(lua_State *L, const char *what, const char *word)
{
    rn_args_known(L, what, word, on_words, ON_COUNT);
    for (int k = 0; k < ON_COUNT; k++)
        if (strcmp(word, on_words[k]) == 0)
            return 1u << k;
    return 0;
}

static void read_on(lua_State *L, struct rn_rule *r)
{
    const char **words;
    size_t n;

    r->on = ON_DEFAULT;
    lua_getfield(L, 1, "on");
    if (!lua_isnil(L, -1)) {
        r->on = 0;
        rn_args_words(L, lua_gettop(L), "on", &words, &n);
        for (size_t i = 0; i < n; i++)
            r->on |= rn_args_event(L, "on", words[i]);
    }
    lua_pop(L, 1);
}

static void read_when(lua_State *L, struct rn_rule *r)
{
    lua_getfield(L, 1, "when");
    if (!lua_isnil(L, -1)) {
        r->when = rn_to_cond(L, -1);
        if (r->when == NULL)
            (void)luaL_error(
                L,
                "rule \"%s\": when takes a condition, such as when = stars { max = 2 }; this is %s",
                r->name, rn_what(L, -1));
        r->when->used = true;
    }
    lua_pop(L, 1);
    lua_getfield(L, 1, "where");
    r->where = LUA_NOREF;
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return;
    }
    if (lua_type(L, -1) != LUA_TFUNCTION)
        (void)luaL_error(L, "rule \"%s\": where takes function(r) … end; this is %s", r->name,
                         rn_what(L, -1));
    r->where = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void read_numbers(lua_State *L, struct rn_rule *r)
{
    double priority = PRIORITY_DEFAULT;
    const char *after;

    (void)rn_args_number(L, 1, "rule", "priority", &priority);
    if (priority != floor(priority) || priority < 0 || priority > PRIORITY_MAX)
        (void)luaL_error(L, "rule \"%s\": priority is a whole number from 0 to %d", r->name,
                         PRIORITY_MAX);
    r->priority = (int64_t)priority;
    r->stop = rn_args_flag(L, 1, "rule", "stop", false);
    after = rn_args_field(L, 1, "rule", "after", false);
    if (after != NULL && !rn_duration_parse(rn_str(after), &r->after))
        (void)luaL_error(
            L,
            "rule \"%s\": after = \"%s\" is no duration; write 90s, 15m, 4h, 2d or \"4h business\"",
            r->name, after);
}

static bool single(enum rn_action_type t)
{
    return t == RN_ACT_PRIORITY || t == RN_ACT_ASSIGN || t == RN_ACT_DRAFT || t == RN_ACT_REPLY;
}

static void read_action(lua_State *L, struct rn_rule *r, size_t i)
{
    struct rn_act *a;

    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    a = rn_to_act(L, -1);
    if (a == NULL)
        (void)luaL_error(
            L,
            "rule \"%s\": number %d of actions is no action but %s; an action is written like tag "
            "\"money\" or assign \"care\"",
            r->name, (int)i + 1, rn_what(L, -1));
    lua_pop(L, 1);
    a->used = true;
    for (size_t k = 0; k < i; k++)
        if (single(a->action.type) && r->actions[k]->action.type == a->action.type)
            (void)luaL_error(L, "rule \"%s\" has %s twice; only one can be", r->name,
                             rn_action_word(a->action.type));
    r->actions[i] = a;
}

static void read_actions(lua_State *L, struct rn_rule *r)
{
    size_t n;

    lua_getfield(L, 1, "actions");
    if (lua_type(L, -1) != LUA_TTABLE)
        (void)luaL_error(L,
                         "rule \"%s\": actions takes a list in braces, such as actions = { tag "
                         "\"money\" }; this is %s",
                         r->name, rn_what(L, -1));
    n = lua_rawlen(L, -1);
    if (n == 0 || n > RN_ACTIONS_MAX)
        (void)luaL_error(L, "rule \"%s\": actions takes a list of 1 to %d actions", r->name,
                         RN_ACTIONS_MAX);
    r->actions = rn_new_array(rn_unit_of(L), const struct rn_act *, n);
    for (size_t i = 0; i < n; i++)
        read_action(L, r, i);
    r->action_count = n;
    lua_pop(L, 1);
}

static int rule_table(lua_State *L)
{
    static const char *const keys[] = {"doc",      "on",    "when", "where",
                                       "priority", "after", "stop", "actions"};
    struct rn_rule *r = lua_touserdata(L, lua_upvalueindex(1));
    char what[RN_NAME_MAX * 4 + 16];

    lua_settop(L, 1);
    if (r->complete)
        return luaL_error(L, "rule \"%s\" has two tables", r->name);
    (void)snprintf(what, sizeof what, "rule \"%s\"", r->name);
    rn_args_only(L, 1, what, keys, sizeof keys / sizeof *keys);
    lua_getfield(L, 1, "doc");
    if (!lua_isnil(L, -1))
        r->doc = rn_args_text(L, lua_gettop(L), "rule: doc", false);
    lua_pop(L, 1);
    read_on(L, r);
    read_numbers(L, r);
    read_actions(L, r);
    read_when(L, r);
    r->complete = true;
    return 0;
}

static int rule_name(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    struct rn_rule *r;

    lua_settop(L, 1);
    rn_budget_charge(L, 100);
    if (u->rules.n >= RN_RULES_MAX)
        return luaL_error(L, "a file may hold at most %d rules", RN_RULES_MAX);
    r = rn_new(u, struct rn_rule);
    r->name = rn_args_text(L, 1, "rule", true);
    r->file = rn_fence_where(L, &r->line);
    r->hash = u->hash;
    r->unit = u;
    for (size_t i = 0; i < u->rules.n; i++)
        if (strcmp(((struct rn_rule *)u->rules.v[i])->name, r->name) == 0)
            return luaL_error(
                L,
                "there is a rule \"%s\" already, in line %d of this file; every rule needs a name "
                "of its own",
                r->name, ((struct rn_rule *)u->rules.v[i])->line);
    rn_bag_add(u, &u->rules, r);
    lua_pushlightuserdata(L, r);
    lua_pushcclosure(L, rule_table, 1);
    return 1;
}

void rn_words_of_rules(struct rn_fence *f)
{
    static const luaL_Reg words[] = {{"rule", rule_name}, {NULL, NULL}};

    rn_fence_words(f, words);
    rn_fence_forbid(f, "test", "tests stand in files below tests/");
    rn_fence_forbid(f, "voice", "voice is not available in this version");
}
