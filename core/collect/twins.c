/* SPDX-License-Identifier: MIT
 *
 * The accounts of a plugin's sources are worked out when the first of them is asked about, and kept
 * in order.
 */
#include "collect/twins.h"

#include <stdlib.h>
#include <string.h>

#include <renown/plugin.h>

#include "base/mem.h"

struct account {
    const char *name;
    const struct rn_source_config *source;
};

struct family { /* all sources of one plugin */
    struct family *next;
    const char *plugin;
    struct account *accounts; /* by name, then as in the config */
    size_t count;
};

struct rn_twins {
    const struct rn_config *config;
    struct family *families;
};

struct rn_twins *rn_twins_new(const void *ctx, const struct rn_config *config)
{
    struct rn_twins *t = rn_new(ctx, struct rn_twins);
    t->config = config;
    return t;
}

static int in_order(const void *a, const void *b)
{
    const struct account *x = a, *y = b;
    const int by_name = strcmp(x->name, y->name);
    return by_name != 0 ? by_name : (x->source > y->source) - (x->source < y->source);
}

static void gather(struct family *f, const struct rn_config *config)
{
    RN_SCOPE(tmp);
    f->accounts = rn_new_array(f, struct account, config->source_count);
    for (size_t i = 0; i < config->source_count; i++) {
        const struct rn_source_config *s = &config->sources[i];
        struct rn_identity who;
        struct rn_diag ignored; /* a source with wrong options says so when it is read */
        if (strcmp(s->plugin, f->plugin) == 0 &&
            rn_identity_of(tmp, config, s, &who, &ignored) == RN_OK)
            f->accounts[f->count++] = (struct account){rn_dupz(f, who.account), s};
    }
    qsort(f->accounts, f->count, sizeof *f->accounts, in_order);
}

static const struct family *family_of(struct rn_twins *t, const char *plugin)
{
    for (const struct family *f = t->families; f != NULL; f = f->next)
        if (strcmp(f->plugin, plugin) == 0)
            return f;
    struct family *f = rn_new(t, struct family);
    f->plugin = plugin;
    gather(f, t->config);
    f->next = t->families;
    t->families = f;
    return f;
}

const struct rn_source_config *rn_twins_before(struct rn_twins *t, const struct rn_source_config *s,
                                               const struct rn_identity *who)
{
    if ((who->plugin->can & RN_CAN_FILES) != 0)
        return NULL;
    const struct family *f = family_of(t, s->plugin);
    size_t from = 0, to = f->count;
    while (from < to) { /* the first one with this account */
        const size_t middle = from + (to - from) / 2;
        if (strcmp(f->accounts[middle].name, who->account) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    const bool found = from < f->count && strcmp(f->accounts[from].name, who->account) == 0;
    return found && f->accounts[from].source < s ? f->accounts[from].source : NULL;
}
