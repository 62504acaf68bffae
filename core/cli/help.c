/* SPDX-License-Identifier: MIT
 *
 * What the program says about itself: the overview, a verb's page, `help` and `version`. All from
 * the rows that also parse the arguments and make the manual page.
 */
#include "cli/verbs.h"

#include <string.h>

#include "base/mem.h"
#include "base/near.h"

enum { COLUMNS = 78 };

/* Words of a paragraph within COLUMNS, every line indented. */
static void wrapped(struct rn_cli *cli, const char *text, int indent)
{
    size_t used = 0;
    while (*text != '\0') {
        size_t n = strcspn(text, " \n");
        if (used > 0 && used + 1 + n > (size_t)(COLUMNS - indent)) {
            (void)rn_out_fmt(cli, "\n");
            used = 0;
        }
        (void)rn_out_fmt(cli, "%*s%.*s", used > 0 ? 1 : indent, "", (int)n, text);
        used += n + (used > 0);
        text += n;
        if (strncmp(text, "\n\n", 2) == 0) {
            (void)rn_out_fmt(cli, "\n\n");
            used = 0;
        }
        text += strspn(text, " \n");
    }
    (void)rn_out_fmt(cli, "\n");
}

static void show_options(struct rn_cli *cli, const struct rn_cli_option *o)
{
    for (; o != NULL && o->name != NULL; o++) {
        if (o->alias != 0)
            (void)rn_out_fmt(cli, "  -%c, ", o->alias);
        else
            (void)rn_out_fmt(cli, "      ");
        (void)rn_out_fmt(cli, "--%s%s%s\n", o->name, o->value != NULL ? " " : "",
                         o->value != NULL ? o->value : "");
        wrapped(cli, o->doc, 10);
    }
}

void rn_help_overview(struct rn_cli *cli)
{
    (void)rn_out_fmt(cli, "Renown collects what people say about a business, judges it, tells the\n"
                          "right person and reports what changed.\n\n"
                          "  renown [-c FILE] [--now TIME] [--json] VERB …\n\n");
    for (size_t i = 0; rn_verbs[i] != NULL; i++)
        (void)rn_out_fmt(cli, "  %-10s %s\n", rn_verbs[i]->name, rn_verbs[i]->summary);
    (void)rn_out_fmt(cli, "\nOptions before or after the verb:\n");
    show_options(cli, rn_global_options);
    (void)rn_out_fmt(cli,
                     "\nFirst steps: renown init DIR; renown help VERB explains one verb.\n"
                     "Exit: 0 done, 1 something failed or was found, 2 wrong usage or config,\n"
                     "3 refused because a promise was at stake.\n");
}

void rn_help_verb(struct rn_cli *cli, const struct rn_verb *v)
{
    const char *line = v->example != NULL ? strchr(v->example, '\n') : NULL;
    (void)rn_out_fmt(cli, "renown %s%s%s\n  %s\n\n", v->name, v->usage[0] != '\0' ? " " : "",
                     v->usage, v->summary);
    wrapped(cli, v->doc, 0);
    if (v->options != NULL && v->options->name != NULL) {
        (void)rn_out_fmt(cli, "\nOptions:\n");
        show_options(cli, v->options);
    }
    if (v->example != NULL)
        (void)rn_out_fmt(cli, "\nExample:\n  %.*s\n",
                         line != NULL ? (int)(line - v->example) : (int)strlen(v->example),
                         v->example);
    if (line != NULL)
        wrapped(cli, line + 1, 10);
    (void)rn_out_fmt(cli, "\nOptions of every verb: renown help\n");
}

static int run_help(struct rn_cli *cli)
{
    const char *names[64];
    size_t n = 0;
    if (cli->word_count == 0) {
        rn_help_overview(cli);
        return 0;
    }
    const struct rn_verb *v = rn_verb_find(cli->words[0]);
    if (v != NULL) {
        rn_help_verb(cli, v);
        return 0;
    }
    for (; n < 64 && rn_verbs[n] != NULL; n++)
        names[n] = rn_verbs[n]->name;
    const char *near = rn_nearest(cli->words[0], names, n);
    return rn_cli_usage(cli, "there is no verb '%s'%s%s%s", cli->words[0],
                        near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                        near != NULL ? "'?" : "");
}

static int run_version(struct rn_cli *cli)
{
    if (!cli->json)
        return rn_out_fmt(cli, "renown %s\n", RN_VERSION) == RN_OK ? 0 : 1;
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "version", rn_str(RN_VERSION));
    rn_jsonw_end(w);
    return rn_out_json_end(cli) == RN_OK ? 0 : 1;
}

const struct rn_verb rn_verb_help = {
    .name = "help",
    .usage = "[VERB]",
    .summary = "explain a verb, or list them all",
    .doc =
        "Prints the usage, the meaning, the options and an example of one verb. Without a verb it "
        "prints the overview. The same texts make the manual page renown(1).",
    .example = "renown help sync\nExplains how reviews are collected.",
    .max_words = 1,
    .run = run_help,
};

const struct rn_verb rn_verb_version = {
    .name = "version",
    .usage = "",
    .summary = "print the version",
    .doc = "Prints the version of the program.",
    .example = "renown version\nPrints one line such as \"renown 0.1.0\".",
    .run = run_version,
};
