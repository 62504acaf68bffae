/* SPDX-License-Identifier: MIT */
#include "base/zone.h"

#include <stdlib.h>
#include <time.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "unit/unit.h"

static struct rn_zone *opened(const void *ctx, const char *name)
{
    struct rn_zone *z = NULL;
    struct rn_diag d;
    if (rn_zone_open(ctx, name, &z, &d) != RN_OK)
        fail_msg("%s", d.text);
    return z;
}

static int64_t at(const char *text)
{
    struct rn_time t = {0};
    if (!rn_stamp_parse(rn_str(text), &t))
        fail_msg("%s", text);
    return t.us;
}

static int32_t day_of(const char *date)
{
    return (int32_t)(at(date) / RN_DAY - (at(date) < 0 && at(date) % RN_DAY != 0));
}

static void knows_offsets(void **state)
{
    static const struct {
        const char *zone, *at;
        int minutes;
    } rows[] = {
        {"UTC", "2026-05-04T00:00:00Z", 0},
        {"Asia/Karachi", "2026-05-04T00:00:00Z", 300},
        {"Asia/Kathmandu", "2026-05-04T00:00:00Z", 345},
        {"Europe/Berlin", "2026-03-29T00:59:59Z", 60},
        {"Europe/Berlin", "2026-03-29T01:00:00Z", 120},
        {"Europe/Berlin", "2026-10-25T00:59:59Z", 120},
        {"Europe/Berlin", "2026-10-25T01:00:00Z", 60},
        {"America/New_York", "2026-07-01T00:00:00Z", -240},
        {"America/St_Johns", "2026-01-01T00:00:00Z", -210},
        {"Pacific/Apia", "2011-12-30T09:59:59Z", -600},
        {"Pacific/Apia", "2011-12-30T10:00:00Z", 840},
        {"Australia/Lord_Howe", "2026-01-01T00:00:00Z", 660},
        {"Asia/Kolkata", "1969-12-31T23:59:59.999Z", 330},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        RN_SCOPE(tmp);
        int64_t offset = rn_zone_offset(opened(tmp, rows[i].zone), at(rows[i].at));
        if (offset != rows[i].minutes * RN_MINUTE)
            fail_msg("%s %s: %d", rows[i].zone, rows[i].at, (int)(offset / RN_MINUTE));
    }
}

static void refuses_unknown_names(void **state)
{
    static const char *const rows[][2] = {
        {"Karachi", "Asia/Karachi"},
        {"Asia/Karchi", "Asia/Karachi"},
        {"asia/karachi", "Asia/Karachi"},
        {"GMT+5:30", NULL},
        {"", NULL},
        {"Etc/Unknown", NULL},
        {"Mars/Olympus", NULL},
        {"Asia/\xD9\x84", NULL},
        {"Asia/Kara chi", "Asia/Karachi"},
    };
    RN_SCOPE(tmp);
    char long_name[500];
    struct rn_diag d;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_zone *z = NULL;
        assert_fails(rn_zone_open(tmp, rows[i][0], &z, &d), RN_INVALID, &d);
        assert_null(z);
        if (rows[i][1] != NULL && strstr(d.text, rows[i][1]) == NULL)
            fail_msg("%s: %s", rows[i][0], d.text);
    }
    memset(long_name, 'A', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    struct rn_zone *z = NULL;
    assert_fails(rn_zone_open(tmp, long_name, &z, &d), RN_INVALID, &d);
}

static void knows_where_days_begin(void **state)
{
    static const struct {
        const char *zone, *day, *begins;
    } rows[] = {
        {"UTC", "2026-05-04", "2026-05-04T00:00:00Z"},
        {"Asia/Kathmandu", "2026-05-04", "2026-05-03T18:15:00Z"},
        {"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"},
        {"Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"},
        {"Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z"},
        {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"}, /* begins at 01:00 */
        {"America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00:00Z"},
        {"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"}, /* 17th has 25 hours */
        {"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"},
        {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"}, /* a date that was left out */
        {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
        {"Pacific/Kiritimati", "2026-05-04", "2026-05-03T10:00:00Z"},
        {"Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"}, /* begins at 01:00 */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        RN_SCOPE(tmp);
        char text[32];
        struct rn_zone *z = opened(tmp, rows[i].zone);
        (void)rn_stamp_text(rn_zone_day_start(z, day_of(rows[i].day)), text);
        if (strcmp(text, rows[i].begins) != 0)
            fail_msg("%s %s begins %s", rows[i].zone, rows[i].day, text);
    }
}

/* For every day of many years: the instant where it begins lies in it, the one before does not. */
static void days_begin_where_they_begin(void **state)
{
    static const char *const zones[] = {
        "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu",
        "Asia/Tehran",   "Africa/Cairo",      "America/Havana",
        "Asia/Amman",    "Pacific/Auckland",  "Australia/Lord_Howe"};
    (void)state;
    for (size_t i = 0; i < COUNT(zones); i++) {
        RN_SCOPE(tmp);
        struct rn_zone *z = opened(tmp, zones[i]);
        for (int32_t day = day_of("1995-01-01"); day < day_of("2040-01-01"); day++) {
            int64_t start = rn_zone_day_start(z, day);
            if (rn_zone_day(z, start) != day || rn_zone_day(z, start - 1) != day - 1)
                fail_msg("%s, day %d", zones[i], (int)day);
        }
    }
}

static void finds_wall_clock_times(void **state)
{
    RN_SCOPE(tmp);
    struct rn_zone *z = opened(tmp, "Europe/Berlin");
    (void)state;
    assert_int_equal(rn_zone_at(z, day_of("2026-05-04"), 9 * 60), at("2026-05-04T07:00:00Z"));
    assert_int_equal(rn_zone_at(z, day_of("2026-03-29"), 119), at("2026-03-29T00:59:00Z"));
    assert_int_equal(rn_zone_at(z, day_of("2026-03-29"), 150), at("2026-03-29T01:00:00Z"));
    assert_int_equal(rn_zone_at(z, day_of("2026-03-29"), 180), at("2026-03-29T01:00:00Z"));
    assert_int_equal(rn_zone_at(z, day_of("2026-10-25"), 150), at("2026-10-25T00:30:00Z"));
    assert_int_equal(rn_zone_at(z, day_of("2026-05-04"), 1440), at("2026-05-04T22:00:00Z"));
}

static void far_times_are_harmless(void **state)
{
    RN_SCOPE(tmp);
    struct rn_zone *z = opened(tmp, "America/New_York");
    (void)state;
    assert_true(rn_zone_day(z, INT64_MIN) < rn_zone_day(z, 0));
    assert_true(rn_zone_day(z, INT64_MAX) > rn_zone_day(z, 0));
    assert_true(rn_zone_offset(z, INT64_MAX) < 0 && rn_zone_offset(z, INT64_MIN) < 0);
    (void)rn_zone_day_start(z, INT32_MAX);
    (void)rn_zone_day_start(z, INT32_MIN);
    assert_string_equal(rn_zone_name(z), "America/New_York");
}

/* The order of asking must not matter, nor the zone of the machine. */
static void memory_of_stretches_is_right(void **state)
{
    RN_SCOPE(tmp);
    struct rn_zone *z = opened(tmp, "Europe/Berlin");
    uint64_t r = 1;
    (void)state;
    (void)setenv("TZ", "Europe/Berlin", 1);
    tzset();
    for (int i = 0; i < 20000; i++) {
        r = r * UINT64_C(6364136223846793005) + 1;
        time_t seconds = (time_t)(r >> 33) % INT64_C(2000000000); /* 1970 .. 2033 */
        struct tm tm;
        assert_non_null(localtime_r(&seconds, &tm));
        if (rn_zone_offset(z, seconds * RN_SECOND) != tm.tm_gmtoff * RN_SECOND &&
            strcmp(tm.tm_zone, "Europe") != 0) /* a machine without zone tables */
            fail_msg("at %lld", (long long)seconds);
    }
    (void)setenv("TZ", "UTC", 1);
    tzset();
}

static void knows_weeks(void **state)
{
    static const struct {
        const char *day, *monday;
        int year, week;
    } rows[] = {
        {"2026-05-04", "2026-05-04", 2026, 19}, {"2026-05-10", "2026-05-04", 2026, 19},
        {"2026-01-01", "2025-12-29", 2026, 1},  {"2025-12-28", "2025-12-22", 2025, 52},
        {"2021-01-03", "2020-12-28", 2020, 53}, {"2021-01-04", "2021-01-04", 2021, 1},
        {"2024-12-30", "2024-12-30", 2025, 1},  {"2027-01-01", "2026-12-28", 2026, 53},
        {"1969-12-31", "1969-12-29", 1970, 1},  {"1970-01-04", "1969-12-29", 1970, 1},
        {"1960-01-03", "1959-12-28", 1959, 53},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int year, week;
        int32_t monday = rn_week_start(day_of(rows[i].day), &year, &week);
        if (monday != day_of(rows[i].monday) || year != rows[i].year || week != rows[i].week)
            fail_msg("%s: %d-W%d", rows[i].day, year, week);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_offsets),
        cmocka_unit_test(refuses_unknown_names),
        cmocka_unit_test(knows_where_days_begin),
        cmocka_unit_test(days_begin_where_they_begin),
        cmocka_unit_test(finds_wall_clock_times),
        cmocka_unit_test(far_times_are_harmless),
        cmocka_unit_test(memory_of_stretches_is_right),
        cmocka_unit_test(knows_weeks),
    };
    return cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
