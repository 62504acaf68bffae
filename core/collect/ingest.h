/* SPDX-License-Identifier: MIT
 *
 * The writer's side of taking in a review: is it new, another version, or known? What follows from
 * that (event in the chain, sums of the day, rules) happens here, in one transaction that the
 * caller opens and commits; so what was once reported as stored is whole.
 *
 *     identity   (place, account, external id), made in item.c
 *     version    another rating, title or text; the one before is kept
 *     stale      an update older than the one stored changes nothing (exports overlap)
 *     silence    decided but held back: written more than 48 h before first contact
 */
#ifndef COLLECT_INGEST_H
#define COLLECT_INGEST_H

#include "collect/item.h"
#include "config/config.h"
#include "store/origins.h"

enum rn_outcome { RN_TAKEN_NEW, RN_TAKEN_CHANGED, RN_TAKEN_UNCHANGED };

struct rn_ingest {
    struct rn_store *store;
    const struct rn_listing *listing; /* of the config */
    struct rn_rules *rules;           /* NULL: store only (--baseline) */
    const char *place, *source, *actor;
    struct rn_origin origin;
    struct rn_run *run; /* counts go here */
    int64_t now;
    int64_t quiet_before; /* reviews written before this instant are historic */
    int64_t reply_limit;
    int reply_unit;
    bool can_send;   /* the place takes answers through an interface */
    bool answerable; /* what is taken in would show an answer */
    bool partial;    /* from an export: what it does not hold is not gone (answers, addresses) */
};

/* `it` is one of the items of `b`. */
RN_MUST enum rn_status rn_ingest_item(struct rn_ingest *g, struct rn_batch *b, struct rn_item *it,
                                      enum rn_outcome *ret_outcome, int64_t *ret_n,
                                      struct rn_diag *d);
/* A complete sweep did not list review `n`: remembers it, and at the second such sweep at least 24
 * h later calls it removed. `ret_removed` tells the latter. */
RN_MUST enum rn_status rn_ingest_absent(struct rn_ingest *g, int64_t n, bool *ret_removed,
                                        struct rn_diag *d);

#endif
