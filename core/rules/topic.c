/* SPDX-License-Identifier: MIT */
#include "rules/topic.h"

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"
#include "base/near.h"
#include "rules/set.h"
#include "text/sign.h"

enum { TOPICS_MAX = 500 };

bool rn_topic_hit(const struct rn_own_topic *t, const struct rn_hits *hits)
{
    for (size_t i = 0; hits != NULL && i < t->word_count; i++)
        if (t->leaf[i] < hits->leaves && (hits->bits[t->leaf[i] / 64] >> (t->leaf[i] % 64) & 1))
            return true;
    return false;
}

static bool is_built_in(const char *name)
{
    for (size_t i = 0; i < RN_TOPICS; i++)
        if (strcmp(rn_topic_words[i], name) == 0)
            return true;
    return false;
}

/* ---- reading --------------------------------------------------------------------------------- */

static void check_language(lua_State *L, const char *what, int at)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    const char *key = lua_type(L, at) == LUA_TSTRING ? lua_tostring(L, at) : NULL;
    const size_t n = key != NULL ? strcspn(key, "-") : 0;
    if (key == NULL)
        (void)luaL_error(L, "%s takes words by language, such as en = { \"garage\" }, not a list",
                         what);
    if (n < 2 || n > 3 || strspn(key, letters) != strlen(key))
        (void)luaL_error(L, "%s: '%s' is no language code such as en, ur or hi-Latn", what, key);
}

static void add_words(lua_State *L, struct rn_own_topic *t, const char *what)
{
    const char **words;
    size_t n;
    rn_args_words(L, lua_gettop(L), what, &words, &n);
    if (t->word_count + n > RN_WORDS_MAX)
        (void)luaL_error(L, "%s has more than %d words", what, RN_WORDS_MAX);
    t->words = rn_grow_array(rn_unit_of(L), t->words, const char *, t->word_count + n);
    for (size_t i = 0; i < n; i++) {
        const char *fault = rn_pattern_fault(words[i]);
        if (fault != NULL)
            (void)luaL_error(L, "%s: \"%s\" %s", what, words[i], fault);
        t->words[t->word_count++] = words[i];
    }
}

static int topic_table(lua_State *L)
{
    struct rn_own_topic *t = lua_touserdata(L, lua_upvalueindex(1));
    char what[RN_NAME_MAX * 4 + 16];

    lua_settop(L, 1);
    (void)snprintf(what, sizeof what, "topic \"%s\"", t->name);
    if (t->complete)
        return luaL_error(L, "%s has two tables", what);
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "%s takes words by language in braces; this is %s", what,
                          rn_what(L, 1));
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
        check_language(L, what, lua_gettop(L) - 1);
        add_words(L, t, what);
    }
    if (t->word_count == 0)
        return luaL_error(L, "%s has no words; write en = { \"garage\" }", what);
    t->leaf = rn_new_array(rn_unit_of(L), uint32_t, t->word_count);
    t->length = rn_new_array(rn_unit_of(L), uint32_t, t->word_count);
    t->complete = true;
    return 0;
}

bool rn_is_topic(lua_State *L, int at)
{
    return lua_tocfunction(L, at) == topic_table;
}

static int topic_name(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    struct rn_own_topic *t;

    lua_settop(L, 1);
    rn_budget_charge(L, 100);
    if (u->topics.n >= TOPICS_MAX)
        return luaL_error(L, "a file may hold at most %d topics", TOPICS_MAX);
    t = rn_new(u, struct rn_own_topic);
    t->name = rn_args_text(L, 1, "topic", true);
    t->file = rn_fence_where(L, &t->line);
    rn_bag_add(u, &u->topics, t);
    lua_pushlightuserdata(L, t);
    lua_pushcclosure(L, topic_table, 1);
    return 1;
}

void rn_words_of_topics(struct rn_fence *f)
{
    static const luaL_Reg words[] = {{"topic", topic_name}, {NULL, NULL}};
    rn_fence_words(f, words);
}

/* ---- all files ------------------------------------------------------------------------------- */

static struct rn_own_topic *named(const struct rn_rules *set, const char *name,
                                  const struct rn_own_topic *but)
{
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->topics.n; i++) {
            struct rn_own_topic *t = set->units[u]->topics.v[i];
            if (t == but)
                return NULL; /* the first of a name is the one that stays */
            if (strcmp(t->name, name) == 0)
                return t;
        }
    return NULL;
}

static const char *nearest(const void *ctx, const struct rn_rules *set, const char *name)
{
    size_t n = RN_TOPICS, k = 0;
    for (size_t u = 0; u < set->unit_count; u++)
        n += set->units[u]->topics.n;
    const char **names = rn_new_array(ctx, const char *, n);
    for (; k < RN_TOPICS; k++)
        names[k] = rn_topic_words[k];
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->topics.n; i++)
            names[k++] = ((struct rn_own_topic *)set->units[u]->topics.v[i])->name;
    return rn_nearest(name, names, k);
}

static void check_about(const struct rn_rules *set, struct rn_unit_file *u, const struct rn_cond *c)
{
    RN_SCOPE(tmp);
    for (size_t i = 0; i < c->word_count; i++) {
        const char *name = c->words[i], *near;
        if (is_built_in(name) || named(set, name, NULL) != NULL)
            continue;
        near = nearest(tmp, set, name);
        if (near != NULL)
            rn_unit_say(u, false, c->file, c->line,
                        "about: there is no topic \"%s\"; did you mean \"%s\"?", name, near);
        else
            rn_unit_say(u, false, c->file, c->line,
                        "about: there is no topic \"%s\"; define it with topic \"%s\" { en = { "
                        "\"…\" } }",
                        name, name);
    }
}

void rn_topics_check(const struct rn_rules *set, struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->topics.n; i++) {
        const struct rn_own_topic *t = u->topics.v[i], *first = named(set, t->name, t);
        if (first != NULL)
            rn_unit_say(u, false, t->file, t->line,
                        "there is a topic \"%s\" already, in %s line %d", t->name, first->file,
                        first->line);
    }
    for (size_t i = 0; i < u->conds.n; i++) {
        const struct rn_cond *c = u->conds.v[i];
        if (c->type == &rn_cond_about)
            check_about(set, u, c);
    }
}

void rn_topics_bind(const struct rn_rules *set, struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->conds.n; i++) {
        struct rn_cond *c = u->conds.v[i];
        if (c->type != &rn_cond_about)
            continue;
        c->topic_count = 0;
        c->topics = rn_new_array(u, const struct rn_own_topic *, c->word_count);
        for (size_t k = 0; k < c->word_count; k++) {
            const struct rn_own_topic *t = named(set, c->words[k], NULL);
            if (t != NULL)
                c->topics[c->topic_count++] = t;
        }
    }
}
