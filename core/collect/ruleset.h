/* SPDX-License-Identifier: MIT
 *
 * The scripts in force for one run: what lies in the folder, and for a file that is broken today
 * its last good version out of the store. A broken file is said, costs nothing else, and never
 * stops the intake. Under `activate: on_apply` it is the set that was applied last (live.h), and
 * the folder is not looked at.
 */
#ifndef COLLECT_RULESET_H
#define COLLECT_RULESET_H

#include "config/config.h"
#include "rules/rules.h"
#include "store/store.h"

struct rn_ruleset {
    struct rn_rules *rules;
    struct rn_script *scripts;
    size_t count, broken;
};

/* Names that scripts may refer to, from the config. */
void rn_ruleset_known(const void *ctx, const struct rn_config *c, struct rn_known_names *ret);

/* Reads, compiles, falls back. `found` hears every finding. Remembers good versions in the store
 * when `remember` (inside a transaction of its own), so that they are there when the file breaks.
 */
RN_MUST enum rn_status rn_ruleset_open(const void *ctx, const struct rn_config *c,
                                       struct rn_store *s, bool remember, rn_script_found_fn *found,
                                       void *arg, struct rn_ruleset **ret, struct rn_diag *d);

#endif
