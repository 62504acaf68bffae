/* SPDX-License-Identifier: MIT
 *
 * The JSON shape of a review (design 9), written in one place: what `parse`, `reviews`, `show` and
 * `export` print and what a story expects.
 */
#ifndef PLUGIN_SHAPE_H
#define PLUGIN_SHAPE_H

#include <renown/json.h>
#include <renown/model.h>

struct rn_candidate;
struct rn_request;

/* The members of a review from "kind" on, into an object that is open: a caller may write "id"
 * before and status, tags, version after. `source` and `listing` may be NULL; absent is absent,
 * never null or "". */
void rn_shape_review(struct rn_jsonw *w, const struct rn_review *r, const char *source,
                     const char *listing);
/* The members of a candidate from "kind" on, into an object that is open. */
void rn_shape_candidate(struct rn_jsonw *w, const struct rn_candidate *c);
/* Whole objects. */
void rn_shape_aggregate(struct rn_jsonw *w, const struct rn_aggregate *a);
void rn_shape_warning(struct rn_jsonw *w, const char *sentence);
void rn_shape_request(struct rn_jsonw *w, const struct rn_request *q); /* for stories */

#endif
