/* SPDX-License-Identifier: MIT */
#include <renown/stamp.h>

#include <inttypes.h>
#include <stdio.h>

#include "stampscan.h"

static const int64_t longest = 36525 * RN_DAY; /* 100 years */

static const struct unit {
    char letter;
    int64_t us;
} units[] = {{'s', RN_SECOND}, {'m', RN_MINUTE}, {'h', RN_HOUR}, {'d', RN_DAY}, {'w', 7 * RN_DAY}};

static int64_t unit_us(char letter)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i].letter == letter)
            return units[i].us;
    return 0;
}

bool rn_duration_parse(struct rn_str text, struct rn_duration *ret)
{
    struct rn_str s = rn_str_trim(text);
    int64_t count;
    if (!rn_scan_digits(&s, 1, 12, &count))
        return false;
    int64_t unit = unit_us(rn_scan_char(&s, "smhdw"));
    if (unit == 0 || count > longest / unit)
        return false;
    bool blank = false;
    while (rn_scan_char(&s, " \t") != 0)
        blank = true;
    bool business = blank && rn_str_is(s, "business");
    if (s.n > 0 && !business)
        return false;
    *ret = (struct rn_duration){count * unit, business, true};
    return true;
}

char *rn_duration_text(int64_t us, char out[48])
{
    uint64_t left = (us < 0 ? -(uint64_t)us : (uint64_t)us) / (uint64_t)RN_SECOND;
    size_t n = 0;
    if (us < 0 && left > 0)
        out[n++] = '-';
    out[n] = '\0';
    for (size_t i = 4; i-- > 0;) { /* days, hours, minutes, seconds */
        uint64_t unit = (uint64_t)(units[i].us / RN_SECOND), count = left / unit;
        left %= unit;
        if (count > 0)
            n += (size_t)snprintf(out + n, 48 - n, "%" PRIu64 "%c", count, units[i].letter);
    }
    if (n == 0)
        memcpy(out, "0s", 3);
    return out;
}
