/* SPDX-License-Identifier: MIT
 *
 * test "name" { given = { … }, expect = { … } }: reads it.
 */
#include "rules/test.h"

#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "rules/load.h"

/* A Wednesday at noon: tests say the same on every day of every year. */
#define TEST_NOW (INT64_C(1767787200) * RN_SECOND)

static const char *const kinds[] = {"review", "mention", "comment", "message", "survey"};

/* ---- fields ---------------------------------------------------------------------------------- */

static struct rn_str text_field(lua_State *L, int at, const char *key)
{
    struct rn_str s = {NULL, 0};

    lua_getfield(L, at, key);
    if (!lua_isnil(L, -1)) {
        lua_pushfstring(L, "given: %s", key);
        s = rn_str(rn_args_text(L, -2, lua_tostring(L, -1), false));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return s;
}

static void words_field(lua_State *L, int at, const char *what, const char *key,
                        struct rn_word_list *ret)
{
    lua_getfield(L, at, key);
    if (!lua_isnil(L, -1)) {
        lua_pushfstring(L, "%s: %s", what, key);
        rn_args_words(L, lua_gettop(L) - 1, lua_tostring(L, -1), &ret->v, &ret->n);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static bool time_field(lua_State *L, int at, const char *key, int64_t *ret)
{
    const char *text = rn_args_field(L, at, "given", key, false);
    struct rn_time t;

    if (text == NULL)
        return false;
    if (!rn_stamp_parse(rn_str(text), &t))
        (void)luaL_error(L, "given: %s = \"%s\" is no time; write 2026-05-04T09:00:00Z", key, text);
    *ret = t.us;
    return true;
}

static bool span_field(lua_State *L, int at, const char *key, int64_t *ret)
{
    const char *text = rn_args_field(L, at, "given", key, false);
    struct rn_duration span;

    if (text == NULL)
        return false;
    if (!rn_duration_parse(rn_str(text), &span))
        (void)luaL_error(L, "given: %s = \"%s\" is no duration; write 90s, 15m, 4h or 2d", key,
                         text);
    *ret = span.us;
    return true;
}

static bool stars_field(lua_State *L, int at, const char *key, double *ret)
{
    bool there = rn_args_number(L, at, "given", key, ret);

    if (there && (*ret < 1 || *ret > 5))
        (void)luaL_error(L, "given: %s lies between 1 and 5", key);
    return there;
}

/* ---- given ----------------------------------------------------------------------------------- */

static void read_stars(lua_State *L, int at, struct rn_given *g)
{
    g->has_stars = stars_field(L, at, "stars", &g->stars);
    (void)stars_field(L, at, "stars_before", &g->stars_before);
    if (g->has_stars)
        g->review.rating = (struct rn_rating){RN_SCALE_POINTS, g->stars, 5, 1};
}

static void read_events(lua_State *L, int at, struct rn_given *g)
{
    struct rn_word_list on = {NULL, 0};

    words_field(L, at, "given", "on", &on);
    for (size_t i = 0; i < on.n; i++)
        g->events |= rn_args_event(L, "given: on", on.v[i]);
    if (on.n > 0)
        return;
    g->events = RN_ON_NEW;
    if (g->has_stars && g->stars_before > 0 && g->stars != g->stars_before)
        g->events = g->stars < g->stars_before ? RN_ON_RATING_DOWN : RN_ON_RATING_UP;
}

static void read_times(lua_State *L, int at, struct rn_given *g)
{
    int64_t age = 0;

    g->now = TEST_NOW;
    bool now = time_field(L, at, "now", &g->now), there = time_field(L, at, "at", &g->at);
    if (span_field(L, at, "age", &age) && there && now)
        (void)luaL_error(L, "given takes two of at, now and age; the third follows");
    if (!there)
        g->at = g->now - age;
    else if (!now)
        g->now = g->at + age;
    (void)span_field(L, at, "waited", &g->waited);
    g->review.created = (struct rn_time){g->at, RN_TIME_SECOND};
}

/* reply = true, or its text. */
static void read_reply(lua_State *L, int at, struct rn_given *g)
{
    lua_getfield(L, at, "reply");
    g->replied = lua_type(L, -1) == LUA_TSTRING || (lua_isboolean(L, -1) && lua_toboolean(L, -1));
    if (!g->replied && !lua_isnoneornil(L, -1) && !lua_isboolean(L, -1))
        (void)luaL_error(L, "given: reply is true, or the text of the answer; this is %s",
                         rn_what(L, -1));
    if (g->replied) {
        g->review.reply.state = RN_REPLY_PUBLISHED;
        g->review.reply.at = (struct rn_time){g->now, RN_TIME_SECOND};
    }
    if (lua_type(L, -1) == LUA_TSTRING)
        g->review.reply.text = rn_str(rn_args_text(L, -1, "given: reply", false));
    lua_pop(L, 1);
}

static void read_kind(lua_State *L, int at, struct rn_given *g)
{
    const char *kind = rn_args_field(L, at, "given", "kind", false);

    if (kind == NULL)
        return;
    rn_args_known(L, "given: kind", kind, kinds, 5);
    for (unsigned k = 0; k < 5; k++)
        if (strcmp(kinds[k], kind) == 0)
            g->review.kind = (enum rn_kind)k;
}

static void read_review(lua_State *L, int at, struct rn_review *r)
{
    r->size = sizeof *r;
    r->external_id = rn_str("test");
    r->title = text_field(L, at, "title");
    r->text = text_field(L, at, "text");
    r->translation = text_field(L, at, "translation");
    r->lang = text_field(L, at, "lang");
    r->author_name = r->author_id = text_field(L, at, "author");
    r->app_version = text_field(L, at, "app_version");
    r->url = text_field(L, at, "url");
    (void)rn_args_number(L, at, "given", "reach", &r->reach);
}

static void read_numbers(lua_State *L, int at, struct rn_given *g)
{
    double count = 1, reviews = 1; /* itself */

    (void)rn_args_number(L, at, "given", "count", &count);
    (void)rn_args_number(L, at, "given", "author_reviews", &reviews);
    if (count < 1 || count > 1e6 || reviews < 1 || reviews > 1e6)
        (void)luaL_error(L, "given: count and author_reviews lie between 1 and 1000000; the review "
                            "itself counts");
    g->count = (int64_t)count;
    g->author_reviews = (int64_t)reviews;
}

static void read_given(lua_State *L, struct rn_given *g)
{
    static const char *const keys[] = {
        "stars",  "stars_before", "title",   "text",          "lang", "kind",
        "source", "reply",        "listing", "author",        "tags", "on",
        "reach",  "app_version",  "url",     "waited",        "age",  "at",
        "now",    "translation",  "count",   "author_reviews"};
    const struct rn_known_names *k = rn_unit_of(L)->known;
    int at;

    lua_getfield(L, 1, "given");
    at = lua_gettop(L);
    rn_args_only(L, at, "given", keys, sizeof keys / sizeof *keys);
    read_review(L, at, &g->review);
    read_stars(L, at, g);
    read_events(L, at, g);
    read_times(L, at, g);
    read_reply(L, at, g);
    read_kind(L, at, g);
    read_numbers(L, at, g);
    words_field(L, at, "given", "tags", &g->tags);
    g->source = rn_args_field(L, at, "given", "source", false);
    g->listing = rn_args_field(L, at, "given", "listing", false);
    if (g->listing != NULL)
        rn_args_known(L, "given: listing", g->listing, k->listings, k->listing_count);
    lua_pop(L, 1);
}

/* ---- expect ---------------------------------------------------------------------------------- */

static bool is_empty(const struct rn_expect *e)
{
    return e->rule.n + e->not_rule.n + e->tags.n + e->not_tags.n + e->escalates_to.n +
                   e->notifies.n ==
               0 &&
           e->priority == NULL && e->assign == NULL && e->draft == NULL && !e->nothing;
}

static void read_expect(lua_State *L, const char *name, struct rn_expect *e)
{
    static const char *const keys[] = {"rule",     "not_rule", "tags",   "not_tags", "escalates_to",
                                       "notifies", "priority", "assign", "draft",    "nothing"};
    int at;

    lua_getfield(L, 1, "expect");
    at = lua_gettop(L);
    rn_args_only(L, at, "expect", keys, sizeof keys / sizeof *keys);
    words_field(L, at, "expect", "rule", &e->rule);
    words_field(L, at, "expect", "not_rule", &e->not_rule);
    words_field(L, at, "expect", "tags", &e->tags);
    words_field(L, at, "expect", "not_tags", &e->not_tags);
    words_field(L, at, "expect", "escalates_to", &e->escalates_to);
    words_field(L, at, "expect", "notifies", &e->notifies);
    e->priority = rn_args_field(L, at, "expect", "priority", false);
    e->assign = rn_args_field(L, at, "expect", "assign", false);
    e->draft = rn_args_field(L, at, "expect", "draft", false);
    e->nothing = rn_args_flag(L, at, "expect", "nothing", false);
    if (is_empty(e))
        (void)luaL_error(L,
                         "test \"%s\" expects nothing, so it cannot fail; write expect = { rule "
                         "= \"…\" }, or nothing = true when no rule should match",
                         name);
    lua_pop(L, 1);
}

/* ---- the word -------------------------------------------------------------------------------- */

static int test_table(lua_State *L)
{
    static const char *const keys[] = {"given", "expect", "doc"};
    struct rn_test *t = lua_touserdata(L, lua_upvalueindex(1));
    char what[RN_NAME_MAX * 4 + 16];

    lua_settop(L, 1);
    if (t->complete)
        return luaL_error(L, "test \"%s\" has two tables", t->name);
    (void)snprintf(what, sizeof what, "test \"%s\"", t->name);
    rn_args_only(L, 1, what, keys, 3);
    read_given(L, &t->given);
    read_expect(L, t->name, &t->expect);
    t->complete = true;
    return 0;
}

static int test_name(lua_State *L)
{
    struct rn_unit_file *u = rn_unit_of(L);
    struct rn_test *t;

    lua_settop(L, 1);
    rn_budget_charge(L, 100);
    if (u->tests.n >= RN_RULES_MAX)
        return luaL_error(L, "a file may hold at most %d tests", RN_RULES_MAX);
    t = rn_new(u, struct rn_test);
    t->name = rn_args_text(L, 1, "test", true);
    t->file = rn_fence_where(L, &t->line);
    for (size_t i = 0; i < u->tests.n; i++)
        if (strcmp(((struct rn_test *)u->tests.v[i])->name, t->name) == 0)
            return luaL_error(L, "there is a test \"%s\" already, in line %d of this file", t->name,
                              ((struct rn_test *)u->tests.v[i])->line);
    rn_bag_add(u, &u->tests, t);
    lua_pushlightuserdata(L, t);
    lua_pushcclosure(L, test_table, 1);
    return 1;
}

void rn_words_of_tests(struct rn_fence *f)
{
    static const luaL_Reg words[] = {{"test", test_name}, {NULL, NULL}};

    rn_fence_words(f, words);
    rn_fence_forbid(f, "rule", "rules stand in files below rules/");
    rn_fence_forbid(f, "template", "templates stand in files below templates/");
    for (size_t i = 0; rn_cond_types[i] != NULL; i++)
        rn_fence_forbid(f, rn_cond_types[i]->name,
                        "conditions and actions stand in rules; given takes values, such as "
                        "stars = 1, and expect what should come of them");
}
