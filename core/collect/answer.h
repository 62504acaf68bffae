/* SPDX-License-Identifier: MIT
 *
 * One answer of a place: is it one, what does the plugin read in it, into the store with it, what
 * to ask next.
 */
#ifndef COLLECT_ANSWER_H
#define COLLECT_ANSWER_H

#include "collect/run.h"

/* Asks for what a plugin's call handed over; `page_is_known`: the page it came from holds nothing
 * newer, so that further pages of the same list may be left out. */
void rn_source_ask(struct rn_source_run *r, const struct rn_request *requests, size_t count,
                   bool page_is_known);
/* Takes one answer and ends its call: request and tag are void afterwards. Faults of the place end
 * up in the source's result; what is returned is a fault of the store. */
RN_MUST enum rn_status rn_source_answer(struct rn_source_run *r, const struct rn_answer *a,
                                        struct rn_diag *d);
/* Nobody waits for what was asked any more. */
void rn_source_forget(struct rn_source_run *r);
/* The run that a call's tag belongs to. */
struct rn_source_run *rn_source_of_tag(void *tag);

#endif
