/* SPDX-License-Identifier: MIT
 *
 * The sample config: every key with its text above it. What is required is written out, what is
 * optional stands in a comment with its default or an example, so that the file loads as it is.
 */
#include <ctype.h>

#include <renown/plugin.h>

#include "config/docs.h"
#include "config/schema.h"

enum { WIDTH = 100 };

static void indent(struct rn_buf *out, int by)
{
    (void)rn_buf_fmt(out, "%*s", by, "");
}

static void comment(struct rn_buf *out, int by, const char *text)
{
    while (text != NULL && *text != '\0') {
        size_t n = strlen(text), room = (size_t)(WIDTH - by - 2);
        if (n > room)
            for (n = room; n > 0 && text[n] != ' ';)
                n--;
        if (n == 0)
            n = strcspn(text, " ");
        indent(out, by);
        (void)rn_buf_fmt(out, "# %.*s\n", (int)n, text);
        text += n;
        text += strspn(text, " \n");
    }
}

static void option(struct rn_buf *out, int by, const struct rn_option *o, bool dash)
{
    bool required = (o->flags & RN_OPT_REQUIRED) != 0;
    const char *value = o->example != NULL ? o->example : o->def != NULL ? o->def : "…";
    if (!required && o->def != NULL && *o->def != '\0')
        value = o->def;
    if (!dash)
        comment(out, by, o->doc);
    indent(out, dash ? by - 2 : by);
    bool list = o->type == RN_OPT_LIST && value[0] != '[';
    (void)rn_buf_fmt(out, "%s%s: %s%s%s\n",
                     dash       ? "- "
                     : required ? ""
                                : "# ",
                     o->name, list ? "[" : "", value, list ? "]" : "");
}

/* The required rows first: the first of them opens a list item when `item`. */
static void rows(struct rn_buf *out, int by, const struct rn_option_table *t, bool item)
{
    const struct rn_option *o;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; (o = rn_option_at(t, i)) != NULL; i++) {
            bool required = (o->flags & RN_OPT_REQUIRED) != 0;
            if (required != (pass == 0))
                continue;
            option(out, by, o, item);
            item = false;
        }
}

static void section(struct rn_buf *out, int by, const struct rn_section *s, bool item)
{
    struct rn_option_table t = {s->options, 0};
    rows(out, by, &t, item);
}

static void credentials(struct rn_buf *out, int by, const struct rn_plugin *p)
{
    bool first = true;
    if (p->auths == NULL || p->auths[0].name == NULL)
        return;
    const char *needs[RN_LOGIN_NEEDS];
    rn_login_needs(&p->auths[0], needs);
    indent(out, by);
    (void)rn_buf_addz(out, "credentials: {");
    for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++) {
        (void)rn_buf_fmt(out, "%s %s: \"${env:", first ? "" : ",", needs[i]);
        for (const char *z = p->name; *z != '\0'; z++)
            (void)rn_buf_addc(out, *z == '-' ? '_' : (char)toupper((unsigned char)*z));
        (void)rn_buf_addc(out, '_');
        for (const char *z = needs[i]; *z != '\0'; z++)
            (void)rn_buf_addc(out, (char)toupper((unsigned char)*z));
        (void)rn_buf_addz(out, "}\"");
        first = false;
    }
    (void)rn_buf_addz(out, " }\n");
}

static void source(struct rn_buf *out, int by, const struct rn_plugin *p, bool common)
{
    struct rn_option_table t = {p->options, p->option_size};
    (void)rn_buf_addc(out, '\n');
    comment(out, by - 2, p->title);
    indent(out, by - 2);
    (void)rn_buf_fmt(out, "- plugin: %s\n", p->name);
    rows(out, by, &t, false);
    credentials(out, by, p);
    if (!common)
        return;
    struct rn_option_table shared = {rn_section_common.options, 0};
    comment(out, by, "Every source accepts these beside its plugin's own options:");
    rows(out, by, &shared, false);
}

static void brands(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count)
{
    (void)rn_buf_addz(out, "\nbrands:\n");
    section(out, 4, &rn_section_brand, true);
    (void)rn_buf_addz(out, "    listings:\n");
    section(out, 8, &rn_section_listing, true);
    for (const struct rn_nested *n = rn_section_listing.nested; n->key != NULL; n++) {
        comment(out, 8, n->doc);
        if (strcmp(n->key, "labels") == 0)
            (void)rn_buf_addz(out, "        labels: { region: punjab }\n");
        else if (strcmp(n->key, "lang_fallback") == 0)
            (void)rn_buf_addz(out, "        lang_fallback: { ur-Latn: [ur-Latn, ur, en] }\n");
        else if (strcmp(n->key, "replies") == 0)
            (void)rn_buf_addz(out, "        replies: { max_per_hour: 5 }\n");
    }
    (void)rn_buf_fmt(out, "        sources:%s\n", count == 0 ? " []" : "");
    for (size_t i = 0; i < count; i++)
        source(out, 12, plugins[i], i == 0);
}

static void people(struct rn_buf *out)
{
    (void)rn_buf_addz(out, "\nhours:\n  care:\n");
    section(out, 4, &rn_section_hours, false);
    (void)rn_buf_addz(out, "    week: { mon-sat: [\"09:00-13:00\", \"14:00-18:00\"] }\n"
                           "    holidays: [\"2026-12-25\"]\n\npeople:\n");
    section(out, 4, &rn_section_person, true);
    (void)rn_buf_addz(out, "    # away: [2026-12-24..2026-12-31]\n"
                           "  - { id: lead, name: Care lead, role: manager }\n\nteams:\n");
    section(out, 4, &rn_section_team, true);
}

static void channels(struct rn_buf *out)
{
    static const char *const text =
        "\nchannels:\n"
        "  email: { type: smtp, url: \"smtp://127.0.0.1:25\", from: renown@example.com }\n"
        "  slack: { type: slack, url: \"${env:SLACK_URL}\" }\n"
        "  teams: { type: teams, url: \"${env:TEAMS_URL}\" }\n"
        "  hook: { type: webhook, url: \"https://example.com/hook\", secret: "
        "\"${env:HOOK_SECRET}\" }\n"
        "  sms: { type: http, url: \"https://example.com/sms\", "
        "body: '{\"to\":\"{phone}\",\"text\":\"{text}\"}' }\n"
        "  zendesk: { type: zendesk, endpoint: \"https://acme.zendesk.com\", user: "
        "bot@example.com, "
        "token: \"${env:ZENDESK}\" }\n"
        "  pager: { type: pagerduty, key: \"${env:PAGER}\" }\n"
        "  phone: { type: phone }\n";
    (void)rn_buf_addz(out, text);
    comment(out, 2, "All keys of a channel:");
    struct rn_option_table t = {rn_section_channel.options, 0};
    const struct rn_option *o;
    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++) {
        (void)rn_buf_fmt(out, "  #   %s: %s\n", o->name, o->doc);
    }
}

static void single(struct rn_buf *out, const char *key, const struct rn_section *s, bool list)
{
    (void)rn_buf_fmt(out, "\n%s:%s\n", key, list ? "" : " # all of it optional");
    section(out, list ? 4 : 2, s, list);
}

void rn_docs_sample(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count)
{
    (void)rn_buf_addz(out, "# SPDX-License-Identifier: MIT\n"
                           "# Every key of Renown's config, made from the tables that read it. See "
                           "renown.yaml(5).\n\n");
    section(out, 0, &rn_section_root, false);
    brands(out, plugins, count);
    people(out);
    channels(out);
    single(out, "sla", &rn_section_sla, true);
    single(out, "replies", &rn_section_replies, false);
    single(out, "rules", &rn_section_rules, false);
    single(out, "digests", &rn_section_digest, true);
    single(out, "retention", &rn_section_retention, false);
    (void)rn_buf_addz(out, "\ncredentials: {} # sets by name, for `credentials: NAME` in a source\n"
                           "defaults: {} # by plugin: what every source of it starts from\n");
}
