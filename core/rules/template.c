/* SPDX-License-Identifier: MIT
 *
 * template "name" { tone = …, en = { … }, text { lang = "hi-Latn", … }, short = { … } }: reads it.
 */
#include "rules/template.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"
#include "base/near.h"
#include "rules/load.h"

enum { KEYS_MAX = 400 };
static const char text_meta;

/* ---- variants -------------------------------------------------------------------------------- */

static void read_variant(lua_State *L, int at, const char *what, struct rn_pieces *ret)
{
    char fault[1000];
    const char *text;

    if (lua_type(L, at) != LUA_TSTRING)
        (void)luaL_error(L, "%s takes a text in quotes or a list of them in braces; this is %s",
                         what, rn_what(L, at));
    text = rn_args_text(L, at, what, false);
    if (strlen(text) > RN_TEMPLATE_TEXT || rn_str_trim(rn_str(text)).n == 0)
        (void)luaL_error(L, "%s: a variant is a text of 1 to %d bytes", what, RN_TEMPLATE_TEXT);
    rn_budget_charge(L, (int64_t)strlen(text));
    if (!rn_pieces_read(rn_unit_of(L), rn_str(text), ret, fault))
        (void)luaL_error(L, "%s: %s", what, fault);
}

/* One text, or the list part of a table. */
static void read_variants(lua_State *L, int at, const char *what, struct rn_wording *w)
{
    bool list = lua_type(L, at) == LUA_TTABLE;
    size_t n = list ? lua_rawlen(L, at) : 1;

    if (n == 0 || n > RN_VARIANTS_MAX)
        (void)luaL_error(L, "%s takes 1 to %d texts", what, RN_VARIANTS_MAX);
    w->variants = rn_new_array(rn_unit_of(L), struct rn_pieces, n);
    w->count = n;
    for (size_t i = 0; i < n; i++) {
        if (list)
            lua_rawgeti(L, at, (lua_Integer)i + 1);
        else
            lua_pushvalue(L, at);
        read_variant(L, lua_gettop(L), what, &w->variants[i]);
        lua_pop(L, 1);
    }
}

/* "en", "hi-Latn", "ur-PK": letters and digits in parts of 2 to 8. */
static bool is_lang(const char *s)
{
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");

    if (n < 2 || n > 3)
        return false;
    for (s += n; *s == '-'; s += n) {
        s++;
        n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        if (n < 2 || n > 8)
            return false;
    }
    return *s == '\0';
}

static void add_wording(lua_State *L, struct rn_wordings *all, const struct rn_wording *w,
                        const char *what)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->v[i].lang, w->lang) == 0)
            (void)luaL_error(L, "%s: the language '%s' is there twice", what, w->lang);
    if (all->n % 16 == 0)
        all->v = rn_grow_array(rn_unit_of(L), all->v, struct rn_wording, all->n + 16);
    all->v[all->n++] = *w;
}

/* text { lang = "hi-Latn", "…", "…" } */
static int text_value(lua_State *L)
{
    struct rn_wording *w = rn_new(rn_unit_of(L), struct rn_wording);
    void **ud;

    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "text takes { lang = \"…\", \"…\" }; this is %s", rn_what(L, 1));
    w->lang = rn_args_field(L, 1, "text", "lang", true);
    if (!is_lang(w->lang))
        return luaL_error(
            L, "text: \"%s\" is no language code; write one like \"ur\" or \"hi-Latn\"", w->lang);
    read_variants(L, 1, "text", w);
    ud = lua_newuserdatauv(L, sizeof *ud, 0);
    *ud = w;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &text_meta);
    lua_setmetatable(L, -2);
    return 1;
}

static const struct rn_wording *to_text(lua_State *L, int at)
{
    bool same;

    if (lua_type(L, at) != LUA_TUSERDATA || !lua_getmetatable(L, at))
        return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &text_meta);
    same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? *(struct rn_wording **)lua_touserdata(L, at) : NULL;
}

static int text_called(lua_State *L)
{
    return luaL_error(
        L, "a second value stands directly behind text { … }: a comma is missing between them");
}

/* ---- the table ------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of a table in order: what is said first is the same in every run. */
static size_t names_of(lua_State *L, int at, const char **names, const char *what)
{
    size_t n = 0;

    for (lua_pushnil(L); lua_next(L, at) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        if (n == KEYS_MAX)
            (void)luaL_error(L, "%s has more than %d names", what, KEYS_MAX);
        names[n++] = lua_tostring(L, -2);
    }
    qsort(names, n, sizeof *names, by_text);
    return n;
}

static void read_lang(lua_State *L, int at, const char *key, const char *what,
                      struct rn_wordings *all)
{
    static const char *const fields[] = {"tone", "doc", "short", "text"};
    struct rn_wording w = {.lang = key};
    const char *near = rn_nearest(key, fields, 4);
    char label[RN_NAME_MAX * 4 + 40];

    if (!is_lang(key) && near != NULL)
        (void)luaL_error(L, "%s knows no '%s'; did you mean '%s'?", what, key, near);
    if (!is_lang(key))
        (void)luaL_error(
            L, "%s knows no '%s': a name is tone, doc, short or a language code such as en", what,
            key);
    w.lang = rn_dupz(rn_unit_of(L), key);
    (void)snprintf(label, sizeof label, "%s: %s", what, key);
    lua_getfield(L, at, key);
    read_variants(L, lua_gettop(L), label, &w);
    lua_pop(L, 1);
    add_wording(L, all, &w, what);
}

/* Language codes and text values of the table at `at`; with the fields of a template unless
 * `brief`. */
static void read_wordings(lua_State *L, int at, const char *what, struct rn_wordings *all,
                          bool brief)
{
    const char *names[KEYS_MAX];
    size_t n = names_of(L, at, names, what), list = lua_rawlen(L, at);

    for (size_t i = 0; i < n; i++)
        if (brief || (strcmp(names[i], "tone") != 0 && strcmp(names[i], "doc") != 0 &&
                      strcmp(names[i], "short") != 0))
            read_lang(L, at, names[i], what, all);
    for (size_t i = 1; i <= list; i++) {
        lua_rawgeti(L, at, (lua_Integer)i);
        if (to_text(L, -1) == NULL)
            (void)luaL_error(L,
                             "%s: number %d of its list is %s; a text needs its language: en = { "
                             "\"…\" } or text { "
                             "lang = \"…\", \"…\" }",
                             what, (int)i, rn_what(L, -1));
        add_wording(L, all, to_text(L, -1), what);
        lua_pop(L, 1);
    }
    if (all->n == 0)
        (void)luaL_error(L, "%s has no text; write en = { \"…\" }", what);
}

static int template_table(lua_State *L)
{
    struct rn_template *t = lua_touserdata(L, lua_upvalueindex(1));
    char what[RN_NAME_MAX * 4 + 20];

    lua_settop(L, 1);
    if (t->complete)
        return luaL_error(L, "template \"%s\" has two tables", t->name);
    (void)snprintf(what, sizeof what, "template \"%s\"", t->name);
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "%s takes a table in braces; this is %s", what, rn_what(L, 1));
    t->tone = rn_args_field(L, 1, what, "tone", false);
    (void)rn_args_field(L, 1, what, "doc", false);
    read_wordings(L, 1, what, &t->full, false);
    lua_getfield(L, 1, "short");
    if (!lua_isnil(L, -1)) {
        if (lua_type(L, -1) != LUA_TTABLE)
            return luaL_error(L, "%s: short takes short = { en = \"…\" }; this is %s", what,
                              rn_what(L, -1));
        (void)snprintf(what, sizeof what, "template \"%s\": short", t->name);
        read_wordings(L, lua_gettop(L), what, &t->brief, true);
    }
    t->complete = true;
    return 0;
}

static int template_name(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    struct rn_template *t;

    lua_settop(L, 1);
    rn_budget_charge(L, 100);
    if (u->templates.n >= RN_RULES_MAX)
        return luaL_error(L, "a file may hold at most %d templates", RN_RULES_MAX);
    t = rn_new(u, struct rn_template);
    t->name = rn_args_text(L, 1, "template", true);
    t->file = rn_fence_where(L, &t->line);
    for (size_t i = 0; i < u->templates.n; i++)
        if (strcmp(((struct rn_template *)u->templates.v[i])->name, t->name) == 0)
            return luaL_error(L, "there is a template \"%s\" already, in line %d of this file",
                              t->name, ((struct rn_template *)u->templates.v[i])->line);
    rn_bag_add(u, &u->templates, t);
    lua_pushlightuserdata(L, t);
    lua_pushcclosure(L, template_table, 1);
    return 1;
}

void rn_words_of_templates(struct rn_fence *f)
{
    static const luaL_Reg words[] = {
        {"template", template_name}, {"text", text_value}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{"__call", text_called}, {NULL, NULL}};

    lua_createtable(f->L, 0, 1);
    luaL_setfuncs(f->L, methods, 0);
    lua_rawsetp(f->L, LUA_REGISTRYINDEX, &text_meta);
    rn_fence_words(f, words);
}
