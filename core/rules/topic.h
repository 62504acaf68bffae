/* SPDX-License-Identifier: MIT
 *
 * Topics of the owner's own: `topic "car-park" { en = { "garage" }, ur = { "پارکنگ" } }`. Their
 * words are looked for in texts of every language, together with those of all rules. Any rule file
 * may ask for a topic of any other: about "car-park". One with the name of a built-in topic adds
 * to it.
 */
#ifndef RULES_TOPIC_H
#define RULES_TOPIC_H

#include "rules/load.h"

struct rn_rules;

struct rn_own_topic {
    const char *name, *file;
    int line;
    bool complete;
    const char **words; /* of all languages */
    size_t word_count;
    uint32_t *leaf, *length; /* as in struct rn_cond */
};

/* Whether a topic whose words are still missing stands at a stack index. */
bool rn_is_topic(struct lua_State *L, int at);
bool rn_topic_hit(const struct rn_own_topic *t, const struct rn_hits *hits);

/* Says what is wrong with the topics that a file defines or asks for, now that all files are read.
 */
void rn_topics_check(const struct rn_rules *set, struct rn_unit_file *u);
/* Gives each `about` the topics it asks for. */
void rn_topics_bind(const struct rn_rules *set, struct rn_unit_file *u);

#endif
