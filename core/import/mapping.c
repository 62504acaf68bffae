/* SPDX-License-Identifier: MIT */
#include "import/mapping.h"

#include "base/id.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/zone.h"
#include "config/yaml.h"

/* What is being read, for the sentences. */
struct reading {
    const char *name;
    struct rn_mapping *map;
    struct rn_diag *d;
};

static const char *hint(const void *ctx, const char *near)
{
    return near != NULL ? rn_fmt(ctx, "; did you mean \"%s\"?", near) : "";
}

/* ---- small readers --------------------------------------------------------------------------- */

static enum rn_status known_field(const struct reading *in, const char *name, int line,
                                  const struct rn_import_field **ret)
{
    RN_SCOPE(tmp);
    *ret = rn_import_field(name);
    if (*ret != NULL)
        return RN_OK;
    return rn_fail(in->d, RN_INVALID, "%s:%d: there is no field \"%.80s\"%s", in->name, line, name,
                   hint(tmp, rn_import_field_nearest(name)));
}

static enum rn_status want_scalar(const struct reading *in, const struct rn_node *n,
                                  const char *what)
{
    if (n->type == RN_NODE_SCALAR && n->text != NULL && n->text[0] != '\0')
        return RN_OK;
    return rn_fail(in->d, RN_INVALID, "%s:%d: %s must be one word or value", in->name, n->line,
                   what);
}

static enum rn_status want_map(const struct reading *in, const struct rn_node *n, const char *what,
                               const char *example)
{
    if (n->type == RN_NODE_MAP)
        return RN_OK;
    return rn_fail(in->d, RN_INVALID, "%s:%d: \"%s\" must be a map, such as %s", in->name, n->line,
                   what, example);
}

/* A word, or a list of words. */
static enum rn_status words(const struct reading *in, const struct rn_node *n, const char *what,
                            const char *const **ret, size_t *ret_count)
{
    const struct rn_node *first = n->type == RN_NODE_LIST ? n->first : n;
    size_t count = n->type == RN_NODE_LIST ? n->count : 1, i = 0;
    const char **v = rn_new_array(in->map, const char *, count + 1);
    for (const struct rn_node *w = first; w != NULL && i < count; w = w->next, i++) {
        enum rn_status st = want_scalar(in, w, what);
        if (st != RN_OK)
            return st;
        v[i] = rn_dupz(in->map, w->text);
    }
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

/* ---- the keys -------------------------------------------------------------------------------- */

static bool same_value(const struct rn_import_field *a, const struct rn_import_field *b)
{
    return a == b || (a->set == b->set && a->offset == b->offset);
}

static enum rn_status add_column(const struct reading *in, const struct rn_node *n)
{
    struct rn_mapping *map = in->map;
    struct rn_map_column *col = &map->columns[map->column_count];
    enum rn_status st = want_scalar(in, n, "the field of a column");
    if (st == RN_OK)
        st = known_field(in, n->text, n->line, &col->field);
    if (st != RN_OK)
        return st;
    for (size_t i = 0; i < map->column_count; i++)
        if (same_value(map->columns[i].field, col->field))
            return rn_fail(
                in->d, RN_INVALID,
                "%s:%d: the field \"%s\" comes from the column \"%.80s\" already (line %d)",
                in->name, n->line, n->text, map->columns[i].source, map->columns[i].line);
    col->source = rn_dupz(map, n->key);
    col->line = n->key_line;
    map->column_count++;
    return RN_OK;
}

/* Each further column is compared with those before, of which there are no more than fields. */
static enum rn_status take_columns(const struct reading *in, const struct rn_node *n)
{
    enum rn_status st = want_map(in, n, "columns", "{ comment: text }");
    if (st != RN_OK)
        return st;
    in->map->columns = rn_new_array(in->map, struct rn_map_column, n->count + 1);
    for (const struct rn_node *c = n->first; c != NULL && st == RN_OK; c = c->next)
        st = add_column(in, c);
    return st;
}

static enum rn_status add_constant(const struct reading *in, const struct rn_node *n)
{
    struct rn_map_constant *c = &in->map->constants[in->map->constant_count];
    struct rn_draft trial;
    enum rn_status st = known_field(in, n->key, n->key_line, &c->field);
    if (st == RN_OK)
        st = want_scalar(in, n, "a constant");
    if (st != RN_OK)
        return st;
    c->value = rn_dup_str(in->map, rn_str(n->text));
    rn_draft_begin(&trial, &in->map->dates);
    rn_draft_set(&trial, c->field, c->value, n->key);
    if (trial.warnings > 0)
        return rn_fail(in->d, RN_INVALID, "%s:%d: the constant %s", in->name, n->line,
                       trial.warning);
    in->map->constant_count++;
    return RN_OK;
}

static enum rn_status take_constants(const struct reading *in, const struct rn_node *n)
{
    enum rn_status st = want_map(in, n, "constants", "{ lang: de }");
    if (st != RN_OK)
        return st;
    in->map->constants = rn_new_array(in->map, struct rn_map_constant, n->count + 1);
    for (const struct rn_node *c = n->first; c != NULL && st == RN_OK; c = c->next)
        st = add_constant(in, c);
    return st;
}

static enum rn_status scale_end(const struct reading *in, const struct rn_node *n)
{
    double *into = strcmp(n->key, "best") == 0    ? &in->map->best
                   : strcmp(n->key, "worst") == 0 ? &in->map->worst
                                                  : NULL;
    if (into == NULL)
        return rn_fail(in->d, RN_INVALID,
                       "%s:%d: \"scale\" has no key \"%.80s\"; it has best and worst", in->name,
                       n->key_line, n->key);
    if (n->type != RN_NODE_SCALAR || !rn_import_number(rn_str(n->text), into))
        return rn_fail(in->d, RN_INVALID, "%s:%d: \"%s\" of the scale must be a number", in->name,
                       n->line, n->key);
    return RN_OK;
}

static enum rn_status take_scale(const struct reading *in, const struct rn_node *n)
{
    enum rn_status st = want_map(in, n, "scale", "{ best: 10, worst: 1 }");
    for (const struct rn_node *c = st == RN_OK ? n->first : NULL; c != NULL && st == RN_OK;
         c = c->next)
        st = scale_end(in, c);
    if (st == RN_OK && !(in->map->worst < in->map->best))
        return rn_fail(in->d, RN_INVALID,
                       "%s:%d: the scale's best (%g) must be above its worst (%g)", in->name,
                       n->line, in->map->best, in->map->worst);
    return st;
}

static enum rn_status take_dates(const struct reading *in, const struct rn_node *n)
{
    struct rn_dates *dates = &in->map->dates;
    enum rn_status st = words(in, n, "a date pattern", &dates->patterns, &dates->count);
    for (size_t i = 0; i < dates->count && st == RN_OK; i++)
        if (strchr(dates->patterns[i], '%') == NULL)
            st = rn_fail(in->d, RN_INVALID,
                         "%s:%d: \"%.40s\" is no date pattern: write day, month and year as %%d, "
                         "%%m and %%Y, for example \"%%d.%%m.%%Y %%H:%%M\"",
                         in->name, n->line, dates->patterns[i]);
    return st;
}

static enum rn_status take_zone(const struct reading *in, const struct rn_node *n)
{
    struct rn_diag why;
    enum rn_status st = want_scalar(in, n, "a zone");
    if (st == RN_OK && rn_zone_open(in->map, n->text, &in->map->dates.zone, &why) != RN_OK)
        st = rn_fail(in->d, RN_INVALID, "%s:%d: %.900s", in->name, n->line, why.text);
    return st;
}

static enum rn_status take_id(const struct reading *in, const struct rn_node *n)
{
    const char *const *names = NULL;
    size_t count = 0;
    enum rn_status st = words(in, n, "a column of the id", &names, &count);
    if (st == RN_OK && count > 16)
        return rn_fail(in->d, RN_INVALID, "%s:%d: an id is made from at most 16 columns", in->name,
                       n->line);
    if (st != RN_OK)
        return st;
    in->map->ids = rn_new_array(in->map, struct rn_map_column, count + 1);
    for (size_t i = 0; i < count; i++)
        in->map->ids[i] = (struct rn_map_column){.source = names[i], .line = n->line};
    in->map->id_count = count;
    return RN_OK;
}

/* ---- the file -------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    enum rn_status (*take)(const struct reading *in, const struct rn_node *n);
} keys[] = {{"zone", take_zone}, /* before dates and constants, which may be times */
            {"dates", take_dates},
            {"columns", take_columns},
            {"constants", take_constants},
            {"scale", take_scale},
            {"id", take_id}};

enum { KEYS = sizeof keys / sizeof keys[0] };

static enum rn_status check_keys(const struct reading *in, const struct rn_node *root)
{
    RN_SCOPE(tmp);
    const char *names[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        names[i] = keys[i].name;
    for (const struct rn_node *n = root->first; n != NULL; n = n->next) {
        size_t i = 0;
        while (i < KEYS && strcmp(n->key, names[i]) != 0)
            i++;
        if (i == KEYS)
            return rn_fail(
                in->d, RN_INVALID,
                "%s:%d: unknown key \"%.80s\"; a mapping has columns, constants, scale, dates, "
                "zone and id%s",
                in->name, n->key_line, n->key, hint(tmp, rn_nearest(n->key, names, KEYS)));
    }
    return RN_OK;
}

static enum rn_status take_root(const struct reading *in, const struct rn_node *root)
{
    if (root->type != RN_NODE_MAP || root->count == 0)
        return rn_fail(in->d, RN_INVALID,
                       "%s: a mapping file must have the key \"columns\": source column to field",
                       in->name);
    enum rn_status st = check_keys(in, root);
    for (size_t i = 0; i < KEYS && st == RN_OK; i++) {
        const struct rn_node *n = rn_node_get(root, keys[i].name);
        if (n != NULL && !rn_node_null(n))
            st = keys[i].take(in, n);
    }
    if (st == RN_OK && in->map->column_count == 0)
        return rn_fail(in->d, RN_INVALID,
                       "%s: the mapping has no \"columns\": nothing would be imported", in->name);
    return st;
}

static enum rn_status finish(const void *ctx, const char *name, const struct rn_node *root,
                             struct rn_mapping **ret, struct rn_diag *d)
{
    struct rn_mapping *map = rn_new(ctx, struct rn_mapping);
    map->path = rn_dupz(map, name);
    map->best = 5;
    map->worst = 1;
    struct reading in = {.name = map->path, .map = map, .d = d};
    enum rn_status st = take_root(&in, root);
    if (st == RN_OK)
        *ret = map;
    else
        talloc_free(map);
    return st;
}

enum rn_status rn_mapping_parse(const void *ctx, const char *name, struct rn_str bytes,
                                struct rn_mapping **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_node *root = NULL;
    enum rn_status st = rn_yaml_parse(tmp, name, bytes, &root, d);
    return st == RN_OK ? finish(ctx, name, root, ret, d) : st;
}

enum rn_status rn_mapping_load(const void *ctx, const char *path, struct rn_mapping **ret,
                               struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_node *root = NULL;
    enum rn_status st = rn_yaml_load(tmp, path, &root, d);
    return st == RN_OK ? finish(ctx, path, root, ret, d) : st;
}

struct rn_mapping *rn_mapping_own(const void *ctx)
{
    struct rn_mapping *map = rn_new(ctx, struct rn_mapping);
    size_t count = 0;
    while (rn_import_fields[count].name != NULL)
        count++;
    map->columns = rn_new_array(map, struct rn_map_column, count);
    for (size_t i = 0; i < count; i++)
        map->columns[i] = (struct rn_map_column){.source = rn_import_fields[i].name,
                                                 .field = &rn_import_fields[i]};
    map->column_count = count;
    map->best = 5;
    map->worst = 1;
    return map;
}

void rn_mapping_make_id(struct rn_draft *draft, const struct rn_str *values, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || rn_str_trim(values[i]).n > 0;
    if (!any || draft->review.external_id.n > 0)
        return;
    if (count == 1) {
        draft->review.external_id = rn_str_trim(values[0]);
        return;
    }
    rn_hash_text(rn_str("id"), values, count, draft->key);
    draft->review.external_id = rn_str(draft->key);
}
