/* SPDX-License-Identifier: MIT */
#include "rules/action.h"

#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "rules/load.h"

enum { STEPS_MAX = 20, NOTE_MAX = 2000 };

static void known_person(lua_State *L, const char *what, const char *who)
{
    static const char *const roles[] = {"viewer", "agent", "manager", "admin"};
    const struct rn_known_names *k = rn_unit_of(L)->known;

    if (strncmp(who, "role:", 5) == 0)
        rn_args_known(L, what, who + 5, roles, 4);
    else
        rn_args_known(L, what, who, k->people, k->people_count);
}

static void read_word(lua_State *L, struct rn_action *a)
{
    a->word = rn_args_text(L, 1, rn_action_word(a->type), true);
}

static void read_note(lua_State *L, struct rn_action *a)
{
    a->word = rn_args_text(L, 1, "note", false);
    if (strlen(a->word) > NOTE_MAX || a->word[0] == '\0')
        (void)luaL_error(L, "note takes a text of 1 to %d bytes", NOTE_MAX);
}

static void read_priority(lua_State *L, struct rn_action *a)
{
    static const char *const words[] = {"low", "normal", "high", "urgent"};

    read_word(L, a);
    rn_args_known(L, "set_priority", a->word, words, 4);
}

static void read_assign(lua_State *L, struct rn_action *a)
{
    read_word(L, a);
    known_person(L, "assign", a->word);
}

/* { after = "30m", to = "lead", via = "email" } at a stack index. */
static void read_step(lua_State *L, int at, const char *what, struct rn_step *s, bool may_wait)
{
    static const char *const keys[] = {"to", "via", "after"};
    const struct rn_known_names *k = rn_unit_of(L)->known;
    const char *after;

    rn_args_only(L, at, what, keys, may_wait ? 3 : 2);
    s->to = rn_args_field(L, at, what, "to", true);
    s->via = rn_args_field(L, at, what, "via", true);
    known_person(L, what, s->to);
    rn_args_known(L, what, s->via, k->channels, k->channel_count);
    after = rn_args_field(L, at, what, "after", false);
    if (after != NULL && !rn_duration_parse(rn_str(after), &s->after))
        (void)luaL_error(
            L, "%s: after = \"%s\" is no duration; write 90s, 15m, 4h, 2d or \"4h business\"", what,
            after);
}

static void read_notify(lua_State *L, struct rn_action *a)
{
    struct rn_step *step = rn_new(rn_unit_of(L), struct rn_step);

    read_step(L, 1, "notify", step, false);
    a->steps = step;
    a->step_count = 1;
}

static void read_steps(lua_State *L, struct rn_action *a)
{
    struct rn_step *steps;
    size_t n;

    lua_getfield(L, 1, "steps");
    if (lua_type(L, -1) != LUA_TTABLE || lua_rawlen(L, -1) == 0)
        (void)luaL_error(
            L, "escalate needs steps = { { to = \"…\", via = \"…\" }, { after = \"30m\", … } }");
    n = lua_rawlen(L, -1);
    if (n > STEPS_MAX)
        (void)luaL_error(L, "escalate takes at most %d steps", STEPS_MAX);
    steps = rn_new_array(rn_unit_of(L), struct rn_step, n);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        read_step(L, lua_gettop(L), "a step of escalate", &steps[i], true);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    a->steps = steps;
    a->step_count = n;
}

static void read_escalate(lua_State *L, struct rn_action *a)
{
    static const char *const keys[] = {"key", "stop_when", "steps"};
    static const char *const ends[] = {"acknowledged", "assigned", "replied", "snoozed", "closed"};

    rn_args_only(L, 1, "escalate", keys, 3);
    a->word = rn_args_field(L, 1, "escalate", "key", true);
    a->stop_when = rn_args_field(L, 1, "escalate", "stop_when", false);
    if (a->stop_when == NULL)
        a->stop_when = "acknowledged";
    rn_args_known(L, "escalate: stop_when", a->stop_when, ends, 5);
    read_steps(L, a);
}

const struct rn_action_kind rn_action_kinds[] = {{"tag", RN_ACT_TAG, read_word},
                                                 {"untag", RN_ACT_UNTAG, read_word},
                                                 {"set_priority", RN_ACT_PRIORITY, read_priority},
                                                 {"assign", RN_ACT_ASSIGN, read_assign},
                                                 {"draft", RN_ACT_DRAFT, read_word},
                                                 {"reply", RN_ACT_REPLY, read_word},
                                                 {"note", RN_ACT_NOTE, read_note},
                                                 {"notify", RN_ACT_NOTIFY, read_notify},
                                                 {"escalate", RN_ACT_ESCALATE, read_escalate},
                                                 {NULL, 0, NULL}};

const char *rn_action_word(enum rn_action_type type)
{
    for (size_t i = 0; rn_action_kinds[i].name != NULL; i++)
        if (rn_action_kinds[i].type == type)
            return rn_action_kinds[i].name;
    return "?";
}

static void step_text(const struct rn_step *s, struct rn_buf *b)
{
    char after[48];

    if (s->after.set)
        (void)rn_buf_fmt(b, "after %s%s ", rn_duration_text(s->after.us, after),
                         s->after.business ? " business" : "");
    (void)rn_buf_fmt(b, "to %s via %s", s->to, s->via);
}

void rn_action_text(const struct rn_action *a, struct rn_buf *b)
{
    (void)rn_buf_addz(b, rn_action_word(a->type));
    if (a->word != NULL)
        (void)rn_buf_fmt(b, " \"%s\"", a->word);
    for (size_t i = 0; i < a->step_count; i++) {
        (void)rn_buf_addz(b, i == 0 ? " " : ", ");
        step_text(&a->steps[i], b);
    }
}

/* A review has one answer, drafted or spoken. */
static bool is_text(enum rn_action_type t)
{
    return t == RN_ACT_DRAFT || t == RN_ACT_REPLY;
}

bool rn_action_excludes(const struct rn_action *a, const struct rn_action *b)
{
    bool tags = a->type == RN_ACT_TAG || a->type == RN_ACT_UNTAG;

    if (tags && (b->type == RN_ACT_TAG || b->type == RN_ACT_UNTAG))
        return a->type != b->type && strcmp(a->word, b->word) == 0;
    if (is_text(a->type) && is_text(b->type))
        return true;
    if (a->type != b->type)
        return false;
    if (a->type == RN_ACT_PRIORITY || a->type == RN_ACT_ASSIGN)
        return true;
    if (a->type == RN_ACT_ESCALATE)
        return strcmp(a->word, b->word) == 0;
    if (a->type == RN_ACT_NOTIFY) /* one message to the same person the same way */
        return strcmp(a->steps->to, b->steps->to) == 0 && strcmp(a->steps->via, b->steps->via) == 0;
    return false;
}
