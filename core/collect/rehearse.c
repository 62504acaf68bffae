/* SPDX-License-Identifier: MIT */
#include "collect/rehearse.h"

#include "base/mem.h"
#include "collect/facts.h"

/* The judgement is the shipped one: what a store has learned must not change what a test says. */
static const struct rn_judgement *judge(const void *ctx, const struct rn_given *g,
                                        const struct rn_listing *listing, struct rn_rehearsal *x)
{
    const struct rn_judging in = {.text = rn_judged_text(ctx, g->review.title, g->review.text),
                                  .words = &x->words,
                                  .mark = g->review.lang,
                                  .has_stars = g->has_stars,
                                  .stars = g->stars,
                                  .langs = listing != NULL ? listing->lang.v : NULL,
                                  .lang_count = listing != NULL ? listing->lang.n : 0};

    if (in.text.n == 0)
        return NULL;
    rn_judge(ctx, &in, &x->judged);
    return &x->judged;
}

static int64_t count_given(void *arg, const char *listing, int64_t from, int64_t to, int64_t most)
{
    const struct rn_given *g = arg;
    (void)listing;
    (void)from;
    (void)to;
    return g->count < most ? g->count : most;
}

static int64_t author_given(void *arg, const char *author, int64_t to, int64_t most)
{
    const struct rn_given *g = arg;
    (void)author;
    (void)to;
    return g->author_reviews < most ? g->author_reviews : most;
}

void rn_rehearse(const void *ctx, const struct rn_config *c, const struct rn_rules *rules,
                 const struct rn_test *test, struct rn_rehearsal *ret)
{
    const struct rn_given *g = &test->given;
    const struct rn_listing *listing = g->listing != NULL     ? rn_config_listing(c, g->listing)
                                       : c->listing_count > 0 ? &c->listings[0]
                                                              : NULL;
    const struct rn_source_config *source = rn_config_source(c, g->source);
    const char *place = source != NULL ? source->plugin : g->source;
    struct rn_stored s = {.id = "test",
                          .listing = listing != NULL ? listing->id : "",
                          .r = g->review,
                          .has_stars = g->has_stars,
                          .stars = g->stars,
                          .seen_at = g->at};

    memset(ret, 0, sizeof *ret);
    rn_words_of(ctx, &ret->words, g->review.title, g->review.text, g->review.lang);
    rn_rules_scan(ctx, rules, &ret->words, &ret->hits);
    s.judged = judge(ctx, g, listing, ret);
    rn_facts_make(&s, listing, g->source, place, g->events, g->stars_before, g->now, &ret->words,
                  &ret->hits, &ret->facts);
    ret->around = (struct rn_around){count_given, author_given, (void *)(uintptr_t)g};
    ret->facts.around = &ret->around;
    ret->facts.author = g->review.author_id.n > 0 ? "given" : NULL;
    ret->facts.review = &g->review;
    ret->facts.replied = g->replied;
    ret->facts.waited = g->waited;
    ret->facts.tags = g->tags.v;
    ret->facts.tag_count = g->tags.n;
}
