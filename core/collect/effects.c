/* SPDX-License-Identifier: MIT */
#include "collect/effects.h"

#include <renown/stamp.h>

#include "base/id.h"
#include "base/mem.h"
#include "collect/answering.h"
#include "collect/facts.h"
#include "store/decisions.h"
#include "store/events.h"

enum { RECENT_REPLIES = 5, JSON_MAX = 1 << 20 };

/* One wish being carried out. `outcome` is what the decision will say about it. */
struct doing {
    const struct rn_deciding *how;
    const struct rn_stored *s;
    const struct rn_facts *facts;
    const struct rn_effect *effect;
    char *actor; /* rule:NAME */
    const char *script;
    void *tmp;
    const char *outcome;
    struct rn_diag *d;
};

static enum rn_status do_tag(struct doing *x)
{
    bool added;
    enum rn_status st = rn_tag_add(x->how->store, x->s->n, x->effect->action->word, x->actor,
                                   x->how->now, &added, x->d);
    x->outcome = st == RN_OK && !added ? "had it already" : "done";
    return st;
}

static enum rn_status do_untag(struct doing *x)
{
    x->outcome = "done";
    return rn_tag_remove(x->how->store, x->s->n, x->effect->action->word, x->d);
}

static enum rn_status do_priority(struct doing *x)
{
    x->outcome = "done";
    return rn_review_set_work(x->how->store, x->s->n, NULL, x->effect->action->word, NULL, x->d);
}

static enum rn_status do_assign(struct doing *x)
{
    x->outcome = "done";
    return rn_review_set_work(x->how->store, x->s->n, NULL, NULL, x->effect->action->word, x->d);
}

static enum rn_status do_note(struct doing *x)
{
    const struct rn_note_row row = {
        .review = x->s->n, .at = x->how->now, .actor = x->actor, .text = x->effect->action->word};
    x->outcome = "done";
    return rn_note_add(x->how->store, &row, x->d);
}

static enum rn_status render(struct doing *x, struct rn_rendered *ret, struct rn_diag *why)
{
    int recent[RECENT_REPLIES];
    struct rn_render in = {.template_name = x->effect->action->word,
                           .facts = x->facts,
                           .limit = x->how->reply_limit,
                           .unit = x->how->reply_unit,
                           .recent = recent};
    in.langs = rn_reply_langs(x->tmp, &x->s->r, x->how->listing, &in.lang_count);
    enum rn_status st = rn_reply_recent(x->how->store, x->s->listing, in.template_name,
                                        RECENT_REPLIES, recent, &in.recent_count, why);
    return st == RN_OK ? rn_template_render(x->tmp, x->how->rules, &in, ret, why) : st;
}

/* A template that has nothing to say in this language or at this length is no failure of the
 * intake: the decision tells why there is no draft. */
static enum rn_status render_or_tell(struct doing *x, struct rn_rendered *ret, bool *ret_none)
{
    struct rn_diag why;
    enum rn_status st = render(x, ret, &why);
    *ret_none = st == RN_GONE || st == RN_LIMIT || st == RN_INVALID;
    if (*ret_none)
        x->outcome = rn_fmt(x->tmp, "no draft: %s", why.text);
    return st == RN_OK || *ret_none ? RN_OK : rn_fail(x->d, st, "%s", why.text);
}

static enum rn_status do_reply(struct doing *x)
{
    struct rn_rendered text;
    bool none;
    enum rn_status st = render_or_tell(x, &text, &none);
    if (st != RN_OK || none)
        return st;
    const struct rn_rule_answer answer = {.how = x->how,
                                          .review = x->s,
                                          .facts = x->facts,
                                          .text = &text,
                                          .template_name = x->effect->action->word,
                                          .rule = x->effect->rule,
                                          .script = x->script,
                                          .actor = x->actor};
    return rn_answer_by_rule(x->tmp, &answer, &x->outcome, x->d);
}

static enum rn_status do_draft(struct doing *x)
{
    struct rn_rendered text;
    bool none;
    enum rn_status st = render_or_tell(x, &text, &none);
    if (st != RN_OK || none)
        return st;
    const struct rn_reply_row row = {.review = x->s->n,
                                     .version = x->s->version,
                                     .at = x->how->now,
                                     .state = "draft",
                                     .actor = x->actor,
                                     .template_name = x->effect->action->word,
                                     .variant = text.variant,
                                     .lang = text.lang,
                                     .text = text.text};
    x->outcome = rn_fmt(x->tmp, "drafted in %s, variant %d", text.lang, text.variant);
    return rn_reply_draft(x->how->store, &row, x->d);
}

static char *steps_json(const void *ctx, const struct rn_action *a)
{
    struct rn_buf b;
    struct rn_jsonw w;
    rn_buf_init(&b, JSON_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_array(&w);
    for (size_t i = 0; i < a->step_count; i++) {
        char after[48];
        rn_jsonw_object(&w);
        if (a->steps[i].after.set)
            rn_jsonw_kstr(&w, "after", rn_str(rn_duration_text(a->steps[i].after.us, after)));
        if (a->steps[i].after.set && a->steps[i].after.business)
            rn_jsonw_kbool(&w, "business", true);
        rn_jsonw_kopt(&w, "to", rn_str(a->steps[i].to));
        rn_jsonw_kopt(&w, "via", rn_str(a->steps[i].via));
        rn_jsonw_end(&w);
    }
    rn_jsonw_end(&w);
    char *text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

/* A ladder or a single word to somebody: kept open until channels carry it and a person has it. */
static enum rn_status do_escalate(struct doing *x)
{
    const struct rn_action *a = x->effect->action;
    const bool ladder = a->type == RN_ACT_ESCALATE;
    if (x->how->historic) {
        x->outcome = "held back: written before the first contact";
        return RN_OK;
    }
    const char *key = a->word != NULL ? a->word : x->effect->rule;
    if (!ladder && a->step_count > 0) /* one rule may tell several people: each destination once */
        key = rn_fmt(x->tmp, "%s/%s", a->steps[0].to != NULL ? a->steps[0].to : "",
                     a->steps[0].via != NULL ? a->steps[0].via : "");
    const char *kind = ladder ? "escalate" : "notify";
    const struct rn_str parts[] = {rn_str(x->s->id), rn_str(x->effect->rule), rn_str(key),
                                   rn_str(kind)};
    char id[RN_ID_LEN + 1];
    rn_id_make(parts, 4, id);
    const int64_t wait = a->step_count > 0 && a->steps[0].after.set ? a->steps[0].after.us : 0;
    const struct rn_escalation_row row = {.review = x->s->n,
                                          .version = x->s->version,
                                          .id = id,
                                          .rule = x->effect->rule,
                                          .key = key,
                                          .kind = kind,
                                          .steps = steps_json(x->tmp, a),
                                          .due = x->how->now + wait,
                                          .opened = x->how->now,
                                          .state = "open"};
    enum rn_status st = rn_escalation_open(x->how->store, &row, x->d);
    x->outcome = st == RN_CONFLICT ? "open already" : "opened";
    return st == RN_CONFLICT ? RN_OK : st;
}

static const struct {
    const char *word;
    enum rn_status (*run)(struct doing *);
} doings[] = {
    [RN_ACT_TAG] = {"tag", do_tag},
    [RN_ACT_UNTAG] = {"untag", do_untag},
    [RN_ACT_PRIORITY] = {"set_priority", do_priority},
    [RN_ACT_ASSIGN] = {"assign", do_assign},
    [RN_ACT_DRAFT] = {"draft", do_draft},
    [RN_ACT_REPLY] = {"reply", do_reply},
    [RN_ACT_NOTE] = {"note", do_note},
    [RN_ACT_NOTIFY] = {"notify", do_escalate},
    [RN_ACT_ESCALATE] = {"escalate", do_escalate},
};

static enum rn_status do_effect(struct doing *x)
{
    if (x->effect->shadowed_by == NULL)
        return doings[x->effect->action->type].run(x);
    x->outcome = rn_fmt(x->tmp, "shadowed by %s", x->effect->shadowed_by);
    return RN_OK;
}

static void write_outcome(struct rn_jsonw *w, const struct doing *x)
{
    const struct rn_action *a = x->effect->action;
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "do", rn_str(doings[a->type].word));
    rn_jsonw_kopt(w, "with", rn_str(a->word));
    if (a->step_count > 0 && a->steps[0].to != NULL)
        rn_jsonw_kstr(w, "to", rn_str(a->steps[0].to));
    rn_jsonw_kstr(w, "outcome", rn_str(x->outcome));
    rn_jsonw_end(w);
}

/* Carries out what one rule asked for and writes its decision and event. */
static enum rn_status do_rule(struct doing *x, const struct rn_verdict *v,
                              const struct rn_fired *fired)
{
    struct rn_buf b;
    struct rn_jsonw w;
    enum rn_status st = RN_OK;
    rn_buf_init(&b, JSON_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_array(&w);
    x->actor = rn_fmt(x->tmp, "rule:%s", fired->rule);
    x->script = fired->script;
    for (size_t i = 0; i < v->effect_count && st == RN_OK; i++) {
        if (strcmp(v->effects[i].rule, fired->rule) != 0)
            continue;
        x->effect = &v->effects[i];
        st = do_effect(x);
        if (st == RN_OK)
            write_outcome(&w, x);
    }
    rn_jsonw_end(&w);
    const struct rn_decision_row row = {.review = x->s->n,
                                        .version = x->s->version,
                                        .rule = fired->rule,
                                        .script = fired->script,
                                        .event = fired->event,
                                        .at = x->how->now,
                                        .matched = fired->matched,
                                        .actions = rn_buf_z(&b),
                                        .historic = x->how->historic};
    const struct rn_event event = {.at = x->how->now,
                                   .kind = "decision",
                                   .review = x->s->id,
                                   .actor = x->actor,
                                   .body = rn_fmt(x->tmp, "event=%s version=%d script=%.12s",
                                                  fired->event, x->s->version, fired->script)};
    if (st == RN_OK)
        st = rn_decision_add(x->how->store, &row, x->d);
    if (st == RN_OK)
        st = rn_event_add(x->how->store, &event, x->d);
    rn_buf_free(&b);
    return st;
}

enum rn_status rn_decide(const struct rn_deciding *how, const struct rn_stored *s,
                         const struct rn_facts *facts, size_t *ret_fired, struct rn_diag *d)
{
    struct rn_verdict v = {0};
    RN_SCOPE(tmp);
    enum rn_status st = rn_rules_decide(tmp, how->rules, facts, &v, d);
    struct doing x = {.how = how, .s = s, .facts = facts, .tmp = tmp, .d = d};
    for (size_t i = 0; i < v.fired_count && st == RN_OK; i++)
        st = do_rule(&x, &v, &v.fired[i]);
    *ret_fired = st == RN_OK ? v.fired_count : 0;
    return st;
}
