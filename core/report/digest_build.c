/* SPDX-License-Identifier: MIT
 *
 * Facts to digest. It is built roomy first; when that is more than a minute's reading, again with
 * less room: shorter quotes, no table, then no quotes at all. What needs a person and what was not
 * looked at always stays.
 */
#include "report/digest.h"

#include <string.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"
#include "report/facts.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

enum { VERDICT = 70, WORDS = 240 };

struct rn_line *rn_section_line(const void *ctx, struct rn_section *s, const char *kind)
{
    s->line = rn_grow_array(ctx, s->line, struct rn_line, s->line_count + 1);
    s->line[s->line_count] = (struct rn_line){.kind = kind};
    return &s->line[s->line_count++];
}

/* ---- verdict --------------------------------------------------------------------------------- */

static enum rn_msg headline_msg(const struct rn_change *c)
{
    static const enum rn_msg by_kind[] = {RN_MSG_VERDICT_VOLUME, RN_MSG_VERDICT_RATING_DOWN,
                                          RN_MSG_VERDICT_ANSWERED, RN_MSG_VERDICT_FIRST_REPLY,
                                          RN_MSG_VERDICT_REMOVED};
    bool up = c->kind == RN_CHANGE_RATING && c->value > c->before;
    return up ? RN_MSG_VERDICT_RATING_UP : by_kind[c->kind];
}

static const char *headline(const struct rn_say *say, const struct rn_facts *f)
{
    if (f->change_count == 0)
        return NULL;
    const struct rn_listing *l = f->change[0].listing;
    const char *name = l->name != NULL ? l->name : l->id;
    struct rn_slot slots[] = {
        {"listing", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(name), 24)}, {0}};
    return rn_msg_text(say->ctx, say->lang, headline_msg(&f->change[0]), slots);
}

static const char *rating_word(const struct rn_say *say, const struct rn_digest *g)
{
    const struct rn_figure *fig = &g->figure[1];
    if (!fig->has_value)
        return rn_msg(say->lang, RN_MSG_VERDICT_NO_RATING);
    bool same = fig->trend != NULL && strcmp(fig->trend, "same") == 0;
    if (same)
        return rn_fmt(say->ctx, "%s (=)", rn_say_tenth(say, fig->value));
    if (fig->trend == NULL)
        return rn_say_tenth(say, fig->value);
    return rn_fmt(say->ctx, "%s (%s)", rn_say_tenth(say, fig->value),
                  rn_say_tenth(say, fig->before));
}

static const char *gaps_word(const struct rn_say *say, const struct rn_facts *f)
{
    struct rn_slot slots[] = {
        {"k", RN_PART_WORDS, rn_say_int(say, (int64_t)rn_facts_gaps(f))},
        {"n", RN_PART_WORDS, rn_say_int(say, (int64_t)f->source_count)},
        {0},
    };
    return rn_msg_text(say->ctx, say->lang, RN_MSG_VERDICT_GAPS, slots);
}

static void build_verdict(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    struct rn_slot slots[] = {{"n", RN_PART_WORDS, rn_say_int(say, g->needs_total)}, {0}};
    const bool blind = g->needs_total == 0 && rn_facts_gaps(f) > 0;
    enum rn_msg id = g->needs_total > 0 ? RN_MSG_VERDICT_NEEDS
                     : blind            ? RN_MSG_VERDICT_NOTHING_SEEN
                                        : RN_MSG_VERDICT_NOTHING;
    const char *needs = rn_msg_text(say->ctx, say->lang, id, slots);
    const char *news = blind ? gaps_word(say, f) : headline(say, f);
    char *line = rn_fmt(say->ctx, "%s · %s", needs, rating_word(say, g));
    char *longer = rn_fmt(say->ctx, "%s · %s", line, news != NULL ? news : "");
    bool fits = news != NULL && rn_utf8_count(rn_str(longer)) <= VERDICT;
    g->verdict = fits ? longer : line;
}

/* ---- days, scope, footer --------------------------------------------------------------------- */

/* The name of the only listing, or how many there are. */
static struct rn_slot scope_slot(const struct rn_say *say, const struct rn_facts *f)
{
    struct rn_slot n[] = {{"n", RN_PART_WORDS, rn_say_int(say, (int64_t)f->listing_count)}, {0}};
    if (f->listing_count == 1) {
        const struct rn_listing *one = f->listing[0];
        const char *name = one->name != NULL ? one->name : one->id;
        return (struct rn_slot){"scope", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(name), 40)};
    }
    enum rn_msg id = f->listing_count == 0 ? RN_MSG_SCOPE_NONE : RN_MSG_SCOPE_MANY;
    return (struct rn_slot){"scope", RN_PART_WORDS, rn_msg_text(say->ctx, say->lang, id, n)};
}

static enum rn_msg intro_msg(const struct rn_period *p)
{
    static const enum rn_msg by_kind[] = {RN_MSG_INTRO_DAY, RN_MSG_INTRO_WEEK, RN_MSG_INTRO_MONTH};
    bool days = p->kind == RN_PERIOD_DAY && p->now.to - p->now.from > 1;
    return days ? RN_MSG_INTRO_DAYS : by_kind[p->kind];
}

static const char *footer_text(const struct rn_say *say, const struct rn_facts *f,
                               const struct rn_digest *g)
{
    size_t n = strlen(f->chain);
    struct rn_slot days[] = {{"from", RN_PART_WORDS, rn_say_digits(say, g->from)},
                             {"to", RN_PART_WORDS, rn_say_digits(say, g->to)},
                             {0}};
    const char *text = rn_msg_text(say->ctx, say->lang, RN_MSG_FOOTER, days);
    if (n <= 6)
        return text;
    const char *id = rn_fmt(say->ctx, "%.4s…%s", f->chain, f->chain + n - 2);
    struct rn_slot chain[] = {{"id", RN_PART_WORDS, id}, {0}};
    return rn_fmt(say->ctx, "%s %s", text, rn_msg_text(say->ctx, say->lang, RN_MSG_CHAIN, chain));
}

static void build_frame(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    static const char *const periods[] = {"day", "week", "month"};
    const struct rn_period *p = &f->period;
    struct rn_slot intro[] = {
        {"from", RN_PART_WORDS, rn_say_date(say, p->now.from)},
        {"to", RN_PART_WORDS, rn_say_date(say, p->now.to - 1)},
        {"week", RN_PART_WORDS, rn_say_int(say, p->week)},
        {"month", RN_PART_WORDS, rn_say_month(say, p->now.from)},
        scope_slot(say, f),
        {"zone", RN_PART_WORDS, rn_zone_name(f->zone)},
        {0},
    };
    rn_msg_line(say->ctx, &g->intro, say->lang, intro_msg(p), intro);
    g->period = periods[p->kind];
    g->from = rn_say_iso(say->ctx, p->now.from);
    g->to = rn_say_iso(say->ctx, p->now.to);
    g->footer = footer_text(say, f, g);
    g->zone = rn_dupz(say->ctx, rn_zone_name(f->zone));
    g->now = f->ask->now;
    memcpy(g->chain, f->chain, sizeof g->chain);
}

enum rn_status rn_digest_build(const void *ctx, const struct rn_facts *f,
                               const struct rn_room *room, struct rn_digest **ret,
                               struct rn_diag *d)
{
    struct rn_digest *g = rn_new(ctx, struct rn_digest);
    struct rn_say say = {g, f->ask->lang, f->zone};
    if (!rn_msg_known(f->ask->lang))
        return rn_fail(d, RN_INVALID, "a digest in the language %s: there are no words for it yet",
                       f->ask->lang);
    g->lang = say.lang;
    g->dir = rn_msg_dir(say.lang);
    g->joined = rn_msg_joined(say.lang);
    g->open = rn_msg(say.lang, RN_MSG_QUOTE_OPEN);
    g->close = rn_msg(say.lang, RN_MSG_QUOTE_CLOSE);
    g->run_on = rn_msg(say.lang, RN_MSG_RUN_ON);
    rn_build_needs(&say, f, room, g);
    rn_build_changed(&say, f, room, g);
    rn_build_score(&say, f, g);
    rn_build_extras(&say, f, room, g);
    rn_build_why(&say, f, room, g);
    rn_build_done(&say, f, g);
    rn_build_coverage(&say, f, room, g);
    build_frame(&say, f, g);
    build_verdict(&say, f, g);
    *ret = g;
    return RN_OK;
}

enum rn_status rn_digest_make(const void *ctx, const struct rn_digest_ask *ask,
                              struct rn_digest **ret, struct rn_diag *d)
{
    static const struct rn_room rooms[] = {
        {90, 140, 2, 3, 3, true}, {60, 100, 2, 3, 3, true}, {60, 70, 2, 3, 2, false},
        {50, 60, 1, 3, 2, false}, {40, 0, 0, 3, 2, false},  {24, 0, 0, 2, 1, false},
        {24, 0, 0, 1, 1, false},  {0, 0, 0, 1, 1, false},
    };
    const size_t last = sizeof rooms / sizeof rooms[0] - 1;
    RN_SCOPE(tmp);
    struct rn_facts f;
    struct rn_digest *g = NULL;
    void *kept = rn_mem_check(talloc_new(tmp)); /* lines point into the facts */
    enum rn_status status = rn_facts_gather(kept, ask, &f, d);
    for (size_t i = 0; status == RN_OK && i <= last; i++) {
        status = rn_digest_build(tmp, &f, &rooms[i], &g, d);
        if (status == RN_OK && rn_digest_words(g) <= WORDS)
            break;
    }
    if (status != RN_OK)
        return status;
    talloc_steal(ctx, g);
    talloc_steal(g, kept);
    *ret = g;
    return RN_OK;
}
