/* SPDX-License-Identifier: MIT
 *
 * What each kind of login adds to a request or asks for, and credentials that are missing or odd.
 */
#include "net_auth/desk.h"

#include <renown/json.h>

#include "base/mem.h"
#include "net/redact.h"

static struct evp_pkey_st *rsa, *p256;
static char *rsa_pem, *p256_pem;

static int make_keys(void **state)
{
    (void)state;
    rsa = key_rsa(2048);
    p256 = key_curve("P-256");
    rsa_pem = key_private(NULL, rsa, NULL);
    p256_pem = key_private(NULL, p256, NULL);
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    key_free(rsa);
    key_free(p256);
    talloc_free(rsa_pem);
    talloc_free(p256_pem);
    return 0;
}

static void assert_redacted(struct desk *k, const char *text)
{
    struct rn_buf b;

    rn_buf_init(&b, 1 << 20);
    assert_int_equal(rn_redact_text(&b, rn_str(rn_fmt(k->ctx, "<%s>", text))), RN_OK);
    assert_str(rn_buf_str(&b), "<REDACTED>");
    rn_buf_free(&b);
}

static char *key_file(struct desk *k, const char *pem, const char *more)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *out;

    rn_buf_init(&b, 1 << 20);
    rn_jsonw_init(&w, &b);
    rn_jsonw_str(&w, rn_str(pem));
    out = rn_fmt(k->ctx,
                 "{\"type\":\"service_account\",\"private_key\":%s,\"private_key_id\":\"kid-1\","
                 "\"client_email\":\"robot@harbour.example\"%s}",
                 rn_buf_z(&b), more);
    rn_buf_free(&b);
    return out;
}

static void claims_are(const char *claims, const char *issuer, const char *audience, int64_t most)
{
    struct rn_json_doc *doc = NULL;
    int64_t from = 0, to = 0;

    assert_int_equal(rn_json_parse(rn_str(claims), 0, &doc, NULL), RN_OK);
    const struct rn_json *root = rn_json_root(doc);
    assert_str(rn_json_str(rn_json_get(root, "iss")), issuer);
    assert_str(rn_json_str(rn_json_get(root, "aud")), audience);
    assert_true(rn_json_int(rn_json_get(root, "iat"), &from));
    assert_true(rn_json_int(rn_json_get(root, "exp"), &to));
    assert_true(from <= NOW / RN_SECOND && to > NOW / RN_SECOND);
    assert_true(to - from > 300 && to - from <= most);
    rn_json_free(doc);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void no_login(void **state)
{
    struct desk *k = *state;
    desk_open(k, "none");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_null(k->patch.header_name);
    assert_null(k->patch.query_name);
    desk_failed(k, desk_refuse(k), RN_LOGIN, "knows of none");
}

static void key_in_the_query(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "key", " Tk+8/C41=&x \n");
    desk_open(k, "query");
    for (int i = 0; i < 3; i++) {
        assert_int_equal(desk_apply(k, NOW + i * RN_DAY), RN_OK);
        assert_string_equal(k->patch.query_name, "key");
        assert_string_equal(k->patch.query_value, "Tk%2B8%2FC41%3D%26x");
        assert_null(k->patch.header_name);
    }
    assert_int_equal(k->reads, 1);
    assert_redacted(k, "Tk+8/C41=&x");
    assert_redacted(k, "Tk%2B8%2FC41%3D%26x");
}

static void key_in_a_header(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "api_key", "headerkey-6b1f0a93");
    desk_open(k, "header");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_name, "X-Api-Key");
    assert_string_equal(k->patch.header_value, "headerkey-6b1f0a93");
    assert_null(k->patch.query_name);
    assert_redacted(k, "headerkey-6b1f0a93");
}

static void bearer_token(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "token", "personal-7Qm2vJx0");
    desk_open(k, "bearer");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_name, "Authorization");
    assert_string_equal(k->patch.header_value, "Bearer personal-7Qm2vJx0");
    assert_redacted(k, "personal-7Qm2vJx0");
}

/* ---- token requests -------------------------------------------------------------------------- */

static void refresh_request(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "client_id", "harbour-client.apps.example");
    desk_credential(k, "client_secret", "gsec-7Qm2+Jx0/T=");
    desk_credential(k, "refresh_token", "1//0grefresh-Yk3L&qZ5");
    desk_open(k, "refresh");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    const struct rn_request *q = &k->patch.token_request;
    assert_string_equal(q->method, "POST");
    assert_str(q->url, "https://tokens.example/v2/token");
    assert_str(request_header(q, "Content-Type"), "application/x-www-form-urlencoded");
    assert_int_equal(request_header(q, "Authorization").n, 0);
    assert_null(q->auth);
    assert_string_equal(form_field(k->ctx, q, "grant_type"), "refresh_token");
    assert_string_equal(form_field(k->ctx, q, "client_id"), "harbour-client.apps.example");
    assert_string_equal(form_field(k->ctx, q, "client_secret"), "gsec-7Qm2+Jx0/T=");
    assert_string_equal(form_field(k->ctx, q, "refresh_token"), "1//0grefresh-Yk3L&qZ5");
    assert_redacted(k, "gsec-7Qm2+Jx0/T=");
    assert_redacted(k, "1//0grefresh-Yk3L&qZ5");
}

static void refresh_request_by_basic(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "client_id", "harbour-client");
    desk_credential(k, "client_secret", "cert-7Qm2vJx0");
    desk_credential(k, "refresh_token", "v^1.1#i^1#refresh");
    desk_open(k, "refresh-basic");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    const struct rn_request *q = &k->patch.token_request;
    assert_str(q->body, "grant_type=refresh_token&refresh_token=v%5E1.1%23i%5E1%23refresh");
    assert_str(request_header(q, "Authorization"),
               "Basic aGFyYm91ci1jbGllbnQ6Y2VydC03UW0ydkp4MA==");
    assert_redacted(k, "aGFyYm91ci1jbGllbnQ6Y2VydC03UW0ydkp4MA==");
    assert_redacted(k, "cert-7Qm2vJx0");
    assert_int_equal(
        desk_answer(k, NOW, 200, "{\"access_token\":\"v^1.1#tok\",\"expires_in\":7200}"), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_name, "X-Token");
    assert_string_equal(k->patch.header_value, "v^1.1#tok");
}

static void name_and_password(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "username", "machine-17");
    desk_open(k, "basic");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'password'");
    desk_credential(k, "password", "Vx9aQe3r:x");
    desk_open(k, "basic");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_name, "Authorization");
    assert_string_equal(k->patch.header_value, "Basic bWFjaGluZS0xNzpWeDlhUWUzcjp4");
    assert_redacted(k, "bWFjaGluZS0xNzpWeDlhUWUzcjp4");
    assert_redacted(k, "Vx9aQe3r:x");
    desk_failed(k, desk_refuse(k), RN_LOGIN, "'username' and 'password'");
    desk_credential(k, "username", "machine:17");
    desk_open(k, "basic");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'username' holds a colon");
}

static void client_request(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "api_key", "tpkey6b1f0a93");
    desk_credential(k, "api_secret", "tpsec:Vx9aQe3r");
    desk_open(k, "client");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    const struct rn_request *q = &k->patch.token_request;
    assert_str(q->body, "grant_type=client_credentials");
    assert_str(request_header(q, "Authorization"),
               "Basic dHBrZXk2YjFmMGE5Mzp0cHNlYzpWeDlhUWUzcg==");
    assert_redacted(k, "dHBrZXk2YjFmMGE5Mzp0cHNlYzpWeDlhUWUzcg==");
    desk_credential(k, "api_key", "with:colon-123");
    desk_open(k, "client");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'api_key' holds a colon");
}

/* Refresh tokens of sessions are not used; whatever comes is known to the redaction. */
static void session_request(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "identifier", "harbour.bsky.example");
    desk_credential(k, "password", "abcd-\"efgh-ijkl");
    desk_open(k, "session");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    const struct rn_request *q = &k->patch.token_request;
    assert_str(q->url, "https://tokens.example/v2/token");
    assert_string_equal(q->method, "POST");
    assert_str(q->body, "{\"identifier\":\"harbour.bsky.example\","
                        "\"password\":\"abcd-\\\"efgh-ijkl\"}");
    assert_str(request_header(q, "Content-Type"), "application/json");
    assert_redacted(k, "abcd-\"efgh-ijkl");
    assert_int_equal(desk_answer(k, NOW, 200,
                                 "{\"accessJwt\":\"eyJh.access.sig-1\",\"refreshJwt\":"
                                 "\"eyJh.refresh.sig-2\",\"did\":\"did:plc:abc\"}"),
                     RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_value, "Bearer eyJh.access.sig-1");
    assert_redacted(k, "eyJh.refresh.sig-2");
    assert_int_equal(k->rotations, 0);
    assert_int_equal(desk_refuse(k), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    desk_failed(
        k,
        desk_answer(k, NOW, 401, "{\"error\":\"AuthenticationRequired\",\"message\":\"Invalid\"}"),
        RN_LOGIN, "an app password");
    desk_open(k, "session");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    desk_failed(k, desk_answer(k, NOW, 200, "{\"access_token\":\"x\"}"), RN_CHANGED,
                "without a token");
}

static void assertion_is(struct desk *k, const char *audience)
{
    char *header = NULL, *claims = NULL;

    desk_open(k, "service");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    const struct rn_request *q = &k->patch.token_request;
    assert_string_equal(form_field(k->ctx, q, "grant_type"),
                        "urn:ietf:params:oauth:grant-type:jwt-bearer");
    char *assertion = form_field(k->ctx, q, "assertion");
    key_verify(k->ctx, rsa, "RS256", assertion, &header, &claims);
    assert_string_equal(header, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"kid-1\"}");
    claims_are(claims, "robot@harbour.example", audience, 3600);
    assert_non_null(strstr(claims, "\"scope\":\"https://scopes.example/publisher\""));
    assert_redacted(k, assertion);
}

/* The audience is the real service, wherever the request goes. */
static void service_account_request(void **state)
{
    struct desk *k = *state;
    k->source.token_endpoint = "http://127.0.0.1:4711/token";
    desk_credential(k, "service_account", key_file(k, rsa_pem, ""));
    assertion_is(k, "https://tokens.example/v2/token");
    assert_str(k->patch.token_request.url, "http://127.0.0.1:4711/token");
    desk_credential(k, "service_account",
                    key_file(k, rsa_pem, ",\"token_uri\":\"https://real.example/token\""));
    assertion_is(k, "https://real.example/token");
    k->source.token_endpoint = NULL;
    assertion_is(k, "https://real.example/token");
    assert_str(k->patch.token_request.url, "https://tokens.example/v2/token");
    assert_redacted(k, rsa_pem);
}

static void apple_token(void **state)
{
    struct desk *k = *state;
    char *header = NULL, *claims = NULL;
    desk_credential(k, "issuer_id", "57246542-96fe-1a63-e053-0824d011072a");
    desk_credential(k, "key_id", "2X9R4HXF34");
    desk_credential(k, "private_key", p256_pem);
    desk_open(k, "apple");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_name, "Authorization");
    assert_memory_equal(k->patch.header_value, "Bearer ", 7);
    const char *token = k->patch.header_value + 7;
    key_verify(k->ctx, p256, "ES256", token, &header, &claims);
    assert_string_equal(header, "{\"alg\":\"ES256\",\"kid\":\"2X9R4HXF34\",\"typ\":\"JWT\"}");
    claims_are(claims, "57246542-96fe-1a63-e053-0824d011072a", "appstoreconnect-v1", 1200);
    assert_redacted(k, token);
}

/* ---- addresses ------------------------------------------------------------------------------- */

static void address_is(struct desk *k, const char *endpoint, const char *token_endpoint,
                       const char *wanted)
{
    k->source.endpoint = endpoint;
    k->source.token_endpoint = token_endpoint;
    desk_open(k, "client");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_str(k->patch.token_request.url, wanted);
}

static void addresses(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "api_key", "tpkey6b1f0a93");
    desk_credential(k, "api_secret", "tpsec-Vx9aQe3r");
    address_is(k, NULL, NULL, "https://tokens.example/v2/token");
    address_is(k, "http://127.0.0.1:8080", NULL, "http://127.0.0.1:8080/v2/token");
    address_is(k, "http://127.0.0.1:8080/", NULL, "http://127.0.0.1:8080/v2/token");
    address_is(k, "http://127.0.0.1:8080", "http://127.0.0.1:9/t?x=1", "http://127.0.0.1:9/t?x=1");
    k->source.token_endpoint = "tokens.example";
    desk_open(k, "client");
    desk_failed(k, desk_apply(k, NOW), RN_INVALID, "'token_endpoint' is no address");
    k->source.token_endpoint = NULL;
    k->source.endpoint = "127.0.0.1";
    desk_open(k, "client");
    desk_failed(k, desk_apply(k, NOW), RN_INVALID, "'endpoint' is no address");
}

/* ---- what is missing or odd -------------------------------------------------------------------
 */

static void missing_credentials(void **state)
{
    struct desk *k = *state;
    static const char *const kinds[][2] = {
        {"query", "key"},           {"header", "api_key"},      {"bearer", "token"},
        {"refresh", "'client_id'"}, {"client", "'api_key'"},    {"service", "'service_account'"},
        {"apple", "'issuer_id'"},   {"session", "'identifier'"}};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        desk_open(k, kinds[i][0]);
        desk_failed(k, desk_apply(k, NOW), RN_LOGIN, kinds[i][1]);
        size_t reads = k->reads;
        desk_failed(k, desk_apply(k, NOW), RN_LOGIN, kinds[i][1]);
        assert_int_equal(k->reads, reads); /* nobody asks twice */
    }
    k->source.secret = NULL;
    desk_open(k, "bearer");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "no credential 'token'");
}

static void odd_credentials(void **state)
{
    struct desk *k = *state;
    char *large = rn_new_array(k->ctx, char, (8 << 10) + 2);
    memset(large, 'k', (8 << 10) + 1);
    const char *const odd[] = {"lines-of\r\nX-Evil: 1", "two words-of-it", "caf\xc3\xa9-secret-key",
                               "tab\tin-the-middle", large};
    for (size_t i = 0; i < COUNT(odd); i++) {
        desk_credential(k, "token", odd[i]);
        desk_open(k, "bearer");
        desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "credential 'token' holds");
    }
    desk_credential(k, "token", " \n");
    desk_open(k, "bearer");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "no credential 'token'");
}

static void broken_apple_keys(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "issuer_id", "57246542");
    desk_credential(k, "key_id", "2X9R4HXF34");
    desk_credential(k, "private_key", rsa_pem);
    desk_open(k, "apple");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'private_key': the key is no elliptic curve key");
    desk_credential(k, "private_key", key_private(k->ctx, p256, "geheim"));
    desk_open(k, "apple");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'private_key': the key is protected");
    desk_credential(k, "private_key", "AuthKey_2X9R4HXF34.p8");
    desk_open(k, "apple");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "'private_key': the key is not in PEM form");
}

static void broken_key_files(void **state)
{
    struct desk *k = *state;
    char *large = rn_new_array(k->ctx, char, (64 << 10) + 2);
    memset(large, '[', (64 << 10) + 1);
    const struct {
        const char *file, *words;
    } files[] = {
        {"secrets/play.json", "no JSON document"},
        {rsa_pem, "no JSON document"},
        {large, "no JSON document of at most 64 KiB"},
        {"[1,2]", "something else"},
        {"{\"type\":\"authorized_user\",\"client_id\":\"x\"}", "something else"},
        {"{\"type\":\"service_account\",\"private_key\":\"x\"}", "no client_email"},
        {"{\"client_email\":\"a@b.example\",\"private_key\":7}", "the key is not in PEM form"},
        {"{\"client_email\":\"a@b.example\",\"private_key\":null}", "no private_key"},
        {key_file(k, p256_pem, ""), "'service_account': the key is no RSA key"},
        {key_file(k, key_private(k->ctx, rsa, "geheim"), ""), "protected by a password"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        desk_credential(k, "service_account", files[i].file);
        desk_open(k, "service");
        desk_failed(k, desk_apply(k, NOW), RN_LOGIN, files[i].words);
    }
}

static void logins_that_cannot_open(void **state)
{
    struct desk *k = *state;
    static const struct {
        const char *name;
        enum rn_status status;
    } names[] = {{"unheard", RN_BUG},
                 {"odd", RN_INVALID},
                 {"nowhere", RN_BUG},
                 {"injected", RN_BUG},
                 {"injected-token", RN_BUG}};
    for (size_t i = 0; i < COUNT(names); i++)
        desk_failed(k, rn_login_open(k->ctx, &k->source, names[i].name, &k->login, &k->d),
                    names[i].status, "its plugin");
    assert_null(k->login);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        CASE(no_login),          CASE(key_in_the_query),        CASE(key_in_a_header),
        CASE(bearer_token),      CASE(refresh_request),         CASE(refresh_request_by_basic),
        CASE(name_and_password), CASE(client_request),          CASE(session_request),
        CASE(apple_token),       CASE(service_account_request), CASE(addresses),
        CASE(odd_credentials),   CASE(missing_credentials),     CASE(broken_apple_keys),
        CASE(broken_key_files),  CASE(logins_that_cannot_open),
    };
    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
