/* SPDX-License-Identifier: MIT
 *
 * Business hours: when a target falls due, and how much open time lies between two instants. Pure
 * functions of instants and hours; nothing here knows what waits for the deadline. Windows are
 * [open, close) on local dates and become instants one by one, so that a day on which clocks
 * change is as long as it is: what the change skips is not open, what it repeats is open twice.
 *
 *     struct rn_business *b = rn_business_new(ctx, zone);
 *     rn_business_spec(b, "mon-fri 09:00-13:00,14:00-18:00; sat 10:00-12:00", &d);
 *     rn_business_holiday(b, day, day);
 *     rn_business_add(b, start, 4 * RN_HOUR, &due, &d);
 */
#ifndef BASE_BUSINESS_H
#define BASE_BUSINESS_H

#include <stdbool.h>
#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_zone;
struct rn_business;

/* How far a deadline is looked for: 100 years of the calendar, and a year without an open window.
 */
#define RN_BUSINESS_YEARS 100

/* ---- as people write them ---- */

/* "mon", "mon-fri", "sun-thu", "sat,sun" as bits, Monday the lowest; 0 when it names no days. */
unsigned rn_business_days(struct rn_str s);
/* "09:30" in minutes of the day, 24:00 at most; -1 when it is no time. */
int rn_business_minute(struct rn_str s);
/* "09:00-13:00" in minutes of the day, 24:00 at most; false when it is no window or ends before it
 * begins (hours across midnight are written as two windows). */
bool rn_business_window(struct rn_str s, int *ret_open, int *ret_close);
/* "2026-12-25" or "2026-12-24..2026-12-31" as days since 1970-01-01, both included; false when
 * there is no such date. Whether a stretch ends before it begins is for the
 * caller to see. */
bool rn_business_dates(struct rn_str s, int32_t *ret_first, int32_t *ret_last);

/* ---- making them ---- */

/* Closed always, under ctx; `zone` is kept and must live as long. */
struct rn_business *rn_business_new(const void *ctx, struct rn_zone *zone);
/* Open on these days (bits) between these minutes, beside what is open already; overlaps count
 * once. */
void rn_business_open(struct rn_business *b, unsigned days, int open, int close);
/* Days and windows together, groups separated by ";". RN_INVALID names the part that is wrong. */
RN_MUST enum rn_status rn_business_spec(struct rn_business *b, const char *spec, struct rn_diag *d);
/* Closed on these local dates, both included. */
void rn_business_holiday(struct rn_business *b, int32_t first, int32_t last);

/* ---- asking them ---- */

/* The first instant by which `work` (microseconds, not negative) of open time has passed since
 * `from`; work that fills a window to its end is due at its close. Nothing to do is due at once, or
 * at the next opening. RN_GONE when no window opens within a year, or the deadline lies
 * RN_BUSINESS_YEARS away. */
RN_MUST enum rn_status rn_business_add(const struct rn_business *b, int64_t from, int64_t work,
                                       int64_t *ret_due, struct rn_diag *d);
/* Open time in [from, to), microseconds; 0 when `to` is not after `from`. */
int64_t rn_business_between(const struct rn_business *b, int64_t from, int64_t to);
bool rn_business_is_open(const struct rn_business *b, int64_t at);

#endif
