/* SPDX-License-Identifier: MIT
 *
 * Conditions: values that a script makes and the engine evaluates. A kind of condition is one row:
 * how to read its argument, whether it holds, how it shows itself. Evaluation is pure and allocates
 * nothing. A condition on an absent value is false, so `no` of it is true.
 */
#ifndef RULES_COND_H
#define RULES_COND_H

#include "rules/rules.h"

struct lua_State;
struct rn_business;
struct rn_cond;
struct rn_regex;
struct rn_own_topic;

struct rn_range {
    bool has_min, has_max;
    double min, max;
};

struct rn_cond_type {
    const char *name;
    /* Reads the argument at stack index 1 (nil when there is none) into `c`; raises a Lua error
     * with the cure. */
    void (*read)(struct lua_State *L, struct rn_cond *c);
    bool (*holds)(const struct rn_cond *c, const struct rn_facts *f);
    void (*text)(const struct rn_cond *c, struct rn_buf *b); /* "stars max 2" */
    /* Writes the value it looked at (after the key "value"); false: absent, nothing written. */
    bool (*value)(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w);
    /* For people, with the value: "stars 1 ≤ 2". NULL: `text`. */
    void (*says)(const struct rn_cond *c, const struct rn_facts *f, struct rn_buf *b);
};

/* One node. Memory of the file that made it; never changed after compiling. */
struct rn_cond {
    const struct rn_cond_type *type;
    const char *file;
    int line;
    bool used;
    struct rn_cond **kids; /* all any no */
    size_t kid_count;
    int depth, weight; /* of the tree below: both have a cap, so evaluation has one */
    struct rn_range range;
    const char **words; /* as written, or as looked for */
    const char **keys;  /* label: the names */
    size_t word_count;
    uint32_t *leaf;         /* mentions: numbers in rn_hits, filled by rn_rules_compile */
    uint32_t *length;       /* and how many words each is */
    unsigned bits;          /* kind: 1 << enum rn_kind */
    int64_t window;         /* count */
    struct rn_regex *regex; /* matches */
    const struct rn_business **calendars; /* business_hours: one a word */
    const struct rn_own_topic **topics;   /* about: those of the owner that it asks for */
    size_t topic_count;
};

enum { RN_COND_DEPTH = 40, RN_COND_WEIGHT = 5000 };

/* The rows of each file. */
extern const struct rn_cond_type rn_cond_stars, rn_cond_stars_changed, rn_cond_length, rn_cond_age,
    rn_cond_reach, rn_cond_mentions, rn_cond_mentions_all, rn_cond_has_text, rn_cond_lang,
    rn_cond_source, rn_cond_listing, rn_cond_brand, rn_cond_label, rn_cond_kind, rn_cond_replied,
    rn_cond_all, rn_cond_any, rn_cond_no, rn_cond_sentiment, rn_cond_intent, rn_cond_risk,
    rn_cond_about, rn_cond_conflict;
extern const struct rn_cond_type *const rn_cond_types[]; /* ends with NULL */
extern const struct rn_cond_type rn_cond_matches, rn_cond_count, rn_cond_author,
    rn_cond_business_hours;

bool rn_cond_is_word(const char *name);
static inline bool rn_cond_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return c->type->holds(c, f);
}
/* {"text":…,"value":…,"holds":…}, "says" when it is for `people`, "conditions" below joins. A top
 * `all` gives its parts side by side. Writes the elements of an open array. */
void rn_cond_explain(const struct rn_cond *c, const struct rn_facts *f, bool people,
                     struct rn_jsonw *w);

#endif
