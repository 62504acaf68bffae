/* SPDX-License-Identifier: MIT
 *
 * What the config says together: names that must be unique, names that must exist, zones. Sorted
 * sets and binary search, since a file may hold many thousands of names.
 */
#include "config/load.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/zone.h"

struct named {
    const char *name;
    int line;
};

struct set {
    struct named *v;
    size_t n;
};

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int c = strcmp(x->name, y->name);
    return c != 0 ? c : (x->line > y->line) - (x->line < y->line);
}

static struct set new_set(const void *ctx, size_t room)
{
    return (struct set){rn_new_array(ctx, struct named, room + 1), 0};
}

static void put(struct set *s, const char *name, int line)
{
    s->v[s->n++] = (struct named){name, line};
}

/* Sorts, and says what stands twice. */
static void seal(struct rn_loader *l, struct set *s, const char *what, const char *cure)
{
    if (s->n > 1)
        qsort(s->v, s->n, sizeof *s->v, by_name);
    for (size_t i = 1; i < s->n; i++)
        if (strcmp(s->v[i - 1].name, s->v[i].name) == 0)
            rn_load_fault(l, s->v[i].line,
                          "%s '%.100s' stands here a second time (first in line "
                          "%d); %s",
                          what, s->v[i].name, s->v[i - 1].line, cure);
}

static bool has(const struct set *s, const char *name)
{
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = strcmp(s->v[mid].name, name);
        if (c == 0)
            return true;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static void must_have(struct rn_loader *l, const struct set *s, const char *what, const char *name,
                      int line)
{
    RN_SCOPE(tmp);
    if (name == NULL || has(s, name))
        return;
    size_t n = s->n < 1000 ? s->n : 1000;
    const char **names = rn_new_array(tmp, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = s->v[i].name;
    const char *near = rn_nearest(name, names, n);
    if (near != NULL)
        rn_load_fault(l, line, "there is no %s '%.100s'; did you mean '%s'?", what, name, near);
    else
        rn_load_fault(l, line, "there is no %s '%.100s'", what, name);
}

static int line_of(const struct rn_node *map, const char *key)
{
    const struct rn_node *n = rn_node_get(map, key);
    return n != NULL ? n->key_line : map->line;
}

/* ---- zones
 * --------------------------------------------------------------------------------------- */

static void verify_zone(struct rn_loader *l, const char *name, int line)
{
    RN_SCOPE(tmp);
    struct rn_zone *z;
    struct rn_diag why = {0};
    if (rn_zone_open(tmp, name, &z, &why) != RN_OK)
        rn_load_fault(l, line, "%s", why.text);
}

static void verify_zones(struct rn_loader *l)
{
    const struct rn_config *c = l->c;
    const char *last = c->zone;
    verify_zone(l, c->zone, line_of(c->root, "zone"));
    for (size_t i = 0; i < c->listing_count; i++) {
        if (strcmp(c->listings[i].zone, last) != 0 &&
            rn_node_get(c->listings[i].at, "zone") != NULL)
            verify_zone(l, c->listings[i].zone, line_of(c->listings[i].at, "zone"));
        last = c->listings[i].zone;
    }
    for (size_t i = 0; i < c->hours_count; i++)
        if (rn_node_get(c->hours[i].node, "zone") != NULL)
            verify_zone(l, c->hours[i].zone, line_of(c->hours[i].node, "zone"));
}

/* ---- names
 * --------------------------------------------------------------------------------------- */

struct names {
    struct set brands, listings, sources, hours, people, addressees, channels;
};

static void gather_watched(struct rn_loader *l, const void *ctx, struct names *n)
{
    const struct rn_config *c = l->c;
    n->brands = new_set(ctx, c->brand_count);
    n->listings = new_set(ctx, c->listing_count);
    n->sources = new_set(ctx, c->source_count);
    for (size_t i = 0; i < c->brand_count; i++)
        put(&n->brands, c->brands[i].name, c->brands[i].at->line);
    for (size_t i = 0; i < c->listing_count; i++)
        put(&n->listings, c->listings[i].id, c->listings[i].at->line);
    for (size_t i = 0; i < c->source_count; i++)
        put(&n->sources, c->sources[i].name, c->sources[i].node->line);
    seal(l, &n->brands, "brand", "merge the two");
    seal(l, &n->listings, "listing", "give each listing an id of its own");
    seal(l, &n->sources, "source", "give one of them another `name`");
}

/* A person and a team share one name space: `to = "care"` must mean one of them. */
static void gather_people(struct rn_loader *l, const void *ctx, struct names *n)
{
    const struct rn_config *c = l->c;
    const struct rn_node *people = rn_node_get(c->root, "people");
    const struct rn_node *teams = rn_node_get(c->root, "teams");
    n->people = new_set(ctx, people != NULL ? people->count : 0);
    n->addressees =
        new_set(ctx, (people != NULL ? people->count : 0) + (teams != NULL ? teams->count : 0));
    for (const struct rn_node *p = people != NULL ? people->first : NULL; p != NULL; p = p->next) {
        const struct rn_node *id = rn_node_get(p, "id");
        if (id == NULL || id->type != RN_NODE_SCALAR)
            continue;
        put(&n->people, id->text, p->line);
        put(&n->addressees, id->text, p->line);
    }
    for (const struct rn_node *t = teams != NULL ? teams->first : NULL; t != NULL; t = t->next) {
        const struct rn_node *id = rn_node_get(t, "id");
        if (id != NULL && id->type == RN_NODE_SCALAR)
            put(&n->addressees, id->text, t->line);
    }
    if (n->people.n > 1)
        qsort(n->people.v, n->people.n, sizeof *n->people.v, by_name);
    seal(l, &n->addressees, "person or team", "give each an id of its own");
}

static void gather(struct rn_loader *l, const void *ctx, struct names *n)
{
    const struct rn_config *c = l->c;
    gather_watched(l, ctx, n);
    gather_people(l, ctx, n);
    n->hours = new_set(ctx, c->hours_count);
    n->channels = new_set(ctx, c->channel_count);
    for (size_t i = 0; i < c->hours_count; i++)
        put(&n->hours, c->hours[i].id, c->hours[i].node->line);
    for (size_t i = 0; i < c->channel_count; i++)
        put(&n->channels, c->channels[i].id, c->channels[i].node->line);
    seal(l, &n->hours, "calendar", "rename one");
    seal(l, &n->channels, "channel", "rename one");
}

static void each_of(struct rn_loader *l, const struct set *s, const char *what,
                    const struct rn_list *list, int line)
{
    for (size_t i = 0; i < list->n; i++)
        must_have(l, s, what, list->v[i], line);
}

static void verify_people(struct rn_loader *l, const struct names *n)
{
    const struct rn_node *node = rn_node_get(l->c->root, "people");
    node = node != NULL ? node->first : NULL;
    for (size_t i = 0; i < l->c->people_count && node != NULL; i++, node = node->next) {
        const struct rn_person *p = &l->c->people[i];
        must_have(l, &n->hours, "calendar below 'hours:' named", p->hours, line_of(node, "hours"));
        each_of(l, &n->listings, "listing", &p->listings, line_of(node, "listings"));
    }
    node = rn_node_get(l->c->root, "teams");
    node = node != NULL ? node->first : NULL;
    for (size_t i = 0; i < l->c->team_count && node != NULL; i++, node = node->next)
        each_of(l, &n->people, "person", &l->c->teams[i].members, line_of(node, "members"));
}

static bool is_role(const char *name)
{
    static const char *const roles[] = {"role:viewer", "role:agent", "role:manager", "role:admin"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcmp(roles[i], name) == 0)
            return true;
    return false;
}

static void verify_digests(struct rn_loader *l, const struct names *n)
{
    const struct rn_node *node = rn_node_get(l->c->root, "digests");
    node = node != NULL ? node->first : NULL;
    for (size_t i = 0; i < l->c->digest_count && node != NULL; i++, node = node->next) {
        const struct rn_digest_config *g = &l->c->digests[i];
        must_have(l, &n->channels, "channel", g->via, line_of(node, "via"));
        for (size_t k = 0; k < g->to.n; k++)
            if (!is_role(g->to.v[k]))
                must_have(l, &n->addressees, "person or team", g->to.v[k], line_of(node, "to"));
    }
}

static void verify_sla(struct rn_loader *l, const struct names *n)
{
    const struct rn_node *e = rn_node_get(l->c->root, "sla");
    e = e != NULL ? e->first : NULL;
    for (size_t i = 0; i < l->c->sla_count && e != NULL; i++, e = e->next) {
        const struct rn_sla *sla = &l->c->slas[i];
        must_have(l, &n->hours, "calendar below 'hours:' named", sla->hours, line_of(e, "hours"));
        each_of(l, &n->listings, "listing", &sla->listings, line_of(e, "listings"));
    }
}

/* ---- credentials
 * ------------------------------------------------------------------------------------ */

static void verify_all_credentials(struct rn_loader *l)
{
    const struct rn_config *c = l->c;
    const struct rn_node *n = c->named_credentials != NULL ? c->named_credentials->first : NULL;
    for (; n != NULL; n = n->next) {
        if (n->type == RN_NODE_MAP)
            rn_verify_credentials(l, n);
        else
            rn_load_fault(l, n->key_line, "credentials '%.100s' want a mapping", n->key);
    }
    for (size_t i = 0; i < c->source_count; i++) {
        const struct rn_node *own = rn_node_get(c->sources[i].node, "credentials");
        if (own != NULL && own->type == RN_NODE_MAP)
            rn_verify_credentials(l, own);
    }
    for (n = c->defaults != NULL ? c->defaults->first : NULL; n != NULL; n = n->next)
        if (n->type != RN_NODE_MAP)
            rn_load_fault(l, n->key_line, "defaults of '%.100s' want a mapping of options", n->key);
}

void rn_verify_config(struct rn_loader *l)
{
    RN_SCOPE(tmp);
    struct names names;
    gather(l, tmp, &names);
    verify_zones(l);
    verify_people(l, &names);
    verify_digests(l, &names);
    verify_sla(l, &names);
    verify_all_credentials(l);
}
