/* SPDX-License-Identifier: MIT
 *
 * The scripts for a verb that takes reviews in: findings are said, the good files and the last good
 * versions of the broken ones are in force.
 */
#ifndef CLI_SCRIPTS_H
#define CLI_SCRIPTS_H

#include "cli/verbs.h"
#include "collect/ruleset.h"

/* 0, or the exit status after the sentence was said. `store` may be NULL: no last good versions. */
RN_MUST int rn_cli_scripts(struct rn_cli *cli, const struct rn_config *config,
                           struct rn_store *store, bool remember, struct rn_ruleset **ret);

/* Says a finding; for rn_ruleset_open. */
void rn_cli_script_found(void *arg, const struct rn_script_finding *f);

#endif
