/* SPDX-License-Identifier: MIT
 *
 * The options --from and --to of verbs that show figures of days.
 */
#ifndef CLI_DAYS_H
#define CLI_DAYS_H

#include "cli/verbs.h"
#include "insight/period.h"

/* The day it is in the organisation's zone. 0, or the exit status with the sentence said. */
RN_MUST int rn_cli_today(struct rn_cli *cli, const struct rn_config *config, int32_t *ret);
/* The days asked for, `def` where an end is not given; at most 20 years. */
RN_MUST int rn_cli_days(struct rn_cli *cli, struct rn_days def, struct rn_days *ret);

#endif
