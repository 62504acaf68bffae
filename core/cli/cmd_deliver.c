/* SPDX-License-Identifier: MIT
 *
 * renown deliver: send what is due.
 */
#include <signal.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/log.h"
#include "cli/acting.h"
#include "cli/exchanges.h"
#include "config/config.h"
#include "work/deliver.h"

enum { TEXT_SHOWN = 60 };

/* A signal ends the run after the item in hand: no answer is left half sent without need. */
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
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(signals[i], &own, NULL);
    }
}

static void print_json(struct rn_cli *cli, const struct rn_delivery *x)
{
    struct rn_jsonw *w = rn_out_json(cli);
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "id", rn_str(x->id));
    rn_jsonw_kstr(w, "kind", rn_str(x->kind));
    rn_jsonw_kopt(w, "review", rn_str(x->review));
    rn_jsonw_kopt(w, "listing", rn_str(x->listing));
    rn_jsonw_kstr(w, "state", rn_str(x->state));
    rn_jsonw_kstr(w, "due", rn_str(rn_stamp_text(x->due, stamp)));
    rn_jsonw_kopt(w, "note", rn_str(x->why));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void print_people(struct rn_cli *cli, const struct rn_delivery *x)
{
    (void)rn_out_fmt(cli, "%-10s %s %s  ", x->state, x->kind, x->review);
    if (x->text != NULL)
        (void)rn_out_outside(cli, rn_utf8_cut(rn_str(x->text), TEXT_SHOWN), false);
    (void)rn_out_fmt(cli, "\n");
    if (x->why != NULL)
        rn_say("%s: %s", x->review, x->why);
}

/* What failed weighs more than what only waits for the right clock. */
static int status_of(const struct rn_delivery *v, size_t n)
{
    int status = 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i].end == RN_DELIVER_FAILED || v[i].end == RN_DELIVER_DOUBT)
            status = 1;
        else if (v[i].end == RN_DELIVER_FAR && status == 0)
            status = 3;
    }
    return status;
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_transport *transport;
    struct rn_delivery *v;
    struct rn_diag d;
    size_t n;
    int status = rn_cli_write_store(cli, &config, &store);
    if (status == 0)
        status = rn_cli_transport(cli, config, &transport);
    if (status != 0)
        return status;
    const struct rn_deliver_setup setup = {.config = config,
                                           .store = store,
                                           .transport = transport,
                                           .now = cli->now,
                                           .far = rn_cli_far(cli),
                                           .dry_run = rn_cli_flag(cli, "dry-run"),
                                           .stopped = is_stopped};
    catch_signals();
    if (rn_deliver(cli->ctx, &setup, &v, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    for (size_t i = 0; i < n; i++)
        (cli->json ? print_json : print_people)(cli, &v[i]);
    if (n == 0 && !cli->json)
        rn_say("nothing is due");
    return status_of(v, n);
}

static const struct rn_cli_option options[] = {
    {"dry-run", .doc = "Say what is due and whether it may leave; send and write nothing."},
    RN_EXCHANGE_OPTIONS,
    {0}};

const struct rn_verb rn_verb_deliver = {
    .name = "deliver",
    .usage = "[--dry-run] [--replay DIR] [--record DIR]",
    .summary = "send what is due: approved answers, messages to people",
    .doc =
        "Takes every item of the outbox that is due. Before an answer is sent the review is read "
        "once more at its place: when it was changed, taken down or answered meanwhile, nothing "
        "is sent and the answer is superseded. After sending, the place is asked whether the "
        "answer shows; what it still checks is asked for again later.\n\n"
        "Where a request's outcome is unknown (no answer came, the program was killed) the answer "
        "is looked for; only when two looks some minutes apart do not find it is it sent again. "
        "Two deliveries at once share the work.\n\n"
        "Limits: the owner's caps per hour and day, `renown hold on`, and --now: far from the "
        "clock only what stays on this machine is sent, and the exit status is 3. A store that "
        "was copied or put back from a backup sends nothing until `renown adopt`.\n\n"
        "The exit status is 1 when something failed or its outcome is unknown.",
    .example = "renown deliver\nWhat a timer runs every minute.",
    .options = options,
    .run = run,
};
