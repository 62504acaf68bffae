/* SPDX-License-Identifier: MIT */
#include "base/id.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>

#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>

static void start_sodium(void)
{
    if (sodium_init() < 0) {
        (void)fprintf(stderr, "renown: the system gives no random numbers, so the program ends.\n");
        abort();
    }
}

static void need_sodium(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, start_sodium);
}

/* Each part goes in with its length before it, in the same byte order on every machine. */
static void absorb(crypto_generichash_state *st, struct rn_str part)
{
    unsigned char length[8];
    uint64_t n = part.n;
    for (int i = 0; i < 8; i++, n >>= 8)
        length[i] = (unsigned char)n;
    (void)crypto_generichash_update(st, length, sizeof length);
    if (part.n > 0)
        (void)crypto_generichash_update(st, (const unsigned char *)part.p, part.n);
}

static void digest(struct rn_str key, const struct rn_str *parts, size_t count, unsigned char *out,
                   size_t out_n)
{
    unsigned char short_key[crypto_generichash_BYTES];
    crypto_generichash_state st;
    need_sodium();
    if (key.n > crypto_generichash_KEYBYTES_MAX) { /* BLAKE2b takes 64 bytes at most */
        (void)crypto_generichash(short_key, sizeof short_key, (const unsigned char *)key.p, key.n,
                                 NULL, 0);
        key = rn_strn((const char *)short_key, sizeof short_key);
    }
    (void)crypto_generichash_init(&st, key.n > 0 ? (const unsigned char *)key.p : NULL, key.n,
                                  out_n);
    for (size_t i = 0; i < count; i++)
        absorb(&st, parts[i]);
    (void)crypto_generichash_final(&st, out, out_n);
}

void rn_id_make(const struct rn_str *parts, size_t count, char out[RN_ID_LEN + 1])
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned char hash[crypto_generichash_BYTES];
    digest(rn_strn(NULL, 0), parts, count, hash, sizeof hash);
    for (int i = 0; i < RN_ID_LEN; i++) { /* five bits a letter */
        unsigned bit = (unsigned)i * 5, pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];
        out[i] = letters[pair >> (11 - bit % 8) & 31];
    }
    out[RN_ID_LEN] = '\0';
}

/* Base64url without padding. libsodium's own takes constant time, which names need not and which
 * would be the dearest part of a hash. */
static void put_base64(const unsigned char *p, size_t n, char *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned bits = 0;
    int have = 0;
    for (size_t i = 0; i < n; i++) {
        bits = bits << 8 | p[i];
        for (have += 8; have >= 6; have -= 6)
            *out++ = letters[bits >> (have - 6) & 63];
    }
    if (have > 0)
        *out++ = letters[bits << (6 - have) & 63];
    *out = '\0';
}

void rn_hash_text(struct rn_str key, const struct rn_str *parts, size_t count,
                  char out[RN_HASH_LEN + 1])
{
    unsigned char hash[32];
    digest(key, parts, count, hash, sizeof hash);
    put_base64(hash, sizeof hash, out);
}

void rn_hmac_base64(struct rn_str key, struct rn_str text, char out[45])
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state st;
    need_sodium();
    (void)crypto_auth_hmacsha256_init(&st, (const unsigned char *)key.p, key.n);
    (void)crypto_auth_hmacsha256_update(&st, (const unsigned char *)text.p, text.n);
    (void)crypto_auth_hmacsha256_final(&st, mac);
    (void)sodium_bin2base64(out, 45, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
}

bool rn_base64_bytes(const void *ctx, struct rn_str text, struct rn_str *ret)
{
    size_t n = 0;
    need_sodium();
    while (text.n > 0 && text.p[text.n - 1] == '=')
        text.n--;
    unsigned char *bytes = rn_new_array(ctx, unsigned char, text.n + 1);
    if (sodium_base642bin(bytes, text.n + 1, text.p, text.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
        return false;
    *ret = rn_strn((const char *)bytes, n);
    return true;
}

/* Multiplies to 128 bits and folds the halves: one step mixes 16 bytes well enough for tables. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load(const char *p, size_t n)
{
    uint64_t v = 0;
    memcpy(&v, p, n);
    return v;
}

uint64_t rn_hash64(struct rn_str s)
{
    const uint64_t k1 = UINT64_C(0xA0761D6478BD642F), k2 = UINT64_C(0xE7037ED1A0B428DB);
    uint64_t h = mix((uint64_t)s.n ^ k1, k2);
    const char *p = s.p;
    size_t left = s.n;
    for (; left > 16; p += 16, left -= 16)
        h = mix(load(p, 8) ^ k1 ^ h, load(p + 8, 8) ^ k2);
    if (left > 8)
        return mix(load(p, 8) ^ k1 ^ h, load(p + left - 8, 8) ^ k2);
    if (left == 0)
        return h;
    uint64_t last = left >= 4 ? load(p, 4) | load(p + left - 4, 4) << 32 : load(p, left);
    return mix(last ^ k1 ^ h, k2);
}

void rn_random_key(char out[RN_KEY_LEN + 1])
{
    unsigned char bytes[16];
    need_sodium();
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2base64(out, RN_KEY_LEN + 1, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

enum rn_status rn_hash_file(const char *path, char out[RN_HASH_LEN + 1], struct rn_diag *d)
{
    unsigned char chunk[1 << 16], hash[32];
    crypto_generichash_state st;
    FILE *file = fopen(path, "rbe");
    size_t n;
    if (file == NULL)
        return rn_fail(d, RN_IO, "cannot open %s: %s", path, strerrordesc_np(errno));
    need_sodium();
    (void)crypto_generichash_init(&st, NULL, 0, sizeof hash);
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        (void)crypto_generichash_update(&st, chunk, n);
    const bool whole = !ferror(file);
    (void)fclose(file);
    if (!whole)
        return rn_fail(d, RN_IO, "cannot read %s to its end: %s", path, strerrordesc_np(errno));
    (void)crypto_generichash_final(&st, hash, sizeof hash);
    put_base64(hash, sizeof hash, out);
    return RN_OK;
}
