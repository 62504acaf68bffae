/* SPDX-License-Identifier: MIT */
#include "feed.h"

#include "../common/prose.h"

#include <renown/utf8.h>

struct cleaning {
    const char *p, *end;
    struct rn_buf *out;
    struct feed_cleaning *found;
    size_t depth, prefixes;
    unsigned char at_depth[FEED_DEPTH_MAX + 1]; /* prefixes declared there */
};

static bool starts(const struct cleaning *c, const char *z)
{
    size_t n = strlen(z);

    return (size_t)(c->end - c->p) >= n && memcmp(c->p, z, n) == 0;
}

static bool is_blank(char ch)
{
    return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}

static bool is_name_start(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_' ||
           (unsigned char)ch >= 0x80;
}

/* The end of `mark` behind the present place; NULL when it is not there. */
static const char *behind(const struct cleaning *c, const char *mark)
{
    size_t n = strlen(mark);
    const char *at = c->p;

    while ((at = memchr(at, mark[0], (size_t)(c->end - at))) != NULL) {
        if ((size_t)(c->end - at) < n)
            return NULL;
        if (memcmp(at, mark, n) == 0)
            return at + n;
        at++;
    }
    return NULL;
}

/* ---- text ------------------------------------------------------------------------------------ */

static bool is_xml_char(uint32_t cp)
{
    return cp >= 0x20
               ? (cp < 0xD800 || cp > 0xDFFF) && cp != 0xFFFE && cp != 0xFFFF && cp <= 0x10FFFF
               : cp == '\t' || cp == '\n' || cp == '\r';
}

static void add_char(struct cleaning *c, uint32_t cp)
{
    char out[4];

    if (!is_xml_char(cp))
        cp = 0xFFFD;
    if (cp == '&' || cp == '<' || cp == '>' || cp == '"')
        rn_buf_addz(c->out, cp == '&'   ? "&amp;"
                            : cp == '<' ? "&lt;"
                            : cp == '>' ? "&gt;"
                                        : "&quot;");
    else
        rn_buf_add(c->out, rn_strn(out, rn_utf8_put(out, cp)));
}

/* At '&': the five of XML, numbers and the names of HTML; any other is a bare one. */
static void take_reference(struct cleaning *c)
{
    uint32_t cp = '&';
    size_t n = rn_prose_entity(rn_strn(c->p, (size_t)(c->end - c->p)), &cp);
    if (n == 0)
        c->found->repaired = true;
    add_char(c, n > 0 ? cp : '&');
    c->p += n > 0 ? n : 1;
}

/* One byte or more of text, up to something that matters. */
static void take_text(struct cleaning *c, const char *stops)
{
    const char *from = c->p;

    while (c->p < c->end && (unsigned char)*c->p >= 0x20 && strchr(stops, *c->p) == NULL)
        c->p++;
    if (c->p > from) {
        rn_buf_add(c->out, rn_strn(from, (size_t)(c->p - from)));
        return;
    }
    if (*c->p == '&') {
        take_reference(c);
        return;
    }
    if (is_blank(*c->p))
        rn_buf_addc(c->out, *c->p);
    else if ((unsigned char)*c->p >= 0x20)
        add_char(c, (unsigned char)*c->p);
    else
        c->found->repaired = true;
    c->p++;
}

/* The inside of CDATA becomes text. One that does not end is no CDATA. */
static bool take_cdata(struct cleaning *c)
{
    const char *end = behind(c, "]]>");

    if (end == NULL)
        return false;
    for (c->p += 9; c->p < end - 3; c->p++) {
        size_t n = 0;
        while (c->p + n < end - 3 && (unsigned char)c->p[n] >= 0x20 &&
               strchr("&<>\"", c->p[n]) == NULL)
            n++;
        rn_buf_add(c->out, rn_strn(c->p, n));
        c->p += n;
        if (c->p == end - 3)
            break;
        if (is_xml_char((unsigned char)*c->p))
            add_char(c, (unsigned char)*c->p);
    }
    c->p = end;
    return true;
}

/* ---- what is left out ------------------------------------------------------------------------ */

/* A document type with what it declares, up to its '>'. */
static void skip_doctype(struct cleaning *c)
{
    int inside = 0;
    char quote = '\0';

    for (; c->p < c->end; c->p++) {
        char ch = *c->p;
        if (quote != '\0') {
            quote = ch == quote ? '\0' : quote;
        } else if ((ch == '"' || ch == '\'') && (inside == 0 || ch == '"')) {
            quote = ch;
        } else if (ch == '[') {
            inside++;
        } else if (ch == ']') {
            inside--;
        } else if (ch == '>' && inside <= 0) {
            c->p++;
            return;
        }
    }
}

/* ---- tags ------------------------------------------------------------------------------------ */

static bool too_much(struct cleaning *c, const char *what)
{
    c->found->limit = what;
    return false;
}

static bool enter(struct cleaning *c, size_t prefixes)
{
    if (c->depth == FEED_DEPTH_MAX)
        return too_much(c, "elements nested deeper than 250");
    c->at_depth[++c->depth] = (unsigned char)prefixes;
    c->prefixes += prefixes;
    return c->prefixes <= FEED_PREFIXES_MAX || too_much(c, "more than 200 prefixes");
}

static void leave(struct cleaning *c)
{
    if (c->depth > 0)
        c->prefixes -= c->at_depth[c->depth--];
}

static void take_value(struct cleaning *c)
{
    char quote = *c->p;
    const char stops[] = {quote, '&', '<', '\0'};

    if (quote != '"' && quote != '\'') {
        c->found->repaired = true;
        rn_buf_addc(c->out, '"');
        while (c->p < c->end && !is_blank(*c->p) && *c->p != '>' && *c->p != '<')
            take_text(c, " \t\r\n&<>\"");
        rn_buf_addc(c->out, '"');
        return;
    }
    rn_buf_addc(c->out, *c->p++);
    while (c->p < c->end && *c->p != quote)
        take_text(c, stops);
    rn_buf_addc(c->out, quote);
    c->p += c->p < c->end;
}

/* At a tag's name; gives what is behind its '>'. */
static bool take_tag(struct cleaning *c)
{
    size_t attributes = 0, prefixes = 0;
    bool empty = false;

    rn_buf_addc(c->out, '<');
    while (c->p < c->end && *c->p != '>' && *c->p != '<') {
        if (*c->p == '=') {
            rn_buf_addc(c->out, *c->p++);
            while (c->p < c->end && is_blank(*c->p))
                c->p++;
            if (c->p < c->end)
                take_value(c);
            attributes++;
            continue;
        }
        prefixes += *c->p == 'x' && starts(c, "xmlns");
        empty = *c->p == '/';
        if (is_xml_char((unsigned char)*c->p))
            rn_buf_addc(c->out, *c->p);
        c->p++;
    }
    rn_buf_addc(c->out, '>');
    c->p += c->p < c->end && *c->p == '>';
    if (attributes > FEED_ATTRIBUTES_MAX || prefixes > FEED_ATTRIBUTES_MAX)
        return too_much(c, "a tag with more than 100 attributes");
    return empty || enter(c, prefixes);
}

static void take_end_tag(struct cleaning *c)
{
    while (c->p < c->end && *c->p != '>') {
        if (is_xml_char((unsigned char)*c->p))
            rn_buf_addc(c->out, *c->p);
        c->p++;
    }
    rn_buf_addc(c->out, '>');
    c->p += c->p < c->end;
    leave(c);
}

/* At '<'. */
static bool take_markup(struct cleaning *c)
{
    const char *end;

    if (starts(c, "<!--") || starts(c, "<?")) {
        end = behind(c, starts(c, "<?") ? "?>" : "-->");
        c->found->repaired = c->found->repaired || end == NULL;
        c->p = end != NULL ? end : c->end;
        return true;
    }
    if (starts(c, "<!DOCTYPE") || starts(c, "<!doctype")) {
        skip_doctype(c);
        return true;
    }
    if (starts(c, "<![CDATA[") && take_cdata(c))
        return true;
    if (c->end - c->p > 1 && is_name_start(c->p[1])) {
        c->p++;
        return take_tag(c);
    }
    if (c->end - c->p > 2 && c->p[1] == '/' && is_name_start(c->p[2])) {
        take_end_tag(c);
        return true;
    }
    c->found->repaired = true;
    rn_buf_addz(c->out, "&lt;");
    c->p++;
    return true;
}

enum rn_status feed_clean(struct rn_str xml, struct rn_buf *out, struct feed_cleaning *ret)
{
    struct cleaning c = {.p = xml.p, .end = xml.p + xml.n, .out = out, .found = ret};

    *ret = (struct feed_cleaning){.repaired = false};
    while (c.p < c.end && *c.p != '<')
        c.p++; /* nothing stands in front of the first element */
    while (c.p < c.end && !out->full) {
        bool go_on = true;
        if (*c.p == '<')
            go_on = take_markup(&c);
        else if (c.depth == 0)
            c.p++; /* nor behind the last */
        else
            take_text(&c, "<&>");
        if (!go_on)
            return RN_LIMIT;
    }
    ret->unfinished = c.depth > 0;
    if (out->full)
        ret->limit = "more text than fits";
    return out->full ? RN_LIMIT : RN_OK;
}
