/* SPDX-License-Identifier: MIT
 *
 * Answers of token services. Whatever comes, the login ends in a token that fits into a header or
 * in a sentence, and the sentence quotes nothing that was sent. The first byte chooses the status.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "net/auth.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SECRET "planted-secret-5sN8cW2y"

static const struct rn_auth auths[] = {{.name = "refresh",
                                        .kind = RN_AUTH_OAUTH2_REFRESH,
                                        .token_url = "https://tokens.example/token"},
                                       {0}};
static const struct rn_plugin plugin = {.size = sizeof plugin, .name = "place", .auths = auths};

static enum rn_status secret(void *arg, const void *ctx, const char *name, char **ret,
                             struct rn_diag *d)
{
    (void)arg;
    (void)name;
    (void)d;
    *ret = rn_dupz(ctx, SECRET);
    return RN_OK;
}

static void check_line(const char *s)
{
    for (; *s != '\0'; s++)
        if (*s < ' ' || *s > '~')
            abort();
}

static enum rn_status rotated(void *arg, const char *name, const char *value, struct rn_diag *d)
{
    (void)arg;
    (void)name;
    (void)d;
    check_line(value);
    return RN_OK;
}

static void check_sentence(const struct rn_diag *d)
{
    if (d->text[0] == '\0' || strstr(d->text, SECRET) != NULL)
        abort();
    check_line(d->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int statuses[] = {200, 200, 200, 201, 400, 401, 403, 404, 302, 429, 503, 0};
    const struct rn_net_source source = {
        .name = "harbour", .plugin = &plugin, .secret = secret, .rotated = rotated};
    RN_SCOPE(tmp);
    struct rn_login *login = NULL;
    struct rn_login_patch patch = {0};
    struct rn_diag d = {0};

    if (size == 0)
        return 0;
    const struct rn_response answer = {
        .size = sizeof answer,
        .status = statuses[data[0] % (sizeof statuses / sizeof statuses[0])],
        .body = rn_strn((const char *)data + 1, size - 1)};
    if (rn_login_open(tmp, &source, "refresh", &login, &d) != RN_OK ||
        rn_login_apply(login, 1, tmp, &patch, &d) != RN_AGAIN)
        abort();
    if (rn_login_token_answer(login, 1, &answer, &d) != RN_OK)
        check_sentence(&d);
    else if (rn_login_apply(login, 1, tmp, &patch, &d) != RN_OK)
        abort();
    else
        check_line(patch.header_value);
    return 0;
}
