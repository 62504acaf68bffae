/* SPDX-License-Identifier: MIT */
#include <renown/stamp.h>

#include "stampscan.h"

/* A time as it was written, before it is known whether it exists. */
struct fields {
    int64_t year, month, day, hour, minute, second, micros, offset_us;
    bool has_year, has_month, has_day, has_hour, has_unix;
    int64_t unix_us;
};

static bool in_years(int64_t us)
{
    return us >= rn_days_from_civil(1, 1, 1) * RN_DAY &&
           us < rn_days_from_civil(10000, 1, 1) * RN_DAY;
}

/* A leap second exists only as the last second of a UTC day; it reads as the one after. */
static bool instant(const struct fields *f, int64_t *ret)
{
    bool leap = f->second == 60;
    int64_t us;
    if (!rn_stamp_make((int)f->year, (int)f->month, (int)f->day, (int)f->hour, (int)f->minute,
                       leap ? 59 : (int)f->second, &us))
        return false;
    us += (leap ? RN_SECOND : 0) - f->offset_us;
    if (leap && us % RN_DAY != 0)
        return false;
    us += leap ? 0 : f->micros;
    if (!in_years(us))
        return false;
    *ret = us;
    return true;
}

static bool finish(struct fields *f, struct rn_time *ret)
{
    struct rn_time t = {f->unix_us, RN_TIME_SECOND};
    if (!f->has_unix) {
        t.precision = f->has_hour ? RN_TIME_SECOND : f->has_day ? RN_TIME_DAY : RN_TIME_MONTH;
        f->day = f->has_day ? f->day : 1;
        if (!f->has_year || !f->has_month || (f->has_hour && !f->has_day) || !instant(f, &t.us))
            return false;
    } else if (!in_years(t.us)) {
        return false;
    }
    *ret = t;
    return true;
}

/* Z, UTC, GMT, +05:45, +0545, +05; the offset is what local time is ahead of UTC. */
static bool scan_offset(struct rn_str *s, int64_t *ret_us)
{
    int64_t hours, minutes = 0;
    char sign = rn_scan_char(s, "+-Zz");
    *ret_us = 0;
    if (sign == 'Z' || sign == 'z')
        return true;
    if (sign == 0 && (rn_str_starts(*s, "UTC") || rn_str_starts(*s, "GMT"))) {
        *s = rn_strn(s->p + 3, s->n - 3);
        return true;
    }
    if (sign == 0 || !rn_scan_digits(s, 2, 2, &hours))
        return false;
    if (rn_scan_char(s, ":") != 0) {
        if (!rn_scan_digits(s, 2, 2, &minutes))
            return false;
    } else if (s->n > 0 && !rn_scan_digits(s, 2, 2, &minutes)) {
        return false;
    }
    if (hours > 23 || minutes > 59)
        return false;
    *ret_us = (hours * RN_HOUR + minutes * RN_MINUTE) * (sign == '-' ? -1 : 1);
    return true;
}

static bool scan_fraction(struct rn_str *s, int64_t *ret_us)
{
    int64_t v;
    size_t before = s->n;
    if (!rn_scan_digits(s, 1, 9, &v))
        return false;
    size_t digits = before - s->n;
    for (; digits < 6; digits++)
        v *= 10;
    for (; digits > 6; digits--)
        v /= 10;
    *ret_us = v;
    return true;
}

/* What stands behind the date: "T09:10[:11[.123]][zone]". */
static bool scan_clock(struct rn_str *s, struct fields *f)
{
    f->has_hour = true;
    if (rn_scan_char(s, "Tt ") == 0 || !rn_scan_digits(s, 2, 2, &f->hour) ||
        rn_scan_char(s, ":") == 0 || !rn_scan_digits(s, 2, 2, &f->minute))
        return false;
    if (rn_scan_char(s, ":") != 0) {
        if (!rn_scan_digits(s, 2, 2, &f->second))
            return false;
        if (rn_scan_char(s, ".,") != 0 && !scan_fraction(s, &f->micros))
            return false;
    }
    (void)(s->n > 1 && rn_scan_char(s, " "));
    return s->n == 0 || scan_offset(s, &f->offset_us);
}

bool rn_stamp_parse(struct rn_str text, struct rn_time *ret)
{
    struct fields f = {.has_year = true, .has_month = true};
    struct rn_str s = rn_str_trim(text);
    if (!rn_scan_digits(&s, 4, 4, &f.year) || rn_scan_char(&s, "-") == 0 ||
        !rn_scan_digits(&s, 2, 2, &f.month))
        return false;
    if (rn_scan_char(&s, "-") != 0) {
        if (!rn_scan_digits(&s, 2, 2, &f.day))
            return false;
        f.has_day = true;
        if (s.n > 0 && !scan_clock(&s, &f))
            return false;
    }
    return s.n == 0 && finish(&f, ret);
}

/* ---- by pattern ------------------------------------------------------------------------------ */

static bool take_year(struct rn_str *s, struct fields *f)
{
    return f->has_year = rn_scan_digits(s, 4, 4, &f->year);
}

static bool take_short_year(struct rn_str *s, struct fields *f)
{
    f->has_year = rn_scan_digits(s, 2, 2, &f->year);
    f->year += f->year < 69 ? 2000 : 1900;
    return f->has_year;
}

static bool take_month(struct rn_str *s, struct fields *f)
{
    return f->has_month = rn_scan_digits(s, 1, 2, &f->month);
}

static size_t same_letters(struct rn_str s, const char *name, size_t len)
{
    size_t i = 0;
    while (i < len && i < s.n && (s.p[i] | 0x20) == (name[i] | 0x20))
        i++;
    return i == len ? len : 0;
}

/* %b and %B alike take the long or the short name. */
static bool take_month_name(struct rn_str *s, struct fields *f)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    for (int i = 0; i < 12; i++) {
        size_t n = same_letters(*s, names[i], strlen(names[i]));
        n = n > 0 ? n : same_letters(*s, names[i], 3);
        if (n == 0)
            continue;
        *s = rn_strn(s->p + n, s->n - n);
        f->month = i + 1;
        return f->has_month = true;
    }
    return false;
}

static bool take_day(struct rn_str *s, struct fields *f)
{
    return f->has_day = rn_scan_digits(s, 1, 2, &f->day);
}

static bool take_hour(struct rn_str *s, struct fields *f)
{
    return f->has_hour = rn_scan_digits(s, 1, 2, &f->hour);
}

static bool take_minute(struct rn_str *s, struct fields *f)
{
    return rn_scan_digits(s, 1, 2, &f->minute);
}

static bool take_second(struct rn_str *s, struct fields *f)
{
    return rn_scan_digits(s, 1, 2, &f->second);
}

static bool take_offset(struct rn_str *s, struct fields *f)
{
    return scan_offset(s, &f->offset_us);
}

static bool take_unix(struct rn_str *s, struct fields *f)
{
    int64_t seconds;
    bool negative = rn_scan_char(s, "-") != 0;
    f->has_unix = rn_scan_digits(s, 1, 12, &seconds);
    if (f->has_unix)
        f->unix_us = (negative ? -seconds : seconds) * RN_SECOND;
    return f->has_unix;
}

static const struct taker {
    char letter;
    bool (*take)(struct rn_str *, struct fields *);
} takers[] = {
    {'Y', take_year},       {'y', take_short_year}, {'m', take_month}, {'b', take_month_name},
    {'B', take_month_name}, {'d', take_day},        {'H', take_hour},  {'M', take_minute},
    {'S', take_second},     {'z', take_offset},     {'s', take_unix},
};

static bool take_field(char letter, struct rn_str *s, struct fields *f)
{
    if (letter == '%')
        return rn_scan_char(s, "%") != 0;
    for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++)
        if (takers[i].letter == letter)
            return takers[i].take(s, f);
    return false;
}

bool rn_stamp_parse_as(struct rn_str text, const char *pattern, struct rn_time *ret)
{
    struct fields f = {0};
    struct rn_str s = rn_str_trim(text), p = rn_str_trim(rn_str(pattern));
    for (size_t i = 0; i < p.n; i++) {
        if (p.p[i] == '%' && i + 1 < p.n) {
            if (!take_field(p.p[++i], &s, &f))
                return false;
        } else if (p.p[i] == ' ') { /* a blank stands for any number of them */
            while (rn_scan_char(&s, " \t") != 0)
                ;
        } else {
            if (s.n == 0 || s.p[0] != p.p[i])
                return false;
            s = rn_strn(s.p + 1, s.n - 1);
        }
    }
    return s.n == 0 && finish(&f, ret);
}
