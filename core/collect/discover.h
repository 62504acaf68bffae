/* SPDX-License-Identifier: MIT
 *
 * What there is to read with one login: the plugin asks, its answers are read as in a run, and what
 * it names is gathered. Nothing is stored.
 */
#ifndef COLLECT_DISCOVER_H
#define COLLECT_DISCOVER_H

#include "net/transport.h"

struct rn_discovery_setup {
    const struct rn_plugin *plugin;
    const char *source; /* the name under which the transport knows the login */
    struct rn_transport *transport;
    void (*progress)(void *arg, const char *line); /* may be NULL */
    void *arg;
};

/* One thing a source could read. */
struct rn_discovered {
    const struct rn_candidate *candidate;
    const char *key; /* rn_plugin_key: what it is, through whatever account it is seen */
};

struct rn_discovery {
    struct rn_discovered *found; /* each thing once, sorted by owner, name and place */
    size_t count;
    char **warnings;
    size_t warning_count;
    size_t requests;
    enum rn_status status; /* RN_OK, or what broke: then not all was seen */
};

/* The discovery lives under ctx. RN_OK also when the place failed (see `status`). */
RN_MUST enum rn_status rn_discover(const void *ctx, const struct rn_discovery_setup *setup,
                                   struct rn_discovery **ret, struct rn_diag *d);

#endif
