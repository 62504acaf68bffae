/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <math.h>
#include <stdlib.h>

#include <renown/url.h>
#include <renown/utf8.h>

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>

/* ---- numbers --------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number of a text: "4.5", "4,5", "4.", "4.5/5", "3.0 out of 5 stars". *ret_rest is what
 * stands behind it. */
static bool first_number(struct rn_str s, double *ret, struct rn_str *ret_rest)
{
    char copy[32];
    size_t n = 0;
    bool point = false;

    while (s.n > 0 && !is_digit(s.p[0]) && !(s.p[0] == '-' && s.n > 1 && is_digit(s.p[1])))
        s = rn_strn(s.p + 1, s.n - 1);
    while (n < s.n && n + 1 < sizeof copy) {
        bool mark = !point && n > 0 && (s.p[n] == '.' || s.p[n] == ',');
        if (!is_digit(s.p[n]) && !mark && !(n == 0 && s.p[n] == '-'))
            break;
        point = point || mark;
        copy[n] = s.p[n];
        if (mark)
            copy[n] = '.';
        n++;
    }
    if (n == 0)
        return false;
    copy[n] = '\0';
    *ret = strtod(copy, NULL);
    *ret_rest = rn_str_trim(rn_strn(s.p + n, s.n - n));
    return isfinite(*ret);
}

bool page_number(struct rn_str s, double *ret)
{
    struct rn_str rest;

    return first_number(s, ret, &rest);
}

static bool scale_behind(struct rn_str rest, double *best, double *worst)
{
    double v;

    if (rn_str_starts(rest, "%")) {
        *best = 100;
        *worst = 0;
        return true;
    }
    if (!rn_str_starts(rest, "/") || !page_number(rest, &v) || v <= 0)
        return false;
    *best = v;
    return true;
}

/* Missing ends are 5 and 1; a scale that stands on its head is none. A 0 below the scale is how
 * places write "not rated". */
struct rn_rating page_rating(struct rn_str value, struct rn_str best, struct rn_str worst)
{
    struct rn_rating r = {.scale = RN_SCALE_POINTS, .best = 5, .worst = 1};
    struct rn_str rest = {NULL, 0};

    if (!first_number(value, &r.value, &rest))
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    if (!page_number(best, &r.best))
        (void)scale_behind(rest, &r.best, &r.worst);
    (void)page_number(worst, &r.worst);
    if (r.best <= r.worst) {
        r.best = 5;
        r.worst = 1;
    }
    if (r.value == 0 && r.worst > 0)
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return r;
}

/* ---- text ------------------------------------------------------------------------------------ */

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

size_t page_entity(struct rn_str s, uint32_t *ret)
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

struct rn_str page_unescape(struct page *p, struct rn_str s)
{
    char *out;
    size_t n = 0;

    if (s.n == 0 || memchr(s.p, '&', s.n) == NULL)
        return s;
    out = page_alloc(p, s.n + 8); /* no reference is shorter than its character */
    while (s.n > 0) {
        uint32_t cp;
        size_t used = s.p[0] == '&' ? page_entity(s, &cp) : 0;
        if (used > 0)
            n += rn_utf8_put(out + n, cp);
        else
            out[n++] = s.p[0];
        used = used > 0 ? used : 1;
        s = rn_strn(s.p + used, s.n - used);
    }
    return rn_strn(out, n);
}

bool page_has_tags(struct rn_str s)
{
    static const char *const tags[] = {"br", "p",  "div", "span", "b",   "i",  "strong",
                                       "em", "ul", "ol",  "li",   "a",   "h1", "h2",
                                       "h3", "h4", "img", "u",    "font"};

    for (const char *at = s.p; at != NULL && s.n > 0;) {
        at = memchr(at, '<', s.n - (size_t)(at - s.p));
        if (at == NULL)
            return false;
        struct rn_str in = rn_strn(at + 1, s.n - (size_t)(at + 1 - s.p));
        size_t from = rn_str_starts(in, "/"), n = from;
        while (n < in.n && n < 10 && (is_digit(in.p[n]) || (in.p[n] | 0x20) >= 'a') &&
               (unsigned char)in.p[n] < 0x7b)
            n++;
        for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
            if (n < in.n && n - from == strlen(tags[i]) && strchr(" />\t\n\r", in.p[n]) != NULL &&
                rn_str_is(rn_strn(in.p + from, n - from), tags[i]))
                return true;
        at++;
    }
    return false;
}

struct rn_str page_to_html(struct page *p, struct rn_str s, bool escape)
{
    struct rn_buf b;
    struct rn_str out;

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
    out = page_keep(p, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

/* ---- ids and addresses ----------------------------------------------------------------------- */

bool page_is_id(struct rn_str s)
{
    size_t digits = 0, from = 0;

    for (size_t i = 0; i < s.n; i++)
        if (strchr("/#=?&:", s.p[i]) != NULL && s.p[i] != '\0')
            from = i + 1;
    for (size_t i = from; i < s.n; i++)
        digits += is_digit(s.p[i]);
    return s.n <= 500 && s.n - from >= 5 && digits >= 3 && !rn_str_starts(s, "_:");
}

static bool is_web(struct rn_str s)
{
    struct rn_url u;

    return s.n <= PAGE_URL_MAX && rn_url_split(s, &u) &&
           (rn_str_is(u.scheme, "https") || rn_str_is(u.scheme, "http"));
}

static xmlChar *build(struct page *p, struct rn_str href, const xmlChar *base)
{
    return xmlBuildURI((const xmlChar *)page_keep(p, href).p, base);
}

struct rn_str page_resolve(struct page *p, struct rn_str href)
{
    struct rn_str out = {NULL, 0};
    xmlChar *base = NULL, *whole;

    href = rn_str_trim(page_unescape(p, href));
    if (href.n == 0 || href.n > PAGE_URL_MAX || p->base.n > PAGE_URL_MAX)
        return out;
    if (is_web(href))
        return href;
    if (p->url.n == 0)
        return out;
    base =
        build(p, page_unescape(p, rn_str_trim(p->base)), (const xmlChar *)page_keep(p, p->url).p);
    whole = base != NULL ? build(p, href, base) : NULL;
    if (whole != NULL)
        out = page_keep(p, rn_str((const char *)whole));
    xmlFree(base);
    xmlFree(whole);
    return is_web(out) ? out : (struct rn_str){NULL, 0};
}
