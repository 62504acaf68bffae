/* SPDX-License-Identifier: MIT
 *
 * Brands beside each other over the same days: share of voice, rating, answers. A brand that was
 * not looked at is missing, never zero.
 */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "insight/figures.h"

#include <renown/status.h>

struct rn_brand;
struct rn_config;
struct rn_listing;
struct rn_store;

struct rn_side {
    const struct rn_brand *brand;
    const struct rn_listing **listing; /* those that were looked at in these days */
    size_t listing_count;
    const struct rn_listing **unseen; /* those that were not; they count nothing */
    size_t unseen_count;
    struct rn_figures figures;
    double share;                /* of the reviews of all sides that were looked at */
    struct rn_interval share_in; /* 95 % */
    double ahead;                /* own rating less this side's; rivals only */
    struct rn_interval ahead_in; /* 95 % */
    bool has_ahead;              /* both were rated at least twice */
};

struct rn_comparison {
    struct rn_days days;
    struct rn_side *side; /* in the order of the config */
    size_t count;
    struct rn_figures own; /* of all own brands together */
    int64_t total;         /* reviews of all sides that were looked at */
    double share;          /* own / total */
    struct rn_interval share_in;
};

/* A listing was looked at when a source of its was read completely since the first day began, or
 * when files were imported for it. */
RN_MUST enum rn_status rn_compare(const void *ctx, const struct rn_config *c,
                                  struct rn_store *store, struct rn_days days,
                                  struct rn_comparison **ret, struct rn_diag *d);

#endif
