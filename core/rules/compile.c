/* SPDX-License-Identifier: MIT
 *
 * Many files to one set of rules: names that must be unique, templates that must exist, one order,
 * one automaton. A bad file costs itself only.
 */
#include "rules/set.h"

#include <stdlib.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/near.h"
#include "rules/topic.h"

struct compile {
    struct rn_rules *rules;
    struct rn_script *scripts;
    size_t count;
    const struct rn_known_names *known;
    rn_script_found_fn *found;
    void *arg;
};

static bool in_folder(const struct rn_script *s, const char *folder)
{
    return strncmp(s->name, folder, strlen(folder)) == 0;
}

static void hash_script(struct rn_script *s)
{
    if (s->hash[0] == '\0')
        rn_hash_text((struct rn_str){NULL, 0}, &s->source, 1, s->hash);
}

/* ---- names ----------------------------------------------------------------------------------- */

static const struct rn_rule *rule_named(const struct rn_rules *set, const char *name)
{
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->rules.n; i++)
            if (strcmp(((struct rn_rule *)set->units[u]->rules.v[i])->name, name) == 0)
                return set->units[u]->rules.v[i];
    return NULL;
}

static const struct rn_template *template_named(const struct rn_rules *set, const char *name)
{
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->templates.n; i++)
            if (strcmp(((struct rn_template *)set->units[u]->templates.v[i])->name, name) == 0)
                return set->units[u]->templates.v[i];
    return NULL;
}

static bool names_are_free(const struct rn_rules *set, struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->rules.n; i++) {
        const struct rn_rule *r = u->rules.v[i], *first = rule_named(set, r->name);
        if (first != NULL)
            rn_unit_say(u, false, r->file, r->line,
                        "there is a rule \"%s\" already, in %s line %d; every rule needs a "
                        "name of its own",
                        r->name, first->file, first->line);
    }
    for (size_t i = 0; i < u->templates.n; i++) {
        const struct rn_template *t = u->templates.v[i], *first = template_named(set, t->name);
        if (first != NULL)
            rn_unit_say(u, false, t->file, t->line,
                        "there is a template \"%s\" already, in %s line %d", t->name, first->file,
                        first->line);
    }
    return !u->bad;
}

static void run_file(struct compile *c, struct rn_script *s)
{
    struct rn_rules *set = c->rules;
    struct rn_unit_file *u = rn_unit_run(set, s, c->scripts, c->count, c->known, c->found, c->arg);

    if (u != NULL && names_are_free(set, u)) {
        s->ok = true;
        set->units[set->unit_count++] = u;
        return;
    }
    talloc_free(u);
}

/* ---- templates ------------------------------------------------------------------------------- */

static void all_templates(struct rn_rules *set)
{
    size_t n = 0;

    for (size_t u = 0; u < set->unit_count; u++)
        n += set->units[u]->templates.n;
    talloc_free(set->templates);
    set->templates = rn_new_array(set, struct rn_template *, n + 1);
    set->template_count = 0;
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->templates.n; i++)
            set->templates[set->template_count++] = set->units[u]->templates.v[i];
}

static int by_template(const void *a, const void *b)
{
    return strcmp((*(struct rn_template *const *)a)->name, (*(struct rn_template *const *)b)->name);
}

static int name_to_template(const void *key, const void *item)
{
    return strcmp(key, (*(struct rn_template *const *)item)->name);
}

const struct rn_template *rn_rules_template(const struct rn_rules *rules, const char *name)
{
    struct rn_template **t = rules->template_count == 0
                                 ? NULL
                                 : bsearch(name, rules->templates, rules->template_count,
                                           sizeof *rules->templates, name_to_template);
    return t != NULL ? *t : NULL;
}

static void missing_template(const struct rn_rules *set, struct rn_unit_file *u,
                             const struct rn_rule *r, const char *name)
{
    RN_SCOPE(tmp);
    const char **names = rn_new_array(tmp, const char *, set->template_count + 1), *near;

    for (size_t i = 0; i < set->template_count; i++)
        names[i] = set->templates[i]->name;
    near = rn_nearest(name, names, set->template_count);
    if (near != NULL)
        rn_unit_say(u, false, r->file, r->line,
                    "rule \"%s\": there is no template \"%s\"; did you mean \"%s\"?", r->name, name,
                    near);
    else
        rn_unit_say(u, false, r->file, r->line, "rule \"%s\": there is no template \"%s\"", r->name,
                    name);
}

static void check_drafts(const struct rn_rules *set, struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->rules.n; i++) {
        const struct rn_rule *r = u->rules.v[i];
        for (size_t k = 0; k < r->action_count; k++) {
            const struct rn_action *a = &r->actions[k]->action;
            if ((a->type == RN_ACT_DRAFT || a->type == RN_ACT_REPLY) &&
                rn_rules_template(set, a->word) == NULL)
                missing_template(set, u, r, a->word);
        }
    }
}

/* A file that goes takes its templates and topics along, so this goes on until no more file goes.
 */
static void check_templates(struct rn_rules *set)
{
    size_t before, kept;

    do {
        before = set->unit_count;
        kept = 0;
        all_templates(set);
        qsort(set->templates, set->template_count, sizeof *set->templates, by_template);
        for (size_t u = 0; u < before; u++) {
            check_drafts(set, set->units[u]);
            rn_topics_check(set, set->units[u]);
        }
        for (size_t u = 0; u < before; u++) {
            struct rn_unit_file *unit = set->units[u];
            if (!unit->bad) {
                set->units[kept++] = unit;
                continue;
            }
            unit->script->ok = false;
            talloc_free(unit);
        }
        set->unit_count = kept;
    } while (kept < before);
}

/* ---- order and words ------------------------------------------------------------------------- */

static int by_priority(const void *x, const void *y)
{
    const struct rn_rule *a = *(struct rn_rule *const *)x, *b = *(struct rn_rule *const *)y;

    if (a->priority != b->priority)
        return a->priority > b->priority ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void order_rules(struct rn_rules *set)
{
    size_t n = 0;

    for (size_t u = 0; u < set->unit_count; u++)
        n += set->units[u]->rules.n;
    set->rules = rn_new_array(set, struct rn_rule *, n + 1);
    for (size_t u = 0; u < set->unit_count; u++)
        for (size_t i = 0; i < set->units[u]->rules.n; i++)
            set->rules[set->rule_count++] = set->units[u]->rules.v[i];
    qsort(set->rules, set->rule_count, sizeof *set->rules, by_priority);
}

static void enter_words(struct rn_rules *set)
{
    set->words = rn_automaton_new(set);
    for (size_t u = 0; u < set->unit_count; u++) {
        for (size_t i = 0; i < set->units[u]->conds.n; i++) {
            struct rn_cond *c = set->units[u]->conds.v[i];
            for (size_t k = 0; c->leaf != NULL && k < c->word_count; k++)
                c->leaf[k] = rn_automaton_add(set->words, c->words[k], &c->length[k]);
        }
        for (size_t i = 0; i < set->units[u]->topics.n; i++) {
            struct rn_own_topic *t = set->units[u]->topics.v[i];
            for (size_t k = 0; k < t->word_count; k++)
                t->leaf[k] = rn_automaton_add(set->words, t->words[k], &t->length[k]);
        }
        rn_topics_bind(set, set->units[u]);
    }
    rn_automaton_close(set->words);
}

static void warn_of_time(struct rn_rules *set)
{
    for (size_t i = 0; i < set->rule_count; i++) {
        const struct rn_rule *r = set->rules[i];
        if (r->after.set)
            rn_unit_say(r->unit, true, r->file, r->line,
                        "rule \"%s\" has an 'after': it is checked and kept, but rules "
                        "that wait are only carried out by a later version",
                        r->name);
    }
}

enum rn_status rn_rules_compile(const void *ctx, struct rn_script *scripts, size_t count,
                                const struct rn_known_names *known, rn_script_found_fn *found,
                                void *arg, struct rn_rules **ret, struct rn_diag *d)
{
    struct rn_rules *set = rn_new(ctx, struct rn_rules);
    struct compile c = {set, scripts, count, known, found, arg};

    (void)d;
    set->units = rn_new_array(set, struct rn_unit_file *, count + 1);
    for (size_t i = 0; i < count; i++) {
        scripts[i].ok = false;
        hash_script(&scripts[i]);
        if (in_folder(&scripts[i], "lib/"))
            scripts[i].ok = rn_unit_reads(&scripts[i], found, arg);
        else
            run_file(&c, &scripts[i]);
    }
    check_templates(set);
    for (size_t u = 0; u < set->unit_count; u++)
        set->units[u]->script = NULL;
    order_rules(set);
    enter_words(set);
    warn_of_time(set);
    *ret = set;
    return RN_OK;
}

size_t rn_rules_count(const struct rn_rules *rules)
{
    return rules->rule_count;
}

size_t rn_templates_count(const struct rn_rules *rules)
{
    return rules->template_count;
}

const char *rn_rule_name(const struct rn_rules *rules, size_t i)
{
    return i < rules->rule_count ? rules->rules[i]->name : NULL;
}

void rn_rules_scan(const void *ctx, const struct rn_rules *rules, const struct rn_words *words,
                   struct rn_hits *hits)
{
    rn_automaton_scan(ctx, rules->words, words, hits);
}
