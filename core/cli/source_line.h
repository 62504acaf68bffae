/* SPDX-License-Identifier: MIT
 *
 * What came of reading one source, as `sync` and `serve` print it.
 */
#ifndef CLI_SOURCE_LINE_H
#define CLI_SOURCE_LINE_H

#include "cli/verbs.h"
#include "collect/run.h"

void rn_source_line_json(struct rn_cli *cli, const struct rn_source_result *r);
/* Counts and whether it was complete; neither the warnings nor the end of the line. */
void rn_source_line_people(struct rn_cli *cli, const struct rn_source_result *r);

#endif
