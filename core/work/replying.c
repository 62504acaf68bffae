/* SPDX-License-Identifier: MIT */
#include "work/replying.h"

#include <inttypes.h>

#include <renown/plugin.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "collect/own.h"
#include "plugin/loader.h"
#include "rules/rules.h"
#include "store/events.h"
#include "store/outbox.h"

enum { TEXT_MAX = 20000 }; /* bytes, where the place tells no limit of its own */

/* ---- opening ----------------------------------------------------------------------------------
 */

/* Where its source left the config, or came from a file, nothing can be sent. */
static void look_at_place(struct rn_replying *x)
{
    const struct rn_source_config *s = rn_config_source(x->config, x->review.source);
    const struct rn_plugin *p;
    struct rn_diag ignored;
    if (s == NULL || rn_plugin_load(s->plugin, &p, &ignored) != RN_OK)
        return;
    x->can_send = (p->can & RN_CAN_REPLY) != 0;
    if (p->limits == NULL)
        return;
    x->limit = p->limits->reply_max;
    x->unit = (int)p->limits->reply_unit;
}

enum rn_status rn_replying_open(const void *ctx, const struct rn_config *config,
                                struct rn_store *store, const char *review, int64_t now,
                                struct rn_replying *ret, struct rn_diag *d)
{
    struct rn_replying x = {.config = config, .store = store, .now = now};
    enum rn_status st = rn_review_load(store, review, ctx, &x.review, d);
    if (st != RN_OK)
        return st;
    look_at_place(&x);
    *ret = x;
    return RN_OK;
}

static enum rn_status must_be(const struct rn_replying *x, enum rn_role role, const char *what,
                              struct rn_diag *d)
{
    static const char *const words[] = {"viewer", "agent", "manager", "admin"};
    if (x->role >= role)
        return RN_OK;
    return rn_fail(d, RN_REFUSED, "%s may not %s: that takes the role %s, and %s has the role %s",
                   x->actor, what, words[role], x->actor, words[x->role]);
}

/* ---- writing ----------------------------------------------------------------------------------
 */

static int64_t length_of(struct rn_str text, int unit)
{
    if (unit == RN_UNIT_BYTES)
        return (int64_t)text.n;
    return (int64_t)(unit == RN_UNIT_UTF16 ? rn_utf8_count16(text) : rn_utf8_count(text));
}

static enum rn_status check_text(const struct rn_replying *x, struct rn_str text, struct rn_diag *d)
{
    static const char *const units[] = {[RN_UNIT_CHARS] = "characters",
                                        [RN_UNIT_BYTES] = "bytes",
                                        [RN_UNIT_UTF16] = "UTF-16 units"};
    if (text.n == 0)
        return rn_fail(d, RN_INVALID, "the answer is empty: write something");
    if (!rn_utf8_valid(text))
        return rn_fail(d, RN_INVALID, "the answer is no text in UTF-8: save it in that encoding");
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ' && text.p[i] != '\n' && text.p[i] != '\t')
            return rn_fail(d, RN_INVALID,
                           "the answer holds a control character (byte %zu): take it out", i + 1);
    const int64_t max = x->limit > 0 ? x->limit : TEXT_MAX;
    const int unit = x->limit > 0 ? x->unit : RN_UNIT_BYTES;
    if (length_of(text, unit) > max)
        return rn_fail(d, RN_LIMIT,
                       "the answer has %" PRId64 " %s and the place takes %" PRId64
                       ": shorten it; it is never cut",
                       length_of(text, unit), units[unit], max);
    return RN_OK;
}

/* What must not be answered at all, or not again. */
static enum rn_status check_review(const struct rn_replying *x, struct rn_diag *d)
{
    const enum rn_reply_state state = x->review.r.reply.state;
    if (x->review.removed_at != 0)
        return rn_fail(d, RN_GONE, "review %s is not at the place any more: nobody can answer it",
                       x->review.id);
    if ((state == RN_REPLY_PUBLISHED || state == RN_REPLY_PENDING) && !x->edit)
        return rn_fail(d, RN_CONFLICT,
                       "review %s has an answer at the place already: --edit replaces it",
                       x->review.id);
    return RN_OK;
}

static enum rn_status own_draft(struct rn_replying *x, const void *ctx, struct rn_reply_row *ret,
                                struct rn_diag *d)
{
    struct rn_reply_row *v;
    size_t n;
    enum rn_status st = rn_replies_list(x->store, "draft", x->review.n, ctx, &v, &n, d);
    for (size_t i = n; st == RN_OK && i > 0; i--)
        if (strcmp(v[i - 1].actor, x->actor) == 0) {
            *ret = v[i - 1];
            return RN_OK;
        }
    return st == RN_OK ? rn_fail(d, RN_GONE, "there is no draft") : st;
}

enum rn_status rn_replying_write(struct rn_replying *x, struct rn_str text,
                                 const char *template_name, const struct rn_rendered *from,
                                 int64_t *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row own;
    const struct rn_reply_row row = {.review = x->review.n,
                                     .version = x->review.version,
                                     .at = x->now,
                                     .state = "draft",
                                     .actor = x->actor,
                                     .template_name = template_name,
                                     .variant = from != NULL ? from->variant : 0,
                                     .lang = from != NULL ? from->lang : NULL,
                                     .text = rn_dup(tmp, text)};
    enum rn_status st = must_be(x, RN_ROLE_AGENT, "write answers", d);
    if (st == RN_OK)
        st = check_text(x, text, d);
    if (st == RN_OK)
        st = check_review(x, d);
    if (st == RN_OK)
        st = rn_reply_draft(x->store, &row, d);
    if (st == RN_OK)
        st = own_draft(x, tmp, &own, d);
    if (st == RN_OK)
        st = rn_own_move(x->store, &x->review, &own, "draft", NULL, x->actor, NULL, x->now, d);
    if (st == RN_OK)
        *ret = own.n;
    return st;
}

/* ---- finding ----------------------------------------------------------------------------------
 */

enum rn_status rn_replying_find(struct rn_replying *x, const void *ctx, struct rn_reply_row *ret,
                                struct rn_diag *d)
{
    struct rn_reply_row *v;
    struct rn_diag ignored;
    size_t n;
    enum rn_status st = rn_replies_list(x->store, "proposed", x->review.n, ctx, &v, &n, d);
    if (st != RN_OK)
        return st;
    if (n > 0) {
        *ret = v[n - 1];
        return RN_OK;
    }
    if (own_draft(x, ctx, ret, &ignored) == RN_OK)
        return RN_OK;
    st = rn_replies_list(x->store, "draft", x->review.n, ctx, &v, &n, d);
    if (st == RN_OK && n == 0)
        return rn_fail(d, RN_GONE,
                       "review %s has no draft and nothing proposed: write an answer with --text "
                       "FILE or --template NAME",
                       x->review.id);
    if (st == RN_OK)
        *ret = v[n - 1];
    return st;
}

/* The one with this number, fit to be moved on: open, and written for the review as it is. */
static enum rn_status load_fit(struct rn_replying *x, int64_t reply, const void *ctx,
                               struct rn_reply_row *ret, struct rn_diag *d)
{
    enum rn_status st = rn_reply_load(x->store, reply, ctx, ret, d);
    if (st != RN_OK)
        return st;
    if (strcmp(ret->state, "draft") != 0 && strcmp(ret->state, "proposed") != 0)
        return rn_fail(d, RN_CONFLICT, "this answer is %s already", ret->state);
    if (ret->version != x->review.version)
        return rn_fail(d, RN_CONFLICT,
                       "this answer was written for version %d of the review, which is at version "
                       "%d by now: read it again, then give the text anew with --text",
                       ret->version, x->review.version);
    st = check_review(x, d);
    return st == RN_OK ? check_text(x, rn_str(ret->text), d) : st;
}

/* ---- proposing and approving ------------------------------------------------------------------
 */

enum rn_status rn_replying_propose(struct rn_replying *x, int64_t reply, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row r;
    enum rn_status st = must_be(x, RN_ROLE_AGENT, "propose answers", d);
    if (st == RN_OK)
        st = load_fit(x, reply, tmp, &r, d);
    return st == RN_OK
               ? rn_own_move(x->store, &x->review, &r, "proposed", NULL, x->actor, NULL, x->now, d)
               : st;
}

/* The narrower of the owner's general word and the listing's. */
static const struct rn_replies_config *limits_of(const struct rn_replying *x)
{
    const struct rn_listing *l = rn_config_listing(x->config, x->review.listing);
    return l != NULL ? &l->replies : &x->config->replies;
}

/* Another answer that waits gives way; one on its way does not. */
static enum rn_status make_room(struct rn_replying *x, int64_t reply, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row *v;
    size_t n;
    enum rn_status st = rn_replies_list(x->store, NULL, x->review.n, tmp, &v, &n, d);
    for (size_t i = 0; i < n && st == RN_OK; i++) {
        const bool waits = strcmp(v[i].state, "queued") == 0 || strcmp(v[i].state, "approved") == 0;
        if (v[i].n == reply)
            continue;
        if (strcmp(v[i].state, "sending") == 0)
            return rn_fail(d, RN_BUSY,
                           "another answer to this review is on its way: wait until renown "
                           "deliver knows what became of it");
        if (!waits)
            continue;
        st = rn_outbox_cancel(x->store, v[i].n, "another answer was approved", NULL, d);
        if (st == RN_OK)
            st = rn_own_move(x->store, &x->review, &v[i], "superseded", NULL, x->actor,
                             "another answer was approved", x->now, d);
    }
    return st;
}

static enum rn_status queue(struct rn_replying *x, const struct rn_reply_row *r, struct rn_diag *d)
{
    char over[RN_HASH_LEN + 1], bound[RN_HASH_LEN + 1];
    const bool replaces = x->edit && x->review.r.reply.state != RN_REPLY_NONE;
    const struct rn_queueing how = {.actor = x->actor,
                                    .now = x->now,
                                    .due = x->now + limits_of(x)->delay.us,
                                    .over = replaces ? over : NULL};
    enum rn_status st = make_room(x, r->n, d);
    rn_answer_hash(x->review.r.reply.text, over);
    if (st != RN_OK || x->can_send)
        return st == RN_OK ? rn_own_queue(x->store, &x->review, r, &how, d) : st;
    rn_approval_bind(x->review.id, x->review.content, r->text, bound);
    return rn_own_move(x->store, &x->review, r, "approved", bound, x->actor,
                       "this place has no interface for answers: copy it there, then say renown "
                       "reply ID --posted",
                       x->now, d);
}

static enum rn_status count_approvals(struct rn_replying *x, const struct rn_reply_row *r,
                                      int64_t *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char bound[RN_HASH_LEN + 1];
    char **who;
    size_t n;
    rn_approval_bind(x->review.id, x->review.content, r->text, bound);
    enum rn_status st = rn_approval_add(x->store, r->n, x->actor, x->now, bound, d);
    if (st == RN_OK)
        st = rn_approvals_list(x->store, r->n, bound, tmp, &who, &n, d);
    if (st == RN_OK)
        *ret = (int64_t)n;
    return st;
}

enum rn_status rn_replying_approve(struct rn_replying *x, int64_t reply, int64_t *ret_missing,
                                   struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row r;
    const int64_t quorum = limits_of(x)->quorum;
    int64_t have = 0;
    enum rn_status st = must_be(x, RN_ROLE_AGENT, "approve answers", d);
    if (st == RN_OK)
        st = load_fit(x, reply, tmp, &r, d);
    if (st != RN_OK)
        return st;
    if (quorum > 1 && strcmp(r.actor, x->actor) == 0)
        return rn_fail(d, RN_REFUSED,
                       "%s wrote this answer and may not approve it: the config wants %" PRId64
                       " others (quorum); propose it with --propose",
                       x->actor, quorum);
    st = count_approvals(x, &r, &have, d);
    if (st != RN_OK)
        return st;
    *ret_missing = have < quorum ? quorum - have : 0;
    if (have >= quorum)
        return queue(x, &r, d);
    return rn_own_move(x->store, &x->review, &r, "proposed", NULL, x->actor,
                       rn_fmt(tmp, "%" PRId64 " of %" PRId64 " approvals", have, quorum), x->now,
                       d);
}
