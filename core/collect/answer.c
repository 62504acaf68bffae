/* SPDX-License-Identifier: MIT */
#include "collect/answer.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "collect/keeper.h"
#include "collect/unchanged.h"
#include "net/cassette.h"
#include "plugin/harvest.h"

/* What changed within this time before the last complete run is read again (behaviours 2.1). */
#define OVERLAP (48 * RN_HOUR)

/* A request on its way: a copy of its own, so that it outlives the page that asked for it. */
struct rn_under_way {
    struct rn_call call;
    struct rn_request request;
    struct rn_source_run *run;
    struct rn_under_way *prev, *next; /* of the same run */
};

static void link_up(struct rn_source_run *r, struct rn_under_way *u)
{
    u->next = r->asked;
    if (r->asked != NULL)
        r->asked->prev = u;
    r->asked = u;
    r->pending++;
}

static void unlink_from(struct rn_under_way *u)
{
    struct rn_source_run *r = u->run;
    if (u->prev != NULL)
        u->prev->next = u->next;
    else
        r->asked = u->next;
    if (u->next != NULL)
        u->next->prev = u->prev;
    r->pending--;
}

void rn_source_forget(struct rn_source_run *r, struct rn_reader *reader)
{
    if (reader != NULL)
        rn_reader_forget(reader, r);
    while (r->asked != NULL) {
        struct rn_under_way *u = r->asked;
        unlink_from(u);
        rn_drop(r->setup->transport, u);
        talloc_free(u);
    }
}

/* ---- asking ---------------------------------------------------------------------------------- */

static struct rn_under_way *copy_request(struct rn_source_run *r, const struct rn_request *q)
{
    struct rn_under_way *u = rn_new(r->intake, struct rn_under_way);
    struct rn_header *headers = rn_new_array(u, struct rn_header, q->header_count + 2);
    for (size_t i = 0; i < q->header_count; i++)
        headers[i] = (struct rn_header){rn_dup_str(u, q->headers[i].name),
                                        rn_dup_str(u, q->headers[i].value)};
    u->run = r;
    u->request = *q;
    u->request.method = rn_dupz(u, q->method);
    u->request.url = rn_dup_str(u, q->url);
    u->request.body = rn_dup_str(u, q->body);
    u->request.headers = headers;
    rn_unchanged_ask(r, q, headers, &u->request.header_count, u);
    u->request.auth = q->auth != NULL ? rn_dupz(u, q->auth) : NULL;
    u->request.step = rn_dupz(u, q->step != NULL ? q->step : "");
    u->request.note = rn_dup_str(u, q->note);
    u->call = (struct rn_call){
        .request = &u->request, .source = r->source->name, .tag = u, .keeper = &r->keeper};
    return u;
}

static bool pages_left(struct rn_source_run *r)
{
    if (r->source->common.max_pages <= 0 ||
        r->pages + (int64_t)r->pending < r->source->common.max_pages)
        return true;
    rn_source_warn(r, "stopped after max_pages: %lld pages; older reviews were not looked at",
                   (long long)r->source->common.max_pages);
    r->cut = true;
    return false;
}

static void ask_one(struct rn_source_run *r, const struct rn_request *q)
{
    struct rn_diag why;
    if (!rn_sweep_asks(r->sweep, q->url, q->body)) {
        rn_source_break(r, RN_CHANGED,
                        "the place runs in circles: it named a page that was read already in this "
                        "run, so the rest of the list was not seen (wrap-around)");
        return;
    }
    if (!pages_left(r))
        return;
    struct rn_under_way *u = copy_request(r, q);
    if (rn_send(r->setup->transport, &u->call, &why) != RN_OK) {
        rn_source_break(r, why.status, why.text);
        talloc_free(u);
        return;
    }
    link_up(r, u);
    r->result.requests++;
}

void rn_source_ask(struct rn_source_run *r, const struct rn_request *requests, size_t count,
                   bool page_is_known)
{
    for (size_t i = 0; i < count; i++) {
        if ((requests[i].flags & RN_REQUEST_MORE) != 0 && page_is_known && !r->full)
            r->cut = true;
        else
            ask_one(r, &requests[i]);
    }
}

/* ---- storing a page -------------------------------------------------------------------------- */

/* The page lies wholly before the overlap: everything on it was there to be seen at the last
 * complete run. */
static bool page_is_old(const struct rn_source_run *r, const struct rn_harvest *h)
{
    const int64_t edge = r->intake->ingest.origin.last_complete - OVERLAP;
    for (size_t i = 0; i < h->review_count; i++) {
        const struct rn_review *v = &h->reviews[i];
        const struct rn_time t = v->updated.precision != RN_TIME_NONE ? v->updated : v->created;
        if (t.precision == RN_TIME_NONE || t.us >= edge)
            return false;
    }
    return h->review_count > 0;
}

/* First contact reads back no further than the owner's `backfill`, when there is one. */
static bool beyond_backfill(const struct rn_source_run *r, const struct rn_harvest *h)
{
    const struct rn_duration reach = r->source->common.backfill;
    if (!reach.set || r->setup->backfill || h->review_count == 0)
        return false;
    for (size_t i = 0; i < h->review_count; i++) {
        const struct rn_review *v = &h->reviews[i];
        const struct rn_time t = v->updated.precision != RN_TIME_NONE ? v->updated : v->created;
        if (t.precision == RN_TIME_NONE || t.us >= r->setup->now - reach.us)
            return false;
    }
    return true;
}

/* The second thread made the first batch ready; a page that is longer than one goes on here. */
static enum rn_status store_reviews(struct rn_source_run *r, struct rn_page *p, bool *ret_known,
                                    struct rn_diag *d)
{
    size_t next = p->batched;
    *ret_known = true;
    for (;;) {
        bool known = true;
        enum rn_status st = rn_intake_batch(r->intake, p->batch, r->sweep, &known, d);
        *ret_known = *ret_known && known;
        if (st != RN_OK || next == p->harvest->review_count)
            return st;
        next = rn_page_batch(p, next);
    }
}

static enum rn_status store_rest(struct rn_source_run *r, const struct rn_harvest *h,
                                 struct rn_diag *d)
{
    struct rn_origin *o = &r->intake->ingest.origin;
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < h->aggregate_count && st == RN_OK; i++) {
        if (h->aggregates[i].count >= 0)
            o->expected = h->aggregates[i].count;
        st = rn_aggregate_save(r->setup->store, o->n, r->setup->now, &h->aggregates[i], d);
    }
    if (h->has_cursor)
        o->cursor = rn_dup(r->intake, h->cursor);
    return st == RN_OK ? rn_origin_save(r->setup->store, o, d) : st;
}

/* Reviews, aggregate and cursor of a page take effect together. */
static enum rn_status store_page(struct rn_source_run *r, struct rn_page *p, struct rn_diag *d)
{
    enum rn_status st = rn_source_write(r, d);
    if (st == RN_OK)
        st = store_reviews(r, p, &r->known, d);
    return st == RN_OK ? store_rest(r, p->harvest, d) : st;
}

/* ---- an answer ------------------------------------------------------------------------------- */

static void tell_warnings(struct rn_source_run *r, const struct rn_harvest *h)
{
    for (size_t i = 0; i < h->warning_count; i++)
        rn_source_warn(r, "%s", h->warnings[i]);
    r->doubtful = r->doubtful || h->warning_count > 0;
    if (h->warning_more > 0)
        rn_source_warn(r, "and %zu more warnings about the same page", h->warning_more);
}

/* Keeps a page that was not understood, so that a repaired plugin can read it. */
static void keep_page(struct rn_source_run *r, const struct rn_page *p)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored;
    char *path;
    const struct rn_answer *a = &p->answer;
    if (a->status != RN_OK || p->diag.status != RN_CHANGED || r->setup->unexpected == NULL ||
        r->setup->dry_run || r->keep_nothing ||
        rn_cassette_keep(tmp, r->setup->unexpected, r->source->name, a->call->request, &a->response,
                         &path, &ignored) != RN_OK)
        return;
    rn_source_warn(r, "the page is kept in %s: `renown parse %s FILE` reads it again", path,
                   r->source->plugin);
}

/* All that the page asks for may be left out when the page is known. */
static bool is_all_more(const struct rn_harvest *h)
{
    for (size_t i = 0; i < h->request_count; i++)
        if ((h->requests[i].flags & RN_REQUEST_MORE) == 0)
            return false;
    return true;
}

static enum rn_status take_page(struct rn_source_run *r, struct rn_page *p, struct rn_diag *d)
{
    const struct rn_harvest *h = p->harvest;
    const size_t before = rn_sweep_count(r->sweep);
    const struct rn_request *q = p->answer.call->request;
    enum rn_status st = RN_OK;
    r->pages++;
    tell_warnings(r, h);
    if (h->has_paid)
        st = rn_keeper_settle(r, q, h->paid_micro, d);
    if (st != RN_OK)
        return st;
    if (r->keep_nothing) {
        rn_source_ask(r, h->requests, h->request_count, false);
        return RN_OK;
    }
    st = store_page(r, p, d);
    if (st != RN_OK)
        return st;
    if (h->warning_count == 0 && is_all_more(h))
        rn_unchanged_note(r, &p->answer, h->review_count);
    const bool overlaps = (q->flags & RN_REQUEST_OVERLAPS) != 0;
    if (h->review_count > 0 && r->pages > 1 && rn_sweep_count(r->sweep) == before &&
        h->request_count > 0 && !overlaps) {
        rn_source_break(r, RN_CHANGED,
                        "a page held only reviews of earlier pages of this run (wrap-around): the "
                        "rest of the list was not seen");
        return RN_OK;
    }
    const bool caught_up = r->known && page_is_old(r, h);
    if (beyond_backfill(r, h) && h->request_count > 0) {
        r->cut = true;
        return RN_OK;
    }
    rn_source_ask(r, h->requests, h->request_count, caught_up);
    return RN_OK;
}

/* There is nothing to read in it: as at a page that is known, the rest is left out. */
static void take_unchanged(struct rn_source_run *r, const struct rn_page *p)
{
    r->pages++;
    r->cut = true;
    if (p->lies)
        rn_source_break(r, RN_CHANGED,
                        rn_fmt(r,
                               "%s answered that nothing has changed (HTTP status 304), though it "
                               "was not asked that: its page was not seen; a cache on the way may "
                               "be at fault",
                               r->who.plugin->title));
}

void rn_source_answered(struct rn_reader *reader, const struct rn_answer *a)
{
    struct rn_source_run *r = ((struct rn_under_way *)a->call->tag)->run;
    struct rn_page *p = rn_reader_page(reader, a);
    p->owner = r;
    p->plugin = r->who.plugin;
    p->options = r->who.options;
    p->stores = !r->keep_nothing;
    p->learned = r->intake->learned;
    p->maker = r->intake->maker;
    p->maker.wordless = r->known;
    p->unchanged = a->status == RN_OK && rn_unchanged_is(r, a, &p->lies);
    rn_reader_put(reader);
}

enum rn_status rn_source_page(struct rn_source_run *r, struct rn_page *p, struct rn_diag *d)
{
    struct rn_under_way *u = p->answer.call->tag;
    enum rn_status st = RN_OK;
    unlink_from(u);
    if (p->unchanged || p->lies)
        take_unchanged(r, p);
    else if (p->status == RN_OK)
        st = take_page(r, p, d);
    else {
        rn_source_break(r, p->status, p->diag.text);
        keep_page(r, p);
    }
    talloc_free(u); /* asked and answered: a run of many pages keeps none of them */
    return st;
}
