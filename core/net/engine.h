/* SPDX-License-Identifier: MIT
 *
 * The network: the one transport (net/transport.h) that opens sockets. One curl_multi, many
 * transfers at once; what it does by itself so that nobody above has to: pace per host and per
 * source, login (net/auth.h), retries (net/retry.h), size and time caps, addresses swapped for
 * `endpoint`. An answer that comes back from `next` is final.
 *
 * A page made for people (RN_REQUEST_PAGE) is asked for only where the robots.txt of its server
 * lets us (net/robots.h), which is read once a day, and as slowly as it wishes.
 *
 * What it refuses: anything but https, unless the source's own endpoint says http to a loopback
 * address; private and link-local addresses unless the endpoint names them; redirects to another
 * host (followed without credentials for GET of pages, refused otherwise); bodies beyond `max_body`
 * after decompression.
 */
#ifndef NET_ENGINE_H
#define NET_ENGINE_H

#include "net/transport.h"

/* What the engine has to know about a source. Filled by the caller from the config; `net` does not
 * know config. Lives as long as the engine. */
struct rn_net_source {
    const char *name;
    const struct rn_plugin *plugin;
    const char *endpoint;       /* NULL: the place's own addresses; else scheme://host[:port] */
    const char *token_endpoint; /* NULL: the plugin's token_url, on `endpoint` when that is given */
    int64_t timeout_us;         /* of one try; 0: 30 s */
    /* A credential by name, under ctx; RN_GONE when there is none. */
    enum rn_status (*secret)(void *arg, const void *ctx, const char *name, char **ret,
                             struct rn_diag *d);
    /* A place handed out a new refresh token: keep it (atomically); may be NULL. */
    enum rn_status (*rotated)(void *arg, const char *name, const char *value, struct rn_diag *d);
    void *arg;
    /* Where a credential stands and comes from, for sentences ("renown.yaml:12, from
     * ${file:secrets/google}"), under ctx; NULL when the source has none; may be NULL itself. */
    char *(*origin)(void *arg, const void *ctx, const char *name);
    /* Whose credentials these are: sources of one plugin that say the same fetch one token and use
     * it together, since many places let only the newest one live. NULL: nobody else's. */
    const void *credentials;
};

struct rn_engine_setup {
    const char *contact; /* goes into the User-Agent: "Renown/0.1 (+mailto:…)" */
    const char *version;
    /* Certificates of the authorities to trust instead of the machine's own: a file, a folder; NULL
     * for none. That a server proves its name cannot be switched off. */
    const char *ca_file, *ca_folder;
    const struct rn_net_source *(*source)(void *arg, const char *name); /* NULL: unknown, refused */
    void *arg;
    size_t max_body;   /* 0: 64 MiB */
    int max_transfers; /* 0: 50 */
};

RN_MUST enum rn_status rn_engine_open(const void *ctx, const struct rn_engine_setup *setup,
                                      struct rn_transport **ret, struct rn_diag *d);

#endif
