/* SPDX-License-Identifier: MIT
 *
 * renown.yaml(5): one section of the page for each section of the schema, then one for each plugin.
 */
#include "config/docs.h"

#include <renown/plugin.h>

#include "config/schema.h"

void rn_roff_add(struct rn_buf *out, const char *z)
{
    bool start = true;
    for (; *z != '\0'; z++) {
        if (start && (*z == '.' || *z == '\''))
            (void)rn_buf_addz(out, "\\&");
        if (strncmp(z, "\n\n", 2) == 0)
            (void)rn_buf_addz(out, "\n.PP");
        else if (*z == '\\')
            (void)rn_buf_addz(out, "\\e");
        else if (*z == '-')
            (void)rn_buf_addz(out, "\\-");
        else
            (void)rn_buf_addc(out, *z);
        start = *z == '\n';
    }
}

static void line(struct rn_buf *out, const char *macro, const char *text)
{
    (void)rn_buf_addz(out, macro);
    rn_roff_add(out, text);
    (void)rn_buf_addc(out, '\n');
}

static void tag(struct rn_buf *out, const char *key)
{
    (void)rn_buf_addz(out, ".TP\n\\fB");
    rn_roff_add(out, key);
    (void)rn_buf_addz(out, "\\fR");
}

static void choices(struct rn_buf *out, const struct rn_option *o)
{
    (void)rn_buf_addz(out, "One of");
    for (size_t i = 0; o->choices != NULL && o->choices[i] != NULL; i++) {
        (void)rn_buf_addz(out, i > 0 ? ", \\fB" : " \\fB");
        rn_roff_add(out, o->choices[i]);
        (void)rn_buf_addz(out, "\\fR");
    }
    (void)rn_buf_addz(out, ".\n");
}

static void option(struct rn_buf *out, const struct rn_option *o)
{
    tag(out, o->name);
    (void)rn_buf_fmt(out, " (%s", rn_option_type_word(o));
    if ((o->flags & RN_OPT_REQUIRED) != 0)
        (void)rn_buf_addz(out, ", required");
    if (o->def != NULL && *o->def != '\0') {
        (void)rn_buf_addz(out, ", default ");
        rn_roff_add(out, o->def);
    }
    if (o->unit != NULL)
        (void)rn_buf_fmt(out, ", in %s", o->unit);
    (void)rn_buf_addz(out, ")\n");
    line(out, "", o->doc != NULL ? o->doc : "");
    if (o->type == RN_OPT_CHOICE)
        choices(out, o);
    if ((o->flags & RN_OPT_SECRET) != 0)
        (void)rn_buf_addz(out, "May be given as ${env:NAME} or ${file:PATH}.\n");
    if (o->example != NULL) {
        (void)rn_buf_addz(out, "Example: ");
        rn_roff_add(out, o->name);
        (void)rn_buf_addz(out, ": ");
        line(out, "", o->example);
    }
}

static void section(struct rn_buf *out, const struct rn_section *s)
{
    struct rn_option_table t = {s->options, 0};
    const struct rn_option *o;
    line(out, ".SS ", s->where);
    line(out, "", s->doc);
    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++)
        option(out, o);
    for (const struct rn_nested *n = s->nested; n != NULL && n->key != NULL; n++) {
        tag(out, n->key);
        (void)rn_buf_addc(out, '\n');
        line(out, "", n->doc);
    }
}

static void plugin(struct rn_buf *out, const struct rn_plugin *p)
{
    struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;
    line(out, ".SS ", p->name);
    line(out, "", p->summary != NULL ? p->summary : "");
    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++)
        option(out, o);
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++) {
        const char *needs[RN_LOGIN_NEEDS];
        rn_login_needs(a, needs);
        tag(out, "credentials");
        (void)rn_buf_fmt(out, "\nFor %s:", rn_login_words(a));
        for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++)
            (void)rn_buf_fmt(out, "%s %s", i > 0 ? "," : "", needs[i]);
        (void)rn_buf_addz(out, ".\n");
    }
}

static const char head[] =
    ".SH NAME\nrenown.yaml \\- config of renown(1)\n"
    ".SH DESCRIPTION\nOne YAML file says what is watched, who answers and what may be done. Every "
    "key "
    "is known: an unknown one is an error that names the line and the nearest known key; "
    "\\fBrenown check\\fR shows all of them at once. Aliases, anchors and tags are not read.\n.PP\n"
    "Durations are written 90s, 15m, 4h, 2d or 3w, followed by \\(lqbusiness\\(rq where open hours "
    "count. A list of one word may be written as the word.\n.PP\n"
    "Secrets are given as ${env:NAME} (an environment variable) or ${file:PATH} (a file that "
    "others "
    "cannot read). A secret that is written out is an error when others can read the config.\n";

void rn_docs_man5(struct rn_buf *out, const char *version, const struct rn_plugin *const *plugins,
                  size_t count)
{
    (void)rn_buf_fmt(out, ".TH RENOWN.YAML 5 \"\" \"Renown %s\" \"Renown\"\n%s.SH KEYS\n", version,
                     head);
    for (size_t i = 0; rn_sections[i] != NULL; i++)
        section(out, rn_sections[i]);
    (void)rn_buf_addz(out,
                      ".SH PLUGINS\nWhat the sources of each plugin accept beside the options of "
                      "every source.\n");
    for (size_t i = 0; i < count; i++)
        plugin(out, plugins[i]);
    (void)rn_buf_addz(out, ".SH SEE ALSO\n.BR renown (1)\n");
}
