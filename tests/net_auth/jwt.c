/* SPDX-License-Identifier: MIT
 *
 * Signed tokens, checked by OpenSSL with the public half; keys that cannot sign.
 */
#include "net_auth/desk.h"

#include "base/mem.h"
#include "net/jwt.h"

#define HEADER "{\"alg\":\"X\"}"
#define CLAIMS "{\"iss\":\"Zo\\u00eb \\u00ff\\u00bf~~?\"}"

static struct evp_pkey_st *rsa, *p256;

static int make_keys(void **state)
{
    (void)state;
    rsa = key_rsa(2048);
    p256 = key_curve("P-256");
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    key_free(rsa);
    key_free(p256);
    return 0;
}

static void round_trip(struct evp_pkey_st *key, const char *algorithm)
{
    RN_SCOPE(tmp);
    char *pem = key_private(tmp, key, NULL), *token = NULL, *header, *claims;
    struct rn_diag d = {0};

    assert_int_equal(rn_jwt_sign(tmp, algorithm, HEADER, CLAIMS, rn_str(pem), &token, &d), RN_OK);
    key_verify(tmp, key, algorithm, token, &header, &claims);
    assert_string_equal(header, HEADER);
    assert_string_equal(claims, CLAIMS);
}

static void rs256_verifies(void **state)
{
    (void)state;
    round_trip(rsa, "RS256");
}

/* Often enough that numbers with leading zeros occur: one signature of 128 has one. */
static void es256_verifies(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++)
        round_trip(p256, "ES256");
}

static void signs_with(struct evp_pkey_st *key, const char *algorithm, const char *pem)
{
    RN_SCOPE(tmp);
    char *token = NULL, *header, *claims;
    struct rn_diag d = {0};

    assert_int_equal(rn_jwt_sign(tmp, algorithm, HEADER, CLAIMS, rn_str(pem), &token, &d), RN_OK);
    key_verify(tmp, key, algorithm, token, &header, &claims);
}

/* PKCS#1, SEC 1, Windows line ends and words before the key are read as well. */
static void forms_of_pem(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    char *pem = key_private(tmp, p256, NULL);
    char *crlf = rn_new_array(tmp, char, 2 * strlen(pem) + 1), *q = crlf;

    for (const char *p = pem; *p != '\0'; p++) {
        if (*p == '\n')
            *q++ = '\r';
        *q++ = *p;
    }
    signs_with(p256, "ES256", crlf);
    signs_with(p256, "ES256", rn_fmt(tmp, "Key of the harbour\n\n%s\n\n", pem));
    signs_with(p256, "ES256", key_traditional(tmp, p256));
    signs_with(rsa, "RS256", key_traditional(tmp, rsa));
}

static void refuse(const char *algorithm, const char *pem, const char *words)
{
    RN_SCOPE(tmp);
    char *token = (char *)"untouched";
    struct rn_diag d = {0};
    enum rn_status st = rn_jwt_sign(tmp, algorithm, HEADER, CLAIMS, rn_str(pem), &token, &d);

    if (st != RN_INVALID || strstr(d.text, words) == NULL || strncmp(d.text, "the key ", 8) != 0)
        fail_msg("status %d, \"%s\" and not \"%s\"", (int)st, d.text, words);
    assert_string_equal(token, "untouched");
    if (strlen(pem) > 100 && memmem(d.text, strlen(d.text), pem + 40, 20) != NULL)
        fail_msg("the key stands in \"%s\"", d.text);
}

static void keys_of_another_kind(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    struct evp_pkey_st *small = key_rsa(1024), *odd = key_curve("secp256k1"),
                       *p384 = key_curve("P-384"), *ed = key_ed25519();

    refuse("RS256", key_private(tmp, small, NULL), "1024 bits; at least 2048");
    refuse("RS256", key_private(tmp, p256, NULL), "no RSA key");
    refuse("RS256", key_private(tmp, ed, NULL), "no RSA key");
    refuse("ES256", key_private(tmp, rsa, NULL), "no elliptic curve key");
    refuse("ES256", key_private(tmp, ed, NULL), "no elliptic curve key");
    refuse("ES256", key_private(tmp, odd, NULL), "another curve");
    refuse("ES256", key_private(tmp, p384, NULL), "another curve");
    key_free(small);
    key_free(odd);
    key_free(p384);
    key_free(ed);
}

static void unreadable_keys(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    char *pem = key_private(tmp, p256, NULL), *cut = rn_dupz(tmp, pem), *flat = rn_dupz(tmp, pem);
    char *large = rn_new_array(tmp, char, (64 << 10) + 2);

    cut[strlen(cut) / 2] = '\0';
    for (char *p = strchr(flat, '\n'); p != NULL; p = strchr(p, '\n'))
        *p = ' ';
    memset(large, 'A', (64 << 10) + 1);
    refuse("ES256", "", "not in PEM form");
    refuse("ES256", "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg", "not in PEM form");
    refuse("ES256", key_private(tmp, p256, "geheim"), "protected by a password");
    refuse("RS256", key_private(tmp, rsa, "geheim"), "protected by a password");
    refuse("ES256", key_public(tmp, p256), "public half");
    refuse("ES256", cut, "damaged or cut off");
    refuse("ES256", flat, "damaged");
    refuse("ES256", "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----",
           "written out");
    refuse("ES256", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "damaged");
    refuse("ES256", large, "larger than 64 KiB");
}

static void unknown_algorithm(void **state)
{
    (void)state;
    char *token = NULL;
    struct rn_diag d = {0};

    assert_int_equal(rn_jwt_sign(NULL, "none", HEADER, CLAIMS, rn_str("x"), &token, &d), RN_BUG);
    assert_null(token);
}

static void base64_vectors(void **state)
{
    (void)state;
    RN_SCOPE(tmp);
    assert_string_equal(rn_base64(tmp, rn_str("")), "");
    assert_string_equal(rn_base64(tmp, rn_str("f")), "Zg==");
    assert_string_equal(rn_base64(tmp, rn_str("foobar")), "Zm9vYmFy");
    assert_string_equal(rn_base64(tmp, rn_strn("\xfb\xff\xbf", 3)), "+/+/");
    assert_string_equal(rn_base64url(tmp, rn_strn("\xfb\xff\xbf\0", 4)), "-_-_AA");
}

/* The children of a string are freed after its own destructor and before its memory. */
struct witness {
    const char *s;
    size_t n;
};
static size_t zeros_seen;

static int look(struct witness *w)
{
    for (size_t i = 0; i < w->n; i++)
        zeros_seen += w->s[i] == '\0';
    return 0;
}

static void secrets_are_wiped(void **state)
{
    (void)state;
    char *s = rn_secret_dup(NULL, rn_str("a secret of some length"));
    struct witness *w = rn_new(s, struct witness);

    *w = (struct witness){s, strlen(s)};
    talloc_set_destructor(w, look);
    talloc_free(s);
    assert_int_equal(zeros_seen, strlen("a secret of some length"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rs256_verifies),  cmocka_unit_test(es256_verifies),
        cmocka_unit_test(forms_of_pem),    cmocka_unit_test(keys_of_another_kind),
        cmocka_unit_test(unreadable_keys), cmocka_unit_test(unknown_algorithm),
        cmocka_unit_test(base64_vectors),  cmocka_unit_test(secrets_are_wiped),
    };
    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
