/* SPDX-License-Identifier: MIT
 *
 * A stored decision for people: why a rule fired and what came of its wishes, out of the JSON that
 * the store keeps (design 9, `rules explain`).
 */
#ifndef CLI_BECAUSE_H
#define CLI_BECAUSE_H

#include "cli/verbs.h"

/* A line a condition: "because  stars max 2 (1)"; a line an action: "did  tag money: done". JSON
 * that does not read back is printed as it stands. */
void rn_because_print(struct rn_cli *cli, struct rn_str matched, struct rn_str actions);

#endif
