/* SPDX-License-Identifier: MIT */
#include "link.h"

#include <renown/url.h>

#include <libxml/uri.h>

bool rn_link_is_web(struct rn_str s)
{
    struct rn_url u;

    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7f)
            return false;
    return s.n <= RN_LINK_MAX && rn_url_split(s, &u) &&
           (rn_str_is(u.scheme, "https") || rn_str_is(u.scheme, "http"));
}

/* As browsers write it: blanks encoded, line ends and tabs left out. */
static struct rn_str tidied(struct rn_sink *sink, struct rn_str s)
{
    char *out = sink->alloc(sink, 3 * s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == ' ') {
            memcpy(out + n, "%20", 3);
            n += 3;
        } else if (c > 0x20 && c != 0x7f) {
            out[n++] = s.p[i];
        }
    }
    return rn_strn(out, n);
}

static const xmlChar *terminated(struct rn_sink *sink, struct rn_str s)
{
    char *p = sink->alloc(sink, s.n + 1);

    if (s.n > 0)
        memcpy(p, s.p, s.n);
    return (const xmlChar *)p;
}

struct rn_str rn_link_resolve(struct rn_sink *sink, struct rn_str url, struct rn_str base,
                              struct rn_str href)
{
    struct rn_str out = {NULL, 0};
    xmlChar *from, *whole;

    href = tidied(sink, rn_str_trim(href).n <= RN_LINK_MAX ? rn_str_trim(href) : out);
    if (href.n == 0 || href.n > RN_LINK_MAX || base.n > RN_LINK_MAX)
        return out;
    if (rn_link_is_web(href))
        return href;
    from = url.n > 0 ? xmlBuildURI(terminated(sink, rn_str_trim(base)), terminated(sink, url))
                     : xmlStrdup(terminated(sink, rn_str_trim(base)));
    whole = from != NULL && from[0] != '\0' ? xmlBuildURI(terminated(sink, href), from) : NULL;
    if (whole != NULL)
        out = tidied(sink, rn_str((const char *)whole));
    xmlFree(from);
    xmlFree(whole);
    return rn_link_is_web(out) ? out : (struct rn_str){NULL, 0};
}

bool rn_link_same_host(struct rn_str a, struct rn_str b)
{
    struct rn_url one, other;

    return rn_url_split(a, &one) && rn_url_split(b, &other) && rn_str_eq(one.host, other.host) &&
           rn_str_eq(one.scheme, other.scheme);
}

static enum rn_status ask(struct rn_sink *sink, struct rn_str url, unsigned flags, const char *step,
                          unsigned hops)
{
    char note[16];
    struct rn_request q = {
        .size = sizeof q, .flags = flags, .method = "GET", .url = url, .step = step};

    (void)snprintf(note, sizeof note, "%u", hops);
    q.note = rn_str(note);
    return sink->request(sink, &q);
}

enum rn_status rn_link_ask(struct rn_sink *sink, struct rn_str url, unsigned flags,
                           const char *step)
{
    return ask(sink, url, flags, step, 0);
}

enum rn_status rn_link_follow(struct rn_sink *sink, const struct rn_response *response,
                              struct rn_str next, unsigned flags, const char *step)
{
    const char *hash = next.n > 0 ? memchr(next.p, '#', next.n) : NULL;
    struct rn_str note = response->note;
    unsigned hops = 0;

    if (hash != NULL)
        next.n = (size_t)(hash - next.p);
    for (size_t i = 0; i < note.n && note.p[i] >= '0' && note.p[i] <= '9' && hops < 10000; i++)
        hops = hops * 10 + (unsigned)(note.p[i] - '0');
    if (next.n == 0 || rn_str_eq(next, response->url))
        return RN_OK;
    if (!rn_link_same_host(next, response->url))
        return sink->warn(sink, "the link to the next page leads to another host and was not "
                                "followed");
    if (hops >= RN_LINK_HOPS)
        return sink->warn(sink, "the list goes on behind 100 pages, where reading ended");
    return ask(sink, next, flags, step, hops + 1);
}
