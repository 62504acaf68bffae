/* SPDX-License-Identifier: MIT */
#include "weblink.h"

#include <strings.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct rn_str rest_from(struct rn_str s, size_t n)
{
    return n < s.n ? rn_strn(s.p + n, s.n - n) : rn_strn(s.p + s.n, 0);
}

static struct rn_str without_blanks(struct rn_str s)
{
    while (s.n > 0 && is_blank(s.p[0]))
        s = rest_from(s, 1);
    return s;
}

/* A token, or what stands between quotation marks; *s moves behind it. */
static struct rn_str take_value(struct rn_str *s)
{
    bool quoted = s->n > 0 && s->p[0] == '"';
    size_t n = quoted;

    while (n < s->n && (quoted ? s->p[n] != '"' : strchr(" \t;,", s->p[n]) == NULL))
        n++;
    struct rn_str value = rn_strn(s->p + quoted, n - quoted);
    *s = rest_from(*s, n + quoted);
    return value;
}

/* Relations stand side by side: rel="next last". */
static bool names(struct rn_str value, const char *rel)
{
    size_t want = strlen(rel);

    while (value.n > 0) {
        size_t n = 0;
        value = without_blanks(value);
        while (n < value.n && !is_blank(value.p[n]))
            n++;
        if (n == want && n > 0 && strncasecmp(value.p, rel, n) == 0)
            return true;
        value = rest_from(value, n);
    }
    return false;
}

/* The parameters of one link, up to its comma. Only the first rel counts. */
static bool take_rel(struct rn_str *s, const char *rel)
{
    bool found = false, seen = false;

    for (*s = without_blanks(*s); s->n > 0 && s->p[0] == ';'; *s = without_blanks(*s)) {
        size_t n = 0;
        struct rn_str name, value = {NULL, 0};
        *s = without_blanks(rest_from(*s, 1));
        while (n < s->n && strchr("=;, \t", s->p[n]) == NULL)
            n++;
        name = rn_strn(s->p, n);
        *s = without_blanks(rest_from(*s, n));
        if (s->n > 0 && s->p[0] == '=') {
            *s = without_blanks(rest_from(*s, 1));
            value = take_value(s);
        }
        if (name.n == 3 && strncasecmp(name.p, "rel", 3) == 0 && !seen) {
            seen = true;
            found = names(value, rel);
        }
    }
    return found;
}

static struct rn_str find(struct rn_str s, const char *rel)
{
    while (s.n > 0) {
        const char *from = memchr(s.p, '<', s.n), *end;
        struct rn_str target;
        if (from == NULL)
            break;
        s = rest_from(s, (size_t)(from + 1 - s.p));
        end = s.n > 0 ? memchr(s.p, '>', s.n) : NULL;
        if (end == NULL)
            break;
        target = rn_strn(s.p, (size_t)(end - s.p));
        s = rest_from(s, target.n + 1);
        if (take_rel(&s, rel))
            return target;
    }
    return (struct rn_str){NULL, 0};
}

struct rn_str rn_weblink(const struct rn_response *response, const char *rel)
{
    struct rn_str found = {NULL, 0};

    for (size_t i = 0; i < response->header_count && found.n == 0; i++)
        if (rn_str_is(response->headers[i].name, "link"))
            found = find(response->headers[i].value, rel);
    return found;
}
