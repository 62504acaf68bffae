/* SPDX-License-Identifier: MIT
 *
 * The compiled rules: what the files of core/rules share.
 */
#ifndef RULES_SET_H
#define RULES_SET_H

#include "rules/automaton.h"
#include "rules/load.h"

struct rn_rules {
    struct rn_unit_file **units;
    size_t unit_count;
    struct rn_rule **rules; /* highest priority first, then by name */
    size_t rule_count;
    struct rn_template **templates; /* by name */
    size_t template_count;
    struct rn_automaton *words;
};

/* What a rule is about before it runs: one file through the fence (unit.c). NULL when the file is
 * bad: its findings have been said. Lives under ctx. */
struct rn_unit_file *rn_unit_run(const void *ctx, struct rn_script *script,
                                 const struct rn_script *all, size_t count,
                                 const struct rn_known_names *known, rn_script_found_fn *found,
                                 void *arg);
/* Reads a file without running it (helpers and tests). */
bool rn_unit_reads(struct rn_script *script, rn_script_found_fn *found, void *arg);

/* The `where` function of a rule. False as well when it fails: then `why` (may be NULL) gets the
 * sentence, and the file is heard once. */
bool rn_where_holds(const void *ctx, const struct rn_rule *r, const struct rn_facts *f,
                    const char **why);

const struct rn_template *rn_rules_template(const struct rn_rules *rules, const char *name);
/* Its `after` lies ahead. */
bool rn_rule_waits(const struct rn_rule *r, const struct rn_facts *f);
bool rn_rule_holds(const void *ctx, const struct rn_rule *r, const struct rn_facts *f,
                   const char **why);
/* Marks the effects that lose against an earlier one of another rule. */
void rn_effects_merge(struct rn_effect *effects, size_t count);

#endif
