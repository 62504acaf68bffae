/* SPDX-License-Identifier: MIT
 *
 * Numbers, dates and spans in the reader's language and zone. Never the machine's: digits, decimal
 * sign, month and weekday names come from the tables of msg.h, which follow CLDR.
 */
#ifndef REPORT_SAY_H
#define REPORT_SAY_H

#include <stdint.h>

struct rn_zone;

struct rn_say {
    const void *ctx; /* what is said lives here */
    const char *lang;
    struct rn_zone *zone;
};

/* The text with its ASCII digits in those of the language. */
char *rn_say_digits(const struct rn_say *say, const char *ascii);
char *rn_say_int(const struct rn_say *say, int64_t v);     /* not grouped */
char *rn_say_tenth(const struct rn_say *say, double v);    /* "4.3" */
char *rn_say_stars(const struct rn_say *say, double v);    /* "1★", "3.5★"; "" for 0 */
char *rn_say_date(const struct rn_say *say, int32_t day);  /* "Sun 3 May" */
char *rn_say_month(const struct rn_say *say, int32_t day); /* "May 2026" */
char *rn_say_time(const struct rn_say *say, int64_t us);   /* "Sun 3 May 09:00" */
char *rn_say_span(const struct rn_say *say, int64_t us);   /* "45 min", "3 h 10", "4 d 2 h" */
char *rn_say_percent(const struct rn_say *say, int64_t k, int64_t n);  /* "89 %" */
char *rn_say_fraction(const struct rn_say *say, int64_t k, int64_t n); /* "41 of 46" */
/* "8 of 9" below twenty, "41 of 46, 89 %" from there on. */
char *rn_say_share(const struct rn_say *say, int64_t k, int64_t n);
/* A date as programs write it: "2026-05-03". */
char *rn_say_iso(const void *ctx, int32_t day);

#endif
