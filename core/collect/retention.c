/* SPDX-License-Identifier: MIT */
#include "collect/retention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/file.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"
#include "plugin/loader.h"
#include "store/events.h"
#include "store/origins.h"
#include "store/reviews.h"

/* In one transaction; others may write in between. */
enum { BATCH = 200 };

static const char plan_key[] = "retention", scrub_key[] = "retention_scrub";

/* An origin whose reviews live for `us` (0: for ever), or until they are removed. */
struct term {
    int64_t origin, us;
    bool removed_goes;
    const char *why; /* for the chain */
};

struct keeping {
    struct rn_store *s;
    const struct rn_config *config;
    int64_t now;
    struct term *terms;
    size_t count;
    struct rn_kept_span *kept; /* before and after the round */
    size_t kept_count;
    char mark[RN_HASH_LEN + 1]; /* of the terms */
    int64_t shortest, longest;
    int64_t oldest; /* first sight of the oldest one that went */
    size_t expired;
    struct rn_diag *d;
};

/* ---- how long -------------------------------------------------------------------------------- */

static const struct rn_limits *limits_of(const char *place)
{
    const struct rn_plugin *p;
    struct rn_diag ignored;
    return rn_plugin_load(place, &p, &ignored) == RN_OK ? p->limits : NULL;
}

static int64_t terms_of_place(const struct rn_limits *l)
{
    return l != NULL && l->retention == RN_KEEP_DAYS ? l->retention_days * RN_DAY : 0;
}

/* A plugin that was built before knows nothing of it. */
static bool removed_goes(const struct rn_limits *l)
{
    return l != NULL && l->size > offsetof(struct rn_limits, removed_goes) && l->removed_goes;
}

/* What the owner writes goes before the terms: a contract may allow more. */
static struct term term_of(const void *ctx, const struct rn_config *c, const struct rn_origin *o)
{
    char text[48];
    const struct rn_source_config *s = rn_config_source(c, o->label);
    const struct rn_limits *l = limits_of(o->place);
    struct term t = {.origin = o->n, .removed_goes = removed_goes(l)};
    if (s != NULL && s->common.retention.set) {
        t.us = s->common.retention.us;
        t.why = rn_fmt(ctx, "retention=%s", rn_duration_text(t.us, text));
        return t;
    }
    t.us = terms_of_place(l);
    t.why = rn_fmt(ctx, "terms=%s", rn_duration_text(t.us, text));
    return t;
}

static enum rn_status find_terms(struct keeping *k, const void *ctx)
{
    struct rn_origin *all;
    size_t n;
    struct rn_buf b;
    enum rn_status st = rn_origins_list(k->s, ctx, &all, &n, k->d);
    if (st != RN_OK)
        return st;
    rn_buf_init(&b, 64 << 20);
    k->terms = rn_new_array(ctx, struct term, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct term t = term_of(ctx, k->config, &all[i]);
        if (t.us <= 0 && !t.removed_goes)
            continue;
        k->terms[k->count++] = t;
        if (t.us > 0)
            k->shortest = k->shortest == 0 || t.us < k->shortest ? t.us : k->shortest;
        k->longest = t.us > k->longest ? t.us : k->longest;
        (void)rn_buf_fmt(&b, "%lld %lld%s\n", (long long)t.origin, (long long)t.us,
                         t.removed_goes ? " removed" : "");
    }
    const struct rn_str part = rn_buf_str(&b);
    rn_hash_text(rn_str(""), &part, 1, k->mark);
    rn_buf_free(&b);
    return RN_OK;
}

/* ---- whether --------------------------------------------------------------------------------- */

/* "INSTANT MARK": nothing is to be done before that instant while the terms are the same. An
 * instant further away than any term is of another clock. */
static bool may_wait(struct keeping *k, const void *ctx)
{
    struct rn_diag ignored;
    char *plan, *scrub, *rest;
    if (rn_store_meta(k->s, scrub_key, ctx, &scrub, &ignored) == RN_OK && scrub[0] == '1')
        return false;
    if (rn_store_meta(k->s, plan_key, ctx, &plan, &ignored) != RN_OK)
        return false;
    const int64_t at = strtoll(plan, &rest, 10);
    return rest[0] == ' ' && strcmp(rest + 1, k->mark) == 0 && at > k->now &&
           at - k->now <= (k->longest > RN_DAY ? k->longest : RN_DAY);
}

static enum rn_status set_meta(struct keeping *k, const char *key, const char *value)
{
    enum rn_status st = rn_store_begin(k->s, k->d);
    if (st == RN_OK)
        st = rn_store_set_meta(k->s, key, value, k->d);
    if (st == RN_OK)
        return rn_store_commit(k->s, k->d);
    rn_store_rollback(k->s);
    return st;
}

static enum rn_status look(struct keeping *k, const void *ctx)
{
    return rn_reviews_kept(k->s, ctx, &k->kept, &k->kept_count, k->d);
}

static const struct rn_kept_span *span_of(const struct keeping *k, int64_t origin)
{
    for (size_t low = 0, high = k->kept_count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (k->kept[middle].origin == origin)
            return &k->kept[middle];
        if (k->kept[middle].origin < origin)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Reviews that come later are seen later. Once a day it is looked at the kept pages anyhow. */
static enum rn_status plan_next(struct keeping *k)
{
    char text[32 + RN_HASH_LEN];
    int64_t next = k->now + (k->shortest > 0 && k->shortest < RN_DAY ? k->shortest : RN_DAY);
    for (size_t i = 0; i < k->count; i++) {
        const struct rn_kept_span *span = span_of(k, k->terms[i].origin);
        if (k->terms[i].us > 0 && span != NULL && span->seen + k->terms[i].us < next)
            next = span->seen + k->terms[i].us;
    }
    if (next <= k->now) /* one that could not go yet */
        next = k->now + RN_MINUTE;
    (void)snprintf(text, sizeof text, "%lld %s", (long long)next, k->mark);
    return set_meta(k, plan_key, text);
}

/* ---- letting go ------------------------------------------------------------------------------ */

static enum rn_status expire_one(struct keeping *k, const struct term *t, int64_t n)
{
    RN_SCOPE(tmp);
    struct rn_stored r;
    enum rn_status st = rn_review_load_n(k->s, n, tmp, &r, k->d);
    if (st == RN_OK)
        st = rn_review_expire(k->s, &r, k->d);
    if (st != RN_OK)
        return st;
    k->expired++;
    k->oldest = r.seen_at < k->oldest ? r.seen_at : k->oldest;
    const struct rn_event e = {
        .at = k->now, .kind = "expired", .review = r.id, .actor = "renown", .body = t->why};
    return rn_event_add(k->s, &e, k->d);
}

static enum rn_status expire_batch(struct keeping *k, const struct term *t, const int64_t *n,
                                   size_t count)
{
    enum rn_status st = rn_store_begin(k->s, k->d);
    if (st != RN_OK)
        return st;
    st = rn_store_set_meta(k->s, scrub_key, "1", k->d);
    for (size_t i = 0; i < count && st == RN_OK; i++)
        st = expire_one(k, t, n[i]);
    if (st == RN_OK)
        return rn_store_commit(k->s, k->d);
    rn_store_rollback(k->s);
    return st;
}

typedef enum rn_status which_reviews(struct rn_store *, int64_t origin, int64_t by, int64_t after,
                                     size_t limit, int64_t *ret_n, size_t *ret_count,
                                     struct rn_diag *);

static enum rn_status expire_those(struct keeping *k, const struct term *t, which_reviews *which,
                                   int64_t by)
{
    int64_t n[BATCH], after = 0;
    size_t count = 0;
    do {
        enum rn_status st = which(k->s, t->origin, by, after, BATCH, n, &count, k->d);
        if (st == RN_OK && count > 0)
            st = expire_batch(k, t, n, count);
        if (st != RN_OK)
            return st;
        if (count > 0)
            after = n[count - 1];
    } while (count == BATCH);
    return RN_OK;
}

/* Up to an hour early, so that a stream of reviews costs one pass an hour and none stays too long.
 */
static int64_t seen_by(const struct keeping *k, const struct term *t)
{
    const int64_t early = t->us / 24 < RN_HOUR ? t->us / 24 : RN_HOUR;
    return k->now - t->us + early;
}

/* An origin is asked for its reviews only when the first of them is due. */
static enum rn_status expire_origin(struct keeping *k, const struct term *t)
{
    const struct term gone = {.origin = t->origin, .why = "terms=removed"};
    const struct rn_kept_span *span = span_of(k, t->origin);
    enum rn_status st = RN_OK;
    if (span != NULL && t->us > 0 && span->seen <= seen_by(k, t))
        st = expire_those(k, t, rn_reviews_overdue, seen_by(k, t));
    if (st == RN_OK && span != NULL && t->removed_goes && span->removed <= k->now)
        st = expire_those(k, &gone, rn_reviews_taken_away, k->now);
    return st;
}

/* ---- the files ------------------------------------------------------------------------------- */

/* What a migration laid aside holds the reviews of that time. */
static void drop_copies(struct keeping *k, const void *ctx)
{
    struct rn_diag ignored;
    char *text, **names;
    size_t n;
    const char *path = k->config->store, *slash = strrchr(path, '/');
    const char *folder = slash != NULL ? rn_dup(ctx, rn_strn(path, (size_t)(slash - path))) : ".";
    const char *start = rn_fmt(ctx, "%s.before-", slash != NULL ? slash + 1 : path);
    if (rn_store_meta(k->s, "migrated_at", ctx, &text, &ignored) != RN_OK ||
        k->oldest > strtoll(text, NULL, 10) ||
        rn_dir_list(ctx, folder[0] != '\0' ? folder : "/", &names, &n, &ignored) != RN_OK)
        return;
    for (size_t i = 0; i < n; i++)
        if (strncmp(names[i], start, strlen(start)) == 0 &&
            unlink(rn_path_join(ctx, folder, names[i])) == 0)
            rn_say("%s was removed: it held reviews that may not be kept any longer", names[i]);
}

/* Somebody who reads the store at this moment holds the log: then it is done the next time. */
static enum rn_status scrub(struct keeping *k, const void *ctx)
{
    struct rn_diag ignored;
    char *wanted;
    if (rn_store_meta(k->s, scrub_key, ctx, &wanted, &ignored) != RN_OK || wanted[0] != '1')
        return RN_OK;
    enum rn_status st = rn_store_scrub(k->s, k->d);
    if (st == RN_BUSY)
        return RN_OK;
    return st == RN_OK ? set_meta(k, scrub_key, "0") : st;
}

enum rn_status rn_retention_run(struct rn_store *store, const struct rn_config *config,
                                const char *pages, int64_t now, size_t *ret_expired,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct keeping k = {.s = store, .config = config, .now = now, .oldest = INT64_MAX, .d = d};
    *ret_expired = 0;
    enum rn_status st = find_terms(&k, tmp);
    if (st != RN_OK || may_wait(&k, tmp))
        return st;
    st = look(&k, tmp);
    for (size_t i = 0; i < k.count && st == RN_OK; i++)
        st = expire_origin(&k, &k.terms[i]);
    *ret_expired = k.expired;
    if (st == RN_OK && k.expired > 0)
        drop_copies(&k, tmp);
    if (st == RN_OK)
        st = scrub(&k, tmp);
    rn_retention_pages(config, pages, now);
    if (st == RN_OK && k.expired > 0)
        st = look(&k, tmp);
    return st == RN_OK ? plan_next(&k) : st;
}
