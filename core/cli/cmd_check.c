/* SPDX-License-Identifier: MIT
 *
 * `renown check`: everything that can be known without leaving the machine and without writing: the
 * config, plugins and their options, credentials, scripts, and who would be told.
 */
#include <stdlib.h>
#include <string.h>

#include <renown/plugin.h>

#include "base/mem.h"
#include "cli/findings.h"
#include "cli/verbs.h"
#include "config/config.h"
#include "plugin/loader.h"

/* What a source reads: its plugin and account. */
struct reader {
    const char *account;
    const struct rn_source_config *source;
};

/* It would be believed to limit something. */
static void check_spend(struct rn_findings *fs, const struct rn_config *c,
                        const struct rn_source_config *s, const struct rn_plugin *p)
{
    const struct rn_node *at = rn_node_get(s->node, "spend");
    if (s->common.spend > 0 && (p->limits == NULL || p->limits->price_micro == 0))
        rn_findings_warning(fs, c->path, at != NULL ? at->line : s->node->line,
                            "source %s: 'spend' limits nothing, because %s has no price for a "
                            "request; `budget` limits how many are sent",
                            s->name, p->title);
}

static bool check_source(struct rn_findings *fs, const void *ctx, const struct rn_config *c,
                         const struct rn_source_config *s, struct reader *ret)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_probe probe = {.source = s};
    const struct rn_node *at = rn_node_get(s->node, "plugin");
    if (rn_plugin_load(s->plugin, &probe.plugin, &d) != RN_OK) {
        rn_findings_fault(fs, c->path, at->line, "source %s: %s", s->name, d.text);
        return false;
    }
    if (rn_config_source_options(tmp, c, s, probe.plugin, rn_findings_hear, fs, &probe.options) !=
        0)
        return false;
    rn_check_credentials(fs, c, &probe);
    check_spend(fs, c, s, probe.plugin);
    *ret = (struct reader){rn_plugin_account(ctx, probe.plugin, probe.options), s};
    return (probe.plugin->can & RN_CAN_FILES) == 0; /* a folder may hold files of any account */
}

static int by_account(const void *a, const void *b)
{
    const struct reader *x = a, *y = b;
    int c = strcmp(x->source->plugin, y->source->plugin);
    if (c == 0)
        c = strcmp(x->account, y->account);
    return c != 0 ? c : (x->source > y->source) - (x->source < y->source);
}

/* `sync` refuses the later one: its reviews would count for two listings. */
static void check_sources(struct rn_findings *fs, const struct rn_config *c)
{
    RN_SCOPE(tmp);
    struct reader *v = rn_new_array(tmp, struct reader, c->source_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->source_count; i++)
        n += check_source(fs, tmp, c, &c->sources[i], &v[n]);
    if (n > 1)
        qsort(v, n, sizeof *v, by_account);
    for (size_t i = 1; i < n; i++)
        if (strcmp(v[i].source->plugin, v[i - 1].source->plugin) == 0 &&
            strcmp(v[i].account, v[i - 1].account) == 0)
            rn_findings_fault(
                fs, c->path, v[i].source->node->line,
                "source %s reads the same account as source %s (line %d), so the same "
                "reviews would be counted for two listings; keep one of them",
                v[i].source->name, v[i - 1].source->name, v[i - 1].source->node->line);
}

static bool covers(const struct rn_person *p, const char *listing)
{
    for (size_t i = 0; i < p->listings.n; i++)
        if (strcmp(p->listings.v[i], listing) == 0)
            return true;
    return p->listings.n == 0;
}

static void check_cover(struct rn_findings *fs, const struct rn_config *c)
{
    if (c->people_count == 0 && c->listing_count > 0) {
        rn_findings_warning(fs, c->path, 0,
                            "nobody is named below 'people:', so nobody will be told");
        return;
    }
    for (size_t i = 0; i < c->listing_count; i++) {
        const struct rn_listing *g = &c->listings[i];
        bool covered = g->brand->competitor;
        for (size_t k = 0; k < c->people_count && !covered; k++)
            covered = covers(&c->people[k], g->id);
        if (!covered)
            rn_findings_warning(fs, c->path, g->at->line,
                                "nobody covers listing '%s'; name it in `listings` of a person",
                                g->id);
    }
}

static int run(struct rn_cli *cli)
{
    struct rn_findings fs = {.cli = cli};
    struct rn_diag d = {0};
    struct rn_config *c;
    char *path;
    size_t rules = 0, templates = 0;
    if (rn_config_find(cli->ctx, cli->config_given, &path, &d) != RN_OK) {
        (void)rn_cli_fail(cli, &d);
        return 2;
    }
    if (rn_config_load(cli->ctx, path, rn_findings_hear, &fs, &c, &d) != RN_OK)
        return 2;
    if (c->contact == NULL)
        rn_findings_warning(
            &fs, c->path, 0,
            "'contact' is missing: places cannot reach you when something is wrong");
    check_sources(&fs, c);
    rn_check_channels(&fs, c);
    rn_check_scripts(&fs, c, &rules, &templates);
    check_cover(&fs, c);
    if (fs.faults > 0)
        return 2;
    if (!cli->json)
        (void)rn_out_fmt(cli, "%s is good: %s, %s, %s, %s\n", c->path,
                         rn_cli_count(cli, c->listing_count, "listing"),
                         rn_cli_count(cli, c->source_count, "source"),
                         rn_cli_count(cli, rules, "rule"),
                         rn_cli_count(cli, templates, "template"));
    return 0;
}

const struct rn_verb rn_verb_check = {
    .name = "check",
    .usage = "",
    .summary = "check config, plugins, credentials and scripts",
    .doc =
        "Looks at everything that can be known without leaving the machine: the config, the "
        "options "
        "of every source, whether each credential is there and can be read (its value is never "
        "shown), the scripts, and whether somebody covers every listing. Nothing is written.\n\n"
        "Each finding names file and line. Warnings alone do not change the exit status: it is 0 "
        "when the config can be used and 2 when it cannot.",
    .example = "renown check --json\nPrints one finding a line, for a program that reads them.",
    .run = run,
};
