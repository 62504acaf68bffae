/* SPDX-License-Identifier: MIT
 *
 * What was discovered as lines of a config: listings with their source, ready to be put below
 * `listings:` of a brand. Names come from outside and are quoted; ids are made from them.
 */
#ifndef CLI_DISCOVER_LINES_H
#define CLI_DISCOVER_LINES_H

#include <renown/buf.h>

struct rn_candidate;
struct rn_config;
struct rn_plugin;
struct rn_source_config;

struct rn_listing_lines;

/* Remembers the ids that are taken. `config` lives as long. */
struct rn_listing_lines *rn_listing_lines_new(const void *ctx, const struct rn_config *config,
                                              const struct rn_plugin *plugin);
/* The id of a listing for it: from its name, else from the plugin's name and `key`; each one once.
 */
const char *rn_listing_lines_id(struct rn_listing_lines *l, const struct rn_candidate *c,
                                const char *key);
/* Appends the lines of one listing. `login` is the source whose credentials and servers it needs.
 */
void rn_listing_lines_add(struct rn_listing_lines *l, struct rn_buf *b,
                          const struct rn_candidate *c, const char *id,
                          const struct rn_source_config *login);

#endif
