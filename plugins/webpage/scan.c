/* SPDX-License-Identifier: MIT
 *
 * One pass over the tags, without a tree: it finds the scripts even in a page that no tree can be
 * made of, and tells what a tree would be needed for.
 */
#include "page.h"

#include "../common/charset.h"

struct tag {
    struct rn_str name;
    struct rn_str type, rel, href; /* the attributes that matter, as they are written */
    size_t attributes;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_word(struct rn_str s, const char *word)
{
    if (s.n != strlen(word))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (lower(s.p[i]) != word[i])
            return false;
    return true;
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* What a quoted or bare value is, from behind the '='. Gives where it ends. */
static const char *read_value(const char *p, const char *end, struct rn_str *ret)
{
    const char *from, *close;

    while (p < end && is_blank(*p))
        p++;
    if (p < end && (*p == '"' || *p == '\'')) {
        from = p + 1;
        close = memchr(from, *p, (size_t)(end - from));
        *ret = rn_strn(from, (size_t)((close != NULL ? close : end) - from));
        return close != NULL ? close + 1 : end;
    }
    for (from = p; p < end && !is_blank(*p) && *p != '>';)
        p++;
    *ret = rn_strn(from, (size_t)(p - from));
    return p;
}

static void take_attribute(struct page *p, struct tag *t, struct rn_str name, struct rn_str value)
{
    t->attributes++;
    if (is_word(name, "type"))
        t->type = value;
    else if (is_word(name, "rel"))
        t->rel = value;
    else if (is_word(name, "href"))
        t->href = value;
    else if (is_word(name, "itemscope") || is_word(name, "itemtype"))
        p->microdata = true;
    else if (is_word(name, "itemref"))
        p->itemref = true;
    else if (is_word(name, "typeof"))
        p->rdfa = true;
    else if (is_word(name, "data-hook") && is_word(value, "review"))
        p->amazon = true;
}

/* From behind a tag's name to behind its '>'. */
static const char *read_attributes(struct page *p, const char *at, const char *end, struct tag *t)
{
    while (at < end && *at != '>') {
        const char *from = at;
        struct rn_str name, value = {NULL, 0};
        while (at < end && *at != '>' && *at != '=' && *at != '/' && !is_blank(*at))
            at++;
        name = rn_strn(from, (size_t)(at - from));
        if (name.n == 0 && at < end && *at != '=') {
            at++;
            continue;
        }
        while (at < end && is_blank(*at))
            at++;
        if (at < end && *at == '=')
            at = read_value(at + 1, end, &value);
        take_attribute(p, t, name, value);
    }
    return at < end ? at + 1 : end;
}

/* ---- tags ------------------------------------------------------------------------------------ */

static void add_script(struct page *p, struct rn_str text)
{
    struct page_script *s;

    if (p->script_count == PAGE_SCRIPTS_MAX) {
        p->cut = true;
        return;
    }
    s = page_alloc(p, sizeof *s);
    s->text = text;
    if (p->last_script != NULL)
        p->last_script->next = s;
    else
        p->scripts = s;
    p->last_script = s;
    p->script_count++;
}

static bool is_jsonld(struct rn_str type)
{
    const char *cut = type.n > 0 ? memchr(type.p, ';', type.n) : NULL;

    return is_word(rn_str_trim(cut != NULL ? rn_strn(type.p, (size_t)(cut - type.p)) : type),
                   "application/ld+json");
}

/* One of the words of a `rel`. */
static bool has_rel(struct rn_str rel, const char *word)
{
    size_t from = 0;

    for (size_t i = 0; i <= rel.n; i++) {
        if (i < rel.n && !is_blank(rel.p[i]))
            continue;
        if (is_word(rn_strn(rel.p + from, i - from), word))
            return true;
        from = i + 1;
    }
    return false;
}

/* Where the raw text of a script or style ends. */
static const char *raw_end(const char *p, const char *end, struct rn_str name)
{
    for (; p < end; p++) {
        p = memchr(p, '<', (size_t)(end - p));
        if (p == NULL)
            return end;
        if ((size_t)(end - p) > name.n + 2 && p[1] == '/') {
            size_t k = 0;
            while (k < name.n && lower(p[2 + k]) == lower(name.p[k]))
                k++;
            if (k == name.n)
                return p;
        }
    }
    return end;
}

static const char *comment_end(const char *p, const char *end)
{
    for (; (p = memchr(p, '-', (size_t)(end - p))) != NULL; p++)
        if (end - p >= 3 && p[1] == '-' && p[2] == '>')
            return p + 3;
    return end;
}

static const char *take_tag(struct page *p, const char *at, const char *end)
{
    struct tag t = {.attributes = 0};
    const char *from = at;
    bool script;

    while (at < end && !is_blank(*at) && *at != '>' && *at != '/')
        at++;
    t.name = rn_strn(from, (size_t)(at - from));
    at = read_attributes(p, at, end, &t);
    p->costly = p->costly || t.attributes > PAGE_ATTRIBUTES_MAX;
    script = is_word(t.name, "script");
    if (is_word(t.name, "base") && p->base.n == 0)
        p->base = t.href;
    else if (p->next_url.n == 0 && t.href.n > 0 && has_rel(t.rel, "next"))
        p->next_url = t.href;
    if (!script && !is_word(t.name, "style"))
        return at;
    from = at;
    at = raw_end(at, end, t.name);
    if (script && is_jsonld(t.type) && at < end)
        add_script(p, rn_strn(from, (size_t)(at - from)));
    return at;
}

void page_scan(struct page *p)
{
    const char *at = p->text.p, *end = p->text.p + p->text.n;

    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL && ++at < end) {
        if ((lower(*at) >= 'a' && lower(*at) <= 'z'))
            at = take_tag(p, at, end);
        else if (end - at >= 3 && memcmp(at, "!--", 3) == 0)
            at = comment_end(at + 3, end);
    }
}
