/* SPDX-License-Identifier: MIT
 *
 * The frozen snapshot that rules see, from what the store holds. The ingest and `rules explain`
 * both come through here, so that an explanation speaks about the same values.
 */
#ifndef COLLECT_FACTS_H
#define COLLECT_FACTS_H

#include "config/config.h"
#include "rules/rules.h"
#include "store/reviews.h"

/* Fills `ret` with views into `s`, `listing`, `words`, `hits` (the last two may be NULL);
 * the judgement is s->judged: rn_facts_judgement.
 * `stars_before` is the rating of the version before, 0 for none. The listing may be NULL: one that
 * left the config. */
void rn_facts_make(const struct rn_stored *s, const struct rn_listing *listing, const char *source,
                   const char *place, unsigned events, double stars_before, int64_t now,
                   const struct rn_words *words, const struct rn_hits *hits, struct rn_facts *ret);

/* Sets s->judged from s->judgement where it is not at hand, under ctx. RN_CORRUPT when that cannot
 * be read. */
RN_MUST enum rn_status rn_facts_judgement(const void *ctx, struct rn_stored *s, struct rn_diag *d);

/* Languages in which a reply may be written, best first: the review's own, then the listing's
 * fallbacks for it, then the listing's first language. Under ctx; never empty unless nothing is
 * known. */
const char **rn_reply_langs(const void *ctx, const struct rn_review *r,
                            const struct rn_listing *listing, size_t *ret_count);

#endif
