/* SPDX-License-Identifier: MIT
 *
 * docs/sources.md: what can be read, made from what the plugins declare.
 */
#include "config/docs.h"

#include <inttypes.h>

#include <renown/plugin.h>

/* A cell of a table: a bar would end it, a line break would end the table. */
static void add_cell(struct rn_buf *b, const char *text)
{
    for (const char *p = text != NULL ? text : ""; *p != '\0'; p++) {
        if (*p == '|')
            rn_buf_addc(b, '\\');
        rn_buf_addc(b, *p == '\n' ? ' ' : *p);
    }
    rn_buf_addz(b, " | ");
}

static void add_keeping(struct rn_buf *b, const struct rn_limits *l)
{
    if (l->retention == RN_KEEP_NOTHING)
        rn_buf_addz(b, "nothing, unless a contract of yours allows it (`retention`)");
    else if (l->retention == RN_KEEP_DAYS)
        rn_buf_fmt(b, "%d day%s", l->retention_days, l->retention_days == 1 ? "" : "s");
    else if (l->size > offsetof(struct rn_limits, removed_goes) && l->removed_goes)
        rn_buf_addz(b, "all of it, until its writer takes it away");
    else
        rn_buf_addz(b, "all of it");
    rn_buf_addz(b, " | ");
}

static void add_answers(struct rn_buf *b, const struct rn_plugin *p)
{
    static const char *const units[] = {[RN_UNIT_CHARS] = "characters",
                                        [RN_UNIT_BYTES] = "bytes",
                                        [RN_UNIT_UTF16] = "UTF-16 units"};
    const struct rn_limits *l = p->limits;

    if ((p->can & RN_CAN_REPLY) == 0)
        rn_buf_addz(b, (p->can & RN_CAN_SEE_REPLIES) != 0 ? "are seen; write them on the site"
                                                          : "on the site");
    else if (l->reply_max > 0)
        rn_buf_fmt(b, "yes, %" PRId64 " %s", l->reply_max, units[l->reply_unit]);
    else
        rn_buf_addz(b, "yes");
    rn_buf_addz(b, " | ");
}

static void add_cost(struct rn_buf *b, const struct rn_limits *l)
{
    if (l->price_micro > 0)
        rn_buf_fmt(b, "%g a request; ", (double)l->price_micro / 1e6);
    if (l->per_day > 0)
        rn_buf_fmt(b, "%" PRId64 " requests a day; ", l->per_day);
    rn_buf_fmt(b, "%g s between two |\n", (double)l->min_interval_ms / 1000);
}

static void add_login(struct rn_buf *b, const struct rn_plugin *p)
{
    const struct rn_auth *a = p->auths;

    add_cell(b, a != NULL && a->name != NULL ? rn_login_words(a) : "none");
}

static void add_source(struct rn_buf *b, const struct rn_plugin *p)
{
    rn_buf_fmt(b, "| `%s` | ", p->name);
    add_cell(b, p->summary);
    add_cell(b, p->limits->history);
    add_keeping(b, p->limits);
    add_answers(b, p);
    add_login(b, p);
    add_cost(b, p->limits);
}

void rn_docs_sources(struct rn_buf *b, const struct rn_plugin *const *plugins, size_t count)
{
    rn_buf_addz(b,
                "<!-- SPDX-License-Identifier: MIT -->\n# Sources\n\nMade from what the plugins "
                "declare; `renown plugins NAME` tells all of one.\n\n"
                "| plugin | what is read | how far back | what the terms let you keep | answers | "
                "login | requests |\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++)
        if ((plugins[i]->can & RN_CAN_FETCH) != 0)
            add_source(b, plugins[i]);
    rn_buf_addz(b,
                "\nFiles: `folder` reads exports dropped into a folder; see importing.md for those "
                "known by name.\n");
}
