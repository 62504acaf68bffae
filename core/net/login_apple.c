/* SPDX-License-Identifier: MIT
 *
 * App Store Connect: the token is signed here, lives twenty minutes at most and is used until near
 * its end. Nobody is asked for one.
 */
#include <string.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"

/* Seconds. Nineteen minutes in all: a place whose clock is a minute off still sees fewer than
 * twenty ahead and none that begins in the future. */
#define BACK 60
#define LIFE 1080

enum { CLAIMS_MAX = 64 << 10 };

struct parts {
    char *issuer, *key_id, *pem;
};

static enum rn_status read_parts(const struct rn_login *l, const void *ctx, struct parts *ret,
                                 struct rn_diag *d)
{
    enum rn_status st = rn_login_line(l, ctx, "issuer_id", RN_PUBLIC_CREDENTIAL, &ret->issuer, d);

    if (st == RN_OK)
        st = rn_login_line(l, ctx, "key_id", RN_PUBLIC_CREDENTIAL, &ret->key_id, d);
    if (st == RN_OK)
        st = rn_login_credential(l, ctx, "private_key", RN_SECRET_CREDENTIAL, &ret->pem, d);
    return st;
}

static char *header_text(const void *ctx, const struct parts *p)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *text;

    rn_buf_init(&b, CLAIMS_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "alg", rn_str("ES256"));
    rn_jsonw_kstr(&w, "kid", rn_str(p->key_id));
    rn_jsonw_kstr(&w, "typ", rn_str("JWT"));
    rn_jsonw_end(&w);
    text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static char *claims_text(const void *ctx, const struct parts *p, int64_t second)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *text;

    rn_buf_init(&b, CLAIMS_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "iss", rn_str(p->issuer));
    rn_jsonw_kint(&w, "iat", second - BACK);
    rn_jsonw_kint(&w, "exp", second + LIFE);
    rn_jsonw_kstr(&w, "aud", rn_str("appstoreconnect-v1"));
    rn_jsonw_end(&w);
    text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static enum rn_status make_apple(struct rn_login *l, int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct parts p = {0};
    struct rn_diag why = {0};
    char *token = NULL;
    int64_t second = now / RN_SECOND;
    enum rn_status st = read_parts(l, tmp, &p, d);

    if (st != RN_OK)
        return st;
    st = rn_jwt_sign(tmp, "ES256", header_text(tmp, &p), claims_text(tmp, &p, second),
                     rn_str(p.pem), &token, &why);
    if (st != RN_OK)
        return rn_fail(d, RN_LOGIN, "source %.100s: credential 'private_key': %s", l->source->name,
                       why.text);
    rn_login_keep_token(l, rn_str(token), (second + LIFE) * RN_SECOND);
    return RN_OK;
}

const struct rn_login_kind rn_login_apple = {
    .renews = true,
    .make = make_apple,
    .credential = "private_key",
    .cure = "check in App Store Connect that the key of 'private_key' is active, that 'issuer_id' "
            "and 'key_id' belong to it and that its role may read reviews, and that the clock of "
            "this machine is right"};
