/* SPDX-License-Identifier: MIT
 *
 * What stands behind the words of `renown rules`, one file each, and what they share: the rules in
 * force and one review of the store as they see it.
 */
#ifndef CLI_RULES_VERBS_H
#define CLI_RULES_VERBS_H

#include "cli/scripts.h"
#include "store/reviews.h"

struct rn_bench {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    struct rn_stored review;
    const char *place;
    struct rn_words words;
    struct rn_hits hits;
    struct rn_around around;
    struct rn_facts facts; /* as if everything had just happened to the review */
};
/* 0, or the exit status after the sentence was said. Only reads. */
RN_MUST int rn_bench_open(struct rn_cli *cli, const char *review, struct rn_bench *ret);

/* The text of a template for a review, under cli->ctx; 0, or the exit status likewise. */
RN_MUST int rn_bench_render(struct rn_cli *cli, const char *review, const char *template_name,
                            struct rn_rendered *ret);

int rn_rules_verb_release(struct rn_cli *cli); /* rules_release.c */
int rn_rules_verb_explain(struct rn_cli *cli); /* rules_explain.c */
int rn_rules_verb_whynot(struct rn_cli *cli);
int rn_rules_verb_preview(struct rn_cli *cli); /* rules_preview.c */
int rn_rules_verb_test(struct rn_cli *cli);    /* rules_test.c */
int rn_rules_verb_apply(struct rn_cli *cli);   /* rules_apply.c */
int rn_rules_verb_rollback(struct rn_cli *cli);
int rn_rules_verb_status(struct rn_cli *cli);
int rn_rules_verb_backtest(struct rn_cli *cli); /* rules_backtest.c */

/* Out of the lines of rn_rules_explain: the conditions of one rule, as `rules explain` shows them
 * to people. */
void rn_say_conditions_of(struct rn_cli *cli, struct rn_str lines, const char *rule);

#endif
