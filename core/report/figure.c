/* SPDX-License-Identifier: MIT */
#include "report/figure.h"

#include <renown/stamp.h>

struct both {
    const struct rn_basis *basis;
    struct rn_figures now, before;
};

static const char *trend_word(enum rn_trend t)
{
    static const char *const words[] = {NULL, "same", "up", "down"};
    return words[t];
}

static void put_values(struct rn_figure *fig, double value, int64_t n, double before,
                       int64_t before_n)
{
    fig->has_value = n > 0;
    fig->has_before = before_n > 0;
    fig->value = value;
    fig->before = before;
    fig->n = n;
    fig->before_n = before_n;
}

static double share(int64_t k, int64_t n)
{
    return n > 0 ? (double)k / (double)n : 0;
}

/* A count of none is a count. */
static void count(struct rn_figure *fig, const struct both *b)
{
    put_values(fig, (double)b->now.count, b->now.count, (double)b->before.count, b->before.count);
    fig->has_value = fig->has_before = true;
}

static void rating(struct rn_figure *fig, const struct both *b)
{
    put_values(fig, b->now.rating, b->now.rated, b->before.rating, b->before.rated);
    fig->trend = trend_word(rn_trend_rating(&b->now, &b->before));
}

static void answered(struct rn_figure *fig, const struct both *b)
{
    put_values(fig, share(b->now.answered, b->now.answerable), b->now.answerable,
               share(b->before.answered, b->before.answerable), b->before.answerable);
    fig->trend = trend_word(rn_trend_answered(&b->now, &b->before));
}

static void first(struct rn_figure *fig, const struct both *b)
{
    put_values(fig, (double)b->basis->first_us / 1e6, b->now.first_reply_n,
               (double)b->basis->first_before_us / 1e6, b->before.first_reply_n);
    fig->trend = trend_word(rn_trend_first_reply(&b->basis->now, &b->basis->before));
}

static void soon(struct rn_figure *fig, const struct both *b)
{
    const struct rn_sums *now = &b->basis->now, *before = &b->basis->before;
    put_values(fig, share(rn_answers_within(now, 2 * RN_DAY), now->answerable), now->answerable,
               share(rn_answers_within(before, 2 * RN_DAY), before->answerable),
               before->answerable);
}

static void removed(struct rn_figure *fig, const struct both *b)
{
    fig->has_value = true;
    fig->value = (double)b->basis->now.removed;
    fig->n = b->basis->now.count + b->basis->now.removed;
}

static const struct {
    const char *letters;
    void (*fill)(struct rn_figure *fig, const struct both *b);
    bool change; /* said as up or down, since only changes are said at all */
} fills[] = {
    {"sc", count, false}, {"r", rating, false}, {"a", answered, false},
    {"f", first, false},  {"vym", count, true}, {"g", rating, true},
    {"bk", soon, true},   {"d", first, true},   {"x", removed, true},
};

static bool has_letter(const char *letters, char letter)
{
    while (*letters != '\0' && *letters != letter)
        letters++;
    return *letters != '\0';
}

static struct rn_figure make(char letter, const struct both *b, const struct rn_scope *scope,
                             struct rn_days days)
{
    struct rn_figure fig = rn_figure_make(letter, scope, days);
    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
        if (!has_letter(fills[i].letters, letter))
            continue;
        fills[i].fill(&fig, b);
        if (fills[i].change)
            fig.trend = fig.value >= fig.before ? "up" : "down";
    }
    return fig;
}

struct rn_figure rn_figure_of(char letter, const struct rn_basis *b, const struct rn_scope *scope,
                              struct rn_days days)
{
    struct both both = {.basis = b};
    rn_figures_of(&b->now, &both.now);
    rn_figures_of(&b->before, &both.before);
    return make(letter, &both, scope, days);
}

void rn_figures_score(const struct rn_basis *b, const struct rn_scope *scope, struct rn_days days,
                      struct rn_figure ret[RN_SCORE_FIGURES])
{
    static const char letters[RN_SCORE_FIGURES] = {'c', 'r', 'a', 'f'};
    struct both both = {.basis = b};
    rn_figures_of(&b->now, &both.now);
    rn_figures_of(&b->before, &both.before);
    for (size_t i = 0; i < RN_SCORE_FIGURES; i++)
        ret[i] = make(letters[i], &both, scope, days);
}

void rn_figure_write(struct rn_jsonw *w, const struct rn_figure *fig)
{
    rn_jsonw_kopt(w, "name", rn_str(fig->name));
    rn_jsonw_kopt(w, "unit", rn_str(fig->unit));
    if (fig->has_value)
        rn_jsonw_knum(w, "value", fig->value);
    rn_jsonw_kint(w, "n", fig->n);
    if (fig->has_before) {
        rn_jsonw_knum(w, "before", fig->before);
        rn_jsonw_kint(w, "before_n", fig->before_n);
    }
    rn_jsonw_kopt(w, "trend", rn_str(fig->trend));
    rn_jsonw_kopt(w, "receipt", rn_str(fig->receipt));
}
