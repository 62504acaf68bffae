/* SPDX-License-Identifier: MIT */
#include "cli/acting.h"

#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "config/config.h"
#include "store/store.h"

static int unknown(struct rn_cli *cli, const struct rn_config *config, const char *name)
{
    const char **names = rn_new_array(cli->ctx, const char *, config->people_count + 1);
    for (size_t i = 0; i < config->people_count; i++)
        names[i] = config->people[i].id;
    const char *near = rn_nearest(name, names, config->people_count);
    return rn_cli_usage(cli, "there is no person %s among the people of %s%s%s", name, config->path,
                        near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}

int rn_cli_acting(struct rn_cli *cli, const struct rn_config *config, struct rn_acting *ret)
{
    const char *name = rn_cli_actor(cli);
    *ret = (struct rn_acting){.actor = rn_fmt(cli->ctx, "human:%s", name), .role = RN_ROLE_ADMIN};
    for (size_t i = 0; i < config->people_count; i++)
        if (strcmp(config->people[i].id, name) == 0) {
            ret->role = (enum rn_role)config->people[i].role;
            return 0;
        }
    return cli->as != NULL ? unknown(cli, config, name) : 0;
}

int rn_cli_write_store(struct rn_cli *cli, struct rn_config **ret_config,
                       struct rn_store **ret_store)
{
    struct rn_diag d;
    int status = rn_cli_config(cli, ret_config);
    if (status != 0)
        return status;
    if (rn_store_open(cli->ctx, (*ret_config)->store, RN_STORE_WRITE, cli->now, ret_store, &d) !=
        RN_OK)
        return rn_cli_fail_data(cli, &d);
    return 0;
}

int rn_cli_finish(struct rn_cli *cli, struct rn_store *store, enum rn_status st, struct rn_diag *d)
{
    if (st == RN_OK)
        st = rn_store_commit(store, d);
    else
        rn_store_rollback(store);
    return st == RN_OK ? 0 : rn_cli_fail_data(cli, d);
}
