/* SPDX-License-Identifier: MIT
 *
 * renown queue: answers that need somebody: drafts, proposals, what is to be copied, what failed.
 */
#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "cli/reading.h"
#include "store/replies.h"

enum { TEXT_SHOWN = 60 };

static void print_json(struct rn_cli *cli, const struct rn_reply_row *r)
{
    struct rn_jsonw *w = rn_out_json(cli);
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kopt(w, "review", rn_str(r->review_id));
    rn_jsonw_kstr(w, "state", rn_str(r->state));
    rn_jsonw_kstr(w, "at", rn_str(rn_stamp_text(r->at, stamp)));
    rn_jsonw_kstr(w, "actor", rn_str(r->actor));
    rn_jsonw_kopt(w, "template", rn_str(r->template_name));
    rn_jsonw_kopt(w, "lang", rn_str(r->lang));
    rn_jsonw_kopt(w, "text", rn_str(r->text));
    rn_jsonw_kopt(w, "note", rn_str(r->note));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void add_row(struct rn_cli *cli, struct rn_table *t, const struct rn_reply_row *r)
{
    char when[32];
    const struct rn_str shown = rn_utf8_cut(rn_str(r->text), TEXT_SHOWN);
    (void)cli;
    rn_table_add(t, r->state);
    rn_table_add(t, rn_out_time(r->at, when));
    rn_table_add(t, r->review_id);
    rn_table_add(t, r->actor);
    rn_table_fmt(t, "%.*s%s", RN_STR_ARG(shown), shown.n < strlen(r->text) ? "…" : "");
}

static int run(struct rn_cli *cli)
{
    static const char *const headings[] = {"STATE", "SINCE (UTC)", "REVIEW", "BY", "TEXT", NULL};
    static const char *const states[] = {"proposed", "failed", "approved", "draft"};
    struct rn_config *config;
    struct rn_store *store;
    struct rn_diag d;
    size_t total = 0;
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
        struct rn_reply_row *v;
        size_t n;
        if (rn_replies_list(store, states[s], 0, cli->ctx, &v, &n, &d) != RN_OK)
            return rn_cli_fail_data(cli, &d);
        for (size_t i = 0; i < n; i++)
            if (cli->json)
                print_json(cli, &v[i]);
            else
                add_row(cli, t, &v[i]);
        total += n;
    }
    if (!cli->json && total == 0)
        (void)rn_out_fmt(cli, "Nothing waits for anybody.\n");
    return cli->json || total == 0 ? 0 : rn_table_print(cli, t) == RN_OK ? 0 : 1;
}

const struct rn_verb rn_verb_queue = {
    .name = "queue",
    .usage = "",
    .summary = "answers that wait for somebody: proposals, failures, copies, drafts",
    .doc = "`proposed` waits for an approval, `failed` for a look at the reason, `approved` for "
           "being copied to a place without an interface, `draft` for being finished.",
    .example = "renown queue\nWhat to do before lunch.",
    .run = run,
};
