/* SPDX-License-Identifier: MIT
 *
 * What the verbs that only read the store share. A store that does not exist yet reads as an empty
 * one.
 */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "cli/verbs.h"

struct rn_store;
struct rn_stored;

/* Config and store, the latter NULL when there is none yet. 0, or the exit status with the sentence
 * said. */
RN_MUST int rn_cli_read_store(struct rn_cli *cli, struct rn_config **ret_config,
                              struct rn_store **ret_store);
/* Says on stderr that there is nothing yet and what to do. */
void rn_cli_say_empty(const struct rn_config *config);
/* The listing that --listing names (NULL when not given), checked against the config. */
RN_MUST int rn_cli_listing(struct rn_cli *cli, const struct rn_config *config, const char **ret);
/* Where a verb writes: --out FILE, else its only word, else NULL for stdout. Both at once is wrong
 * usage. */
RN_MUST int rn_cli_out_path(struct rn_cli *cli, const char **ret);
/* A review as JSON, members into an object that is open: id, the shape, judgement, tags, status,
 * priority, version. RN_CORRUPT when its judgement cannot be read. */
RN_MUST enum rn_status rn_cli_review_json(struct rn_jsonw *w, const struct rn_stored *r,
                                          struct rn_diag *d);
/* The member "judgement" of what is kept beside this title and text; none where nothing is. */
RN_MUST enum rn_status rn_cli_judgement_json(struct rn_jsonw *w, struct rn_str kept,
                                             const struct rn_review *r, struct rn_diag *d);

#endif
