/* SPDX-License-Identifier: MIT
 *
 * Where the fields of one row of a table are: a small machine that is fed with text as it arrives.
 */
#ifndef IMPORT_SCAN_H
#define IMPORT_SCAN_H

#include <renown/str.h>

struct rn_field {
    size_t begin, end; /* in the row; with the quotes, if any */
    bool quoted, escaped;
};

enum rn_scan_end {
    RN_SCAN_MORE = 0, /* the text ended first: bring more and go on, or the row ends here */
    RN_SCAN_ROW,      /* the row is complete */
    RN_SCAN_RUNAWAY   /* an opening quote was never closed */
};

struct rn_scan {
    char separator;
    bool lone_cr;  /* lines end with CR */
    bool one_line; /* a quoted field may not go beyond its line */
    /* The rest is of the row being read. */
    enum { RN_AT_START = 0, RN_IN_BARE, RN_IN_QUOTES, RN_AFTER_QUOTE } state;
    size_t at;    /* next byte */
    size_t count; /* fields so far; those beyond `max` are counted only */
    size_t max;
    struct rn_field *fields;
    struct rn_field now;
    bool spans; /* the quoted field goes over a line end */
};

void rn_scan_reset(struct rn_scan *s); /* begin a row */
/* Goes on through `row`, the text from the row's first byte; `last`: nothing follows it. On
 * RN_SCAN_ROW `at` is the begin of the next row. */
enum rn_scan_end rn_scan_feed(struct rn_scan *s, struct rn_str row, bool last);
/* The value of a field; undoes doubled quotes in place. */
struct rn_str rn_scan_value(char *row, const struct rn_field *f);

#endif
