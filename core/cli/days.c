/* SPDX-License-Identifier: MIT */
#include "cli/days.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"

enum { LONGEST = 366 * 20 };

static int32_t day_of(int64_t us)
{
    return (int32_t)(us / RN_DAY - (us % RN_DAY < 0));
}

int rn_cli_today(struct rn_cli *cli, const struct rn_config *config, int32_t *ret)
{
    RN_SCOPE(tmp);
    struct rn_zone *zone;
    struct rn_diag d = {0};
    if (rn_zone_open(tmp, config->zone != NULL ? config->zone : "UTC", &zone, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    *ret = rn_zone_day(zone, cli->now);
    return 0;
}

int rn_cli_days(struct rn_cli *cli, struct rn_days def, struct rn_days *ret)
{
    int64_t from, to;
    int status;
    if ((status = rn_cli_time(cli, "from", def.from * RN_DAY, &from)) != 0 ||
        (status = rn_cli_time(cli, "to", def.to * RN_DAY, &to)) != 0)
        return status;
    *ret = (struct rn_days){day_of(from), day_of(to)};
    if (ret->to <= ret->from || ret->to - ret->from > LONGEST)
        return rn_cli_usage(cli, "--from must lie before --to, and at most 20 years");
    return 0;
}
