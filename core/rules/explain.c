/* SPDX-License-Identifier: MIT
 *
 * Why a rule matched or did not: one JSON object a rule.
 */
#include <lauxlib.h>

#include "base/mem.h"
#include "rules/action.h"
#include "rules/set.h"

struct answer {
    bool matched, stopped;
    const char *error; /* of its `where` */
    size_t first;      /* of its effects */
};

struct explain {
    const struct rn_rules *rules;
    const struct rn_facts *facts;
    struct answer *answers;
    struct rn_effect *effects;
    size_t effect_count;
    const char *stopper;
};

static void add_effects(const void *ctx, struct explain *x, size_t i)
{
    const struct rn_rule *r = x->rules->rules[i];

    x->answers[i].first = x->effect_count;
    x->effects =
        rn_grow_array(ctx, x->effects, struct rn_effect, x->effect_count + r->action_count);
    for (size_t k = 0; k < r->action_count; k++)
        x->effects[x->effect_count++] = (struct rn_effect){&r->actions[k]->action, r->name, NULL};
}

static void answer_all(const void *ctx, struct explain *x)
{
    int64_t floor = INT64_MIN;

    for (size_t i = 0; i < x->rules->rule_count; i++) {
        const struct rn_rule *r = x->rules->rules[i];
        struct answer *a = &x->answers[i];
        a->matched = (r->on & x->facts->events) != 0 && rn_rule_holds(ctx, r, x->facts, &a->error);
        a->stopped = r->priority < floor;
        if (!a->matched || a->stopped || r->after.set)
            continue;
        add_effects(ctx, x, i);
        if (r->stop && floor == INT64_MIN) {
            floor = r->priority;
            x->stopper = r->name;
        }
    }
    rn_effects_merge(x->effects, x->effect_count);
}

static void write_conditions(const struct explain *x, size_t i, struct rn_jsonw *w)
{
    const struct rn_rule *r = x->rules->rules[i];

    rn_jsonw_key(w, "conditions");
    rn_jsonw_array(w);
    if (r->when != NULL)
        rn_cond_explain(r->when, x->facts, true, w);
    if (r->where != LUA_NOREF) {
        bool when = r->when == NULL || rn_cond_holds(r->when, x->facts);
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "text", rn_str("where"));
        if (when)
            rn_jsonw_kbool(w, "holds", rn_where_holds(NULL, r, x->facts, NULL));
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
}

static const struct rn_effect *effects_of(const struct explain *x, size_t i)
{
    const struct answer *a = &x->answers[i];
    bool merged = a->matched && !a->stopped && !x->rules->rules[i]->after.set;
    return merged ? &x->effects[a->first] : NULL;
}

static const char *write_actions(const struct explain *x, size_t i, struct rn_jsonw *w)
{
    const struct rn_rule *r = x->rules->rules[i];
    const struct rn_effect *e = effects_of(x, i);
    const char *winner = NULL;

    rn_jsonw_key(w, "actions");
    rn_jsonw_array(w);
    for (size_t k = 0; k < r->action_count; k++) {
        struct rn_buf b;
        rn_buf_init(&b, 20000);
        rn_action_text(&r->actions[k]->action, &b);
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "action", rn_str(rn_action_word(r->actions[k]->action.type)));
        rn_jsonw_kstr(w, "text", rn_buf_str(&b));
        if (e != NULL && e[k].shadowed_by != NULL) {
            rn_jsonw_kstr(w, "shadowed_by", rn_str(e[k].shadowed_by));
            winner = winner != NULL ? winner : e[k].shadowed_by;
        }
        rn_jsonw_end(w);
        rn_buf_free(&b);
    }
    rn_jsonw_end(w);
    return winner;
}

static void write_rule(const struct explain *x, size_t i, struct rn_buf *out)
{
    const struct rn_rule *r = x->rules->rules[i];
    const struct answer *a = &x->answers[i];
    const char *winner;
    struct rn_jsonw w;

    rn_jsonw_init(&w, out);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "rule", rn_str(r->name));
    rn_jsonw_kopt(&w, "doc", rn_str(r->doc));
    rn_jsonw_kint(&w, "priority", r->priority);
    rn_jsonw_kbool(&w, "matched", a->matched);
    write_conditions(x, i, &w);
    winner = write_actions(x, i, &w);
    rn_jsonw_kopt(&w, "shadowed_by", rn_str(winner));
    rn_jsonw_kopt(&w, "stopped_by", rn_str(a->matched && a->stopped ? x->stopper : NULL));
    if (r->after.set)
        rn_jsonw_kstr(&w, "waits", rn_str("rules with 'after' are carried out by a later version"));
    rn_jsonw_kopt(&w, "error", rn_str(a->error));
    rn_jsonw_kstr(&w, "file", rn_str(r->file));
    rn_jsonw_kint(&w, "line", r->line);
    rn_jsonw_end(&w);
    (void)rn_buf_addc(out, '\n');
}

enum rn_status rn_rules_explain(const void *ctx, struct rn_rules *rules,
                                const struct rn_facts *facts, struct rn_buf *out, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct explain x = {.rules = rules, .facts = facts};

    (void)ctx;
    x.answers = rn_new_array(tmp, struct answer, rules->rule_count + 1);
    answer_all(tmp, &x);
    for (size_t i = 0; i < rules->rule_count; i++)
        write_rule(&x, i, out);
    if (out->full)
        return rn_fail(d, RN_LIMIT, "explaining %zu rules takes more than %zu bytes of text",
                       rules->rule_count, out->limit);
    return RN_OK;
}
