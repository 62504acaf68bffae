/* SPDX-License-Identifier: MIT
 *
 * What can be said about a script before it runs: bytes that are no text, quotes and digits that a
 * word processor or another keyboard put there, and Lua's and/or/not where the rule language has
 * all/any/no (Lua would take one of the two conditions and drop the other without a word).
 */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include "rules/rules.h"

/* Tells whether the file may be run; every finding goes to `found`. Linear in the bytes of
 * `source`. */
bool rn_lint_source(const char *name, struct rn_str source, rn_script_found_fn *found, void *arg);

#endif
