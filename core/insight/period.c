/* SPDX-License-Identifier: MIT */
#include "insight/period.h"

#include <renown/stamp.h>

#include "base/zone.h"

static struct rn_days month_of(int32_t day)
{
    int year, month, unused;
    rn_civil_from_days(day, &year, &month, &unused);
    int64_t from = rn_days_from_civil(year, month, 1);
    int64_t to = rn_days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    return (struct rn_days){(int32_t)from, (int32_t)to};
}

struct rn_days rn_period_of(enum rn_period_kind kind, int32_t day)
{
    int year, week;
    if (kind == RN_PERIOD_MONTH)
        return month_of(day);
    if (kind == RN_PERIOD_DAY)
        return (struct rn_days){day, day + 1};
    int32_t monday = rn_week_start(day, &year, &week);
    return (struct rn_days){monday, monday + 7};
}

struct rn_days rn_days_before(struct rn_days days)
{
    struct rn_days month = month_of(days.from);
    if (month.from == days.from && month.to == days.to)
        return month_of(days.from - 1);
    return (struct rn_days){days.from - (days.to - days.from), days.from};
}

/* Yesterday; read on a Monday, the days since Friday. */
static void last_day(int32_t today, struct rn_period *ret)
{
    int32_t monday = rn_week_start(today, &ret->year, &ret->week);
    ret->now = (struct rn_days){today == monday ? today - 3 : today - 1, today};
    ret->score = (struct rn_days){today - 7, today};
    ret->before = rn_days_before(ret->score);
}

void rn_period_last(enum rn_period_kind kind, int32_t today, struct rn_period *ret)
{
    *ret = (struct rn_period){.kind = kind};
    if (kind == RN_PERIOD_DAY) {
        last_day(today, ret);
        return;
    }
    struct rn_days current = rn_period_of(kind, today);
    ret->now = ret->score = rn_period_of(kind, current.from - 1);
    ret->before = rn_days_before(ret->score);
    (void)rn_week_start(ret->now.from, &ret->year, &ret->week);
}
