/* SPDX-License-Identifier: MIT
 *
 * renown escalations: open ladders; escalations ack ID: somebody has it.
 */
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/acting.h"
#include "cli/reading.h"
#include "store/outbox.h"
#include "work/ladder.h"

/* What the channels said of a ladder's messages so far: the newest failure; NULL for none. */
static const char *trouble_of(struct rn_cli *cli, struct rn_store *s,
                              const struct rn_escalation_row *e)
{
    struct rn_outbox_row *v;
    struct rn_diag ignored;
    size_t n = 0;
    const char *note = NULL;
    if (rn_outbox_list(s, NULL, e->review, cli->ctx, &v, &n, &ignored) != RN_OK)
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (v[i].escalation == e->n && strcmp(v[i].state, "failed") == 0)
            note = v[i].note;
    return note;
}

static void print_json(struct rn_cli *cli, struct rn_store *s, const struct rn_escalation_row *e)
{
    struct rn_jsonw *w = rn_out_json(cli);
    struct rn_rung next;
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "id", rn_str(e->id));
    rn_jsonw_kopt(w, "review", rn_str(e->review_id));
    rn_jsonw_kstr(w, "rule", rn_str(e->rule));
    rn_jsonw_kstr(w, "kind", rn_str(e->kind));
    rn_jsonw_kstr(w, "state", rn_str(e->state));
    rn_jsonw_kint(w, "step", e->step);
    if (e->due < RN_LADDER_END)
        rn_jsonw_kstr(w, "due", rn_str(rn_stamp_text(e->due, stamp)));
    if (rn_ladder_rung(cli->ctx, e->steps, e->step, &next)) {
        rn_jsonw_kopt(w, "to", rn_str(next.to));
        rn_jsonw_kopt(w, "via", rn_str(next.via));
    }
    rn_jsonw_kstr(w, "opened_at", rn_str(rn_stamp_text(e->opened, stamp)));
    rn_jsonw_kopt(w, "failed", rn_str(trouble_of(cli, s, e)));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void add_row(struct rn_cli *cli, struct rn_store *s, struct rn_table *t,
                    const struct rn_escalation_row *e)
{
    struct rn_rung next;
    char when[32];
    const char *trouble = trouble_of(cli, s, e);
    rn_table_add(t, e->id);
    rn_table_add(t, e->review_id);
    rn_table_add(t, e->rule);
    rn_table_fmt(t, "%d", e->step);
    rn_table_add(t, e->due < RN_LADDER_END ? rn_out_time(e->due, when) : "no more steps");
    rn_table_add(t, trouble != NULL ? trouble
                    : rn_ladder_rung(cli->ctx, e->steps, e->step, &next)
                        ? rn_fmt(cli->ctx, "%s by %s", next.to, next.via)
                        : "");
}

static int list(struct rn_cli *cli, struct rn_store *store)
{
    static const char *const headings[] = {
        "ID", "REVIEW", "RULE", "STEP", "NEXT DUE (UTC)", "NEXT, OR WHAT FAILED", NULL};
    struct rn_escalation_row *v;
    struct rn_diag d;
    size_t n;
    if (rn_escalations_list(store, "open", 0, cli->ctx, &v, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t i = 0; i < n; i++)
        if (cli->json)
            print_json(cli, store, &v[i]);
        else
            add_row(cli, store, t, &v[i]);
    if (!cli->json && n == 0)
        (void)rn_out_fmt(cli, "Nothing is escalated.\n");
    return cli->json || n == 0 ? 0 : rn_table_print(cli, t) == RN_OK ? 0 : 1;
}

static int acknowledge(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    struct rn_diag d;
    int status = rn_cli_write_store(cli, &config, &store);
    if (status == 0)
        status = rn_cli_acting(cli, config, &who);
    if (status != 0)
        return status;
    if (who.role < RN_ROLE_AGENT) {
        (void)rn_fail(&d, RN_REFUSED, "%s may not acknowledge: that takes the role agent",
                      who.actor);
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_begin(store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return rn_cli_finish(cli, store,
                         rn_ladder_acknowledge(store, cli->words[1], who.actor, cli->now, &d), &d);
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    if (cli->word_count == 2 && strcmp(cli->words[0], "ack") == 0)
        return acknowledge(cli);
    if (cli->word_count != 0)
        return rn_cli_usage(cli, "escalations stands alone, or with ack and an id");
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    return list(cli, store);
}

const struct rn_verb rn_verb_escalations = {
    .name = "escalations",
    .usage = "[ack ID]",
    .summary = "ladders that nobody has acknowledged yet; acknowledge one",
    .doc = "A ladder climbs with each `renown deliver` until somebody acknowledges it, or the "
           "review has an answer, is done or snoozed. A message that could not be delivered makes "
           "it climb at once.",
    .example = "renown escalations ack 3kz2m9q4xw7c1v8f\nSomebody has it: the ladder stops.",
    .max_words = 2,
    .run = run,
};
