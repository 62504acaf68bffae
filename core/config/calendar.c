/* SPDX-License-Identifier: MIT
 *
 * Days and hours as people write them in the config: "mon-sat", "09:00-13:00",
 * "2026-12-24..2026-12-31", "mon 08:00". base/business.h reads
 * them; here a mistake gets its line, and checked ones become hours to reckon with.
 */
#include "config/load.h"

#include "base/business.h"
#include "base/mem.h"
#include "base/zone.h"

static void verify_window(struct rn_loader *l, const struct rn_node *n)
{
    const char *dash = n->type == RN_NODE_SCALAR ? strchr(n->text, '-') : NULL;
    int from = -1, to = -1;
    if (dash != NULL) {
        from = rn_business_minute(rn_str_trim(rn_strn(n->text, (size_t)(dash - n->text))));
        to = rn_business_minute(rn_str_trim(rn_str(dash + 1)));
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
        if (rn_business_days(rn_str(n->key)) == 0)
            rn_load_fault(l, n->key_line, "'%.50s' names no days; write mon, mon-fri or sat,sun",
                          n->key);
        if (n->type == RN_NODE_SCALAR && !rn_node_null(n))
            verify_window(l, n);
        for (const struct rn_node *w = n->first; w != NULL; w = w->next)
            verify_window(l, w);
    }
}

void rn_verify_dates(struct rn_loader *l, const struct rn_node *list, bool stretches)
{
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
        int32_t from = 0, to = 0;
        const char *z = n->type == RN_NODE_SCALAR ? n->text : "";
        const bool stretch = strstr(z, "..") != NULL;
        if ((stretch && !stretches) || !rn_business_dates(rn_str(z), &from, &to))
            rn_load_fault(l, n->line, "'%.50s' is no date%s; write it like 2026-12-25%s", z,
                          stretches ? " or stretch of dates" : "",
                          stretches ? " or 2026-12-24..2026-12-31" : "");
        else if (to < from)
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
    bool ok = rn_business_minute(rn_str_trim(rn_str(blank != NULL ? blank + 1 : g->when))) >= 0;
    if (g->period == 0)
        ok = ok && day.n == 0;
    else if (g->period == 1)
        ok = ok && day.n == 3 && rn_business_days(day) != 0;
    else
        ok = ok && day_of_month(day);
    if (!ok)
        rn_load_fault(l, line, "'when' of this digest must look like %s, not '%.50s'",
                      form[g->period], g->when);
}

/* ---- for use ---- */

static void open_week(struct rn_business *b, const struct rn_node *week)
{
    for (const struct rn_node *n = week != NULL ? week->first : NULL; n != NULL; n = n->next) {
        const struct rn_node *w = n->type == RN_NODE_SCALAR ? n : n->first;
        for (; w != NULL && !rn_node_null(w); w = n->type == RN_NODE_SCALAR ? NULL : w->next) {
            int open, close;
            if (w->type == RN_NODE_SCALAR && rn_business_window(rn_str(w->text), &open, &close))
                rn_business_open(b, rn_business_days(rn_str(n->key)), open, close);
        }
    }
}

enum rn_status rn_config_business(const void *ctx, const struct rn_hours *hours,
                                  struct rn_business **ret, struct rn_diag *d)
{
    struct rn_zone *zone;
    enum rn_status st = rn_zone_open(ctx, hours->zone, &zone, d);
    if (st != RN_OK)
        return st;
    struct rn_business *b = rn_business_new(ctx, zone);
    (void)talloc_steal(b, zone);
    open_week(b, rn_node_get(hours->node, "week"));
    const struct rn_node *off = rn_node_get(hours->node, "holidays");
    for (const struct rn_node *n = off != NULL ? off->first : NULL; n != NULL; n = n->next) {
        int32_t first, last;
        if (n->type == RN_NODE_SCALAR && rn_business_dates(rn_str(n->text), &first, &last))
            rn_business_holiday(b, first, last);
    }
    *ret = b;
    return RN_OK;
}
