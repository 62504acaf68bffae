/* SPDX-License-Identifier: MIT
 *
 * A session of the AT protocol (Bluesky): an account's name and an app password bring a token of
 * some hours. The token that would renew it is not used: asking again with the password costs the
 * same request.
 */
#include <string.h>

#include <renown/json.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"

enum { BODY_MAX = 64 << 10 };

static char *session_body(const void *ctx, const char *identifier, const char *password)
{
    struct rn_buf b;
    struct rn_jsonw w;
    char *body;

    rn_buf_init(&b, BODY_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "identifier", rn_str(identifier));
    rn_jsonw_kstr(&w, "password", rn_str(password));
    rn_jsonw_end(&w);
    body = rn_secret_dup(ctx, rn_buf_str(&b));
    if (b.p != NULL)
        explicit_bzero(b.p, b.n);
    rn_buf_free(&b);
    return body;
}

static enum rn_status ask_session(struct rn_login *l, int64_t now, const void *ctx,
                                  struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *identifier = NULL, *password = NULL;
    enum rn_status st = rn_login_line(l, tmp, "identifier", RN_PUBLIC_CREDENTIAL, &identifier, d);

    (void)now;
    if (st == RN_OK)
        st = rn_login_line(l, tmp, "password", RN_SECRET_CREDENTIAL, &password, d);
    if (st != RN_OK)
        return st;
    return rn_login_post(l, ctx, "application/json", session_body(ctx, identifier, password), NULL,
                         ret, d);
}

const struct rn_login_kind rn_login_session = {
    .renews = true,
    .ask = ask_session,
    .credential = "password",
    .member = "accessJwt",
    .cure = "check at the place that the account is open and its app password was not revoked",
    .grant_cure = "check the credentials 'identifier' (the account's handle) and 'password' (an "
                  "app password, made in the place's settings)"};
