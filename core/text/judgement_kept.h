/* SPDX-License-Identifier: MIT
 *
 * A judgement as the store keeps it: short, because it is written with every review, and without a
 * word of the text, so that it goes with the text when that is erased. Evidence is kept by place.
 *
 *     en 991 + 979 997 e26+6 e40+5
 *
 * Language and its confidence, the label's sign (- 0 + ~ for mixed, ? for abstain), sentiment and
 * confidence, all in thousandths; then, each with its letter, i intent, t topics (= what is
 * felt about it), r risks, p personal data, c conflict with the stars, e evidence: the byte of the
 * judged text (rn_judged_text) where it begins, and its length.
 */
#ifndef TEXT_JUDGEMENT_KEPT_H
#define TEXT_JUDGEMENT_KEPT_H

#include "text/judgement.h"

/* The evidence of `j` must be views into `text`, the text that was judged. Under ctx. */
struct rn_str rn_judgement_keep(const void *ctx, const struct rn_judgement *j, struct rn_str text);

/* Reads what rn_judgement_keep wrote of the review's title and text: evidence becomes views into
 * these, or into a copy under ctx, as all else. RN_CORRUPT for anything else, also for evidence
 * that does not lie within the text. */
RN_MUST enum rn_status rn_judgement_kept(const void *ctx, struct rn_str kept, struct rn_str title,
                                         struct rn_str text, struct rn_judgement *ret,
                                         struct rn_diag *d);

#endif
