/* SPDX-License-Identifier: MIT */
#include "base/business.h"

#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/zone.h"

enum { WEEK = 7, DAY_MINUTES = 1440, YEAR = 366, LAST_DAY = 2932896 /* 9999-12-31 */ };

struct window { /* minutes of a local day */
    int open, close;
};
struct day_off {
    int32_t first, last;
};

struct rn_business {
    struct rn_zone *zone;
    struct window *windows[WEEK]; /* apart and in order */
    size_t counts[WEEK];
    struct day_off *off;
    size_t off_count;
};

struct rn_business *rn_business_new(const void *ctx, struct rn_zone *zone)
{
    struct rn_business *b = rn_new(ctx, struct rn_business);
    b->zone = zone;
    return b;
}

/* Takes the window in and joins what it touches. */
static void open_on(struct rn_business *b, int day, struct window w)
{
    struct window *all = rn_new_array(b, struct window, b->counts[day] + 1);
    size_t n = 0, i = 0;
    const struct window *old = b->windows[day];
    for (; i < b->counts[day] && old[i].close < w.open; i++)
        all[n++] = old[i];
    for (; i < b->counts[day] && old[i].open <= w.close; i++) {
        w.open = old[i].open < w.open ? old[i].open : w.open;
        w.close = old[i].close > w.close ? old[i].close : w.close;
    }
    all[n++] = w;
    for (; i < b->counts[day]; i++)
        all[n++] = old[i];
    (void)talloc_free(b->windows[day]);
    b->windows[day] = all;
    b->counts[day] = n;
}

void rn_business_open(struct rn_business *b, unsigned days, int open, int close)
{
    if (open < 0 || close > DAY_MINUTES || open >= close)
        return;
    for (int day = 0; day < WEEK; day++)
        if ((days >> day & 1) != 0)
            open_on(b, day, (struct window){open, close});
}

void rn_business_holiday(struct rn_business *b, int32_t first, int32_t last)
{
    b->off = rn_grow_array(b, b->off, struct day_off, b->off_count + 1);
    b->off[b->off_count++] = (struct day_off){first, last};
}

/* ---- walking over the windows ---- */

struct span { /* instants */
    int64_t from, to;
};

static bool is_off(const struct rn_business *b, int32_t day)
{
    for (size_t i = 0; i < b->off_count; i++)
        if (day >= b->off[i].first && day <= b->off[i].last)
            return true;
    return false;
}

/* Windows open on a local day: none on a day off. */
static size_t day_windows(const struct rn_business *b, int32_t day, const struct window **ret)
{
    const int weekday = (int)(((int64_t)day + 3) % WEEK + WEEK) % WEEK; /* day 0 was a Thursday */
    *ret = b->windows[weekday];
    return is_off(b, day) ? 0 : b->counts[weekday];
}

/* A close at 24:00 is the next day's beginning, which a clock change may move. */
static int64_t instant(const struct rn_business *b, int32_t day, int minute)
{
    return minute == DAY_MINUTES ? rn_zone_day_start(b->zone, day + 1)
                                 : rn_zone_at(b->zone, day, minute);
}

/* What of a window lies at `from` or later. */
static struct span rest(const struct rn_business *b, int32_t day, const struct window *w,
                        int64_t from)
{
    struct span s = {instant(b, day, w->open), instant(b, day, w->close)};
    s.from = s.from > from ? s.from : from;
    return s;
}

/* Takes the open time of a day from `from` on off `work`; true when the work ends on this day. */
static bool use_day(const struct rn_business *b, int32_t day, int64_t from, int64_t *work,
                    bool *ret_opened, int64_t *ret_due)
{
    const struct window *w;
    const size_t n = day_windows(b, day, &w);
    for (size_t i = 0; i < n; i++) {
        const struct span s = rest(b, day, &w[i], from);
        if (s.to <= s.from)
            continue;
        *ret_opened = true;
        *ret_due = s.from + *work;
        if (s.to >= *ret_due)
            return true;
        *work -= s.to - s.from;
    }
    return false;
}

enum rn_status rn_business_add(const struct rn_business *b, int64_t from, int64_t work,
                               int64_t *ret_due, struct rn_diag *d)
{
    const int32_t first = rn_zone_day(b->zone, from);
    const int32_t last = first + RN_BUSINESS_YEARS * YEAR;
    int32_t opened = first;
    for (int32_t day = first; day <= last && day < LAST_DAY && day - opened <= YEAR; day++) {
        bool any = false;
        int64_t due;
        if (use_day(b, day, from, &work, &any, &due)) {
            *ret_due = due;
            return RN_OK;
        }
        opened = any ? day : opened;
    }
    if (opened == first || last - opened > YEAR)
        return rn_fail(d, RN_GONE,
                       "there is no deadline: these hours have no open window within a year; "
                       "give them days and windows, or take holidays out");
    return rn_fail(d, RN_GONE, "there is no deadline: it would lie more than %d years away",
                   RN_BUSINESS_YEARS);
}

int64_t rn_business_between(const struct rn_business *b, int64_t from, int64_t to)
{
    int64_t sum = 0;
    if (to <= from)
        return 0;
    const int32_t last = rn_zone_day(b->zone, to);
    for (int32_t day = rn_zone_day(b->zone, from); day <= last; day++) {
        const struct window *w;
        const size_t n = day_windows(b, day, &w);
        for (size_t i = 0; i < n; i++) {
            const struct span s = rest(b, day, &w[i], from);
            const int64_t end = s.to < to ? s.to : to;
            sum += end > s.from ? end - s.from : 0;
        }
    }
    return sum;
}

bool rn_business_is_open(const struct rn_business *b, int64_t at)
{
    return rn_business_between(b, at, at + 1) > 0;
}
