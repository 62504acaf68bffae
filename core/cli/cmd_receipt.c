/* SPDX-License-Identifier: MIT
 *
 * renown receipt: what stands behind a figure of a digest.
 */
#include <inttypes.h>
#include <string.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "cli/reading.h"
#include "config/config.h"
#include "report/figure.h"
#include "report/say.h"
#include "store/reviews.h"

static const struct rn_cli_option options[] = {
    {.name = "limit",
     .alias = 'n',
     .value = "N",
     .doc = "Show at most N of the reviews (default 20; with --json 100000)."},
    {0}};

/* ---- for programs ---------------------------------------------------------------------------- */

static void json_reviews(struct rn_jsonw *w, const char *key, const struct rn_receipt_review *v,
                         size_t n)
{
    rn_jsonw_key(w, key);
    rn_jsonw_array(w);
    for (size_t i = 0; i < n; i++)
        rn_jsonw_str(w, rn_str(v[i].id));
    rn_jsonw_end(w);
}

static void json_days(struct rn_cli *cli, struct rn_jsonw *w, const struct rn_receipt *r)
{
    rn_jsonw_kstr(w, "from", rn_str(rn_say_iso(cli->ctx, r->days.from)));
    rn_jsonw_kstr(w, "to", rn_str(rn_say_iso(cli->ctx, r->days.to)));
    if (r->kind->before != NULL) {
        rn_jsonw_kstr(w, "before_from", rn_str(rn_say_iso(cli->ctx, r->before.from)));
        rn_jsonw_kstr(w, "before_to", rn_str(rn_say_iso(cli->ctx, r->before.to)));
    }
    rn_jsonw_kstr(w, "scope", rn_str(r->scope.name));
    rn_jsonw_key(w, "listings");
    rn_jsonw_array(w);
    for (size_t i = 0; i < r->scope.count; i++)
        rn_jsonw_str(w, rn_str(r->scope.listing[i]->id));
    rn_jsonw_end(w);
    if (r->other_listings)
        rn_jsonw_kbool(w, "listings_changed", true);
}

static void json_figures(struct rn_jsonw *w, const struct rn_receipt *r)
{
    rn_jsonw_key(w, "figures");
    rn_jsonw_array(w);
    for (size_t i = 0; i < r->figure_count; i++) {
        rn_jsonw_object(w);
        rn_figure_write(w, &r->figure[i]);
        rn_jsonw_kstr(w, "formula", rn_str(rn_receipt_kind_of(r->figure[i].receipt[0])->formula));
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
}

static size_t least(size_t a, int64_t b)
{
    return a < (size_t)b ? a : (size_t)b;
}

static int print_json(struct rn_cli *cli, const struct rn_receipt *r, int64_t limit)
{
    struct rn_jsonw *w = rn_out_json(cli);
    size_t now = least(r->now_count, limit), then = least(r->then_count, limit);
    int64_t left = r->left_out + (int64_t)(r->now_count - now + r->then_count - then);
    rn_jsonw_object(w);
    if (r->figure_count == 1) {
        rn_figure_write(w, &r->figure[0]);
    } else {
        rn_jsonw_kstr(w, "receipt", rn_str(cli->words[0]));
        rn_jsonw_kstr(w, "name", rn_str(r->kind->name));
    }
    rn_jsonw_kstr(w, "formula", rn_str(r->kind->formula));
    json_days(cli, w, r);
    if (r->figure_count > 1)
        json_figures(w, r);
    json_reviews(w, "reviews", r->now, now);
    if (r->kind->before != NULL)
        json_reviews(w, "reviews_before", r->then, then);
    if (left > 0)
        rn_jsonw_kint(w, "more", left);
    rn_jsonw_end(w);
    return rn_out_json_end(cli) == RN_OK ? 0 : 1;
}

/* ---- for people ------------------------------------------------------------------------------ */

static const char *value_text(const struct rn_say *say, const struct rn_figure *fig, double v,
                              int64_t n)
{
    if (fig->unit == NULL)
        return rn_say_int(say, (int64_t)v);
    if (strcmp(fig->unit, "stars") == 0)
        return rn_fmt(say->ctx, "%.2f stars of %" PRId64 " ratings", v, n);
    if (strcmp(fig->unit, "share") == 0)
        return rn_say_share(say, (int64_t)(v * (double)n + 0.5), n);
    return rn_fmt(say->ctx, "%s of %" PRId64 " answers", rn_say_span(say, (int64_t)(v * 1e6)), n);
}

static void print_figure(struct rn_cli *cli, const struct rn_say *say, const struct rn_figure *fig)
{
    const char *value = fig->has_value ? value_text(say, fig, fig->value, fig->n) : "none";
    const char *before =
        fig->has_before ? value_text(say, fig, fig->before, fig->before_n) : "none";
    rn_out_fmt(cli, "%s: %s", fig->name, value);
    if (rn_receipt_kind_of(fig->receipt[0])->before != NULL)
        rn_out_fmt(cli, " (before: %s)", before);
    if (fig->trend != NULL)
        rn_out_fmt(cli, ", %s", strcmp(fig->trend, "same") == 0 ? "no clear change" : fig->trend);
    rn_out_fmt(cli, "\n  formula: %s\n", rn_receipt_kind_of(fig->receipt[0])->formula);
}

static void print_scope(struct rn_cli *cli, const struct rn_receipt *r)
{
    rn_out_fmt(cli, "days [%s, %s)", rn_say_iso(cli->ctx, r->days.from),
               rn_say_iso(cli->ctx, r->days.to));
    if (r->kind->before != NULL)
        rn_out_fmt(cli, ", before [%s, %s)", rn_say_iso(cli->ctx, r->before.from),
                   rn_say_iso(cli->ctx, r->before.to));
    rn_out_fmt(cli, ", listings");
    for (size_t i = 0; i < r->scope.count && i < 20; i++) {
        rn_out_fmt(cli, " ");
        rn_out_outside(cli, rn_str(r->scope.listing[i]->id), false);
    }
    if (r->scope.count > 20)
        rn_out_fmt(cli, " and %zu more", r->scope.count - 20);
    rn_out_fmt(cli, "\n");
    if (r->other_listings)
        rn_out_fmt(cli, "These listings are not those of the digest: the config has changed since, "
                        "so the figure may differ.\n");
}

static enum rn_status print_review(struct rn_store *store, struct rn_table *t,
                                   const struct rn_receipt_review *r, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_stored whole;
    enum rn_status status = rn_review_load(store, r->id, tmp, &whole, d);
    if (status != RN_OK)
        return status;
    struct rn_str text = whole.r.text.n > 0 ? whole.r.text : whole.r.title;
    rn_table_add(t, r->id);
    rn_table_add(t, rn_say_iso(tmp, r->day));
    rn_table_add(t, r->listing);
    if (r->stars > 0)
        rn_table_fmt(t, "%g", r->stars);
    else
        rn_table_add(t, "-");
    rn_table_add(t, whole.reply_counted ? "yes" : whole.answerable ? "no" : "-");
    rn_table_add(t, rn_dup(tmp, rn_utf8_cut(text, 60)));
    return RN_OK;
}

static int print_text(struct rn_cli *cli, struct rn_store *store, const struct rn_receipt *r,
                      int64_t limit)
{
    static const char *const headings[] = {"review",   "day",  "listing", "stars",
                                           "answered", "text", NULL};
    struct rn_diag d = {0};
    const struct rn_say say = {cli->ctx, "en", NULL};
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    size_t shown = least(r->now_count, limit);
    for (size_t i = 0; i < r->figure_count; i++)
        print_figure(cli, &say, &r->figure[i]);
    print_scope(cli, r);
    for (size_t i = 0; i < shown; i++)
        if (print_review(store, t, &r->now[i], &d) != RN_OK)
            return rn_cli_fail_data(cli, &d);
    if (shown > 0) {
        rn_out_fmt(cli, "\n");
        (void)rn_table_print(cli, t);
    }
    if (shown < r->now_count)
        rn_out_fmt(cli, "and %zu more: --limit %zu shows all\n", r->now_count - shown,
                   r->now_count);
    return rn_out_flush(cli) == RN_OK ? 0 : 1;
}

static int run(struct rn_cli *cli)
{
    struct rn_digest_ask ask = {.now = cli->now};
    struct rn_config *config;
    struct rn_receipt *r;
    struct rn_diag d = {0};
    int64_t limit;
    int status = rn_cli_int(cli, "limit", 0, RN_RECEIPT_REVIEWS,
                            cli->json ? RN_RECEIPT_REVIEWS : 20, &limit);
    if (status != 0 || (status = rn_cli_read_store(cli, &config, &ask.store)) != 0)
        return status;
    ask.config = config;
    if (rn_receipt_resolve(cli->ctx, &ask, cli->words[0], &r, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return cli->json ? print_json(cli, r, limit) : print_text(cli, ask.store, r, limit);
}

const struct rn_verb rn_verb_receipt = {
    .name = "receipt",
    .usage = "ID",
    .summary = "what stands behind a figure of a digest",
    .doc = "Prints the formula, the days, the listings and the reviews behind a figure. ID stands "
           "in brackets behind the figures of a digest, and in `digest --format json`.\n\n"
           "The figure is made anew from the reviews, as they are now; nothing is kept for it, so "
           "the receipts of last week's or last year's digest resolve, too.",
    .example = "renown receipt s0fvo7k3m29q\nThe four figures of one week and their reviews.",
    .min_words = 1,
    .max_words = 1,
    .options = options,
    .run = run,
};
