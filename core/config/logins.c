/* SPDX-License-Identifier: MIT
 *
 * Words for what a plugin declares: types of options, kinds of login.
 */
#include "config/docs.h"

#include <renown/plugin.h>

const char *rn_option_type_word(const struct rn_option *o)
{
    static const char *const words[] = {
        [RN_OPT_TEXT] = "text",           [RN_OPT_LIST] = "list",
        [RN_OPT_INT] = "number",          [RN_OPT_BOOL] = "true or false",
        [RN_OPT_DURATION] = "duration",   [RN_OPT_CHOICE] = "choice",
        [RN_OPT_FILE] = "path of a file",
    };
    bool known = (unsigned)o->type < sizeof words / sizeof words[0] && words[o->type] != NULL;
    return known ? words[o->type] : "unknown";
}

static const struct {
    const char *words;
    const char *needs[RN_LOGIN_NEEDS];
} logins[] = {
    [RN_AUTH_NONE] = {"none", {NULL}},
    [RN_AUTH_QUERY] = {"an API key in the address", {"key"}},
    [RN_AUTH_HEADER] = {"an API key in a header", {"key"}},
    [RN_AUTH_BEARER] = {"an access token", {"token"}},
    [RN_AUTH_OAUTH2_REFRESH] = {"OAuth 2 with a refresh token",
                                {"client_id", "client_secret", "refresh_token"}},
    [RN_AUTH_OAUTH2_CLIENT] = {"OAuth 2 with client credentials", {"api_key", "api_secret"}},
    [RN_AUTH_SERVICE_ACCOUNT] = {"a Google service account", {"service_account"}},
    [RN_AUTH_APPLE_JWT] = {"an App Store Connect key", {"issuer_id", "key_id", "private_key"}},
    [RN_AUTH_OAUTH2_REFRESH_BASIC] = {"OAuth 2 with a refresh token",
                                      {"client_id", "client_secret", "refresh_token"}},
    [RN_AUTH_BASIC] = {"a name and a password", {"username", "password"}},
    [RN_AUTH_SESSION] = {"an account and an app password", {"identifier", "password"}},
};

static bool known_login(const struct rn_auth *a)
{
    return (size_t)a->kind < sizeof logins / sizeof logins[0];
}

void rn_login_needs(const struct rn_auth *auth, const char *ret[RN_LOGIN_NEEDS])
{
    for (size_t i = 0; i < RN_LOGIN_NEEDS; i++)
        ret[i] = known_login(auth) ? logins[auth->kind].needs[i] : NULL;
    bool key = auth->kind == RN_AUTH_QUERY || auth->kind == RN_AUTH_HEADER;
    if (key && auth->credential != NULL)
        ret[0] = auth->credential;
}

const char *rn_login_words(const struct rn_auth *auth)
{
    return known_login(auth) ? logins[auth->kind].words : "a login this program does not know";
}
