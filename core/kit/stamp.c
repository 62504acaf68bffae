/* SPDX-License-Identifier: MIT */
#include <renown/stamp.h>

#include <stdio.h>

/* Eras of 400 years of 146097 days, years that begin in March: leap days fall on a year's end. */
enum { ERA_DAYS = 146097, EPOCH_SHIFT = 719468 };

int64_t rn_days_from_civil(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_SHIFT;
}

void rn_civil_from_days(int64_t days, int *ret_year, int *ret_month, int *ret_day)
{
    int64_t z = days + EPOCH_SHIFT;
    int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
    int64_t of_era = z - era * ERA_DAYS;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / (ERA_DAYS - 1)) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    *ret_day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *ret_month = (int)(m < 10 ? m + 3 : m - 9);
    *ret_year = (int)(y + era * 400 + (m >= 10));
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool rn_stamp_make(int year, int month, int day, int hour, int minute, int second, int64_t *ret_us)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return false;
    *ret_us = rn_days_from_civil(year, month, day) * RN_DAY + hour * RN_HOUR + minute * RN_MINUTE +
              second * RN_SECOND;
    return true;
}

char *rn_stamp_text(int64_t us, char out[32])
{
    int year, month, day;
    int64_t days = us / RN_DAY - (us % RN_DAY < 0);
    int64_t rest = us % RN_DAY + (us % RN_DAY < 0 ? RN_DAY : 0);
    rn_civil_from_days(days, &year, &month, &day);
    (void)snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                   (int)(rest / RN_HOUR), (int)(rest / RN_MINUTE % 60),
                   (int)(rest / RN_SECOND % 60));
    return out;
}
