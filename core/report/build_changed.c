/* SPDX-License-Identifier: MIT
 *
 * CHANGED: at most three findings, each with its figures, or "No clear change."
 */
#include "report/facts.h"

#include "base/mem.h"
#include "config/config.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

static enum rn_msg sentence(const struct rn_change *c)
{
    static const enum rn_msg by_kind[] = {RN_MSG_CHANGE_VOLUME, RN_MSG_CHANGE_RATING_DOWN,
                                          RN_MSG_CHANGE_ANSWERED, RN_MSG_CHANGE_FIRST_REPLY,
                                          RN_MSG_CHANGE_REMOVED};
    if (c->kind == RN_CHANGE_RATING && c->value > c->before)
        return RN_MSG_CHANGE_RATING_UP;
    return c->kind == RN_CHANGE_REMOVED && c->sweep ? RN_MSG_CHANGE_SWEEP : by_kind[c->kind];
}

static const char *amount(const struct rn_say *say, const struct rn_change *c, double v, int64_t n)
{
    switch (c->kind) {
    case RN_CHANGE_RATING:
        return rn_say_tenth(say, v);
    case RN_CHANGE_ANSWERED:
        return rn_say_share(say, (int64_t)(v * (double)n + 0.5), n);
    case RN_CHANGE_FIRST_REPLY:
        return rn_say_span(say, (int64_t)v);
    default:
        return rn_say_int(say, (int64_t)v);
    }
}

/* Which formula, and where what it is compared with begins: receipt.c. */
static char letter_of(const struct rn_change *c, enum rn_period_kind period)
{
    static const char *const letters[] = {"vym", "ggg", "bbk", "ddd", "xxx"};
    return letters[c->kind][period];
}

static const struct rn_figure *figure_of(const struct rn_say *say, const struct rn_change *c,
                                         enum rn_period_kind period)
{
    struct rn_scope scope = rn_listing_scope(say->ctx, c->listing);
    struct rn_figure *fig = rn_new(say->ctx, struct rn_figure);
    double scale = c->kind == RN_CHANGE_FIRST_REPLY ? 1e-6 : 1;
    *fig = rn_figure_make(letter_of(c, period), &scope, c->days);
    fig->has_value = true;
    fig->value = c->value * scale;
    fig->n = c->n;
    fig->has_before = c->kind != RN_CHANGE_REMOVED;
    fig->before = c->before * scale;
    fig->before_n = c->before_n;
    fig->trend = c->value >= c->before ? "up" : "down";
    return fig;
}

static void put_change(const struct rn_say *say, const struct rn_change *c,
                       enum rn_period_kind period, struct rn_section *s)
{
    static const char *const kinds[] = {"volume", "rating", "answered", "first_reply", "removed"};
    const struct rn_listing *l = c->listing;
    const char *name = l->name != NULL ? l->name : l->id;
    bool counts = c->kind == RN_CHANGE_VOLUME || c->kind == RN_CHANGE_REMOVED;
    double before = c->kind == RN_CHANGE_REMOVED ? (double)c->n : c->before;
    struct rn_slot slots[] = {
        {"listing", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(name), 40)},
        {"value", RN_PART_WORDS, amount(say, c, c->value, c->n)},
        {"before", RN_PART_WORDS, amount(say, c, before, c->before_n)},
        {"n", RN_PART_WORDS, counts ? rn_say_int(say, (int64_t)c->value) : rn_say_int(say, c->n)},
        {"before_n", RN_PART_WORDS, rn_say_int(say, c->before_n)},
        {"days", RN_PART_WORDS, rn_say_int(say, c->days.to - c->days.from)},
        {"to", RN_PART_WORDS, rn_say_date(say, c->days.to - 1)},
        {"base", RN_PART_WORDS, rn_say_int(say, c->base)},
        {0},
    };
    struct rn_line *line = rn_section_line(say->ctx, s, kinds[c->kind]);
    line->listing = l->id;
    line->figure = figure_of(say, c, period);
    line->receipt = line->figure->receipt;
    rn_msg_line(say->ctx, line, say->lang, sentence(c), slots);
}

void rn_build_changed(const struct rn_say *say, const struct rn_facts *f,
                      const struct rn_room *room, struct rn_digest *g)
{
    struct rn_section *s = &g->section[RN_SECTION_CHANGED];
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_CHANGED);
    for (size_t i = 0; i < f->change_count && i < room->changes; i++)
        put_change(say, &f->change[i], f->period.kind, s);
    if (s->line_count == 0)
        rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "none"), say->lang, RN_MSG_NO_CHANGE,
                    NULL);
}
