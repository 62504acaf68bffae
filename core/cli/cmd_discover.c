/* SPDX-License-Identifier: MIT
 *
 * renown discover: what a login can read, and which of it the config does not have yet.
 */
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/discover_lines.h"
#include "cli/exchanges.h"
#include "collect/discover.h"
#include "config/access.h"
#include "plugin/loader.h"
#include "plugin/shape.h"
#include "text/html.h"

enum { LINES_MAX = 1 << 20 };

/* What the config reads already. */
struct known {
    const char *key;
    const struct rn_source_config *source;
};

struct discovering {
    struct rn_cli *cli;
    const struct rn_plugin *plugin;
    struct rn_config *config, *access; /* access: its sources are the logins */
    struct rn_transport *transport;
    struct known *known;
    size_t known_count;
    struct rn_listing_lines *lines;
    size_t found, fresh;
    int status;
};

/* ---- getting ready --------------------------------------------------------------------------- */

/* Names the plugins that can, when this one cannot. */
static int cannot(struct rn_cli *cli, const char *name)
{
    struct rn_diag d;
    char **names, *all = rn_dupz(cli->ctx, "");
    size_t n = 0;
    const struct rn_plugin *p;
    if (rn_plugin_names(cli->ctx, &names, &n, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    for (size_t i = 0; i < n; i++)
        if (rn_plugin_load(names[i], &p, &d) == RN_OK && (p->can & RN_CAN_DISCOVER) != 0)
            all = rn_fmt(cli->ctx, "%s%s%s", all, *all != '\0' ? ", " : "", names[i]);
    return rn_cli_usage(cli, "plugin %s cannot ask what there is to read; those that can: %s", name,
                        all);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct known *)a)->key, ((const struct known *)b)->key);
}

/* A source whose options are wrong is `check`'s business; it reads nothing. */
static void learn_known(struct discovering *g)
{
    struct rn_diag ignored;
    void *options;
    g->known = rn_new_array(g->cli->ctx, struct known, g->config->source_count + 1);
    for (size_t i = 0; i < g->config->source_count; i++) {
        const struct rn_source_config *s = &g->config->sources[i];
        if (strcmp(s->plugin, g->plugin->name) != 0 ||
            rn_config_plugin_options(g->cli->ctx, g->config, s, g->plugin, &options, &ignored) !=
                RN_OK)
            continue;
        g->known[g->known_count++] =
            (struct known){rn_plugin_key(g->cli->ctx, g->plugin, options), s};
    }
    if (g->known_count > 1)
        qsort(g->known, g->known_count, sizeof *g->known, by_key);
}

static const struct rn_source_config *known_as(const struct discovering *g, const char *key)
{
    const struct known wanted = {key, NULL};
    const struct known *k = g->known_count == 0
                                ? NULL
                                : bsearch(&wanted, g->known, g->known_count, sizeof wanted, by_key);
    return k != NULL ? k->source : NULL;
}

static int prepare(struct discovering *g)
{
    struct rn_diag d = {0};
    struct rn_cli *cli = g->cli;
    if (rn_plugin_load(cli->words[0], &g->plugin, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    if ((g->plugin->can & RN_CAN_DISCOVER) == 0)
        return cannot(cli, g->plugin->name);
    int status = rn_cli_config(cli, &g->config);
    if (status != 0)
        return status;
    if (rn_config_access(cli->ctx, g->config, g->plugin, rn_cli_text(cli, "credentials"),
                         &g->access, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    learn_known(g);
    g->lines = rn_listing_lines_new(cli->ctx, g->config, g->plugin);
    return rn_cli_transport(cli, g->access, &g->transport);
}

/* ---- what is printed ------------------------------------------------------------------------- */

static void print_json(struct discovering *g, const struct rn_discovered *f,
                       const struct rn_source_config *source, const char *id, const char *lines)
{
    struct rn_jsonw *w = rn_out_json(g->cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "plugin", rn_str(g->plugin->name));
    rn_shape_candidate(w, f->candidate);
    rn_jsonw_kbool(w, "new", source == NULL);
    rn_jsonw_kopt(w, "source", rn_str(source != NULL ? source->name : NULL));
    rn_jsonw_kopt(w, "listing", rn_str(source != NULL ? source->listing->id : id));
    rn_jsonw_kopt(w, "config", rn_str(lines));
    rn_jsonw_end(w);
    (void)rn_out_json_end(g->cli);
}

static void print_known(struct discovering *g, const struct rn_candidate *c,
                        const struct rn_source_config *source)
{
    (void)rn_out_fmt(g->cli, "      # there already: listing %s, source %s: ", source->listing->id,
                     source->name);
    (void)rn_out_outside(g->cli, c->name, false);
    (void)rn_out_fmt(g->cli, "\n");
}

static void print_one(struct discovering *g, const struct rn_discovered *f,
                      const struct rn_source_config *login)
{
    const struct rn_source_config *source = known_as(g, f->key);
    const char *id = NULL;
    struct rn_buf b;
    rn_buf_init(&b, LINES_MAX);
    if (source == NULL) {
        id = rn_listing_lines_id(g->lines, f->candidate, f->key);
        rn_listing_lines_add(g->lines, &b, f->candidate, id, login);
        g->fresh++;
    }
    if (g->cli->json)
        print_json(g, f, source, id, source == NULL ? rn_buf_z(&b) : NULL);
    else if (source == NULL)
        (void)rn_out_raw(g->cli, rn_buf_str(&b));
    else
        print_known(g, f->candidate, source);
    rn_buf_free(&b);
}

/* A config without brands gets the whole of it. */
static void print_head(struct discovering *g, const struct rn_discovery *o)
{
    struct rn_buf b;
    if (g->cli->json || g->found > 0 || g->config->brand_count > 0)
        return;
    rn_buf_init(&b, LINES_MAX);
    (void)rn_buf_addz(&b, "brands:\n  - name: ");
    (void)rn_yaml_escape(&b, o->found[0].candidate->owner.n > 0 ? o->found[0].candidate->owner
                                                                : rn_str(g->plugin->title));
    (void)rn_buf_addz(&b, "\n    listings:\n");
    (void)rn_out_raw(g->cli, rn_buf_str(&b));
    rn_buf_free(&b);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void show_progress(void *arg, const char *line)
{
    (void)arg;
    rn_progress(line);
}

static enum rn_status ask(struct discovering *g, const struct rn_source_config *login,
                          struct rn_diag *d)
{
    struct rn_discovery *o;
    const struct rn_discovery_setup setup = {.plugin = g->plugin,
                                             .source = login->name,
                                             .transport = g->transport,
                                             .progress = show_progress};
    enum rn_status st = rn_discover(g->cli->ctx, &setup, &o, d);
    rn_progress(NULL);
    if (st != RN_OK)
        return st;
    for (size_t i = 0; i < o->warning_count; i++)
        rn_say("%s: %s", login->name, o->warnings[i]);
    if (o->count > 0)
        print_head(g, o);
    for (size_t i = 0; i < o->count; i++)
        print_one(g, &o->found[i], login);
    g->found += o->count;
    g->status = o->status != RN_OK ? 1 : g->status;
    return RN_OK;
}

static void sum_up(struct discovering *g)
{
    const char *left_out = g->status != 0 ? " (not all could be asked)" : "";
    if (g->found == 0)
        rn_say("nothing to read was found%s", left_out);
    else if (g->fresh == 0)
        rn_say("%zu found%s, all of them in %s already", g->found, left_out, g->config->path);
    else
        rn_say("%zu found%s, %zu not in %s yet%s", g->found, left_out, g->fresh, g->config->path,
               g->cli->json                  ? ""
               : g->config->brand_count == 0 ? ": put these lines at its end"
                                             : ": put the lines below `listings:` of a brand");
}

static int run(struct rn_cli *cli)
{
    struct discovering g = {.cli = cli};
    struct rn_diag d = {0};
    int status = prepare(&g);
    if (status != 0)
        return status;
    for (size_t i = 0; i < g.access->source_count; i++)
        if (ask(&g, &g.access->sources[i], &d) != RN_OK)
            return rn_cli_fail_data(cli, &d);
    sum_up(&g);
    return g.status;
}

static const struct rn_cli_option options[] = {
    {"credentials", .value = "NAME",
     .doc = "Log in with this set below `credentials:`, whatever the sources use."},
    RN_EXCHANGE_OPTIONS,
    {0}};

const struct rn_verb rn_verb_discover = {
    .name = "discover",
    .usage = "PLUGIN [--credentials NAME] [--record DIR] [--replay DIR]",
    .summary = "list what a login can read, as lines for the config",
    .doc =
        "Asks the place which accounts and locations a login can read and prints those that the "
        "config does not have yet as listings with their source, to be put below `listings:` of a "
        "brand. What it has already is named in a comment. Nothing is stored or changed.\n\n"
        "The login is that of the plugin's sources, else of `defaults:`, else each set below "
        "`credentials:` that is called PLUGIN or PLUGIN-something. With --json every one is a "
        "line, with \"new\" true or false and the lines of the config in \"config\".\n\n"
        "The exit status is 1 when part of it could not be asked; what came is printed.",
    .example = "renown discover google >>renown.yaml\nAppends all locations of a Google account to "
               "a config that has none.",
    .min_words = 1,
    .max_words = 1,
    .options = options,
    .run = run,
};
