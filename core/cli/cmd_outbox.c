/* SPDX-License-Identifier: MIT
 *
 * renown outbox: what waits to leave the machine.
 */
#include <renown/stamp.h>

#include "cli/reading.h"
#include "store/outbox.h"
#include "store/replies.h"

static const char *text_of(struct rn_cli *cli, struct rn_store *s, const struct rn_outbox_row *r)
{
    struct rn_reply_row reply;
    struct rn_diag ignored;
    if (r->reply == 0 || rn_reply_load(s, r->reply, cli->ctx, &reply, &ignored) != RN_OK)
        return "";
    return reply.text;
}

static void print_json(struct rn_cli *cli, struct rn_store *s, const struct rn_outbox_row *r)
{
    struct rn_jsonw *w = rn_out_json(cli);
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "id", rn_str(r->id));
    rn_jsonw_kstr(w, "kind", rn_str(r->kind));
    rn_jsonw_kstr(w, "state", rn_str(r->state));
    rn_jsonw_kstr(w, "due", rn_str(rn_stamp_text(r->due, stamp)));
    rn_jsonw_kopt(w, "review", rn_str(r->review_id));
    rn_jsonw_kopt(w, "listing", rn_str(r->listing));
    rn_jsonw_kstr(w, "actor", rn_str(r->actor));
    rn_jsonw_kopt(w, "channel", rn_str(r->channel));
    rn_jsonw_kopt(w, "to", rn_str(r->person));
    rn_jsonw_kint(w, "tries", r->tries);
    if (r->sent != 0)
        rn_jsonw_kstr(w, "sent_at", rn_str(rn_stamp_text(r->sent, stamp)));
    rn_jsonw_kopt(w, "text", rn_str(text_of(cli, s, r)));
    rn_jsonw_kopt(w, "note", rn_str(r->note));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void add_row(struct rn_cli *cli, struct rn_store *s, struct rn_table *t,
                    const struct rn_outbox_row *r)
{
    char when[32];
    rn_table_add(t, r->state);
    rn_table_add(t, rn_out_time(r->due, when));
    rn_table_add(t, r->kind);
    rn_table_add(t, r->review_id != NULL ? r->review_id : r->channel);
    rn_table_add(t, r->actor);
    rn_table_add(t, r->note != NULL ? r->note : text_of(cli, s, r));
}

static int say_hold(struct rn_cli *cli, struct rn_store *s)
{
    struct rn_diag d;
    char *who;
    if (rn_hold_get(s, cli->ctx, &who, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (who != NULL && !cli->json)
        (void)rn_out_fmt(cli, "On hold since %s: nothing public leaves until renown hold off.\n",
                         who);
    return 0;
}

static int run(struct rn_cli *cli)
{
    static const char *const headings[] = {"STATE", "DUE (UTC)", "KIND", "ABOUT", "BY", "", NULL};
    struct rn_config *config;
    struct rn_store *store;
    struct rn_outbox_row *v;
    struct rn_diag d;
    size_t n;
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    if ((status = say_hold(cli, store)) != 0)
        return status;
    if (rn_outbox_list(store, NULL, 0, cli->ctx, &v, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t i = 0; i < n; i++)
        if (cli->json)
            print_json(cli, store, &v[i]);
        else
            add_row(cli, store, t, &v[i]);
    if (!cli->json && n == 0)
        (void)rn_out_fmt(cli, "Nothing waits.\n");
    return cli->json || n == 0 ? 0 : rn_table_print(cli, t) == RN_OK ? 0 : 1;
}

const struct rn_verb rn_verb_outbox = {
    .name = "outbox",
    .usage = "",
    .summary = "what waits to leave this machine, and what could not",
    .doc = "Everything that leaves the machine is written down here before it leaves. `waiting` "
           "has not begun, `sending` may have arrived, `taken` is with the place and does not "
           "show yet, `failed` needs a person.",
    .example = "renown outbox --json\nOne item a line.",
    .run = run,
};
