/* SPDX-License-Identifier: MIT
 *
 * The words that make values: every condition and every action. A value is a userdata that scripts
 * can hand on and nothing else; calling one means that a comma is missing.
 */
#include "rules/load.h"

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"
#include "rules/action.h"
#include "rules/test.h"
#include "rules/topic.h"

static const char cond_meta, act_meta;

const struct rn_cond_type *const rn_cond_types[] = {&rn_cond_stars,
                                                    &rn_cond_stars_changed,
                                                    &rn_cond_length,
                                                    &rn_cond_age,
                                                    &rn_cond_reach,
                                                    &rn_cond_mentions,
                                                    &rn_cond_mentions_all,
                                                    &rn_cond_has_text,
                                                    &rn_cond_lang,
                                                    &rn_cond_source,
                                                    &rn_cond_listing,
                                                    &rn_cond_brand,
                                                    &rn_cond_label,
                                                    &rn_cond_kind,
                                                    &rn_cond_replied,
                                                    &rn_cond_all,
                                                    &rn_cond_any,
                                                    &rn_cond_no,
                                                    &rn_cond_sentiment,
                                                    &rn_cond_intent,
                                                    &rn_cond_about,
                                                    &rn_cond_risk,
                                                    &rn_cond_conflict,
                                                    &rn_cond_matches,
                                                    &rn_cond_count,
                                                    &rn_cond_author,
                                                    &rn_cond_business_hours,
                                                    NULL};

static const char *const actions_later[] = {"reply", "ticket",      "snooze",  "hold",
                                            "flag",  "mark_author", "promise", NULL};

bool rn_cond_is_word(const char *name)
{
    for (size_t i = 0; rn_cond_types[i] != NULL; i++)
        if (strcmp(rn_cond_types[i]->name, name) == 0)
            return true;
    return false;
}

struct rn_unit_file *rn_unit_of(lua_State *L)
{
    return rn_fence_of(L)->owner;
}

void rn_bag_add(const void *ctx, struct rn_bag *bag, void *item)
{
    if (bag->n == bag->cap) {
        bag->cap = bag->cap == 0 ? 16 : bag->cap * 2;
        bag->v = rn_grow_array(ctx, bag->v, void *, bag->cap);
    }
    bag->v[bag->n++] = item;
}

static void *to_value(lua_State *L, int at, const void *meta)
{
    void **ud;
    bool same;

    if (lua_type(L, at) != LUA_TUSERDATA || !lua_getmetatable(L, at))
        return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, meta);
    same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    ud = lua_touserdata(L, at);
    return same ? *ud : NULL;
}

struct rn_cond *rn_to_cond(lua_State *L, int at)
{
    return to_value(L, at, &cond_meta);
}

struct rn_act *rn_to_act(lua_State *L, int at)
{
    return to_value(L, at, &act_meta);
}

static void push_value(lua_State *L, void *value, const void *meta)
{
    void **ud = lua_newuserdatauv(L, sizeof *ud, 0);
    *ud = value;
    lua_rawgetp(L, LUA_REGISTRYINDEX, meta);
    lua_setmetatable(L, -2);
}

static void room(lua_State *L, const struct rn_bag *bag)
{
    rn_budget_charge(L, 20);
    if (bag->n >= RN_VALUES_MAX)
        (void)luaL_error(L, "a file may make at most %d conditions", RN_VALUES_MAX);
}

static int make_cond(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    struct rn_cond *c;

    room(L, &u->conds);
    lua_settop(L, 1);
    c = rn_new(u, struct rn_cond);
    c->type = lua_touserdata(L, lua_upvalueindex(1));
    c->file = rn_fence_where(L, &c->line);
    c->weight = c->depth = 1;
    c->type->read(L, c);
    rn_bag_add(u, &u->conds, c);
    push_value(L, c, &cond_meta);
    return 1;
}

static int make_act(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    const struct rn_action_kind *kind = lua_touserdata(L, lua_upvalueindex(1));
    struct rn_act *a;

    room(L, &u->acts);
    lua_settop(L, 1);
    a = rn_new(u, struct rn_act);
    a->action.type = kind->type;
    a->file = rn_fence_where(L, &a->line);
    kind->read(L, &a->action);
    rn_bag_add(u, &u->acts, a);
    push_value(L, a, &act_meta);
    return 1;
}

static int called(lua_State *L)
{
    struct rn_cond *c = rn_to_cond(L, 1);
    struct rn_act *a = rn_to_act(L, 1);
    const char *name = c != NULL ? c->type->name : a != NULL ? rn_action_word(a->action.type) : "?";

    return luaL_error(
        L,
        "a second value stands directly behind %s …: a comma is missing between them, or "
        "several values need one list in braces",
        name);
}

static int no_fields(lua_State *L)
{
    return luaL_error(L, "a condition is no table: it has no fields and cannot be changed");
}

static void make_meta(lua_State *L, const void *key)
{
    static const luaL_Reg methods[] = {
        {"__call", called}, {"__index", no_fields}, {"__newindex", no_fields}, {NULL, NULL}};

    lua_createtable(L, 0, 3);
    luaL_setfuncs(L, methods, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

static void add_maker(struct rn_fence *f, const char *name, const void *row, lua_CFunction make)
{
    lua_pushlightuserdata(f->L, (void *)(uintptr_t)row);
    lua_pushcclosure(f->L, make, 1);
    rn_fence_add(f, name);
}

void rn_words_of_values(struct rn_fence *f)
{
    make_meta(f->L, &cond_meta);
    make_meta(f->L, &act_meta);
    for (size_t i = 0; rn_cond_types[i] != NULL; i++)
        add_maker(f, rn_cond_types[i]->name, rn_cond_types[i], make_cond);
    for (size_t i = 0; rn_action_kinds[i].name != NULL; i++)
        add_maker(f, rn_action_kinds[i].name, &rn_action_kinds[i], make_act);
    for (size_t i = 0; actions_later[i] != NULL; i++)
        rn_fence_forbid(f, actions_later[i],
                        lua_pushfstring(f->L, "the action '%s' is not available in this version",
                                        actions_later[i]));
    lua_settop(f->L, 0);
}

static void leftover(struct rn_unit_file *u, const char *file, int line, const char *word,
                     bool condition)
{
    rn_unit_say(
        u, false, file, line,
        condition
            ? "this condition %s … is made and not used: put it into 'when', or join several with "
              "all { …, … } and any { …, … }"
            : "this action %s … is made and not used: put it into 'actions'",
        word);
}

void rn_unit_leftovers(struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->conds.n; i++) {
        const struct rn_cond *c = u->conds.v[i];
        if (!c->used)
            leftover(u, c->file, c->line, c->type->name, true);
    }
    for (size_t i = 0; i < u->acts.n; i++) {
        const struct rn_act *a = u->acts.v[i];
        if (!a->used)
            leftover(u, a->file, a->line, rn_action_word(a->action.type), false);
    }
    for (size_t i = 0; i < u->rules.n; i++) {
        const struct rn_rule *r = u->rules.v[i];
        if (!r->complete)
            rn_unit_say(u, false, r->file, r->line, "rule \"%s\" has no table behind its name",
                        r->name);
    }
    for (size_t i = 0; i < u->topics.n; i++) {
        const struct rn_own_topic *t = u->topics.v[i];
        if (!t->complete)
            rn_unit_say(u, false, t->file, t->line,
                        "topic \"%s\" has no words behind its name; to ask whether a review is "
                        "about it, write about \"%s\"",
                        t->name, t->name);
    }
    for (size_t i = 0; i < u->tests.n; i++) {
        const struct rn_test *t = u->tests.v[i];
        if (!t->complete)
            rn_unit_say(u, false, t->file, t->line, "test \"%s\" has no table behind its name",
                        t->name);
    }
}
