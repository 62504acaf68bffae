/* SPDX-License-Identifier: MIT
 *
 * Secrets: ${env:NAME} and ${file:PATH} are resolved when somebody needs the value, not when the
 * config is read, so that `check` can name all that are missing and a listing without login works
 * meanwhile.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/fill.h"
#include "config/load.h"
#include "config/secret.h"

enum { SECRET_MAX = 64 << 10 };

bool rn_file_shared(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

/* What names an account rather than opening it may stand in any file. */
bool rn_credential_is_public(const char *name)
{
    static const char *const names[] = {"client_id", "issuer_id", "key_id",  "user",
                                        "username",  "account",   "email",   "scope",
                                        "handle",    "page",      "instance"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

#define CURE "give it as ${env:NAME} or ${file:PATH}, or take their right away (chmod 600)"

void rn_verify_credentials(struct rn_loader *l, const struct rn_node *map)
{
    for (const struct rn_node *n = map->first; n != NULL; n = n->next) {
        if (n->type != RN_NODE_SCALAR || rn_node_null(n))
            rn_load_fault(l, n->key_line, "credential '%.100s' wants a single value", n->key);
        else if (l->shared && !rn_secret_reference(n->text) && !rn_credential_is_public(n->key))
            rn_load_fault(l, n->line,
                          "credential '%.100s' is a secret in a file that others can read; " CURE,
                          n->key);
    }
}

/* scheme://user:password@host */
static bool carries_password(const char *url)
{
    const char *host = url != NULL ? strstr(url, "://") : NULL;
    if (host == NULL)
        return false;
    size_t n = strcspn(host + 3, "/?#");
    return memchr(host + 3, '@', n) != NULL && memchr(host + 3, ':', n) != NULL;
}

void rn_verify_channel_secrets(struct rn_loader *l, const struct rn_channel *ch,
                               const struct rn_channel_keys *k)
{
    bool secret_url =
        ch->type == RN_CHANNEL_SLACK || ch->type == RN_CHANNEL_TEAMS || carries_password(k->url);
    const struct {
        const char *key, *value;
    } secrets[] = {{"url", secret_url ? k->url : NULL},
                   {"password", k->password},
                   {"token", k->token},
                   {"key", k->key},
                   {"secret", k->secret}};
    for (size_t i = 0; l->shared && i < sizeof secrets / sizeof secrets[0]; i++) {
        const struct rn_node *n = rn_node_get(ch->node, secrets[i].key);
        if (secrets[i].value != NULL && !rn_secret_reference(secrets[i].value))
            rn_load_fault(
                l, n->line,
                "'%s' of channel '%.100s' is a secret in a file that others can read; " CURE,
                secrets[i].key, ch->id);
    }
}

static enum rn_status from_env(const void *ctx, const char *name, const char *what, char **ret,
                               struct rn_diag *d)
{
    const char *value = getenv(name);
    if (value == NULL || *value == '\0')
        return rn_fail(d, RN_INVALID,
                       "%s is to come from the environment variable %s, which is not "
                       "set; set it before starting renown",
                       what, name);
    if (strlen(value) > SECRET_MAX)
        return rn_fail(d, RN_LIMIT, "%s: the environment variable %s holds more than 64 KiB", what,
                       name);
    *ret = rn_dupz(ctx, value);
    return RN_OK;
}

static enum rn_status from_file(const void *ctx, const struct rn_config *c, const char *name,
                                const char *what, char **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_str bytes;
    struct rn_diag why = {0};
    char *path = rn_path_join(tmp, c->folder, name);
    enum rn_status status = rn_file_read(tmp, path, SECRET_MAX, &bytes, &why);
    if (status != RN_OK)
        return rn_fail(d, status, "%s is to come from a file: %s", what, why.text);
    if (rn_file_shared(path)) {
        explicit_bzero((void *)(uintptr_t)bytes.p, bytes.n);
        return rn_fail(d, RN_INVALID,
                       "%s: others can read the file %s; take their right away "
                       "(chmod 600)",
                       what, path);
    }
    struct rn_str value = rn_str_trim(bytes);
    if (value.n == 0 || memchr(value.p, '\0', value.n) != NULL)
        status = rn_fail(d, RN_INVALID, "%s: the file %s %s", what, path,
                         value.n == 0 ? "is empty" : "is not text");
    else
        *ret = rn_dup(ctx, value);
    if (bytes.n > 0)
        explicit_bzero((void *)(uintptr_t)bytes.p, bytes.n);
    return status;
}

enum rn_status rn_config_resolve(const void *ctx, const struct rn_config *c, const char *text,
                                 const char *what, char **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    if (!rn_secret_reference(text)) {
        *ret = rn_dupz(ctx, text);
        return RN_OK;
    }
    bool env = strncmp(text, "${env:", 6) == 0;
    size_t skip = env ? 6 : 7;
    char *name = rn_dup(tmp, rn_strn(text + skip, strlen(text) - skip - 1));
    return env ? from_env(ctx, name, what, ret, d) : from_file(ctx, c, name, what, ret, d);
}

enum rn_status rn_config_secret(const void *ctx, const struct rn_config *c,
                                const struct rn_source_config *s, const char *name, char **ret,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_node *n = rn_node_get(s->credentials, name);
    if (n == NULL || n->type != RN_NODE_SCALAR || rn_node_null(n))
        return rn_fail(d, RN_GONE,
                       "%s:%d: source %s has no credential '%s'; add it below "
                       "'credentials:'",
                       c->path, s->node->line, s->name, name);
    char *what =
        rn_fmt(tmp, "%s:%d: credential '%s' of source %s", c->path, n->line, name, s->name);
    return rn_config_resolve(ctx, c, n->text, what, ret, d);
}

char *rn_config_secret_origin(const void *ctx, const struct rn_config *c,
                              const struct rn_source_config *s, const char *name)
{
    const struct rn_node *n = rn_node_get(s->credentials, name);
    if (n == NULL || n->type != RN_NODE_SCALAR || rn_node_null(n))
        return NULL;
    const bool refers = rn_secret_reference(n->text);
    return rn_fmt(ctx, "%s:%d%s%s", c->path, n->line, refers ? ", from " : "",
                  refers ? n->text : "");
}

enum rn_status rn_config_secret_keep(const struct rn_config *c, const struct rn_source_config *s,
                                     const char *name, const char *value, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_node *n = rn_node_get(s->credentials, name);
    const char *text = n != NULL && n->type == RN_NODE_SCALAR && n->text != NULL ? n->text : "";
    if (!rn_secret_reference(text) || strncmp(text, "${file:", 7) != 0)
        return rn_fail(d, RN_INVALID,
                       "source %s was given a new '%s', which cannot be kept because the old one "
                       "comes from no file: give it as ${file:PATH}, or the login may end soon",
                       s->name, name);
    char *path = rn_path_join(tmp, c->folder, rn_dup(tmp, rn_strn(text + 7, strlen(text) - 8)));
    char *line = rn_fmt(tmp, "%s\n", value);
    enum rn_status status = rn_file_write(path, rn_str(line), 0600, d);
    explicit_bzero(line, strlen(line));
    return status;
}
