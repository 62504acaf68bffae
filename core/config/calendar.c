/* SPDX-License-Identifier: MIT
 *
 * Days and hours as people write them in the config: "mon-sat", "09:00-13:00",
 * "2026-12-24..2026-12-31", "mon 08:00". Here they are only checked; whoever reckons with them
 * reads the nodes.
 */
#include "config/load.h"

#include <renown/stamp.h>

static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static bool is_day(struct rn_str s)
{
    for (size_t i = 0; i < 7; i++)
        if (rn_str_is(s, days[i]))
            return true;
    return false;
}

/* "mon", "mon-fri", "sat,sun" */
static bool days_ok(const char *z)
{
    while (true) {
        size_t n = strcspn(z, ",");
        struct rn_str part = rn_str_trim(rn_strn(z, n));
        const char *dash = part.n > 0 ? memchr(part.p, '-', part.n) : NULL;
        size_t first = dash != NULL ? (size_t)(dash - part.p) : part.n;
        if (!is_day(rn_strn(part.p, first)))
            return false;
        if (dash != NULL && !is_day(rn_strn(dash + 1, part.n - first - 1)))
            return false;
        if (z[n] == '\0')
            return true;
        z += n + 1;
    }
}

/* Minutes of the day, 0..1440; -1 when it is no time. */
static int minutes(struct rn_str s)
{
    if (s.n != 5 || s.p[2] != ':')
        return -1;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (s.p[i] < '0' || s.p[i] > '9'))
            return -1;
    int hour = (s.p[0] - '0') * 10 + (s.p[1] - '0'), minute = (s.p[3] - '0') * 10 + (s.p[4] - '0');
    return minute > 59 || hour * 60 + minute > 1440 ? -1 : hour * 60 + minute;
}

static void verify_window(struct rn_loader *l, const struct rn_node *n)
{
    const char *dash = n->type == RN_NODE_SCALAR ? strchr(n->text, '-') : NULL;
    int from = -1, to = -1;
    if (dash != NULL) {
        from = minutes(rn_str_trim(rn_strn(n->text, (size_t)(dash - n->text))));
        to = minutes(rn_str_trim(rn_str(dash + 1)));
    }
    if (from < 0 || to < 0)
        rn_load_fault(l, n->line, "open hours look like \"09:00-13:00\", not '%.50s'",
                      n->type == RN_NODE_SCALAR ? n->text : "a list");
    else if (from >= to)
        rn_load_fault(l, n->line,
                      "'%.50s' ends before it begins; split hours at midnight: \"22:00-24:00\" and "
                      "\"00:00-06:00\"",
                      n->text);
}

void rn_verify_week(struct rn_loader *l, const struct rn_node *week)
{
    for (const struct rn_node *n = week != NULL ? week->first : NULL; n != NULL; n = n->next) {
        if (!days_ok(n->key))
            rn_load_fault(l, n->key_line, "'%.50s' names no days; write mon, mon-fri or sat,sun",
                          n->key);
        if (n->type == RN_NODE_SCALAR && !rn_node_null(n))
            verify_window(l, n);
        for (const struct rn_node *w = n->first; w != NULL; w = w->next)
            verify_window(l, w);
    }
}

static bool date_ok(struct rn_str s, int64_t *ret_us)
{
    struct rn_time t;
    if (s.n != 10 || !rn_stamp_parse(s, &t) || t.precision != RN_TIME_DAY)
        return false;
    *ret_us = t.us;
    return true;
}

void rn_verify_dates(struct rn_loader *l, const struct rn_node *list, bool stretches)
{
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
        int64_t from = 0, to = 0;
        const char *z = n->type == RN_NODE_SCALAR ? n->text : "";
        const char *dots = stretches ? strstr(z, "..") : NULL;
        bool ok = date_ok(rn_strn(z, dots != NULL ? (size_t)(dots - z) : strlen(z)), &from);
        if (ok && dots != NULL)
            ok = date_ok(rn_str(dots + 2), &to);
        if (!ok)
            rn_load_fault(l, n->line, "'%.50s' is no date%s; write it like 2026-12-25%s", z,
                          stretches ? " or stretch of dates" : "",
                          stretches ? " or 2026-12-24..2026-12-31" : "");
        else if (dots != NULL && to < from)
            rn_load_fault(l, n->line, "'%.50s' ends before it begins", z);
    }
}

static bool day_of_month(struct rn_str s)
{
    if (s.n == 0 || s.n > 2)
        return false;
    int v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    return v >= 1 && v <= 31;
}

void rn_verify_digest_time(struct rn_loader *l, const struct rn_digest_config *g, int line)
{
    static const char *const form[] = {"\"08:00\"", "\"mon 08:00\"", "\"1 08:00\""};
    if (g->when == NULL)
        return;
    const char *blank = strchr(g->when, ' ');
    struct rn_str day = rn_strn(g->when, blank != NULL ? (size_t)(blank - g->when) : 0);
    bool ok = minutes(rn_str_trim(rn_str(blank != NULL ? blank + 1 : g->when))) >= 0;
    if (g->period == 0)
        ok = ok && day.n == 0;
    else if (g->period == 1)
        ok = ok && is_day(day);
    else
        ok = ok && day_of_month(day);
    if (!ok)
        rn_load_fault(l, line, "'when' of this digest must look like %s, not '%.50s'",
                      form[g->period], g->when);
}
