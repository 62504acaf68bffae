/* SPDX-License-Identifier: MIT */
#include "collect/undo.h"

#include <stdio.h>

#include "base/mem.h"
#include "plugin/harvest.h"
#include "store/events.h"
#include "store/origins.h"
#include "store/reviews.h"
#include "store/rollups.h"
#include "text/judgement_kept.h"

static const char undone_mark[] = "taken back";

struct undoing {
    struct rn_store *s;
    struct rn_run run;
    int64_t now;
    const char *actor;
    struct rn_undone done;
    struct rn_diag *d;
};

static enum rn_status tell_chain(struct undoing *u, const char *review, const char *kind)
{
    char body[64];
    (void)snprintf(body, sizeof body, "run=%lld", (long long)u->run.n);
    const struct rn_event e = {
        .at = u->now, .kind = kind, .review = review, .actor = u->actor, .body = body};
    return rn_event_add(u->s, &e, u->d);
}

static enum rn_status move_sums(struct undoing *u, const struct rn_stored *was,
                                const struct rn_stored *is)
{
    struct rn_sums delta = {0};
    rn_sums_add_review(&delta, was, -1);
    if (is != NULL)
        rn_sums_add_review(&delta, is, 1);
    return rn_rollup_add(u->s, was->listing, was->day, was->origin, &delta, u->d);
}

static enum rn_status erase(struct undoing *u, const struct rn_stored *r)
{
    enum rn_status st = move_sums(u, r, NULL);
    if (st == RN_OK)
        st = rn_review_erase(u->s, r, u->d);
    if (st == RN_OK)
        st = tell_chain(u, r->id, "import_undone");
    u->done.erased += st == RN_OK;
    return st;
}

/* The review as the kept version has it; what no version holds stays. */
static struct rn_stored as_before(const struct rn_stored *now, const struct rn_version *v,
                                  const struct rn_judgement *judged,
                                  char content[RN_STORE_CONTENT + 1])
{
    struct rn_stored then = *now;
    then.r.rating = v->r.rating;
    then.r.title = v->r.title;
    then.r.text = v->r.text;
    then.r.translation = v->r.translation;
    then.r.lang = v->r.lang;
    then.r.app_version = v->r.app_version;
    then.r.updated = v->r.updated;
    then.judgement = v->judgement;
    then.judged_lang = judged->lang;
    then.judged_label = judged->lang != NULL ? rn_label_word(judged->label) : NULL;
    then.version = v->version;
    then.run = 0; /* which run brought it is not kept with a version */
    then.has_stars = rn_rating_stars(&then.r.rating, &then.stars);
    rn_content_hash(&then.r, content);
    then.content = content;
    return then;
}

static enum rn_status revert(struct undoing *u, const struct rn_stored *now, const void *ctx)
{
    struct rn_version *v;
    struct rn_judgement judged = {0};
    size_t n;
    char content[RN_STORE_CONTENT + 1];
    enum rn_status st = rn_versions_list(u->s, now->n, ctx, &v, &n, u->d);
    if (st != RN_OK || n == 0)
        return st;
    const struct rn_version *last = &v[n - 1];
    if (last->judgement.n > 0)
        st = rn_judgement_kept(ctx, last->judgement, last->r.title, last->r.text, &judged, u->d);
    if (st != RN_OK)
        return st;
    const struct rn_stored then = as_before(now, last, &judged, content);
    st = move_sums(u, now, &then);
    if (st == RN_OK)
        st = rn_review_revert(u->s, now, &then, u->d);
    if (st == RN_OK)
        st = tell_chain(u, now->id, "import_undone");
    u->done.reverted += st == RN_OK;
    return st;
}

static enum rn_status take_back(struct undoing *u, int64_t n)
{
    RN_SCOPE(tmp);
    struct rn_stored r;
    enum rn_status st = rn_review_load_n(u->s, n, tmp, &r, u->d);
    if (st != RN_OK)
        return st;
    return r.version > 1 ? revert(u, &r, tmp) : erase(u, &r);
}

static enum rn_status find_run(struct undoing *u, int64_t run, const void *ctx)
{
    enum rn_status st = rn_run_load(u->s, run, ctx, &u->run, u->d);
    if (st != RN_OK)
        return st;
    if (strcmp(u->run.kind, "import") != 0)
        return rn_fail(u->d, RN_INVALID,
                       "run %lld was no import but a %s: only imports can be taken back",
                       (long long)run, u->run.kind);
    if (u->run.note != NULL && strncmp(u->run.note, undone_mark, sizeof undone_mark - 1) == 0)
        return rn_fail(u->d, RN_INVALID, "import %lld was taken back already", (long long)run);
    return RN_OK;
}

static enum rn_status take_all_back(struct undoing *u, int64_t run, const void *ctx)
{
    int64_t *n = NULL;
    size_t count = 0;
    enum rn_status st = find_run(u, run, ctx);
    if (st == RN_OK)
        st = rn_reviews_of_run(u->s, run, ctx, &n, &count, u->d);
    for (size_t i = 0; i < count && st == RN_OK; i++)
        st = take_back(u, n[i]);
    if (st == RN_OK)
        st = tell_chain(u, NULL, "import_undone");
    u->run.note = rn_fmt(ctx, "%s by %s", undone_mark, u->actor);
    return st == RN_OK ? rn_run_save(u->s, &u->run, u->d) : st;
}

enum rn_status rn_undo_import(struct rn_store *s, int64_t run, int64_t now, const char *actor,
                              struct rn_undone *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct undoing u = {.s = s, .now = now, .actor = rn_fmt(tmp, "human:%s", actor), .d = d};
    enum rn_status st = rn_store_begin(s, d);
    if (st == RN_OK)
        st = take_all_back(&u, run, tmp);
    if (st == RN_OK)
        st = rn_store_commit(s, d);
    if (st != RN_OK) {
        rn_store_rollback(s);
        return st;
    }
    *ret = u.done;
    return RN_OK;
}
