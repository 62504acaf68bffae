/* SPDX-License-Identifier: MIT */
#include "rules/fence.h"

#include <ctype.h>
#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "base/near.h"

enum { NAMES_MAX = 200 };
static const char words_key, forbidden_key, env_key,
    used_key; /* their addresses are registry keys */

struct rn_fence *rn_fence_of(lua_State *L)
{
    return rn_budget_of(L)->owner;
}

/* ---- the environment ------------------------------------------------------------------------- */

static const char *nearest_word(lua_State *L, const char *name)
{
    const char *names[NAMES_MAX];
    size_t n = 0;

    lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
    for (lua_pushnil(L); n < NAMES_MAX && lua_next(L, -2) != 0; lua_pop(L, 1))
        names[n++] = lua_tostring(L, -2);
    return rn_nearest(name, names, n);
}

static int unknown_name(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?", *near;

    lua_rawgetp(L, LUA_REGISTRYINDEX, &forbidden_key);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TSTRING)
        return luaL_error(L, "%s", lua_tostring(L, -1));
    near = nearest_word(L, name);
    if (near != NULL)
        return luaL_error(L, "there is no '%s' here; did you mean '%s'?", name, near);
    return luaL_error(L,
                      "there is no '%s' here; a name of your own begins with: local %s = …, and a "
                      "text stands in quotes",
                      name, name);
}

static int global_write(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    return luaL_error(L, "names of your own need 'local': write local %s = …", name);
}

static int sealed_write(lua_State *L)
{
    return luaL_error(L, "'%s' cannot be changed", lua_tostring(L, lua_upvalueindex(1)));
}

void rn_env_seal(lua_State *L, const char *name)
{
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 2);
    lua_rotate(L, -3, -1); /* view, meta, real */
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, sealed_write, 1);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
}

void rn_env_take(lua_State *L, int (*open)(lua_State *), const char *const *names)
{
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
    for (; *names != NULL; names++) {
        lua_getfield(L, -1, *names);
        lua_setfield(L, -3, *names);
    }
    lua_pop(L, 1);
}

/* env -> words -> unknown_name: scripts see an empty table that cannot be written. */
static void make_env(lua_State *L)
{
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 2);
    rn_env_base(L); /* the words */
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &words_key);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, unknown_name);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, global_write);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &env_key);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &forbidden_key);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &used_key);
}

static void add_library(lua_State *L, const char *name, void (*make)(lua_State *))
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
    make(L);
    rn_env_seal(L, name);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}

void rn_fence_words(struct rn_fence *f, const struct luaL_Reg *functions)
{
    lua_rawgetp(f->L, LUA_REGISTRYINDEX, &words_key);
    for (; functions->name != NULL; functions++) {
        lua_pushcfunction(f->L, functions->func);
        lua_setfield(f->L, -2, functions->name);
    }
    lua_pop(f->L, 1);
}

void rn_fence_add(struct rn_fence *f, const char *name)
{
    lua_rawgetp(f->L, LUA_REGISTRYINDEX, &words_key);
    lua_insert(f->L, -2);
    lua_setfield(f->L, -2, name);
    lua_pop(f->L, 1);
}

void rn_fence_forbid(struct rn_fence *f, const char *name, const char *sentence)
{
    lua_rawgetp(f->L, LUA_REGISTRYINDEX, &forbidden_key);
    lua_pushstring(f->L, sentence);
    lua_setfield(f->L, -2, name);
    lua_pop(f->L, 1);
}

/* ---- faults ---------------------------------------------------------------------------------- */

const char *rn_fence_where(lua_State *L, int *ret_line)
{
    struct rn_fence *f = rn_fence_of(L);
    lua_Debug ar;

    *ret_line = 1;
    for (int level = 0; lua_getstack(L, level, &ar) != 0; level++) {
        if (lua_getinfo(L, "Sl", &ar) == 0 || ar.currentline <= 0)
            continue;
        *ret_line = ar.currentline;
        int i = atoi(ar.short_src);
        return f->files[i >= 0 && i < f->file_count ? i : 0];
    }
    return f->files[0];
}

/* "2:17: text": the number of a file, a line. Lua's own messages and luaL_error's begin so. */
static const char *read_place(const char *s, int *file, int *line)
{
    char *end;

    if (!isdigit((unsigned char)*s))
        return NULL;
    *file = (int)strtol(s, &end, 10);
    if (*end != ':' || !isdigit((unsigned char)end[1]))
        return NULL;
    *line = (int)strtol(end + 1, &end, 10);
    return end[0] == ':' && end[1] == ' ' ? end + 2 : NULL;
}

/* Runs where the error happened: makes any error value a text that begins with its place. */
static int on_error(lua_State *L)
{
    int file, line, number = 0;

    if (lua_type(L, 1) == LUA_TSTRING && read_place(lua_tostring(L, 1), &file, &line) != NULL)
        return 1;
    struct rn_fence *f = rn_fence_of(L);
    const char *name = rn_fence_where(L, &line);
    while (number + 1 < f->file_count && f->files[number] != name)
        number++;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_pushfstring(L, "%d:%d: %s", number, line, lua_tostring(L, 1));
    else
        lua_pushfstring(L,
                        "%d:%d: the script stopped with error(…) and gave a %s instead of a text",
                        number, line, luaL_typename(L, 1));
    return 1;
}

/* Lua's own sentences name what it read; a missing comma is what they mostly mean. */
static const char *cure(const char *text)
{
    bool closing = strstr(text, "'}' expected") != NULL || strstr(text, "')' expected") != NULL;

    if (closing && strstr(text, "near <eof>") == NULL)
        return "; is a comma missing before it?";
    if (strstr(text, "near <eof>") != NULL)
        return "; the file ends too early: is a bracket not closed?";
    if (strstr(text, "attempt to call a") != NULL)
        return "; is a comma missing, or a name misspelt?";
    return "";
}

static void fill_fault(struct rn_fence *f, const void *ctx, struct rn_fault *fault)
{
    size_t n = 0;
    const char *s = lua_type(f->L, -1) == LUA_TSTRING ? lua_tolstring(f->L, -1, &n) : NULL, *text;
    int file = f->budget.chunk, line = f->budget.line > 0 ? f->budget.line : 1;
    struct rn_buf clean;

    text = s != NULL ? read_place(s, &file, &line) : NULL;
    if (text == NULL)
        text = s != NULL ? s : "the script stopped with an error that is not a text";
    rn_buf_init(&clean, 1000);
    (void)rn_utf8_clean(&clean, rn_utf8_cut(rn_strn(text, strnlen(text, 600)), 300));
    fault->file = f->files[file >= 0 && file < f->file_count ? file : 0];
    fault->line = line;
    if (f->budget.memory)
        fault->text =
            rn_fmt(ctx, "this needs more than %d MiB of memory, which is the limit of a file",
                   RN_BUDGET_MEMORY >> 20);
    else if (f->budget.spent)
        fault->text =
            "this takes too many instructions: an endless loop? A file may only do a limited "
            "amount of work";
    else
        fault->text = rn_fmt(ctx, "%s%s", rn_buf_z(&clean), cure(rn_buf_z(&clean)));
    rn_buf_free(&clean);
}

/* ---- running --------------------------------------------------------------------------------- */

bool rn_fence_call(struct rn_fence *f, const void *ctx, int args, int64_t instructions,
                   struct rn_fault *fault)
{
    int base = lua_gettop(f->L) - args, status;

    lua_pushcfunction(f->L, on_error);
    lua_insert(f->L, base);
    rn_budget_grant(f->L, instructions);
    status = lua_pcall(f->L, args, 1, base);
    lua_sethook(f->L, NULL, 0, 0);
    lua_remove(f->L, base);
    if (status == LUA_OK && !rn_budget_over(&f->budget))
        return true;
    fill_fault(f, ctx, fault);
    lua_pop(f->L, 1);
    return false;
}

/* Pushes the compiled file, or a message; gives its number. */
static int load_file(lua_State *L, const char *name, struct rn_str source)
{
    struct rn_fence *f = rn_fence_of(L);
    int number = f->file_count;
    char chunk[16];

    if (number == RN_FENCE_FILES)
        return luaL_error(L, "a file may use at most %d helpers", RN_FENCE_FILES - 1);
    f->files[f->file_count++] = name;
    (void)snprintf(chunk, sizeof chunk, "=%d", number);
    if (source.n >= 3 && memcmp(source.p, "\xef\xbb\xbf", 3) == 0) {
        source.p += 3;
        source.n -= 3;
    }
    if (luaL_loadbufferx(L, source.n > 0 ? source.p : "", source.n, chunk, "t") != LUA_OK)
        return lua_error(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &env_key);
    if (lua_setupvalue(L, -2, 1) == NULL)
        lua_pop(L, 1);
    return number;
}

struct job {
    const char *name;
    struct rn_str source;
    bool run;
};

static int do_file(lua_State *L)
{
    const struct job *job = lua_touserdata(L, 1);
    int number = load_file(L, job->name, job->source);

    if (job->run) {
        rn_fence_of(L)->loading[number] = true;
        lua_call(L, 0, 0);
    }
    return 0;
}

/* use "lib/words": runs a helper once and gives what it returns. */
static int use(lua_State *L)
{
    struct rn_fence *f = rn_fence_of(L);
    const char *name = luaL_checkstring(L, 1), *file = NULL;
    const struct rn_str *source;
    int number;

    lua_rawgetp(L, LUA_REGISTRYINDEX, &used_key);
    if (lua_getfield(L, -1, name) != LUA_TNIL)
        return 1;
    source = f->find != NULL ? f->find(f->owner, name, &file) : NULL;
    if (source == NULL)
        return luaL_error(L,
                          "there is no helper '%s': use takes the name of a file below lib/, "
                          "such as use \"lib/words\"",
                          name);
    for (int i = 0; i < f->file_count; i++)
        if (f->loading[i] && strcmp(f->files[i], file) == 0)
            return luaL_error(L, "the helper '%s' uses itself, through '%s'", name,
                              f->files[f->file_count - 1]);
    number = load_file(L, file, *source);
    f->loading[number] = true;
    lua_call(L, 0, 1);
    f->loading[number] = false;
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, 2, name);
    return 1;
}

static bool go(struct rn_fence *f, const void *ctx, struct job *job, struct rn_fault *fault)
{
    f->budget.chunk = f->file_count;
    f->budget.line = 1;
    lua_pushcfunction(f->L, do_file);
    lua_pushlightuserdata(f->L, job);
    bool ok = rn_fence_call(f, ctx, 1, RN_BUDGET_LOAD, fault);
    if (ok)
        lua_pop(f->L, 1);
    return ok;
}

bool rn_fence_run(struct rn_fence *f, const void *ctx, const char *name, struct rn_str source,
                  struct rn_fault *fault)
{
    struct job job = {name, source, true};
    return go(f, ctx, &job, fault);
}

bool rn_fence_reads(struct rn_fence *f, const void *ctx, const char *name, struct rn_str source,
                    struct rn_fault *fault)
{
    struct job job = {name, source, false};
    return go(f, ctx, &job, fault);
}

/* ---- opening --------------------------------------------------------------------------------- */

static int furnish(lua_State *L)
{
    static const struct luaL_Reg uses[] = {{"use", use}, {NULL, NULL}};

    make_env(L);
    add_library(L, "string", rn_env_string);
    add_library(L, "table", rn_env_table);
    add_library(L, "math", rn_env_math);
    add_library(L, "utf8", rn_env_utf8);
    rn_fence_words(rn_fence_of(L), uses);
    return 0;
}

static int fence_close(struct rn_fence *f)
{
    if (f->L != NULL)
        lua_close(f->L);
    return 0;
}

struct rn_fence *rn_fence_open(const void *ctx, void *owner, rn_fence_find_fn *find)
{
    struct rn_fence *f = rn_new(ctx, struct rn_fence);

    f->owner = owner;
    f->find = find;
    f->budget.max = RN_BUDGET_MEMORY;
    f->budget.left = RN_BUDGET_LOAD;
    f->budget.owner = f;
    f->L = lua_newstate(rn_budget_alloc, &f->budget);
    talloc_set_destructor(f, fence_close);
    if (f->L != NULL) {
        lua_pushcfunction(f->L, furnish);
        if (lua_pcall(f->L, 0, 0, 0) == LUA_OK)
            return f;
    }
    talloc_free(f);
    return NULL;
}
