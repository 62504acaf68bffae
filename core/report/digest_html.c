/* SPDX-License-Identifier: MIT
 *
 * The digest as HTML that mail programs show alike: tables, styles on the elements, nothing fetched
 * from anywhere, dark on white, one column of at most 600 pixels that a phone narrows. Every
 * element is closed, so that it reads as XML too.
 */
#include "report/digest.h"

#include <string.h>

#include "text/html.h"

#define FONT "font-family:Arial,Helvetica,sans-serif;color:#1a1a1a;"

static void esc(struct rn_buf *out, const char *text)
{
    rn_html_escape(out, rn_str(text));
}

static void put_part(struct rn_buf *out, const struct rn_digest *g, const struct rn_part *p)
{
    if (p->kind == RN_PART_WORDS) {
        esc(out, p->text);
        return;
    }
    bool quote = p->kind == RN_PART_QUOTE;
    rn_buf_addz(out, quote ? g->open : "");
    rn_buf_addz(out, "<span dir=\"auto\" style=\"unicode-bidi:isolate;\">");
    esc(out, p->text);
    rn_buf_addz(out, "</span>");
    rn_buf_addz(out, quote ? g->close : "");
}

static void put_receipt(struct rn_buf *out, const char *id)
{
    if (id != NULL)
        rn_buf_fmt(out, " <span dir=\"ltr\" style=\"font-size:12px;color:#595959;\">[%s]</span>",
                   id);
}

static void put_line(struct rn_buf *out, const struct rn_digest *g, const struct rn_line *line)
{
    for (size_t i = 0; i < line->part_count; i++)
        put_part(out, g, &line->part[i]);
    put_receipt(out, line->receipt);
}

static void row_open(struct rn_buf *out, const char *style)
{
    rn_buf_fmt(out, "<tr><td style=\"" FONT "%s\">", style);
}

static void row_close(struct rn_buf *out)
{
    rn_buf_addz(out, "</td></tr>\n");
}

/* Letters that join are not set apart. */
static void put_heading(struct rn_buf *out, const struct rn_digest *g, const struct rn_section *s)
{
    row_open(out, g->joined ? "padding:18px 16px 4px 16px;font-size:15px;"
                            : "padding:18px 16px 4px 16px;font-size:13px;letter-spacing:1px;");
    rn_buf_addz(out, "<strong>");
    esc(out, s->heading);
    rn_buf_addz(out, "</strong>");
    if (s->scope != NULL)
        esc(out, s->scope);
    row_close(out);
}

static void put_section(struct rn_buf *out, const struct rn_digest *g, const struct rn_section *s)
{
    if (s->heading == NULL)
        return;
    put_heading(out, g, s);
    for (size_t i = 0; i < s->line_count; i++) {
        row_open(out, "padding:4px 16px;font-size:16px;line-height:22px;");
        if (s->line[i].number != NULL)
            rn_buf_fmt(out, "<strong>%s.</strong> ", s->line[i].number);
        put_line(out, g, &s->line[i]);
        row_close(out);
    }
}

static void put_cell(struct rn_buf *out, const struct rn_digest *g, const char *tag,
                     const char *text, bool outside)
{
    bool rtl = strcmp(g->dir, "rtl") == 0;
    rn_buf_fmt(out, "<%s align=\"%s\" style=\"" FONT "font-size:14px;padding:%s;\"%s>", tag,
               rtl ? "right" : "left", rtl ? "3px 0 3px 12px" : "3px 12px 3px 0",
               outside ? " dir=\"auto\"" : "");
    esc(out, text);
    rn_buf_fmt(out, "</%s>", tag);
}

static void put_table(const struct rn_digest *g, struct rn_buf *out)
{
    if (g->row_count == 0)
        return;
    row_open(out, "padding:8px 16px;");
    rn_buf_addz(out, "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n<tr>");
    for (int i = 0; i < 4; i++)
        put_cell(out, g, "th", g->table_head[i], false);
    rn_buf_addz(out, "<th></th></tr>\n");
    for (size_t i = 0; i < g->row_count; i++) {
        rn_buf_addz(out, "<tr>");
        put_cell(out, g, "td", g->row[i].name, true);
        put_cell(out, g, "td", g->row[i].reviews, false);
        put_cell(out, g, "td", g->row[i].rating, false);
        put_cell(out, g, "td", g->row[i].answered, false);
        rn_buf_addz(out, "<td>");
        put_receipt(out, g->row[i].receipt);
        rn_buf_addz(out, "</td>");
        rn_buf_addz(out, "</tr>\n");
    }
    rn_buf_addz(out, "</table>");
    row_close(out);
}

static void put_strip(const struct rn_digest *g, struct rn_buf *out)
{
    if (g->strip == NULL)
        return;
    row_open(out, "padding:4px 16px;font-size:14px;");
    esc(out, g->strip_label);
    rn_buf_addz(out, " <span style=\"font-size:18px;letter-spacing:2px;\">");
    esc(out, g->strip);
    rn_buf_addz(out, "</span>");
    row_close(out);
}

static void put_head(const struct rn_digest *g, struct rn_buf *out)
{
    rn_buf_fmt(out, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n", g->lang, g->dir);
    rn_buf_addz(out, "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                     "content=\"width=device-width, initial-scale=1\"/>\n<title>");
    esc(out, g->verdict);
    rn_buf_addz(out, "</title>\n</head>\n<body style=\"margin:0;padding:0;background:#ffffff;\">\n"
                     "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
                     "bgcolor=\"#ffffff\">\n<tr><td align=\"center\">\n"
                     "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
                     "style=\"max-width:600px;text-align:start;\">\n");
    row_open(out, "padding:16px 16px 4px 16px;font-size:20px;line-height:26px;");
    rn_buf_addz(out, "<strong>");
    esc(out, g->verdict);
    rn_buf_addz(out, "</strong>");
    row_close(out);
    row_open(out, "padding:0 16px;font-size:14px;");
    put_line(out, g, &g->intro);
    row_close(out);
}

enum rn_status rn_digest_html(const struct rn_digest *g, struct rn_buf *out)
{
    put_head(g, out);
    for (size_t i = 0; i < RN_SECTIONS; i++) {
        put_section(out, g, &g->section[i]);
        if (i == RN_SECTION_SCORE) {
            put_strip(g, out);
            put_table(g, out);
        }
    }
    for (size_t i = 0; i < sizeof g->extra / sizeof g->extra[0]; i++)
        put_section(out, g, &g->extra[i]);
    row_open(out, "padding:18px 16px;font-size:12px;color:#595959;");
    esc(out, g->footer);
    row_close(out);
    rn_buf_addz(out, "</table>\n</td></tr>\n</table>\n</body>\n</html>\n");
    return out->full ? RN_LIMIT : RN_OK;
}
