/* SPDX-License-Identifier: MIT */
#include "report/say.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/zone.h"
#include "report/msg.h"

enum { PERCENT_FROM = 20 };

char *rn_say_digits(const struct rn_say *say, const char *ascii)
{
    enum { DIGIT_BYTES = 4 };
    size_t n = 0;
    char *out = rn_new_array(say->ctx, char, strlen(ascii) * DIGIT_BYTES + 1);
    for (; *ascii != '\0'; ascii++) {
        struct rn_str put = rn_strn(ascii, 1);
        if (*ascii >= '0' && *ascii <= '9')
            put = rn_msg_nth(say->lang, RN_MSG_DIGITS, *ascii - '0');
        memcpy(out + n, put.p, put.n);
        n += put.n;
    }
    out[n] = '\0';
    return out;
}

char *rn_say_int(const struct rn_say *say, int64_t v)
{
    return rn_say_digits(say, rn_fmt(say->ctx, "%" PRId64, v));
}

static char *decimal(const struct rn_say *say, int64_t tenths)
{
    return rn_fmt(say->ctx, "%s%s%s", rn_say_int(say, tenths / 10), rn_msg(say->lang, RN_MSG_POINT),
                  rn_say_int(say, tenths % 10));
}

char *rn_say_tenth(const struct rn_say *say, double v)
{
    return decimal(say, (int64_t)floor(v * 10 + 0.5));
}

char *rn_say_stars(const struct rn_say *say, double v)
{
    int64_t tenths = (int64_t)floor(v * 10 + 0.5);
    if (tenths <= 0)
        return rn_dupz(say->ctx, "");
    struct rn_slot slots[] = {
        {"n", RN_PART_WORDS,
         tenths % 10 == 0 ? rn_say_int(say, tenths / 10) : decimal(say, tenths)},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, RN_MSG_STARS, slots);
}

static const char *nth(const struct rn_say *say, enum rn_msg names, int i)
{
    return rn_dup(say->ctx, rn_msg_nth(say->lang, names, i));
}

char *rn_say_date(const struct rn_say *say, int32_t day)
{
    int year, month, date, week_year, week;
    rn_civil_from_days(day, &year, &month, &date);
    int weekday = day - rn_week_start(day, &week_year, &week);
    struct rn_slot slots[] = {
        {"weekday", RN_PART_WORDS, nth(say, RN_MSG_WEEKDAYS, weekday)},
        {"day", RN_PART_WORDS, rn_say_int(say, date)},
        {"month", RN_PART_WORDS, nth(say, RN_MSG_MONTHS, month - 1)},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, RN_MSG_DATE, slots);
}

char *rn_say_month(const struct rn_say *say, int32_t day)
{
    int year, month, date;
    rn_civil_from_days(day, &year, &month, &date);
    struct rn_slot slots[] = {
        {"month", RN_PART_WORDS, nth(say, RN_MSG_MONTHS, month - 1)},
        {"year", RN_PART_WORDS, rn_say_int(say, year)},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, RN_MSG_MONTH_YEAR, slots);
}

char *rn_say_time(const struct rn_say *say, int64_t us)
{
    int64_t local = us + rn_zone_offset(say->zone, us);
    int64_t day = local / RN_DAY - (local % RN_DAY < 0);
    int minutes = (int)((local - day * RN_DAY) / RN_MINUTE);
    struct rn_slot slots[] = {
        {"date", RN_PART_WORDS, rn_say_date(say, (int32_t)day)},
        {"time", RN_PART_WORDS,
         rn_say_digits(say, rn_fmt(say->ctx, "%02d:%02d", minutes / 60, minutes % 60))},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, RN_MSG_TIME, slots);
}

char *rn_say_span(const struct rn_say *say, int64_t us)
{
    int64_t minutes = (us + RN_MINUTE / 2) / RN_MINUTE, hours = minutes / 60;
    enum rn_msg id = minutes < 60 ? RN_MSG_MINUTES : hours < 48 ? RN_MSG_HOURS : RN_MSG_DAYS;
    if (id == RN_MSG_DAYS)
        hours = (minutes + 30) / 60;
    else if (id == RN_MSG_HOURS && minutes % 60 == 0)
        id = RN_MSG_HOURS_EVEN;
    struct rn_slot slots[] = {
        {"d", RN_PART_WORDS, rn_say_int(say, hours / 24)},
        {"h", RN_PART_WORDS, rn_say_int(say, id == RN_MSG_DAYS ? hours % 24 : hours)},
        {"m", RN_PART_WORDS,
         rn_say_digits(say,
                       rn_fmt(say->ctx, "%0*d", id == RN_MSG_HOURS ? 2 : 1, (int)(minutes % 60)))},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, id, slots);
}

char *rn_say_percent(const struct rn_say *say, int64_t k, int64_t n)
{
    int64_t percent = n > 0 ? (k * 200 + n) / (2 * n) : 0;
    struct rn_slot slots[] = {{"percent", RN_PART_WORDS, rn_say_int(say, percent)}, {0}};
    return rn_msg_text(say->ctx, say->lang, RN_MSG_PERCENT, slots);
}

char *rn_say_fraction(const struct rn_say *say, int64_t k, int64_t n)
{
    struct rn_slot slots[] = {
        {"k", RN_PART_WORDS, rn_say_int(say, k)}, {"n", RN_PART_WORDS, rn_say_int(say, n)}, {0}};
    return rn_msg_text(say->ctx, say->lang, RN_MSG_FRACTION, slots);
}

char *rn_say_share(const struct rn_say *say, int64_t k, int64_t n)
{
    struct rn_slot slots[] = {
        {"k", RN_PART_WORDS, rn_say_int(say, k)},
        {"n", RN_PART_WORDS, rn_say_int(say, n)},
        {"percent", RN_PART_WORDS, rn_say_percent(say, k, n)},
        {0},
    };
    if (n < PERCENT_FROM)
        return rn_say_fraction(say, k, n);
    return rn_msg_text(say->ctx, say->lang, RN_MSG_FRACTION_PERCENT, slots);
}

char *rn_say_iso(const void *ctx, int32_t day)
{
    int year, month, date;
    rn_civil_from_days(day, &year, &month, &date);
    return rn_fmt(ctx, "%04d-%02d-%02d", year, month, date);
}
