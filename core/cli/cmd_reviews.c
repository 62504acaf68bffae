/* SPDX-License-Identifier: MIT
 *
 * renown reviews: list and search. Streams: memory does not grow with the number of rows.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/zone.h"
#include "cli/reading.h"
#include "config/config.h"
#include "report/quote.h"
#include "store/origins.h"
#include "store/reviews.h"

static const struct rn_cli_option options[] = {
    {.name = "listing", .value = "L", .doc = "Only this listing."},
    {.name = "source", .value = "NAME", .doc = "Only what this source brought."},
    {.name = "kind", .value = "KIND", .doc = "review, mention, comment, message or survey."},
    {.name = "lang",
     .value = "LANG",
     .doc = "Only texts in this language, by the place's mark or by Renown's judgement."},
    {.name = "label", .value = "LABEL", .doc = "neg, neu, pos, mixed or abstain, as judged."},
    {.name = "status", .value = "S", .doc = "new, open, waiting, snoozed or done."},
    {.name = "priority", .value = "P", .doc = "low, normal, high or urgent."},
    {.name = "tag", .value = "TAG", .doc = "Only what carries this tag."},
    {.name = "assignee", .value = "PERSON", .doc = "Only what is assigned to them."},
    {.name = "stars-min", .value = "N", .doc = "At least so many stars."},
    {.name = "stars-max", .value = "N", .doc = "At most so many stars."},
    {.name = "from",
     .value = "TIME",
     .doc = "Written at this time or later; a date is that day in the organisation's zone."},
    {.name = "to", .value = "TIME", .doc = "Written before this time."},
    {.name = "replied", .value = "yes|no", .doc = "Answered in public, or not."},
    {.name = "removed", .value = "yes|no", .doc = "No longer listed by its place, or listed."},
    {.name = "search",
     .value = "TEXT",
     .doc = "All of these words; \"a phrase\" in quotes; a beginning as refund*."},
    {.name = "limit", .alias = 'n', .value = "N", .doc = "At most so many (default 50)."},
    {.name = "after", .value = "KEY", .doc = "Go on after the page that gave this key."},
    {0}};

static const char *const kinds[] = {"review", "mention", "comment", "message", "survey", NULL};
static const char *const labels[] = {"neg", "neu", "pos", "mixed", "abstain", NULL};
static const char *const statuses[] = {"new", "open", "waiting", "snoozed", "done", NULL};
static const char *const priorities[] = {"low", "normal", "high", "urgent", NULL};

static int get_word(struct rn_cli *cli, const char *name, const char *const *choices,
                    const char **ret)
{
    int i = 0, status = rn_cli_choice(cli, name, choices, -1, &i);
    if (status == 0 && i >= 0)
        *ret = choices[i];
    return status;
}

static int get_stars(struct rn_cli *cli, const char *name, double *ret)
{
    const char *text = rn_cli_text(cli, name);
    char *end = NULL;
    if (text == NULL)
        return 0;
    double v = strtod(text, &end);
    if (end == text || *end != '\0' || !(v >= 1 && v <= 5))
        return rn_cli_usage(cli, "--%s %s is not a number of stars from 1 to 5", name, text);
    *ret = v;
    return 0;
}

static int get_flag(struct rn_cli *cli, const char *name, int *ret)
{
    static const char *const choices[] = {"no", "yes", NULL};
    return rn_cli_choice(cli, name, choices, -1, ret);
}

/* A date alone is that day of the organisation, as in digests; a time is what it says. */
static int get_time(struct rn_cli *cli, const struct rn_config *c, const char *name, int64_t *ret)
{
    struct rn_time t = {0};
    struct rn_zone *zone;
    struct rn_diag d;
    const char *text = rn_cli_text(cli, name);
    int status = rn_cli_time(cli, name, 0, ret);
    if (status != 0 || text == NULL || !rn_stamp_parse(rn_str(text), &t) ||
        t.precision == RN_TIME_SECOND)
        return status;
    if (rn_zone_open(cli->ctx, c->zone, &zone, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    *ret = rn_zone_day_start(zone, (int32_t)(t.us / RN_DAY));
    return 0;
}

/* A name that neither the config nor the store knows is a slip, not an empty answer. */
static int check_source(struct rn_cli *cli, const struct rn_config *c, struct rn_store *store,
                        const char *name)
{
    struct rn_origin *all;
    struct rn_diag d;
    size_t n = 0;
    if (name == NULL || rn_config_source(c, name) != NULL)
        return 0;
    if (rn_origins_list(store, cli->ctx, &all, &n, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    const char **names = rn_new_array(cli->ctx, const char *, n + c->source_count + 1);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].label, name) == 0)
            return 0;
        names[i] = all[i].label;
    }
    for (size_t i = 0; i < c->source_count; i++)
        names[n + i] = c->sources[i].name;
    const char *near = rn_nearest(name, names, n + c->source_count);
    return rn_cli_usage(cli, "there is no source %s, neither in the config nor in the store%s%s",
                        name, near != NULL ? "; the nearest is " : "", near != NULL ? near : "");
}

static int get_filter(struct rn_cli *cli, const struct rn_config *c, struct rn_filter *f)
{
    int64_t limit;
    int status;
    *f = (struct rn_filter){.replied = -1, .removed = -1};
    f->source = rn_cli_text(cli, "source");
    f->lang = rn_cli_text(cli, "lang");
    f->tag = rn_cli_text(cli, "tag");
    f->assignee = rn_cli_text(cli, "assignee");
    f->search = rn_cli_text(cli, "search");
    f->after = rn_cli_text(cli, "after");
    if ((status = rn_cli_listing(cli, c, &f->listing)) != 0 ||
        (status = get_word(cli, "kind", kinds, &f->kind)) != 0 ||
        (status = get_word(cli, "label", labels, &f->label)) != 0 ||
        (status = get_word(cli, "status", statuses, &f->status)) != 0 ||
        (status = get_word(cli, "priority", priorities, &f->priority)) != 0 ||
        (status = get_stars(cli, "stars-min", &f->stars_min)) != 0 ||
        (status = get_stars(cli, "stars-max", &f->stars_max)) != 0 ||
        (status = get_time(cli, c, "from", &f->from)) != 0 ||
        (status = get_time(cli, c, "to", &f->to)) != 0 ||
        (status = get_flag(cli, "replied", &f->replied)) != 0 ||
        (status = get_flag(cli, "removed", &f->removed)) != 0 ||
        (status = rn_cli_int(cli, "limit", 1, 1000000000, 50, &limit)) != 0)
        return status;
    if (rn_cli_text(cli, "from") != NULL && rn_cli_text(cli, "to") != NULL && f->from >= f->to)
        return rn_cli_usage(cli, "--from must lie before --to");
    f->limit = (size_t)limit;
    return 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static enum rn_status json_row(void *arg, const struct rn_stored *r)
{
    struct rn_cli *cli = arg;
    struct rn_jsonw *w = rn_out_json(cli);
    struct rn_diag d = {0};
    rn_jsonw_object(w);
    if (rn_cli_review_json(w, r, &d) != RN_OK) {
        (void)rn_cli_fail_data(cli, &d);
        return d.status;
    }
    rn_jsonw_end(w);
    return rn_out_json_end(cli);
}

static void outside(struct rn_cli *cli, const char *before, struct rn_str text)
{
    enum { SHORT = 60 };
    RN_SCOPE(tmp);
    if (text.n == 0)
        return;
    rn_out_fmt(cli, "%s", before);
    rn_out_outside(cli, rn_str(rn_report_clean(tmp, text, SHORT)), false);
}

/* Two or three lines: who, where, when; what; what is being done about it. */
static enum rn_status text_row(void *arg, const struct rn_stored *r)
{
    enum { LONG = 300 };
    struct rn_cli *cli = arg;
    RN_SCOPE(tmp);
    char when[32];
    int64_t at = r->r.created.precision != RN_TIME_NONE   ? r->r.created.us
                 : r->r.updated.precision != RN_TIME_NONE ? r->r.updated.us
                                                          : r->seen_at;
    rn_out_fmt(cli, "%s  ", r->id);
    if (r->has_stars)
        rn_out_fmt(cli, "%.3g★  ", r->stars);
    rn_out_fmt(cli, "%s UTC", rn_out_time(at, when));
    outside(cli, "  ", rn_str(r->listing));
    outside(cli, "  ", rn_str(r->source));
    outside(cli, "  ", r->r.author_name);
    rn_out_fmt(cli, r->r.title.n + r->r.text.n > 0 ? "\n    " : "");
    outside(cli, "", r->r.title);
    rn_out_fmt(cli, "%s", r->r.title.n > 0 && r->r.text.n > 0 ? ": " : "");
    rn_out_outside(cli, rn_str(rn_report_clean(tmp, r->r.text, LONG)), false);
    rn_out_fmt(cli, "\n    %s%s%s", r->status, r->priority != NULL ? ", " : "",
               r->priority != NULL ? r->priority : "");
    outside(cli, ", for ", rn_str(r->assignee));
    for (size_t i = 0; i < r->tag_count; i++)
        outside(cli, i == 0 ? ", tags " : " ", rn_str(r->tags[i]));
    rn_out_fmt(cli, "%s%s", r->r.reply.state == RN_REPLY_PUBLISHED ? ", answered" : "",
               r->removed_at > 0 ? ", no longer listed" : "");
    return rn_out_fmt(cli, "\n");
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_filter filter;
    struct rn_diag d = {0};
    char *next = NULL;
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0 || (status = get_filter(cli, config, &filter)) != 0)
        return status;
    if (store == NULL) {
        rn_cli_say_empty(config);
        return 0;
    }
    if ((status = check_source(cli, config, store, filter.source)) != 0)
        return status;
    if (rn_reviews_each(store, &filter, cli->ctx, cli->json ? json_row : text_row, cli, &next,
                        &d) != RN_OK)
        return d.text[0] != '\0' ? rn_cli_fail(cli, &d) : 1;
    if (next != NULL)
        rn_say("there are more: go on with --after %s", next);
    return 0;
}

const struct rn_verb rn_verb_reviews = {
    .name = "reviews",
    .usage = "",
    .summary = "list and search what people wrote",
    .doc = "Newest first. With --json one review a line, the shape that import reads and export "
           "writes. When there are more than --limit, the key of the next page is said on stderr.",
    .example = "renown reviews --listing lahore --stars-max 2 --replied no\n"
               "Low ratings that nobody has answered.",
    .options = options,
    .run = run,
};
