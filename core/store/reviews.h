/* SPDX-License-Identifier: MIT
 *
 * Reviews, their versions and tags. The store knows how to find, add, change and list them; what a
 * change means (event, rollup, rules) is decided in collect/ingest.c.
 */
#ifndef STORE_REVIEWS_H
#define STORE_REVIEWS_H

#include <renown/model.h>

#include "store/store.h"

struct rn_words;
struct rn_judgement;

enum { RN_STORE_CONTENT = 22 }; /* characters of a content hash */

enum rn_review_status {
    RN_STATUS_NEW = 0,
    RN_STATUS_OPEN,
    RN_STATUS_WAITING,
    RN_STATUS_SNOOZED,
    RN_STATUS_DONE
};
const char *rn_status_word(enum rn_review_status s); /* new open waiting snoozed done */
const char *rn_kind_word(enum rn_kind k);            /* review mention comment message survey */

/* A review as the store keeps it. */
struct rn_stored {
    int64_t n;      /* 0 before it is added */
    const char *id; /* 16 characters */
    int64_t origin;
    const char *source; /* the origin's label; filled on reading only */
    const char *listing;
    struct rn_review r; /* cleaned: plain text, external_id never empty */
    bool has_stars;
    double stars;       /* 1..5 */
    const char *author; /* key of the person; NULL when unknown */
    int32_t day;        /* listing-local day it is counted on */
    int64_t seen_at;
    const char *content; /* hash of rating, title, text */
    int version;
    int64_t run;
    const char *status, *priority, *assignee; /* priority and assignee may be NULL */
    bool answerable;                          /* the place shows an answer when there is one */
    bool reply_counted;                       /* the rollup of `day` counts the answer */
    int64_t removed_at, absent_since;         /* 0: listed */
    bool expired;  /* its words may not be kept any longer and are gone (rn_review_expire) */
    bool had_text; /* of an expired one */
    const char *salt;
    struct rn_str judgement;                /* text/judgement_kept.h; empty: not judged */
    const char *judged_lang, *judged_label; /* the same as in there; may be NULL */
    const struct rn_judgement *judged;      /* at hand while it is taken in; not kept, not read */
    char **tags;                            /* sorted; filled on reading only */
    size_t tag_count;
};

/* What makes two sightings the same: rating (scale, value, best, worst), title and text, where any
 * run of white space counts as one blank. The one place for it. */
void rn_content_hash(const struct rn_review *r, char out[RN_STORE_CONTENT + 1]);
/* The same for the place's reply: state and text; "" when there is none. */
void rn_reply_hash(const struct rn_place_reply *reply, char out[RN_STORE_CONTENT + 1]);

/* The little that deciding "new, changed or unchanged" needs. */
struct rn_known {
    int64_t n;
    bool found;
    char content[RN_STORE_CONTENT + 1];
    char reply[RN_STORE_CONTENT + 1]; /* hash of reply text and state as stored; "" for none */
    int version;
    int64_t updated_at, absent_since, removed_at;
    bool expired;
};

RN_MUST enum rn_status rn_review_find(struct rn_store *s, const char *id, struct rn_known *ret,
                                      struct rn_diag *d);
/* Whole, by id or by n; RN_GONE when there is none. */
RN_MUST enum rn_status rn_review_load(struct rn_store *s, const char *id, const void *ctx,
                                      struct rn_stored *ret, struct rn_diag *d);
RN_MUST enum rn_status rn_review_load_n(struct rn_store *s, int64_t n, const void *ctx,
                                        struct rn_stored *ret, struct rn_diag *d);
/* Adds it and its words to the index; gives it its n. status NULL is new. `words` as for
 * rn_db_search_put: NULL, or those of title and text made without Turkish folding (they are made
 * anew when r.lang is tr or az). RN_CONFLICT when the id is there: ask rn_review_find first, since
 * only a rollback may follow. */
RN_MUST enum rn_status rn_review_add(struct rn_store *s, struct rn_stored *r,
                                     const struct rn_words *words, struct rn_diag *d);
/* Keeps `old` as a version replaced at `now`, writes `r` (same n, id, first sight and salt as
 * `old`, version one higher, whatever r says) in its place. status, priority, assignee: NULL leaves
 * what is there. */
RN_MUST enum rn_status rn_review_replace(struct rn_store *s, const struct rn_stored *old,
                                         const struct rn_stored *r, const struct rn_words *words,
                                         int64_t now, struct rn_diag *d);
/* What is not content: reply, url, updated_at, reach, reply_counted, removed_at, absent_since,
 * origin. No new version. */
RN_MUST enum rn_status rn_review_touch(struct rn_store *s, const struct rn_stored *r,
                                       struct rn_diag *d);
/* Work: NULL leaves a field as it is. */
RN_MUST enum rn_status rn_review_set_work(struct rn_store *s, int64_t n, const char *status,
                                          const char *priority, const char *assignee,
                                          struct rn_diag *d);
RN_MUST enum rn_status rn_tag_add(struct rn_store *s, int64_t n, const char *name,
                                  const char *actor, int64_t at, bool *ret_added,
                                  struct rn_diag *d);
RN_MUST enum rn_status rn_tag_remove(struct rn_store *s, int64_t n, const char *name,
                                     struct rn_diag *d);
/* Ids of all reviews of an origin that are not yet known as removed, in no order, 8 bytes each:
 * n, so that a sweep can be compared in memory. */
RN_MUST enum rn_status rn_reviews_listed(struct rn_store *s, int64_t origin, const char *listing,
                                         const void *ctx, int64_t **ret_n, size_t *ret_count,
                                         struct rn_diag *d);

/* Takes it out with its words, versions, tags, notes, decisions, drafts and ladders. The chain
 * keeps that it was there; its salt goes with the row. Sums are the caller's. */
RN_MUST enum rn_status rn_review_erase(struct rn_store *s, const struct rn_stored *r,
                                       struct rn_diag *d);
/* ---- retention ---- */

/* Takes out its words and whose they are: texts, names, addresses, versions, drafts, notes, what
 * rules found in it, its words in the index, its salt. What stays counts on in the sums: rating,
 * day, that it was answered. Tags and ladders stay. */
RN_MUST enum rn_status rn_review_expire(struct rn_store *s, const struct rn_stored *r,
                                        struct rn_diag *d);
/* n of at most `limit` reviews of an origin beyond `after` that were first seen at or before
 * `seen_by` and are still whole; `ret_n` has room for them. */
RN_MUST enum rn_status rn_reviews_overdue(struct rn_store *s, int64_t origin, int64_t seen_by,
                                          int64_t after, size_t limit, int64_t *ret_n,
                                          size_t *ret_count, struct rn_diag *d);
/* The same of those that were removed at or before `by`. */
RN_MUST enum rn_status rn_reviews_taken_away(struct rn_store *s, int64_t origin, int64_t by,
                                             int64_t after, size_t limit, int64_t *ret_n,
                                             size_t *ret_count, struct rn_diag *d);
/* Of the reviews of an origin that are still whole: when the first was seen and when the first was
 * removed, INT64_MAX when none was. */
struct rn_kept_span {
    int64_t origin, seen, removed;
};
/* For every origin that has some, by origin, under ctx. One pass over the reviews. */
RN_MUST enum rn_status rn_reviews_kept(struct rn_store *s, const void *ctx,
                                       struct rn_kept_span **ret, size_t *ret_count,
                                       struct rn_diag *d);

/* Puts the kept version `then` back in place of `now` and drops it from the versions. */
RN_MUST enum rn_status rn_review_revert(struct rn_store *s, const struct rn_stored *now,
                                        const struct rn_stored *then, struct rn_diag *d);
/* n of the reviews whose present version a run brought. */
RN_MUST enum rn_status rn_reviews_of_run(struct rn_store *s, int64_t run, const void *ctx,
                                         int64_t **ret_n, size_t *ret_count, struct rn_diag *d);

/* How many were written at a listing in (from, to], or by an author up to `to`, and seen by then;
 * `most` at most. */
RN_MUST enum rn_status rn_reviews_at(struct rn_store *s, const char *listing, int64_t from,
                                     int64_t to, int64_t most, int64_t *ret, struct rn_diag *d);
RN_MUST enum rn_status rn_reviews_by(struct rn_store *s, const char *author, int64_t to,
                                     int64_t most, int64_t *ret, struct rn_diag *d);

struct rn_version {
    int version;
    struct rn_review r; /* rating, title, text, translation, lang, app_version, updated */
    struct rn_str judgement;
    int64_t seen_at, replaced_at;
};
RN_MUST enum rn_status rn_versions_list(struct rn_store *s, int64_t n, const void *ctx,
                                        struct rn_version **ret, size_t *ret_count,
                                        struct rn_diag *d);

/* ---- listing --------------------------------------------------------------------------------- */

/* Absent filters are NULL, 0 or negative. Newest first by (created, else seen), then n. */
struct rn_filter {
    const char *listing, *source, *kind, *lang, *label, *status, *priority, *tag, *assignee,
        *author;
    const char *search;          /* as typed: words, "a phrase", begin* */
    double stars_min, stars_max; /* 0: any */
    int64_t from, to;            /* created (else seen) in [from, to) */
    int replied;                 /* 1 with, 0 without, -1 any */
    bool waiting;                /* only where an answer would be seen */
    int removed;       /* 1 only removed, 0 only listed, -1 any (the default of `reviews` is any) */
    size_t limit;      /* 0: 50 */
    const char *after; /* key of the last row of the page before */
};

/* Calls `each` for every row, in order; the row lives until `each` returns. Anything but RN_OK from
 * `each` stops and is returned. `ret_next` (may be NULL): the key of the last row, under ctx, when
 * there is more. */
RN_MUST enum rn_status rn_reviews_each(struct rn_store *s, const struct rn_filter *f,
                                       const void *ctx,
                                       enum rn_status (*each)(void *arg, const struct rn_stored *),
                                       void *arg, char **ret_next, struct rn_diag *d);
RN_MUST enum rn_status rn_reviews_count(struct rn_store *s, const struct rn_filter *f, int64_t *ret,
                                        struct rn_diag *d);

#endif
