/* SPDX-License-Identifier: MIT */
#include "collect/ingest.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "collect/around.h"
#include "collect/effects.h"
#include "collect/facts.h"
#include "collect/own.h"
#include "store/events.h"
#include "store/rollups.h"

#define ABSENCE_MIN (24 * RN_HOUR)

/* ---- sums ------------------------------------------------------------------------------------ */

static bool answered(const struct rn_stored *s)
{
    return s->r.reply.state == RN_REPLY_PUBLISHED;
}

/* Moves the sums of the day from what the review was (NULL: nothing) to what it is. */
static enum rn_status move_sums(struct rn_ingest *g, const struct rn_stored *was,
                                const struct rn_stored *is, struct rn_diag *d)
{
    struct rn_sums delta = {0};
    if (was != NULL)
        rn_sums_add_review(&delta, was, -1);
    rn_sums_add_review(&delta, is, 1);
    return rn_rollup_add(g->store, is->listing, is->day, is->origin, &delta, d);
}

/* ---- the chain and the rules ----------------------------------------------------------------- */

/* The chain never holds the text: only a hash whose key goes with the review. A new review brings
 * its own, made beside the writer. */
static enum rn_status tell_chain(struct rn_ingest *g, const struct rn_stored *s,
                                 const struct rn_item *it, const char *kind, struct rn_diag *d)
{
    char made[RN_HASH_LEN + 1], body[96];
    const char *seal = made;
    if (it != NULL && s->salt == it->salt)
        seal = it->seal;
    else
        rn_item_seal(s->salt, s->content, s->r.reply.text, made);
    (void)snprintf(body, sizeof body, "v=%d h=%s", s->version, seal);
    const struct rn_event e = {
        .at = g->now, .kind = kind, .review = s->id, .actor = g->actor, .body = body};
    return rn_event_add(g->store, &e, d);
}

/* What nobody dated is new only where the place was read before: in a file, and at first contact,
 * it may be years old. */
static bool is_historic(const struct rn_ingest *g, const struct rn_stored *s)
{
    if (s->r.created.precision != RN_TIME_NONE)
        return s->r.created.us < g->quiet_before;
    if (s->r.updated.precision != RN_TIME_NONE)
        return s->r.updated.us < g->quiet_before;
    return g->partial || s->seen_at <= g->origin.first_seen;
}

/* A review that is gone brings no item: its words are those of the stored text. */
static void words_of_stored(const void *ctx, const struct rn_ingest *g, const struct rn_stored *s,
                            struct rn_item *ret)
{
    *ret = (struct rn_item){.r = s->r};
    rn_words_of(ctx, &ret->words, s->r.title, s->r.text, s->r.lang);
    rn_rules_scan(ctx, g->rules, &ret->words, &ret->hits);
}

static enum rn_status ask_rules(struct rn_ingest *g, const struct rn_stored *s,
                                const struct rn_item *it, unsigned events, double stars_before,
                                struct rn_diag *d)
{
    struct rn_facts facts;
    struct rn_around around;
    struct rn_item made;
    struct rn_stored judged = *s;
    size_t fired;
    if (g->rules == NULL || events == 0)
        return RN_OK;
    RN_SCOPE(tmp);
    if (it == NULL) {
        words_of_stored(tmp, g, s, &made);
        it = &made;
    }
    if (rn_facts_judgement(tmp, &judged, d) != RN_OK)
        return d->status;
    rn_facts_make(&judged, g->listing, g->source, g->place, events, stars_before, g->now,
                  &it->words, &it->hits, &facts);
    rn_around_open(g->store, &around);
    facts.around = &around;
    const struct rn_deciding how = {.store = g->store,
                                    .rules = g->rules,
                                    .listing = g->listing,
                                    .now = g->now,
                                    .reply_limit = g->reply_limit,
                                    .reply_unit = g->reply_unit,
                                    .can_send = g->can_send,
                                    .historic = is_historic(g, s)};
    return rn_decide(&how, s, &facts, &fired, d);
}

/* One event in the chain for each bit, then the rules once with all of them. */
static enum rn_status happened(struct rn_ingest *g, const struct rn_stored *s,
                               const struct rn_item *it, unsigned events, double stars_before,
                               struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (int bit = 1; bit <= RN_ON_FOREIGN_REPLY && st == RN_OK; bit <<= 1)
        if (events & (unsigned)bit)
            st = tell_chain(g, s, it, rn_on_word(bit), d);
    return st == RN_OK ? ask_rules(g, s, it, events, stars_before, d) : st;
}

/* ---- new ------------------------------------------------------------------------------------- */

static struct rn_stored stored_of(const struct rn_ingest *g, const struct rn_item *it)
{
    return (struct rn_stored){
        .id = it->id,
        .origin = g->origin.n,
        .source = g->source,
        .listing = g->origin.listing,
        .r = it->r,
        .has_stars = it->has_stars,
        .stars = it->stars,
        .author = it->author[0] != '\0' ? it->author : NULL,
        .day = it->day,
        .seen_at = g->now,
        .content = it->content,
        .version = 1,
        .run = g->run->n,
        .status = rn_status_word(RN_STATUS_NEW),
        .answerable = g->answerable,
        .reply_counted = it->r.reply.state == RN_REPLY_PUBLISHED,
        .removed_at = it->r.removed ? g->now : 0,
    };
}

static void take_judgement(struct rn_stored *s, const struct rn_item *it)
{
    const bool any = it->judgement.n > 0;
    s->judgement = it->judgement;
    s->judged = any ? &it->judged : NULL;
    s->judged_lang = any ? it->judged.lang : NULL;
    s->judged_label = any ? rn_label_word(it->judged.label) : NULL;
}

static enum rn_status take_new(struct rn_ingest *g, struct rn_item *it, int64_t *ret_n,
                               struct rn_diag *d)
{
    struct rn_stored s = stored_of(g, it);
    s.salt = it->salt;
    take_judgement(&s, it);
    enum rn_status st = rn_review_add(g->store, &s, &it->words, d);
    if (st == RN_OK)
        st = move_sums(g, NULL, &s, d);
    if (st == RN_OK && s.removed_at != 0)
        st = tell_chain(g, &s, it, rn_on_word(RN_ON_NEW), d); /* gone already: no rule is asked */
    else if (st == RN_OK)
        st = happened(g, &s, it, RN_ON_NEW, 0, d);
    *ret_n = s.n;
    return st;
}

/* ---- another version ------------------------------------------------------------------------- */

/* What an export does not hold is not gone. */
static void keep_what_is_missing(struct rn_review *r, const struct rn_review *old)
{
    if (r->url.n == 0)
        r->url = old->url;
    if (r->translation.n == 0)
        r->translation = old->translation;
    if (r->lang.n == 0)
        r->lang = old->lang;
    if (r->app_version.n == 0)
        r->app_version = old->app_version;
    if (r->author_name.n == 0 && r->author_id.n == 0) {
        r->author_name = old->author_name;
        r->author_id = old->author_id;
    }
    if (r->updated.precision == RN_TIME_NONE)
        r->updated = old->updated;
}

static bool same_text(const struct rn_review *a, const struct rn_review *b)
{
    return rn_str_eq(a->title, b->title) && rn_str_eq(a->text, b->text);
}

/* What an answer's going or coming means. Only a published one counts as there. */
static unsigned reply_events(const struct rn_stored *was, const struct rn_stored *is)
{
    if (answered(was) && !answered(is))
        return RN_ON_REPLY_REMOVED;
    if (answered(is) && (!answered(was) || !rn_str_eq(was->r.reply.text, is->r.reply.text)))
        return RN_ON_FOREIGN_REPLY;
    return 0;
}

static unsigned change_events(const struct rn_stored *was, const struct rn_stored *is)
{
    unsigned events = reply_events(was, is);
    if (was->removed_at != 0 && is->removed_at == 0)
        events |= RN_ON_RESTORED;
    if (is->removed_at != 0 && was->removed_at == 0)
        events |= RN_ON_REMOVED;
    if (was->has_stars && is->has_stars && is->stars > was->stars)
        events |= RN_ON_RATING_UP;
    if (was->has_stars && is->has_stars && is->stars < was->stars)
        events |= RN_ON_RATING_DOWN;
    if (!same_text(&was->r, &is->r))
        events |= RN_ON_TEXT_CHANGED;
    return events;
}

/* No answer here, and none to be expected: an export need not hold them, nor does every interface.
 */
static bool tells_no_answer(const struct rn_ingest *g, const struct rn_item *it)
{
    return it->r.reply.state == RN_REPLY_NONE && (g->partial || !g->answerable);
}

/* Whether the item shows that a review missed since `went` (0: never) is there again. An export may
 * be older than that: only a change made later counts. */
static bool is_back(const struct rn_ingest *g, const struct rn_item *it, int64_t went)
{
    const bool later = it->r.updated.precision != RN_TIME_NONE && it->r.updated.us > went;
    return went != 0 && !it->r.removed && (!g->partial || later);
}

/* The stored review with the item's news on it. */
static struct rn_stored renewed(const struct rn_ingest *g, const struct rn_stored *old,
                                const struct rn_item *it)
{
    struct rn_stored s = *old;
    s.r = it->r;
    if (s.r.created.precision == RN_TIME_NONE)
        s.r.created = old->r.created;
    if (g->partial)
        keep_what_is_missing(&s.r, &old->r);
    if (tells_no_answer(g, it))
        s.r.reply = old->r.reply;
    if (s.author == NULL && it->author[0] != '\0')
        s.author = it->author;
    s.origin = g->origin.n;
    s.listing = old->listing;
    s.has_stars = it->has_stars;
    s.stars = it->stars;
    s.content = it->content;
    take_judgement(&s, it);
    s.answerable = s.answerable || g->answerable;
    s.reply_counted = answered(&s);
    if (it->r.removed || is_back(g, it, old->absent_since))
        s.absent_since = 0;
    if (it->r.removed && old->removed_at == 0)
        s.removed_at = g->now;
    else if (is_back(g, it, old->removed_at))
        s.removed_at = 0;
    return s;
}

/* A place may tell that a review is gone by its id alone: what was said stays as it was. */
static bool only_gone(const struct rn_item *it)
{
    return it->r.removed && it->r.text.n == 0 && it->r.title.n == 0 &&
           it->r.rating.scale == RN_SCALE_NONE;
}

static void gone_now(const struct rn_ingest *g, struct rn_stored *s, const struct rn_stored *old)
{
    *s = *old;
    s->origin = g->origin.n;
    s->removed_at = old->removed_at != 0 ? old->removed_at : g->now;
}

static enum rn_status take_known(struct rn_ingest *g, struct rn_item *it,
                                 const struct rn_known *known, bool content_changed,
                                 struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_stored old;
    enum rn_status st = rn_review_load_n(g->store, known->n, tmp, &old, d);
    if (st != RN_OK)
        return st;
    struct rn_stored s = renewed(g, &old, it);
    if (only_gone(it))
        gone_now(g, &s, &old);
    if (content_changed) {
        s.version = old.version + 1;
        s.run = g->run->n;
        st = rn_review_replace(g->store, &old, &s, &it->words, g->now, d);
    } else {
        s.r.created = old.r.created; /* of no content, so the row keeps what it has */
        st = rn_review_touch(g->store, &s, d);
    }
    if (st == RN_OK)
        st = move_sums(g, &old, &s, d);
    unsigned events = change_events(&old, &s);
    bool ours = false;
    g->run->removed += (events & RN_ON_REMOVED) != 0;
    if (st == RN_OK)
        st = rn_own_seen(g->store, &s, content_changed, g->now, &ours, d);
    if (ours) /* what we sent ourselves is news to nobody */
        events &= ~(unsigned)RN_ON_FOREIGN_REPLY;
    if (st == RN_OK && events != 0)
        st = happened(g, &s, it, events, old.has_stars ? old.stars : 0, d);
    return st;
}

/* ---- which of them --------------------------------------------------------------------------- */

static bool is_stale(const struct rn_item *it, const struct rn_known *k)
{
    return it->r.updated.precision != RN_TIME_NONE && k->updated_at != 0 &&
           it->r.updated.us < k->updated_at;
}

/* Something beside the content is worth writing: an answer, a return, a newer time of change. */
static bool needs_touch(const struct rn_ingest *g, const struct rn_item *it,
                        const struct rn_known *k)
{
    const bool back = is_back(g, it, k->absent_since) || is_back(g, it, k->removed_at);
    const bool gone = it->r.removed && k->removed_at == 0;
    const bool reply = strcmp(it->reply, k->reply) != 0 && !tells_no_answer(g, it);
    const bool later = it->r.updated.precision != RN_TIME_NONE && it->r.updated.us != k->updated_at;
    return back || gone || reply || (later && !g->partial);
}

/* What is to be written of an item. */
enum step { WRITE_NOTHING, WRITE_NEW, WRITE_CHANGED, WRITE_TOUCHED };

static enum step step_of(const struct rn_ingest *g, const struct rn_item *it,
                         const struct rn_known *known)
{
    if (only_gone(it))
        return known->found && known->removed_at == 0 ? WRITE_TOUCHED : WRITE_NOTHING;
    if (!known->found)
        return WRITE_NEW;
    if (known->expired || is_stale(it, known)) /* what may not be kept does not come back */
        return WRITE_NOTHING;
    if (strcmp(known->content, it->content) != 0)
        return WRITE_CHANGED;
    return needs_touch(g, it, known) ? WRITE_TOUCHED : WRITE_NOTHING;
}

enum rn_status rn_ingest_item(struct rn_ingest *g, struct rn_batch *b, struct rn_item *it,
                              enum rn_outcome *ret_outcome, int64_t *ret_n, struct rn_diag *d)
{
    struct rn_known known;
    enum rn_status st = rn_review_find(g->store, it->id, &known, d);
    if (st != RN_OK)
        return st;
    *ret_n = known.n;
    const enum step step = step_of(g, it, &known);
    *ret_outcome = step == WRITE_NEW       ? RN_TAKEN_NEW
                   : step == WRITE_CHANGED ? RN_TAKEN_CHANGED
                                           : RN_TAKEN_UNCHANGED;
    if (step != WRITE_NOTHING)
        rn_item_ready(b, it, g->rules);
    if (step == WRITE_NEW)
        st = take_new(g, it, ret_n, d);
    else if (step != WRITE_NOTHING)
        st = take_known(g, it, &known, step == WRITE_CHANGED, d);
    if (st != RN_OK)
        return st;
    g->run->added += *ret_outcome == RN_TAKEN_NEW;
    g->run->changed += *ret_outcome == RN_TAKEN_CHANGED;
    g->run->unchanged += *ret_outcome == RN_TAKEN_UNCHANGED;
    return RN_OK;
}

/* ---- absence --------------------------------------------------------------------------------- */

enum rn_status rn_ingest_absent(struct rn_ingest *g, int64_t n, bool *ret_removed,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_stored old;
    *ret_removed = false;
    enum rn_status st = rn_review_load_n(g->store, n, tmp, &old, d);
    if (st != RN_OK || old.removed_at != 0)
        return st;
    struct rn_stored s = old;
    if (old.absent_since == 0) {
        s.absent_since = g->now;
        return rn_review_touch(g->store, &s, d);
    }
    if (g->now - old.absent_since < ABSENCE_MIN)
        return RN_OK;
    s.removed_at = g->now;
    st = rn_review_touch(g->store, &s, d);
    if (st == RN_OK)
        st = move_sums(g, &old, &s, d);
    bool ours;
    if (st == RN_OK)
        st = rn_own_seen(g->store, &s, false, g->now, &ours, d);
    if (st == RN_OK)
        st = happened(g, &s, NULL, RN_ON_REMOVED, 0, d);
    if (st != RN_OK)
        return st;
    g->run->removed++;
    *ret_removed = true;
    return RN_OK;
}
