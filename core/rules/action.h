/* SPDX-License-Identifier: MIT
 *
 * Actions: what a rule asks for. Nothing is done here.
 */
#ifndef RULES_ACTION_H
#define RULES_ACTION_H

#include "rules/rules.h"

struct lua_State;

struct rn_action_kind {
    const char *name;
    enum rn_action_type type;
    void (*read)(struct lua_State *L,
                 struct rn_action *a); /* the argument at 1; raises with the cure */
};
extern const struct rn_action_kind rn_action_kinds[]; /* ends with a row without a name */

const char *rn_action_word(enum rn_action_type type);
/* tag "money" */
void rn_action_text(const struct rn_action *a, struct rn_buf *b);
/* Of two different rules, may only one have it? (assign and assign; tag x and untag x) */
bool rn_action_excludes(const struct rn_action *a, const struct rn_action *b);

#endif
