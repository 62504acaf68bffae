/* SPDX-License-Identifier: MIT
 *
 * What people speak of more or less than before: topics that were judged, and phrases of one to
 * three words nobody defined. Reads the newest reviews of the days looked at, of the days before
 * and of half a year, each up to a cap: shares are compared, so a part of a window speaks for it.
 */
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/zone.h"
#include "insight/terms.h"
#include "report/phrases.h"
#include "store/reviews.h"
#include "text/judgement_kept.h"
#include "text/sign.h"

static const int64_t ZONE_REACH = 15 * RN_HOUR;
enum { NOW_ROWS = 2000, BEFORE_ROWS = 3000, LONG_ROWS = 5000, LONG_DAYS = 180, LEAST_QUOTE = 20 };
enum { AUTHORS_KEPT = 3 };

struct topic_count {
    int64_t reviews[RN_TERM_WINDOWS];
    uint64_t author[2][AUTHORS_KEPT]; /* of now and before: enough to know that there are three */
    int64_t authors[2];
};

struct count {
    struct rn_facts *f;
    struct rn_days days;
    enum rn_term_window window;
    struct topic_count topic[RN_TOPICS];
    struct rn_phrases *phrases;
    int64_t total[RN_TERM_WINDOWS];
    size_t rows;
};

static uint64_t author_of(const struct rn_stored *r)
{
    return rn_hash64(rn_str(r->author != NULL ? r->author : r->id));
}

static void note_author(struct topic_count *t, size_t side, uint64_t author)
{
    for (int64_t i = 0; i < t->authors[side]; i++)
        if (t->author[side][i] == author)
            return;
    if (t->authors[side] < AUTHORS_KEPT)
        t->author[side][t->authors[side]++] = author;
}

static void count_topic(struct count *c, const char *word, uint64_t author)
{
    for (size_t k = 0; k < RN_TOPICS; k++)
        if (strcmp(rn_topic_words[k], word) == 0) {
            c->topic[k].reviews[c->window]++;
            if (c->window != RN_TERM_LONG)
                note_author(&c->topic[k], c->window, author);
        }
}

static enum rn_status count_row(void *arg, const struct rn_stored *r)
{
    struct count *c = arg;
    struct rn_judgement j;
    struct rn_diag d;
    RN_SCOPE(tmp);
    c->rows++;
    if (rn_facts_listing(c->f, r->listing) == NULL || r->day < c->days.from ||
        r->day >= c->days.to || r->judgement.n == 0)
        return RN_OK;
    if (rn_judgement_kept(tmp, r->judgement, r->r.title, r->r.text, &j, &d) != RN_OK)
        return RN_OK; /* `doctor` tells; a digest of the rest is better than none */
    c->total[c->window]++;
    for (size_t i = 0; i < j.topic_count; i++)
        count_topic(c, j.topics[i], author_of(r));
    rn_phrases_count(c->phrases, r->r.text, c->window, author_of(r));
    return RN_OK;
}

static enum rn_status read_window(struct count *c, enum rn_term_window window, struct rn_days days,
                                  size_t limit, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_filter filter = {.replied = -1, .removed = 0, .limit = limit};
    filter.from = days.from * RN_DAY - ZONE_REACH;
    filter.to = days.to * RN_DAY + ZONE_REACH;
    c->window = window;
    c->days = days;
    c->rows = 0;
    return rn_reviews_each(c->f->ask->store, &filter, tmp, count_row, c, NULL, d);
}

/* ---- terms ----------------------------------------------------------------------------------- */

static size_t all_terms(const void *ctx, const struct count *c, struct rn_term **ret)
{
    const size_t phrases = rn_phrases_candidates(c->phrases);
    struct rn_term *v = rn_new_array(ctx, struct rn_term, RN_TOPICS + phrases);
    size_t n = 0;
    for (size_t k = 0; k < RN_TOPICS; k++) {
        const struct topic_count *t = &c->topic[k];
        if (t->reviews[RN_TERM_NOW] + t->reviews[RN_TERM_BEFORE] == 0)
            continue;
        v[n] = (struct rn_term){
            .name = rn_topic_words[k], .authors = t->authors[0], .authors_before = t->authors[1]};
        memcpy(v[n++].reviews, t->reviews, sizeof t->reviews);
    }
    for (size_t i = 0; i < phrases; i++)
        rn_phrases_term(c->phrases, i, &v[n++]);
    *ret = v;
    return n;
}

/* A phrase that says what a topic or a phrase above it says is no news. */
static bool is_news(const struct rn_facts *f, const struct rn_term *t)
{
    for (size_t i = 0; i < f->topic_count; i++)
        if (rn_phrase_same(f->topic[i].name, f->topic[i].phrase, t->name))
            return false;
    return true;
}

static void keep(const void *ctx, struct rn_facts *f, const struct rn_term *t)
{
    if (t->mark != NULL && !is_news(f, t))
        return;
    f->topic[f->topic_count++] = (struct rn_topic_fact){.name = rn_dupz(ctx, t->name),
                                                        .phrase = t->mark != NULL,
                                                        .rising = t->z > 0 || t->fresh,
                                                        .fresh = t->fresh,
                                                        .n = t->reviews[RN_TERM_NOW],
                                                        .before = t->reviews[RN_TERM_BEFORE]};
}

/* Topics stand before phrases: they have a name. */
static void choose(const void *ctx, struct rn_facts *f, const struct rn_term *v, size_t n)
{
    for (int phrases = 0; phrases < 2; phrases++)
        for (size_t i = 0; i < n && f->topic_count < RN_TOPIC_FACTS; i++)
            if ((v[i].mark != NULL) == (phrases == 1) && (phrases == 0 || v[i].z > 0 || v[i].fresh))
                keep(ctx, f, &v[i]);
}

/* ---- quotes ---------------------------------------------------------------------------------- */

struct quoting {
    const void *ctx;
    struct rn_facts *f;
    struct rn_days days;
};

static bool speaks_of(const struct rn_topic_fact *t, const struct rn_judgement *j,
                      struct rn_str text)
{
    if (t->phrase)
        return rn_phrase_in(text, t->name);
    for (size_t i = 0; i < j->topic_count; i++)
        if (strcmp(j->topics[i], t->name) == 0)
            return true;
    return false;
}

/* The newest that says enough; each review is quoted once. */
static enum rn_status quote_row(void *arg, const struct rn_stored *r)
{
    struct quoting *q = arg;
    struct rn_judgement j;
    struct rn_diag d;
    const struct rn_listing *listing = rn_facts_listing(q->f, r->listing);
    RN_SCOPE(tmp);
    if (listing == NULL || r->day < q->days.from || r->day >= q->days.to ||
        rn_utf8_count(r->r.text) < LEAST_QUOTE ||
        rn_judgement_kept(tmp, r->judgement, r->r.title, r->r.text, &j, &d) != RN_OK)
        return RN_OK;
    for (size_t i = 0; i < q->f->topic_count; i++) {
        struct rn_topic_fact *t = &q->f->topic[i];
        if (t->voice_count < RN_TOPIC_VOICES && speaks_of(t, &j, r->r.text)) {
            t->voice[t->voice_count++] = rn_voice_of(q->ctx, listing, r);
            break;
        }
    }
    return RN_OK;
}

static enum rn_status find_quotes(const void *ctx, struct rn_facts *f, struct rn_days days,
                                  struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct quoting q = {ctx, f, days};
    struct rn_filter filter = {.replied = -1, .removed = 0, .limit = NOW_ROWS};
    filter.from = days.from * RN_DAY - ZONE_REACH;
    filter.to = days.to * RN_DAY + ZONE_REACH;
    if (f->topic_count == 0)
        return RN_OK;
    return rn_reviews_each(f->ask->store, &filter, tmp, quote_row, &q, NULL, d);
}

enum rn_status rn_facts_topics(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_days now = f->period.score;
    const int32_t days = now.to - now.from;
    const struct rn_days before = {now.from - 4 * days, now.from};
    const struct rn_days past = {now.from - LONG_DAYS, now.from};
    struct count *c = rn_new(tmp, struct count);
    c->f = f;
    c->phrases = rn_phrases_new(tmp);
    enum rn_status st = read_window(c, RN_TERM_NOW, now, NOW_ROWS, d);
    rn_phrases_close(c->phrases);
    if (st == RN_OK)
        st = read_window(c, RN_TERM_BEFORE, before, BEFORE_ROWS, d);
    if (st == RN_OK)
        st = read_window(c, RN_TERM_LONG, past, LONG_ROWS, d);
    if (st != RN_OK)
        return st;
    struct rn_term *terms;
    rn_phrases_sift(c->phrases, c->total[RN_TERM_LONG]);
    const size_t n = all_terms(tmp, c, &terms);
    f->topic_days = days;
    f->topic_total = c->total[RN_TERM_NOW];
    f->topic_before = c->total[RN_TERM_BEFORE];
    choose(ctx, f, terms, rn_terms_rank(terms, n, c->total, c->rows < LONG_ROWS));
    return find_quotes(ctx, f, now, d);
}
