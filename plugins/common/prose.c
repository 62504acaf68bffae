/* SPDX-License-Identifier: MIT */
#include "prose.h"

#include <renown/buf.h>
#include <renown/utf8.h>

#include <libxml/HTMLparser.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t number_reference(struct rn_str s, uint32_t *ret)
{
    bool hex = s.n > 2 && (s.p[2] | 0x20) == 'x';
    size_t from = hex ? 3 : 2, i = from;
    uint32_t v = 0;

    for (; i < s.n && i < from + 8; i++) {
        char c = s.p[i], low = (char)(c | 0x20);
        if (is_digit(c))
            v = v * (hex ? 16 : 10) + (uint32_t)(c - '0');
        else if (hex && low >= 'a' && low <= 'f')
            v = v * 16 + (uint32_t)(low - 'a') + 10;
        else
            break;
    }
    if (i == from || i == s.n || s.p[i] != ';')
        return 0;
    *ret = v == 0 ? 0xFFFD : v;
    return i + 1;
}

size_t rn_prose_entity(struct rn_str s, uint32_t *ret)
{
    const htmlEntityDesc *known;
    char name[16];
    size_t n = 0;

    if (s.n < 4 || s.p[0] != '&')
        return 0;
    if (s.p[1] == '#')
        return number_reference(s, ret);
    while (n + 1 < sizeof name && n + 1 < s.n && s.p[n + 1] != ';' &&
           (is_digit(s.p[n + 1]) || ((s.p[n + 1] | 0x20) >= 'a' && (s.p[n + 1] | 0x20) <= 'z'))) {
        name[n] = s.p[n + 1];
        n++;
    }
    name[n] = '\0';
    if (n == 0 || n + 1 >= s.n || s.p[n + 1] != ';')
        return 0;
    if (strcmp(name, "apos") == 0) {
        *ret = '\'';
        return n + 2;
    }
    known = htmlEntityLookup((const xmlChar *)name);
    if (known == NULL)
        return 0;
    *ret = known->value;
    return n + 2;
}

struct rn_str rn_prose_unescape(struct rn_sink *sink, struct rn_str s)
{
    char *out;
    size_t n = 0;

    if (s.n == 0 || memchr(s.p, '&', s.n) == NULL)
        return s;
    out = sink->alloc(sink, s.n + 8); /* no reference is shorter than its character */
    while (s.n > 0) {
        uint32_t cp;
        size_t used = s.p[0] == '&' ? rn_prose_entity(s, &cp) : 0;
        if (used > 0)
            n += rn_utf8_put(out + n, cp);
        else
            out[n++] = s.p[0];
        used = used > 0 ? used : 1;
        s = rn_strn(s.p + used, s.n - used);
    }
    return rn_strn(out, n);
}

/* What stands behind a '<'. */
static bool is_known_tag(struct rn_str s, const char *const *tags, size_t count)
{
    size_t from = rn_str_starts(s, "/"), n = 0;
    char name[12];

    for (; n < sizeof name && from + n < s.n; n++) {
        char c = s.p[from + n];
        if (!is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            break;
        name[n] = (char)(c | 0x20);
    }
    if (from + n >= s.n || s.p[from + n] == '\0' || strchr(" />\t\n\r", s.p[from + n]) == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (rn_str_is(rn_strn(name, n), tags[i]))
            return true;
    return false;
}

bool rn_prose_has_tags(struct rn_str s)
{
    static const char *const tags[] = {
        "a",      "abbr",   "article",  "b",      "big",  "blockquote", "body",    "br",
        "button", "center", "cite",     "code",   "dd",   "del",        "div",     "dl",
        "dt",     "em",     "fieldset", "figure", "font", "form",       "h1",      "h2",
        "h3",     "h4",     "h5",       "h6",     "head", "header",     "hr",      "html",
        "i",      "iframe", "img",      "input",  "ins",  "label",      "li",      "link",
        "mark",   "ol",     "p",        "pre",    "s",    "script",     "section", "small",
        "span",   "strike", "strong",   "style",  "sub",  "sup",        "svg",     "table",
        "tbody",  "td",     "th",       "tr",     "tt",   "u",          "ul",      "video"};

    while (s.n > 0) {
        const char *at = memchr(s.p, '<', s.n);
        if (at == NULL)
            return false;
        s = rn_strn(at + 1, s.n - (size_t)(at + 1 - s.p));
        if (is_known_tag(s, tags, sizeof tags / sizeof tags[0]))
            return true;
    }
    return false;
}

/* <p>, </p>, <br>, <li> and the like part two words; <span> and <a> do not. */
static bool parts_words(struct rn_str tag)
{
    size_t from = rn_str_starts(tag, "<") + (tag.n > 1 && tag.p[1] == '/');
    char c = from < tag.n ? (char)(tag.p[from] | 0x20) : 's';

    return c == 'p' || c == 'l' || c == 'd' || c == 'h' ||
           (c == 'b' && from + 1 < tag.n && (tag.p[from + 1] | 0x20) == 'r');
}

struct rn_str rn_prose_words(struct rn_sink *sink, struct rn_str html)
{
    char *out = sink->alloc(sink, html.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < html.n; i++) {
        const char *end = html.p[i] == '<' ? memchr(html.p + i, '>', html.n - i) : NULL;
        if (end == NULL) {
            out[n++] = html.p[i];
            continue;
        }
        if (parts_words(rn_strn(html.p + i, (size_t)(end - html.p) - i)))
            out[n++] = ' ';
        i = (size_t)(end - html.p);
    }
    return rn_prose_unescape(sink, rn_strn(out, n));
}

struct rn_str rn_prose_to_html(struct rn_sink *sink, struct rn_str s, bool escape)
{
    struct rn_buf b;
    char *out;

    rn_buf_init(&b, 6 * s.n + 16);
    for (size_t i = 0; i < s.n; i++) {
        const char *z = s.p[i] == '\n' ? "<br>" : NULL;
        if (escape && (s.p[i] == '&' || s.p[i] == '<'))
            z = s.p[i] == '&' ? "&amp;" : "&lt;";
        if (z != NULL)
            rn_buf_addz(&b, z);
        else
            rn_buf_addc(&b, s.p[i]);
    }
    out = sink->alloc(sink, b.n + 1);
    memcpy(out, rn_buf_z(&b), b.n + 1);
    s = rn_strn(out, b.n);
    rn_buf_free(&b);
    return s;
}
