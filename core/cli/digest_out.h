/* SPDX-License-Identifier: MIT
 *
 * What `digest` and `try` share: the options --period, --format, --lang and --out.
 */
#ifndef CLI_DIGEST_OUT_H
#define CLI_DIGEST_OUT_H

#include "cli/verbs.h"
#include "report/digest.h"

/* Fills period and lang (of ask->person, when it is set, by default), and the format: 0 text, 1
 * html, 2 email, 3 json. 0, or the exit status with the sentence said. */
RN_MUST int rn_cli_digest_ask(struct rn_cli *cli, int format_default, struct rn_digest_ask *ask,
                              int *ret_format);
/* Writes it to --out or stdout; gives the exit status. */
RN_MUST int rn_cli_digest_put(struct rn_cli *cli, const struct rn_digest *g,
                              const struct rn_digest_ask *ask, int format);

#endif
