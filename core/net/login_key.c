/* SPDX-License-Identifier: MIT
 *
 * Credentials, and the logins that are nothing but one: API keys and tokens that a person made. A
 * credential is read at the first request and kept; blanks and line ends around it are what
 * editors and shells add, and nobody's key.
 */
#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"
#include "net/redact.h"

enum { LINE_MAX_BYTES = 8 << 10 };

bool rn_login_is_line(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7f)
            return false;
    return s.n > 0;
}

enum rn_status rn_login_credential(const struct rn_login *l, const void *ctx, const char *name,
                                   int secret, char **ret, struct rn_diag *d)
{
    const struct rn_net_source *s = l->source;
    struct rn_diag why = {0};
    struct rn_str value;
    char *raw = NULL;
    enum rn_status st = RN_GONE;

    if (s->secret != NULL)
        st = s->secret(s->arg, ctx, name, &raw, &why);
    if (st != RN_OK && why.text[0] != '\0')
        return rn_fail(d, RN_LOGIN, "%s", why.text);
    value = rn_str_trim(rn_str(st == RN_OK ? raw : NULL));
    if (value.n == 0) {
        talloc_free(raw);
        return rn_fail(d, RN_LOGIN,
                       "source %.100s has no credential '%s'; add it below "
                       "'credentials:'",
                       s->name, name);
    }
    if (secret == RN_SECRET_CREDENTIAL)
        rn_redact_remember_config(value);
    *ret = rn_secret_dup(ctx, value);
    talloc_free(rn_secret(raw));
    return RN_OK;
}

enum rn_status rn_login_line(const struct rn_login *l, const void *ctx, const char *name,
                             int secret, char **ret, struct rn_diag *d)
{
    char *value = NULL;
    enum rn_status st = rn_login_credential(l, ctx, name, secret, &value, d);

    if (st != RN_OK)
        return st;
    if (!rn_login_is_line(rn_str(value)) || strlen(value) > LINE_MAX_BYTES) {
        talloc_free(value);
        return rn_fail(d, RN_LOGIN,
                       "source %.100s: credential '%s' holds a blank, a line break, a "
                       "letter that no key has, or more than 8 KiB; copy it once more",
                       l->source->name, name);
    }
    *ret = value;
    return RN_OK;
}

/* The name is what stands before the first colon, so it cannot hold one. */
enum rn_status rn_login_pair(const struct rn_login *l, const void *ctx, const char *name,
                             int secret, const char *password, char **ret, struct rn_diag *d)
{
    char *user = NULL, *word = NULL;
    enum rn_status st = rn_login_line(l, ctx, name, secret, &user, d);

    if (st == RN_OK)
        st = rn_login_line(l, ctx, password, RN_SECRET_CREDENTIAL, &word, d);
    if (st != RN_OK)
        return st;
    if (strchr(user, ':') != NULL)
        return rn_fail(d, RN_LOGIN,
                       "source %.100s: credential '%s' holds a colon, which none may; give '%s' "
                       "and '%s' apart",
                       l->source->name, name, name, password);
    *ret = rn_secret(rn_base64(ctx, rn_str(rn_secret(rn_fmt(ctx, "%s:%s", user, word)))));
    rn_redact_remember_config(rn_str(*ret));
    return RN_OK;
}

static enum rn_status keep_credential(struct rn_login *l, const char *name, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *value = NULL;
    enum rn_status st = rn_login_line(l, tmp, name, RN_SECRET_CREDENTIAL, &value, d);

    if (st == RN_OK)
        rn_login_keep_token(l, rn_str(value), INT64_MAX);
    return st;
}

static enum rn_status make_key(struct rn_login *l, int64_t now, struct rn_diag *d)
{
    (void)now;
    return keep_credential(l, l->auth->credential != NULL ? l->auth->credential : "key", d);
}

static enum rn_status make_bearer(struct rn_login *l, int64_t now, struct rn_diag *d)
{
    (void)now;
    return keep_credential(l, "token", d);
}

static enum rn_status make_basic(struct rn_login *l, int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *both = NULL;
    enum rn_status st =
        rn_login_pair(l, tmp, "username", RN_PUBLIC_CREDENTIAL, "password", &both, d);

    (void)now;
    if (st == RN_OK)
        rn_login_keep_token(l, rn_str(both), INT64_MAX);
    return st;
}

#define KEY_CURE                                                                                   \
    "check at the place that the API key of its credentials is right, not revoked and allowed to " \
    "read this, and put the right one in"

const struct rn_login_kind rn_login_query = {
    .place = RN_LOGIN_QUERY, .make = make_key, .cure = KEY_CURE};
const struct rn_login_kind rn_login_header = {
    .place = RN_LOGIN_HEADER, .make = make_key, .cure = KEY_CURE};
const struct rn_login_kind rn_login_basic = {
    .place = RN_LOGIN_BASIC,
    .make = make_basic,
    .cure = "check at the place that the account of the credentials 'username' and 'password' is "
            "open and may read this"};
const struct rn_login_kind rn_login_bearer = {
    .make = make_bearer,
    .credential = "token",
    .cure = "make a new access token at the place and put it into credential 'token'"};
