/* SPDX-License-Identifier: MIT
 *
 * The escapers of the places where text lands.
 */
#include "text/html.h"

#include <renown/utf8.h>

static const char *html_reference(uint32_t cp)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Controls and direction overrides: they show nothing, and would let a text pose as another. */
static bool is_left_out(uint32_t cp)
{
    return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFFFE ||
           cp == 0xFFFF;
}

enum rn_status rn_html_escape(struct rn_buf *b, struct rn_str text)
{
    for (size_t at = 0; at < text.n;) {
        char bytes[4];
        uint32_t cp = rn_utf8_next(text, &at);
        const char *reference = html_reference(cp);
        if (reference != NULL)
            (void)rn_buf_addz(b, reference);
        else if (!is_left_out(cp))
            (void)rn_buf_add(b, rn_strn(bytes, rn_utf8_put(bytes, cp)));
    }
    return b->full ? RN_LIMIT : RN_OK;
}

static bool is_among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* A cell that begins with one of these is a formula to a spreadsheet, also behind blanks. */
static bool is_formula(struct rn_str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] == ' ')
        i++;
    return i < s.n && is_among(s.p[i], "=+-@\t\r");
}

enum rn_status rn_csv_escape(struct rn_buf *b, struct rn_str text)
{
    bool formula = is_formula(text), quote = formula;
    for (size_t i = 0; i < text.n && !quote; i++)
        quote =
            is_among(text.p[i], ",;\"\t\r\n") || ((i == 0 || i + 1 == text.n) && text.p[i] == ' ');
    if (!quote)
        return rn_utf8_clean(b, text);
    (void)rn_buf_addz(b, formula ? "\"'" : "\"");
    for (struct rn_str rest = text; rest.n > 0;) {
        const char *mark = memchr(rest.p, '"', rest.n);
        size_t n = mark != NULL ? (size_t)(mark - rest.p) + 1 : rest.n;
        (void)rn_utf8_clean(b, rn_strn(rest.p, n));
        if (mark != NULL)
            (void)rn_buf_addc(b, '"');
        rest = rn_strn(rest.p + n, rest.n - n);
    }
    return rn_buf_addc(b, '"');
}

/* What YAML takes for a line break or refuses, and what shows nothing or turns the order. */
static bool is_written_as_escape(uint32_t cp)
{
    return cp < 0x20 || is_left_out(cp) || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFB);
}

enum rn_status rn_yaml_escape(struct rn_buf *b, struct rn_str text)
{
    (void)rn_buf_addc(b, '"');
    for (size_t at = 0; at < text.n;) {
        char bytes[4];
        uint32_t cp = rn_utf8_next(text, &at);
        if (cp == '"' || cp == '\\')
            (void)rn_buf_addc(b, '\\');
        if (is_written_as_escape(cp))
            (void)rn_buf_fmt(b, "\\u%04x", (unsigned)cp);
        else
            (void)rn_buf_add(b, rn_strn(bytes, rn_utf8_put(bytes, cp)));
    }
    return rn_buf_addc(b, '"');
}
