/* SPDX-License-Identifier: MIT
 *
 * renown due: when a target falls due in business hours. Neither config nor store: what the clocks
 * of the inbox will say can be tried with any hours before they are written down.
 */
#include "cli/verbs.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/business.h"
#include "base/zone.h"

static const struct rn_cli_option options[] = {
    {.name = "hours",
     .value = "SPEC",
     .doc =
         "Days and open hours: \"mon-fri 09:00-13:00,14:00-18:00; sat 10:00-12:00\". 24:00 is the "
         "next midnight; hours across midnight are two windows."},
    {.name = "zone", .value = "Z", .doc = "The time zone of these hours, e.g. Asia/Kathmandu."},
    {.name = "holidays",
     .value = "D,…",
     .doc = "Dates that are closed, or stretches: 2026-12-25,2026-12-31..2027-01-01."},
    {0}};

struct asked {
    struct rn_zone *zone;
    struct rn_business *hours;
    int64_t from;
    struct rn_duration target;
};

/* Whether a zone is written behind the time: "…Z", "…+05:00". */
static bool has_offset(struct rn_str s)
{
    const char *t = s.n > 10 ? s.p + 10 : NULL;
    return t != NULL && strpbrk(t, "Zz+-") != NULL;
}

/* A wall-clock time of the zone as an instant: one that the clocks skip is the moment they are put
 * forward, one that comes twice is the first. */
static int64_t local_instant(struct rn_zone *zone, int64_t us)
{
    const int64_t day = us >= 0 ? us / RN_DAY : -((-us + RN_DAY - 1) / RN_DAY);
    const int64_t within = us - day * RN_DAY;
    return rn_zone_at(zone, (int32_t)day, (int)(within / RN_MINUTE)) + within % RN_MINUTE;
}

static int read_from(struct rn_cli *cli, struct asked *a)
{
    struct rn_time t;
    const struct rn_str word = rn_str_trim(rn_str(cli->words[0]));
    if (!rn_stamp_parse(word, &t) || t.precision == RN_TIME_MONTH)
        return rn_cli_usage(cli,
                            "'%.60s' is no time; write it like 2026-11-20T16:00 (in the zone) or "
                            "2026-11-20T15:00Z",
                            cli->words[0]);
    a->from = has_offset(word) ? t.us : local_instant(a->zone, t.us);
    return 0;
}

static int read_target(struct rn_cli *cli, struct asked *a)
{
    if (!rn_duration_parse(rn_str_trim(rn_str(cli->words[1])), &a->target))
        return rn_cli_usage(cli,
                            "'%.60s' is no target; write it like 15m, 4h or \"1h30m\": it counts "
                            "open hours",
                            cli->words[1]);
    return 0;
}

static int read_holiday(struct rn_cli *cli, struct asked *a, struct rn_str s)
{
    int32_t first, last;
    if (!rn_business_dates(s, &first, &last) || last < first)
        return rn_cli_usage(cli,
                            "'%.*s' is no date; write holidays like 2026-12-25 or "
                            "2026-12-31..2027-01-01, separated by commas",
                            (int)(s.n < 60 ? s.n : 60), s.p);
    rn_business_holiday(a->hours, first, last);
    return 0;
}

static int read_holidays(struct rn_cli *cli, struct asked *a)
{
    const char *p = rn_cli_text(cli, "holidays");
    while (p != NULL && *p != '\0') {
        const size_t n = strcspn(p, ",");
        const int status = read_holiday(cli, a, rn_str_trim(rn_strn(p, n)));
        if (status != 0)
            return status;
        p += n + (p[n] == ',');
    }
    return 0;
}

static int read_all(struct rn_cli *cli, struct asked *a)
{
    struct rn_diag d;
    const char *hours = rn_cli_text(cli, "hours"), *zone = rn_cli_text(cli, "zone");
    int status;
    if (hours == NULL || zone == NULL)
        return rn_cli_usage(cli,
                            "a deadline depends on hours and their zone: give --hours and --zone");
    if (rn_zone_open(cli->ctx, zone, &a->zone, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    a->hours = rn_business_new(cli->ctx, a->zone);
    if (rn_business_spec(a->hours, hours, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    if ((status = read_holidays(cli, a)) != 0 || (status = read_from(cli, a)) != 0)
        return status;
    return read_target(cli, a);
}

static void print(struct rn_cli *cli, const struct asked *a, int64_t due)
{
    char utc[32], local[32];
    (void)rn_stamp_text(due, utc);
    (void)rn_stamp_text(due + rn_zone_offset(a->zone, due), local);
    local[strlen(local) - 1] = '\0'; /* its Z: it is not UTC */
    if (!cli->json) {
        (void)rn_out_fmt(cli, "%s  (%s in %s)\n", utc, local, rn_zone_name(a->zone));
        return;
    }
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "due", rn_str(utc));
    rn_jsonw_kstr(w, "local", rn_str(local));
    rn_jsonw_kstr(w, "zone", rn_str(rn_zone_name(a->zone)));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static int run(struct rn_cli *cli)
{
    struct asked a = {0};
    struct rn_diag d;
    int64_t due;
    const int status = read_all(cli, &a);
    if (status != 0)
        return status;
    if (rn_business_add(a.hours, a.from, a.target.us, &due, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    print(cli, &a, due);
    return 0;
}

const struct rn_verb rn_verb_due = {
    .name = "due",
    .usage = "FROM TARGET --hours SPEC --zone Z",
    .summary = "when a target falls due in business hours",
    .doc =
        "Prints the instant, in UTC and on the clock of the zone, by which TARGET of open time has "
        "passed since FROM. FROM without an offset is a time of the zone.\n\n"
        "What fills a window to its end is due at its close; what comes while it is closed starts "
        "at "
        "the next opening. On a day on which the clocks change, open hours are as long as they "
        "really "
        "are. TARGET counts open time only: two working days of eight hours are 16h.",
    .example =
        "renown due 2026-11-20T16:00 4h --hours \"mon-fri 09:00-17:00\" --zone Europe/Berlin\n"
        "Says 2026-11-23T11:00:00Z: one hour on Friday, three on Monday.",
    .min_words = 2,
    .max_words = 2,
    .options = options,
    .run = run,
};
