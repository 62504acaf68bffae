/* SPDX-License-Identifier: MIT */
#include "cli/exchanges.h"

#include "collect/network.h"
#include "net/cassette.h"

int rn_cli_transport(struct rn_cli *cli, const struct rn_config *config, struct rn_transport **ret)
{
    struct rn_diag d;
    struct rn_transport *t;
    const char *replay = rn_cli_text(cli, "replay");
    const char *record = rn_cli_text(cli, "record");
    enum rn_status st = replay != NULL ? rn_replay_open(cli->ctx, replay, &t, &d)
                                       : rn_network_open(cli->ctx, config, RN_VERSION, &t, &d);
    if (st != RN_OK)
        return rn_cli_fail(cli, &d);
    if (record != NULL && rn_record_open(cli->ctx, record, t, &t, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    *ret = t;
    return 0;
}
