/* SPDX-License-Identifier: MIT
 *
 * OAuth 2: a refresh token that a person got by signing in once, and client credentials. The
 * place's `scope` is not repeated when refreshing: what was agreed to at the sign-in holds.
 */
#include <string.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"
#include "net/redact.h"

static enum rn_status refresh_token(const struct rn_login *l, const void *ctx, char **ret,
                                    struct rn_diag *d)
{
    if (l->refresh == NULL)
        return rn_login_line(l, ctx, "refresh_token", RN_SECRET_CREDENTIAL, ret, d);
    *ret = rn_secret_dup(ctx, rn_str(l->refresh));
    return RN_OK;
}

static enum rn_status ask_refresh(struct rn_login *l, int64_t now, const void *ctx,
                                  struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *id = NULL, *secret = NULL, *refresh = NULL;
    enum rn_status st = rn_login_line(l, tmp, "client_id", RN_PUBLIC_CREDENTIAL, &id, d);

    (void)now;
    if (st == RN_OK)
        st = rn_login_line(l, tmp, "client_secret", RN_SECRET_CREDENTIAL, &secret, d);
    if (st == RN_OK)
        st = refresh_token(l, tmp, &refresh, d);
    if (st != RN_OK)
        return st;
    const struct rn_form_field fields[] = {{"grant_type", "refresh_token"},
                                           {"client_id", id},
                                           {"client_secret", secret},
                                           {"refresh_token", refresh}};
    return rn_login_form(l, ctx, fields, sizeof fields / sizeof fields[0], NULL, ret, d);
}

/* The key is what stands before the first colon, so it cannot hold one. */
static enum rn_status basic(const struct rn_login *l, const void *ctx, char **ret,
                            struct rn_diag *d)
{
    char *key = NULL, *secret = NULL;
    enum rn_status st = rn_login_line(l, ctx, "api_key", RN_SECRET_CREDENTIAL, &key, d);

    if (st == RN_OK)
        st = rn_login_line(l, ctx, "api_secret", RN_SECRET_CREDENTIAL, &secret, d);
    if (st != RN_OK)
        return st;
    if (strchr(key, ':') != NULL)
        return rn_fail(d, RN_LOGIN,
                       "source %.100s: credential 'api_key' holds a colon, which no "
                       "key may; give key and secret apart",
                       l->source->name);
    char *both = rn_base64(ctx, rn_str(rn_secret(rn_fmt(ctx, "%s:%s", key, secret))));
    rn_redact_remember_config(rn_str(both));
    *ret = rn_secret(rn_fmt(ctx, "Basic %s", both));
    return RN_OK;
}

static enum rn_status ask_client(struct rn_login *l, int64_t now, const void *ctx,
                                 struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *authorization = NULL;
    enum rn_status st = basic(l, tmp, &authorization, d);
    const struct rn_form_field fields[] = {{"grant_type", "client_credentials"},
                                           {"scope", l->auth->scope}};

    (void)now;
    if (st != RN_OK)
        return st;
    return rn_login_form(l, ctx, fields, sizeof fields / sizeof fields[0], authorization, ret, d);
}

const struct rn_login_kind rn_login_refresh = {
    .renews = true,
    .rotates = true,
    .ask = ask_refresh,
    .cure = "check that the account that signed in may read this listing, and sign in again if "
            "need be",
    .grant_cure = "the sign-in has ended or was withdrawn; sign in again and put the new refresh "
                  "token into credential 'refresh_token'"};

const struct rn_login_kind rn_login_client = {
    .renews = true,
    .ask = ask_client,
    .cure = "check at the place that the application may read this business",
    .grant_cure = "check the credentials 'api_key' and 'api_secret' against the place's page of "
                  "the application"};
