/* SPDX-License-Identifier: MIT
 *
 * The digest as plain text, for terminals, chats and the plain part of mails. A name or quote
 * written from right to left stands in an isolate, so that it does not turn the sentence around it;
 * in a digest that is itself written from right to left every name and quote does.
 */
#include "report/digest.h"

#include <ctype.h>
#include <string.h>

#include "base/log.h"
#include "report/quote.h"

enum { TEXT_MAX = 256 * 1024 };

static void put_part(struct rn_buf *out, const struct rn_digest *g, const struct rn_part *p)
{
    bool outside = p->kind != RN_PART_WORDS, quote = p->kind == RN_PART_QUOTE;
    bool isolated = outside && (strcmp(g->dir, "rtl") == 0 || rn_report_rtl(p->text));
    rn_buf_addz(out, quote ? g->open : "");
    rn_buf_addz(out, isolated ? "\u2068" : "");
    if (outside)
        rn_term_add(out, rn_str(p->text), false);
    else
        rn_buf_addz(out, p->text);
    rn_buf_addz(out, isolated ? "\u2069" : "");
    rn_buf_addz(out, quote ? g->close : "");
}

static void put_receipt(struct rn_buf *out, const struct rn_digest *g, const char *id)
{
    bool rtl = strcmp(g->dir, "rtl") == 0;
    if (id != NULL)
        rn_buf_fmt(out, " %s[%s]%s", rtl ? "\u2068" : "", id, rtl ? "\u2069" : "");
}

static void put_line(struct rn_buf *out, const struct rn_digest *g, const struct rn_line *line)
{
    for (size_t i = 0; i < line->part_count; i++)
        put_part(out, g, &line->part[i]);
    put_receipt(out, g, line->receipt);
}

/* Sections of one line for all: the heading runs on. */
static bool runs_on(size_t section)
{
    return section == RN_SECTION_DONE || section == RN_SECTION_COVERAGE;
}

static void put_section(struct rn_buf *out, const struct rn_digest *g, const struct rn_section *s,
                        bool on_heading)
{
    if (s->heading == NULL)
        return;
    rn_buf_addz(out, on_heading ? "" : "\n");
    rn_buf_addz(out, s->heading);
    rn_buf_addz(out, s->scope != NULL ? s->scope : "");
    rn_buf_addz(out, on_heading ? g->run_on : "\n");
    for (size_t i = 0; i < s->line_count; i++) {
        bool more = s->numbered && strcmp(s->line[i].kind, "more") == 0;
        bool listed = !on_heading && strcmp(s->line[i].kind, "figures") != 0 &&
                      strcmp(s->line[i].kind, "none") != 0;
        if (s->line[i].number != NULL)
            rn_buf_fmt(out, "%s. ", s->line[i].number);
        else if (more)
            rn_buf_addz(out, "   ");
        else if (listed)
            rn_buf_addz(out, "- ");
        put_line(out, g, &s->line[i]);
        rn_buf_addz(out, on_heading && i + 1 < s->line_count ? " " : "\n");
    }
}

static void put_extras(const struct rn_digest *g, struct rn_buf *out)
{
    if (g->strip != NULL)
        rn_buf_fmt(out, "%s %s\n", g->strip_label, g->strip);
    for (size_t i = 0; i < g->row_count; i++) {
        const struct rn_part name = {RN_PART_NAME, g->row[i].name};
        rn_buf_addz(out, "  ");
        put_part(out, g, &name);
        rn_buf_fmt(out, ": %s · %s · %s", g->row[i].reviews, g->row[i].rating, g->row[i].answered);
        put_receipt(out, g, g->row[i].receipt);
        rn_buf_addz(out, "\n");
    }
}

enum rn_status rn_digest_text(const struct rn_digest *g, struct rn_buf *out)
{
    rn_buf_fmt(out, "%s\n", g->verdict);
    put_line(out, g, &g->intro);
    rn_buf_addz(out, "\n");
    for (size_t i = 0; i < RN_SECTIONS; i++) {
        if (i == RN_SECTION_DONE)
            rn_buf_addz(out, "\n");
        put_section(out, g, &g->section[i], runs_on(i));
        if (i == RN_SECTION_SCORE)
            put_extras(g, out);
    }
    for (size_t i = 0; i < sizeof g->extra / sizeof g->extra[0]; i++)
        put_section(out, g, &g->extra[i], false);
    rn_buf_fmt(out, "\n%s\n", g->footer);
    return out->full ? RN_LIMIT : RN_OK;
}

/* A word is what stands between blanks and holds a letter, a digit or something beyond ASCII. */
size_t rn_digest_words(const struct rn_digest *g)
{
    struct rn_buf b;
    size_t words = 0;
    bool inside = false;
    rn_buf_init(&b, TEXT_MAX);
    if (rn_digest_text(g, &b) != RN_OK)
        return SIZE_MAX;
    for (const char *p = rn_buf_z(&b); *p != '\0'; p++) {
        bool blank = *p == ' ' || *p == '\n';
        bool solid = isalnum((unsigned char)*p) || (unsigned char)*p >= 0xc3;
        if (blank)
            inside = false;
        else if (solid && !inside) {
            inside = true;
            words++;
        }
    }
    rn_buf_free(&b);
    return words;
}
