/* SPDX-License-Identifier: MIT
 *
 * `renown rules …`: the marketer's bench. One word after it says what to do; each is a row of the
 * table below and a function (rules_check here, the others in files of their own).
 */
#include "cli/rules_verbs.h"

#include "base/mem.h"
#include "base/near.h"
#include "cli/findings.h"
#include "config/config.h"

static int rules_check(struct rn_cli *cli)
{
    struct rn_findings fs = {.cli = cli};
    struct rn_config *config;
    size_t rules = 0, templates = 0;
    int status = rn_cli_config(cli, &config);

    if (status != 0)
        return status;
    if (cli->word_count != 1)
        return rn_cli_usage(cli, "rules check takes nothing more: it looks at every script");
    rn_check_scripts(&fs, config, &rules, &templates);
    if (fs.faults > 0)
        return 2;
    if (!cli->json)
        (void)rn_out_fmt(cli, "%zu rules and %zu templates are good\n", rules, templates);
    return 0;
}

static const struct job {
    const char *name;
    int (*run)(struct rn_cli *cli);
} jobs[] = {{"check", rules_check},           {"explain", rn_rules_verb_explain},
            {"whynot", rn_rules_verb_whynot}, {"preview", rn_rules_verb_preview},
            {"test", rn_rules_verb_test},     {"backtest", rn_rules_verb_backtest},
            {"apply", rn_rules_verb_apply},   {"rollback", rn_rules_verb_rollback},
            {"status", rn_rules_verb_status}, {"release", rn_rules_verb_release}};
enum { JOBS = sizeof jobs / sizeof *jobs };

static bool is_later(const char *word)
{
    static const char *const later[] = {"watch"};

    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        if (strcmp(word, later[i]) == 0)
            return true;
    return false;
}

static int run(struct rn_cli *cli)
{
    const char *names[JOBS], *near;

    for (size_t i = 0; i < JOBS; i++) {
        names[i] = jobs[i].name;
        if (strcmp(cli->words[0], jobs[i].name) == 0)
            return jobs[i].run(cli);
    }
    if (is_later(cli->words[0]))
        return rn_cli_usage(cli, "rules %s is not available in this version", cli->words[0]);
    near = rn_nearest(cli->words[0], names, JOBS);
    if (near != NULL)
        return rn_cli_usage(cli, "rules knows no '%s'; did you mean '%s'?", cli->words[0], near);
    return rn_cli_usage(cli,
                        "rules knows no '%s'; say check, test, backtest, explain, whynot, preview, "
                        "apply, rollback or status",
                        cli->words[0]);
}

static const struct rn_cli_option options[] = {
    {"review", 'r', "REVIEW", .doc = "The review that a template is shown for."},
    {"from", .value = "SPAN", .doc = "How far a backtest looks back (default 90d)."},
    {0}};

const struct rn_verb rn_verb_rules = {
    .name = "rules",
    .usage = "check|test|explain|whynot|preview|backtest|apply|rollback|status|release [WORD…]",
    .summary = "check and test the scripts, and see why a rule matched or did not",
    .doc =
        "`rules check` reads every file below rules/, templates/, lib/ and tests/ and names each "
        "mistake with its file, its line and what to write instead. It exits 2 when there is "
        "one.\n\n"
        "`rules test` runs the tests below tests/ (only those with WORD in their names): it names "
        "each that fails with what happened instead, and exits 1. Neither the store nor the day "
        "matters to a test.\n\n"
        "`rules explain REVIEW` takes a review of the store and shows for every rule each "
        "condition with the value it saw, and the actions with the rule that won over them. "
        "Nothing is done. `rules whynot REVIEW RULE` shows one rule only.\n\n"
        "`rules backtest OLD NEW` asks the rules of two files about the history of the store, each "
        "review and each of its versions as it was when it was seen, and tells what NEW gains and "
        "loses. With NEW alone it is compared with the rules in force, in the place of the file of "
        "its name or beside the others. Nothing is stored and nothing is sent.\n\n"
        "`rules apply` makes the scripts of the folder live where the config says `activate: "
        "on_apply`, after the same look as `rules check` takes; `rules rollback` makes the set "
        "before "
        "live again; `rules status` shows what is live, since when, by whom, and which files "
        "differ.\n\n"
        "`rules release RULE` lets a rule in mode auto go on by itself after its first answers "
        "(the "
        "canary, docs/replies.md).\n\n"
        "`rules preview TEMPLATE --review REVIEW` prints the text that the template would give "
        "for this review: its language, its variant, its length at the place.",
    .example = "renown rules explain 4t3k8v0q9w2m7y1c\nwhat every rule says about this review",
    .min_words = 1,
    .max_words = 3,
    .options = options,
    .run = run,
};
