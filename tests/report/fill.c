/* SPDX-License-Identifier: MIT */
#include "report/fill.h"

#include <stdio.h>
#include <stdlib.h>

#include <renown/stamp.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/events.h"
#include "store/origins.h"
#include "store/reviews.h"
#include "store/rollups.h"

static void must(struct fill *f, enum rn_status status)
{
    if (status == RN_OK)
        return;
    (void)fprintf(stderr, "fill: %s\n", f->d.text);
    exit(1);
}

int64_t fill_time(const char *text)
{
    struct rn_time t;
    if (!rn_stamp_parse(rn_str(text), &t)) {
        (void)fprintf(stderr, "fill: %s is no time\n", text);
        exit(1);
    }
    return t.us;
}

void fill_open(struct fill *f, const void *ctx, const char *path, int64_t now)
{
    *f = (struct fill){.ctx = rn_mem_check(talloc_new(ctx)), .now = now};
    must(f, rn_store_open(f->ctx, path, RN_STORE_WRITE, now, &f->store, &f->d));
}

void fill_begin(struct fill *f)
{
    must(f, rn_store_begin(f->store, &f->d));
}

void fill_commit(struct fill *f)
{
    must(f, rn_store_commit(f->store, &f->d));
}

void fill_close(struct fill *f)
{
    talloc_free(f->ctx);
}

static int64_t origin_of(struct fill *f, const struct told *t)
{
    RN_SCOPE(tmp);
    struct rn_origin o;
    const char *label = t->source != NULL ? t->source : rn_fmt(tmp, "paper-%s", t->listing);
    must(f, rn_origin_open(f->store, label, t->listing, label, t->listing, f->now, tmp, &o, &f->d));
    return o.n;
}

static int32_t day_of(struct fill *f, const struct told *t)
{
    RN_SCOPE(tmp);
    struct rn_zone *zone;
    must(f, rn_zone_open(tmp, t->zone != NULL ? t->zone : "UTC", &zone, &f->d));
    return rn_zone_day(zone, t->at);
}

static void describe(const struct told *t, struct rn_stored *r)
{
    r->has_stars = t->stars > 0;
    r->stars = t->stars;
    r->seen_at = t->seen_at != 0 ? t->seen_at : t->at;
    r->removed_at = t->removed_at;
    r->answerable = true;
    r->r.size = sizeof r->r;
    r->r.external_id = rn_str(t->external_id);
    r->r.author_name = rn_str(t->author);
    r->r.title = rn_str(t->title);
    r->r.text = rn_str(t->text);
    r->r.lang = rn_str(t->lang);
    r->r.created = (struct rn_time){t->at, RN_TIME_SECOND};
    if (t->stars > 0)
        r->r.rating = (struct rn_rating){RN_SCALE_POINTS, t->stars, 5, 1};
    if (t->reply_at == 0)
        return;
    r->reply_counted = true;
    r->r.reply.state = RN_REPLY_PUBLISHED;
    r->r.reply.text = rn_str("Thank you for writing.");
    r->r.reply.at = (struct rn_time){t->reply_at, RN_TIME_SECOND};
}

const char *fill_review(struct fill *f, const struct told *t)
{
    char *id = rn_new_array(f->ctx, char, RN_ID_LEN + 1);
    struct rn_str parts[] = {rn_str(t->listing), rn_str(t->external_id)};
    struct rn_sums sums = {0};
    rn_id_make(parts, 2, id);
    struct rn_stored r = {.id = id,
                          .origin = origin_of(f, t),
                          .listing = t->listing,
                          .day = day_of(f, t),
                          .content = id,
                          .version = 1,
                          .run = 1,
                          .status = "new",
                          .salt = "0123456789abcdefghijkl"};
    describe(t, &r);
    must(f, rn_review_add(f->store, &r, NULL, &f->d));
    rn_sums_add_review(&sums, &r, 1);
    must(f, rn_rollup_add(f->store, r.listing, r.day, r.origin, &sums, &f->d));
    const struct rn_event e = {
        .at = r.seen_at, .kind = "new", .review = id, .actor = "sync:demo", .body = "version=1"};
    must(f, rn_event_add(f->store, &e, &f->d));
    return id;
}
