/* SPDX-License-Identifier: MIT
 *
 * How a verb asks places: over the network, or with --replay from recorded exchanges; with --record
 * all of it is written down. Verbs that take these options list them with RN_EXCHANGE_OPTIONS.
 */
#ifndef CLI_EXCHANGES_H
#define CLI_EXCHANGES_H

#include "cli/verbs.h"

struct rn_transport;

#define RN_EXCHANGE_OPTIONS                                                                        \
    {"replay", .value = "DIR",                                                                     \
     .doc = "Take answers from recorded exchanges instead of the network."},                       \
    {                                                                                              \
        "record", .value = "DIR", .doc = "Write every exchange to DIR, without secrets."           \
    }

/* 0, or the exit status after the sentence was said. The transport lives as long as the program;
 * `config` must as well. */
RN_MUST int rn_cli_transport(struct rn_cli *cli, const struct rn_config *config,
                             struct rn_transport **ret);

#endif
