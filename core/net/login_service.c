/* SPDX-License-Identifier: MIT
 *
 * A Google service account: an assertion signed with the key of its key file is exchanged for a
 * token. Whom the assertion is for ("aud") is the real token service even where the config sends
 * the request elsewhere: it is signed, and what stands behind the other address passes it on.
 * Never the other way round: a key file does not decide where its assertions are sent.
 */
#include <string.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"
#include "net/redact.h"

#define BACK 60            /* seconds: clocks differ */
#define LIFE (3600 - BACK) /* an hour is the most that is accepted, counted from the beginning */

enum { KEY_FILE_MAX = 64 << 10 };

static enum rn_status bad_file(const struct rn_login *l, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_LOGIN,
                   "source %.100s: credential 'service_account' %s; give the whole "
                   "key file (JSON) of the service account",
                   l->source->name, what);
}

struct key_file {
    struct rn_str email, pem, id, audience;
};

static enum rn_status read_file(const struct rn_login *l, const struct rn_json *root,
                                struct key_file *ret, struct rn_diag *d)
{
    struct key_file f = {.email = rn_json_str(rn_json_get(root, "client_email")),
                         .pem = rn_json_str(rn_json_get(root, "private_key")),
                         .id = rn_json_str(rn_json_get(root, "private_key_id")),
                         .audience = rn_json_str(rn_json_get(root, "token_uri"))};
    struct rn_str type = rn_json_str(rn_json_get(root, "type"));

    if (!rn_json_is(root, RN_JSON_OBJECT) || (type.n > 0 && !rn_str_is(type, "service_account")))
        return bad_file(l, "is the file of something else", d);
    if (f.email.n == 0)
        return bad_file(l, "has no client_email", d);
    if (f.pem.n == 0)
        return bad_file(l, "has no private_key", d);
    if (f.audience.n == 0)
        f.audience = rn_str(l->auth->token_url);
    *ret = f;
    return RN_OK;
}

static char *header_text(const void *ctx, const struct key_file *f)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *text;

    rn_buf_init(&b, 8 * KEY_FILE_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "alg", rn_str("RS256"));
    rn_jsonw_kstr(&w, "typ", rn_str("JWT"));
    rn_jsonw_kopt(&w, "kid", f->id);
    rn_jsonw_end(&w);
    text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static char *claims_text(const void *ctx, const struct rn_login *l, const struct key_file *f,
                         int64_t now)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *text;

    rn_buf_init(&b, 8 * KEY_FILE_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "iss", f->email);
    rn_jsonw_kopt(&w, "scope", rn_str(l->auth->scope));
    rn_jsonw_kstr(&w, "aud", f->audience);
    rn_jsonw_kint(&w, "iat", now / RN_SECOND - BACK);
    rn_jsonw_kint(&w, "exp", now / RN_SECOND + LIFE);
    rn_jsonw_end(&w);
    text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static enum rn_status assert_with(const struct rn_login *l, const void *ctx,
                                  struct rn_json_doc *doc, int64_t now, char **ret,
                                  struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct key_file f = {0};
    struct rn_diag why = {0};
    enum rn_status st = read_file(l, rn_json_root(doc), &f, d);

    if (st != RN_OK)
        return st;
    rn_redact_remember_config(f.pem);
    st = rn_jwt_sign(ctx, "RS256", header_text(tmp, &f), claims_text(tmp, l, &f, now), f.pem, ret,
                     &why);
    if (st != RN_OK)
        return rn_fail(d, RN_LOGIN, "source %.100s: credential 'service_account': %s",
                       l->source->name, why.text);
    rn_redact_remember(rn_str(*ret));
    return RN_OK;
}

static enum rn_status make_assertion(const struct rn_login *l, const void *ctx, int64_t now,
                                     char **ret, struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    char *text = NULL;
    enum rn_status st =
        rn_login_credential(l, ctx, "service_account", RN_SECRET_CREDENTIAL, &text, d);

    if (st != RN_OK)
        return st;
    if (rn_json_parse(rn_str(text), KEY_FILE_MAX, &doc, NULL) != RN_OK)
        return bad_file(l, "is no JSON document of at most 64 KiB", d);
    st = assert_with(l, ctx, doc, now, ret, d);
    rn_json_free(doc);
    return st;
}

static enum rn_status ask_service(struct rn_login *l, int64_t now, const void *ctx,
                                  struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *assertion = NULL;
    enum rn_status st = make_assertion(l, tmp, now, &assertion, d);
    if (st != RN_OK)
        return st;
    const struct rn_form_field fields[] = {
        {"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {"assertion", assertion}};
    return rn_login_form(l, ctx, fields, sizeof fields / sizeof fields[0], NULL, ret, d);
}

const struct rn_login_kind rn_login_service = {
    .renews = true,
    .ask = ask_service,
    .credential = "service_account",
    .cure = "check in the place's console that the service account was given access to this app",
    .grant_cure = "check that the service account still exists, that the key of credential "
                  "'service_account' was not revoked, and that the clock of this machine is right"};
