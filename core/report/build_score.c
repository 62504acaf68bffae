/* SPDX-License-Identifier: MIT
 *
 * SCORE: four figures, each with its base and the one before. And what weekly and monthly reports
 * add: the strip of eight weeks, the table by listing.
 */
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "config/config.h"
#include "report/figure.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

enum { WORST = 5, BEST = 2, GRACE_DAYS = 7 };

struct both {
    struct rn_figures now, before;
    int64_t first_us, first_before_us;
};

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

/* One for the whole line. */
static const char *receipt_of(const struct rn_say *say, const struct rn_scope *scope,
                              struct rn_days days)
{
    char id[RN_RECEIPT_LEN + 1];
    rn_receipt_make('s', scope, days, id);
    return rn_dupz(say->ctx, id);
}

void rn_build_score(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    static const enum rn_msg scopes[] = {RN_MSG_SCORE_DAY, RN_MSG_SCORE_WEEK, RN_MSG_SCORE_MONTH};
    struct rn_section *s = &g->section[RN_SECTION_SCORE];
    const struct rn_basis basis = {f->now, f->before, f->first_us, f->first_before_us};
    bool young = f->today - f->period.score.to < GRACE_DAYS;
    struct both b = {.first_us = f->first_us, .first_before_us = f->first_before_us};
    rn_figures_of(&f->now, &b.now);
    rn_figures_of(&f->before, &b.before);
    rn_figures_score(&basis, &f->scope, f->period.score, g->figure);
    g->figure_count = RN_SCORE_FIGURES;
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_SCORE);
    s->scope = rn_msg(say->lang, scopes[f->period.kind]);
    struct rn_line *line = rn_section_line(say->ctx, s, "figures");
    rn_line_add(say->ctx, line, RN_PART_WORDS, score_text(say, g, &b, young));
    line->receipt = receipt_of(say, &f->scope, f->period.score);
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

static void put_row(const struct rn_say *say, const struct rn_place_fact *p, struct rn_days days,
                    struct rn_digest *g)
{
    struct rn_scope scope = rn_listing_scope(say->ctx, p->listing);
    const char *name = p->listing->name != NULL ? p->listing->name : p->listing->id;
    g->row[g->row_count++] = (struct rn_place_row){
        .id = p->listing->id,
        .name = rn_report_clean(say->ctx, rn_str(name), 40),
        .reviews = rn_say_int(say, p->now.count),
        .rating = rn_say_tenth(say, p->now.rating),
        .answered = rn_say_share(say, p->now.answered, p->now.answerable),
        .receipt = receipt_of(say, &scope, days),
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
            put_row(say, &v[i], f->period.score, g);
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
