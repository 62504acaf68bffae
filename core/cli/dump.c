/* SPDX-License-Identifier: MIT
 *
 * `renown --dump-docs=KIND`, run by the build: the manual page and the bash completion from the
 * table of verbs; renown.yaml(5), the sample config and the JSON Schema from the option tables
 * (config/docs.h), the table of sources from the plugins.
 */
#include "cli/verbs.h"

#include <string.h>

#include "base/mem.h"
#include "config/docs.h"
#include "plugin/loader.h"

static void roff(struct rn_cli *cli, const char *z)
{
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    rn_roff_add(&b, z);
    (void)rn_out_raw(cli, rn_buf_str(&b));
    rn_buf_free(&b);
}

static void roff_line(struct rn_cli *cli, const char *macro, const char *text)
{
    (void)rn_out_fmt(cli, "%s", macro);
    roff(cli, text);
    (void)rn_out_fmt(cli, "\n");
}

static void man_options(struct rn_cli *cli, const struct rn_cli_option *o)
{
    for (; o != NULL && o->name != NULL; o++) {
        (void)rn_out_fmt(cli, ".TP\n");
        if (o->alias != 0)
            (void)rn_out_fmt(cli, "\\fB\\-%c\\fR, ", o->alias);
        (void)rn_out_fmt(cli, "\\fB\\-\\-");
        roff(cli, o->name);
        (void)rn_out_fmt(cli, "\\fR%s", o->value != NULL ? " \\fI" : "");
        roff(cli, o->value != NULL ? o->value : "");
        (void)rn_out_fmt(cli, "%s\n", o->value != NULL ? "\\fR" : "");
        roff_line(cli, "", o->doc);
    }
}

static void man_verb(struct rn_cli *cli, const struct rn_verb *v)
{
    RN_SCOPE(tmp);
    const char *line = v->example != NULL ? strchr(v->example, '\n') : NULL;
    (void)rn_out_fmt(cli, ".SS ");
    roff(cli, v->name);
    (void)rn_out_fmt(cli, " ");
    roff(cli, v->usage);
    (void)rn_out_fmt(cli, "\n");
    roff_line(cli, "", v->doc);
    man_options(cli, v->options);
    if (line == NULL)
        return;
    (void)rn_out_fmt(cli, ".PP\nExample:\n.PP\n.nf\n.RS 4\n");
    roff_line(cli, "", rn_dup(tmp, rn_strn(v->example, (size_t)(line - v->example))));
    (void)rn_out_fmt(cli, ".RE\n.fi\n.PP\n");
    roff_line(cli, "", line + 1);
}

static const char man_head[] =
    ".TH RENOWN 1 \"\" \"Renown " RN_VERSION "\" \"Renown\"\n"
    ".SH NAME\nrenown \\- review and reputation manager\n"
    ".SH SYNOPSIS\n.B renown\n[\\fB\\-c\\fR \\fIFILE\\fR] [\\fB\\-\\-now\\fR \\fITIME\\fR] "
    "[\\fB\\-\\-json\\fR] \\fIVERB\\fR \\&...\n"
    ".SH DESCRIPTION\nRenown collects what people say about a business from every place they say "
    "it, "
    "judges each text, tells the right person in time and reports what changed. People's output "
    "goes to stdout, diagnoses to stderr.\n"
    ".SH OPTIONS\nThey may stand before or after the verb.\n";

static const char man_tail[] =
    ".SH EXIT STATUS\n.TP\n0\nDone.\n.TP\n1\nIt ran, and something failed or was found.\n"
    ".TP\n2\nWrong usage or config.\n.TP\n3\nA promise was at stake, and Renown refused.\n"
    ".SH FILES\nThe config is the one given by \\fB\\-c\\fR, else \\fI./renown.yaml\\fR, else "
    "\\fI$RENOWN_CONFIG\\fR, else \\fI$XDG_CONFIG_HOME/renown/renown.yaml\\fR, else "
    "\\fI/etc/renown/renown.yaml\\fR.\n"
    ".SH ENVIRONMENT\n.TP\nRENOWN_CONFIG\nWhere the config is.\n.TP\nRENOWN_PLUGINS\nThe folder "
    "of plugins.\n.TP\nNO_COLOR\nNo colours.\n.SH SEE ALSO\n.BR renown.yaml (5)\n";

static void dump_man(struct rn_cli *cli)
{
    (void)rn_out_raw(cli, rn_str(man_head));
    man_options(cli, rn_global_options);
    (void)rn_out_fmt(cli, ".SH VERBS\n");
    for (size_t i = 0; rn_verbs[i] != NULL; i++)
        man_verb(cli, rn_verbs[i]);
    (void)rn_out_raw(cli, rn_str(man_tail));
}

static void completion_words(struct rn_cli *cli, const struct rn_cli_option *o)
{
    for (; o != NULL && o->name != NULL; o++)
        (void)rn_out_fmt(cli, " --%s", o->name);
}

static const char completion_tail[] =
    "    esac\n"
    "    if [[ $cur == -* ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$global $own\" -- \"$cur\"))\n"
    "    elif [[ -z $verb || $verb == help ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$verbs\" -- \"$cur\"))\n"
    "    else\n"
    "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "    fi\n"
    "}\n"
    "complete -o filenames -F _renown renown\n";

static void dump_completion(struct rn_cli *cli)
{
    (void)rn_out_fmt(cli, "# SPDX-License-Identifier: MIT\n"
                          "# Bash completion of renown(1), made from the table of verbs.\n"
                          "# shellcheck shell=bash disable=SC2207\n"
                          "_renown() {\n    local cur=${COMP_WORDS[COMP_CWORD]} verb= own= i\n"
                          "    local global=\"");
    completion_words(cli, rn_global_options);
    (void)rn_out_fmt(cli, "\"\n    local verbs=\"");
    for (size_t i = 0; rn_verbs[i] != NULL; i++)
        (void)rn_out_fmt(cli, " %s", rn_verbs[i]->name);
    (void)rn_out_fmt(cli, "\"\n    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                          "        case \" $verbs \" in *\" ${COMP_WORDS[i]} \"*) "
                          "verb=${COMP_WORDS[i]}; break ;; esac\n    done\n    case $verb in\n");
    for (size_t i = 0; rn_verbs[i] != NULL; i++) {
        if (rn_verbs[i]->options == NULL)
            continue;
        (void)rn_out_fmt(cli, "    %s) own=\"", rn_verbs[i]->name);
        completion_words(cli, rn_verbs[i]->options);
        (void)rn_out_fmt(cli, "\" ;;\n");
    }
    (void)rn_out_raw(cli, rn_str(completion_tail));
}

/* ---- from the option tables
 * ------------------------------------------------------------------------ */

static void put_man5(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count)
{
    rn_docs_man5(out, RN_VERSION, plugins, count);
}

static void dump_options(struct rn_cli *cli,
                         void (*put)(struct rn_buf *, const struct rn_plugin *const *, size_t))
{
    RN_SCOPE(tmp);
    struct rn_diag d;
    struct rn_buf b;
    char **names = NULL;
    size_t n = 0, count = 0;
    if (rn_plugin_names(tmp, &names, &n, &d) != RN_OK)
        n = 0; /* the page is as good without plugins */
    const struct rn_plugin **plugins = rn_new_array(tmp, const struct rn_plugin *, n + 1);
    for (size_t i = 0; i < n; i++)
        count += rn_plugin_load(names[i], &plugins[count], &d) == RN_OK;
    rn_buf_init(&b, 8 << 20);
    put(&b, plugins, count);
    (void)rn_out_raw(cli, rn_buf_str(&b));
    rn_buf_free(&b);
}

static void dump_man5(struct rn_cli *cli)
{
    dump_options(cli, put_man5);
}

static void dump_yaml(struct rn_cli *cli)
{
    dump_options(cli, rn_docs_sample);
}

static void dump_schema(struct rn_cli *cli)
{
    dump_options(cli, rn_docs_schema);
}

static void dump_sources(struct rn_cli *cli)
{
    dump_options(cli, rn_docs_sources);
}

static const struct {
    const char *kind;
    void (*dump)(struct rn_cli *cli);
} kinds[] = {
    {"man", dump_man},
    {"man5", dump_man5},
    {"yaml", dump_yaml},
    {"schema", dump_schema},
    {"completion", dump_completion},
    {"sources", dump_sources},
};

int rn_dump_docs(struct rn_cli *cli, const char *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].kind, kind) == 0) {
            kinds[i].dump(cli);
            return 0;
        }
    return rn_cli_usage(
        cli, "--dump-docs makes man, man5, yaml, schema, completion or sources, not '%s'", kind);
}
