/* SPDX-License-Identifier: MIT
 *
 * A source's options by its plugin's own table. `defaults:` of the plugin are laid under what the
 * source says before anything is read, so that both are checked alike and a fault names the line it
 * stands in.
 */
#include <renown/plugin.h>

#include "base/mem.h"
#include "config/fill.h"
#include "config/load.h"

enum { ALSO_MAX = 64 };

/* A shallow copy: the copies share keys, texts and members with the originals. */
static void append(const void *ctx, struct rn_node *map, struct rn_node **last,
                   const struct rn_node *n)
{
    struct rn_node *copy = rn_new(ctx, struct rn_node);
    *copy = *n;
    copy->next = NULL;
    if (*last != NULL)
        (*last)->next = copy;
    else
        map->first = copy;
    *last = copy;
    map->count++;
}

const struct rn_node *rn_config_with_defaults(const void *ctx, const struct rn_node *own,
                                              const struct rn_node *defaults)
{
    if (defaults == NULL || defaults->type != RN_NODE_MAP || own->type != RN_NODE_MAP)
        return own;
    struct rn_node *merged = rn_new(ctx, struct rn_node), *last = NULL;
    *merged = *own;
    merged->first = NULL;
    merged->count = 0;
    for (const struct rn_node *n = own->first; n != NULL; n = n->next)
        append(ctx, merged, &last, n);
    for (const struct rn_node *n = defaults->first; n != NULL; n = n->next)
        if (rn_node_get(own, n->key) == NULL)
            append(ctx, merged, &last, n);
    return merged;
}

static void allowed_keys(const char **also)
{
    size_t n = 0;
    also[n++] = "plugin";
    also[n++] = "name";
    also[n++] = "credentials";
    for (const struct rn_option *o = rn_section_common.options; o->name != NULL; o++)
        also[n++] = o->name;
    also[n] = NULL;
}

struct telling {
    const struct rn_config *c;
    const struct rn_source_config *s;
    rn_found_fn *found;
    void *arg;
};

static void tell(void *arg, int line, const char *sentence)
{
    const struct telling *t = arg;
    char text[900];
    (void)snprintf(text, sizeof text, "source %.100s: %s", t->s->name, sentence);
    struct rn_finding f = {t->c->path, line, false, text};
    t->found(t->arg, &f);
}

size_t rn_config_source_options(const void *ctx, const struct rn_config *c,
                                const struct rn_source_config *s, const struct rn_plugin *p,
                                rn_found_fn *found, void *arg, void **ret_config)
{
    const char *also[ALSO_MAX];
    struct rn_option_table t = {p->options, p->option_size};
    struct telling telling = {c, s, found, arg};
    struct rn_diag why = {0};
    void *out = rn_mem_check(talloc_zero_size(ctx, p->config_size > 0 ? p->config_size : 1));
    struct rn_fill f = {.ctx = out,
                        .file = c->path,
                        .shared = rn_file_shared(c->path),
                        .also = also,
                        .fault = tell,
                        .arg = &telling};
    allowed_keys(also);
    size_t faults = rn_fill(&f, s->node, &t, out);
    if (faults == 0 && p->check != NULL && p->check(out, &why) != RN_OK) {
        tell(&telling, s->node->line, why.text);
        faults = 1;
    }
    if (faults > 0)
        talloc_free(out);
    else
        *ret_config = out;
    return faults;
}

struct first {
    struct rn_diag *d;
    bool said;
};

static void keep_first(void *arg, const struct rn_finding *f)
{
    struct first *first = arg;
    if (!first->said)
        (void)rn_fail(first->d, RN_INVALID, "%s:%d: %s", f->file, f->line, f->text);
    first->said = true;
}

enum rn_status rn_config_plugin_options(const void *ctx, const struct rn_config *c,
                                        const struct rn_source_config *s, const struct rn_plugin *p,
                                        void **ret_config, struct rn_diag *d)
{
    struct first first = {d, false};
    size_t faults = rn_config_source_options(ctx, c, s, p, keep_first, &first, ret_config);
    return faults > 0 ? RN_INVALID : RN_OK;
}
