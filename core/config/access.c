/* SPDX-License-Identifier: MIT
 *
 * A login is its credentials and the servers they go to. Two sources that agree in these are one
 * way in, so that an account with a hundred locations is asked once.
 */
#include "config/access.h"

#include <string.h>

#include <renown/plugin.h>

#include "base/mem.h"
#include "base/near.h"
#include "config/docs.h"
#include "config/fill.h"
#include "config/load.h"

/* ---- telling logins apart -------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_set(const struct rn_node *a, const struct rn_node *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->count != b->count)
        return false;
    for (const struct rn_node *n = a->first; n != NULL; n = n->next) {
        const struct rn_node *other = rn_node_get(b, n->key);
        if (other == NULL || !same_text(n->text, other->text))
            return false;
    }
    return true;
}

static bool same_login(const struct rn_source_config *a, const struct rn_source_config *b)
{
    return same_text(a->common.endpoint, b->common.endpoint) &&
           same_text(a->common.token_endpoint, b->common.token_endpoint) &&
           same_set(a->credentials, b->credentials);
}

static bool has_needs(const struct rn_node *set, const struct rn_auth *a)
{
    const char *needs[RN_LOGIN_NEEDS];
    rn_login_needs(a, needs);
    for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++)
        if (rn_node_null(rn_node_get(set, needs[i])))
            return false;
    return true;
}

static bool fits(const struct rn_node *set, const struct rn_plugin *p)
{
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++)
        if (has_needs(set, a))
            return true;
    return false;
}

/* ---- making sources -------------------------------------------------------------------------- */

static void add(struct rn_config *c, const struct rn_source_config *s)
{
    for (size_t i = 0; i < c->source_count; i++)
        if (same_login(&c->sources[i], s))
            return;
    c->sources[c->source_count++] = *s;
}

static struct rn_node *scalar(const void *ctx, const char *key, const char *text, int line)
{
    struct rn_node *n = rn_new(ctx, struct rn_node);
    *n = (struct rn_node){
        .type = RN_NODE_SCALAR, .key = key, .text = text, .line = line, .key_line = line};
    return n;
}

static const char *free_name(const struct rn_config *c, const struct rn_config *made,
                             const char *plugin)
{
    const char *name = rn_fmt(made, "discover-%s", plugin);
    for (int i = 2; rn_config_source(c, name) != NULL || rn_config_source(made, name) != NULL; i++)
        name = rn_fmt(made, "discover-%s-%d", plugin, i);
    return name;
}

/* A source that nobody wrote: `{ plugin: PLUGIN, credentials: SET }`, over the plugin's defaults.
 */
static enum rn_status add_made(const struct rn_config *c, struct rn_config *made,
                               const struct rn_plugin *p, const struct rn_node *set,
                               struct rn_diag *d)
{
    struct rn_loader l = {.c = made, .d = d};
    const struct rn_node *defaults = rn_node_get(c->defaults, p->name);
    struct rn_node *map = rn_new(made, struct rn_node);
    struct rn_source_config s = {.name = free_name(c, made, p->name), .plugin = p->name};
    map->type = RN_NODE_MAP;
    map->line = set != NULL ? set->key_line : defaults != NULL ? defaults->key_line : 1;
    map->first = scalar(made, "plugin", p->name, map->line);
    map->count = 1;
    if (set != NULL) {
        map->first->next = scalar(made, "credentials", set->key, map->line);
        map->count = 2;
    }
    s.node = rn_config_with_defaults(made, map, defaults);
    rn_load_section(&l, s.node, &rn_section_common, RN_FILL_LOOSE, &s.common);
    const struct rn_node *n = rn_node_get(s.node, "credentials");
    if (n != NULL)
        s.credentials = n->type == RN_NODE_MAP ? n : rn_node_get(c->named_credentials, n->text);
    if (l.faults > 0)
        return RN_INVALID;
    if (n != NULL && s.credentials == NULL)
        return rn_fail(d, RN_INVALID,
                       "%s:%d: 'credentials' names no set below 'credentials:' at the top of the "
                       "file",
                       c->path, n->line);
    add(made, &s);
    return RN_OK;
}

/* ---- where to look --------------------------------------------------------------------------- */

static enum rn_status take_wanted(const struct rn_config *c, struct rn_config *made,
                                  const struct rn_plugin *p, const char *wanted, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_node *set = rn_node_get(c->named_credentials, wanted);
    if (set != NULL && set->type == RN_NODE_MAP)
        return add_made(c, made, p, set, d);
    const size_t most = c->named_credentials != NULL ? c->named_credentials->count : 0;
    const char **names = rn_new_array(tmp, const char *, most + 1);
    size_t n = 0;
    for (set = most > 0 ? c->named_credentials->first : NULL; set != NULL; set = set->next)
        names[n++] = set->key;
    const char *near = rn_nearest(wanted, names, n);
    return rn_fail(d, RN_INVALID, "there is no set '%.100s' below 'credentials:' in %s%s%s", wanted,
                   c->path, near != NULL ? "; the nearest is " : "", near != NULL ? near : "");
}

static bool is_named_for(const char *set, const char *plugin)
{
    const size_t n = strlen(plugin);
    return strncmp(set, plugin, n) == 0 && (set[n] == '\0' || set[n] == '-');
}

static enum rn_status take_unused(const struct rn_config *c, struct rn_config *made,
                                  const struct rn_plugin *p, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    const struct rn_node *defaults = rn_node_get(c->defaults, p->name);
    if (!rn_node_null(rn_node_get(defaults, "credentials")) || p->auths == NULL)
        return add_made(c, made, p, NULL, d);
    const struct rn_node *set = c->named_credentials != NULL ? c->named_credentials->first : NULL;
    for (; set != NULL && st == RN_OK; set = set->next)
        if (set->type == RN_NODE_MAP && is_named_for(set->key, p->name) && fits(set, p))
            st = add_made(c, made, p, set, d);
    return st;
}

static enum rn_status none(const struct rn_config *c, const struct rn_plugin *p, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *needs[RN_LOGIN_NEEDS];
    char *all = rn_dupz(tmp, "");
    rn_login_needs(&p->auths[0], needs);
    for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++)
        all = rn_fmt(tmp, "%s%s%s: …", all, i > 0 ? ", " : "", needs[i]);
    return rn_fail(d, RN_INVALID,
                   "%s has no credentials for %s: write `credentials: { %s-main: { %s } }` at the "
                   "top of it (%s), or name a set with --credentials",
                   c->path, p->title, p->name, all, rn_login_words(&p->auths[0]));
}

enum rn_status rn_config_access(const void *ctx, const struct rn_config *c,
                                const struct rn_plugin *p, const char *wanted,
                                struct rn_config **ret, struct rn_diag *d)
{
    const size_t sets = c->named_credentials != NULL ? c->named_credentials->count : 0;
    struct rn_config *made = rn_new(ctx, struct rn_config);
    enum rn_status st = RN_OK;
    *made = *c;
    made->sources = rn_new_array(made, struct rn_source_config, c->source_count + sets + 2);
    made->source_count = 0;
    for (size_t i = 0; wanted == NULL && i < c->source_count; i++)
        if (strcmp(c->sources[i].plugin, p->name) == 0 &&
            (c->sources[i].credentials != NULL || p->auths == NULL))
            add(made, &c->sources[i]);
    if (wanted != NULL)
        st = take_wanted(c, made, p, wanted, d);
    else if (made->source_count == 0)
        st = take_unused(c, made, p, d);
    if (st == RN_OK && made->source_count == 0)
        st = none(c, p, d);
    if (st == RN_OK)
        *ret = made;
    else
        talloc_free(made);
    return st;
}

bool rn_config_is_default(const struct rn_config *c, const struct rn_source_config *s,
                          const char *key)
{
    const struct rn_node *here = rn_node_get(s->node, key);
    const struct rn_node *there = rn_node_get(rn_node_get(c->defaults, s->plugin), key);
    return here != NULL && there != NULL && here->text == there->text &&
           here->first == there->first;
}
