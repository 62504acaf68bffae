/* SPDX-License-Identifier: MIT
 *
 * The two sections that a first look at an export adds to its digest, and what it takes away.
 */
#include "report/facts.h"

#include "base/mem.h"
#include "config/config.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"
#include "store/activity.h"
#include "store/reviews.h"

enum { QUOTE = 140, NAME = 40, VOICES = 5, RULES = 16 };

struct trial_rule {
    const char *name;
    int64_t reviews;
};

struct trial {
    const void *ctx;
    const struct rn_listing *listing;
    struct trial_rule rule[RULES];
    size_t rule_count;
    int64_t reviews, unanswered, low, answered; /* low: of `unanswered` */
    struct rn_activity done;
    struct rn_voice voice[VOICES]; /* some of the low ones, the newest */
    size_t voice_count;
};

/* ---- reading --------------------------------------------------------------------------------- */

static enum rn_status add_rule(void *arg, struct rn_str rule, int64_t reviews)
{
    struct trial *t = arg;
    if (t->rule_count < RULES)
        t->rule[t->rule_count++] = (struct trial_rule){rn_dup(t->ctx, rule), reviews};
    return RN_OK;
}

static enum rn_status add_voice(void *arg, const struct rn_stored *r)
{
    struct trial *t = arg;
    t->voice[t->voice_count++] = rn_voice_of(t->ctx, t->listing, r);
    return RN_OK;
}

static enum rn_status read_store(struct trial *t, struct rn_store *store, struct rn_diag *d)
{
    const struct rn_filter all = {.replied = -1, .removed = 0};
    const struct rn_filter none = {.replied = 0, .removed = 0};
    const struct rn_filter some = {.replied = 1, .removed = 0};
    const struct rn_filter low = {.replied = 0, .removed = 0, .stars_max = 2, .limit = VOICES};
    const struct {
        const struct rn_filter *filter;
        int64_t *to;
    } counts[] = {
        {&all, &t->reviews}, {&none, &t->unanswered}, {&some, &t->answered}, {&low, &t->low}};
    enum rn_status status = rn_activity_rules(store, add_rule, t, d);
    if (status == RN_OK)
        status = rn_activity_count(store, INT64_MIN, INT64_MAX, &t->done, d);
    for (size_t i = 0; status == RN_OK && i < sizeof counts / sizeof counts[0]; i++)
        status = rn_reviews_count(store, counts[i].filter, counts[i].to, d);
    if (status == RN_OK)
        status = rn_reviews_each(store, &low, t->ctx, add_voice, t, NULL, d);
    return status;
}

/* ---- saying ---------------------------------------------------------------------------------- */

static void put_rule(const struct rn_say *say, const struct trial *t, const struct trial_rule *rule,
                     struct rn_section *s)
{
    struct rn_slot slots[] = {
        {"rule", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(rule->name), NAME)},
        {"share", RN_PART_WORDS, rn_say_fraction(say, rule->reviews, t->reviews)},
        {0}};
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "rule"), say->lang, RN_MSG_STARTER_RULE,
                slots);
}

static void build_rules(const struct rn_say *say, const struct trial *t, struct rn_section *s)
{
    struct rn_slot slots[] = {{"tags", RN_PART_WORDS, rn_say_int(say, t->done.tags)},
                              {"drafts", RN_PART_WORDS, rn_say_int(say, t->done.drafts)},
                              {0}};
    s->key = "starter_rules";
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_STARTER);
    for (size_t i = 0; i < t->rule_count; i++)
        put_rule(say, t, &t->rule[i], s);
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "total"), say->lang, RN_MSG_STARTER_DONE,
                slots);
}

static void build_unanswered(const struct rn_say *say, const struct trial *t, struct rn_section *s)
{
    struct rn_slot slots[] = {
        {"share", RN_PART_WORDS, rn_say_fraction(say, t->unanswered, t->reviews)},
        {"low", RN_PART_WORDS, rn_say_int(say, t->low)},
        {0}};
    s->key = "never_answered";
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_UNANSWERED);
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "total"), say->lang, RN_MSG_UNANSWERED,
                slots);
    if (t->answered == 0)
        rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "no_answers"), say->lang,
                    RN_MSG_UNANSWERED_ALL, NULL);
    for (size_t i = 0; i < t->voice_count; i++)
        rn_build_voice(say, &t->voice[i], RN_MSG_WHY_LOW, "unanswered", QUOTE, s);
}

/* The store is gone when the digest is read: nothing would resolve, its chain (whose keys are
 * random) ends nowhere, and no rule was really asked. */
static void take_away(const struct rn_say *say, struct rn_digest *g)
{
    struct rn_slot days[] = {{"from", RN_PART_WORDS, rn_say_digits(say, g->from)},
                             {"to", RN_PART_WORDS, rn_say_digits(say, g->to)},
                             {0}};
    struct rn_section *done = &g->section[RN_SECTION_DONE];
    g->footer = rn_msg_text(say->ctx, say->lang, RN_MSG_FOOTER, days);
    g->chain[0] = '\0';
    done->heading = NULL;
    done->line_count = 0;
    for (size_t i = 0; i < g->figure_count; i++)
        g->figure[i].receipt[0] = '\0';
    for (size_t i = 0; i < g->row_count; i++)
        g->row[i].receipt = NULL;
    for (size_t i = 0; i < RN_SECTIONS; i++)
        for (size_t k = 0; k < g->section[i].line_count; k++) {
            struct rn_line *line = &g->section[i].line[k];
            line->receipt = NULL;
            if (line->figure == NULL)
                continue;
            struct rn_figure *fig = rn_new(g, struct rn_figure);
            *fig = *line->figure;
            fig->receipt[0] = '\0';
            line->figure = fig;
        }
}

enum rn_status rn_digest_add_trial(struct rn_digest *g, const struct rn_digest_ask *ask,
                                   struct rn_diag *d)
{
    const struct rn_say say = {g, g->lang, NULL};
    struct trial t = {.ctx = g, .listing = &ask->config->listings[0]};
    enum rn_status status = read_store(&t, ask->store, d);
    if (status != RN_OK)
        return status;
    take_away(&say, g);
    build_rules(&say, &t, &g->extra[0]);
    build_unanswered(&say, &t, &g->extra[1]);
    return RN_OK;
}
