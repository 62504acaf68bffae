/* SPDX-License-Identifier: MIT
 *
 * A row on its way to a review: views into the reader's text while it is being filled, one block of
 * its own when it is done. Fields are set by name from text, wherever the text comes from; a value
 * that cannot be read costs that field and is remembered as a warning, because the rest of the row
 * is still a person's opinion.
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include <renown/model.h>
#include <renown/status.h>

struct rn_draft;
struct rn_import_row;

struct rn_zone;
struct rn_dates {
    const char *const *patterns; /* tried in order, before the usual forms */
    size_t count;
    struct rn_zone *zone; /* of times that tell none; NULL: UTC. Not for two threads */
};

struct rn_draft {
    struct rn_review review;
    struct rn_str pros, cons; /* what was good and what was not, where a place asks for both */
    double value, best, worst, stars;
    bool has_value, has_best, has_worst, has_stars;
    enum rn_precision precision; /* said by the row; RN_TIME_NONE: as written */
    bool reply_elsewhere;        /* the reply is a draft of ours, not at the place */
    const struct rn_dates *dates;
    char key[64];      /* room for an id that is made */
    char warning[480]; /* "" or what was dropped */
    size_t warnings;
};

/* One field that a row may fill. */
struct rn_import_field {
    const char *name; /* as in the JSON shape, dotted */
    /* NULL, or why the value is none ("is no number"); `offset` is the string's, where it is one.
     */
    const char *(*set)(struct rn_draft *draft, struct rn_str value, size_t offset);
    size_t offset;
};

/* Ends with a row without a name. */
extern const struct rn_import_field rn_import_fields[];
const struct rn_import_field *rn_import_field(const char *name); /* NULL: no such field */
const char *rn_import_field_nearest(const char *name);           /* NULL: none is near */

void rn_draft_begin(struct rn_draft *draft, const struct rn_dates *dates);
/* Blank values are absent. `label` names the column in the warning. */
void rn_draft_set(struct rn_draft *draft, const struct rn_import_field *field, struct rn_str value,
                  const char *label);
RN_PRINTF(2, 3) void rn_draft_warn(struct rn_draft *draft, const char *fmt, ...);
/* Puts the rating together; `best` and `worst` where the row tells none. */
void rn_draft_rate(struct rn_draft *draft, double best, double worst);
/* Gives a row without id a key of its own: author and time, and the text where nobody is named. */
void rn_draft_key(struct rn_draft *draft);
/* The row as a review under ctx. RN_INVALID when there is nothing in it to keep; `name` and `line`
 * stand in the sentences. */
RN_MUST enum rn_status rn_draft_finish(struct rn_draft *draft, const void *ctx, const char *name,
                                       int64_t line, struct rn_import_row *ret, struct rn_diag *d);

/* Numbers as people write them: "4", "-0.5", "4,5". False for anything else. */
bool rn_import_number(struct rn_str s, double *ret);
/* By the patterns, RFC 3339 and its neighbours, or seconds or milliseconds since 1970. A time that
 * tells no zone is one of `dates->zone`. */
bool rn_import_time(struct rn_str s, const struct rn_dates *dates, struct rn_time *ret);

#endif
