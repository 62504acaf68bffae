/* SPDX-License-Identifier: MIT
 *
 * What may not be kept for longer goes: by the owner's `retention` of a source, else by what the
 * place's terms allow (rn_limits), counted from first sight. Part of the work that is due by time:
 * `sync --due` and `serve` call it; it tells by itself whether anything is to be done.
 *
 * The words of a review go and its figures stay (store/reviews.h, rn_review_expire); an event in
 * the chain says why. Then the file is scrubbed. A run that was killed in between, or found the
 * store being read, is remembered: the next one goes on. Copies that a migration made, and pages
 * that were kept because nobody understood them, go as well.
 */
#ifndef COLLECT_RETENTION_H
#define COLLECT_RETENTION_H

#include "config/config.h"
#include "store/store.h"

/* Outside of a transaction. `pages`: the folder of kept pages, may be missing. *ret_expired: how
 * many reviews lost their words. A store that is being read by somebody else is no failure. */
RN_MUST enum rn_status rn_retention_run(struct rn_store *store, const struct rn_config *config,
                                        const char *pages, int64_t now, size_t *ret_expired,
                                        struct rn_diag *d);

/* Removes from `pages` (FOLDER/HASH/SOURCE/…) what is older than its source's time, else than
 * `raw_pages` of the config. What cannot be removed stays until the next time. */
void rn_retention_pages(const struct rn_config *config, const char *pages, int64_t now);

#endif
