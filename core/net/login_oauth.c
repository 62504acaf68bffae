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

static enum rn_status basic(const struct rn_login *l, const void *ctx, const char *id,
                            const char *secret, char **ret, struct rn_diag *d)
{
    char *both = NULL;
    const bool own = strcmp(id, "client_id") != 0; /* which stands in addresses of sign-ins */
    enum rn_status st = rn_login_pair(l, ctx, id, own ? RN_SECRET_CREDENTIAL : RN_PUBLIC_CREDENTIAL,
                                      secret, &both, d);

    if (st == RN_OK)
        *ret = rn_secret(rn_fmt(ctx, "Basic %s", both));
    return st;
}

static enum rn_status ask_refresh_basic(struct rn_login *l, int64_t now, const void *ctx,
                                        struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *authorization = NULL, *refresh = NULL;
    enum rn_status st = basic(l, tmp, "client_id", "client_secret", &authorization, d);

    (void)now;
    if (st == RN_OK)
        st = refresh_token(l, tmp, &refresh, d);
    if (st != RN_OK)
        return st;
    const struct rn_form_field fields[] = {{"grant_type", "refresh_token"},
                                           {"refresh_token", refresh}};
    return rn_login_form(l, ctx, fields, sizeof fields / sizeof fields[0], authorization, ret, d);
}

static enum rn_status ask_client(struct rn_login *l, int64_t now, const void *ctx,
                                 struct rn_request *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *authorization = NULL;
    enum rn_status st = basic(l, tmp, "api_key", "api_secret", &authorization, d);
    const struct rn_form_field fields[] = {{"grant_type", "client_credentials"},
                                           {"scope", l->auth->scope}};

    (void)now;
    if (st != RN_OK)
        return st;
    return rn_login_form(l, ctx, fields, sizeof fields / sizeof fields[0], authorization, ret, d);
}

#define SIGN_IN_CURE                                                                               \
    "check that the account that signed in may read this listing, and sign in again (renew its "   \
    "consent) if need be"
#define SIGN_IN_ENDED                                                                              \
    "the sign-in has ended or was withdrawn; sign in again and put the new refresh token into "    \
    "credential 'refresh_token'"

const struct rn_login_kind rn_login_refresh = {.renews = true,
                                               .rotates = true,
                                               .ask = ask_refresh,
                                               .credential = "refresh_token",
                                               .cure = SIGN_IN_CURE,
                                               .grant_cure = SIGN_IN_ENDED};

const struct rn_login_kind rn_login_refresh_basic = {.renews = true,
                                                     .rotates = true,
                                                     .ask = ask_refresh_basic,
                                                     .credential = "refresh_token",
                                                     .cure = SIGN_IN_CURE,
                                                     .grant_cure = SIGN_IN_ENDED};

const struct rn_login_kind rn_login_client = {
    .renews = true,
    .ask = ask_client,
    .credential = "api_secret",
    .cure = "check at the place that the application may read this business",
    .grant_cure = "check the credentials 'api_key' and 'api_secret' against the place's page of "
                  "the application"};
