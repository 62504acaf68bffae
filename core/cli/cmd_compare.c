/* SPDX-License-Identifier: MIT
 *
 * renown compare: own brands and competitors over the same days.
 */
#include <inttypes.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/days.h"
#include "cli/reading.h"
#include "config/config.h"
#include "report/compare.h"
#include "report/say.h"

static const struct rn_cli_option options[] = {
    {.name = "from", .value = "DATE", .doc = "First day (default 28 days ago)."},
    {.name = "to", .value = "DATE", .doc = "The day after the last one (default today)."},
    {0}};

static const char DENOMINATOR[] =
    "reviews of all brands of the config that were looked at in these days";

/* ---- for programs ---------------------------------------------------------------------------- */

static void open_figure(struct rn_jsonw *w, const char *name, double value, int64_t n)
{
    rn_jsonw_key(w, name);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "name", rn_str(name));
    rn_jsonw_knum(w, "value", value);
    rn_jsonw_kint(w, "n", n);
}

static void close_figure(struct rn_jsonw *w, struct rn_interval in, int64_t n)
{
    if (n > 1) {
        rn_jsonw_knum(w, "low", in.low);
        rn_jsonw_knum(w, "high", in.high);
    }
    rn_jsonw_end(w);
}

static void json_head(struct rn_cli *cli, struct rn_jsonw *w, const char *by,
                      const struct rn_comparison *m)
{
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "by", rn_str(by));
    rn_jsonw_kstr(w, "from", rn_str(rn_say_iso(cli->ctx, m->days.from)));
    rn_jsonw_kstr(w, "to", rn_str(rn_say_iso(cli->ctx, m->days.to)));
}

static void json_figures(struct rn_jsonw *w, const struct rn_figures *f)
{
    rn_jsonw_kint(w, "reviews", f->count);
    if (f->rated > 0) {
        open_figure(w, "rating", f->rating, f->rated);
        close_figure(w, f->rating_in, f->rated);
    }
    if (f->answerable > 0) {
        open_figure(w, "answered", (double)f->answered / (double)f->answerable, f->answerable);
        close_figure(w, f->answered_in, f->answerable);
    }
}

static void json_listings(struct rn_jsonw *w, const char *key, const struct rn_listing **v,
                          size_t n)
{
    if (n == 0)
        return;
    rn_jsonw_key(w, key);
    rn_jsonw_array(w);
    for (size_t i = 0; i < n; i++)
        rn_jsonw_str(w, rn_str(v[i]->id));
    rn_jsonw_end(w);
}

static enum rn_status json_side(struct rn_cli *cli, const struct rn_comparison *m,
                                const struct rn_side *s)
{
    struct rn_jsonw *w = rn_out_json(cli);
    json_head(cli, w, "brand", m);
    rn_jsonw_kstr(w, "brand", rn_str(s->brand->name));
    rn_jsonw_kbool(w, "competitor", s->brand->competitor);
    json_listings(w, "listings", s->listing, s->listing_count);
    json_listings(w, "unseen", s->unseen, s->unseen_count);
    if (s->listing_count == 0) {
        rn_jsonw_kbool(w, "missing", true);
    } else {
        json_figures(w, &s->figures);
        open_figure(w, "share", s->share, m->total);
        close_figure(w, s->share_in, m->total);
    }
    if (s->has_ahead) {
        open_figure(w, "own_rating_ahead", s->ahead, s->figures.rated);
        close_figure(w, s->ahead_in, s->figures.rated);
    }
    rn_jsonw_end(w);
    return rn_out_json_end(cli);
}

static int print_json(struct rn_cli *cli, const struct rn_comparison *m)
{
    struct rn_jsonw *w = rn_out_json(cli);
    json_head(cli, w, "own", m);
    json_figures(w, &m->own);
    if (m->total > 0) {
        open_figure(w, "share_of_voice", m->share, m->total);
        rn_jsonw_kstr(w, "of", rn_str(DENOMINATOR));
        close_figure(w, m->share_in, m->total);
    }
    rn_jsonw_end(w);
    enum rn_status status = rn_out_json_end(cli);
    for (size_t i = 0; status == RN_OK && i < m->count; i++)
        status = json_side(cli, m, &m->side[i]);
    return status == RN_OK ? 0 : 1;
}

/* ---- for people ------------------------------------------------------------------------------ */

static void row(struct rn_cli *cli, struct rn_table *t, const struct rn_comparison *m,
                const struct rn_side *s)
{
    const struct rn_say say = {cli->ctx, "en", NULL};
    const struct rn_figures *f = &s->figures;
    bool missing = s->listing_count == 0;
    rn_table_add(t, s->brand->name);
    rn_table_add(t, missing ? "missing" : rn_say_int(&say, f->count));
    rn_table_add(t, missing ? "-" : rn_say_share(&say, f->count, m->total));
    rn_table_add(t, f->rated > 0 ? rn_say_tenth(&say, f->rating) : "-");
    if (s->has_ahead)
        rn_table_fmt(t, "%+.1f (%+.1f to %+.1f)", s->ahead, s->ahead_in.low, s->ahead_in.high);
    else
        rn_table_add(t, "-");
    rn_table_add(t, f->answerable > 0 ? rn_say_share(&say, f->answered, f->answerable) : "-");
}

static int print_text(struct rn_cli *cli, const struct rn_comparison *m)
{
    static const char *const headings[] = {
        "brand", "reviews", "share of voice", "rating", "own ahead", "answered", NULL};
    const struct rn_say say = {cli->ctx, "en", NULL};
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t i = 0; i < m->count; i++)
        row(cli, t, m, &m->side[i]);
    rn_out_fmt(cli, "Days [%s, %s): our share is %s %s.\n\n", rn_say_iso(cli->ctx, m->days.from),
               rn_say_iso(cli->ctx, m->days.to), rn_say_share(&say, m->own.count, m->total),
               DENOMINATOR);
    (void)rn_table_print(cli, t);
    for (size_t i = 0; i < m->count; i++)
        for (size_t k = 0; k < m->side[i].unseen_count; k++) {
            rn_out_outside(cli, rn_str(m->side[i].unseen[k]->id), false);
            rn_out_fmt(cli, " was not looked at in these days and counts nothing.\n");
        }
    return rn_out_flush(cli) == RN_OK ? 0 : 1;
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_comparison *m;
    struct rn_diag d = {0};
    struct rn_days days;
    int32_t today;
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0 || (status = rn_cli_today(cli, config, &today)) != 0 ||
        (status = rn_cli_days(cli, (struct rn_days){today - 28, today}, &days)) != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    if (rn_compare(cli->ctx, config, store, days, &m, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return cli->json ? print_json(cli, m) : print_text(cli, m);
}

const struct rn_verb rn_verb_compare = {
    .name = "compare",
    .usage = "",
    .summary = "own brands and competitors over the same days",
    .doc =
        "Reviews, share of voice, rating and answers of every brand of the config, each over the "
        "same days. The share is that of the reviews of all brands that were looked at. A brand "
        "whose sources were not read completely since the first day is missing, not zero.\n\n"
        "\"Own ahead\" is our mean rating less theirs, with its 95 % interval: an interval that "
        "holds 0 says nothing.",
    .example = "renown compare --from 2026-04-01 --to 2026-05-01\nApril beside the competitors.",
    .options = options,
    .run = run,
};
