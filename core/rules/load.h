/* SPDX-License-Identifier: MIT
 *
 * One file being read: what it has made so far, and how its words speak to the person who wrote it.
 * All memory is the file's; a raised error leaves nothing but that memory behind.
 */
#ifndef RULES_LOAD_H
#define RULES_LOAD_H

#include "rules/cond.h"
#include "rules/fence.h"
#include "rules/template.h"

enum {
    RN_VALUES_MAX = 50000,
    RN_RULES_MAX = 5000,
    RN_ACTIONS_MAX = 64,
    RN_WORDS_MAX = 5000,
    RN_NAME_MAX = 100
};

struct rn_act { /* an action as a script made it */
    struct rn_action action;
    const char *file;
    int line;
    bool used;
};

struct rn_rule {
    const char *name, *doc, *file,
        *hash; /* file: where it is written; hash: of the file that ran */
    int line;
    bool complete; /* its table has been read */
    unsigned on;
    int64_t priority;
    struct rn_duration after;
    bool stop;
    struct rn_cond *when; /* NULL: always */
    int where;            /* reference in the state; LUA_NOREF: none */
    struct rn_unit_file *unit;
    const struct rn_act **actions;
    size_t action_count;
};

/* A list of pointers that grows under the file's memory. */
struct rn_bag {
    void **v;
    size_t n, cap;
};

/* A file that was run. */
struct rn_unit_file {
    struct rn_script *script; /* while it is read */
    const struct rn_script *all;
    size_t all_count;
    const char *name, *hash;      /* name: as a person would open it */
    const struct rn_facts *facts; /* of the `where` under way */
    struct rn_fence *fence;       /* kept only while `where` functions need it */
    const struct rn_known_names *known;
    struct rn_bag conds, acts, rules, templates, topics, tests;
    bool heard; /* an error of its `where` functions was told */
    bool bad;
    rn_script_found_fn *found;
    void *arg;
};

void rn_bag_add(const void *ctx, struct rn_bag *bag, void *item);
struct rn_unit_file *rn_unit_of(struct lua_State *L);
/* Says a finding of this file. A warning does not make it bad. */
RN_PRINTF(5, 6)
void rn_unit_say(struct rn_unit_file *u, bool warning, const char *file, int line, const char *fmt,
                 ...);

/* ---- the words (value.c, rule.c, template.c, topic.c)
 * ----------------------------------------------------
 */

void rn_words_of_values(struct rn_fence *f);
void rn_words_of_rules(struct rn_fence *f);
void rn_words_of_templates(struct rn_fence *f);
void rn_words_of_topics(struct rn_fence *f);
void rn_words_of_tests(struct rn_fence *f); /* of files below tests/: no rules, only tests */
/* The value at a stack index; NULL when it is none of its kind. */
struct rn_cond *rn_to_cond(struct lua_State *L, int at);
struct rn_act *rn_to_act(struct lua_State *L, int at);
/* "a text", "a number", "a condition": what stands at an index, for error sentences. */
const char *rn_what(struct lua_State *L, int at);
/* Tells every condition and action of the file that was made and not used, every rule without a
 * table. */
void rn_unit_leftovers(struct rn_unit_file *u);

/* ---- reading arguments (args.c): all raise a Lua error with the cure
 * ----------------------------- */

/* The table at `at` may only have these keys. */
void rn_args_only(struct lua_State *L, int at, const char *what, const char *const *keys, size_t n);
/* A text without NUL, valid UTF-8; `name`: no controls, not empty, at most RN_NAME_MAX characters.
 * Copied. */
const char *rn_args_text(struct lua_State *L, int at, const char *what, bool name);
/* The same from a field; NULL when absent and not `required`. */
const char *rn_args_field(struct lua_State *L, int at, const char *what, const char *key,
                          bool required);
bool rn_args_number(struct lua_State *L, int at, const char *what, const char *key, double *ret);
bool rn_args_flag(struct lua_State *L, int at, const char *what, const char *key, bool def);
/* A word or a list of words. */
void rn_args_words(struct lua_State *L, int at, const char *what, const char ***ret,
                   size_t *ret_count);
/* `word` must be one of the names; count 0 with NULL: anything goes. */
void rn_args_known(struct lua_State *L, const char *what, const char *word,
                   const char *const *names, size_t n);
/* The bit of an event's word. */
unsigned rn_args_event(struct lua_State *L, const char *what, const char *word);
void rn_args_none(struct lua_State *L, const char *what);

#endif
