/* SPDX-License-Identifier: MIT */
#include "plugin/shape.h"

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "plugin/harvest.h"

static const char *const kinds[] = {[RN_KIND_REVIEW] = "review",
                                    [RN_KIND_MENTION] = "mention",
                                    [RN_KIND_COMMENT] = "comment",
                                    [RN_KIND_MESSAGE] = "message",
                                    [RN_KIND_SURVEY] = "survey"};
static const char *const reply_states[] = {[RN_REPLY_PUBLISHED] = "published",
                                           [RN_REPLY_PENDING] = "pending",
                                           [RN_REPLY_REJECTED] = "rejected"};
static const char *const precisions[] = {
    [RN_TIME_SECOND] = "second", [RN_TIME_DAY] = "day", [RN_TIME_MONTH] = "month"};

static void time_member(struct rn_jsonw *w, const char *key, struct rn_time t)
{
    char text[32];

    if (t.precision != RN_TIME_NONE)
        rn_jsonw_kstr(w, key, rn_str(rn_stamp_text(t.us, text)));
}

static void flag_member(struct rn_jsonw *w, const char *key, bool on)
{
    if (on)
        rn_jsonw_kbool(w, key, true);
}

static void author_member(struct rn_jsonw *w, const struct rn_review *r)
{
    if (r->author_id.n == 0 && r->author_name.n == 0)
        return;
    rn_jsonw_key(w, "author");
    rn_jsonw_object(w);
    rn_jsonw_kopt(w, "id", r->author_id);
    rn_jsonw_kopt(w, "name", r->author_name);
    rn_jsonw_end(w);
}

static void rating_members(struct rn_jsonw *w, const struct rn_rating *r)
{
    double stars;

    if (r->scale == RN_SCALE_NONE)
        return;
    rn_jsonw_key(w, "rating");
    rn_jsonw_object(w);
    rn_jsonw_knum(w, "value", r->value);
    rn_jsonw_knum(w, "best", r->best);
    rn_jsonw_knum(w, "worst", r->worst);
    rn_jsonw_end(w);
    if (rn_rating_stars(r, &stars))
        rn_jsonw_knum(w, "stars", stars);
}

static void time_members(struct rn_jsonw *w, const struct rn_review *r)
{
    enum rn_precision told =
        r->created.precision != RN_TIME_NONE ? r->created.precision : r->updated.precision;

    time_member(w, "created_at", r->created);
    time_member(w, "updated_at", r->updated);
    if (told != RN_TIME_NONE)
        rn_jsonw_kstr(w, "time_precision", rn_str(precisions[told]));
}

static void reply_member(struct rn_jsonw *w, const struct rn_place_reply *r)
{
    if (r->state == RN_REPLY_NONE)
        return;
    rn_jsonw_key(w, "reply");
    rn_jsonw_object(w);
    rn_jsonw_kopt(w, "text", r->text);
    rn_jsonw_kopt(w, "translation", r->translation);
    time_member(w, "at", r->at);
    rn_jsonw_kstr(w, "state", rn_str(reply_states[r->state]));
    rn_jsonw_kopt(w, "note", r->note);
    rn_jsonw_kstr(w, "origin", rn_str("site"));
    rn_jsonw_end(w);
}

void rn_shape_review(struct rn_jsonw *w, const struct rn_review *r, const char *source,
                     const char *listing)
{
    rn_jsonw_kstr(w, "kind", rn_str(kinds[r->kind]));
    rn_jsonw_kopt(w, "source", rn_str(source));
    rn_jsonw_kopt(w, "listing", rn_str(listing));
    rn_jsonw_kopt(w, "external_id", r->external_id);
    author_member(w, r);
    rating_members(w, &r->rating);
    rn_jsonw_kopt(w, "title", r->title);
    rn_jsonw_kopt(w, "text", r->text);
    rn_jsonw_kopt(w, "translation", r->translation);
    rn_jsonw_kopt(w, "lang", r->lang);
    rn_jsonw_kopt(w, "url", r->url);
    rn_jsonw_kopt(w, "app_version", r->app_version);
    rn_jsonw_kopt(w, "thread", r->thread);
    rn_jsonw_kopt(w, "parent", r->parent);
    if (r->reach > 0)
        rn_jsonw_knum(w, "reach", r->reach);
    time_members(w, r);
    flag_member(w, "truncated", r->truncated);
    flag_member(w, "removed", r->removed);
    reply_member(w, &r->reply);
}

void rn_shape_aggregate(struct rn_jsonw *w, const struct rn_aggregate *a)
{
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("aggregate"));
    rating_members(w, &a->rating);
    if (a->count >= 0)
        rn_jsonw_kint(w, "count", a->count);
    rn_jsonw_end(w);
}

void rn_shape_warning(struct rn_jsonw *w, const char *sentence)
{
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("warning"));
    rn_jsonw_kstr(w, "message", rn_str(sentence));
    rn_jsonw_end(w);
}

void rn_shape_candidate(struct rn_jsonw *w, const struct rn_candidate *c)
{
    rn_jsonw_kstr(w, "kind", rn_str("candidate"));
    rn_jsonw_kopt(w, "name", c->name);
    rn_jsonw_kopt(w, "where", c->where);
    rn_jsonw_kopt(w, "owner", c->owner);
    rn_jsonw_kopt(w, "url", c->url);
    rn_jsonw_kopt(w, "lang", c->lang);
    rn_jsonw_kopt(w, "note", c->note);
    rn_jsonw_key(w, "options");
    rn_jsonw_object(w);
    for (size_t i = 0; i < c->value_count; i++)
        rn_jsonw_kstr(w, c->values[i].option, c->values[i].value);
    rn_jsonw_end(w);
}

static void header_member(struct rn_jsonw *w, const struct rn_request *q)
{
    if (q->header_count == 0)
        return;
    rn_jsonw_key(w, "headers");
    rn_jsonw_array(w);
    for (size_t i = 0; i < q->header_count; i++) {
        rn_jsonw_array(w);
        rn_jsonw_str(w, q->headers[i].name);
        rn_jsonw_str(w, q->headers[i].value);
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
}

void rn_shape_request(struct rn_jsonw *w, const struct rn_request *q)
{
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("request"));
    rn_jsonw_kopt(w, "method", rn_str(q->method));
    rn_jsonw_kopt(w, "url", q->url);
    header_member(w, q);
    rn_jsonw_kopt(w, "body", q->body);
    rn_jsonw_kopt(w, "auth", rn_str(q->auth));
    rn_jsonw_kopt(w, "step", rn_str(q->step));
    rn_jsonw_kopt(w, "note", q->note);
    flag_member(w, "more", (q->flags & RN_REQUEST_MORE) != 0);
    flag_member(w, "page", (q->flags & RN_REQUEST_PAGE) != 0);
    if (q->price_micro > 0)
        rn_jsonw_kint(w, "price_micro", q->price_micro);
    rn_jsonw_end(w);
}
