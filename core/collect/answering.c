/* SPDX-License-Identifier: MIT */
#include "collect/answering.h"

#include "base/id.h"
#include "base/mem.h"
#include "collect/own.h"
#include "config/config.h"
#include "store/outbox.h"
#include "store/replies.h"
#include "text/judgement.h"

enum { MODE_SUGGEST, MODE_APPROVE, MODE_AUTO };

/* Below this nobody is sure of the language, so nobody is sure that the answer is in it. */
#define SURE 0.5

void rn_rule_hash(const char *rule, const char *script, char out[RN_HASH_LEN + 1])
{
    const struct rn_str parts[] = {rn_str(rule), rn_str(script)};
    rn_hash_text(rn_str("rule"), parts, 2, out);
}

char *rn_rule_release_key(const void *ctx, const char *hash)
{
    return rn_fmt(ctx, "released:%s", hash);
}

/* ---- why auto would not -----------------------------------------------------------------------
 */

static const char *text_speaks_against(const struct rn_rule_answer *a)
{
    const struct rn_judgement *j = a->facts->judgement;
    if (a->review->r.text.n == 0 && a->review->r.title.n == 0)
        return NULL;
    if (j == NULL || j->lang == NULL || j->lang_confidence < SURE)
        return "its language is not sure";
    if (j->risk_count > 0)
        return "it speaks of a risk";
    if (j->label == RN_LABEL_NEG || j->label == RN_LABEL_MIXED)
        return "its text is not all praise";
    return NULL;
}

/* NULL: auto may answer it. */
static const char *speaks_against(const struct rn_rule_answer *a)
{
    if (!a->how->can_send)
        return "the place has no interface for answers";
    if (!a->review->has_stars)
        return "it has no stars";
    if (a->review->stars <= 3)
        return "three stars or less are left to people";
    return text_speaks_against(a);
}

static enum rn_status is_canary_over(const struct rn_rule_answer *a, const char *hash, bool *ret,
                                     struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag why;
    char *who;
    int64_t n = 0;
    *ret = false;
    enum rn_status st =
        rn_store_meta(a->how->store, rn_rule_release_key(tmp, hash), tmp, &who, &why);
    if (st == RN_OK)
        return RN_OK;
    if (st != RN_GONE)
        return rn_fail(d, st, "%s", why.text);
    st = rn_outbox_of_rule(a->how->store, hash, &n, d);
    *ret = st == RN_OK && n >= a->how->listing->replies.canary;
    return st;
}

/* ---- carrying it out --------------------------------------------------------------------------
 */

/* Somebody's answer is further than a draft already. */
static enum rn_status is_under_way(const struct rn_rule_answer *a, bool *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row *v;
    size_t n;
    enum rn_status st = rn_replies_list(a->how->store, NULL, a->review->n, tmp, &v, &n, d);
    *ret = a->review->r.reply.state == RN_REPLY_PUBLISHED ||
           a->review->r.reply.state == RN_REPLY_PENDING;
    for (size_t i = 0; st == RN_OK && i < n; i++)
        if (strcmp(v[i].state, "draft") != 0 && strcmp(v[i].state, "superseded") != 0 &&
            strcmp(v[i].state, "failed") != 0)
            *ret = true;
    return st;
}

static enum rn_status draft(const void *ctx, const struct rn_rule_answer *a,
                            struct rn_reply_row *ret, struct rn_diag *d)
{
    struct rn_reply_row *v;
    size_t n;
    const struct rn_reply_row row = {.review = a->review->n,
                                     .version = a->review->version,
                                     .at = a->how->now,
                                     .state = "draft",
                                     .actor = a->actor,
                                     .template_name = a->template_name,
                                     .variant = a->text->variant,
                                     .lang = a->text->lang,
                                     .text = a->text->text};
    enum rn_status st = rn_reply_draft(a->how->store, &row, d);
    if (st == RN_OK)
        st = rn_replies_list(a->how->store, "draft", a->review->n, ctx, &v, &n, d);
    for (size_t i = 0; st == RN_OK && i < n; i++)
        if (strcmp(v[i].actor, a->actor) == 0)
            *ret = v[i];
    return st;
}

static enum rn_status propose(const struct rn_rule_answer *a, const struct rn_reply_row *r,
                              const char *why, struct rn_diag *d)
{
    return rn_own_move(a->how->store, a->review, r, "proposed", NULL, a->actor, why, a->how->now,
                       d);
}

static enum rn_status speak(const void *ctx, const struct rn_rule_answer *a,
                            const struct rn_reply_row *r, const char **ret_outcome,
                            struct rn_diag *d)
{
    char hash[RN_HASH_LEN + 1];
    bool over = false;
    const char *why = speaks_against(a);
    rn_rule_hash(a->rule, a->script, hash);
    if (why != NULL) {
        *ret_outcome = rn_fmt(ctx, "drafted, not sent: %s", why);
        return RN_OK;
    }
    enum rn_status st = is_canary_over(a, hash, &over, d);
    if (st != RN_OK)
        return st;
    if (over) {
        *ret_outcome = "proposed: the canary of this rule is used up";
        return propose(a, r, "the canary of this rule is used up: renown rules release lifts it",
                       d);
    }
    const struct rn_queueing how = {.actor = a->actor,
                                    .now = a->how->now,
                                    .due = a->how->now + a->how->listing->replies.rule_delay.us,
                                    .rule = hash};
    *ret_outcome = "approved by the rule and queued";
    return rn_own_queue(a->how->store, a->review, r, &how, d);
}

enum rn_status rn_answer_by_rule(const void *ctx, const struct rn_rule_answer *a,
                                 const char **ret_outcome, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row r = {0};
    bool under_way = false;
    const int mode = a->how->listing != NULL ? a->how->listing->replies.mode : MODE_SUGGEST;
    enum rn_status st = is_under_way(a, &under_way, d);
    if (st != RN_OK)
        return st;
    if (under_way) {
        *ret_outcome = "no answer: there is one already";
        return RN_OK;
    }
    st = draft(tmp, a, &r, d);
    if (st != RN_OK)
        return st;
    *ret_outcome = rn_fmt(ctx, "drafted in %s, variant %d%s", a->text->lang, a->text->variant,
                          a->how->historic ? "; held back: written before the first contact" : "");
    if (a->how->historic || mode == MODE_SUGGEST)
        return RN_OK;
    if (mode == MODE_AUTO)
        return speak(ctx, a, &r, ret_outcome, d);
    *ret_outcome = "proposed: waits for an approval";
    return propose(a, &r, NULL, d);
}
