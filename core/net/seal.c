/* SPDX-License-Identifier: MIT */
#include "net/seal.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include <renown/stamp.h>

enum { MAC = crypto_auth_hmacsha256_BYTES, KEY_MAX = 256, TEXT_MAX = 512 };

static struct rn_str header(const struct rn_response *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (rn_str_is(r->headers[i].name, name))
            return rn_str_trim(r->headers[i].value);
    return (struct rn_str){NULL, 0};
}

static void mac_of(struct rn_str key, const struct rn_str *parts, size_t count,
                   unsigned char out[MAC])
{
    crypto_auth_hmacsha256_state state;
    (void)crypto_auth_hmacsha256_init(&state, (const unsigned char *)(key.n > 0 ? key.p : ""),
                                      key.n);
    for (size_t i = 0; i < count; i++)
        if (parts[i].n > 0)
            (void)crypto_auth_hmacsha256_update(&state, (const unsigned char *)parts[i].p,
                                                parts[i].n);
    (void)crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

static enum rn_status wrong(struct rn_diag *d)
{
    return rn_fail(d, RN_REFUSED,
                   "the event's signature does not fit its body and the key of this source, so it "
                   "was not taken in: it is from somebody else, was changed on its way, or the key "
                   "in the config is another one");
}

/* ---- HMAC in hexadecimal digits -------------------------------------------------------------- */

static enum rn_status check_hex(const struct rn_seal *seal, struct rn_str key,
                                const struct rn_response *event, struct rn_diag *d)
{
    unsigned char mac[MAC];
    char want[2 * MAC + 1];
    struct rn_str given = header(event, seal->field);
    const size_t skip = seal->prefix != NULL ? strlen(seal->prefix) : 0;
    if (given.n == 0)
        return rn_fail(d, RN_REFUSED,
                       "the event has no header %s, so nobody can tell who sent it, and it was not "
                       "taken in: hand over its headers with its body",
                       seal->field);
    if (given.n != skip + 2 * MAC || (skip > 0 && memcmp(given.p, seal->prefix, skip) != 0))
        return wrong(d);
    mac_of(key, &event->body, 1, mac);
    (void)sodium_bin2hex(want, sizeof want, mac, sizeof mac);
    return sodium_memcmp(want, given.p + skip, 2 * MAC) == 0 ? RN_OK : wrong(d);
}

/* ---- Standard Webhooks ----------------------------------------------------------------------- */

static bool read_key(struct rn_str key, unsigned char out[KEY_MAX], size_t *ret_n)
{
    static const char prefix[] = "whsec_";
    if (rn_str_starts(key, prefix))
        key = rn_strn(key.p + sizeof prefix - 1, key.n - sizeof prefix + 1);
    return key.n > 0 &&
           sodium_base642bin(out, KEY_MAX, key.p, key.n, NULL, ret_n, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           *ret_n > 0;
}

/* Seconds since 1970. */
static bool read_moment(struct rn_str s, int64_t *ret_us)
{
    int64_t v = 0;
    if (s.n == 0 || s.n > 11)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret_us = v * RN_SECOND;
    return true;
}

/* "v1,BASE64 v1,BASE64 v1a,…": one that fits is enough, as during a change of keys. */
static bool any_fits(struct rn_str list, const char *want)
{
    const size_t n = strlen(want);
    bool fits = false;
    while (list.n > 0) {
        const char *blank = memchr(list.p, ' ', list.n);
        const size_t len = blank != NULL ? (size_t)(blank - list.p) : list.n;
        if (len == n + 3 && memcmp(list.p, "v1,", 3) == 0)
            fits = sodium_memcmp(list.p + 3, want, n) == 0 || fits;
        list = blank != NULL ? rn_strn(blank + 1, list.n - len - 1) : rn_strn(list.p + len, 0);
    }
    return fits;
}

static enum rn_status check_standard(struct rn_str key, const struct rn_response *event,
                                     int64_t now, struct rn_diag *d)
{
    unsigned char raw[KEY_MAX], mac[MAC];
    char want[sodium_base64_ENCODED_LEN(MAC, sodium_base64_VARIANT_ORIGINAL)];
    struct rn_str id = header(event, "webhook-id"), at = header(event, "webhook-timestamp");
    struct rn_str given = header(event, "webhook-signature");
    int64_t sent;
    size_t n = 0;
    if (id.n == 0 || id.n > TEXT_MAX || given.n == 0 || !read_moment(at, &sent))
        return rn_fail(d, RN_REFUSED,
                       "the event lacks one of the headers webhook-id, webhook-timestamp and "
                       "webhook-signature, so it was not taken in");
    if (!read_key(key, raw, &n))
        return rn_fail(d, RN_INVALID,
                       "the key of this source's pushed events is none: it is base64, usually "
                       "behind whsec_");
    if (sent < now - RN_SEAL_WINDOW || sent > now + RN_SEAL_WINDOW) {
        sodium_memzero(raw, sizeof raw);
        return rn_fail(d, RN_REFUSED,
                       "the event was sent more than five minutes before or after now, so it was "
                       "not taken in: it is an old one again, or a clock is wrong");
    }
    const struct rn_str parts[] = {id, RN_STR("."), at, RN_STR("."), event->body};
    mac_of(rn_strn((const char *)raw, n), parts, 5, mac);
    sodium_memzero(raw, sizeof raw);
    (void)sodium_bin2base64(want, sizeof want, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
    return any_fits(given, want) ? RN_OK : wrong(d);
}

/* ---- the whole ------------------------------------------------------------------------------- */

enum rn_status rn_seal_check(const struct rn_seal *seal, struct rn_str key,
                             const struct rn_response *event, int64_t now, struct rn_diag *d)
{
    if (key.n == 0)
        return rn_fail(d, RN_INVALID, "the key of this source's pushed events is empty");
    if (seal->kind == RN_SEAL_HMAC_HEX)
        return check_hex(seal, key, event, d);
    if (seal->kind == RN_SEAL_STANDARD)
        return check_standard(key, event, now, d);
    return rn_fail(d, RN_REFUSED,
                   "events of this place are not sealed in a way that is known here");
}

struct rn_str rn_seal_event_id(const struct rn_seal *seal, const struct rn_response *event)
{
    struct rn_str id = {NULL, 0};
    if (seal != NULL && seal->kind == RN_SEAL_STANDARD)
        id = header(event, "webhook-id");
    return id.n > 0 ? id : event->body;
}
