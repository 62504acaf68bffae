/* SPDX-License-Identifier: MIT
 *
 * SCORE: four figures, each with its base and the one before. And what weekly and monthly reports
 * add: the strip of eight weeks, the table by listing.
 */
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "config/config.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

enum { WORST = 5, BEST = 2, GRACE_DAYS = 7 };

const char *rn_facts_scope(const void *ctx, const struct rn_facts *f)
{
    char *scope = rn_dupz(ctx, "");
    for (size_t i = 0; i < f->listing_count; i++)
        scope =
            (char *)rn_mem_check(talloc_asprintf_append_buffer(scope, "%s ", f->listing[i]->id));
    return scope;
}

struct rn_figure rn_figure_make(const char *name, const char *unit, const char *scope,
                                struct rn_days days)
{
    RN_SCOPE(tmp);
    char id[RN_ID_LEN + 1];
    struct rn_figure fig = {.name = name, .unit = unit};
    const char *range = rn_fmt(tmp, "%d %d", (int)days.from, (int)days.to);
    struct rn_str parts[] = {rn_str(name), rn_str(scope), rn_str(range)};
    rn_id_make(parts, 3, id);
    memcpy(fig.receipt, id, sizeof fig.receipt - 1);
    return fig;
}

struct both {
    struct rn_figures now, before;
    int64_t first_us, first_before_us;
};

static const char *trend_word(enum rn_trend t)
{
    static const char *const words[] = {NULL, "same", "up", "down"};
    return words[t];
}

static void put_figure(struct rn_digest *g, struct rn_figure fig, enum rn_trend trend)
{
    fig.trend = trend_word(trend);
    g->figure[g->figure_count++] = fig;
}

static void count_figure(struct rn_digest *g, const struct rn_facts *f, const char *scope,
                         const struct both *b)
{
    struct rn_figure fig = rn_figure_make("reviews", NULL, scope, f->period.score);
    fig.has_value = fig.has_before = true;
    fig.value = (double)b->now.count;
    fig.n = b->now.count;
    fig.before = (double)b->before.count;
    fig.before_n = b->before.count;
    put_figure(g, fig, RN_TREND_NONE);
}

static void rating_figure(struct rn_digest *g, const struct rn_facts *f, const char *scope,
                          const struct both *b)
{
    struct rn_figure fig = rn_figure_make("rating", "stars", scope, f->period.score);
    fig.has_value = b->now.rated > 0;
    fig.has_before = b->before.rated > 0;
    fig.value = b->now.rating;
    fig.before = b->before.rating;
    fig.n = b->now.rated;
    fig.before_n = b->before.rated;
    put_figure(g, fig, rn_trend_rating(&b->now, &b->before));
}

static double share(int64_t k, int64_t n)
{
    return n > 0 ? (double)k / (double)n : 0;
}

static void answered_figure(struct rn_digest *g, const struct rn_facts *f, const char *scope,
                            const struct both *b)
{
    struct rn_figure fig = rn_figure_make("answered", "share", scope, f->period.score);
    fig.has_value = b->now.answerable > 0;
    fig.has_before = b->before.answerable > 0;
    fig.value = share(b->now.answered, b->now.answerable);
    fig.before = share(b->before.answered, b->before.answerable);
    fig.n = b->now.answerable;
    fig.before_n = b->before.answerable;
    put_figure(g, fig, rn_trend_answered(&b->now, &b->before));
}

static void first_figure(struct rn_digest *g, const struct rn_facts *f, const char *scope,
                         const struct both *b)
{
    struct rn_figure fig = rn_figure_make("first_reply_median", "seconds", scope, f->period.score);
    fig.has_value = b->first_us >= 0;
    fig.has_before = b->first_before_us >= 0;
    fig.value = (double)b->first_us / 1e6;
    fig.before = (double)b->first_before_us / 1e6;
    fig.n = b->now.first_reply_n;
    fig.before_n = b->before.first_reply_n;
    put_figure(g, fig, rn_trend_first_reply(&f->now, &f->before));
}

/* ---- the line -------------------------------------------------------------------------------- */

static const char *same_mark(const struct rn_say *say, const struct rn_figure *fig)
{
    bool same = fig->trend != NULL && strcmp(fig->trend, "same") == 0;
    return same ? rn_fmt(say->ctx, "%s=", rn_msg(say->lang, RN_MSG_COMMA)) : "";
}

static const char *or_none(const struct rn_say *say, bool has, const char *text)
{
    return has ? text : rn_msg(say->lang, RN_MSG_NONE);
}

/* Of the earlier period the percentage is enough where both are large. */
static const char *earlier_share(const struct rn_say *say, const struct both *b)
{
    enum { LARGE = 20 };
    int64_t k = b->before.answered, n = b->before.answerable;
    if (b->now.answerable < LARGE || n < LARGE)
        return rn_say_fraction(say, k, n);
    return rn_say_percent(say, k, n);
}

static const char *figure_text(const struct rn_say *say, enum rn_msg id, const char *value,
                               const char *before, const char *same)
{
    struct rn_slot slots[] = {{"value", RN_PART_WORDS, value},
                              {"before", RN_PART_WORDS, before},
                              {"same", RN_PART_WORDS, same},
                              {0}};
    return rn_msg_text(say->ctx, say->lang, id, slots);
}

static const char *score_text(const struct rn_say *say, const struct rn_digest *g,
                              const struct both *b, bool young)
{
    const struct rn_figure *fig = g->figure;
    const char *reviews = figure_text(say, RN_MSG_SCORE_REVIEWS, rn_say_int(say, b->now.count),
                                      rn_say_int(say, b->before.count), "");
    const char *rating = figure_text(
        say, fig[1].has_value ? RN_MSG_SCORE_RATING : RN_MSG_SCORE_RATING_NONE,
        rn_say_tenth(say, fig[1].value),
        or_none(say, fig[1].has_before, rn_say_tenth(say, fig[1].before)), same_mark(say, &fig[1]));
    const char *answered = figure_text(
        say, young ? RN_MSG_SCORE_ANSWERED_YOUNG : RN_MSG_SCORE_ANSWERED,
        rn_say_share(say, b->now.answered, b->now.answerable),
        or_none(say, fig[2].has_before, earlier_share(say, b)), same_mark(say, &fig[2]));
    const char *first =
        figure_text(say, fig[3].has_value ? RN_MSG_SCORE_FIRST : RN_MSG_SCORE_FIRST_NONE,
                    rn_say_span(say, b->first_us),
                    or_none(say, fig[3].has_before, rn_say_span(say, b->first_before_us)),
                    same_mark(say, &fig[3]));
    return rn_fmt(say->ctx, "%s · %s · %s · %s", reviews, rating, answered, first);
}

void rn_build_score(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    static const enum rn_msg scopes[] = {RN_MSG_SCORE_DAY, RN_MSG_SCORE_WEEK, RN_MSG_SCORE_MONTH};
    struct rn_section *s = &g->section[RN_SECTION_SCORE];
    const char *scope = rn_facts_scope(say->ctx, f);
    bool young = f->today - f->period.score.to < GRACE_DAYS;
    struct both b;
    rn_figures_of(&f->now, &b.now);
    rn_figures_of(&f->before, &b.before);
    b.first_us = f->exact_first_us >= 0 ? f->exact_first_us : b.now.first_reply_us;
    b.first_before_us = f->exact_before_us >= 0 ? f->exact_before_us : b.before.first_reply_us;
    count_figure(g, f, scope, &b);
    rating_figure(g, f, scope, &b);
    answered_figure(g, f, scope, &b);
    first_figure(g, f, scope, &b);
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_SCORE);
    s->scope = rn_msg(say->lang, scopes[f->period.kind]);
    rn_line_add(say->ctx, rn_section_line(say->ctx, s, "figures"), RN_PART_WORDS,
                score_text(say, g, &b, young));
}

/* ---- strip and table ------------------------------------------------------------------------- */

static const char *strip_text(const struct rn_say *say, const struct rn_facts *f)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int64_t most = 0;
    char *out = rn_dupz(say->ctx, "");
    for (int i = 0; i < RN_STRIP_WEEKS; i++)
        most = f->week[i] > most ? f->week[i] : most;
    for (int i = 0; i < RN_STRIP_WEEKS && most > 0; i++) {
        int64_t step = (f->week[i] * 7 + most / 2) / most;
        out = (char *)rn_mem_check(talloc_strdup_append(out, blocks[step]));
    }
    return most > 0 ? out : NULL;
}

static int worst_first(const void *a, const void *b)
{
    const struct rn_place_fact *x = a, *y = b;
    if (x->now.rating != y->now.rating)
        return x->now.rating < y->now.rating ? -1 : 1;
    if (x->now.rated != y->now.rated)
        return x->now.rated > y->now.rated ? -1 : 1;
    return strcmp(x->listing->id, y->listing->id);
}

static void put_row(const struct rn_say *say, const struct rn_place_fact *p, struct rn_digest *g)
{
    const char *name = p->listing->name != NULL ? p->listing->name : p->listing->id;
    g->row[g->row_count++] = (struct rn_place_row){
        .id = p->listing->id,
        .name = rn_report_clean(say->ctx, rn_str(name), 40),
        .reviews = rn_say_int(say, p->now.count),
        .rating = rn_say_tenth(say, p->now.rating),
        .answered = rn_say_share(say, p->now.answered, p->now.answerable),
    };
}

/* Every listing while they are few, then the worst five and the best two. */
static void build_table(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    RN_SCOPE(tmp);
    struct rn_place_fact *v = rn_new_array(tmp, struct rn_place_fact, f->listing_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < f->listing_count; i++)
        if (f->place[i].now.rated > 0)
            v[n++] = f->place[i];
    if (n < 2)
        return;
    qsort(v, n, sizeof *v, worst_first);
    g->row = rn_new_array(say->ctx, struct rn_place_row, WORST + BEST);
    for (size_t i = 0; i < n; i++)
        if (i < WORST || n - i <= BEST)
            put_row(say, &v[i], g);
    g->table_label = rn_msg(say->lang, RN_MSG_TABLE);
    for (int i = 0; i < 4; i++)
        g->table_head[i] = rn_msg(say->lang, (enum rn_msg)(RN_MSG_TABLE_LISTING + i));
}

void rn_build_extras(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                     struct rn_digest *g)
{
    if (f->period.kind == RN_PERIOD_DAY)
        return;
    g->strip = strip_text(say, f);
    g->strip_label = rn_msg(say->lang, RN_MSG_STRIP);
    if (room->table)
        build_table(say, f, g);
}
