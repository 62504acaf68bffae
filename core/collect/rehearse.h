/* SPDX-License-Identifier: MIT
 *
 * A test's invented review as the facts that rules see: judged and cut into words as one that is
 * taken in, standing at a listing of the config. No store, no clock: the same facts every time.
 */
#ifndef COLLECT_REHEARSE_H
#define COLLECT_REHEARSE_H

#include "config/config.h"
#include "rules/test.h"

struct rn_rehearsal {
    struct rn_words words;
    struct rn_hits hits;
    struct rn_judgement judged;
    struct rn_around around;
    struct rn_facts facts; /* views into the rest, the test and the config */
};
/* Under ctx. The listing is the one that is given, else the config's first. */
void rn_rehearse(const void *ctx, const struct rn_config *c, const struct rn_rules *rules,
                 const struct rn_test *test, struct rn_rehearsal *ret);

#endif
