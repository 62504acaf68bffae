/* SPDX-License-Identifier: MIT */
#include "collect/own.h"

#include "base/id.h"
#include "base/mem.h"
#include "collect/item.h"
#include "store/events.h"
#include "store/outbox.h"
#include "store/replies.h"
#include "store/rollups.h"

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* Not sent yet, but on its way to be. */
static bool is_ahead(const struct rn_reply_row *r)
{
    static const char *const words[] = {"proposed", "approved", "queued", NULL};
    return is_one_of(r->state, words);
}

enum rn_status rn_own_move(struct rn_store *s, const struct rn_stored *review,
                           const struct rn_reply_row *reply, const char *state, const char *bound,
                           const char *actor, const char *why, int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char seal[RN_HASH_LEN + 1];
    rn_item_seal(review->salt != NULL ? review->salt : "", "reply", rn_str(reply->text), seal);
    const struct rn_event e = {.at = now,
                               .kind = "reply",
                               .review = review->id,
                               .actor = actor,
                               .body = rn_fmt(tmp, "state=%s reply=%lld version=%d h=%s", state,
                                              (long long)reply->n, reply->version, seal)};
    enum rn_status st = rn_reply_set(s, reply->n, state, bound, why, d);
    return st == RN_OK ? rn_event_add(s, &e, d) : st;
}

enum rn_status rn_own_queue(struct rn_store *s, const struct rn_stored *review,
                            const struct rn_reply_row *reply, const struct rn_queueing *how,
                            struct rn_diag *d)
{
    char bound[RN_HASH_LEN + 1];
    struct rn_outbox_row row = {.kind = "reply",
                                .due = how->due,
                                .made = how->now,
                                .actor = how->actor,
                                .review = review->n,
                                .review_id = review->id,
                                .reply = reply->n,
                                .listing = review->listing,
                                .version = review->version,
                                .content = review->content,
                                .over = how->over,
                                .rule = how->rule};
    rn_approval_bind(review->id, review->content, reply->text, bound);
    enum rn_status st = rn_outbox_add(s, &row, d);
    return st == RN_OK
               ? rn_own_move(s, review, reply, "queued", bound, how->actor, NULL, how->now, d)
               : st;
}

/* ---- ours shows -------------------------------------------------------------------------------
 */

static const char *state_shown(const void *ctx, const struct rn_place_reply *shown,
                               const char **ret_why)
{
    *ret_why = NULL;
    if (shown->state == RN_REPLY_PENDING) {
        *ret_why = "the place is still checking it";
        return "sending";
    }
    if (shown->state == RN_REPLY_REJECTED) {
        *ret_why = rn_fmt(ctx, "the place rejected it%s%.*s", shown->note.n > 0 ? ": " : "",
                          RN_STR_ARG(shown->note));
        return "failed";
    }
    return "published";
}

static enum rn_status show(struct rn_store *s, const struct rn_stored *is,
                           const struct rn_reply_row *r, int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *why;
    const char *state = state_shown(tmp, &is->r.reply, &why);
    enum rn_status st = RN_OK;
    if (strcmp(state, r->state) != 0)
        st = rn_own_move(s, is, r, state, NULL, "site", why, now, d);
    if (st == RN_OK && strcmp(state, "sending") != 0)
        st = rn_outbox_arrived(s, r->n, d);
    return st;
}

/* The newest of ours with this text; a draft that somebody posted by hand counts too. */
static const struct rn_reply_row *find_ours(const struct rn_reply_row *v, size_t n,
                                            struct rn_str shown)
{
    for (size_t i = n; i > 0; i--)
        if (strcmp(v[i - 1].state, "superseded") != 0 &&
            rn_same_answer(rn_str(v[i - 1].text), shown))
            return &v[i - 1];
    return NULL;
}

/* ---- what waits -------------------------------------------------------------------------------
 */

/* The answer that stands there is the one that this reply was approved to replace. */
static enum rn_status may_replace(struct rn_store *s, const struct rn_reply_row *r,
                                  struct rn_str shown, bool *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_outbox_row *v;
    size_t n;
    char hash[RN_HASH_LEN + 1];
    enum rn_status st = rn_outbox_list(s, NULL, r->review, tmp, &v, &n, d);
    rn_answer_hash(shown, hash);
    *ret = false;
    for (size_t i = 0; st == RN_OK && i < n; i++)
        if (v[i].reply == r->n && v[i].over != NULL && strcmp(v[i].over, hash) == 0)
            *ret = true;
    return st;
}

static enum rn_status supersede(struct rn_store *s, const struct rn_stored *is,
                                const struct rn_reply_row *r, const char *why, int64_t now,
                                struct rn_diag *d)
{
    enum rn_status st = rn_own_move(s, is, r, "superseded", NULL, "site", why, now, d);
    return st == RN_OK ? rn_outbox_cancel(s, r->n, why, NULL, d) : st;
}

static enum rn_status look_at_ahead(struct rn_store *s, const struct rn_stored *is,
                                    const struct rn_reply_row *r, bool changed, int64_t now,
                                    struct rn_diag *d)
{
    const bool answered =
        is->r.reply.state == RN_REPLY_PUBLISHED || is->r.reply.state == RN_REPLY_PENDING;
    bool replace = false;
    if (is->removed_at != 0)
        return supersede(s, is, r, "the review is not there any more", now, d);
    if (changed)
        return supersede(s, is, r, "the review was changed after this text was written", now, d);
    if (!answered)
        return RN_OK;
    enum rn_status st = may_replace(s, r, is->r.reply.text, &replace, d);
    if (st != RN_OK || replace)
        return st;
    return supersede(s, is, r, "somebody has answered at the place", now, d);
}

/* One that was published and is not shown any more. */
static bool has_gone(const struct rn_stored *is, const struct rn_reply_row *r)
{
    return strcmp(r->state, "published") == 0 && is->answerable &&
           is->r.reply.state != RN_REPLY_PENDING;
}

enum rn_status rn_own_seen(struct rn_store *s, const struct rn_stored *is, bool content_changed,
                           int64_t now, bool *ret_ours, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row *v;
    const struct rn_reply_row *ours = NULL;
    size_t n;
    enum rn_status st = rn_replies_list(s, NULL, is->n, tmp, &v, &n, d);
    *ret_ours = false;
    if (st != RN_OK || n == 0)
        return st;
    if (is->r.reply.state != RN_REPLY_NONE)
        ours = find_ours(v, n, is->r.reply.text);
    if (ours != NULL)
        st = show(s, is, ours, now, d);
    for (size_t i = 0; i < n && st == RN_OK; i++) {
        if (&v[i] == ours)
            continue;
        if (is_ahead(&v[i]))
            st = look_at_ahead(s, is, &v[i], content_changed, now, d);
        else if (has_gone(is, &v[i]))
            st = rn_own_move(s, is, &v[i], "superseded", NULL, "site",
                             "the place does not show it any more", now, d);
    }
    *ret_ours = ours != NULL;
    return st;
}

/* ---- a read-back ------------------------------------------------------------------------------
 */

enum rn_status rn_own_shown(struct rn_store *s, struct rn_stored *review,
                            const struct rn_place_reply *reply, int64_t now, struct rn_diag *d)
{
    struct rn_stored is = *review;
    struct rn_sums delta = {0};
    bool ours;
    is.r.reply = *reply;
    is.reply_counted = reply->state == RN_REPLY_PUBLISHED;
    rn_sums_add_review(&delta, review, -1);
    rn_sums_add_review(&delta, &is, 1);
    enum rn_status st = rn_rollup_add(s, is.listing, is.day, is.origin, &delta, d);
    if (st == RN_OK)
        st = rn_review_touch(s, &is, d);
    if (st == RN_OK)
        st = rn_own_seen(s, &is, false, now, &ours, d);
    if (st == RN_OK)
        *review = is;
    return st;
}
