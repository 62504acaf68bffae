/* SPDX-License-Identifier: MIT */
#include <renown/stamp.h>

#include "unit/unit.h"

static void days_and_dates_agree(void **state)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t day = rn_days_from_civil(1, 1, 1);
    (void)state;
    assert_int_equal(rn_days_from_civil(1970, 1, 1), 0);
    assert_int_equal(day, -719162);
    assert_int_equal(rn_days_from_civil(10000, 1, 1), 2932897);
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++) {
            bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
            int last = lengths[m - 1] + (m == 2 && leap);
            for (int d = 1; d <= last; d++, day++) {
                int yy, mm, dd;
                rn_civil_from_days(day, &yy, &mm, &dd);
                if (yy != y || mm != m || dd != d || rn_days_from_civil(y, m, d) != day)
                    fail_msg("%d-%d-%d", y, m, d);
            }
            int64_t us = -1;
            assert_false(rn_stamp_make(y, m, last + 1, 0, 0, 0, &us) || us != -1);
        }
}

static void make_refuses_what_does_not_exist(void **state)
{
    static const int rows[][6] = {
        {0, 1, 1, 0, 0, 0},     {10000, 1, 1, 0, 0, 0}, {2026, 0, 1, 0, 0, 0},
        {2026, 13, 1, 0, 0, 0}, {2026, 1, 0, 0, 0, 0},  {2026, 1, 32, 0, 0, 0},
        {2026, 2, 29, 0, 0, 0}, {1900, 2, 29, 0, 0, 0}, {2026, 1, 1, 24, 0, 0},
        {2026, 1, 1, -1, 0, 0}, {2026, 1, 1, 0, 60, 0}, {2026, 1, 1, 0, -1, 0},
        {2026, 1, 1, 0, 0, 60}, {2026, 1, 1, 0, 0, -1}, {-1, 1, 1, 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t us = 5;
        const int *r = rows[i];
        assert_false(rn_stamp_make(r[0], r[1], r[2], r[3], r[4], r[5], &us));
        assert_int_equal(us, 5);
    }
}

static const struct {
    const char *text, *is;
    enum rn_precision precision;
    int64_t micros;
} good[] = {
    {"2026-05-04T09:10:11Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04t09:10:11z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 0},
    {" \t2026-05-04T09:10:11Z\r\n", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04 09:10:11", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10", "2026-05-04T09:10:00Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10Z", "2026-05-04T09:10:00Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10:11.1Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 100000},
    {"2026-05-04T09:10:11.12Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 120000},
    {"2026-05-04T09:10:11.123Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123000},
    {"2026-05-04T09:10:11.1234Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123400},
    {"2026-05-04T09:10:11.12345Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123450},
    {"2026-05-04T09:10:11.123456Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123456},
    {"2026-05-04T09:10:11.1234567Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123456},
    {"2026-05-04T09:10:11.12345678Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 123456},
    {"2026-05-04T09:10:11.999999999Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 999999},
    {"2026-05-04T09:10:11,5", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 500000},
    {"2026-05-04T09:10:11+05:45", "2026-05-04T03:25:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10:11+0545", "2026-05-04T03:25:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10:11+05", "2026-05-04T04:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04T09:10:11 -0800", "2026-05-04T17:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04 09:10:11 UTC", "2026-05-04T09:10:11Z", RN_TIME_SECOND, 0},
    {"2026-05-04T00:10:00+14:00", "2026-05-03T10:10:00Z", RN_TIME_SECOND, 0},
    {"2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z", RN_TIME_SECOND, 0},
    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", RN_TIME_SECOND, 0},
    {"2017-01-01T05:44:60+05:45", "2017-01-01T00:00:00Z", RN_TIME_SECOND, 0},
    {"2024-02-29", "2024-02-29T00:00:00Z", RN_TIME_DAY, 0},
    {"0001-01-01", "0001-01-01T00:00:00Z", RN_TIME_DAY, 0},
    {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z", RN_TIME_SECOND, 999999},
    {"2026-05", "2026-05-01T00:00:00Z", RN_TIME_MONTH, 0},
    {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z", RN_TIME_SECOND, 500000},
};

static void reads_times(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        struct rn_time t = {0};
        char text[32];
        if (!rn_stamp_parse(rn_str(good[i].text), &t))
            fail_msg("%s was refused", good[i].text);
        int64_t micros = ((t.us % RN_SECOND) + RN_SECOND) % RN_SECOND;
        if (strcmp(rn_stamp_text(t.us, text), good[i].is) != 0 ||
            t.precision != good[i].precision || micros != good[i].micros)
            fail_msg("%s gave %s, %d, %d", good[i].text, text, (int)t.precision, (int)micros);
    }
}

static const char *const not_times[] = {"",
                                        " ",
                                        "2026",
                                        "2026-",
                                        "2026-5",
                                        "2026-13",
                                        "2026-00",
                                        "2026-02-30",
                                        "2026-02-29",
                                        "1900-02-29",
                                        "2026-04-31",
                                        "2026-05-00",
                                        "0000-01-01",
                                        "10000-01-01",
                                        "-2026-01-01",
                                        "2026-05-04T",
                                        "2026-05-04T9:10",
                                        "2026-05-04T09",
                                        "2026-05-04T24:00:00Z",
                                        "2026-05-04T24:61",
                                        "2026-05-04T09:60:00Z",
                                        "2026-05-04T09:10:61Z",
                                        "2026-05-04T09:10:60Z",
                                        "2026-05-04T23:59:60+01:00",
                                        "2026-05-04T09:10:11.Z",
                                        "2026-05-04T09:10:11.1234567890Z",
                                        "2026-05-04T09:10:11+24:00",
                                        "2026-05-04T09:10:11+05:60",
                                        "2026-05-04T09:10:11+5",
                                        "2026-05-04T09:10:11+05:4",
                                        "2026-05-04T09:10:11+054",
                                        "2026-05-04T09:10:11Zx",
                                        "2026-05-04T09:10:11 x",
                                        "2026-05-04x",
                                        "2026/05/04",
                                        "20260504",
                                        "1714813811",
                                        "04.05.2026",
                                        "0001-01-01T00:00:00+00:01",
                                        "9999-12-31T23:59:59-00:01",
                                        "yesterday",
                                        "2026-05-04T09:10:11Z\0",
                                        "２０２６-05-04"};

static void refuses_other_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(not_times); i++) {
        struct rn_time t = {77, RN_TIME_NONE};
        if (i + 2 == COUNT(not_times)) { /* with its NUL */
            assert_false(rn_stamp_parse(rn_strn(not_times[i], strlen(not_times[i]) + 1), &t));
            continue;
        }
        if (rn_stamp_parse(rn_str(not_times[i]), &t) || t.us != 77)
            fail_msg("\"%s\" was read", not_times[i]);
    }
}

static void reads_by_pattern(void **state)
{
    static const struct {
        const char *pattern, *text, *is;
        enum rn_precision precision;
    } rows[] = {
        {"%Y-%m-%d %H:%M:%S", "2026-05-04 09:10:11", "2026-05-04T09:10:11Z", RN_TIME_SECOND},
        {"%d.%m.%Y", "4.5.2026", "2026-05-04T00:00:00Z", RN_TIME_DAY},
        {"%m/%d/%y", "5/4/26", "2026-05-04T00:00:00Z", RN_TIME_DAY},
        {"%d/%m/%y", "4/5/99", "1999-05-04T00:00:00Z", RN_TIME_DAY},
        {"%B %d, %Y", "May 4, 2026", "2026-05-04T00:00:00Z", RN_TIME_DAY},
        {"%d %b %Y", "04 september 2026", "2026-09-04T00:00:00Z", RN_TIME_DAY},
        {"%d %B %Y", "04 SEP 2026", "2026-09-04T00:00:00Z", RN_TIME_DAY},
        {"%b %Y", "  Jun   2026 ", "2026-06-01T00:00:00Z", RN_TIME_MONTH},
        {"%Y%m%d%H%M%S%z", "20260504091011+0545", "2026-05-04T03:25:11Z", RN_TIME_SECOND},
        {"%Y-%m-%dT%H:%M:%S%z", "2026-05-04T09:10:11Z", "2026-05-04T09:10:11Z", RN_TIME_SECOND},
        {"%s", "1777885811", "2026-05-04T09:10:11Z", RN_TIME_SECOND},
        {"%s", "-1", "1969-12-31T23:59:59Z", RN_TIME_SECOND},
        {"%Y%%%m", "2026%05", "2026-05-01T00:00:00Z", RN_TIME_MONTH},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_time t;
        char text[32] = "";
        if (!rn_stamp_parse_as(rn_str(rows[i].text), rows[i].pattern, &t) ||
            strcmp(rn_stamp_text(t.us, text), rows[i].is) != 0 || t.precision != rows[i].precision)
            fail_msg("%s by %s gave \"%s\"", rows[i].text, rows[i].pattern, text);
    }
}

static void refuses_by_pattern(void **state)
{
    static const char *const rows[][2] = {
        {"%Y-%m-%d", "2026-02-30"},
        {"%Y-%m-%d", "2026-05-04x"},
        {"%Y-%m-%d", "26-05-04"},
        {"%Y-%m-%d", ""},
        {"%d.%m.", "4.5."},
        {"%Y", "2026"},
        {"%Y %H", "2026 09"},
        {"%Y-%m %H", "2026-05 09"},
        {"%Q", "1"},
        {"%B %Y", "Mei 2026"},
        {"%s", "999999999999999"},
        {"%s", "x"},
        {"%Y-%m-%d %H:%M", "2026-05-04 25:00"},
        {"%", "%"},
        {"", "2026"},
        {"", ""},
        {"%s", "999999999999"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_time t = {77, RN_TIME_NONE};
        if (rn_stamp_parse_as(rn_str(rows[i][1]), rows[i][0], &t) || t.us != 77)
            fail_msg("\"%s\" was read by \"%s\"", rows[i][1], rows[i][0]);
    }
}

static void writes_times(void **state)
{
    char text[32];
    (void)state;
    assert_string_equal(rn_stamp_text(0, text), "1970-01-01T00:00:00Z");
    assert_string_equal(rn_stamp_text(-1, text), "1969-12-31T23:59:59Z");
    assert_string_equal(rn_stamp_text(999999, text), "1970-01-01T00:00:00Z");
    (void)rn_stamp_text(INT64_MIN, text);
    (void)rn_stamp_text(INT64_MAX, text);
    assert_string_equal(text, "294247-01-10T04:00:54Z");
}

static void reads_durations(void **state)
{
    static const struct {
        const char *text;
        int64_t us;
        bool business;
    } rows[] = {
        {"90s", 90 * RN_SECOND, false},      {"15m", 15 * RN_MINUTE, false},
        {"4h", 4 * RN_HOUR, false},          {"2d", 2 * RN_DAY, false},
        {"3w", 21 * RN_DAY, false},          {" 4h business ", 4 * RN_HOUR, true},
        {"4h  business", 4 * RN_HOUR, true}, {"0s", 0, false},
        {"36525d", 36525 * RN_DAY, false},
    };
    static const char *const bad[] = {"",
                                      "s",
                                      "4",
                                      "4 h",
                                      "-4h",
                                      "4hbusiness",
                                      "4h busines",
                                      "4y",
                                      "1h30m",
                                      "1.5h",
                                      "36526d",
                                      "999999999999w",
                                      "4H",
                                      "4h x",
                                      "99999999999999999999s",
                                      "4h business x"};
    struct rn_duration d = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!rn_duration_parse(rn_str(rows[i].text), &d) || d.us != rows[i].us ||
            d.business != rows[i].business || !d.set)
            fail_msg("%s", rows[i].text);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        if (rn_duration_parse(rn_str(bad[i]), &d))
            fail_msg("\"%s\" was read", bad[i]);
}

static void writes_durations(void **state)
{
    char out[48];
    (void)state;
    assert_string_equal(rn_duration_text(0, out), "0s");
    assert_string_equal(rn_duration_text(RN_SECOND - 1, out), "0s");
    assert_string_equal(rn_duration_text(90 * RN_MINUTE, out), "1h30m");
    assert_string_equal(rn_duration_text(2 * RN_DAY, out), "2d");
    assert_string_equal(rn_duration_text(RN_DAY + RN_SECOND, out), "1d1s");
    assert_string_equal(rn_duration_text(-90 * RN_SECOND, out), "-1m30s");
    assert_string_equal(rn_duration_text(INT64_MIN, out), "-106751991d4h54s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_dates_agree), cmocka_unit_test(make_refuses_what_does_not_exist),
        cmocka_unit_test(reads_times),          cmocka_unit_test(refuses_other_texts),
        cmocka_unit_test(reads_by_pattern),     cmocka_unit_test(refuses_by_pattern),
        cmocka_unit_test(writes_times),         cmocka_unit_test(reads_durations),
        cmocka_unit_test(writes_durations),
    };
    return cmocka_run_group_tests_name("stamp", tests, NULL, NULL);
}
