/* SPDX-License-Identifier: MIT
 *
 * The tree into the structs of config.h, section by section through the option tables. Faults are
 * handed over and loading goes on, so that one look shows them all; only a config without any is
 * given out.
 */
#include "config/load.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/fill.h"

enum { FAULTS_SHOWN = 100 };

/* ---- saying what is wrong
 * ------------------------------------------------------------------------ */

static void hand_over(struct rn_loader *l, int line, bool warning, const char *text)
{
    struct rn_finding f = {l->c->path, line, warning, text};
    if (!warning && l->faults == 0)
        (void)rn_fail(l->d, RN_INVALID, "%s:%d: %s", l->c->path, line, text);
    l->faults += !warning;
    if (l->found != NULL && l->faults <= FAULTS_SHOWN)
        l->found(l->arg, &f);
}

void rn_load_fault(struct rn_loader *l, int line, const char *fmt, ...)
{
    char text[800];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    hand_over(l, line, false, text);
}

void rn_load_warning(struct rn_loader *l, int line, const char *fmt, ...)
{
    char text[800];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    hand_over(l, line, true, text);
}

static void fill_fault(void *arg, int line, const char *sentence)
{
    hand_over(arg, line, false, sentence);
}

void rn_load_section(struct rn_loader *l, const struct rn_node *map, const struct rn_section *s,
                     unsigned flags, void *out)
{
    struct rn_option_table t = {s->options, 0};
    struct rn_fill f = {
        .ctx = l->c, .flags = flags, .also = s->also, .fault = fill_fault, .arg = l};
    (void)rn_fill(&f, map, &t, out);
}

/* ---- lists and maps of sections
 * ------------------------------------------------------------------ */

/* A list (or, by name, a mapping) below `key`; NULL when absent or of another type, which is a
 * fault. */
static const struct rn_node *children(struct rn_loader *l, const struct rn_node *map,
                                      const char *key, enum rn_node_type type)
{
    const struct rn_node *n = rn_node_get(map, key);
    if (rn_node_null(n))
        return NULL;
    if (n->type != type) {
        rn_load_fault(l, n->key_line, "'%s' wants %s", key,
                      type == RN_NODE_LIST ? "a list (- item)" : "a mapping (name: value)");
        return NULL;
    }
    return n;
}

static size_t count_of(const struct rn_node *n)
{
    return n != NULL ? n->count : 0;
}

static void load_labels(struct rn_loader *l, const struct rn_node *map, struct rn_labels *ret)
{
    ret->name = rn_new_array(l->c, const char *, count_of(map) + 1);
    ret->value = rn_new_array(l->c, const char *, count_of(map) + 1);
    for (const struct rn_node *n = map != NULL ? map->first : NULL; n != NULL; n = n->next) {
        if (n->type != RN_NODE_SCALAR) {
            rn_load_fault(l, n->key_line, "label '%.100s' wants a single value", n->key);
            continue;
        }
        ret->name[ret->n] = n->key;
        ret->value[ret->n++] = n->text;
    }
}

/* Codes joined by blanks. */
static const char *joined_codes(struct rn_loader *l, const struct rn_node *n)
{
    if (n->type == RN_NODE_SCALAR)
        return n->text;
    char *all = rn_dupz(l->c, "");
    for (const struct rn_node *i = n->first; i != NULL; i = i->next) {
        if (n->type != RN_NODE_LIST || i->type != RN_NODE_SCALAR || n->count > 32) {
            rn_load_fault(l, n->key_line, "'%.100s' wants a short list of language codes", n->key);
            return "";
        }
        all = rn_fmt(l->c, "%s%s%s", all, *all != '\0' ? " " : "", i->text);
    }
    return all;
}

static void load_fallback(struct rn_loader *l, const struct rn_node *map, struct rn_labels *ret)
{
    ret->name = rn_new_array(l->c, const char *, count_of(map) + 1);
    ret->value = rn_new_array(l->c, const char *, count_of(map) + 1);
    for (const struct rn_node *n = map != NULL ? map->first : NULL; n != NULL; n = n->next) {
        ret->name[ret->n] = n->key;
        ret->value[ret->n++] = joined_codes(l, n);
    }
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static struct rn_duration longest(struct rn_duration a, struct rn_duration b)
{
    return a.us > b.us ? a : b;
}

/* What a listing says can only narrow what holds for all. */
static void load_replies(struct rn_loader *l, const struct rn_node *map,
                         struct rn_replies_config *ret)
{
    const struct rn_replies_config *top = &l->c->replies;
    struct rn_replies_config own = *top;
    if (map != NULL)
        rn_load_section(l, map, &rn_section_replies, RN_FILL_KEEP, &own);
    *ret = (struct rn_replies_config){
        .mode = own.mode < top->mode ? own.mode : top->mode,
        .delay = longest(own.delay, top->delay),
        .rule_delay = longest(own.rule_delay, top->rule_delay),
        .max_per_hour = least(own.max_per_hour, top->max_per_hour),
        .max_per_day = least(own.max_per_day, top->max_per_day),
        .canary = own.canary > top->canary ? own.canary : top->canary,
        .quorum = own.quorum > top->quorum ? own.quorum : top->quorum,
    };
}

/* ---- sources
 * --------------------------------------------------------------------------------------- */

static const struct rn_node *source_credentials(struct rn_loader *l, const struct rn_node *n)
{
    if (rn_node_null(n))
        return NULL;
    if (n->type == RN_NODE_MAP)
        return n;
    if (n->type == RN_NODE_SCALAR) {
        const struct rn_node *set = rn_node_get(l->c->named_credentials, n->text);
        if (set != NULL && set->type == RN_NODE_MAP)
            return set;
        /* Not repeated here: it may be a secret that was put into the wrong place. */
        rn_load_fault(l, n->line,
                      "'credentials' names no set below 'credentials:' at the top of the file");
        return NULL;
    }
    rn_load_fault(l, n->key_line, "'credentials' wants a mapping, or the name of one");
    return NULL;
}

static void load_source(struct rn_loader *l, const struct rn_node *n,
                        const struct rn_listing *listing)
{
    struct rn_source_config *s = &l->c->sources[l->c->source_count];
    rn_load_section(l, n, &rn_section_source, RN_FILL_LOOSE, s);
    if (s->plugin == NULL)
        return;
    l->c->source_count++;
    s->listing = listing;
    s->node = rn_config_with_defaults(l->c, n, rn_node_get(l->c->defaults, s->plugin));
    rn_load_section(l, s->node, &rn_section_common, RN_FILL_LOOSE, &s->common);
    s->credentials = source_credentials(l, rn_node_get(s->node, "credentials"));
    if (s->name == NULL)
        s->name = rn_fmt(l->c, "%s-%s", s->plugin, listing->id != NULL ? listing->id : "");
}

static void load_listing(struct rn_loader *l, const struct rn_node *n, const struct rn_brand *brand)
{
    struct rn_listing *g = &l->c->listings[l->c->listing_count++];
    const struct rn_node *sources = NULL;
    rn_load_section(l, n, &rn_section_listing, 0, g);
    g->brand = brand;
    g->at = n;
    if (g->id == NULL)
        g->id = "";
    if (g->name == NULL)
        g->name = g->id;
    if (g->zone == NULL)
        g->zone = l->c->zone;
    load_labels(l, children(l, n, "labels", RN_NODE_MAP), &g->labels);
    load_fallback(l, children(l, n, "lang_fallback", RN_NODE_MAP), &g->lang_fallback);
    load_replies(l, children(l, n, "replies", RN_NODE_MAP), &g->replies);
    sources = children(l, n, "sources", RN_NODE_LIST);
    for (const struct rn_node *s = sources != NULL ? sources->first : NULL; s != NULL; s = s->next)
        load_source(l, s, g);
}

static void load_brand(struct rn_loader *l, const struct rn_node *n)
{
    struct rn_brand *b = &l->c->brands[l->c->brand_count++];
    const struct rn_node *list;
    rn_load_section(l, n, &rn_section_brand, 0, b);
    b->at = n;
    if (b->name == NULL)
        b->name = "";
    list = children(l, n, "listings", RN_NODE_LIST);
    for (const struct rn_node *g = list != NULL ? list->first : NULL; g != NULL; g = g->next)
        load_listing(l, g, b);
}

/* The arrays are made before they are filled, so that pointers into them stay good. */
static void load_brands(struct rn_loader *l)
{
    const struct rn_node *brands = children(l, l->c->root, "brands", RN_NODE_LIST);
    size_t listings = 0, sources = 0;
    for (const struct rn_node *b = brands != NULL ? brands->first : NULL; b != NULL; b = b->next) {
        const struct rn_node *list = rn_node_get(b, "listings");
        listings += count_of(list);
        for (const struct rn_node *g = list != NULL ? list->first : NULL; g != NULL; g = g->next)
            sources += count_of(rn_node_get(g, "sources"));
    }
    l->c->brands = rn_new_array(l->c, struct rn_brand, count_of(brands) + 1);
    l->c->listings = rn_new_array(l->c, struct rn_listing, listings + 1);
    l->c->sources = rn_new_array(l->c, struct rn_source_config, sources + 1);
    for (const struct rn_node *b = brands != NULL ? brands->first : NULL; b != NULL; b = b->next)
        load_brand(l, b);
}

/* ---- people and ways out
 * -------------------------------------------------------------------------- */

static void load_hours(struct rn_loader *l)
{
    const struct rn_node *map = children(l, l->c->root, "hours", RN_NODE_MAP);
    l->c->hours = rn_new_array(l->c, struct rn_hours, count_of(map) + 1);
    for (const struct rn_node *n = map != NULL ? map->first : NULL; n != NULL; n = n->next) {
        struct rn_hours *h = &l->c->hours[l->c->hours_count++];
        rn_load_section(l, n, &rn_section_hours, 0, h);
        h->id = n->key;
        h->node = n;
        if (h->zone == NULL)
            h->zone = l->c->zone;
        rn_verify_week(l, children(l, n, "week", RN_NODE_MAP));
        rn_verify_dates(l, children(l, n, "holidays", RN_NODE_LIST), false);
    }
}

static void load_slas(struct rn_loader *l)
{
    const struct rn_node *list = children(l, l->c->root, "sla", RN_NODE_LIST);
    l->c->slas = rn_new_array(l->c, struct rn_sla, count_of(list) + 1);
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next)
        rn_load_section(l, n, &rn_section_sla, 0, &l->c->slas[l->c->sla_count++]);
}

static void load_people(struct rn_loader *l)
{
    const struct rn_node *list = children(l, l->c->root, "people", RN_NODE_LIST);
    l->c->people = rn_new_array(l->c, struct rn_person, count_of(list) + 1);
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
        struct rn_person *p = &l->c->people[l->c->people_count];
        rn_load_section(l, n, &rn_section_person, 0, p);
        if (p->id == NULL)
            continue;
        l->c->people_count++;
        if (p->name == NULL)
            p->name = p->id;
        p->away = children(l, n, "away", RN_NODE_LIST);
        rn_verify_dates(l, p->away, true);
    }
}

static void load_teams(struct rn_loader *l)
{
    const struct rn_node *list = children(l, l->c->root, "teams", RN_NODE_LIST);
    l->c->teams = rn_new_array(l->c, struct rn_team, count_of(list) + 1);
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
        struct rn_team *t = &l->c->teams[l->c->team_count];
        rn_load_section(l, n, &rn_section_team, 0, t);
        l->c->team_count += t->id != NULL;
    }
}

static void load_channels(struct rn_loader *l)
{
    const struct rn_node *map = children(l, l->c->root, "channels", RN_NODE_MAP);
    l->c->channels = rn_new_array(l->c, struct rn_channel, count_of(map) + 1);
    for (const struct rn_node *n = map != NULL ? map->first : NULL; n != NULL; n = n->next) {
        struct rn_channel *ch = &l->c->channels[l->c->channel_count];
        struct rn_channel_keys keys = {.type = -1};
        rn_load_section(l, n, &rn_section_channel, 0, &keys);
        if (keys.type < 0)
            continue;
        l->c->channel_count++;
        *ch = (struct rn_channel){n->key, keys.type, n};
        for (const char *const *need = rn_channel_needs(keys.type); *need != NULL; need++)
            if (rn_node_null(rn_node_get(n, *need)))
                rn_load_fault(l, n->line, "channel '%.100s' of this type needs '%s'", n->key,
                              *need);
        rn_verify_channel_secrets(l, ch, &keys);
    }
}

static void load_digests(struct rn_loader *l)
{
    const struct rn_node *list = children(l, l->c->root, "digests", RN_NODE_LIST);
    l->c->digests = rn_new_array(l->c, struct rn_digest_config, count_of(list) + 1);
    for (const struct rn_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
        struct rn_digest_config *g = &l->c->digests[l->c->digest_count++];
        rn_load_section(l, n, &rn_section_digest, 0, g);
        rn_verify_digest_time(l, g, n->line);
    }
}

/* ---- the whole
 * ------------------------------------------------------------------------------------- */

static const struct rn_node empty_map = {.type = RN_NODE_MAP, .line = 1};

static void load_single(struct rn_loader *l, const char *key, const struct rn_section *s, void *out)
{
    const struct rn_node *map = children(l, l->c->root, key, RN_NODE_MAP);
    rn_load_section(l, map != NULL ? map : &empty_map, s, 0, out);
}

/* As a person would open it: without "./" before it. */
static const char *in_folder(const struct rn_config *c, const char *name)
{
    return strcmp(c->folder, ".") == 0 ? name : rn_path_join(c, c->folder, name);
}

static void load_all(struct rn_loader *l)
{
    struct rn_config *c = l->c;
    struct rn_rules_keys rules = {0};
    struct rn_retention_keys retention = {0};
    rn_load_section(l, c->root, &rn_section_root, 0, c);
    if (strstr(c->store, "://") == NULL)
        c->store = in_folder(c, c->store);
    c->scripts = in_folder(c, c->scripts);
    c->named_credentials = children(l, c->root, "credentials", RN_NODE_MAP);
    c->defaults = children(l, c->root, "defaults", RN_NODE_MAP);
    load_single(l, "replies", &rn_section_replies, &c->replies);
    load_single(l, "rules", &rn_section_rules, &rules);
    load_single(l, "retention", &rn_section_retention, &retention);
    c->activate = rules.activate;
    c->raw_pages = retention.raw_pages;
    load_brands(l);
    load_hours(l);
    load_slas(l);
    load_people(l);
    load_teams(l);
    load_channels(l);
    load_digests(l);
    rn_verify_config(l);
}

static char *folder_of(const void *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return rn_dupz(ctx, ".");
    return slash == path ? rn_dupz(ctx, "/") : rn_dup(ctx, rn_strn(path, (size_t)(slash - path)));
}

/* The sentence of the YAML reader begins with "FILE:LINE: ": a finding carries these apart. */
static void hand_over_yaml(struct rn_loader *l, const char *text)
{
    size_t n = strlen(l->c->path);
    int line = 0, used = 0;
    if (strncmp(text, l->c->path, n) == 0 && sscanf(text + n, ":%d: %n", &line, &used) == 1)
        text += n + (size_t)used;
    struct rn_finding f = {l->c->path, line, false, text};
    if (l->found != NULL)
        l->found(l->arg, &f);
}

enum rn_status rn_config_load(const void *ctx, const char *path, rn_found_fn *found, void *arg,
                              struct rn_config **ret, struct rn_diag *d)
{
    struct rn_diag spare = {0};
    struct rn_node *root;
    struct rn_config *c = rn_new(ctx, struct rn_config);
    struct rn_loader l = {.c = c, .found = found, .arg = arg, .d = d != NULL ? d : &spare};
    c->path = rn_dupz(c, path);
    c->folder = folder_of(c, path);
    l.shared = rn_file_shared(path);
    enum rn_status status = rn_yaml_load(c, path, &root, l.d);
    if (status != RN_OK) {
        hand_over_yaml(&l, l.d->text);
        talloc_free(c);
        return RN_INVALID;
    }
    c->root = root;
    load_all(&l);
    if (l.faults > FAULTS_SHOWN && found != NULL) {
        struct rn_finding more = {
            c->path, 0, false, rn_fmt(c, "%zu more faults are not shown", l.faults - FAULTS_SHOWN)};
        found(arg, &more);
    }
    if (l.faults > 0) {
        talloc_free(c);
        return RN_INVALID;
    }
    *ret = c;
    return RN_OK;
}
