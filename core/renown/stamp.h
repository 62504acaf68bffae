/* SPDX-License-Identifier: MIT
 *
 * Times as outside systems write them, and durations as people write them. Proleptic Gregorian
 * calendar, UTC microseconds; years 1..9999. A date that does not exist (30 February, 24:61) is
 * refused, a leap second is read as the second after. No zone but UTC and written offsets: see
 * base/zone.h.
 */
#ifndef RENOWN_STAMP_H
#define RENOWN_STAMP_H

#include <renown/model.h>
#include <renown/option.h>

#define RN_SECOND INT64_C(1000000)
#define RN_MINUTE (60 * RN_SECOND)
#define RN_HOUR   (60 * RN_MINUTE)
#define RN_DAY    (24 * RN_HOUR)

/* RFC 3339 and its usual neighbours: "2026-05-04T09:10:11.123456Z", offsets +05:45 and +0545, a
 * blank for the T, no seconds, no zone (then UTC), a date alone (precision day), a year and month
 * (precision month). White space around is passed over. False when it is none of these. */
bool rn_stamp_parse(struct rn_str s, struct rn_time *ret);
/* By a strptime-like pattern: %Y %m %d %H %M %S %y %b %B (English month names) %z %s %% and
 * literals. */
bool rn_stamp_parse_as(struct rn_str s, const char *pattern, struct rn_time *ret);
/* From separate numbers; false when there is no such date. */
bool rn_stamp_make(int year, int month, int day, int hour, int minute, int second, int64_t *ret_us);
/* "2026-05-04T09:10:11Z": seconds are cut, not rounded. Gives `out`. */
char *rn_stamp_text(int64_t us, char out[32]);
/* Days since 1970-01-01 and back. */
int64_t rn_days_from_civil(int year, int month, int day);
void rn_civil_from_days(int64_t days, int *ret_year, int *ret_month, int *ret_day);

/* "90s" "15m" "4h" "2d" "3w", optionally followed by " business". False when it is none of these or
 * beyond 100 years. */
bool rn_duration_parse(struct rn_str s, struct rn_duration *ret);
/* "1h30m", "2d": the shortest exact form in whole seconds. Gives `out`. */
char *rn_duration_text(int64_t us, char out[48]);

#endif
