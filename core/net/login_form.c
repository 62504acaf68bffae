/* SPDX-License-Identifier: MIT
 *
 * Token requests: the address and the form that is posted to it.
 */
#include <string.h>

#include <renown/url.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"

enum { FORM_MAX = 256 << 10 };

static enum rn_status no_address(const struct rn_login *l, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_INVALID,
                   "source %.100s: %s is no address to fetch a token from; write it "
                   "as https://host/path",
                   l->source->name, what);
}

enum rn_status rn_login_address(const struct rn_login *l, const void *ctx, struct rn_str *ret,
                                struct rn_diag *d)
{
    const struct rn_net_source *s = l->source;
    struct rn_url at, token;

    if (s->token_endpoint != NULL) {
        if (!rn_url_split(rn_str(s->token_endpoint), &at))
            return no_address(l, "'token_endpoint'", d);
        *ret = rn_str(rn_dupz(ctx, s->token_endpoint));
        return RN_OK;
    }
    if (!rn_url_split(rn_str(l->auth->token_url), &token))
        return no_address(l, "the plugin's own one", d);
    at = token;
    if (s->endpoint != NULL && !rn_url_split(rn_str(s->endpoint), &at))
        return no_address(l, "'endpoint'", d);
    *ret = rn_str(rn_fmt(ctx, "%.*s://%.*s%.*s%s%.*s", RN_STR_ARG(at.scheme), RN_STR_ARG(at.host),
                         RN_STR_ARG(token.path), token.query.n > 0 ? "?" : "",
                         RN_STR_ARG(token.query)));
    return RN_OK;
}

static char *form_body(const void *ctx, const struct rn_form_field *fields, size_t count)
{
    struct rn_buf b;
    char *body;

    rn_buf_init(&b, FORM_MAX);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].value == NULL)
            continue;
        (void)rn_buf_fmt(&b, "%s%s=", b.n > 0 ? "&" : "", fields[i].name);
        (void)rn_url_encode(&b, rn_str(fields[i].value));
    }
    body = b.full ? NULL : rn_secret_dup(ctx, rn_buf_str(&b));
    if (b.p != NULL)
        explicit_bzero(b.p, b.n);
    rn_buf_free(&b);
    return body;
}

static const struct rn_header *post_headers(const void *ctx, const char *type,
                                            const char *authorization)
{
    struct rn_header *h = rn_new_array(ctx, struct rn_header, 3);

    h[0] = (struct rn_header){RN_STR("Content-Type"), rn_str(type)};
    h[1] = (struct rn_header){RN_STR("Accept"), RN_STR("application/json")};
    if (authorization != NULL)
        h[2] = (struct rn_header){RN_STR("Authorization"),
                                  rn_str(rn_secret_dup(ctx, rn_str(authorization)))};
    return h;
}

enum rn_status rn_login_post(const struct rn_login *l, const void *ctx, const char *type,
                             const char *body, const char *authorization, struct rn_request *ret,
                             struct rn_diag *d)
{
    struct rn_str url;
    enum rn_status st = rn_login_address(l, ctx, &url, d);

    if (st != RN_OK)
        return st;
    *ret = (struct rn_request){.size = sizeof *ret,
                               .method = "POST",
                               .url = url,
                               .body = rn_str(body),
                               .headers = post_headers(ctx, type, authorization),
                               .header_count = authorization != NULL ? 3 : 2,
                               .step = "token"};
    return RN_OK;
}

enum rn_status rn_login_form(const struct rn_login *l, const void *ctx,
                             const struct rn_form_field *fields, size_t count,
                             const char *authorization, struct rn_request *ret, struct rn_diag *d)
{
    const char *body = form_body(ctx, fields, count);

    if (body == NULL)
        return rn_fail(d, RN_LOGIN, "source %.100s: its credentials are too long to be sent",
                       l->source->name);
    return rn_login_post(l, ctx, "application/x-www-form-urlencoded", body, authorization, ret, d);
}
