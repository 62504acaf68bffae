/* SPDX-License-Identifier: MIT
 *
 * When the next request to a host may start. Pure: instants of a monotonic clock come in and go
 * out, in microseconds. A host keeps its distance between requests (what the plugin declares), and
 * is left alone altogether until an instant it asked for.
 */
#ifndef NET_PACE_H
#define NET_PACE_H

#include <stdint.h>

struct rn_pace;
struct rn_pace_host; /* lives as long as the pace */

struct rn_pace *rn_pace_new(const void *ctx);
/* The host of this name, made at first sight. */
struct rn_pace_host *rn_pace_host(struct rn_pace *p, const char *key);
/* Takes the next free start at or after `now`, at least `interval_us` after the one before it. */
int64_t rn_pace_take(struct rn_pace_host *h, int64_t interval_us, int64_t now);
/* Nothing starts before `until`; a shorter wait never undoes a longer one. */
void rn_pace_hold(struct rn_pace_host *h, int64_t until);
int64_t rn_pace_held_until(const struct rn_pace_host *h);
/* Room for what else is known of a host; NULL at first. */
void **rn_pace_slot(struct rn_pace_host *h);

#endif
