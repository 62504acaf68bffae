/* SPDX-License-Identifier: MIT
 *
 * Service levels: when an answer is due. Of the levels in the config the first that fits a review
 * counts; its target runs in the hours of its calendar. Nothing is stored: a deadline is a function
 * of the review's time and the config, so a late look changes nothing.
 */
#ifndef WORK_LEVELS_H
#define WORK_LEVELS_H

#include <stdbool.h>
#include <stdint.h>

#include <renown/status.h>

struct rn_config;
struct rn_levels;

/* The target where no level fits: a day, every hour counts. */
#define RN_LEVEL_DEFAULT (INT64_C(24) * 3600 * 1000000)

/* The levels of `config` with their calendars, under ctx; `config` lives as long. */
RN_MUST enum rn_status rn_levels_open(const void *ctx, const struct rn_config *config,
                                      struct rn_levels **ret, struct rn_diag *d);
/* When the first answer to a review is due that came at `born` (microseconds UTC) with so many
 * stars (0: none) at this listing. False when its calendar never opens: there is no deadline then.
 * Levels with a condition (`when`) are passed over: a condition needs the judgement of a text. */
bool rn_levels_due(const struct rn_levels *levels, const char *listing, double stars, int64_t born,
                   int64_t *ret_due);

/* `us` of open hours after `from`, in the calendar of the level that fits: what "2h business" means
 * for this review. Every hour counts where no level fits or its calendar never opens. */
int64_t rn_levels_after(const struct rn_levels *levels, const char *listing, double stars,
                        int64_t from, int64_t us);

#endif
