/* SPDX-License-Identifier: MIT
 *
 * Business hours as people write them.
 */
#include "base/business.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"

enum { WEEK = 7 };
static const char *const names[WEEK] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static int day_number(struct rn_str s)
{
    s = rn_str_trim(s);
    for (int i = 0; i < WEEK; i++)
        if (rn_str_is(s, names[i]))
            return i;
    return -1;
}

/* Takes what stands before the next `mark` off the front of `rest`. */
static struct rn_str cut(struct rn_str *rest, char mark)
{
    const char *at = rest->n > 0 ? memchr(rest->p, mark, rest->n) : NULL;
    const size_t n = at != NULL ? (size_t)(at - rest->p) : rest->n;
    const struct rn_str part = rn_str_trim(rn_strn(rest->p, n));
    *rest = at != NULL ? rn_strn(at + 1, rest->n - n - 1) : rn_strn(NULL, 0);
    return part;
}

/* One day or a stretch, which may go over the week's end: "sat-mon". */
static unsigned stretch(struct rn_str s)
{
    const bool one = s.n == 0 || memchr(s.p, '-', s.n) == NULL;
    const int first = day_number(cut(&s, '-')), last = one ? first : day_number(s);
    unsigned bits = 0;
    if (first < 0 || last < 0)
        return 0;
    for (int day = first;; day = (day + 1) % WEEK) {
        bits |= 1u << day;
        if (day == last)
            return bits;
    }
}

unsigned rn_business_days(struct rn_str s)
{
    unsigned bits = 0;
    do {
        const unsigned more = stretch(cut(&s, ','));
        if (more == 0)
            return 0;
        bits |= more;
    } while (s.p != NULL);
    return bits;
}

int rn_business_minute(struct rn_str s)
{
    if (s.n != 5 || s.p[2] != ':')
        return -1;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (s.p[i] < '0' || s.p[i] > '9'))
            return -1;
    const int hour = (s.p[0] - '0') * 10 + (s.p[1] - '0');
    const int minute = (s.p[3] - '0') * 10 + (s.p[4] - '0');
    return minute > 59 || hour * 60 + minute > 1440 ? -1 : hour * 60 + minute;
}

bool rn_business_window(struct rn_str s, int *ret_open, int *ret_close)
{
    const int open = rn_business_minute(cut(&s, '-'));
    const int close = rn_business_minute(rn_str_trim(s));
    if (open < 0 || close < 0 || open >= close)
        return false;
    *ret_open = open;
    *ret_close = close;
    return true;
}

static bool date(struct rn_str s, int32_t *ret_day)
{
    struct rn_time t;
    if (s.n != 10 || !rn_stamp_parse(s, &t) || t.precision != RN_TIME_DAY)
        return false;
    *ret_day = (int32_t)(t.us >= 0 ? t.us / RN_DAY : -((-t.us + RN_DAY - 1) / RN_DAY));
    return true;
}

bool rn_business_dates(struct rn_str s, int32_t *ret_first, int32_t *ret_last)
{
    const char *dots = s.n > 0 ? memmem(s.p, s.n, "..", 2) : NULL;
    const struct rn_str first = dots != NULL ? rn_strn(s.p, (size_t)(dots - s.p)) : s;
    const struct rn_str last = dots != NULL ? rn_strn(dots + 2, s.n - first.n - 2) : s;
    return date(first, ret_first) && date(last, ret_last);
}

/* "mon-fri 09:00-13:00,14:00-18:00": the days end where the first digit stands. */
static enum rn_status group(struct rn_business *b, struct rn_str s, struct rn_diag *d)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] < '0' || s.p[n] > '9'))
        n++;
    const unsigned days = rn_business_days(rn_str_trim(rn_strn(s.p, n)));
    if (days == 0)
        return rn_fail(d, RN_INVALID,
                       "'%.*s' names no days; hours look like \"mon-fri 09:00-17:00\"",
                       RN_STR_ARG(rn_strn(s.p, s.n < 60 ? s.n : 60)));
    struct rn_str rest = rn_strn(s.p + n, s.n - n);
    do {
        int open, close;
        const struct rn_str part = cut(&rest, ',');
        if (!rn_business_window(part, &open, &close))
            return rn_fail(
                d, RN_INVALID,
                "'%.*s' is no window; hours look like \"mon-fri 09:00-13:00,14:00-18:00\" "
                "and are split at midnight",
                RN_STR_ARG(rn_strn(part.p, part.n < 60 ? part.n : 60)));
        rn_business_open(b, days, open, close);
    } while (rest.p != NULL);
    return RN_OK;
}

enum rn_status rn_business_spec(struct rn_business *b, const char *spec, struct rn_diag *d)
{
    struct rn_str rest = rn_str(spec);
    if (rest.n > 4096)
        return rn_fail(d, RN_INVALID, "these hours are longer than 4,096 bytes");
    do {
        const struct rn_str part = cut(&rest, ';');
        const enum rn_status st = group(b, part, d);
        if (st != RN_OK)
            return st;
    } while (rest.n > 0);
    return RN_OK;
}
