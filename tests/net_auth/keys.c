/* SPDX-License-Identifier: MIT */
#include "net_auth/desk.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "base/mem.h"

EVP_PKEY *key_rsa(unsigned bits)
{
    EVP_PKEY *key = EVP_RSA_gen(bits);
    assert_non_null(key);
    return key;
}

EVP_PKEY *key_curve(const char *curve)
{
    EVP_PKEY *key = EVP_EC_gen(curve);
    assert_non_null(key);
    return key;
}

EVP_PKEY *key_ed25519(void)
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    assert_non_null(key);
    return key;
}

void key_free(EVP_PKEY *key)
{
    EVP_PKEY_free(key);
}

static char *bio_text(const void *ctx, BIO *bio)
{
    char *p = NULL;
    long n = BIO_get_mem_data(bio, &p);
    char *text = rn_dup(ctx, rn_strn(p, (size_t)n));
    BIO_free(bio);
    return text;
}

char *key_private(const void *ctx, EVP_PKEY *key, const char *password)
{
    BIO *bio = BIO_new(BIO_s_mem());
    const EVP_CIPHER *cipher = password != NULL ? EVP_aes_128_cbc() : NULL;
    int n = password != NULL ? (int)strlen(password) : 0;
    assert_int_equal(PEM_write_bio_PKCS8PrivateKey(bio, key, cipher, password, n, NULL, NULL), 1);
    return bio_text(ctx, bio);
}

char *key_traditional(const void *ctx, EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    assert_int_equal(PEM_write_bio_PrivateKey_traditional(bio, key, NULL, NULL, 0, NULL, NULL), 1);
    return bio_text(ctx, bio);
}

char *key_public(const void *ctx, EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    assert_int_equal(PEM_write_bio_PUBKEY(bio, key), 1);
    return bio_text(ctx, bio);
}

static struct rn_str decode(const void *ctx, struct rn_str s)
{
    static const char *const padding[] = {"", "===", "==", "="};
    char *padded = rn_fmt(ctx, "%.*s%s", RN_STR_ARG(s), padding[s.n % 4]);
    size_t n = strlen(padded), lost = 0;
    unsigned char *out = rn_new_array(ctx, unsigned char, n + 1);

    assert_int_equal(n % 4, 0);
    assert_null(memchr(s.p, '=', s.n));
    assert_null(memchr(s.p, '+', s.n));
    assert_null(memchr(s.p, '/', s.n));
    for (char *p = padded; *p != '\0'; p++) {
        lost += *p == '=';
        *p = *p == '-' ? '+' : *p == '_' ? '/' : *p;
    }
    assert_int_equal(EVP_DecodeBlock(out, (unsigned char *)padded, (int)n), (int)(n / 4 * 3));
    return rn_strn((char *)out, n / 4 * 3 - lost);
}

static struct rn_str der_of(const void *ctx, struct rn_str raw)
{
    const unsigned char *p = (const unsigned char *)raw.p;
    unsigned char *der = NULL;
    ECDSA_SIG *sig = ECDSA_SIG_new();
    struct rn_str out;

    assert_int_equal(raw.n, 64);
    assert_int_equal(ECDSA_SIG_set0(sig, BN_bin2bn(p, 32, NULL), BN_bin2bn(p + 32, 32, NULL)), 1);
    int n = i2d_ECDSA_SIG(sig, &der);
    assert_true(n > 0);
    out = rn_dup_str(ctx, rn_strn((char *)der, (size_t)n));
    OPENSSL_free(der);
    ECDSA_SIG_free(sig);
    return out;
}

static EVP_PKEY *public_half(const void *ctx, EVP_PKEY *key)
{
    BIO *bio = BIO_new_mem_buf(key_public(ctx, key), -1);
    EVP_PKEY *half = PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);
    BIO_free(bio);
    assert_non_null(half);
    return half;
}

void key_verify(const void *ctx, EVP_PKEY *key, const char *algorithm, const char *token,
                char **ret_header, char **ret_claims)
{
    const char *one = strchr(token, '.'), *two = one != NULL ? strchr(one + 1, '.') : NULL;
    assert_non_null(two);
    struct rn_str signature = decode(ctx, rn_str(two + 1));
    EVP_PKEY *half = public_half(ctx, key);
    EVP_MD_CTX *md = EVP_MD_CTX_new();

    if (strcmp(algorithm, "ES256") == 0)
        signature = der_of(ctx, signature);
    assert_int_equal(EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, half), 1);
    assert_int_equal(EVP_DigestVerify(md, (const unsigned char *)signature.p, signature.n,
                                      (const unsigned char *)token, (size_t)(two - token)),
                     1);
    EVP_MD_CTX_free(md);
    EVP_PKEY_free(half);
    *ret_header = rn_dup(ctx, decode(ctx, rn_strn(token, (size_t)(one - token))));
    *ret_claims = rn_dup(ctx, decode(ctx, rn_strn(one + 1, (size_t)(two - one - 1))));
}
