/* SPDX-License-Identifier: MIT
 *
 * What a test expects against what the rules ask for: sentences about the difference.
 */
#include "rules/test.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/near.h"
#include "rules/set.h"

struct compare {
    const void *ctx;
    struct rn_rules *rules;
    const struct rn_facts *facts;
    const struct rn_verdict *v;
    struct rn_mismatch *out;
    size_t n;
};

size_t rn_rules_test_count(const struct rn_rules *rules)
{
    size_t n = 0;

    for (size_t u = 0; u < rules->unit_count; u++)
        n += rules->units[u]->tests.n;
    return n;
}

const struct rn_test *rn_rules_test(const struct rn_rules *rules, size_t i)
{
    for (size_t u = 0; u < rules->unit_count; u++) {
        if (i < rules->units[u]->tests.n)
            return rules->units[u]->tests.v[i];
        i -= rules->units[u]->tests.n;
    }
    return NULL;
}

/* ---- names ----------------------------------------------------------------------------------- */

static const struct rn_rule *find_rule(const struct rn_rules *rules, const char *name)
{
    for (size_t i = 0; i < rules->rule_count; i++)
        if (strcmp(rules->rules[i]->name, name) == 0)
            return rules->rules[i];
    return NULL;
}

static char *unknown_rule(const void *ctx, const struct rn_rules *rules, const char *name)
{
    const char **names = rn_new_array(ctx, const char *, rules->rule_count + 1), *near;

    for (size_t i = 0; i < rules->rule_count; i++)
        names[i] = rules->rules[i]->name;
    near = rn_nearest(name, names, rules->rule_count);
    if (near != NULL)
        return rn_fmt(ctx, "there is no rule \"%s\"; did you mean \"%s\"?", name, near);
    return rn_fmt(ctx, "there is no rule \"%s\"", name);
}

static void check_names(const struct rn_rules *rules, const struct rn_test *t,
                        const struct rn_word_list *names, rn_script_found_fn *found, void *arg)
{
    RN_SCOPE(tmp);

    for (size_t i = 0; i < names->n; i++) {
        if (find_rule(rules, names->v[i]) != NULL)
            continue;
        const struct rn_script_finding f = {
            .file = t->file,
            .line = t->line,
            .text = rn_fmt(tmp, "test \"%s\": %s", t->name, unknown_rule(tmp, rules, names->v[i]))};
        found(arg, &f);
    }
}

void rn_tests_check(const struct rn_rules *rules, rn_script_found_fn *found, void *arg)
{
    for (size_t u = 0; u < rules->unit_count; u++)
        for (size_t i = 0; i < rules->units[u]->tests.n; i++) {
            const struct rn_test *t = rules->units[u]->tests.v[i];
            check_names(rules, t, &t->expect.rule, found, arg);
            check_names(rules, t, &t->expect.not_rule, found, arg);
        }
}

/* ---- what came of it ------------------------------------------------------------------------- */

static void add(struct compare *c, const char *rule, char *text)
{
    c->out = rn_grow_array(c->ctx, c->out, struct rn_mismatch, c->n + 1);
    c->out[c->n++] = (struct rn_mismatch){text, rule};
}

static bool did_fire(const struct compare *c, const char *rule)
{
    for (size_t i = 0; i < c->v->fired_count; i++)
        if (strcmp(c->v->fired[i].rule, rule) == 0)
            return true;
    return false;
}

/* The rules that matched, for people. */
static char *fired_names(const struct compare *c)
{
    char *text = NULL;

    for (size_t i = 0; i < c->v->fired_count; i++)
        text = rn_fmt(c->ctx, "%s%s\"%s\"", text != NULL ? text : "", i > 0 ? ", " : "",
                      c->v->fired[i].rule);
    return text != NULL ? text : rn_dupz(c->ctx, "none");
}

static const char *effect_word(const struct rn_effect *e)
{
    const struct rn_action *a = e->action;
    return a->type == RN_ACT_NOTIFY || a->type == RN_ACT_ESCALATE ? a->steps[0].to : a->word;
}

static bool counts(const struct rn_effect *e, enum rn_action_type type)
{
    return e->action->type == type && e->shadowed_by == NULL;
}

/* The words that effects of a type carry, for people. */
static char *effect_words(const struct compare *c, enum rn_action_type type)
{
    char *text = NULL;

    for (size_t i = 0; i < c->v->effect_count; i++)
        if (counts(&c->v->effects[i], type))
            text = rn_fmt(c->ctx, "%s%s\"%s\"", text != NULL ? text : "", text != NULL ? ", " : "",
                          effect_word(&c->v->effects[i]));
    return text != NULL ? text : rn_dupz(c->ctx, "none");
}

/* A ladder reaches everybody on it; a tag is a tag. */
static bool carries(const struct rn_effect *e, const char *word)
{
    const struct rn_action *a = e->action;

    if (a->type != RN_ACT_NOTIFY && a->type != RN_ACT_ESCALATE)
        return a->word != NULL && strcmp(a->word, word) == 0;
    for (size_t i = 0; i < a->step_count; i++)
        if (strcmp(a->steps[i].to, word) == 0)
            return true;
    return false;
}

static bool has_effect(const struct compare *c, enum rn_action_type type, const char *word)
{
    for (size_t i = 0; i < c->v->effect_count; i++)
        if (counts(&c->v->effects[i], type) && carries(&c->v->effects[i], word))
            return true;
    return false;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static void why_not(struct compare *c, const struct rn_rule *r)
{
    char *others = fired_names(c);
    char after[48];

    if ((r->on & c->facts->events) == 0)
        add(c, NULL,
            rn_fmt(c->ctx,
                   "rule \"%s\" is not asked about what happened: its 'on' does not hold "
                   "\"%s\"",
                   r->name, rn_on_word((int)(c->facts->events & -c->facts->events))));
    else if (!rn_rule_holds(c->ctx, r, c->facts, NULL))
        add(c, r->name,
            rn_fmt(c->ctx, "rule \"%s\" should match and does not; rules that match: %s", r->name,
                   others));
    else if (rn_rule_waits(r, c->facts))
        add(c, NULL,
            rn_fmt(c->ctx, "rule \"%s\" holds, but it waits: write given = { waited = \"%s\", … }",
                   r->name, rn_duration_text(r->after.us, after)));
    else
        add(c, NULL,
            rn_fmt(c->ctx,
                   "rule \"%s\" is not reached: a rule above it has stop = true; "
                   "rules that match: %s",
                   r->name, others));
}

static void compare_rules(struct compare *c, const struct rn_expect *e)
{
    for (size_t i = 0; i < e->rule.n; i++) {
        const struct rn_rule *r = find_rule(c->rules, e->rule.v[i]);
        if (r == NULL)
            add(c, NULL, unknown_rule(c->ctx, c->rules, e->rule.v[i]));
        else if (!did_fire(c, r->name))
            why_not(c, r);
    }
    for (size_t i = 0; i < e->not_rule.n; i++) {
        const char *name = e->not_rule.v[i];
        if (find_rule(c->rules, name) == NULL)
            add(c, NULL, unknown_rule(c->ctx, c->rules, name));
        else if (did_fire(c, name))
            add(c, name, rn_fmt(c->ctx, "rule \"%s\" should not match and does", name));
    }
    if (e->nothing && c->v->fired_count > 0)
        add(c, NULL, rn_fmt(c->ctx, "no rule should match; these do: %s", fired_names(c)));
}

static void compare_words(struct compare *c, const char *what, enum rn_action_type type,
                          const struct rn_word_list *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (!has_effect(c, type, words->v[i]))
            add(c, NULL,
                rn_fmt(c->ctx, "%s: \"%s\" is expected; there is: %s", what, words->v[i],
                       effect_words(c, type)));
}

static void compare_word(struct compare *c, const char *what, enum rn_action_type type,
                         const char *word)
{
    const struct rn_word_list one = {&word, 1};

    if (word != NULL)
        compare_words(c, what, type, &one);
}

static void compare_effects(struct compare *c, const struct rn_expect *e)
{
    compare_words(c, "tags", RN_ACT_TAG, &e->tags);
    for (size_t i = 0; i < e->not_tags.n; i++)
        if (has_effect(c, RN_ACT_TAG, e->not_tags.v[i]))
            add(c, NULL, rn_fmt(c->ctx, "tags: \"%s\" should not be there", e->not_tags.v[i]));
    compare_words(c, "escalates_to", RN_ACT_ESCALATE, &e->escalates_to);
    compare_words(c, "notifies", RN_ACT_NOTIFY, &e->notifies);
    compare_word(c, "priority", RN_ACT_PRIORITY, e->priority);
    compare_word(c, "assign", RN_ACT_ASSIGN, e->assign);
    compare_word(c, "draft", RN_ACT_DRAFT, e->draft);
}

enum rn_status rn_test_run(const void *ctx, struct rn_rules *rules, const struct rn_test *test,
                           const struct rn_facts *facts, struct rn_mismatch **ret,
                           size_t *ret_count, struct rn_diag *d)
{
    struct rn_verdict v;
    struct compare c = {.ctx = ctx, .rules = rules, .facts = facts, .v = &v};
    enum rn_status st = rn_rules_decide(ctx, rules, facts, &v, d);

    if (st != RN_OK)
        return st;
    compare_rules(&c, &test->expect);
    compare_effects(&c, &test->expect);
    *ret = c.out;
    *ret_count = c.n;
    return RN_OK;
}
