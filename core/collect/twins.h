/* SPDX-License-Identifier: MIT
 *
 * Two sources of one config that read the same account: the same reviews would count for two
 * listings. The first one in the file is the one that is read, whoever is due first.
 */
#ifndef COLLECT_TWINS_H
#define COLLECT_TWINS_H

#include "collect/intake.h"

struct rn_twins;
struct rn_twins *rn_twins_new(const void *ctx, const struct rn_config *config);
/* The source that stands before `s` in the config and reads the same account; NULL: none. Folders
 * have none: files of one account may lie in several. */
const struct rn_source_config *rn_twins_before(struct rn_twins *t, const struct rn_source_config *s,
                                               const struct rn_identity *who);

#endif
