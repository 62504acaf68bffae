/* SPDX-License-Identifier: MIT
 *
 * renown audit: the history of every act, and whether it is whole.
 */
#include <inttypes.h>

#include <renown/stamp.h>

#include "cli/reading.h"
#include "store/events.h"

static int verify(struct rn_cli *cli, struct rn_store *store)
{
    struct rn_diag d;
    int64_t count;
    char head[64] = "";
    if (rn_events_verify(store, &count, head, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (!cli->json)
        return rn_out_fmt(cli, "whole: %" PRId64 " events, head %s\n", count, head) == RN_OK ? 0
                                                                                             : 1;
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kbool(w, "whole", true);
    rn_jsonw_kint(w, "events", count);
    rn_jsonw_kstr(w, "head", rn_str(head));
    rn_jsonw_end(w);
    return rn_out_json_end(cli) == RN_OK ? 0 : 1;
}

static void print_json(struct rn_cli *cli, const struct rn_event *e)
{
    struct rn_jsonw *w = rn_out_json(cli);
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kint(w, "n", e->n);
    rn_jsonw_kstr(w, "at", rn_str(rn_stamp_text(e->at, stamp)));
    rn_jsonw_kstr(w, "kind", rn_str(e->kind));
    rn_jsonw_kopt(w, "review", rn_str(e->review));
    rn_jsonw_kopt(w, "actor", rn_str(e->actor));
    rn_jsonw_kopt(w, "body", rn_str(e->body));
    rn_jsonw_kstr(w, "hash", rn_str(e->hash));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void print_people(struct rn_cli *cli, const struct rn_event *e)
{
    char when[32];
    (void)rn_out_fmt(cli, "%s  %-14s %-16s  ", rn_out_time(e->at, when), e->kind,
                     e->review != NULL ? e->review : "");
    (void)rn_out_outside(cli, rn_str(e->actor), false);
    (void)rn_out_fmt(cli, "  ");
    (void)rn_out_outside(cli, rn_str(e->body), false);
    (void)rn_out_fmt(cli, "\n");
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_event *v;
    struct rn_diag d;
    size_t n;
    int64_t limit;
    int status = rn_cli_int(cli, "limit", 1, 100000000, 100, &limit);
    if (status == 0)
        status = rn_cli_read_store(cli, &config, &store);
    if (status != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    if (rn_cli_flag(cli, "verify"))
        return verify(cli, store);
    const char *review = cli->word_count > 0 ? cli->words[0] : NULL;
    if (rn_events_list(store, review, (size_t)limit, cli->ctx, &v, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    for (size_t i = 0; i < n; i++)
        (cli->json ? print_json : print_people)(cli, &v[i]);
    return 0;
}

static const struct rn_cli_option options[] = {
    {"verify", .doc = "Walk the whole chain and name the first event that does not fit."},
    {"limit", 'n', "N", .doc = "Show the newest N events (default 100)."},
    {0}};

const struct rn_verb rn_verb_audit = {
    .name = "audit",
    .usage = "[ID] [--limit N] [--verify]",
    .summary = "the history of every act, and whether it is whole",
    .doc = "Every act is an event with its actor: a person, a rule, a sync, the place itself. Each "
           "holds the hash of the one before, so any change to the history is found. Texts stand "
           "in it only as hashes with a key of the review's own, which goes when a person is "
           "forgotten; the chain verifies all the same.",
    .example = "renown audit --verify\nExit status 1 and the first bad event when somebody changed "
               "the file.",
    .max_words = 1,
    .options = options,
    .run = run,
};
