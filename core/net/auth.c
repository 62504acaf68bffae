/* SPDX-License-Identifier: MIT
 *
 * The state of a login. A refused token is replaced once: the token that replaced it is `second`,
 * and when that one is refused as well, the login is over. A token that replaced one at the end of
 * its life is not: a run of many hours may lose two tokens without anything being wrong.
 */
#include "net/auth.h"

#include <string.h>

#include <renown/stamp.h>
#include <renown/url.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"
#include "net/redact.h"

#define MARGIN (60 * RN_SECOND) /* renewed so long before the end */

static const struct rn_login_kind *const kinds[] = {
    [RN_AUTH_NONE] = NULL,
    [RN_AUTH_QUERY] = &rn_login_query,
    [RN_AUTH_HEADER] = &rn_login_header,
    [RN_AUTH_BEARER] = &rn_login_bearer,
    [RN_AUTH_OAUTH2_REFRESH] = &rn_login_refresh,
    [RN_AUTH_OAUTH2_CLIENT] = &rn_login_client,
    [RN_AUTH_SERVICE_ACCOUNT] = &rn_login_service,
    [RN_AUTH_APPLE_JWT] = &rn_login_apple,
    [RN_AUTH_OAUTH2_REFRESH_BASIC] = &rn_login_refresh_basic,
    [RN_AUTH_BASIC] = &rn_login_basic,
    [RN_AUTH_SESSION] = &rn_login_session,
};

/* ---- opening ----------------------------------------------------------------------------------*/

static const struct rn_auth *find_auth(const struct rn_plugin *p, const char *name)
{
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++)
        if (strcmp(a->name, name) == 0)
            return a;
    return NULL;
}

static bool knows_its_field(const struct rn_auth *a, const struct rn_login_kind *kind)
{
    if (a->field == NULL)
        return kind->place == RN_LOGIN_BEARER || kind->place == RN_LOGIN_BASIC;
    return rn_login_is_line(rn_str(a->field));
}

enum rn_status rn_login_open(const void *ctx, const struct rn_net_source *source,
                             const char *auth_name, struct rn_login **ret, struct rn_diag *d)
{
    const struct rn_auth *a = find_auth(source->plugin, auth_name);
    const struct rn_login_kind *kind;
    struct rn_login *l;

    if (a == NULL)
        return rn_fail(d, RN_BUG,
                       "source %.100s: its plugin asks for the login \"%.60s\" and "
                       "does not declare it",
                       source->name, auth_name);
    if ((size_t)a->kind >= sizeof kinds / sizeof kinds[0])
        return rn_fail(d, RN_INVALID,
                       "source %.100s: its plugin wants a login that this program "
                       "does not know; is the plugin newer than Renown?",
                       source->name);
    kind = kinds[a->kind];
    if (kind != NULL && !knows_its_field(a, kind))
        return rn_fail(d, RN_BUG,
                       "source %.100s: its plugin does not say where the key of the "
                       "login \"%.60s\" goes",
                       source->name, auth_name);
    l = rn_new(ctx, struct rn_login);
    l->source = source;
    l->auth = a;
    l->kind = kind;
    *ret = l;
    return RN_OK;
}

bool rn_login_renews(const struct rn_login *l)
{
    return l->kind != NULL && l->kind->renews;
}

/* ---- tokens -----------------------------------------------------------------------------------*/

static void forget_token(struct rn_login *l)
{
    TALLOC_FREE(l->token);
}

void rn_login_keep_token(struct rn_login *l, struct rn_str text, int64_t until)
{
    rn_redact_remember(text);
    forget_token(l);
    l->token = rn_secret_dup(l, text);
    l->until = until;
    l->unused = true;
    l->second = l->refused;
    l->refused = false;
}

/* A token is handed out once at least: a place with tokens of a few seconds is not asked for ever.
 */
static bool usable(const struct rn_login *l, int64_t now)
{
    return l->token != NULL && (l->unused || now < l->until - MARGIN);
}

/* From here on every call says the same. */
static enum rn_status over(struct rn_login *l, enum rn_status st, const struct rn_diag *why,
                           struct rn_diag *d)
{
    forget_token(l);
    l->end = *why;
    l->end.status = st;
    return rn_fail(d, st, "%s", why->text);
}

/* ---- refresh tokens ---------------------------------------------------------------------------*/

/* Without it the next run could not log in: worth failing a call, which a person notices. */
static enum rn_status keep_refresh(struct rn_login *l, struct rn_diag *d)
{
    struct rn_diag why = {0};
    enum rn_status st;

    if (!l->unkept)
        return RN_OK;
    st = l->source->rotated(l->source->arg, "refresh_token", l->refresh, &why);
    if (st != RN_OK)
        return rn_fail(d, RN_IO,
                       "source %.100s: the place gave a new refresh token and it cannot "
                       "be kept: %.600s; the old one may be void by now",
                       l->source->name, why.text);
    l->unkept = false;
    return RN_OK;
}

static enum rn_status rotate(struct rn_login *l, const char *refresh, struct rn_diag *d)
{
    if (!l->kind->rotates || refresh == NULL || (l->refresh && strcmp(l->refresh, refresh) == 0))
        return RN_OK;
    talloc_free(l->refresh);
    l->refresh = rn_secret_dup(l, rn_str(refresh));
    l->unkept = l->source->rotated != NULL;
    return keep_refresh(l, d);
}

/* ---- requests ---------------------------------------------------------------------------------*/

static char *encoded(const void *ctx, const char *text)
{
    struct rn_buf b;
    char *out;

    rn_buf_init(&b, 3 * strlen(text) + 1);
    (void)rn_url_encode(&b, rn_str(text));
    out = rn_secret_dup(ctx, rn_buf_str(&b));
    if (b.p != NULL)
        explicit_bzero(b.p, b.n);
    rn_buf_free(&b);
    return out;
}

static struct rn_login_patch with_token(struct rn_login *l, const void *ctx)
{
    struct rn_login_patch p = {0};

    l->unused = false;
    if (l->kind->place == RN_LOGIN_QUERY) {
        p.query_name = l->auth->field;
        p.query_value = encoded(ctx, l->token);
    } else if (l->kind->place == RN_LOGIN_BASIC) {
        p.header_name = "Authorization";
        p.header_value = rn_secret(rn_fmt(ctx, "Basic %s", l->token));
    } else if (l->auth->field != NULL) {
        p.header_name = l->auth->field;
        p.header_value = rn_secret_dup(ctx, rn_str(l->token));
    } else {
        p.header_name = "Authorization";
        p.header_value = rn_secret(rn_fmt(ctx, "Bearer %s", l->token));
    }
    return p;
}

/* RN_AGAIN: the patch says whom to ask; RN_OK: the token is here. */
static enum rn_status bring_token(struct rn_login *l, int64_t now, const void *ctx,
                                  struct rn_login_patch *p, struct rn_diag *d)
{
    struct rn_diag why = {0};
    enum rn_status st;

    if (l->asking) {
        p->wait = true;
        return rn_fail(d, RN_AGAIN, "source %.100s: its login is under way", l->source->name);
    }
    if (l->kind->make != NULL)
        st = l->kind->make(l, now, &why);
    else
        st = l->kind->ask(l, now, ctx, &p->token_request, &why);
    if (st != RN_OK)
        return over(l, st, &why, d);
    if (l->kind->make != NULL)
        return RN_OK;
    forget_token(l);
    l->asking = true;
    return rn_fail(d, RN_AGAIN, "source %.100s: it has to log in first", l->source->name);
}

enum rn_status rn_login_apply(struct rn_login *l, int64_t now, const void *ctx,
                              struct rn_login_patch *ret, struct rn_diag *d)
{
    struct rn_login_patch p = {0};
    enum rn_status st = RN_OK;

    if (l->end.status != RN_OK)
        return rn_fail(d, l->end.status, "%s", l->end.text);
    if (l->kind == NULL) {
        *ret = p;
        return RN_OK;
    }
    st = keep_refresh(l, d);
    if (st == RN_OK && !usable(l, now))
        st = bring_token(l, now, ctx, &p, d);
    if (st == RN_OK)
        p = with_token(l, ctx);
    if (st == RN_OK || st == RN_AGAIN)
        *ret = p;
    return st;
}

enum rn_status rn_login_token_answer(struct rn_login *l, int64_t now,
                                     const struct rn_response *answer, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_grant grant = {0};
    struct rn_diag why = {0};
    enum rn_status st;

    if (!l->asking)
        return rn_fail(d, RN_BUG, "source %.100s: a token came that nobody asked for",
                       l->source->name);
    l->asking = false;
    if (answer == NULL)
        return rn_fail(d, RN_AGAIN,
                       "source %.100s: it could not log in, because the token service "
                       "did not answer; the next run tries again",
                       l->source->name);
    st = rn_grant_read(l, tmp, answer, &grant, &why);
    if (st == RN_AGAIN)
        return rn_fail(d, st, "%s", why.text);
    if (st != RN_OK)
        return over(l, st, &why, d);
    rn_login_keep_token(l, rn_str(grant.token), now + grant.life_us);
    return rotate(l, grant.refresh, d);
}

char *rn_login_mend(const struct rn_login *l, const void *ctx, const char *cure)
{
    const struct rn_net_source *s = l->source;
    const char *name = l->kind->credential != NULL ? l->kind->credential : l->auth->credential;
    const char *origin = NULL;

    if (name == NULL)
        name = "key";
    if (s->origin != NULL)
        origin = s->origin(s->arg, ctx, name);
    return origin != NULL ? rn_fmt(ctx, "%s (credential '%s': %s)", cure, name, origin)
                          : rn_dupz(ctx, cure);
}

/* ---- refusals ---------------------------------------------------------------------------------*/

enum rn_status rn_login_refused(struct rn_login *l, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag why = {0};

    if (l->end.status != RN_OK)
        return rn_fail(d, l->end.status, "%s", l->end.text);
    if (l->kind == NULL)
        return rn_fail(d, RN_LOGIN,
                       "source %.100s: the place wants a login where its plugin "
                       "knows of none",
                       l->source->name);
    if (l->token == NULL)
        return RN_OK;
    if (l->kind->renews && !l->second) {
        forget_token(l);
        l->refused = true;
        return RN_OK;
    }
    (void)rn_fail(&why, RN_LOGIN, "source %.100s: the place refused the login (401)%s; %s",
                  l->source->name, l->kind->renews ? ", with a new token too" : "",
                  rn_login_mend(l, tmp, l->kind->cure));
    return over(l, RN_LOGIN, &why, d);
}

/* ---- another run ------------------------------------------------------------------------------*/

void rn_login_again(struct rn_login *l)
{
    if (l->asking)
        return;
    l->end.status = RN_OK;
    l->refused = l->second = false;
    if (l->kind != NULL && l->kind->make != NULL)
        forget_token(l);
    if (l->token != NULL)
        rn_redact_remember(rn_str(l->token));     /* it is used again */
    if (l->source->rotated != NULL && !l->unkept) /* kept where it is read from: perhaps anew */
        TALLOC_FREE(l->refresh);
}
