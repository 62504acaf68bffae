/* SPDX-License-Identifier: MIT
 *
 * What can be said about rules that are well written and yet do nothing: conditions that exclude
 * each other, rules that a `stop` above them never lets through, wishes that another rule always
 * takes first. Only what is certain is said: a condition that is not understood here proves
 * nothing.
 */
#include <lauxlib.h>

#include "base/mem.h"
#include "rules/action.h"
#include "rules/set.h"

enum { CONJUNCTS_MAX = 64, PAIRS_MAX = 200 };

/* The conditions that must all hold. */
struct conjuncts {
    const struct rn_cond *v[CONJUNCTS_MAX];
    size_t n;
};

static void flatten(const struct rn_cond *c, struct conjuncts *ret)
{
    if (c == NULL)
        return;
    if (c->type != &rn_cond_all) {
        if (ret->n < CONJUNCTS_MAX)
            ret->v[ret->n++] = c;
        return;
    }
    for (size_t i = 0; i < c->kid_count; i++)
        flatten(c->kids[i], ret);
}

/* ---- one condition and another --------------------------------------------------------------- */

static bool has_range(const struct rn_cond *c)
{
    return c->type == &rn_cond_stars || c->type == &rn_cond_length || c->type == &rn_cond_reach ||
           c->type == &rn_cond_age;
}

/* A review has one of these, and the words are those it may be. */
static bool has_one(const struct rn_cond *c)
{
    return c->type == &rn_cond_listing || c->type == &rn_cond_brand || c->type == &rn_cond_kind;
}

static bool has_word(const struct rn_cond *c, const char *word)
{
    for (size_t i = 0; i < c->word_count; i++)
        if (strcmp(c->words[i], word) == 0)
            return true;
    return false;
}

static size_t common_words(const struct rn_cond *a, const struct rn_cond *b)
{
    size_t n = 0;

    for (size_t i = 0; i < a->word_count; i++)
        n += has_word(b, a->words[i]);
    return n;
}

static bool same_text(const struct rn_cond *a, const struct rn_cond *b)
{
    struct rn_buf x, y;
    bool same;

    rn_buf_init(&x, 4000);
    rn_buf_init(&y, 4000);
    a->type->text(a, &x);
    b->type->text(b, &y);
    same = !x.full && !y.full && rn_str_eq(rn_buf_str(&x), rn_buf_str(&y));
    rn_buf_free(&x);
    rn_buf_free(&y);
    return same;
}

static bool same(const struct rn_cond *a, const struct rn_cond *b)
{
    if (a == b)
        return true;
    if (a->type != b->type || a->kid_count != b->kid_count || a->word_count != b->word_count ||
        common_words(a, b) != a->word_count || !same_text(a, b))
        return false;
    for (size_t i = 0; i < a->kid_count; i++)
        if (!same(a->kids[i], b->kids[i]))
            return false;
    return true;
}

static bool lies_below(const struct rn_cond *a, const struct rn_cond *b)
{
    return a->range.has_max && b->range.has_min && a->range.max < b->range.min;
}

static bool denies(const struct rn_cond *no, const struct rn_cond *c)
{
    for (size_t i = 0; no->type == &rn_cond_no && i < no->kid_count; i++)
        if (same(no->kids[i], c))
            return true;
    return false;
}

static bool exclude(const struct rn_cond *a, const struct rn_cond *b)
{
    if (a->type == b->type && has_range(a))
        return lies_below(a, b) || lies_below(b, a);
    if (a->type == b->type && has_one(a))
        return common_words(a, b) == 0;
    return denies(a, b) || denies(b, a);
}

/* Does b hold wherever a holds? */
static bool implies(const struct rn_cond *a, const struct rn_cond *b)
{
    if (a->type == b->type && has_range(a))
        return (!b->range.has_min || (a->range.has_min && a->range.min >= b->range.min)) &&
               (!b->range.has_max || (a->range.has_max && a->range.max <= b->range.max));
    if (a->type == b->type && (has_one(a) || a->type == &rn_cond_mentions))
        return common_words(a, b) == a->word_count;
    return same(a, b);
}

/* ---- one rule -------------------------------------------------------------------------------- */

static void say(const struct rn_rule *r, rn_script_found_fn *found, void *arg, const char *text)
{
    const struct rn_script_finding f = {
        .file = r->file, .line = r->line, .warning = true, .text = text};
    found(arg, &f);
}

static const char *text_of(const void *ctx, const struct rn_cond *c)
{
    struct rn_buf b;
    const char *text;

    rn_buf_init(&b, 400);
    c->type->text(c, &b);
    if (c->kid_count > 0) {
        (void)rn_buf_addz(&b, " { ");
        c->kids[0]->type->text(c->kids[0], &b);
        (void)rn_buf_addz(&b, c->kid_count > 1 ? ", … }" : " }");
    }
    text = b.full ? c->type->name : rn_dupz(ctx, rn_buf_z(&b));
    rn_buf_free(&b);
    return text;
}

static bool never_holds(const struct rn_rule *r, rn_script_found_fn *found, void *arg)
{
    RN_SCOPE(tmp);
    struct conjuncts all = {.n = 0};

    flatten(r->when, &all);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = i + 1; k < all.n; k++) {
            if (!exclude(all.v[i], all.v[k]))
                continue;
            say(r, found, arg,
                rn_fmt(tmp,
                       "rule \"%s\" can never match: \"%s\" and \"%s\" exclude each other; if "
                       "one of them is enough, join them with any { …, … }",
                       r->name, text_of(tmp, all.v[i]), text_of(tmp, all.v[k])));
            return true;
        }
    return false;
}

/* ---- one rule and those that go before it ---------------------------------------------------- */

/* Does `first` match wherever `r` does? */
static bool covers(const struct rn_rule *first, const struct rn_rule *r)
{
    struct conjuncts wide = {.n = 0}, narrow = {.n = 0};

    if (first->where != LUA_NOREF || first->after.set || r->after.set || (r->on & ~first->on) != 0)
        return false;
    flatten(first->when, &wide);
    flatten(r->when, &narrow);
    if (wide.n == CONJUNCTS_MAX)
        return false;
    for (size_t i = 0; i < wide.n; i++) {
        bool held = false;
        for (size_t k = 0; k < narrow.n && !held; k++)
            held = implies(narrow.v[k], wide.v[i]);
        if (!held)
            return false;
    }
    return true;
}

static bool is_exclusive(const struct rn_action *a)
{
    return a->type != RN_ACT_TAG && a->type != RN_ACT_UNTAG && a->word != NULL &&
           a->step_count == 0;
}

/* The first action of `r` that `first` always takes from it. */
static const struct rn_action *lost(const struct rn_rule *first, const struct rn_rule *r)
{
    for (size_t i = 0; i < r->action_count; i++)
        for (size_t k = 0; k < first->action_count; k++) {
            const struct rn_action *a = &first->actions[k]->action, *b = &r->actions[i]->action;
            if (is_exclusive(b) && rn_action_excludes(a, b) && strcmp(a->word, b->word) != 0)
                return b;
        }
    return NULL;
}

/* True when nothing more needs to be said about `r`. */
static bool compare(const struct rn_rule *first, const struct rn_rule *r, rn_script_found_fn *found,
                    void *arg)
{
    RN_SCOPE(tmp);
    const struct rn_action *action = lost(first, r);
    bool stopped = first->stop && first->priority > r->priority;

    if ((!stopped && action == NULL) || !covers(first, r))
        return false;
    if (stopped)
        say(r, found, arg,
            rn_fmt(tmp,
                   "rule \"%s\" is never reached: rule \"%s\" has stop = true, a higher "
                   "priority, and matches wherever this one does",
                   r->name, first->name));
    else
        say(r, found, arg,
            rn_fmt(tmp,
                   "rule \"%s\": its %s \"%s\" is never done: rule \"%s\" goes first and "
                   "matches wherever this one does; give this one the higher priority",
                   r->name, rn_action_word(action->type), action->word, first->name));
    return true;
}

void rn_rules_review(const struct rn_rules *rules, rn_script_found_fn *found, void *arg)
{
    for (size_t i = 0; i < rules->rule_count; i++) {
        bool done = never_holds(rules->rules[i], found, arg);
        for (size_t k = 0; k < i && k < PAIRS_MAX && !done; k++)
            done = compare(rules->rules[k], rules->rules[i], found, arg);
    }
}
