/* SPDX-License-Identifier: MIT */
#include <renown/url.h>

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

enum rn_status rn_url_encode(struct rn_buf *b, struct rn_str s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};
        if (unreserved((char)c))
            (void)rn_buf_addc(b, (char)c);
        else
            (void)rn_buf_add(b, rn_strn(escaped, 3));
    }
    return b->full ? RN_LIMIT : RN_OK;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum rn_status rn_url_decode(struct rn_buf *b, struct rn_str s, bool form)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '+' && form)
            c = ' ';
        if (c == '%' && s.n - i > 2 && hex_value(s.p[i + 1]) >= 0 && hex_value(s.p[i + 2]) >= 0) {
            c = (char)(hex_value(s.p[i + 1]) << 4 | hex_value(s.p[i + 2]));
            i += 2;
        }
        (void)rn_buf_addc(b, c);
    }
    return b->full ? RN_LIMIT : RN_OK;
}

/* Bytes up to the first of `stops`, or all. */
static size_t until(struct rn_str s, const char *stops)
{
    size_t i = 0;
    while (i < s.n && (s.p[i] == '\0' || strchr(stops, s.p[i]) == NULL))
        i++;
    return i;
}

static struct rn_str from(struct rn_str s, size_t at)
{
    return rn_strn(s.p + at, s.n - at);
}

static bool is_scheme(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], lower = (char)(c | 0x20);
        bool letter = lower >= 'a' && lower <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return s.n > 0;
}

bool rn_url_split(struct rn_str s, struct rn_url *ret)
{
    struct rn_url u = {0};
    size_t colon = until(s, ":/?#");
    if (s.n - colon < 3 || memcmp(s.p + colon, "://", 3) != 0)
        return false;
    u.scheme = rn_strn(s.p, colon);
    struct rn_str rest = from(s, colon + 3);
    u.host = rn_strn(rest.p, until(rest, "/?#"));
    rest = from(rest, u.host.n);
    /* A user name before the host is not part of it, and must not pass for it. */
    for (size_t i = u.host.n; i > 0; i--)
        if (u.host.p[i - 1] == '@') {
            u.host = from(u.host, i);
            break;
        }
    u.path = rn_strn(rest.p, until(rest, "?#"));
    rest = from(rest, u.path.n);
    if (rest.n > 0 && rest.p[0] == '?')
        u.query = rn_strn(rest.p + 1, until(from(rest, 1), "#"));
    if (!is_scheme(u.scheme) || u.host.n == 0)
        return false;
    *ret = u;
    return true;
}

bool rn_url_param(struct rn_str s, const char *name, struct rn_str *ret)
{
    size_t len = strlen(name);
    for (size_t i = until(s, "?#&"); i < s.n; i += 1 + until(from(s, i + 1), "?#&")) {
        struct rn_str pair = from(s, i + 1);
        if (!rn_str_starts(pair, name) || (pair.n > len && strchr("=&#", pair.p[len]) == NULL))
            continue;
        struct rn_str value = from(pair, pair.n > len && pair.p[len] == '=' ? len + 1 : len);
        *ret = rn_strn(value.p, until(value, "&#"));
        return true;
    }
    return false;
}
