/* SPDX-License-Identifier: MIT */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "base/mem.h"

enum { URL_MAX = 16 << 10, HOST_SHOWN = 200 };

/* ---- taking apart ---------------------------------------------------------------------------- */

/* One part of a parsed address as a copy of ours; "" when there is none. */
static char *part(const void *ctx, CURLU *u, CURLUPart what, unsigned flags)
{
    char *text = NULL;
    char *copy;
    if (curl_url_get(u, what, &text, flags) != CURLUE_OK)
        return rn_dupz(ctx, "");
    copy = rn_dupz(ctx, text);
    curl_free(text);
    return copy;
}

static char *plain_host(char *host)
{
    size_t n = strlen(host);
    for (size_t i = 0; i < n; i++)
        if (host[i] >= 'A' && host[i] <= 'Z')
            host[i] = (char)(host[i] | 0x20);
    if (n > 2 && host[0] == '[' && host[n - 1] == ']') {
        host[n - 1] = '\0';
        return host + 1;
    }
    return host;
}

static bool is_printable(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~')
            return false;
    return s.n > 0 && s.n <= URL_MAX;
}

static enum rn_status read_parts(const void *ctx, CURLU *u, struct rn_address *ret,
                                 struct rn_diag *d)
{
    struct rn_address a = {.scheme = part(ctx, u, CURLUPART_SCHEME, 0)};
    char *port = part(ctx, u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    a.host = plain_host(part(ctx, u, CURLUPART_HOST, 0));
    if (strcmp(a.scheme, "http") != 0 && strcmp(a.scheme, "https") != 0)
        return rn_fail(d, RN_INVALID, "an address with the scheme %.20s is not asked: only https",
                       a.scheme);
    if (a.host[0] == '\0')
        return rn_fail(d, RN_INVALID, "an address without a host cannot be asked");
    a.port = atoi(port);
    a.key = rn_fmt(ctx, "%s://%s:%d", a.scheme, a.host, a.port);
    (void)curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
    a.url = part(ctx, u, CURLUPART_URL, 0);
    *ret = a;
    return RN_OK;
}

enum rn_status rn_address_parse(const void *ctx, struct rn_str url, struct rn_address *ret,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    if (!is_printable(url))
        return rn_fail(d, RN_INVALID,
                       "an address was empty, longer than 16 KiB, or held characters that no "
                       "address may hold; it was not asked");
    CURLU *u = rn_mem_check(curl_url());
    CURLUcode code = curl_url_set(u, CURLUPART_URL, rn_dup(tmp, url),
                                  CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER);
    enum rn_status st = code == CURLUE_OK
                            ? read_parts(ctx, u, ret, d)
                            : rn_fail(d, RN_INVALID, "an address cannot be asked: %s",
                                      code == CURLUE_USER_NOT_ALLOWED ? "it holds a user name"
                                                                      : curl_url_strerror(code));
    curl_url_cleanup(u);
    return st;
}

/* ---- other addresses made from one ----------------------------------------------------------- */

enum rn_status rn_address_on(const void *ctx, struct rn_str url, const char *endpoint,
                             struct rn_address *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_address own, other;
    enum rn_status st = rn_address_parse(ctx, url, &own, d);
    if (st != RN_OK || endpoint == NULL) {
        if (st == RN_OK)
            *ret = own;
        return st;
    }
    st = rn_address_parse(tmp, rn_str(endpoint), &other, d);
    if (st != RN_OK)
        return st;
    const char *rest = strstr(own.url, "://");
    rest = rest != NULL ? strpbrk(rest + 3, "/?") : NULL;
    const bool six = strchr(other.host, ':') != NULL;
    return rn_address_parse(
        ctx,
        rn_str(rn_fmt(tmp, "%s://%s%s%s:%d%s", other.scheme, six ? "[" : "", other.host,
                      six ? "]" : "", other.port, rest != NULL ? rest : "/")),
        ret, d);
}

enum rn_status rn_address_follow(const void *ctx, const struct rn_address *from,
                                 struct rn_str location, struct rn_address *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *whole = NULL;
    if (!is_printable(location))
        return rn_fail(d, RN_INVALID, "its redirect leads to no address");
    CURLU *u = rn_mem_check(curl_url());
    /* Setting an address over another one resolves it as a browser would. */
    bool good = curl_url_set(u, CURLUPART_URL, from->url, 0) == CURLUE_OK &&
                curl_url_set(u, CURLUPART_URL, rn_dup(tmp, location),
                             CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER) == CURLUE_OK &&
                curl_url_get(u, CURLUPART_URL, &whole, 0) == CURLUE_OK;
    enum rn_status st = good ? rn_address_parse(ctx, rn_str(whole), ret, d)
                             : rn_fail(d, RN_INVALID, "its redirect leads to no address");
    curl_free(whole);
    curl_url_cleanup(u);
    return st;
}

bool rn_address_same(const struct rn_address *a, const struct rn_address *b)
{
    return strcmp(a->key, b->key) == 0;
}

bool rn_address_is_loopback(const struct rn_address *a)
{
    return strcmp(a->host, "localhost") == 0 || rn_machine_of_text(a->host) == RN_MACHINE_LOOPBACK;
}

/* ---- which machines -------------------------------------------------------------------------- */

/* The first `bits` of an address; IPv4 stands in IPv6 as ::ffff:a.b.c.d. */
struct range {
    const char *first;
    int bits;
    enum rn_machine kind;
};

static const struct range ranges4[] = {
    {"127.0.0.0", 8, RN_MACHINE_LOOPBACK},   {"0.0.0.0", 8, RN_MACHINE_PRIVATE},
    {"10.0.0.0", 8, RN_MACHINE_PRIVATE},     {"100.64.0.0", 10, RN_MACHINE_PRIVATE},
    {"169.254.0.0", 16, RN_MACHINE_PRIVATE}, {"172.16.0.0", 12, RN_MACHINE_PRIVATE},
    {"192.0.0.0", 24, RN_MACHINE_PRIVATE},   {"192.0.2.0", 24, RN_MACHINE_PRIVATE},
    {"192.88.99.0", 24, RN_MACHINE_PRIVATE}, {"192.168.0.0", 16, RN_MACHINE_PRIVATE},
    {"198.18.0.0", 15, RN_MACHINE_PRIVATE},  {"198.51.100.0", 24, RN_MACHINE_PRIVATE},
    {"203.0.113.0", 24, RN_MACHINE_PRIVATE}, {"224.0.0.0", 4, RN_MACHINE_PRIVATE},
    {"240.0.0.0", 4, RN_MACHINE_PRIVATE},
};

static const struct range ranges6[] = {
    {"::1", 128, RN_MACHINE_LOOPBACK},       {"::", 128, RN_MACHINE_PRIVATE},
    {"64:ff9b:1::", 48, RN_MACHINE_PRIVATE}, {"100::", 64, RN_MACHINE_PRIVATE},
    {"2001::", 32, RN_MACHINE_PRIVATE},      {"2001:db8::", 32, RN_MACHINE_PRIVATE},
    {"fc00::", 7, RN_MACHINE_PRIVATE},       {"fe80::", 10, RN_MACHINE_PRIVATE},
    {"fec0::", 10, RN_MACHINE_PRIVATE},      {"ff00::", 8, RN_MACHINE_PRIVATE},
};

/* Where an IPv4 address lies inside IPv6: mapped, compatible, translated (NAT64), 6to4. */
static const struct {
    const char *first;
    int bits, at;
} inner4[] = {{"::ffff:0:0", 96, 12}, {"::", 96, 12}, {"64:ff9b::", 96, 12}, {"2002::", 16, 2}};

static bool begins(const unsigned char *a, const unsigned char *b, int bits)
{
    int whole = bits / 8;
    unsigned mask = 0xffu << (8 - bits % 8) & 0xff;
    return memcmp(a, b, (size_t)whole) == 0 &&
           (bits % 8 == 0 || ((unsigned)(a[whole] ^ b[whole]) & mask) == 0);
}

static enum rn_machine in_ranges(int family, const unsigned char *a, const struct range *r,
                                 size_t n)
{
    unsigned char first[16];
    for (size_t i = 0; i < n; i++)
        if (inet_pton(family, r[i].first, first) == 1 && begins(a, first, r[i].bits))
            return r[i].kind;
    return RN_MACHINE_PUBLIC;
}

static enum rn_machine machine4(const unsigned char *a)
{
    return in_ranges(AF_INET, a, ranges4, sizeof ranges4 / sizeof *ranges4);
}

static enum rn_machine machine6(const unsigned char *a)
{
    unsigned char first[16];
    enum rn_machine m = in_ranges(AF_INET6, a, ranges6, sizeof ranges6 / sizeof *ranges6);
    for (size_t i = 0; m == RN_MACHINE_PUBLIC && i < sizeof inner4 / sizeof *inner4; i++)
        if (inet_pton(AF_INET6, inner4[i].first, first) == 1 && begins(a, first, inner4[i].bits))
            return machine4(a + inner4[i].at);
    return m;
}

enum rn_machine rn_machine_of(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return machine4(
            (const unsigned char *)&((const struct sockaddr_in *)(const void *)a)->sin_addr);
    if (a->sa_family == AF_INET6)
        return machine6(((const struct sockaddr_in6 *)(const void *)a)->sin6_addr.s6_addr);
    return RN_MACHINE_UNKNOWN;
}

enum rn_machine rn_machine_of_text(const char *ip)
{
    unsigned char a[16];
    if (inet_pton(AF_INET, ip, a) == 1)
        return machine4(a);
    return inet_pton(AF_INET6, ip, a) == 1 ? machine6(a) : RN_MACHINE_UNKNOWN;
}
