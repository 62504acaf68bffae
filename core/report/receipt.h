/* SPDX-License-Identifier: MIT
 *
 * Receipts: the short id behind a figure. It says by itself which formula, which days and whose
 * listings the figure is about, so that nothing has to be kept for it: the receipt of a digest of
 * any past week resolves from the reviews of the store alone.
 *
 *     r 0fvo 7 k3m2 9q
 *     │ │    │ │    └ two characters over the ids of the listings, to see that they are the same
 *     │ │    │ └ four over the name of the scope: all, a person, a listing
 *     │ │    └ how many days
 *     │ └ the first day, since 1970-01-01
 *     └ the formula (rn_receipt_kinds)
 */
#ifndef REPORT_RECEIPT_H
#define REPORT_RECEIPT_H

#include "insight/figures.h"
#include "report/digest.h"

struct rn_listing;

/* Whose figure it is. */
struct rn_scope {
    const char *name; /* "all", "person:ID", "listing:ID" */
    const struct rn_listing *const *listing;
    size_t count;
};

struct rn_receipt_kind {
    char letter;
    const char *name, *unit; /* as in struct rn_figure; "score" stands for the four of SCORE */
    const char *formula;     /* a sentence for people */
    bool (*counts)(const struct rn_sums *one);  /* is a review that counts so behind the figure? */
    struct rn_days (*before)(struct rn_days d); /* what it is compared with; NULL: nothing */
};

extern const struct rn_receipt_kind rn_receipt_kinds[]; /* ends with a row without a name */
/* NULL when there is none. */
const struct rn_receipt_kind *rn_receipt_kind_of(char letter);

/* A figure without values, with its receipt. The letter must be one of the table's. */
struct rn_figure rn_figure_make(char letter, const struct rn_scope *scope, struct rn_days days);
void rn_receipt_make(char letter, const struct rn_scope *scope, struct rn_days days,
                     char out[RN_RECEIPT_LEN + 1]);

/* What a receipt says by itself. */
struct rn_receipt_parts {
    const struct rn_receipt_kind *kind;
    struct rn_days days;
};
/* False when it is no receipt. */
bool rn_receipt_read(const char *id, struct rn_receipt_parts *ret);
/* Is it about this scope? 0 no; 1 by name, though the listings were others then; 2 wholly. */
int rn_receipt_fits(const char *id, const struct rn_scope *scope);

/* A review behind a figure. */
struct rn_receipt_review {
    const char *id, *listing;
    int32_t day;
    double stars; /* 0: none */
};

enum { RN_RECEIPT_REVIEWS = 100000 };

struct rn_receipt {
    const struct rn_receipt_kind *kind;
    struct rn_scope scope;
    bool other_listings; /* the scope has other listings now than when the receipt was made */
    struct rn_days days, before;
    struct rn_figure figure[4]; /* the values as they are now */
    size_t figure_count;
    struct rn_receipt_review *now, *then; /* of the days, and of those before; oldest first */
    size_t now_count, then_count;         /* at most RN_RECEIPT_REVIEWS each */
    int64_t left_out;                     /* beyond that; they count all the same */
};

/* Recomputes the figure from the reviews, not from the sums that the digest reads. RN_GONE, naming
 * the id, when it is no receipt or its scope is no longer in the config. `ask` needs config, store
 * and now. */
RN_MUST enum rn_status rn_receipt_resolve(const void *ctx, const struct rn_digest_ask *ask,
                                          const char *id, struct rn_receipt **ret,
                                          struct rn_diag *d);

#endif
