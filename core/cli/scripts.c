/* SPDX-License-Identifier: MIT */
#include "cli/scripts.h"

#include "base/log.h"

void rn_cli_script_found(void *arg, const struct rn_script_finding *f)
{
    (void)arg;
    if (f->warning)
        return; /* `rules check` tells those */
    if (f->line > 0)
        rn_say("%s:%d: %s", f->file, f->line, f->text);
    else
        rn_say("%s: %s", f->file, f->text);
}

int rn_cli_scripts(struct rn_cli *cli, const struct rn_config *config, struct rn_store *store,
                   bool remember, struct rn_ruleset **ret)
{
    struct rn_diag d;
    if (rn_ruleset_open(cli->ctx, config, store, remember, rn_cli_script_found, NULL, ret, &d) !=
        RN_OK)
        return rn_cli_fail(cli, &d);
    if ((*ret)->broken > 0)
        rn_warn(
            "%zu script file(s) are broken: their last good versions stay in force, if there are "
            "any; `renown rules check` tells all",
            (*ret)->broken);
    return 0;
}
