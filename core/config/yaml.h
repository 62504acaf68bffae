/* SPDX-License-Identifier: MIT
 *
 * YAML as a tree that remembers its lines, from libyaml's events. Aliases and anchors are refused
 * (they are how a small file becomes a large one), as are tabs, duplicate keys and depth beyond 32.
 */
#ifndef CONFIG_YAML_H
#define CONFIG_YAML_H

#include <stddef.h>
#include <stdbool.h>

#include <renown/status.h>
#include <renown/str.h>

enum rn_node_type { RN_NODE_SCALAR, RN_NODE_LIST, RN_NODE_MAP };

struct rn_node {
    enum rn_node_type type;
    const char *key;  /* NUL-terminated; of a member of a map */
    const char *text; /* of a scalar, NUL-terminated UTF-8 without NUL inside */
    bool plain;       /* a scalar without quotes: only these can be numbers, true, null */
    int line, key_line;
    struct rn_node *first, *next; /* members or items in the order written */
    size_t count;
};

/* `name` stands in the sentences. The tree lives under ctx. An empty document is an empty map. */
RN_MUST enum rn_status rn_yaml_parse(const void *ctx, const char *name, struct rn_str bytes,
                                     struct rn_node **ret, struct rn_diag *d);
/* A file of at most 4 MiB. */
RN_MUST enum rn_status rn_yaml_load(const void *ctx, const char *path, struct rn_node **ret,
                                    struct rn_diag *d);
const struct rn_node *rn_node_get(const struct rn_node *map, const char *key); /* NULL-safe */
bool rn_node_null(const struct rn_node *n); /* absent, ~ or null without quotes, or empty */

#endif
