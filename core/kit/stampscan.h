/* SPDX-License-Identifier: MIT
 *
 * Small scanning steps shared by the readers of times (stampparse.c) and durations (duration.c).
 */
#ifndef KIT_STAMPSCAN_H
#define KIT_STAMPSCAN_H

#include <renown/stamp.h>

/* Takes between `least` and `most` decimal digits from the front of *s. */
static inline bool rn_scan_digits(struct rn_str *s, size_t least, size_t most, int64_t *ret)
{
    int64_t v = 0;
    size_t i = 0;
    for (; i < s->n && i < most && s->p[i] >= '0' && s->p[i] <= '9'; i++)
        v = v * 10 + (s->p[i] - '0');
    if (i < least)
        return false;
    s->p += i;
    s->n -= i;
    *ret = v;
    return true;
}

/* Takes one of the characters in `any`; gives it, or 0. */
static inline char rn_scan_char(struct rn_str *s, const char *any)
{
    if (s->n == 0 || s->p[0] == '\0' || strchr(any, s->p[0]) == NULL)
        return 0;
    s->n--;
    return *s->p++;
}

#endif
