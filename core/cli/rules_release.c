/* SPDX-License-Identifier: MIT
 *
 * `renown rules release RULE`: a person has seen the first answers of a rule; it may go on alone.
 */
#include "base/mem.h"
#include "base/near.h"
#include "cli/acting.h"
#include "cli/rules_verbs.h"
#include "collect/answering.h"
#include "store/events.h"

static int check_name(struct rn_cli *cli, const struct rn_ruleset *set, const char *rule)
{
    const size_t n = rn_rules_count(set->rules);
    const char **names = rn_new_array(cli->ctx, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = rn_rule_name(set->rules, i);
        if (strcmp(names[i], rule) == 0)
            return 0;
    }
    const char *near = rn_nearest(rule, names, n);
    return rn_cli_usage(cli, "there is no rule %s%s%s", rule, near != NULL ? "; did you mean " : "",
                        near != NULL ? near : "");
}

/* The release holds for the rule as it is today: a changed file is a new rule. */
static enum rn_status release(struct rn_cli *cli, struct rn_store *s, const struct rn_ruleset *set,
                              const char *rule, const char *actor, struct rn_diag *d)
{
    const struct rn_event e = {.at = cli->now,
                               .kind = "release",
                               .actor = actor,
                               .body = rn_fmt(cli->ctx, "rule=%s", rule)};
    enum rn_status st = rn_event_add(s, &e, d);
    for (size_t i = 0; i < set->count && st == RN_OK; i++) {
        char hash[RN_HASH_LEN + 1];
        rn_rule_hash(rule, set->scripts[i].hash, hash);
        st = rn_store_set_meta(s, rn_rule_release_key(cli->ctx, hash), actor, d);
    }
    return st;
}

int rn_rules_verb_release(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *set;
    struct rn_acting who;
    struct rn_diag d;
    int status;

    if (cli->word_count != 2)
        return rn_cli_usage(cli, "rules release takes the name of one rule");
    status = rn_cli_write_store(cli, &config, &store);
    if (status == 0)
        status = rn_cli_acting(cli, config, &who);
    if (status == 0)
        status = rn_cli_scripts(cli, config, store, false, &set);
    if (status == 0)
        status = check_name(cli, set, cli->words[1]);
    if (status != 0)
        return status;
    if (who.role < RN_ROLE_MANAGER) {
        (void)rn_fail(&d, RN_REFUSED, "%s may not release a rule: that takes the role manager",
                      who.actor);
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_begin(store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    status = rn_cli_finish(cli, store, release(cli, store, set, cli->words[1], who.actor, &d), &d);
    if (status == 0 && !cli->json)
        (void)rn_out_fmt(cli, "%s may answer by itself from now on\n", cli->words[1]);
    return status;
}
