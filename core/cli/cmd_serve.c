/* SPDX-License-Identifier: MIT
 *
 * renown serve: the process that stays. Signals and output; the loop is collect/serve.c.
 */
#include "cli/verbs.h"

#include <signal.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/scripts.h"
#include "cli/source_line.h"
#include "collect/serve.h"
#include "config/config.h"

/* ---- signals --------------------------------------------------------------------------------- */

static volatile sig_atomic_t stop_wanted, reload_wanted;

static void note_signal(int number)
{
    if (number == SIGHUP)
        reload_wanted = 1;
    else
        stop_wanted = 1;
}

/* The first SIGTERM or Ctrl-C ends cleanly, a second one at once. */
static void catch_signals(void)
{
    const struct sigaction reload = {.sa_handler = note_signal},
                           stop = {.sa_handler = note_signal, .sa_flags = SA_RESETHAND};
    (void)sigaction(SIGHUP, &reload, NULL);
    (void)sigaction(SIGTERM, &stop, NULL);
    (void)sigaction(SIGINT, &stop, NULL);
}

static bool is_stopped(void *arg)
{
    (void)arg;
    return stop_wanted != 0;
}

static bool take_reload(void *arg)
{
    const bool wanted = reload_wanted != 0;
    (void)arg;
    reload_wanted = 0;
    return wanted;
}

/* Between looking and sleeping no signal may slip through. */
static void nap(void *arg, int64_t us)
{
    sigset_t ours, before;
    (void)arg;
    (void)sigemptyset(&ours);
    (void)sigaddset(&ours, SIGHUP);
    (void)sigaddset(&ours, SIGTERM);
    (void)sigaddset(&ours, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &ours, &before);
    if (stop_wanted == 0 && reload_wanted == 0)
        rn_clock_sleep(us, &before);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
}

/* ---- output ---------------------------------------------------------------------------------- */

/* One line a run; all its warnings are in `renown sources` and the ledger. */
static void print_people(struct rn_cli *cli, const struct rn_source_result *r)
{
    rn_source_line_people(cli, r);
    if (r->warning_count > 0) {
        (void)rn_out_fmt(cli, ": ");
        (void)rn_out_outside(cli, rn_str(r->warnings[0]), false);
    }
    if (r->warning_count > 1)
        (void)rn_out_fmt(cli, " (and %zu more)", r->warning_count - 1);
    (void)rn_out_fmt(cli, "\n");
}

static void ended(void *arg, const struct rn_source_result *r)
{
    struct rn_cli *cli = arg;
    (cli->json ? rn_source_line_json : print_people)(cli, r);
    (void)rn_out_flush(cli); /* nobody to read it: the sources are read all the same */
}

static enum rn_status load(void *arg, const void *ctx, struct rn_config **ret, struct rn_diag *d)
{
    const struct rn_cli *cli = arg;
    return rn_cli_config_load(ctx, cli->config->path, ret, d);
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_diag d;
    if (rn_cli_text(cli, "listen") != NULL)
        return rn_cli_usage(cli, "this version has no web pages to listen for: leave --listen out, "
                                 "and it collects on schedule");
    int status = rn_cli_config(cli, &config);
    if (status != 0)
        return status;
    const struct rn_serve_setup setup = {
        .version = RN_VERSION,
        .path = config->path,
        .now = cli->now_given ? cli->now : 0,
        .load = load,
        .script_found = rn_cli_script_found,
        .ended = ended,
        .stop = is_stopped,
        .reload = take_reload,
        .nap = nap,
        .arg = cli,
    };
    catch_signals();
    return rn_serve(&setup, &d) == RN_OK ? 0 : rn_cli_fail_data(cli, &d);
}

static const struct rn_cli_option options[] = {
    {"listen", .value = "ADDR",
     .doc = "Where the web inbox and the API answer. This version has neither and refuses it."},
    {0}};

const struct rn_verb rn_verb_serve = {
    .name = "serve",
    .usage = "",
    .summary = "stay, and read each source when it is due",
    .doc =
        "Does what a timer with `sync --due` does, in one process that stays: each source is read "
        "when it is due (`every`), one line is printed for each run, and in between the program "
        "sleeps. Logins are kept from run to run. A source that fails is read again at its next "
        "turn and never holds up the others; a store that cannot be written is tried again after a "
        "minute.\n\n"
        "Changed scripts and a changed config are taken up before the next source is read, and the "
        "config at once with SIGHUP. A config that is wrong is said, and the one before stays in "
        "force. SIGTERM and Ctrl-C end it cleanly: what is half read goes on at the next start.\n\n"
        "Several of them, and `sync` beside them, may work on one store: each source is read by "
        "one at a time.\n\n"
        "Under systemd it reports readiness, what it is doing, and that it is alive (Type=notify, "
        "WatchdogSec); units lie in config/systemd. Without it, run it under whatever "
        "restarts what ends.",
    .example = "renown -c /etc/renown/renown.yaml serve\nCollects on schedule until it is told to "
               "end.",
    .options = options,
    .run = run,
};
