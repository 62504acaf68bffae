/* SPDX-License-Identifier: MIT
 *
 * One answer of a place: is it one, what does the plugin read in it, into the store with it, what
 * to ask next.
 */
#ifndef COLLECT_ANSWER_H
#define COLLECT_ANSWER_H

#include "collect/reader.h"
#include "collect/run.h"

/* Asks for what a plugin's call handed over; `page_is_known`: the page it came from holds nothing
 * newer, so that further pages of the same list may be left out. */
void rn_source_ask(struct rn_source_run *r, const struct rn_request *requests, size_t count,
                   bool page_is_known);
/* Gives an answer to the reader, which is not full. */
void rn_source_answered(struct rn_reader *reader, const struct rn_answer *a);
/* Takes a page of this run that was read, and ends its call: request and tag are void afterwards.
 * Faults of the place end up in the source's result; what is returned is a fault of the store, or
 * RN_CONFLICT. */
RN_MUST enum rn_status rn_source_page(struct rn_source_run *r, struct rn_page *p,
                                      struct rn_diag *d);
/* Nobody waits for what was asked any more; the reader (may be NULL) has nothing of it either. */
void rn_source_forget(struct rn_source_run *r, struct rn_reader *reader);

#endif
