/* SPDX-License-Identifier: MIT
 *
 * The digest as data: sections of lines, figures, a verdict. Made once (digest_build.c) and written
 * in four shapes (text, HTML, e-mail, JSON) that say the same. Everything hangs under the `struct
 * rn_digest`.
 *
 * A line is a row of parts, because words of ours and words of strangers meet in one sentence: our
 * words are written as they are, outside text goes through the escaper of the shape it lands in and
 * carries its own direction of writing.
 */
#ifndef REPORT_DIGEST_H
#define REPORT_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include <renown/buf.h>

enum rn_part_kind {
    RN_PART_WORDS = 0, /* ours */
    RN_PART_NAME,      /* outside text of a few words: a person, a listing, a source */
    RN_PART_QUOTE      /* outside text, shown between quotation marks */
};

struct rn_part {
    enum rn_part_kind kind;
    const char *text; /* one line of clean UTF-8 (quote.h) */
};

enum { RN_RECEIPT_LEN = 12 };

/* A number as programs read it. */
struct rn_figure {
    const char *name; /* reviews, rating, answered, first_reply, … */
    const char *unit; /* NULL, "stars", "share", "seconds" */
    double value, before;
    int64_t n, before_n; /* how many reviews stand behind it */
    bool has_value, has_before;
    const char *trend;                /* same, up, down; NULL when there is nothing to compare */
    char receipt[RN_RECEIPT_LEN + 1]; /* formula, days and whose listings (receipt.h) */
};

struct rn_line {
    struct rn_part *part;
    size_t part_count;
    const char *number;                    /* where lines are numbered, as said; else NULL */
    const char *kind;                      /* for programs: overdue, volume, failed, … */
    const char *review, *listing, *source; /* ids; NULL when it is about none */
    const struct rn_figure *figure;        /* NULL for none */
    const char *receipt;                   /* what stands behind its figures; NULL for nothing */
};

enum rn_section_id {
    RN_SECTION_NEEDS = 0,
    RN_SECTION_CHANGED,
    RN_SECTION_SCORE,
    RN_SECTION_WHY,
    RN_SECTION_DONE,
    RN_SECTION_COVERAGE,
    RN_SECTIONS
};

struct rn_section {
    const char *heading; /* NULL: the section has nothing to say and is left out */
    const char *scope;   /* what stands behind the heading on its line; NULL for nothing */
    struct rn_line *line;
    size_t line_count;
    bool numbered;
    const char *key; /* in JSON; of the extra sections only */
};

/* One row of the weekly table. */
struct rn_place_row {
    const char *id, *name;
    const char *reviews, *rating, *answered; /* as printed */
    const char *receipt;
};

struct rn_digest {
    const char *lang, *dir;   /* of the frame: ltr, rtl */
    bool joined;              /* its letters join */
    const char *open, *close; /* quotation marks */
    const char *run_on;       /* between a heading and the sentence on its line */
    const char *verdict;      /* subject line, at most 70 characters */
    struct rn_line intro;     /* days, scope, zone */
    struct rn_section section[RN_SECTIONS];
    struct rn_figure figure[4];
    size_t figure_count;
    int64_t needs_total;
    bool green;
    const char *strip; /* eight weeks as blocks; NULL in a daily digest */
    const char *strip_label;
    const char *table_label;
    struct rn_place_row *row; /* weekly and monthly, several listings */
    size_t row_count;
    const char *table_head[4];
    struct rn_section extra[2]; /* what stands below the rest, in `try`; heading NULL: nothing */
    const char *footer;         /* the days, the end of the chain of events */
    const char *period, *from, *to, *zone; /* day|week|month, dates, the reader's zone */
    char chain[44];
    int64_t now;
};

struct rn_store;
struct rn_config;
struct rn_person;

struct rn_digest_ask {
    const struct rn_config *config;
    struct rn_store *store;         /* NULL: there is none yet, which reads as an empty one */
    const struct rn_person *person; /* NULL: everything, in the organisation's zone */
    int period;                     /* enum rn_period_kind */
    const char *lang;               /* of the table in msg.c */
    int64_t now;
};

/* Reads sums, open work and coverage from the store and makes the digest. Costs the days it shows
 * and up to ten thousand rows, whatever the store holds. Same store and `now`: same digest. */
RN_MUST enum rn_status rn_digest_make(const void *ctx, const struct rn_digest_ask *ask,
                                      struct rn_digest **ret, struct rn_diag *d);

/* What `try` adds below: what the rules have decided, and what was never answered. Of a store with
 * one listing, the first of the config. */
RN_MUST enum rn_status rn_digest_add_trial(struct rn_digest *g, const struct rn_digest_ask *ask,
                                           struct rn_diag *d);

/* The four shapes. They fail only with RN_LIMIT when the buffer does. */
enum rn_status rn_digest_text(const struct rn_digest *g, struct rn_buf *out);
enum rn_status rn_digest_html(const struct rn_digest *g, struct rn_buf *out);
enum rn_status rn_digest_json(const struct rn_digest *g, struct rn_buf *out);
/* A whole message, lines ended by CR LF, headers in ASCII. `from` and `to` may be NULL. */
enum rn_status rn_digest_email(const struct rn_digest *g, const char *from, const char *to,
                               struct rn_buf *out);
/* Words as a reader counts them, of the text form. */
size_t rn_digest_words(const struct rn_digest *g);

#endif
