/* SPDX-License-Identifier: MIT
 *
 * Pages that did not change are not read again: what was answered last is asked about with
 * If-None-Match and If-Modified-Since, and an answer of the same bytes counts as unchanged too.
 *
 * What keeps it right:
 *
 *     which      only requests that the plugin marks RN_REQUEST_SAME
 *     when       never in a run that is meant to see everything (first contact, --backfill, once a
 *                day), so only whole lists ever speak of removals
 *     from when  only after a run that nothing broke and in which the plugin had no doubt about the
 *                page: what lay behind a page that failed is asked for again; and only where all
 *                that the page asks for is RN_REQUEST_MORE
 */
#ifndef COLLECT_UNCHANGED_H
#define COLLECT_UNCHANGED_H

#include "collect/run.h"

struct rn_answer;

/* Adds the headers to a request that is about to be sent: `headers` has room for two more. */
void rn_unchanged_ask(struct rn_source_run *r, const struct rn_request *q,
                      struct rn_header *headers, size_t *count, const void *ctx);
/* True when the answer says nothing new; *ret_lie when it says so without having been asked. */
bool rn_unchanged_is(struct rn_source_run *r, const struct rn_answer *a, bool *ret_lie);
/* This page was read and stored; it is remembered when the run ends well. */
void rn_unchanged_note(struct rn_source_run *r, const struct rn_answer *a, size_t reviews);
/* At the end of a run that nothing broke; inside the transaction. */
RN_MUST enum rn_status rn_unchanged_keep(struct rn_source_run *r, struct rn_diag *d);

#endif
