/* SPDX-License-Identifier: MIT
 *
 * One file through the fence: looked at, run, its leftovers named.
 */
#include "rules/set.h"

#include <stdarg.h>

#include "base/mem.h"
#include "rules/lint.h"

void rn_unit_say(struct rn_unit_file *u, bool warning, const char *file, int line, const char *fmt,
                 ...)
{
    RN_SCOPE(tmp);
    struct rn_script_finding finding = {.file = file, .line = line, .warning = warning};
    va_list ap;

    va_start(ap, fmt);
    finding.text = rn_mem_check(talloc_vasprintf(tmp, fmt, ap));
    va_end(ap);
    if (!warning)
        u->bad = true;
    if (u->found != NULL)
        u->found(u->arg, &finding);
}

/* "lib/words" is the file lib/words.lua of the same folder; nothing else can be meant. */
static const struct rn_str *find_helper(void *owner, const char *name, const char **ret_name)
{
    struct rn_unit_file *u = owner;
    size_t n = strlen(name);

    for (size_t i = 0; i < u->all_count; i++) {
        const struct rn_script *s = &u->all[i];
        if (strncmp(s->name, "lib/", 4) != 0 || strncmp(s->name, name, n) != 0 ||
            strcmp(s->name + n, ".lua") != 0)
            continue;
        *ret_name = s->path != NULL ? s->path : s->name;
        return &s->source;
    }
    return NULL;
}

static const char *shown_name(const struct rn_script *s)
{
    return s->path != NULL ? s->path : s->name;
}

static void ignore(void *arg, const struct rn_script_finding *finding)
{
    (void)arg;
    (void)finding;
}

static struct rn_unit_file *unit_new(const void *ctx, struct rn_script *s,
                                     rn_script_found_fn *found, void *arg)
{
    struct rn_unit_file *u = rn_new(ctx, struct rn_unit_file);

    u->script = s;
    u->name = rn_dupz(u, shown_name(s));
    u->hash = rn_dupz(u, s->hash);
    u->found = found != NULL ? found : ignore;
    u->arg = arg;
    u->fence = rn_fence_open(u, u, find_helper);
    if (u->fence == NULL)
        rn_unit_say(u, false, u->name, 1, "there is not enough memory to read this file");
    return u;
}

static bool needs_state(const struct rn_unit_file *u)
{
    for (size_t i = 0; i < u->rules.n; i++)
        if (((const struct rn_rule *)u->rules.v[i])->where >= 0)
            return true;
    return false;
}

static void run(struct rn_unit_file *u)
{
    struct rn_fault fault;

    if (strncmp(u->script->name, "tests/", 6) == 0) {
        rn_words_of_tests(u->fence);
    } else {
        rn_words_of_values(u->fence);
        rn_words_of_rules(u->fence);
        rn_words_of_templates(u->fence);
        rn_words_of_topics(u->fence);
    }
    if (!rn_fence_run(u->fence, u, u->name, u->script->source, &fault))
        rn_unit_say(u, false, fault.file, fault.line, "%s", fault.text);
    else
        rn_unit_leftovers(u);
}

struct rn_unit_file *rn_unit_run(const void *ctx, struct rn_script *script,
                                 const struct rn_script *all, size_t count,
                                 const struct rn_known_names *known, rn_script_found_fn *found,
                                 void *arg)
{
    static const struct rn_known_names nothing;
    struct rn_unit_file *u;

    if (!rn_lint_source(shown_name(script), script->source, found != NULL ? found : ignore, arg))
        return NULL;
    u = unit_new(ctx, script, found, arg);
    u->all = all;
    u->all_count = count;
    u->known = known != NULL ? known : &nothing;
    if (!u->bad)
        run(u);
    if (u->bad) {
        talloc_free(u);
        return NULL;
    }
    if (!needs_state(u)) {
        talloc_free(u->fence);
        u->fence = NULL;
    }
    u->known = NULL;
    u->all = NULL;
    return u;
}

bool rn_unit_reads(struct rn_script *script, rn_script_found_fn *found, void *arg)
{
    RN_SCOPE(tmp);
    struct rn_unit_file *u;
    struct rn_fault fault;

    if (!rn_lint_source(shown_name(script), script->source, found != NULL ? found : ignore, arg))
        return false;
    u = unit_new(tmp, script, found, arg);
    if (!u->bad && !rn_fence_reads(u->fence, u, u->name, script->source, &fault))
        rn_unit_say(u, false, fault.file, fault.line, "%s", fault.text);
    return !u->bad;
}
