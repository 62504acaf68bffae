/* SPDX-License-Identifier: MIT
 *
 * What a digest knows before it is put into words: read from store and config by the gather files,
 * turned into sections by the build files. Plain data under one context, so that each side is
 * tested alone.
 */
#ifndef REPORT_FACTS_H
#define REPORT_FACTS_H

#include "insight/changes.h"
#include "insight/coverage.h"
#include "report/digest.h"
#include "report/msg.h"
#include "report/receipt.h"

struct rn_listing;
struct rn_stored;
struct rn_zone;

/* A review as a report quotes it; strings are not yet cleaned. */
struct rn_voice {
    const char *id, *who, *text, *listing, *listing_name;
    double stars; /* 0: none */
    int32_t day;
};

enum rn_need_kind {
    RN_NEED_ESCALATION = 0,
    RN_NEED_OVERDUE,
    RN_NEED_DUE,
    RN_NEED_SOURCE,
    RN_NEED_DRAFTS
};

struct rn_need {
    enum rn_need_kind kind;
    int64_t due;   /* since when for drafts and sources */
    double weight; /* within its kind, the larger the earlier */
    struct rn_voice voice;
    const char *rule, *source, *note;
    int64_t count; /* drafts */
    bool draft;    /* one is ready */
};

struct rn_place_fact {
    const struct rn_listing *listing;
    struct rn_figures now;
};

enum { RN_STRIP_WEEKS = 8, RN_TOPIC_FACTS = 4, RN_TOPIC_VOICES = 3 };

/* What people speak of more or less than before. */
struct rn_topic_fact {
    const char *name; /* of a built-in topic, or the words of a phrase */
    bool phrase, rising, fresh;
    int64_t n, before; /* reviews that speak of it, in the days looked at and before */
    struct rn_voice voice[RN_TOPIC_VOICES];
    size_t voice_count;
};

struct rn_facts {
    const struct rn_digest_ask *ask;
    struct rn_period period;
    struct rn_zone *zone; /* the reader's */
    int32_t today;        /* in the organisation's zone */
    int64_t since, until; /* the period's first instant and the one after its last, there */
    const struct rn_listing *const *listing;
    size_t listing_count;
    struct rn_scope scope; /* the same, with its name */

    struct rn_sums now, before;
    int64_t first_us, first_before_us; /* medians of the first answers; -1: none */
    int64_t week[RN_STRIP_WEEKS], week_low[RN_STRIP_WEEKS];
    struct rn_place_fact *place;
    struct rn_change *change;
    size_t change_count;

    struct rn_need *need;
    size_t need_count, need_unseen; /* unseen: counted, not loaded */
    struct rn_voice low, praise;    /* id NULL: none */
    struct rn_topic_fact topic[RN_TOPIC_FACTS];
    size_t topic_count;
    int32_t topic_days;                /* looked at; four times as many stand before them */
    int64_t topic_total, topic_before; /* reviews with words in both */
    int64_t fired, tags, drafts;       /* in the period */

    struct rn_seen *source;
    size_t source_count;
    int64_t imports, last_import;
    char chain[44];
};

/* Reads all of it. With no store the facts are those of an empty one. */
RN_MUST enum rn_status rn_facts_gather(const void *ctx, const struct rn_digest_ask *ask,
                                       struct rn_facts *f, struct rn_diag *d);

/* Steps of it, one file each. `f->listing`, `f->period` stand before they are called. */
RN_MUST enum rn_status rn_facts_sums(const void *ctx, struct rn_facts *f, struct rn_diag *d);
RN_MUST enum rn_status rn_facts_needs(const void *ctx, struct rn_facts *f, struct rn_diag *d);
RN_MUST enum rn_status rn_facts_voices(const void *ctx, struct rn_facts *f, struct rn_diag *d);
RN_MUST enum rn_status rn_facts_topics(const void *ctx, struct rn_facts *f, struct rn_diag *d);
RN_MUST enum rn_status rn_facts_coverage(const void *ctx, struct rn_facts *f, struct rn_diag *d);

/* How many sources are not up to date: over such a gap nobody may say that all is quiet. */
size_t rn_facts_gaps(const struct rn_facts *f);
/* The listing when it belongs to this digest, else NULL. */
const struct rn_listing *rn_facts_listing(const struct rn_facts *f, const char *id);
/* Copies what a report shows of a review. */
struct rn_voice rn_voice_of(const void *ctx, const struct rn_listing *listing,
                            const struct rn_stored *r);

/* How long quotes may be, from roomy to tight: the digest is built anew until it can be read in a
 * minute. */
struct rn_room {
    size_t need_quote, why_quote; /* characters; 0: no quote */
    size_t voices, changes, gaps;
    bool table;
};

RN_MUST enum rn_status rn_digest_build(const void *ctx, const struct rn_facts *f,
                                       const struct rn_room *room, struct rn_digest **ret,
                                       struct rn_diag *d);
/* One section each; `say` carries language and zone. */
struct rn_say;
void rn_build_needs(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                    struct rn_digest *g);
void rn_build_changed(const struct rn_say *say, const struct rn_facts *f,
                      const struct rn_room *room, struct rn_digest *g);
void rn_build_score(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g);
void rn_build_why(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                  struct rn_digest *g);
void rn_build_done(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g);
void rn_build_coverage(const struct rn_say *say, const struct rn_facts *f,
                       const struct rn_room *room, struct rn_digest *g);
/* Weekly and monthly: the strip and the table. */
void rn_build_extras(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                     struct rn_digest *g);
/* A sentence that quotes a review: RN_MSG_WHY_LOW, RN_MSG_WHY_PRAISE. Nothing without an id. */
void rn_build_voice(const struct rn_say *say, const struct rn_voice *v, enum rn_msg id,
                    const char *kind, size_t max, struct rn_section *s);
/* A new empty line at the end of a section. */
struct rn_line *rn_section_line(const void *ctx, struct rn_section *s, const char *kind);
/* Own listings that the person covers (all of them for NULL), with the name that receipts know. */
struct rn_scope rn_facts_scope(const void *ctx, const struct rn_config *c,
                               const struct rn_person *person);
/* One listing alone. */
struct rn_scope rn_listing_scope(const void *ctx, const struct rn_listing *l);

#endif
