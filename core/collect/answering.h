/* SPDX-License-Identifier: MIT
 *
 * The one way for a rule to speak (`reply "template"`): a draft in mode suggest, a proposal in
 * approve, an approved and queued answer in auto. The mode of the config is a ceiling, and auto
 * never answers what a person should see: three stars or less, a risk, a language nobody is sure
 * of, a negative text. A new rule speaks `canary` times by itself, then it waits for a person.
 */
#ifndef COLLECT_ANSWERING_H
#define COLLECT_ANSWERING_H

#include "base/id.h"
#include "collect/effects.h"

struct rn_rule_answer {
    const struct rn_deciding *how;
    const struct rn_stored *review;
    const struct rn_facts *facts;
    const struct rn_rendered *text;
    const char *template_name, *rule, *script; /* the rule's name, the hash of its file */
    const char *actor;                         /* rule:NAME */
};

/* Carries it out; `ret_outcome` (under ctx) is what the decision will say. */
RN_MUST enum rn_status rn_answer_by_rule(const void *ctx, const struct rn_rule_answer *a,
                                         const char **ret_outcome, struct rn_diag *d);
/* What counts as the same rule for the canary; and the name under which a person's word that it
 * may go on is kept (store meta). */
void rn_rule_hash(const char *rule, const char *script, char out[RN_HASH_LEN + 1]);
char *rn_rule_release_key(const void *ctx, const char *hash);

#endif
