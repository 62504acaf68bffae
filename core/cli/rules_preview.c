/* SPDX-License-Identifier: MIT
 *
 * `renown rules preview TEMPLATE --review REVIEW`: the text as it would be drafted, without
 * drafting it.
 */
#include "cli/rules_verbs.h"

#include <renown/plugin.h>

#include "collect/facts.h"
#include "plugin/loader.h"

/* The place's limit, where the place is a plugin that is there. */
static void place_limit(const struct rn_bench *x, struct rn_render *in)
{
    const struct rn_plugin *p;
    struct rn_diag ignored;

    if (x->place == NULL || rn_plugin_load(x->place, &p, &ignored) != RN_OK || p->limits == NULL)
        return;
    in->limit = p->limits->reply_max;
    in->unit = (int)p->limits->reply_unit;
}

static void print(struct rn_cli *cli, const struct rn_rendered *r)
{
    struct rn_jsonw *w;

    if (!cli->json) {
        (void)rn_out_outside(cli, rn_str(r->text), true);
        (void)rn_out_fmt(cli, "\n");
        return;
    }
    w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "template", rn_str(cli->words[1]));
    rn_jsonw_kstr(w, "lang", rn_str(r->lang));
    rn_jsonw_kint(w, "variant", r->variant);
    rn_jsonw_kbool(w, "short", r->shortened);
    rn_jsonw_kstr(w, "text", rn_str(r->text));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

int rn_bench_render(struct rn_cli *cli, const char *review, const char *template_name,
                    struct rn_rendered *ret)
{
    struct rn_bench x;
    struct rn_diag d;
    int status = rn_bench_open(cli, review, &x);

    if (status != 0)
        return status;
    struct rn_render in = {.template_name = template_name, .facts = &x.facts};
    in.langs = rn_reply_langs(cli->ctx, &x.review.r, rn_config_listing(x.config, x.review.listing),
                              &in.lang_count);
    place_limit(&x, &in);
    if (rn_template_render(cli->ctx, x.rules->rules, &in, ret, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return 0;
}

int rn_rules_verb_preview(struct rn_cli *cli)
{
    const char *review = rn_cli_text(cli, "review");
    struct rn_rendered r;
    int status;

    if (cli->word_count != 2 || review == NULL)
        return rn_cli_usage(
            cli,
            "rules preview takes the name of a template, and --review with the id of a review");
    status = rn_bench_render(cli, review, cli->words[1], &r);
    if (status != 0)
        return status;
    print(cli, &r);
    return 0;
}
