/* SPDX-License-Identifier: MIT
 *
 * Dates as pages and feeds write them for people: "Sat, 07 Sep 2002 00:00:01 EST", "October 24,
 * 2011", "Reviewed in Italy on 16 July 2022", "3. März 2024", "2023年3月15日". Month names of a
 * dozen languages. What could mean two days ("03/04/2024") is no date.
 */
#ifndef PLUGINS_COMMON_WHEN_H
#define PLUGINS_COMMON_WHEN_H

#include <renown/model.h>

/* Tries rn_stamp_parse first. False, and *ret without a time, when there is no date in `s` or more
 * than one reading. A time without a zone counts as UTC. */
bool rn_when(struct rn_str s, struct rn_time *ret);

#endif
