/* SPDX-License-Identifier: MIT
 *
 * `renown sources`: every source of the config and how it stands. Quiet must never mean blind: when
 * the last complete sweep was, what is expected and what is stored, stand side by side.
 */
#include <inttypes.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/findings.h"
#include "cli/standing.h"
#include "cli/verbs.h"
#include "config/config.h"

static void json_time(struct rn_jsonw *w, const char *key, int64_t us)
{
    char text[32];
    if (us != 0)
        rn_jsonw_kstr(w, key, rn_str(rn_stamp_text(us, text)));
}

/* What was asked for today and, where it costs money, this month; nothing where nothing is scarce.
 */
static void json_used(struct rn_jsonw *w, const struct rn_standing *s)
{
    const int64_t most = rn_allowance_requests(&s->allowance);
    if (most == 0 && s->allowance.price_micro == 0)
        return;
    rn_jsonw_kint(w, "requests_today", s->used.requests);
    if (most > 0)
        rn_jsonw_kint(w, "requests_left", most > s->used.requests ? most - s->used.requests : 0);
    if (s->allowance.price_micro == 0)
        return;
    rn_jsonw_knum(w, "spent_this_month", (double)s->used.micro / 1e6);
    if (s->allowance.spend > 0)
        rn_jsonw_knum(
            w, "spend_left",
            (double)(s->allowance.spend > s->used.micro ? s->allowance.spend - s->used.micro : 0) /
                1e6);
}

static const char *used_words(const void *ctx, const struct rn_standing *s)
{
    const int64_t most = rn_allowance_requests(&s->allowance);
    const char *words = "";
    if (most > 0)
        words = rn_fmt(ctx, "%" PRId64 " of %" PRId64, s->used.requests, most);
    else if (s->allowance.price_micro > 0)
        words = rn_fmt(ctx, "%" PRId64, s->used.requests);
    if (s->allowance.price_micro > 0)
        words = rn_fmt(ctx, "%s, %.2f", words, (double)s->used.micro / 1e6);
    if (s->allowance.spend > 0)
        words = rn_fmt(ctx, "%s of %.2f", words, (double)s->allowance.spend / 1e6);
    return words;
}

static void print_json(struct rn_cli *cli, const struct rn_standing *s)
{
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "source", rn_str(s->source->name));
    rn_jsonw_kstr(w, "listing", rn_str(s->source->listing->id));
    rn_jsonw_kstr(w, "plugin", rn_str(s->source->plugin));
    rn_jsonw_kstr(w, "health", rn_str(s->health));
    json_time(w, "last_try", s->origin.last_try);
    json_time(w, "last_complete", s->origin.last_complete);
    json_time(w, "next_due", s->origin.next_due);
    if (s->seen && s->origin.expected >= 0)
        rn_jsonw_kint(w, "expected", s->origin.expected);
    rn_jsonw_kint(w, "stored", s->stored);
    json_used(w, s);
    rn_jsonw_kopt(w, "note", rn_str(s->note));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void add_row(struct rn_table *t, const struct rn_standing *s)
{
    char time[32];
    rn_table_add(t, s->source->name);
    rn_table_add(t, s->source->listing->id);
    rn_table_add(t, s->health);
    rn_table_add(t, rn_out_time(s->origin.last_complete, time));
    rn_table_add(t, s->origin.next_due == 0 ? "now" : rn_out_time(s->origin.next_due, time));
    if (s->seen && s->origin.expected >= 0)
        rn_table_fmt(t, "%" PRId64 " of %" PRId64, s->stored, s->origin.expected);
    else
        rn_table_fmt(t, "%" PRId64, s->stored);
    rn_table_add(t, used_words(t, s));
    rn_table_add(t, s->note);
}

static int run(struct rn_cli *cli)
{
    static const char *const headings[] = {"SOURCE",         "LISTING",  "HEALTH",
                                           "COMPLETE (UTC)", "NEXT DUE", "STORED",
                                           "USED TODAY",     "NOTE",     NULL};
    struct rn_diag d = {0};
    struct rn_config *c;
    struct rn_standing *all;
    int status = rn_cli_config(cli, &c);
    if (status != 0)
        return status;
    if (rn_standings(cli->ctx, c, cli->now, &all, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t i = 0; i < c->source_count; i++) {
        if (cli->json)
            print_json(cli, &all[i]);
        else
            add_row(t, &all[i]);
    }
    if (!cli->json && c->source_count == 0)
        (void)rn_out_fmt(cli,
                         "no sources: add some below a listing's 'sources:', or import files\n");
    else if (!cli->json)
        (void)rn_table_print(cli, t);
    return 0;
}

const struct rn_verb rn_verb_sources = {
    .name = "sources",
    .usage = "",
    .summary = "each source's health and coverage",
    .doc = "Prints every source of the config: when it was last read completely, how it fares, "
           "when it is "
           "due again, and how many reviews are stored of how many the place speaks of. It works "
           "before "
           "anything was collected, too.\n\n"
           "USED TODAY is filled where requests are scarce, by the place's quota or `budget`: how "
           "many of how many were sent this day (UTC), over all programs that share the store. "
           "Where requests cost money, the month's cost follows, and `spend` if it is set.",
    .example = "renown sources\nPrints a line for each source.",
    .run = run,
};
