/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <math.h>
#include <stdlib.h>

#include "../common/link.h"
#include "../common/prose.h"

/* ---- numbers --------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number of a text: "4.5", "4,5", "4.", "4.5/5", "3.0 out of 5 stars". *ret_rest is what
 * stands behind it. */
static bool first_number(struct rn_str s, double *ret, struct rn_str *ret_rest)
{
    char copy[32];
    size_t n = 0;
    bool point = false;

    while (s.n > 0 && !is_digit(s.p[0]) && !(s.p[0] == '-' && s.n > 1 && is_digit(s.p[1])))
        s = rn_strn(s.p + 1, s.n - 1);
    while (n < s.n && n + 1 < sizeof copy) {
        bool mark = !point && n > 0 && (s.p[n] == '.' || s.p[n] == ',');
        if (!is_digit(s.p[n]) && !mark && !(n == 0 && s.p[n] == '-'))
            break;
        point = point || mark;
        copy[n] = s.p[n];
        if (mark)
            copy[n] = '.';
        n++;
    }
    if (n == 0)
        return false;
    copy[n] = '\0';
    *ret = strtod(copy, NULL);
    *ret_rest = rn_str_trim(rn_strn(s.p + n, s.n - n));
    return isfinite(*ret);
}

bool page_number(struct rn_str s, double *ret)
{
    struct rn_str rest;

    return first_number(s, ret, &rest);
}

static bool scale_behind(struct rn_str rest, double *best, double *worst)
{
    double v;

    if (rn_str_starts(rest, "%")) {
        *best = 100;
        *worst = 0;
        return true;
    }
    if (!rn_str_starts(rest, "/") || !page_number(rest, &v) || v <= 0)
        return false;
    *best = v;
    return true;
}

/* Missing ends are 5 and 1; a scale that stands on its head is none. A 0 below the scale is how
 * places write "not rated". */
struct rn_rating page_rating(struct rn_str value, struct rn_str best, struct rn_str worst)
{
    struct rn_rating r = {.scale = RN_SCALE_POINTS, .best = 5, .worst = 1};
    struct rn_str rest = {NULL, 0};

    if (!first_number(value, &r.value, &rest))
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    if (!page_number(best, &r.best))
        (void)scale_behind(rest, &r.best, &r.worst);
    (void)page_number(worst, &r.worst);
    if (r.best <= r.worst) {
        r.best = 5;
        r.worst = 1;
    }
    if (r.value == 0 && r.worst > 0)
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return r;
}

/* ---- ids and addresses ----------------------------------------------------------------------- */

bool page_is_id(struct rn_str s)
{
    size_t digits = 0, from = 0;

    for (size_t i = 0; i < s.n; i++)
        if (strchr("/#=?&:", s.p[i]) != NULL && s.p[i] != '\0')
            from = i + 1;
    for (size_t i = from; i < s.n; i++)
        digits += is_digit(s.p[i]);
    return s.n <= 500 && s.n - from >= 5 && digits >= 3 && !rn_str_starts(s, "_:");
}

struct rn_str page_resolve(struct page *p, struct rn_str href)
{
    return rn_link_resolve(p->sink, p->url, rn_prose_unescape(p->sink, rn_str_trim(p->base)),
                           rn_prose_unescape(p->sink, href));
}
