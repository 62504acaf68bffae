/* SPDX-License-Identifier: MIT
 *
 * Finding and checking plugins. A plugin is NAME.so in $RENOWN_PLUGINS, else beside a program that
 * runs from its build folder (plugins/.libs), else in the installed folder. It is opened, asked for
 * its one symbol, and everything it declares is checked before any of it is used; each refusal is a
 * sentence. Plugins stay loaded until the program ends.
 */
#ifndef PLUGIN_LOADER_H
#define PLUGIN_LOADER_H

#include <renown/plugin.h>

/* A copy of what the plugin declared, as large as today's struct: fields it does not know are zero.
 * RN_INVALID for an unknown name (with the nearest known), RN_BUG for one that does not keep the
 * contract. */
RN_MUST enum rn_status rn_plugin_load(const char *name, const struct rn_plugin **ret,
                                      struct rn_diag *d);
/* Names of all plugins that are there, sorted, under ctx. */
RN_MUST enum rn_status rn_plugin_names(const void *ctx, char ***ret, size_t *ret_count,
                                       struct rn_diag *d);
/* The checks alone, for tests and for plugins that are linked in. */
RN_MUST enum rn_status rn_plugin_check(const char *name, const struct rn_plugin *given,
                                       struct rn_plugin *ret, struct rn_diag *d);
const struct rn_auth *rn_plugin_auth(const struct rn_plugin *p, const char *name);
/* The account part of the identity: the values of the options that `p->identity` names, joined by
 * '/'. */
char *rn_plugin_account(const void *ctx, const struct rn_plugin *p, const void *config);
/* What says that two sources read the same thing, whatever account they read it through: the same
 * for the options of `p->discover_key`. */
char *rn_plugin_key(const void *ctx, const struct rn_plugin *p, const void *config);
bool rn_plugin_has_option(const struct rn_plugin *p, struct rn_str name);

#endif
