/* SPDX-License-Identifier: MIT
 *
 * Dates as pages and feeds write them; what has two readings or none must give none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <renown/stamp.h>

#include "../../plugins/common/when.h"

static const struct {
    const char *text, *wanted; /* NULL: none */
    enum rn_precision precision;
} dates[] = {
    {"2026-05-04", "2026-05-04T00:00:00Z", RN_TIME_DAY},
    {"2026-05-04T09:10:11+0200", "2026-05-04T07:10:11Z", RN_TIME_SECOND},
    {"2024-06-30 09:41:43", "2024-06-30T09:41:43Z", RN_TIME_SECOND},
    {"October 24, 2011", "2011-10-24T00:00:00Z", RN_TIME_DAY},
    {"Reviewed in Italy on 16 July 2022", "2022-07-16T00:00:00Z", RN_TIME_DAY},
    {"Reviewed in Martinique on 5 July 2023", "2023-07-05T00:00:00Z", RN_TIME_DAY},
    {"Reviewed in the United States on November 6, 2023", "2023-11-06T00:00:00Z", RN_TIME_DAY},
    {"Rezension aus Deutschland vom 3. März 2024", "2024-03-03T00:00:00Z", RN_TIME_DAY},
    {"Commenté en France le 1 août 2023", "2023-08-01T00:00:00Z", RN_TIME_DAY},
    {"Revisado en España el 16 de diciembre de 2021", "2021-12-16T00:00:00Z", RN_TIME_DAY},
    {"2 февраля 2022", "2022-02-02T00:00:00Z", RN_TIME_DAY},
    {"2023年3月15日", "2023-03-15T00:00:00Z", RN_TIME_DAY},
    {"Date of stay: October 2025", "2025-10-01T00:00:00Z", RN_TIME_MONTH},
    {"Sat, 07 Sep 2002 00:00:01 EST", "2002-09-07T05:00:01Z", RN_TIME_SECOND},
    {"Thu, 01 Jan 04 19:48 GMT", "2004-01-01T19:48:00Z", RN_TIME_SECOND},
    {"01 Jan 2004 19:48:21 -0330", "2004-01-01T23:18:21Z", RN_TIME_SECOND},
    {"Tue, 05 May 2026 24:00:00 +0000", "2026-05-06T00:00:00Z", RN_TIME_SECOND},
    {"May 5, 2026 at 3:04 PM", "2026-05-05T15:04:00Z", RN_TIME_SECOND},
    {"May 5, 2026 12:04 am", "2026-05-05T00:04:00Z", RN_TIME_SECOND},
    {"31.12.2025", "2025-12-31T00:00:00Z", RN_TIME_DAY},
    {"03.04.2025", "2025-04-03T00:00:00Z", RN_TIME_DAY},
    {"12/31/2025", "2025-12-31T00:00:00Z", RN_TIME_DAY},
    {"31/12/2025", "2025-12-31T00:00:00Z", RN_TIME_DAY},
    {"2025/12/31", "2025-12-31T00:00:00Z", RN_TIME_DAY},
    {"04/04/2025", "2025-04-04T00:00:00Z", RN_TIME_DAY},
    {"1767225600", "2026-01-01T00:00:00Z", RN_TIME_SECOND},
    {"1767225600000", "2026-01-01T00:00:00Z", RN_TIME_SECOND},
    {"03/04/2025", NULL, RN_TIME_NONE},
    {"2 months ago", NULL, RN_TIME_NONE},
    {"Month 99, 9999", NULL, RN_TIME_NONE},
    {"30 February 2024", NULL, RN_TIME_NONE},
    {"March", NULL, RN_TIME_NONE},
    {"", NULL, RN_TIME_NONE},
};

static void reads_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        struct rn_time t;
        char text[32];
        bool read = rn_when(rn_str(dates[i].text), &t);
        if (read != (dates[i].wanted != NULL) || t.precision != dates[i].precision)
            fail_msg("'%s' was %s (precision %d)", dates[i].text, read ? "read" : "not read",
                     (int)t.precision);
        if (read && strcmp(rn_stamp_text(t.us, text), dates[i].wanted) != 0)
            fail_msg("'%s' gave %s", dates[i].text, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
