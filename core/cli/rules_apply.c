/* SPDX-License-Identifier: MIT
 *
 * `renown rules apply`, `rollback`, `status`: what is live under `activate: on_apply`.
 */
#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/acting.h"
#include "cli/findings.h"
#include "cli/rules_verbs.h"
#include "collect/live.h"

struct folder {
    struct rn_script *scripts; /* without tests */
    size_t count;
};

static void hear(void *arg, const struct rn_script_finding *f)
{
    struct rn_finding finding = {f->file, f->line, f->warning, f->text};
    if (!f->warning)
        rn_findings_hear(arg, &finding);
}

/* 0, or 2 after every mistake was said. */
static int read_folder(struct rn_cli *cli, const struct rn_config *c, struct folder *ret)
{
    struct rn_findings fs = {.cli = cli};
    struct rn_known_names known;
    struct rn_rules *rules;
    struct rn_diag d;
    size_t n = 0;

    rn_ruleset_known(cli->ctx, c, &known);
    if (rn_scripts_read(cli->ctx, c->scripts, hear, &fs, &ret->scripts, &ret->count, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    for (size_t i = 0; i < ret->count; i++)
        if (strncmp(ret->scripts[i].name, "tests/", 6) != 0)
            ret->scripts[n++] = ret->scripts[i];
    ret->count = n;
    if (rn_rules_compile(cli->ctx, ret->scripts, n, &known, hear, &fs, &rules, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    return fs.faults > 0 ? 2 : 0;
}

/* ---- apply, rollback ------------------------------------------------------------------------- */

/* Config, store and who acts; 0, or the exit status. */
static int begin(struct rn_cli *cli, struct rn_config **config, struct rn_store **store,
                 struct rn_acting *who)
{
    struct rn_diag d;
    int status;

    if (cli->word_count != 1)
        return rn_cli_usage(cli, "rules %s takes nothing more", cli->words[0]);
    if ((status = rn_cli_config(cli, config)) != 0 ||
        (status = rn_cli_acting(cli, *config, who)) != 0)
        return status;
    if ((*config)->activate != 1)
        return rn_cli_usage(cli,
                            "%s says (or leaves at) rules: { activate: on_save }, so every saved "
                            "file is live at once; write activate: on_apply to have rules %s",
                            (*config)->path, cli->words[0]);
    if (who->role < RN_ROLE_MANAGER) {
        (void)rn_fail(&d, RN_REFUSED, "only a manager or an admin may change which rules are live");
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_open(cli->ctx, (*config)->store, RN_STORE_WRITE, cli->now, store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return 0;
}

static int say_number(struct rn_cli *cli, int64_t number, const char *words)
{
    if (cli->json) {
        struct rn_jsonw *w = rn_out_json(cli);
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "set", number);
        rn_jsonw_end(w);
        (void)rn_out_json_end(cli);
    } else {
        (void)rn_out_fmt(cli, "set %lld %s\n", (long long)number, words);
    }
    return 0;
}

int rn_rules_verb_apply(struct rn_cli *cli)
{
    struct folder folder = {NULL, 0};
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    struct rn_diag d;
    int64_t number;
    int status = begin(cli, &config, &store, &who);

    if (status != 0 || (status = read_folder(cli, config, &folder)) != 0)
        return status;
    if (rn_live_apply(store, folder.scripts, folder.count, cli->now, who.actor, &number, &d) !=
        RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (number == 0 && !cli->json)
        return rn_out_fmt(cli, "the scripts are live as they are; nothing to apply\n") != RN_OK;
    return number == 0 ? 0 : say_number(cli, number, "is live");
}

int rn_rules_verb_rollback(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    struct rn_diag d;
    int64_t number;
    int status = begin(cli, &config, &store, &who);

    if (status != 0)
        return status;
    if (rn_live_rollback(store, cli->now, who.actor, &number, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return say_number(cli, number, "is live again");
}

/* ---- status ---------------------------------------------------------------------------------- */

static void say_file(struct rn_cli *cli, const char *name, const char *state)
{
    struct rn_jsonw *w;

    if (!cli->json) {
        (void)rn_out_fmt(cli, "  ");
        (void)rn_out_outside(cli, rn_str(name), false);
        (void)rn_out_fmt(cli, ": %s\n", state);
        return;
    }
    w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "file", rn_str(name));
    rn_jsonw_kstr(w, "state", rn_str(state));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static const struct rn_script *named(const struct rn_script *v, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(v[i].name, name) == 0)
            return &v[i];
    return NULL;
}

static void say_files(struct rn_cli *cli, const struct rn_live *live, const struct folder *folder)
{
    for (size_t i = 0; i < live->count; i++) {
        const struct rn_script *s = named(folder->scripts, folder->count, live->scripts[i].name);
        say_file(cli, live->scripts[i].name,
                 s == NULL                                     ? "live, gone from the folder"
                 : strcmp(s->hash, live->scripts[i].hash) != 0 ? "live, changed in the folder"
                                                               : "live");
    }
    for (size_t i = 0; i < folder->count; i++)
        if (named(live->scripts, live->count, folder->scripts[i].name) == NULL)
            say_file(cli, folder->scripts[i].name, "in the folder, not live");
}

static void say_live(struct rn_cli *cli, const struct rn_live *live)
{
    char at[32];

    (void)rn_stamp_text(live->at, at);
    if (cli->json) {
        struct rn_jsonw *w = rn_out_json(cli);
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "set", live->number);
        if (live->number > 0) {
            rn_jsonw_kstr(w, "applied_at", rn_str(at));
            rn_jsonw_kstr(w, "by", rn_str(live->by));
        }
        rn_jsonw_end(w);
        (void)rn_out_json_end(cli);
    } else if (live->number == 0) {
        (void)rn_out_fmt(cli, "no rules are live: `renown rules apply` makes them so\n");
    } else {
        (void)rn_out_fmt(cli, "set %lld is live, applied at %s by %s\n", (long long)live->number,
                         at, live->by);
    }
}

static int status_on_apply(struct rn_cli *cli, const struct rn_config *config,
                           struct rn_store *store)
{
    struct folder folder = {NULL, 0};
    struct rn_live live = {0};
    struct rn_diag d;
    enum rn_status st = store != NULL ? rn_live_load(cli->ctx, store, &live, &d) : RN_GONE;
    int status = read_folder(cli, config, &folder);

    if (st != RN_OK && st != RN_GONE)
        return rn_cli_fail_data(cli, &d);
    say_live(cli, &live);
    say_files(cli, &live, &folder);
    return status == 2 ? 1 : status;
}

static int status_on_save(struct rn_cli *cli, const struct rn_config *config,
                          struct rn_store *store)
{
    struct rn_ruleset *rules;
    int status = rn_cli_scripts(cli, config, store, false, &rules);

    if (status != 0)
        return status;
    if (!cli->json)
        (void)rn_out_fmt(cli, "every saved file is live at once (activate: on_save)\n");
    for (size_t i = 0; i < rules->count; i++)
        say_file(cli, rules->scripts[i].name,
                 rules->scripts[i].ok ? "live"
                                      : "broken: its last good version is live, if it had one");
    return rules->broken > 0 ? 1 : 0;
}

int rn_rules_verb_status(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store = NULL;
    struct rn_diag d;
    int status;

    if (cli->word_count != 1)
        return rn_cli_usage(cli, "rules status takes nothing more");
    if ((status = rn_cli_config(cli, &config)) != 0)
        return status;
    enum rn_status st = rn_store_open(cli->ctx, config->store, RN_STORE_READ, cli->now, &store, &d);
    if (st != RN_OK && st != RN_GONE)
        return rn_cli_fail_data(cli, &d);
    return config->activate == 1 ? status_on_apply(cli, config, store)
                                 : status_on_save(cli, config, store);
}
