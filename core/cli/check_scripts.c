/* SPDX-License-Identifier: MIT
 *
 * The scripts' part of `check`: read and compiled with the names this config knows; nothing is
 * evaluated.
 */
#include "cli/findings.h"

#include "base/file.h"
#include "base/mem.h"
#include "collect/ruleset.h"
#include "config/config.h"
#include "rules/test.h"

static void hear(void *arg, const struct rn_script_finding *f)
{
    struct rn_finding finding = {f->file, f->line, f->warning, f->text};
    rn_findings_hear(arg, &finding);
}

void rn_check_scripts(struct rn_findings *fs, const struct rn_config *c, size_t *ret_rules,
                      size_t *ret_templates)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_known_names known;
    struct rn_script *scripts;
    struct rn_rules *rules;
    size_t n;
    if (c->scripts != NULL && !rn_file_exists(c->scripts))
        rn_findings_warning(fs, c->path, 0,
                            "the folder of scripts %s is not there: no rule is in force",
                            c->scripts);
    rn_ruleset_known(tmp, c, &known);
    if (rn_scripts_read(tmp, c->scripts, hear, fs, &scripts, &n, &d) != RN_OK ||
        rn_rules_compile(tmp, scripts, n, &known, hear, fs, &rules, &d) != RN_OK) {
        rn_findings_diag(fs, c->scripts, &d);
        return;
    }
    rn_rules_review(rules, hear, fs);
    if (fs->faults == 0) /* rules of a broken file are not there, which is no fault of a test */
        rn_tests_check(rules, hear, fs);
    *ret_rules = rn_rules_count(rules);
    *ret_templates = rn_templates_count(rules);
}
