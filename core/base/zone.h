/* SPDX-License-Identifier: MIT
 *
 * IANA time zones (ICU's tables), never the machine's own. A zone remembers the stretch between two
 * clock changes that it was last asked about, so that a million reviews in order cost a
 * comparison each. Not for two threads at a time.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdint.h>

#include <renown/status.h>

struct rn_zone; /* under its talloc parent */

/* "Asia/Karachi", "UTC". RN_INVALID with the nearest known name when there is no such zone. */
RN_MUST enum rn_status rn_zone_open(const void *ctx, const char *name, struct rn_zone **ret,
                                    struct rn_diag *d);
const char *rn_zone_name(const struct rn_zone *z);
int64_t rn_zone_offset(struct rn_zone *z, int64_t us); /* local minus UTC, microseconds */
/* Local day of an instant, as days since 1970-01-01. */
int32_t rn_zone_day(struct rn_zone *z, int64_t us);
/* The instant at which a local day begins (the first instant of that date, also where midnight is
 * skipped). */
int64_t rn_zone_day_start(struct rn_zone *z, int32_t day);
/* The instant of a local wall-clock time on a day; a time that a clock change skips is moved
 * forward, one that occurs twice is the earlier. `minute` 0..1440. */
int64_t rn_zone_at(struct rn_zone *z, int32_t day, int minute);
/* ISO week of a day: Monday of that week as days since 1970, and its number and year. */
int32_t rn_week_start(int32_t day, int *ret_year, int *ret_week);

#endif
