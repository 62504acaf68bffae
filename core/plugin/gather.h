/* SPDX-License-Identifier: MIT
 *
 * Inside the sink: what one call of a plugin has handed over so far. harvest.c takes reviews and
 * requests, candidates.c what there is to read.
 */
#ifndef PLUGIN_GATHER_H
#define PLUGIN_GATHER_H

#include "plugin/harvest.h"

struct rn_gather {
    struct rn_sink sink;
    struct rn_harvest *out;
    const struct rn_plugin *plugin;
    void *scratch;         /* what sink->alloc gives */
    enum rn_status failed; /* once set, the sink takes nothing more */
    struct rn_diag *d;
    size_t bytes;
    size_t review_cap, aggregate_cap, request_cap, candidate_cap;
};

struct rn_gather *rn_gather_of(struct rn_sink *s);
/* Sets `failed` with the sentence "plugin NAME what". */
enum rn_status rn_gather_refuse(struct rn_gather *g, enum rn_status status, const char *what);
/* Room for one more element; what a plugin hands over may not be grown one by one. */
void *rn_gather_room(const void *ctx, void *array, size_t count, size_t *cap, size_t each);
void rn_gather_warn(struct rn_harvest *h, const char *sentence);
bool rn_gather_one_line(struct rn_str s); /* no control character in it */

enum rn_status rn_gather_candidate(struct rn_sink *s, const struct rn_candidate *given);

#endif
