/* SPDX-License-Identifier: MIT
 *
 * Ways into a place: the distinct logins that a config has for one plugin, as sources that can be
 * asked though they read no listing. For questions about an account as a whole.
 */
#ifndef CONFIG_ACCESS_H
#define CONFIG_ACCESS_H

#include "config/config.h"

struct rn_plugin;

/* A config under ctx whose sources are those logins: of all sources of the plugin, one each; else
 * that of `defaults:`, else the sets below `credentials:` called PLUGIN or PLUGIN-something that
 * have what the plugin's login needs. `wanted` names one set to be taken instead (NULL: none is
 * wanted). No credential is ever offered to a place that the config does not name it for. A plugin
 * without login has one way in. RN_INVALID when there is none: the sentence says what to write. */
RN_MUST enum rn_status rn_config_access(const void *ctx, const struct rn_config *c,
                                        const struct rn_plugin *p, const char *wanted,
                                        struct rn_config **ret, struct rn_diag *d);
/* Whether the source's key has its value from `defaults:`. */
bool rn_config_is_default(const struct rn_config *c, const struct rn_source_config *s,
                          const char *key);

#endif
