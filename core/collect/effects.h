/* SPDX-License-Identifier: MIT
 *
 * What rules asked for becomes records: tags, priorities, assignments, drafts, notes, open
 * escalations; and the decision with what came of each wish. Nothing leaves the machine here.
 */
#ifndef COLLECT_EFFECTS_H
#define COLLECT_EFFECTS_H

#include "rules/rules.h"
#include "store/reviews.h"

struct rn_listing;

struct rn_deciding {
    struct rn_store *store;
    struct rn_rules *rules;
    const struct rn_listing *listing; /* may be NULL */
    int64_t now;
    int64_t reply_limit; /* of the place; 0: none */
    int reply_unit;
    bool can_send; /* the place takes answers through an interface */
    bool historic; /* first contact: outward wishes are held back and said so */
};

/* Evaluates the rules on `facts` and carries the verdict out on `s`. Inside a transaction.
 * `ret_fired`: the number of rules that matched. */
RN_MUST enum rn_status rn_decide(const struct rn_deciding *how, const struct rn_stored *s,
                                 const struct rn_facts *facts, size_t *ret_fired,
                                 struct rn_diag *d);

#endif
