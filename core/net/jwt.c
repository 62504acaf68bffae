/* SPDX-License-Identifier: MIT
 *
 * Signed tokens. OpenSSL is asked for the arithmetic only; what it says about a key that it cannot
 * read is dropped, because it may quote from the key, and its error queue is left empty, because
 * the transfers of the same thread read it too.
 */
#include "net/jwt.h"

#include <limits.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/mem.h"
#include "net/auth.h"

enum { PEM_MAX = 64 << 10, RSA_BITS_MIN = 2048, RSA_BITS_MAX = 16384, P256_BYTES = 32 };

/* ---- strings that are wiped -------------------------------------------------------------------*/

static int wipe(char *s)
{
    explicit_bzero(s, talloc_get_size(s));
    return 0;
}

char *rn_secret(char *s)
{
    talloc_set_destructor(s, wipe);
    return s;
}

char *rn_secret_dup(const void *ctx, struct rn_str s)
{
    return rn_secret(rn_dup(ctx, s));
}

char *rn_base64(const void *ctx, struct rn_str bytes)
{
    char *out = rn_secret(rn_new_array(ctx, char, (bytes.n + 2) / 3 * 4 + 1));

    if (bytes.n > 0 && bytes.n < INT_MAX / 2)
        (void)EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)bytes.p, (int)bytes.n);
    return out;
}

char *rn_base64url(const void *ctx, struct rn_str bytes)
{
    char *out = rn_base64(ctx, bytes);

    for (char *p = out; *p != '\0'; p++) {
        if (*p == '+')
            *p = '-';
        else if (*p == '/')
            *p = '_';
        else if (*p == '=')
            *p = '\0';
    }
    return out;
}

/* ---- keys -------------------------------------------------------------------------------------*/

/* Never answers: a password is not to be asked for on a terminal either. */
static int no_password(char *buf, int size, int writing, void *asked)
{
    (void)buf;
    (void)size;
    (void)writing;
    *(bool *)asked = true;
    return -1;
}

static bool holds(struct rn_str s, const char *words)
{
    return s.n > 0 && memmem(s.p, s.n, words, strlen(words)) != NULL;
}

static enum rn_status unreadable(struct rn_str pem, bool encrypted, struct rn_diag *d)
{
    if (encrypted)
        return rn_fail(d, RN_INVALID,
                       "the key is protected by a password; give one that is not, in a file that "
                       "only you can read");
    if (holds(pem, "-----BEGIN PUBLIC KEY") || holds(pem, "-----BEGIN CERTIFICATE"))
        return rn_fail(d, RN_INVALID,
                       "the key is the public half; give the private one (-----BEGIN PRIVATE "
                       "KEY-----)");
    if (!holds(pem, "-----BEGIN "))
        return rn_fail(d, RN_INVALID,
                       "the key is not in PEM form; give the whole file, from -----BEGIN PRIVATE "
                       "KEY----- to the end");
    if (!holds(pem, "\n") && holds(pem, "\\n"))
        return rn_fail(d, RN_INVALID,
                       "the key has \\n written out where its lines end; give it with real line "
                       "breaks, best from a file");
    return rn_fail(d, RN_INVALID,
                   "the key is damaged or cut off; download it again and give the whole file");
}

static enum rn_status read_key(struct rn_str pem, EVP_PKEY **ret, struct rn_diag *d)
{
    bool asked = false;
    EVP_PKEY *key = NULL;
    BIO *bio;

    if (pem.n > PEM_MAX)
        return rn_fail(d, RN_INVALID, "the key is larger than 64 KiB; give one private key only");
    if (pem.n == 0)
        return unreadable(pem, false, d);
    bio = rn_mem_check(BIO_new_mem_buf(pem.p, (int)pem.n));
    key = PEM_read_bio_PrivateKey(bio, NULL, no_password, &asked);
    BIO_free(bio);
    ERR_clear_error();
    if (key == NULL)
        return unreadable(pem, asked, d);
    *ret = key;
    return RN_OK;
}

static enum rn_status fits_rs256(EVP_PKEY *key, struct rn_diag *d)
{
    int bits = EVP_PKEY_get_bits(key);

    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        return rn_fail(d, RN_INVALID,
                       "the key is no RSA key, which RS256 needs; is it another "
                       "place's?");
    if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX)
        return rn_fail(d, RN_INVALID, "the key is an RSA key of %d bits; at least %d are needed",
                       bits, RSA_BITS_MIN);
    return RN_OK;
}

static enum rn_status fits_es256(EVP_PKEY *key, struct rn_diag *d)
{
    char curve[64] = "";

    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC)
        return rn_fail(d, RN_INVALID,
                       "the key is no elliptic curve key, which ES256 needs; is it "
                       "another place's?");
    if (EVP_PKEY_get_group_name(key, curve, sizeof curve, NULL) != 1 ||
        strcmp(curve, "prime256v1") != 0)
        return rn_fail(d, RN_INVALID,
                       "the key lies on another curve than P-256, which ES256 "
                       "needs; is it another place's?");
    return RN_OK;
}

/* ---- signatures -------------------------------------------------------------------------------*/

/* What OpenSSL gives: DER for elliptic curves, the plain number for RSA. */
static bool sign_bytes(const void *ctx, EVP_PKEY *key, struct rn_str text, struct rn_str *ret)
{
    EVP_MD_CTX *md = rn_mem_check(EVP_MD_CTX_new());
    const unsigned char *in = (const unsigned char *)text.p;
    unsigned char *out = NULL;
    size_t n = 0;
    bool done = EVP_DigestSignInit(md, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestSign(md, NULL, &n, in, text.n) == 1;

    if (done) {
        out = rn_new_array(ctx, unsigned char, n);
        done = EVP_DigestSign(md, out, &n, in, text.n) == 1;
    }
    EVP_MD_CTX_free(md);
    ERR_clear_error();
    *ret = rn_strn((const char *)out, n);
    return done;
}

static bool rs256(const void *ctx, EVP_PKEY *key, struct rn_str text, struct rn_str *ret)
{
    return sign_bytes(ctx, key, text, ret);
}

/* Tokens have the two numbers side by side, 32 bytes each. */
static bool es256(const void *ctx, EVP_PKEY *key, struct rn_str text, struct rn_str *ret)
{
    unsigned char *raw = rn_new_array(ctx, unsigned char, 2 * P256_BYTES);
    struct rn_str der;
    const unsigned char *p;
    ECDSA_SIG *sig;
    bool done;

    if (!sign_bytes(ctx, key, text, &der))
        return false;
    p = (const unsigned char *)der.p;
    sig = d2i_ECDSA_SIG(NULL, &p, (long)der.n);
    done = sig != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, P256_BYTES) == P256_BYTES &&
           BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + P256_BYTES, P256_BYTES) == P256_BYTES;
    ECDSA_SIG_free(sig);
    ERR_clear_error();
    *ret = rn_strn((const char *)raw, 2 * P256_BYTES);
    return done;
}

static const struct algorithm {
    const char *name;
    enum rn_status (*fits)(EVP_PKEY *, struct rn_diag *);
    bool (*sign)(const void *ctx, EVP_PKEY *, struct rn_str text, struct rn_str *ret);
} algorithms[] = {{"RS256", fits_rs256, rs256}, {"ES256", fits_es256, es256}};

static const struct algorithm *find_algorithm(const char *name)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++)
        if (strcmp(algorithms[i].name, name) == 0)
            return &algorithms[i];
    return NULL;
}

static enum rn_status sign_with(const void *ctx, const struct algorithm *a, EVP_PKEY *key,
                                const char *text, char **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_str signature;
    enum rn_status st = a->fits(key, d);

    if (st != RN_OK)
        return st;
    if (!a->sign(tmp, key, rn_str(text), &signature))
        return rn_fail(d, RN_INVALID, "the key cannot sign with %s; download it again", a->name);
    *ret = rn_secret(rn_fmt(ctx, "%s.%s", text, rn_base64url(tmp, signature)));
    return RN_OK;
}

enum rn_status rn_jwt_sign(const void *ctx, const char *algorithm, const char *header_json,
                           const char *claims_json, struct rn_str pem, char **ret,
                           struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct algorithm *a = find_algorithm(algorithm);
    EVP_PKEY *key = NULL;
    enum rn_status st;

    if (a == NULL)
        return rn_fail(d, RN_BUG, "there is no way to sign called \"%.20s\"", algorithm);
    st = read_key(pem, &key, d);
    if (st != RN_OK)
        return st;
    st = sign_with(ctx, a, key,
                   rn_fmt(tmp, "%s.%s", rn_base64url(tmp, rn_str(header_json)),
                          rn_base64url(tmp, rn_str(claims_json))),
                   ret, d);
    EVP_PKEY_free(key);
    return st;
}
