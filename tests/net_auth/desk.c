/* SPDX-License-Identifier: MIT */
#include "net_auth/desk.h"

#include <stdlib.h>

#include <renown/url.h>

#include "base/mem.h"

#define TOKENS "https://tokens.example/v2/token"

static const struct rn_auth auths[] = {
    {.name = "none", .kind = RN_AUTH_NONE},
    {.name = "query", .kind = RN_AUTH_QUERY, .field = "key"},
    {.name = "header", .kind = RN_AUTH_HEADER, .field = "X-Api-Key", .credential = "api_key"},
    {.name = "bearer", .kind = RN_AUTH_BEARER},
    {.name = "refresh", .kind = RN_AUTH_OAUTH2_REFRESH, .token_url = TOKENS, .scope = "reviews"},
    {.name = "client", .kind = RN_AUTH_OAUTH2_CLIENT, .token_url = TOKENS},
    {.name = "service",
     .kind = RN_AUTH_SERVICE_ACCOUNT,
     .token_url = TOKENS,
     .scope = "https://scopes.example/publisher"},
    {.name = "apple", .kind = RN_AUTH_APPLE_JWT},
    {.name = "refresh-basic",
     .kind = RN_AUTH_OAUTH2_REFRESH_BASIC,
     .token_url = TOKENS,
     .field = "X-Token"},
    {.name = "basic", .kind = RN_AUTH_BASIC},
    {.name = "session", .kind = RN_AUTH_SESSION, .token_url = TOKENS},
    {.name = "injected-token", .kind = RN_AUTH_BEARER, .field = "X-A: b"},
    {.name = "odd", .kind = (enum rn_auth_kind)99},
    {.name = "nowhere", .kind = RN_AUTH_HEADER},
    {.name = "injected", .kind = RN_AUTH_HEADER, .field = "X-A\r\nX-B"},
    {0}};

static enum rn_status secret(void *arg, const void *ctx, const char *name, char **ret,
                             struct rn_diag *d)
{
    struct desk *k = arg;

    k->reads++;
    for (size_t i = 0; i < CREDENTIALS_MAX; i++)
        if (k->credentials[i].value != NULL && strcmp(k->credentials[i].name, name) == 0) {
            *ret = rn_dupz(ctx, k->credentials[i].value);
            return RN_OK;
        }
    return rn_fail(d, RN_GONE, "source harbour has no credential '%s'; add it", name);
}

static enum rn_status rotated(void *arg, const char *name, const char *value, struct rn_diag *d)
{
    struct desk *k = arg;

    assert_string_equal(name, "refresh_token");
    k->rotations++;
    if (k->rotated_status != RN_OK)
        return rn_fail(d, k->rotated_status, "the disk is full");
    (void)snprintf(k->rotated, sizeof k->rotated, "%s", value);
    return RN_OK;
}

int desk_setup(void **state)
{
    struct desk *k = rn_new(NULL, struct desk);

    k->ctx = rn_mem_check(talloc_new(k));
    k->plugin = (struct rn_plugin){.size = sizeof k->plugin, .name = "place", .auths = auths};
    k->source = (struct rn_net_source){
        .name = "harbour", .plugin = &k->plugin, .secret = secret, .rotated = rotated, .arg = k};
    *state = k;
    return 0;
}

int desk_teardown(void **state)
{
    return talloc_free(*state);
}

void desk_credential(struct desk *k, const char *name, const char *value)
{
    for (size_t i = 0; i < CREDENTIALS_MAX; i++)
        if (k->credentials[i].name == NULL || strcmp(k->credentials[i].name, name) == 0) {
            k->credentials[i].name = name;
            k->credentials[i].value = value;
            return;
        }
    fail_msg("too many credentials");
}

void desk_open(struct desk *k, const char *auth)
{
    TALLOC_FREE(k->login);
    assert_int_equal(rn_login_open(k->ctx, &k->source, auth, &k->login, &k->d), RN_OK);
}

enum rn_status desk_apply(struct desk *k, int64_t now)
{
    k->d.text[0] = '\0';
    return rn_login_apply(k->login, now, k->ctx, &k->patch, &k->d);
}

enum rn_status desk_answer(struct desk *k, int64_t now, int status, const char *body)
{
    struct rn_response a = {.size = sizeof a, .status = status, .body = rn_str(body)};

    k->d.text[0] = '\0';
    return rn_login_token_answer(k->login, now, status != 0 ? &a : NULL, &k->d);
}

enum rn_status desk_refuse(struct desk *k)
{
    k->d.text[0] = '\0';
    return rn_login_refused(k->login, &k->d);
}

void desk_log_in(struct desk *k, int64_t now, const char *token)
{
    assert_int_equal(desk_apply(k, now), RN_AGAIN);
    assert_false(k->patch.wait);
    assert_int_equal(
        desk_answer(k, now, 200,
                    rn_fmt(k->ctx, "{\"access_token\":\"%s\",\"expires_in\":3600}", token)),
        RN_OK);
    assert_int_equal(desk_apply(k, now), RN_OK);
    assert_string_equal(k->patch.header_name, "Authorization");
    assert_string_equal(k->patch.header_value, rn_fmt(k->ctx, "Bearer %s", token));
}

/* Keys have many lines: each of them is a secret. */
static void assert_absent(const char *text, struct rn_str value)
{
    while (value.n > 0) {
        const char *end = memchr(value.p, '\n', value.n);
        size_t n = end != NULL ? (size_t)(end - value.p) : value.n;
        if (n >= 8 && strncmp(value.p, "-----", 5) != 0 && memmem(text, strlen(text), value.p, n))
            fail_msg("a secret stands in \"%s\"", text);
        value = rn_strn(value.p + n + (end != NULL), value.n - n - (end != NULL));
    }
}

void desk_failed(struct desk *k, enum rn_status got, enum rn_status wanted, const char *words)
{
    if (got != wanted || strstr(k->d.text, words) == NULL || strchr(k->d.text, '\n') != NULL ||
        strstr(k->d.text, "harbour") == NULL)
        fail_msg("status %d, not %d with \"%s\": \"%s\"", (int)got, (int)wanted, words, k->d.text);
    for (size_t i = 0; i < CREDENTIALS_MAX; i++)
        assert_absent(k->d.text, rn_str(k->credentials[i].value));
}

struct rn_str request_header(const struct rn_request *q, const char *name)
{
    for (size_t i = 0; i < q->header_count; i++)
        if (rn_str_is(q->headers[i].name, name))
            return q->headers[i].value;
    return (struct rn_str){0};
}

char *form_field(const void *ctx, const struct rn_request *q, const char *name)
{
    struct rn_str raw = {0};
    struct rn_buf b;
    char *out, *as_query = rn_fmt(ctx, "?%.*s", RN_STR_ARG(q->body));

    if (!rn_url_param(rn_str(as_query), name, &raw))
        fail_msg("no %s in the form", name);
    rn_buf_init(&b, raw.n + 1);
    assert_int_equal(rn_url_decode(&b, raw, true), RN_OK);
    out = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}
