/* SPDX-License-Identifier: MIT */
#include "collect/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "config/config.h"
#include "config/secret.h"
#include "net/engine.h"
#include "plugin/loader.h"

/* Pages of reviews are a few hundred kilobytes; whatever is larger than this is none. */
enum { MAX_BODY = 16 << 20 };

struct network;

struct known {
    struct rn_net_source source; /* first */
    struct network *network;
    const struct rn_source_config *config;
    struct known *next;
};

struct network {
    const struct rn_config *config;
    struct known *known;
};

static enum rn_status secret(void *arg, const void *ctx, const char *name, char **ret,
                             struct rn_diag *d)
{
    struct known *k = arg;
    return rn_config_secret(ctx, k->network->config, k->config, name, ret, d);
}

static enum rn_status rotated(void *arg, const char *name, const char *value, struct rn_diag *d)
{
    struct known *k = arg;
    return rn_config_secret_keep(k->network->config, k->config, name, value, d);
}

static char *origin(void *arg, const void *ctx, const char *name)
{
    struct known *k = arg;
    return rn_config_secret_origin(ctx, k->network->config, k->config, name);
}

static struct known *make_known(struct network *n, const struct rn_source_config *s)
{
    struct rn_diag
        ignored; /* a source whose plugin is missing is named before it asks for anything */
    const struct rn_plugin *plugin;
    if (rn_plugin_load(s->plugin, &plugin, &ignored) != RN_OK)
        return NULL;
    struct known *k = rn_new(n, struct known);
    k->network = n;
    k->config = s;
    k->source = (struct rn_net_source){
        .name = s->name,
        .plugin = plugin,
        .endpoint = s->common.endpoint,
        .token_endpoint = s->common.token_endpoint,
        .timeout_us = s->common.timeout.set ? s->common.timeout.us : 0,
        .secret = secret,
        .rotated = rotated,
        .arg = k,
        .origin = origin,
        .credentials = s->credentials,
    };
    k->next = n->known;
    n->known = k;
    return k;
}

static const struct rn_net_source *source_named(void *arg, const char *name)
{
    struct network *n = arg;
    for (const struct known *k = n->known; k != NULL; k = k->next)
        if (strcmp(k->source.name, name) == 0)
            return &k->source;
    const struct rn_source_config *s = rn_config_source(n->config, name);
    const struct known *made = s != NULL ? make_known(n, s) : NULL;
    return made != NULL ? &made->source : NULL;
}

/* As OpenSSL's own programs read them; empty counts as not set. */
static const char *set_variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

enum rn_status rn_network_open(const void *ctx, const struct rn_config *config, const char *version,
                               struct rn_transport **ret, struct rn_diag *d)
{
    struct network *n = rn_new(ctx, struct network);
    const struct rn_engine_setup setup = {.contact = config->contact,
                                          .version = version,
                                          .ca_file = set_variable("SSL_CERT_FILE"),
                                          .ca_folder = set_variable("SSL_CERT_DIR"),
                                          .source = source_named,
                                          .arg = n,
                                          .max_body = MAX_BODY};
    n->config = config;
    enum rn_status st = rn_engine_open(ctx, &setup, ret, d);
    if (st == RN_OK)
        talloc_steal(*ret, n);
    else
        talloc_free(n);
    return st;
}
