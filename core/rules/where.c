/* SPDX-License-Identifier: MIT
 *
 * where = function(r) … end: the review as the script sees it. `r` is an empty table that
 * fetches a field when it is read and cannot be written; absent fields are nil.
 */
#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "rules/set.h"

static const char review_key;

static void push_text(lua_State *L, struct rn_str s)
{
    if (s.n > 0)
        lua_pushlstring(L, s.p, s.n);
    else
        lua_pushnil(L);
}

static void push_time(lua_State *L, struct rn_time t)
{
    char z[32];

    if (t.precision == RN_TIME_NONE)
        lua_pushnil(L);
    else
        lua_pushstring(L, rn_stamp_text(t.us, z));
}

static void set_text(lua_State *L, const char *key, struct rn_str s)
{
    push_text(L, s);
    lua_setfield(L, -2, key);
}

#define FIELD(name, expression)                                                                    \
    static void push_##name(lua_State *L, const struct rn_facts *f)                                \
    {                                                                                              \
        push_text(L, expression);                                                                  \
    }
FIELD(id, rn_str(f->id))
FIELD(source, rn_str(f->source))
FIELD(listing, rn_str(f->listing))
FIELD(external_id, f->review->external_id)
FIELD(title, f->review->title)
FIELD(body, f->review->text)
FIELD(translation, f->review->translation)
FIELD(lang, f->review->lang)
FIELD(url, f->review->url)
FIELD(app_version, f->review->app_version)
FIELD(thread, f->review->thread)
FIELD(parent, f->review->parent)

static void push_kind(lua_State *L, const struct rn_facts *f)
{
    static const char *const words[] = {"review", "mention", "comment", "message", "survey"};
    lua_pushstring(L, (unsigned)f->review->kind < 5 ? words[f->review->kind] : NULL);
}

static void push_stars(lua_State *L, const struct rn_facts *f)
{
    if (f->has_stars)
        lua_pushnumber(L, f->stars);
    else
        lua_pushnil(L);
}

static void push_reach(lua_State *L, const struct rn_facts *f)
{
    if (f->review->reach > 0)
        lua_pushnumber(L, f->review->reach);
    else
        lua_pushnil(L);
}

static void push_replied(lua_State *L, const struct rn_facts *f)
{
    lua_pushboolean(L, f->replied);
}

static void push_author(lua_State *L, const struct rn_facts *f)
{
    lua_createtable(L, 0, 2);
    set_text(L, "id", f->review->author_id);
    set_text(L, "name", f->review->author_name);
}

static void push_rating(lua_State *L, const struct rn_facts *f)
{
    const struct rn_rating *r = &f->review->rating;

    if (r->scale == RN_SCALE_NONE) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 3);
    lua_pushnumber(L, r->value);
    lua_setfield(L, -2, "value");
    lua_pushnumber(L, r->best);
    lua_setfield(L, -2, "best");
    lua_pushnumber(L, r->worst);
    lua_setfield(L, -2, "worst");
}

static void push_reply(lua_State *L, const struct rn_facts *f)
{
    static const char *const states[] = {"", "published", "pending", "rejected"};
    const struct rn_place_reply *r = &f->review->reply;

    if (r->state == RN_REPLY_NONE) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 4);
    set_text(L, "text", r->text);
    push_time(L, r->at);
    lua_setfield(L, -2, "at");
    set_text(L, "state", rn_str((unsigned)r->state < 4 ? states[r->state] : NULL));
    set_text(L, "origin", rn_str("site"));
}

static void push_created(lua_State *L, const struct rn_facts *f)
{
    push_time(L, f->review->created);
}

static void push_updated(lua_State *L, const struct rn_facts *f)
{
    push_time(L, f->review->updated);
}

static void push_precision(lua_State *L, const struct rn_facts *f)
{
    static const char *const words[] = {NULL, "second", "day", "month"};
    lua_pushstring(
        L, (unsigned)f->review->created.precision < 4 ? words[f->review->created.precision] : NULL);
}

static void push_tags(lua_State *L, const struct rn_facts *f)
{
    lua_createtable(L, (int)f->tag_count, 0);
    for (size_t i = 0; i < f->tag_count; i++) {
        lua_pushstring(L, f->tags[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void set_number(lua_State *L, const char *key, double v)
{
    lua_pushnumber(L, v);
    lua_setfield(L, -2, key);
}

static void set_words(lua_State *L, const char *key, const char *const *v, size_t n)
{
    if (n == 0)
        return;
    lua_createtable(L, (int)n, 0);
    for (size_t i = 0; i < n; i++) {
        lua_pushstring(L, v[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, key);
}

/* Evidence is left out: it is for people. */
static void push_judgement(lua_State *L, const struct rn_facts *f)
{
    const struct rn_judgement *j = f->judgement;
    if (j == NULL) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 8);
    set_text(L, "lang", rn_str(j->lang));
    set_number(L, "lang_confidence", j->lang_confidence);
    if (j->label != RN_LABEL_ABSTAIN || j->sentiment != 0)
        set_number(L, "sentiment", j->sentiment);
    set_text(L, "label", rn_str(rn_label_word(j->label)));
    set_number(L, "confidence", j->confidence);
    set_text(L, "intent", rn_str(j->intent));
    set_words(L, "topics", j->topics, j->topic_count);
    set_words(L, "risk", j->risk, j->risk_count);
    set_words(L, "personal", j->personal, j->personal_count);
    if (j->conflict) {
        lua_pushboolean(L, true);
        lua_setfield(L, -2, "conflict");
    }
}

static const struct {
    const char *name;
    void (*push)(lua_State *L, const struct rn_facts *f);
} fields[] = {{"stars", push_stars},
              {"text", push_body},
              {"title", push_title},
              {"lang", push_lang},
              {"judgement", push_judgement},
              {"kind", push_kind},
              {"source", push_source},
              {"listing", push_listing},
              {"author", push_author},
              {"rating", push_rating},
              {"reply", push_reply},
              {"replied", push_replied},
              {"tags", push_tags},
              {"created_at", push_created},
              {"updated_at", push_updated},
              {"time_precision", push_precision},
              {"id", push_id},
              {"url", push_url},
              {"app_version", push_app_version},
              {"external_id", push_external_id},
              {"translation", push_translation},
              {"reach", push_reach},
              {"thread", push_thread},
              {"parent", push_parent}};

static int read_field(lua_State *L)
{
    const struct rn_facts *f = rn_unit_of(L)->facts;
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i].name, key) != 0)
            continue;
        fields[i].push(L, f);
        return 1;
    }
    return 0;
}

static int no_write(lua_State *L)
{
    return luaL_error(L, "a review cannot be changed by a rule");
}

/* Runs inside the protected call: what it makes may fail. */
static int call_where(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"__index", read_field}, {"__newindex", no_write}, {NULL, NULL}};
    const struct rn_rule *r = lua_touserdata(L, 1);

    lua_rawgeti(L, LUA_REGISTRYINDEX, r->where);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &review_key) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_createtable(L, 0, 0);
        lua_createtable(L, 0, 2);
        luaL_setfuncs(L, methods, 0);
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &review_key);
    }
    lua_call(L, 1, 1);
    return 1;
}

static void hear(const struct rn_rule *r, const struct rn_fault *fault)
{
    if (r->unit->heard)
        return;
    r->unit->heard = true;
    rn_unit_say(r->unit, true, fault->file, fault->line,
                "the where function of rule \"%s\" failed, so the rule does "
                "not match: %s",
                r->name, fault->text);
}

bool rn_where_holds(const void *ctx, const struct rn_rule *r, const struct rn_facts *f,
                    const char **why)
{
    RN_SCOPE(tmp);
    lua_State *L = r->unit->fence->L;
    struct rn_fault fault;
    bool holds = false;

    r->unit->facts = f;
    lua_pushcfunction(L, call_where);
    lua_pushlightuserdata(L, (void *)(uintptr_t)r);
    if (rn_fence_call(r->unit->fence, tmp, 1, RN_BUDGET_WHERE, &fault)) {
        holds = lua_toboolean(L, -1) != 0;
        lua_pop(L, 1);
    } else {
        hear(r, &fault);
        if (why != NULL)
            *why = rn_fmt(ctx, "%s line %d: %s", fault.file, fault.line, fault.text);
    }
    r->unit->facts = NULL;
    return holds;
}
