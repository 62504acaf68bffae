/* SPDX-License-Identifier: MIT
 *
 * What stands behind the words of `renown rules`, one file each. Each gives the exit status.
 */
#ifndef CLI_RULES_VERBS_H
#define CLI_RULES_VERBS_H

#include "cli/verbs.h"

int rn_rules_verb_explain(struct rn_cli *cli); /* rules_explain.c */

#endif
