/* SPDX-License-Identifier: MIT */
#include "collect/backtest.h"

#include <stdlib.h>

#include "base/mem.h"
#include "collect/around.h"
#include "collect/facts.h"
#include "plugin/harvest.h"
#include "store/origins.h"

/* What is asked about: one version of a review. */
struct moment {
    struct rn_stored s; /* as it was */
    int64_t at, seen;
    unsigned events;
    double stars_before;
};

struct run {
    const struct rn_backtest *in;
    rn_backtest_fn *each;
    void *arg;
    struct rn_origin *origins;
    size_t origin_count;
    struct rn_words words; /* their memory is used again for every text */
    struct rn_hits hits_was, hits_will;
    void *keep;
    struct rn_backtest_totals t;
    struct rn_diag *d;
};

/* ---- history --------------------------------------------------------------------------------- */

static int64_t written_at(const struct rn_stored *s)
{
    return s->r.created.precision != RN_TIME_NONE ? s->r.created.us : s->seen_at;
}

static void set_stars(struct rn_stored *s)
{
    s->has_stars = rn_rating_stars(&s->r.rating, &s->stars);
    if (!s->has_stars)
        s->stars = 0;
}

/* The answer counts from the day that the place gives it. */
static void as_of(struct moment *m)
{
    const struct rn_place_reply *reply = &m->s.r.reply;

    if (reply->state != RN_REPLY_NONE &&
        (reply->at.precision == RN_TIME_NONE || reply->at.us > m->seen))
        m->s.r.reply = (struct rn_place_reply){0};
    m->s.tags = NULL;
    m->s.tag_count = 0;
    m->s.judged = NULL;
}

static void from_version(struct moment *m, const struct rn_version *v)
{
    struct rn_review *r = &m->s.r;

    r->rating = v->r.rating;
    r->title = v->r.title;
    r->text = v->r.text;
    r->translation = v->r.translation;
    r->lang = v->r.lang;
    r->app_version = v->r.app_version;
    r->updated = v->r.updated;
    m->s.judgement = v->judgement;
    m->s.version = v->version;
    set_stars(&m->s);
}

static unsigned events_between(const struct rn_stored *was, const struct rn_stored *is)
{
    unsigned events = 0;

    if (was->has_stars && is->has_stars && is->stars > was->stars)
        events |= RN_ON_RATING_UP;
    if (was->has_stars && is->has_stars && is->stars < was->stars)
        events |= RN_ON_RATING_DOWN;
    if (!rn_str_eq(was->r.text, is->r.text) || !rn_str_eq(was->r.title, is->r.title))
        events |= RN_ON_TEXT_CHANGED;
    return events;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static const char *place_of(const struct run *x, int64_t origin)
{
    for (size_t i = 0; i < x->origin_count; i++)
        if (x->origins[i].n == origin)
            return x->origins[i].place;
    return NULL;
}

static int64_t alerts_of(const struct rn_verdict *v)
{
    int64_t n = 0;

    for (size_t i = 0; i < v->effect_count; i++)
        n += v->effects[i].shadowed_by == NULL && (v->effects[i].action->type == RN_ACT_NOTIFY ||
                                                   v->effects[i].action->type == RN_ACT_ESCALATE);
    return n;
}

static int by_rule(const void *a, const void *b)
{
    return strcmp(((const struct rn_fired *)a)->rule, ((const struct rn_fired *)b)->rule);
}

static enum rn_status tell(struct run *x, const struct moment *m, const char *rule, bool gains)
{
    const struct rn_backtest_diff diff = {
        .review = &m->s, .version = m->s.version, .at = m->at, .rule = rule, .gains = gains};

    x->t.gains += gains;
    x->t.loses += !gains;
    return x->each(x->arg, &diff);
}

/* Both lists by name, walked side by side. */
static enum rn_status compare(struct run *x, const struct moment *m, struct rn_verdict *was,
                              struct rn_verdict *will)
{
    size_t i = 0, k = 0;
    enum rn_status st = RN_OK;

    if (was->fired_count > 1)
        qsort(was->fired, was->fired_count, sizeof *was->fired, by_rule);
    if (will->fired_count > 1)
        qsort(will->fired, will->fired_count, sizeof *will->fired, by_rule);
    while ((i < was->fired_count || k < will->fired_count) && st == RN_OK) {
        int order = i == was->fired_count    ? 1
                    : k == will->fired_count ? -1
                                             : by_rule(&was->fired[i], &will->fired[k]);
        if (order < 0)
            st = tell(x, m, was->fired[i].rule, false);
        else if (order > 0)
            st = tell(x, m, will->fired[k].rule, true);
        i += order <= 0;
        k += order >= 0;
    }
    return st;
}

static enum rn_status ask(struct run *x, struct moment *m)
{
    RN_SCOPE(tmp);
    struct rn_verdict was, will;
    struct rn_facts facts;
    struct rn_around around;

    as_of(m);
    if (rn_facts_judgement(tmp, &m->s, x->d) != RN_OK)
        return x->d->status;
    rn_words_of(x->keep, &x->words, m->s.r.title, m->s.r.text, m->s.r.lang);
    rn_rules_scan(x->keep, x->in->was, &x->words, &x->hits_was);
    rn_rules_scan(x->keep, x->in->will, &x->words, &x->hits_will);
    rn_facts_make(&m->s, rn_config_listing(x->in->config, m->s.listing), m->s.source,
                  place_of(x, m->s.origin), m->events, m->stars_before, m->seen, &x->words,
                  &x->hits_was, &facts);
    rn_around_open(x->in->store, &around);
    facts.around = &around;
    facts.seen = m->seen;
    if (rn_rules_decide(tmp, x->in->was, &facts, &was, x->d) != RN_OK)
        return x->d->status;
    facts.hits = &x->hits_will;
    if (rn_rules_decide(tmp, x->in->will, &facts, &will, x->d) != RN_OK)
        return x->d->status;
    x->t.versions++;
    x->t.matches_was += (int64_t)was.fired_count;
    x->t.matches_will += (int64_t)will.fired_count;
    x->t.alerts_was += alerts_of(&was);
    x->t.alerts_will += alerts_of(&will);
    return compare(x, m, &was, &will);
}

static bool inside(const struct run *x, int64_t at)
{
    return at >= x->in->from && at <= x->in->now;
}

static enum rn_status ask_first(struct run *x, const struct rn_stored *s,
                                const struct rn_version *v)
{
    struct moment m = {.s = *s, .at = written_at(s), .seen = s->seen_at, .events = RN_ON_NEW};

    if (v != NULL)
        from_version(&m, v);
    return inside(x, m.at) ? ask(x, &m) : RN_OK;
}

/* Version i + 2, whose predecessor is v[i]. */
static enum rn_status ask_later(struct run *x, const struct rn_stored *s,
                                const struct rn_version *v, size_t n, size_t i)
{
    struct moment m = {.s = *s, .seen = v[i].replaced_at}, before = {.s = *s};

    from_version(&before, &v[i]);
    if (i + 1 < n)
        from_version(&m, &v[i + 1]);
    m.at = m.s.r.updated.precision != RN_TIME_NONE ? m.s.r.updated.us : m.seen;
    m.events = events_between(&before.s, &m.s);
    m.stars_before = before.s.has_stars ? before.s.stars : 0;
    return inside(x, m.at) && m.events != 0 ? ask(x, &m) : RN_OK;
}

static enum rn_status ask_all(void *arg, const struct rn_stored *s)
{
    struct run *x = arg;
    RN_SCOPE(tmp);
    struct rn_version *v = NULL;
    size_t n = 0;
    int64_t before = x->t.versions;
    enum rn_status st = RN_OK;

    if (s->version > 1)
        st = rn_versions_list(x->in->store, s->n, tmp, &v, &n, x->d);
    if (st == RN_OK)
        st = ask_first(x, s, n > 0 ? v : NULL);
    for (size_t i = 0; i < n && st == RN_OK; i++)
        st = ask_later(x, s, v, n, i);
    x->t.reviews += x->t.versions > before;
    return st;
}

enum rn_status rn_backtest_run(const struct rn_backtest *in, rn_backtest_fn *each, void *arg,
                               struct rn_backtest_totals *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    /* an edit may be recent where the review is old, so nothing is left out here */
    const struct rn_filter all = {.replied = -1, .removed = -1, .limit = SIZE_MAX};
    struct run x = {.in = in, .each = each, .arg = arg, .keep = tmp, .d = d};
    enum rn_status st = rn_origins_list(in->store, tmp, &x.origins, &x.origin_count, d);

    if (st == RN_OK)
        st = rn_reviews_each(in->store, &all, tmp, ask_all, &x, NULL, d);
    if (st == RN_OK)
        *ret = x.t;
    return st;
}
