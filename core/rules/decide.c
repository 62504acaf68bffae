/* SPDX-License-Identifier: MIT
 *
 * All rules against one frozen snapshot, then the merge.
 */
#include "rules/set.h"

#include <lauxlib.h>

#include "base/mem.h"
#include "rules/action.h"

enum { MATCHED_MAX = 200000 };

bool rn_rule_waits(const struct rn_rule *r, const struct rn_facts *f)
{
    return r->after.set && r->after.us > f->waited;
}

bool rn_rule_holds(const void *ctx, const struct rn_rule *r, const struct rn_facts *f,
                   const char **why)
{
    if (r->when != NULL && !rn_cond_holds(r->when, f))
        return false;
    return r->where == LUA_NOREF || rn_where_holds(ctx, r, f, why);
}

/* At most a few dozen effects: comparing each with those before it is cheap. */
void rn_effects_merge(struct rn_effect *effects, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i && effects[i].shadowed_by == NULL; k++)
            if (effects[k].shadowed_by == NULL && effects[k].rule != effects[i].rule &&
                rn_action_excludes(effects[k].action, effects[i].action))
                effects[i].shadowed_by = effects[k].rule;
}

static const char *event_word(unsigned events)
{
    return rn_on_word((int)(events & -events));
}

static const char *matched_json(const void *ctx, const struct rn_rule *r, const struct rn_facts *f)
{
    struct rn_buf b;
    struct rn_jsonw w;
    const char *text;

    rn_buf_init(&b, MATCHED_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_array(&w);
    if (r->when != NULL)
        rn_cond_explain(r->when, f, false, &w);
    if (r->where != LUA_NOREF) {
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "text", rn_str("where"));
        rn_jsonw_kbool(&w, "holds", true);
        rn_jsonw_end(&w);
    }
    rn_jsonw_end(&w);
    text = rn_dupz(ctx, b.full ? "[]" : rn_buf_z(&b));
    rn_buf_free(&b);
    return text;
}

static void fire(const void *ctx, const struct rn_rule *r, const struct rn_facts *f,
                 struct rn_verdict *v)
{
    struct rn_effect *e;

    v->fired = rn_grow_array(ctx, v->fired, struct rn_fired, v->fired_count + 1);
    v->fired[v->fired_count++] =
        (struct rn_fired){r->name, r->hash, event_word(r->on & f->events), matched_json(ctx, r, f)};
    v->effects =
        rn_grow_array(ctx, v->effects, struct rn_effect, v->effect_count + r->action_count);
    for (size_t i = 0; i < r->action_count; i++) {
        e = &v->effects[v->effect_count++];
        *e = (struct rn_effect){&r->actions[i]->action, r->name, NULL};
    }
}

enum rn_status rn_rules_decide(const void *ctx, struct rn_rules *rules,
                               const struct rn_facts *facts, struct rn_verdict *ret,
                               struct rn_diag *d)
{
    struct rn_verdict v = {NULL, 0, NULL, 0};
    int64_t floor = INT64_MIN;

    (void)d;
    for (size_t i = 0; i < rules->rule_count && rules->rules[i]->priority >= floor; i++) {
        const struct rn_rule *r = rules->rules[i];
        if ((r->on & facts->events) == 0 || rn_rule_waits(r, facts) ||
            !rn_rule_holds(ctx, r, facts, NULL))
            continue;
        fire(ctx, r, facts, &v);
        if (r->stop)
            floor = r->priority;
    }
    rn_effects_merge(v.effects, v.effect_count);
    *ret = v;
    return RN_OK;
}
