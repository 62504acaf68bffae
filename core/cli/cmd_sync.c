/* SPDX-License-Identifier: MIT
 *
 * renown sync: collect from the sources, judge, decide.
 */
#include "cli/verbs.h"

#include <signal.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/near.h"
#include "cli/exchanges.h"
#include "cli/scripts.h"
#include "cli/source_line.h"
#include "collect/retention.h"
#include "collect/run.h"
#include "collect/schedule.h"

struct syncing {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    struct rn_transport *transport;
    const struct rn_source_config **sources;
    size_t count;
};

/* ---- which sources --------------------------------------------------------------------------- */

static int add_named(struct syncing *y, const char *name)
{
    const struct rn_source_config *s = rn_config_source(y->config, name);
    if (s == NULL) {
        struct rn_known_names known;
        rn_ruleset_known(y->cli->ctx, y->config, &known);
        const char *near = rn_nearest(name, known.sources, known.source_count);
        return rn_cli_usage(y->cli, "there is no source %s in %s%s%s", name, y->config->path,
                            near != NULL ? "; the nearest is " : "", near != NULL ? near : "");
    }
    for (size_t i = 0; i < y->count; i++)
        if (y->sources[i] == s)
            return 0;
    y->sources[y->count++] = s;
    return 0;
}

/* Leaves only those whose time has come. */
static int keep_due(struct syncing *y)
{
    struct rn_origin *all;
    struct rn_diag d;
    size_t n, kept = 0;
    if (rn_origins_list(y->store, y->cli->ctx, &all, &n, &d) != RN_OK)
        return rn_cli_fail_data(y->cli, &d);
    rn_origins_by_label(all, n);
    for (size_t i = 0; i < y->count; i++) {
        const struct rn_origin *o = rn_origin_labelled(all, n, y->sources[i]->name);
        if (o == NULL || rn_is_due(y->sources[i], o, y->cli->now))
            y->sources[kept++] = y->sources[i];
    }
    y->count = kept;
    return 0;
}

static int choose_sources(struct syncing *y)
{
    int status = 0;
    y->sources =
        rn_new_array(y->cli->ctx, const struct rn_source_config *, y->config->source_count + 1);
    for (size_t i = 0; i < y->cli->word_count && status == 0; i++)
        status = add_named(y, y->cli->words[i]);
    if (status == 0 && y->cli->word_count == 0)
        for (size_t i = 0; i < y->config->source_count; i++)
            y->sources[y->count++] = &y->config->sources[i];
    if (status == 0 && rn_cli_flag(y->cli, "due"))
        status = keep_due(y);
    return status;
}

/* ---- getting ready --------------------------------------------------------------------------- */

static int prepare(struct syncing *y)
{
    struct rn_diag d;
    if (rn_cli_flag(y->cli, "baseline") && rn_cli_flag(y->cli, "backfill"))
        return rn_cli_usage(y->cli,
                            "--baseline stores without rules, --backfill reads far back with them: "
                            "choose one");
    int status = rn_cli_config(y->cli, &y->config);
    if (status == 0)
        status = rn_cli_transport(y->cli, y->config, &y->transport);
    if (status != 0)
        return status;
    if (rn_store_open(y->cli->ctx, y->config->store, RN_STORE_WRITE, y->cli->now, &y->store, &d) !=
        RN_OK)
        return rn_cli_fail_data(y->cli, &d);
    status = choose_sources(y);
    if (status != 0)
        return status;
    const bool remember = !rn_cli_flag(y->cli, "dry-run");
    return rn_cli_scripts(y->cli, y->config, y->store, remember, &y->rules);
}

/* ---- what came of it ------------------------------------------------------------------------- */

static void print_people(struct rn_cli *cli, const struct rn_source_result *r)
{
    rn_source_line_people(cli, r);
    (void)rn_out_fmt(cli, "\n");
    for (size_t i = 0; i < r->warning_count; i++)
        rn_say("%s: %s", r->source, r->warnings[i]);
}

static void show_progress(void *arg, const char *line)
{
    (void)arg;
    rn_progress(line);
}

/* The first Ctrl-C (or a timer's SIGTERM) ends the run cleanly, the second one at once. */
static volatile sig_atomic_t stop_wanted;

static void want_stop(int signal_number)
{
    (void)signal_number;
    stop_wanted = 1;
}

static bool is_stopped(void *arg)
{
    (void)arg;
    return stop_wanted != 0;
}

static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction old, own = {.sa_handler = want_stop, .sa_flags = SA_RESETHAND};
        /* what was set to be ignored (nohup) stays so */
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(signals[i], &own, NULL);
    }
}

static int collect(struct syncing *y)
{
    struct rn_diag d;
    struct rn_source_result *results;
    const struct rn_collect_setup setup = {
        .config = y->config,
        .store = y->store,
        .rules = y->rules,
        .transport = y->transport,
        .unexpected = rn_fmt(y->cli->ctx, "%s.unexpected", y->config->store),
        .now = y->cli->now,
        .backfill = rn_cli_flag(y->cli, "backfill"),
        .baseline = rn_cli_flag(y->cli, "baseline"),
        .dry_run = rn_cli_flag(y->cli, "dry-run"),
        .fresh = rn_cli_text(y->cli, "replay") != NULL || rn_cli_text(y->cli, "record") != NULL,
        .progress = show_progress,
        .stopped = is_stopped,
    };
    catch_signals();
    enum rn_status st = rn_collect(y->cli->ctx, &setup, y->sources, y->count, &results, &d);
    rn_progress(NULL);
    if (st != RN_OK)
        return rn_cli_fail_data(y->cli, &d);
    int status = 0;
    for (size_t i = 0; i < y->count; i++) {
        (y->cli->json ? rn_source_line_json : print_people)(y->cli, &results[i]);
        status = results[i].complete ? status : 1;
    }
    return status;
}

/* What is due by time beside the sources. */
static int let_go(struct syncing *y)
{
    RN_SCOPE(tmp);
    struct rn_diag d;
    size_t n;
    const char *pages = rn_fmt(tmp, "%s.unexpected", y->config->store);
    if (!rn_cli_flag(y->cli, "due") || rn_cli_flag(y->cli, "dry-run"))
        return 0;
    if (rn_retention_run(y->store, y->config, pages, y->cli->now, &n, &d) != RN_OK)
        return rn_cli_fail_data(y->cli, &d);
    if (n > 0)
        rn_say("the words of %zu review%s may not be kept any longer and are gone", n,
               n == 1 ? "" : "s");
    return 0;
}

static int run(struct rn_cli *cli)
{
    struct syncing y = {.cli = cli};
    int status = prepare(&y);
    if (status != 0)
        return status;
    if (y.count == 0)
        rn_say(rn_cli_flag(cli, "due") ? "no source is due" : "the config has no sources to read");
    status = collect(&y);
    const int kept = let_go(&y);
    return kept != 0 ? kept : status;
}

static const struct rn_cli_option options[] = {
    {"due", .doc = "Only sources whose time has come (`every`); then what is due by time: reviews "
                   "that may not be kept any longer (`retention`) lose their words."},
    {"backfill", .doc = "Read as far back as the place allows."},
    {"baseline", .doc = "Store what is there today without asking any rule: the past is the past."},
    {"dry-run", .doc = "Do all of it, store nothing."},
    RN_EXCHANGE_OPTIONS,
    {0}};

const struct rn_verb rn_verb_sync = {
    .name = "sync",
    .usage =
        "[SOURCE…] [--due] [--backfill] [--baseline] [--dry-run] [--record DIR] [--replay DIR]",
    .summary = "collect reviews from the sources, then ask the rules",
    .doc =
        "Reads each SOURCE (all of the config without one): new reviews, edits as versions, "
        "answers given "
        "at the place. What a complete sweep no longer lists is called removed at the second such "
        "sweep, "
        "at least 24 hours after the first.\n\n"
        "Each place is asked at the pace it wants. What it refuses for a while is tried again, a "
        "place that wants to be left alone for more than 15 minutes is left alone: its run is "
        "incomplete and the next one goes on. The same when the run is stopped (Ctrl-C).\n\n"
        "Web pages are read only where the site's robots.txt lets Renown, and as slowly as it "
        "wishes. Lists that have not changed since the last run are not fetched again, but once a "
        "day everything is read. Requests that are scarce or cost money (`budget`, `spend`, the "
        "place's own quota) are counted in the store before they are sent; `renown sources` shows "
        "what is left.\n\n"
        "Servers have to prove their names to the authorities that this machine trusts, or to "
        "those "
        "in the file SSL_CERT_FILE or the folder SSL_CERT_DIR of the environment.\n\n"
        "A source that breaks costs only itself: its line says INCOMPLETE and why, and the exit "
        "status is "
        "1. Everything stored up to then stays.\n\n"
        "At first contact, reviews written more than 48 hours before are decided but alert nobody.",
    .example = "renown sync --due\nWhat a timer runs every few minutes.",
    .min_words = 0,
    .max_words = RN_ANY_WORDS,
    .options = options,
    .run = run,
};
