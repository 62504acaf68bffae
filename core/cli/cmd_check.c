/* SPDX-License-Identifier: MIT
 *
 * `renown check`: everything that can be known without leaving the machine and without writing: the
 * config, plugins and their options, credentials, scripts, and who would be told.
 */
#include "base/mem.h"
#include "cli/findings.h"
#include "cli/verbs.h"
#include "config/config.h"
#include "plugin/loader.h"

static void check_source(struct rn_findings *fs, const struct rn_config *c,
                         const struct rn_source_config *s)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_probe probe = {.source = s};
    const struct rn_node *at = rn_node_get(s->node, "plugin");
    if (rn_plugin_load(s->plugin, &probe.plugin, &d) != RN_OK)
        rn_findings_fault(fs, c->path, at->line, "source %s: %s", s->name, d.text);
    else if (rn_config_source_options(tmp, c, s, probe.plugin, rn_findings_hear, fs,
                                      &probe.options) == 0)
        rn_check_credentials(fs, c, &probe);
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
    for (size_t i = 0; i < c->source_count; i++)
        check_source(&fs, c, &c->sources[i]);
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
