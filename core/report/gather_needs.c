/* SPDX-License-Identifier: MIT
 *
 * What waits for a person: open escalations, low ratings past their target, drafts, failing
 * sources. Lists are cut at a few hundred rows; what lies beyond is counted, not shown.
 */
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"
#include "store/decisions.h"
#include "store/reviews.h"
#include "work/levels.h"

enum { LADDERS = 200, LOW_ROWS = 1000, LOW_DAYS = 30 };

static void add_need(const void *ctx, struct rn_facts *f, const struct rn_need *need)
{
    size_t n = f->need_count;
    if ((n & (n - 1)) == 0) /* at every power of two: room for twice as many */
        f->need = rn_grow_array(ctx, f->need, struct rn_need, n > 0 ? n * 2 : 1);
    f->need[f->need_count++] = *need;
}

static bool known_review(const struct rn_facts *f, const char *id)
{
    for (size_t i = 0; i < f->need_count && i < LADDERS; i++)
        if (f->need[i].voice.id != NULL && strcmp(f->need[i].voice.id, id) == 0)
            return true;
    return false;
}

/* ---- escalations ----------------------------------------------------------------------------- */

static enum rn_status add_ladder(const void *ctx, struct rn_facts *f,
                                 const struct rn_escalation_row *row, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_stored r;
    enum rn_status status = rn_review_load_n(f->ask->store, row->review, tmp, &r, d);
    if (status == RN_GONE)
        return RN_OK;
    if (status != RN_OK)
        return status;
    const struct rn_listing *l = rn_facts_listing(f, r.listing);
    if (l == NULL)
        return RN_OK;
    struct rn_need need = {
        .kind = RN_NEED_ESCALATION, .due = row->due, .weight = -(double)row->due};
    need.voice = rn_voice_of(ctx, l, &r);
    need.rule = rn_dupz(ctx, row->rule);
    add_need(ctx, f, &need);
    return RN_OK;
}

static enum rn_status gather_ladders(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_escalation_row *row;
    size_t n, seen = 0;
    enum rn_status status = rn_escalations_list(f->ask->store, "open", 0, tmp, &row, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        if (strcmp(row[i].kind, "escalate") != 0)
            continue;
        if (seen++ < LADDERS)
            status = add_ladder(ctx, f, &row[i], d);
        else
            f->need_unseen++;
    }
    return status;
}

/* ---- low ratings ----------------------------------------------------------------------------- */

struct low {
    const void *ctx;
    struct rn_facts *f;
    size_t rows;
    struct rn_levels *levels;
};

static double priority_weight(const char *priority)
{
    if (priority == NULL)
        return 1;
    return strcmp(priority, "urgent") == 0 ? 3 : strcmp(priority, "high") == 0 ? 2 : 1;
}

static bool settled(const struct rn_stored *r)
{
    return r->status != NULL &&
           (strcmp(r->status, "done") == 0 || strcmp(r->status, "snoozed") == 0);
}

static enum rn_status low_row(void *arg, const struct rn_stored *r)
{
    struct low *low = arg;
    struct rn_facts *f = low->f;
    const struct rn_listing *l = rn_facts_listing(f, r->listing);
    low->rows++;
    if (l == NULL || settled(r) || known_review(f, r->id))
        return RN_OK;
    int64_t born = r->r.created.precision == RN_TIME_SECOND ? r->r.created.us : r->seen_at;
    int64_t due;
    if (!rn_levels_due(low->levels, r->listing, r->stars, born, &due) || due > f->ask->now + RN_DAY)
        return RN_OK;
    struct rn_need need = {.kind = due <= f->ask->now ? RN_NEED_OVERDUE : RN_NEED_DUE, .due = due};
    double hours = (double)(f->ask->now - due) / (double)RN_HOUR;
    need.weight = priority_weight(r->priority) * 1e6 + (5 - r->stars) * 1e4 + hours;
    need.voice = rn_voice_of(low->ctx, l, r);
    add_need(low->ctx, f, &need);
    return RN_OK;
}

static enum rn_status gather_low(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    struct low low = {ctx, f, 0, NULL};
    struct rn_filter filter = {
        .stars_max = 2, .replied = 0, .waiting = true, .removed = 0, .limit = LOW_ROWS};
    int64_t more;
    filter.from = f->ask->now - LOW_DAYS * RN_DAY;
    filter.to = f->ask->now;
    enum rn_status status = rn_levels_open(ctx, f->ask->config, &low.levels, d);
    if (status == RN_OK)
        status = rn_reviews_each(f->ask->store, &filter, ctx, low_row, &low, NULL, d);
    if (status == RN_OK && low.rows >= LOW_ROWS) {
        status = rn_reviews_count(f->ask->store, &filter, &more, d);
        if (status == RN_OK && more > (int64_t)low.rows)
            f->need_unseen += (size_t)more - low.rows;
    }
    return status;
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static enum rn_status gather_drafts(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_need need = {.kind = RN_NEED_DRAFTS};
    struct rn_reply_row *row;
    size_t n;
    enum rn_status status = rn_replies_list(f->ask->store, "draft", 0, tmp, &row, &n, d);
    for (size_t i = 0, loaded = 0; status == RN_OK && i < n && loaded < LADDERS; i++) {
        struct rn_stored r;
        if (row[i].text == NULL || row[i].text[0] == '\0')
            continue;
        loaded++;
        status = rn_review_load_n(f->ask->store, row[i].review, tmp, &r, d);
        if (status == RN_GONE) {
            status = RN_OK;
            continue;
        }
        const struct rn_listing *l = status == RN_OK ? rn_facts_listing(f, r.listing) : NULL;
        if (l == NULL || r.version != row[i].version || r.r.reply.text.n > 0)
            continue;
        if (need.count++ == 0 || row[i].at < need.due) {
            need.due = row[i].at;
            need.voice = rn_voice_of(ctx, l, &r);
        }
    }
    /* A draft is young for a day: those who look at the inbox anyway need no reminder. */
    if (status == RN_OK && need.count > 0 && f->ask->now - need.due > RN_DAY)
        add_need(ctx, f, &need);
    return status;
}

/* ---- failing sources, order ------------------------------------------------------------------ */

static void gather_sources(const void *ctx, struct rn_facts *f)
{
    for (size_t i = 0; i < f->source_count; i++) {
        const struct rn_seen *s = &f->source[i];
        struct rn_need need = {.kind = RN_NEED_SOURCE, .due = s->last_try, .source = s->name};
        if (rn_coverage_gap(s, f->ask->now) != RN_GAP_FAILED)
            continue;
        const struct rn_listing *l = rn_facts_listing(f, s->listing);
        need.voice.listing = s->listing;
        need.voice.listing_name = l != NULL && l->name != NULL ? l->name : s->listing;
        need.note = s->note;
        need.weight = (double)rn_coverage_missed(s, f->ask->now);
        add_need(ctx, f, &need);
    }
}

static int by_harm(const void *a, const void *b)
{
    const struct rn_need *x = a, *y = b;
    if (x->kind != y->kind)
        return (int)x->kind - (int)y->kind;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return strcmp(x->voice.id != NULL ? x->voice.id : "", y->voice.id != NULL ? y->voice.id : "");
}

static enum rn_status mark_drafts(struct rn_facts *f, struct rn_diag *d)
{
    enum { SHOWN = 3 };
    for (size_t i = 0; i < f->need_count && i < SHOWN; i++) {
        RN_SCOPE(tmp);
        struct rn_stored r;
        struct rn_reply_row *row;
        size_t n;
        if (f->need[i].kind != RN_NEED_OVERDUE && f->need[i].kind != RN_NEED_DUE)
            continue;
        enum rn_status status = rn_review_load(f->ask->store, f->need[i].voice.id, tmp, &r, d);
        if (status == RN_OK)
            status = rn_replies_list(f->ask->store, "draft", r.n, tmp, &row, &n, d);
        if (status != RN_OK)
            return status;
        f->need[i].draft = n > 0;
    }
    return RN_OK;
}

enum rn_status rn_facts_needs(const void *ctx, struct rn_facts *f, struct rn_diag *d)
{
    enum rn_status status = gather_ladders(ctx, f, d);
    if (status == RN_OK)
        status = gather_low(ctx, f, d);
    if (status == RN_OK)
        status = gather_drafts(ctx, f, d);
    if (status != RN_OK)
        return status;
    gather_sources(ctx, f);
    if (f->need_count > 1)
        qsort(f->need, f->need_count, sizeof *f->need, by_harm);
    return mark_drafts(f, d);
}
