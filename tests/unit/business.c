/* SPDX-License-Identifier: MIT */
#include "base/business.h"

#include "unit/unit.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/zone.h"

#define OFFICE "mon-fri 09:00-17:00"

static struct rn_business *hours(const void *ctx, const char *zone, const char *spec)
{
    struct rn_zone *z = NULL;
    struct rn_diag d;
    assert_int_equal(rn_zone_open(ctx, zone, &z, &d), RN_OK);
    struct rn_business *b = rn_business_new(ctx, z);
    if (rn_business_spec(b, spec, &d) != RN_OK)
        fail_msg("%s: %s", spec, d.text);
    return b;
}

static int64_t at(const char *z)
{
    struct rn_time t;
    assert_true(rn_stamp_parse(rn_str(z), &t));
    return t.us;
}

static void deadlines(void **state)
{
    static const struct {
        const char *zone, *spec, *from;
        int minutes;
        const char *due;
    } rows[] = {
        /* over a weekend, at the close, before the opening, over lunch */
        {"Asia/Karachi", OFFICE, "2026-05-08T11:00:00Z", 180, "2026-05-11T06:00:00Z"},
        {"Asia/Karachi", OFFICE, "2026-05-08T11:00:00Z", 60, "2026-05-08T12:00:00Z"},
        {"Asia/Karachi", OFFICE, "2026-05-08T12:00:00Z", 60, "2026-05-11T05:00:00Z"},
        {"Asia/Karachi", OFFICE, "2026-05-08T03:59:00Z", 1, "2026-05-08T04:01:00Z"},
        {"Asia/Tbilisi", "mon-sat 09:00-13:00,14:00-18:00", "2026-05-08T08:30:00Z", 45,
         "2026-05-08T10:15:00Z"},
        /* half and quarter hours of a zone; a week that starts on Sunday */
        {"Asia/Kathmandu", "sun-fri 10:00-17:00", "2026-05-09T06:00:00Z", 30,
         "2026-05-10T04:45:00Z"},
        {"Asia/Kolkata", "sun-thu 10:00-17:00", "2026-05-07T11:29:00Z", 2, "2026-05-10T04:31:00Z"},
        /* clocks forward: 02:30 comes at 03:00; back: the night is an hour longer */
        {"Europe/Berlin", "mon-sun 00:00-24:00", "2026-03-29T00:30:00Z", 60,
         "2026-03-29T01:30:00Z"},
        {"Europe/Berlin", "sun 02:15-02:45; sun 10:00-11:00", "2026-03-28T12:00:00Z", 30,
         "2026-03-29T08:30:00Z"},
        {"Europe/Berlin", "sun 01:00-04:00", "2026-10-24T12:00:00Z", 240, "2026-10-25T03:00:00Z"},
        /* across midnight in two windows, which touch */
        {"Asia/Karachi", "mon-sun 00:00-06:00,22:00-24:00", "2026-05-08T18:00:00Z", 480,
         "2026-05-09T18:00:00Z"},
        /* overlaps count once */
        {"Asia/Karachi", "mon 09:00-12:00; mon 10:00-13:00,12:30-14:00", "2026-05-11T00:00:00Z",
         300, "2026-05-11T09:00:00Z"},
        /* a day that a zone left out */
        {"Pacific/Apia", "mon-sun 09:00-17:00", "2011-12-30T02:00:00Z", 600,
         "2011-12-31T20:00:00Z"},
        /* nothing to do is due when it is open */
        {"Asia/Karachi", OFFICE, "2026-05-09T12:00:00Z", 0, "2026-05-11T04:00:00Z"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        RN_SCOPE(tmp);
        struct rn_diag d;
        char text[32];
        int64_t due = 0;
        const struct rn_business *b = hours(tmp, rows[i].zone, rows[i].spec);
        assert_int_equal(
            rn_business_add(b, at(rows[i].from), rows[i].minutes * RN_MINUTE, &due, &d), RN_OK);
        if (due != at(rows[i].due))
            fail_msg("%s %s + %d min: %s", rows[i].spec, rows[i].from, rows[i].minutes,
                     rn_stamp_text(due, text));
        if (rows[i].minutes > 0)
            assert_int_equal(rn_business_between(b, at(rows[i].from), due),
                             rows[i].minutes * RN_MINUTE);
    }
}

/* Adding and measuring are each other's inverse, and to wait in two steps is to wait once. */
static void adding_and_measuring_agree(void **state)
{
    static const char *const zones[] = {"Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
                                        "Africa/Casablanca", "Pacific/Chatham"};
    RN_SCOPE(tmp);
    uint32_t seed = 20261122;
    struct rn_diag d;
    (void)state;
    for (int i = 0; i < 400; i++) {
        const struct rn_business *b = hours(
            tmp, zones[i % 5], "mon-thu 08:30-12:15,13:00-19:45; sat 00:00-03:30,22:00-24:00");
        seed = seed * 1664525 + 1013904223;
        const int64_t from = at("2026-01-01T00:00:00Z") + (int64_t)(seed % 527040) * RN_MINUTE;
        const int64_t one = (int64_t)(seed % 997 + 1) * RN_MINUTE,
                      two = (int64_t)(seed % 1499 + 1) * RN_MINUTE;
        int64_t middle, stepped, whole;
        assert_int_equal(rn_business_add(b, from, one, &middle, &d), RN_OK);
        assert_int_equal(rn_business_add(b, middle, two, &stepped, &d), RN_OK);
        assert_int_equal(rn_business_add(b, from, one + two, &whole, &d), RN_OK);
        assert_int_equal(stepped, whole);
        assert_int_equal(rn_business_between(b, from, middle), one);
        assert_int_equal(rn_business_between(b, from, whole), one + two);
        assert_true(rn_business_is_open(b, middle - 1));
    }
}

static void closed_is_closed(void **state)
{
    RN_SCOPE(tmp);
    struct rn_diag d;
    int64_t due = 7;
    (void)state;
    struct rn_business *b = hours(tmp, "Asia/Karachi", "mon 09:00-17:00");
    int32_t day, last;
    assert_true(rn_business_dates(rn_str("2026-05-11"), &day, &last));
    assert_true(rn_business_is_open(b, at("2026-05-11T04:00:00Z")));
    assert_false(rn_business_is_open(b, at("2026-05-11T12:00:00Z"))); /* [open, close) */
    rn_business_holiday(b, day, day);
    assert_false(rn_business_is_open(b, at("2026-05-11T04:00:00Z")));
    assert_int_equal(rn_business_add(b, at("2026-05-10T00:00:00Z"), RN_HOUR, &due, &d), RN_OK);
    assert_int_equal(due, at("2026-05-18T05:00:00Z"));
    rn_business_holiday(b, day, day + 500);
    due = 7;
    assert_fails(rn_business_add(b, at("2026-05-10T00:00:00Z"), RN_HOUR, &due, &d), RN_GONE, &d);
    assert_non_null(strstr(d.text, "no open window"));
    struct rn_business *thin = hours(tmp, "Asia/Karachi", "mon 09:00-09:01");
    assert_fails(rn_business_add(thin, 0, 400 * RN_DAY, &due, &d), RN_GONE, &d);
    assert_non_null(strstr(d.text, "100 years"));
    assert_fails(rn_business_add(thin, at("9999-12-01T00:00:00Z"), RN_HOUR, &due, &d), RN_GONE, &d);
    assert_int_equal(due, 7);
    assert_int_equal(rn_business_between(thin, 100, 100), 0);
    assert_int_equal(rn_business_between(thin, 100, 50), 0);
}

static void days_and_windows_as_written(void **state)
{
    int open, close;
    int32_t day, last;
    (void)state;
    assert_int_equal(rn_business_days(rn_str("mon")), 1);
    assert_int_equal(rn_business_days(rn_str(" sat , sun ")), 0x60);
    assert_int_equal(rn_business_days(rn_str("sat-mon")), 0x61);
    assert_int_equal(rn_business_days(rn_str("mon-sun")), 0x7f);
    assert_true(rn_business_window(rn_str(" 00:00 - 24:00 "), &open, &close));
    assert_int_equal(open, 0);
    assert_int_equal(close, 1440);
    assert_true(rn_business_dates(rn_str("1969-12-31"), &day, &last));
    assert_int_equal(day, -1);
    assert_int_equal(last, -1);
    assert_true(rn_business_dates(rn_str("1970-01-02..1970-01-05"), &day, &last));
    assert_int_equal(day, 1);
    assert_int_equal(last, 4);
    const char *no_days[] = {"", ",", "mon,", "mon-", "-mon", "monday", "Mon", "mon-fri-sun", "1"};
    for (size_t i = 0; i < COUNT(no_days); i++)
        assert_int_equal(rn_business_days(rn_str(no_days[i])), 0);
    const char *no_windows[] = {"",
                                "09:00",
                                "09:00-",
                                "9:00-17:00",
                                "17:00-09:00",
                                "09:00-09:00",
                                "23:00-24:01",
                                "09:60-10:00",
                                "-1:00-10:00",
                                "09:00-17:00-18:00"};
    for (size_t i = 0; i < COUNT(no_windows); i++)
        assert_false(rn_business_window(rn_str(no_windows[i]), &open, &close));
    const char *no_dates[] = {"",
                              "2026-02-30",
                              "2026-2-3",
                              "26-02-03",
                              "2026-02-03T00:00:00Z",
                              "..",
                              "2026-02-03..",
                              "..2026-02-03",
                              "2026-02-03...2026-02-04",
                              "2026-02-03..2026-02-30"};
    for (size_t i = 0; i < COUNT(no_dates); i++)
        assert_false(rn_business_dates(rn_str(no_dates[i]), &day, &last));
}

static void bad_hours_name_the_part(void **state)
{
    RN_SCOPE(tmp);
    static const char *const bad[] = {"",
                                      ";",
                                      "09:00-17:00",
                                      "mon-fri",
                                      "mon-fri 17:00-09:00",
                                      "mon 09:00-17:00; tue",
                                      "mon 09:00-17:00 18:00-19:00",
                                      "mon 09:00-17:00,",
                                      "\xd9\xbe\xdb\x8c\xd8\xb1 09:00-17:00"};
    struct rn_zone *z;
    struct rn_diag d;
    (void)state;
    assert_int_equal(rn_zone_open(tmp, "UTC", &z, &d), RN_OK);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_fails(rn_business_spec(rn_business_new(tmp, z), bad[i], &d), RN_INVALID, &d);
    assert_int_equal(rn_business_spec(rn_business_new(tmp, z), "mon 09:00-17:00;", &d), RN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines),
        cmocka_unit_test(adding_and_measuring_agree),
        cmocka_unit_test(closed_is_closed),
        cmocka_unit_test(days_and_windows_as_written),
        cmocka_unit_test(bad_hours_name_the_part),
    };
    return cmocka_run_group_tests_name("business", tests, NULL, NULL);
}
