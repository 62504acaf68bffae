/* SPDX-License-Identifier: MIT
 *
 * Who acts, for the verbs that change something: the person that --as names, else the one with
 * this system account, else the operator, who sits at the machine and may do everything.
 */
#ifndef CLI_ACTING_H
#define CLI_ACTING_H

#include "cli/verbs.h"
#include "work/replying.h"

struct rn_acting {
    const char *actor; /* human:ID */
    enum rn_role role;
};

/* 0, or 2 after the sentence was said: nobody of that name. */
RN_MUST int rn_cli_acting(struct rn_cli *cli, const struct rn_config *config,
                          struct rn_acting *ret);
/* Config and store for a verb that writes; 0, or the exit status after the sentence was said. */
struct rn_store;
RN_MUST int rn_cli_write_store(struct rn_cli *cli, struct rn_config **ret_config,
                               struct rn_store **ret_store);
/* Ends a transaction with what came of the writing; the exit status. */
RN_MUST int rn_cli_finish(struct rn_cli *cli, struct rn_store *store, enum rn_status st,
                          struct rn_diag *d);

#endif
