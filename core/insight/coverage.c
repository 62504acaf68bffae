/* SPDX-License-Identifier: MIT */
#include "insight/coverage.h"

#include <string.h>

#include <renown/stamp.h>

static int64_t interval(const struct rn_seen *s)
{
    return s->every > 0 ? s->every : RN_DAY;
}

static bool healthy(const struct rn_seen *s)
{
    return s->health == NULL || s->health[0] == '\0' || strcmp(s->health, "ok") == 0;
}

/* Places count ratings without text, and count late: a tenth or five, whichever is more, is no gap.
 */
static bool short_of(const struct rn_seen *s)
{
    if (s->expected < 0 || s->stored < 0)
        return false;
    int64_t slack = s->expected / 10 > 5 ? s->expected / 10 : 5;
    return s->expected - s->stored > slack;
}

enum rn_gap rn_coverage_gap(const struct rn_seen *s, int64_t now)
{
    if (!s->configured)
        return RN_GAP_NONE;
    if (s->last_complete <= 0 || s->last_complete > now)
        return healthy(s) || s->last_try <= 0 ? RN_GAP_NEVER : RN_GAP_FAILED;
    if (!healthy(s))
        return RN_GAP_FAILED;
    if (s->cut_off)
        return RN_GAP_CUT_OFF;
    if (now - s->last_complete > 2 * interval(s))
        return RN_GAP_LATE;
    return short_of(s) ? RN_GAP_SHORT : RN_GAP_NONE;
}

int64_t rn_coverage_missed(const struct rn_seen *s, int64_t now)
{
    if (s->last_complete <= 0 || now <= s->last_complete)
        return 0;
    return (now - s->last_complete) / interval(s);
}

bool rn_coverage_blind(const struct rn_seen *s, int64_t now)
{
    int64_t day = interval(s) > RN_DAY ? 2 * interval(s) : RN_DAY;
    return s->configured && (s->last_complete <= 0 || now - s->last_complete >= day);
}
