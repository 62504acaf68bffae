/* SPDX-License-Identifier: MIT
 *
 * renown stats: figures from the sums, one row a listing, source, day, week, month or number of
 * stars.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/zone.h"
#include "cli/days.h"
#include "cli/reading.h"
#include "config/config.h"
#include "insight/figures.h"
#include "insight/survey.h"
#include "report/say.h"
#include "store/origins.h"

static const struct rn_cli_option options[] = {
    {.name = "by",
     .value = "WHAT",
     .doc = "listing, source, day, week, month or stars (default listing)."},
    {.name = "listing", .value = "L", .doc = "Only this listing."},
    {.name = "from",
     .value = "DATE",
     .doc = "First day, a listing's own date (default 28 days ago; 8 weeks, 12 months)."},
    {.name = "to", .value = "DATE", .doc = "The day after the last one (default tomorrow)."},
    {0}};

enum by { BY_LISTING, BY_SOURCE, BY_DAY, BY_WEEK, BY_MONTH, BY_STARS };
static const char *const by_words[] = {"listing", "source", "day", "week", "month", "stars", NULL};

struct bucket {
    const char *key, *name;
    int64_t origin;
    struct rn_days days;
    struct rn_sums sums;
    struct rn_survey survey;
};

struct stats {
    struct rn_cli *cli;
    enum by by;
    struct rn_days days;
    const char *listing; /* NULL: all */
    struct bucket *bucket;
    size_t count;
};

/* ---- buckets --------------------------------------------------------------------------------- */

static struct bucket *add_bucket(struct stats *s, const char *key, const char *name,
                                 struct rn_days days)
{
    size_t n = s->count;
    if ((n & (n - 1)) == 0)
        s->bucket = rn_grow_array(s->cli->ctx, s->bucket, struct bucket, n > 0 ? n * 2 : 1);
    s->bucket[n] = (struct bucket){.key = key, .name = name, .days = days};
    s->count++;
    return &s->bucket[n];
}

static const char *period_key(struct stats *s, struct rn_days days)
{
    int year, week;
    if (s->by == BY_WEEK) {
        (void)rn_week_start(days.from, &year, &week);
        return rn_fmt(s->cli->ctx, "%04d-W%02d", year, week);
    }
    const char *iso = rn_say_iso(s->cli->ctx, days.from);
    return s->by == BY_MONTH ? rn_fmt(s->cli->ctx, "%.7s", iso) : iso;
}

static void make_periods(struct stats *s)
{
    enum rn_period_kind kind = (enum rn_period_kind)(s->by - BY_DAY);
    for (int32_t day = s->days.from; day < s->days.to;) {
        struct rn_days days = rn_period_of(kind, day);
        day = days.to;
        days.from = days.from < s->days.from ? s->days.from : days.from;
        days.to = days.to > s->days.to ? s->days.to : days.to;
        (void)add_bucket(s, period_key(s, days), NULL, days);
    }
}

static enum rn_status make_sources(struct stats *s, struct rn_store *store, struct rn_diag *d)
{
    struct rn_origin *v;
    size_t n;
    enum rn_status status = rn_origins_list(store, s->cli->ctx, &v, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++)
        if (s->listing == NULL || strcmp(v[i].listing, s->listing) == 0)
            add_bucket(s, v[i].label, v[i].listing, s->days)->origin = v[i].n;
    return status;
}

static enum rn_status make_buckets(struct stats *s, const struct rn_config *c,
                                   struct rn_store *store, struct rn_diag *d)
{
    if (s->by == BY_SOURCE)
        return make_sources(s, store, d);
    if (s->by == BY_STARS) {
        (void)add_bucket(s, "stars", NULL, s->days);
        return RN_OK;
    }
    if (s->by != BY_LISTING) {
        make_periods(s);
        return RN_OK;
    }
    for (size_t i = 0; i < c->listing_count; i++)
        if (s->listing == NULL || strcmp(c->listings[i].id, s->listing) == 0)
            (void)add_bucket(s, c->listings[i].id, c->listings[i].name, s->days);
    return RN_OK;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static int compare_day(const void *key, const void *element)
{
    int32_t day = *(const int32_t *)key;
    const struct bucket *b = element;
    return day < b->days.from ? -1 : day >= b->days.to;
}

static struct bucket *bucket_of(struct stats *s, const char *listing, int32_t day, int64_t origin)
{
    if (s->by == BY_STARS)
        return &s->bucket[0];
    if (s->by != BY_LISTING && s->by != BY_SOURCE)
        return bsearch(&day, s->bucket, s->count, sizeof *s->bucket, compare_day);
    for (size_t i = 0; i < s->count; i++)
        if (s->by == BY_SOURCE ? s->bucket[i].origin == origin
                               : strcmp(s->bucket[i].key, listing) == 0)
            return &s->bucket[i];
    return NULL;
}

static enum rn_status add_row(void *arg, const char *listing, int32_t day, int64_t origin,
                              const struct rn_sums *sums)
{
    struct stats *s = arg;
    struct bucket *b = s->count > 0 ? bucket_of(s, listing, day, origin) : NULL;
    if (b != NULL)
        rn_sums_add(&b->sums, sums);
    return RN_OK;
}

static enum rn_status add_survey(void *arg, const struct rn_survey_row *row)
{
    struct stats *s = arg;
    struct bucket *b = s->count > 0 ? bucket_of(s, row->listing, row->day, row->origin) : NULL;
    if (b != NULL)
        rn_survey_add(&b->survey, row);
    return RN_OK;
}

/* One listing after the other: the sums lie in that order. Competitors only stand in tables by
 * listing or source, never in sums beside our own. */
static enum rn_status read_sums(struct stats *s, const struct rn_config *c, struct rn_store *store,
                                struct rn_diag *d)
{
    enum rn_status status = RN_OK;
    for (size_t i = 0; status == RN_OK && i < c->listing_count; i++) {
        const struct rn_listing *l = &c->listings[i];
        bool asked = s->listing != NULL && strcmp(s->listing, l->id) == 0;
        bool rival = l->brand != NULL && l->brand->competitor;
        bool shown = !rival || s->by == BY_LISTING || s->by == BY_SOURCE;
        if (s->listing != NULL ? asked : shown)
            status = rn_rollups_each(store, l->id, s->days.from, s->days.to, add_row, s, d);
        if (status == RN_OK && (s->listing != NULL ? asked : shown))
            status = rn_surveys_each(store, l->id, s->days.from, s->days.to, add_survey, s, d);
    }
    return status;
}

/* ---- out ------------------------------------------------------------------------------------- */

static void figure(struct rn_jsonw *w, const char *key, double value, int64_t n,
                   struct rn_interval in)
{
    rn_jsonw_key(w, key);
    rn_jsonw_object(w);
    rn_jsonw_knum(w, "value", value);
    rn_jsonw_kint(w, "n", n);
    if (n > 1) {
        rn_jsonw_knum(w, "low", in.low);
        rn_jsonw_knum(w, "high", in.high);
    }
    rn_jsonw_end(w);
}

static void json_survey(struct rn_jsonw *w, const struct rn_survey *survey)
{
    struct rn_survey_figure v[RN_SURVEY_FIGURES];
    size_t n = rn_survey_figures(survey, v);
    for (size_t i = 0; i < n; i++) {
        rn_jsonw_key(w, v[i].name);
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "name", rn_str(v[i].name));
        rn_jsonw_knum(w, "value", v[i].value);
        rn_jsonw_kint(w, "n", v[i].n);
        if (v[i].n > 1) {
            rn_jsonw_knum(w, "low", v[i].in.low);
            rn_jsonw_knum(w, "high", v[i].in.high);
        }
        rn_jsonw_end(w);
    }
}

static void json_figures(struct rn_jsonw *w, const struct rn_sums *sums)
{
    struct rn_figures f;
    rn_figures_of(sums, &f);
    rn_jsonw_kint(w, "reviews", f.count);
    rn_jsonw_kint(w, "removed", sums->removed);
    if (f.rated > 0) {
        figure(w, "rating", f.rating, f.rated, f.rating_in);
        rn_jsonw_key(w, "rating_weighted");
        rn_jsonw_object(w);
        rn_jsonw_knum(w, "value", rn_rating_weighted(&f));
        rn_jsonw_kint(w, "n", f.rated);
        rn_jsonw_end(w);
    }
    if (f.answerable > 0)
        figure(w, "answered", (double)f.answered / (double)f.answerable, f.answerable,
               f.answered_in);
    if (f.first_reply_us >= 0)
        figure(w, "first_reply_median", (double)f.first_reply_us / 1e6, f.first_reply_n,
               (struct rn_interval){0, 0});
    rn_jsonw_key(w, "stars");
    rn_jsonw_array(w);
    for (int i = 0; i < 5; i++)
        rn_jsonw_int(w, sums->star[i]);
    rn_jsonw_end(w);
}

static enum rn_status json_row(struct stats *s, const struct bucket *b)
{
    struct rn_jsonw *w = rn_out_json(s->cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "by", rn_str(by_words[s->by]));
    rn_jsonw_kstr(w, by_words[s->by], rn_str(b->key));
    rn_jsonw_kopt(w, s->by == BY_SOURCE ? "listing" : "name", rn_str(b->name));
    rn_jsonw_kstr(w, "from", rn_str(rn_say_iso(s->cli->ctx, b->days.from)));
    rn_jsonw_kstr(w, "to", rn_str(rn_say_iso(s->cli->ctx, b->days.to)));
    json_figures(w, &b->sums);
    json_survey(w, &b->survey);
    rn_jsonw_end(w);
    return rn_out_json_end(s->cli);
}

static void table_row(struct stats *s, struct rn_table *t, const struct rn_say *say,
                      const struct bucket *b)
{
    struct rn_figures f;
    rn_figures_of(&b->sums, &f);
    rn_table_add(t, b->key);
    rn_table_fmt(t, "%" PRId64, f.count);
    rn_table_add(t, f.rated > 0 ? rn_say_tenth(say, f.rating) : "-");
    rn_table_add(t, f.answerable > 0 ? rn_say_share(say, f.answered, f.answerable) : "-");
    rn_table_add(t, f.first_reply_us >= 0 ? rn_say_span(say, f.first_reply_us) : "-");
    (void)s;
}

static int star_rows(struct stats *s)
{
    const struct rn_sums *sums = &s->bucket[0].sums;
    const char *const headings[] = {"stars", "reviews", NULL};
    struct rn_table *t = rn_table_new(s->cli->ctx, headings);
    for (int i = 4; i >= 0; i--) {
        if (!s->cli->json) {
            rn_table_fmt(t, "%d", i + 1);
            rn_table_fmt(t, "%" PRId64, sums->star[i]);
            continue;
        }
        struct rn_jsonw *w = rn_out_json(s->cli);
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "by", rn_str("stars"));
        rn_jsonw_kint(w, "stars", i + 1);
        figure(w, "share", sums->rated > 0 ? (double)sums->star[i] / (double)sums->rated : 0,
               sums->rated, rn_wilson(sums->star[i], sums->rated, 1.959964));
        rn_jsonw_kint(w, "reviews", sums->star[i]);
        rn_jsonw_end(w);
        if (rn_out_json_end(s->cli) != RN_OK)
            return 1;
    }
    return s->cli->json || rn_table_print(s->cli, t) == RN_OK ? 0 : 1;
}

static int print(struct stats *s)
{
    const char *const headings[] = {by_words[s->by], "reviews",     "rating",
                                    "answered",      "first reply", NULL};
    struct rn_say say = {s->cli->ctx, "en", NULL};
    struct rn_table *t = rn_table_new(s->cli->ctx, headings);
    if (s->by == BY_STARS)
        return star_rows(s);
    for (size_t i = 0; i < s->count; i++) {
        if (!s->cli->json)
            table_row(s, t, &say, &s->bucket[i]);
        else if (json_row(s, &s->bucket[i]) != RN_OK)
            return 1;
    }
    return s->cli->json || rn_table_print(s->cli, t) == RN_OK ? 0 : 1;
}

/* ---- what was asked -------------------------------------------------------------------------- */

static int32_t default_from(enum by by, int32_t today)
{
    int year, month, date, week;
    if (by == BY_WEEK)
        return rn_week_start(today, &year, &week) - 7 * 8;
    if (by != BY_MONTH)
        return today - 28;
    rn_civil_from_days(today, &year, &month, &date);
    return (int32_t)rn_days_from_civil(year - 1, month, 1);
}

static int get_days(struct stats *s, const struct rn_config *c)
{
    int32_t today;
    int status = rn_cli_today(s->cli, c, &today);
    if (status != 0)
        return status;
    return rn_cli_days(s->cli, (struct rn_days){default_from(s->by, today), today + 1}, &s->days);
}

static int run(struct rn_cli *cli)
{
    struct stats s = {.cli = cli};
    struct rn_config *config;
    struct rn_store *store;
    struct rn_diag d = {0};
    int by = BY_LISTING, status;
    if ((status = rn_cli_choice(cli, "by", by_words, BY_LISTING, &by)) != 0 ||
        (status = rn_cli_read_store(cli, &config, &store)) != 0)
        return status;
    s.by = (enum by)by;
    if ((status = rn_cli_listing(cli, config, &s.listing)) != 0 ||
        (status = get_days(&s, config)) != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    if (make_buckets(&s, config, store, &d) != RN_OK || read_sums(&s, config, store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return print(&s);
}

const struct rn_verb rn_verb_stats = {
    .name = "stats",
    .usage = "",
    .summary = "figures by listing, source, day, week, month or stars",
    .doc = "Figures come from sums that are kept per listing and day, so they cost the days they "
           "show. Under twenty reviews a share is a fraction. With --json one object a row, every "
           "figure with its n and a 95 % interval; docs/metrics.md has the formulas.",
    .example = "renown stats --by week --listing lahore\nThe last eight weeks of one listing.",
    .options = options,
    .run = run,
};
