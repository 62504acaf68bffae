/* SPDX-License-Identifier: MIT
 *
 * `renown plugins`: what can be read; with a name, all that the plugin declares: options, logins,
 * limits, retention.
 */
#include <inttypes.h>

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/verbs.h"
#include "config/docs.h"
#include "config/options.h"
#include "plugin/loader.h"

static const struct {
    unsigned bit;
    const char *word;
} abilities[] = {{RN_CAN_FETCH, "fetch"},
                 {RN_CAN_REPLY, "reply"},
                 {RN_CAN_RECEIVE, "receive"},
                 {RN_CAN_FILES, "files"},
                 {RN_CAN_SEE_REPLIES, "see replies"},
                 {RN_CAN_DISCOVER, "discover"}};
enum { ABILITIES = sizeof abilities / sizeof abilities[0] };

static char *retention_words(const void *ctx, const struct rn_limits *l)
{
    if (l == NULL || l->retention == RN_KEEP)
        return rn_dupz(ctx, "reviews may be kept");
    if (l->retention == RN_KEEP_NOTHING)
        return rn_dupz(
            ctx, "the terms forbid storing; only figures are kept, unless a contract of yours "
                 "allows more (option retention)");
    return rn_fmt(ctx, "the terms allow %d day%s", l->retention_days,
                  l->retention_days == 1 ? "" : "s");
}

/* ---- JSON
 * ------------------------------------------------------------------------------------------ */

static void json_options(struct rn_jsonw *w, const struct rn_plugin *p)
{
    struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;
    rn_jsonw_key(w, "options");
    rn_jsonw_array(w);
    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "name", rn_str(o->name));
        rn_jsonw_kstr(w, "type", rn_str(rn_option_type_word(o)));
        rn_jsonw_kbool(w, "required", (o->flags & RN_OPT_REQUIRED) != 0);
        rn_jsonw_kopt(w, "default", rn_str(o->def));
        rn_jsonw_kopt(w, "doc", rn_str(o->doc));
        rn_jsonw_kopt(w, "example", rn_str(o->example));
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
}

static void json_limits(struct rn_jsonw *w, const struct rn_limits *l)
{
    RN_SCOPE(tmp);
    if (l == NULL)
        return;
    rn_jsonw_key(w, "limits");
    rn_jsonw_object(w);
    if (l->reply_max > 0)
        rn_jsonw_kint(w, "reply_max", l->reply_max);
    rn_jsonw_kint(w, "min_interval_ms", l->min_interval_ms);
    if (l->per_day > 0)
        rn_jsonw_kint(w, "per_day", l->per_day);
    if (l->price_micro > 0)
        rn_jsonw_kint(w, "price_micro", l->price_micro);
    rn_jsonw_kopt(w, "history", rn_str(l->history));
    rn_jsonw_kbool(w, "absence_proves", l->absence_proves);
    rn_jsonw_kstr(w, "retention", rn_str(retention_words(tmp, l)));
    rn_jsonw_end(w);
}

static void json_plugin(struct rn_cli *cli, const struct rn_plugin *p)
{
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "plugin", rn_str(p->name));
    rn_jsonw_kopt(w, "title", rn_str(p->title));
    rn_jsonw_kopt(w, "summary", rn_str(p->summary));
    rn_jsonw_kopt(w, "terms", rn_str(p->terms_url));
    rn_jsonw_key(w, "can");
    rn_jsonw_array(w);
    for (size_t i = 0; i < ABILITIES; i++)
        if ((p->can & abilities[i].bit) != 0)
            rn_jsonw_str(w, rn_str(abilities[i].word));
    rn_jsonw_end(w);
    json_options(w, p);
    rn_jsonw_key(w, "logins");
    rn_jsonw_array(w);
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++)
        rn_jsonw_str(w, rn_str(rn_login_words(a)));
    rn_jsonw_end(w);
    json_limits(w, p->limits);
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

/* ---- people
 * ----------------------------------------------------------------------------------------- */

static char *can_words(const void *ctx, const struct rn_plugin *p)
{
    char *all = rn_dupz(ctx, "");
    for (size_t i = 0; i < ABILITIES; i++)
        if ((p->can & abilities[i].bit) != 0)
            all = rn_fmt(ctx, "%s%s%s", all, *all != '\0' ? ", " : "", abilities[i].word);
    return all;
}

static void show_options(struct rn_cli *cli, const struct rn_plugin *p)
{
    struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;
    (void)rn_out_fmt(cli, "\nOptions, beside those of every source (see renown.yaml(5)):\n");
    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++) {
        (void)rn_out_fmt(cli, "  %s (%s%s", o->name, rn_option_type_word(o),
                         (o->flags & RN_OPT_REQUIRED) != 0 ? ", required" : "");
        if (o->def != NULL)
            (void)rn_out_fmt(cli, ", default %s", o->def);
        (void)rn_out_fmt(cli, ")\n      %s\n", o->doc != NULL ? o->doc : "");
        for (size_t k = 0; o->type == RN_OPT_CHOICE && o->choices[k] != NULL; k++)
            (void)rn_out_fmt(cli, "%s%s%s", k == 0 ? "      One of: " : ", ", o->choices[k],
                             o->choices[k + 1] == NULL ? "\n" : "");
        if (o->example != NULL)
            (void)rn_out_fmt(cli, "      %s: %s\n", o->name, o->example);
    }
}

static void show_logins(struct rn_cli *cli, const struct rn_plugin *p)
{
    bool any = p->auths != NULL && p->auths[0].name != NULL;
    (void)rn_out_fmt(cli, "\nLogin: %s\n", any ? "" : "none");
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++) {
        const char *needs[RN_LOGIN_NEEDS];
        rn_login_needs(a, needs);
        (void)rn_out_fmt(cli, "  %s; credentials:", rn_login_words(a));
        for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++)
            (void)rn_out_fmt(cli, "%s %s", i > 0 ? "," : "", needs[i]);
        (void)rn_out_fmt(cli, "\n");
    }
}

static void show_limits(struct rn_cli *cli, const struct rn_limits *l)
{
    static const char *const units[] = {"characters", "bytes", "UTF-16 units"};
    RN_SCOPE(tmp);
    (void)rn_out_fmt(cli, "\nLimits:\n");
    if (l != NULL && l->reply_max > 0)
        (void)rn_out_fmt(cli, "  replies: at most %" PRId64 " %s\n", l->reply_max,
                         units[(unsigned)l->reply_unit < 3 ? l->reply_unit : 0]);
    if (l != NULL && l->min_interval_ms > 0)
        (void)rn_out_fmt(cli, "  pace: %" PRId64 " ms between two requests\n", l->min_interval_ms);
    if (l != NULL && l->per_day > 0)
        (void)rn_out_fmt(cli, "  quota: %" PRId64 " requests a day\n", l->per_day);
    if (l != NULL && l->price_micro > 0)
        (void)rn_out_fmt(cli, "  price: %" PRId64 ".%06" PRId64 " a request at most\n",
                         l->price_micro / 1000000, l->price_micro % 1000000);
    if (l != NULL && l->history != NULL)
        (void)rn_out_fmt(cli, "  history: %s\n", l->history);
    if (l != NULL)
        (void)rn_out_fmt(cli, "  removals: %s\n",
                         l->absence_proves ? "a review missing from a complete sweep is removed"
                                           : "absence proves nothing");
    (void)rn_out_fmt(cli, "  retention: %s\n", retention_words(tmp, l));
}

static void show_plugin(struct rn_cli *cli, const struct rn_plugin *p)
{
    RN_SCOPE(tmp);
    (void)rn_out_fmt(cli, "%s: %s\n  %s\n  can: %s\n", p->name, p->title,
                     p->summary != NULL ? p->summary : "", can_words(tmp, p));
    if (p->terms_url != NULL)
        (void)rn_out_fmt(cli, "  terms: %s\n", p->terms_url);
    show_options(cli, p);
    show_logins(cli, p);
    show_limits(cli, p->limits);
}

/* ---- the verb
 * ---------------------------------------------------------------------------------------- */

static int list(struct rn_cli *cli)
{
    static const char *const headings[] = {"PLUGIN", "CAN", "WHAT", NULL};
    struct rn_diag d = {0};
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    char **names;
    size_t n, bad = 0;
    if (rn_plugin_names(cli->ctx, &names, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    for (size_t i = 0; i < n; i++) {
        const struct rn_plugin *p;
        if (rn_plugin_load(names[i], &p, &d) != RN_OK) {
            bad++;
            (void)rn_cli_fail(cli, &d);
            continue;
        }
        if (cli->json) {
            json_plugin(cli, p);
            continue;
        }
        rn_table_add(t, p->name);
        rn_table_add(t, can_words(t, p));
        rn_table_add(t, p->title);
    }
    if (!cli->json)
        (void)rn_table_print(cli, t);
    return bad > 0 ? 1 : 0;
}

static int run(struct rn_cli *cli)
{
    struct rn_diag d = {0};
    const struct rn_plugin *p;
    if (cli->word_count == 0)
        return list(cli);
    if (rn_plugin_load(cli->words[0], &p, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    (cli->json ? json_plugin : show_plugin)(cli, p);
    return 0;
}

const struct rn_verb rn_verb_plugins = {
    .name = "plugins",
    .usage = "[NAME]",
    .summary = "what can be read, with options and limits",
    .doc =
        "Lists the plugins that are there. With a name it prints all that the plugin declares: its "
        "options, the login it needs, the place's limits, how far back one can read, and what the "
        "terms allow to be kept.",
    .example = "renown plugins appstore\nPrints the options of the plugin appstore.",
    .max_words = 1,
    .run = run,
};
