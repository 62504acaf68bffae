/* SPDX-License-Identifier: MIT
 *
 * Rows through a mapping: tables by the names in their header, JSON Lines by the path of a value.
 */
#include "import/form.h"

#include <renown/json.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "base/near.h"
#include "import/csv.h"
#include "import/mapping.h"

enum { IDS_MAX = 16 };

struct indexes {
    size_t *columns; /* of each mapped column in the table; SIZE_MAX: absent */
    size_t *ids;
};

/* ---- tables ---------------------------------------------------------------------------------- */

/* The header's nearest name; empty when none is near. */
static struct rn_str nearest_column(const struct rn_csv *csv, const char *name)
{
    RN_SCOPE(tmp);
    size_t count;
    const struct rn_str *header = rn_csv_header(csv, &count);
    const char **names = rn_new_array(tmp, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = rn_dup(tmp, header[i]);
    const char *near = rn_nearest(name, names, count);
    for (size_t i = 0; near != NULL && i < count; i++)
        if (near == names[i])
            return header[i];
    return (struct rn_str){0};
}

static enum rn_status no_column(const struct rn_form_ctx *f, const struct rn_map_column *col,
                                struct rn_diag *d)
{
    size_t count;
    struct rn_str near = nearest_column(f->csv, col->source);
    const struct rn_str *header = rn_csv_header(f->csv, &count);
    bool has = near.n > 0;
    return rn_fail(d, RN_INVALID, "%s has no column \"%.80s\", which %s:%d names; %s \"%.*s\"%s",
                   f->name, col->source, f->map->path, col->line,
                   has ? "did you mean" : "its first column is",
                   RN_STR_ARG(rn_utf8_cut(has ? near : header[0], 60)), has ? "?" : "");
}

/* The one column of that exact name. Two of them would be a guess. */
static enum rn_status find_column(const struct rn_form_ctx *f, const struct rn_map_column *col,
                                  size_t *ret, struct rn_diag *d)
{
    size_t count, found = SIZE_MAX;
    const struct rn_str *header = rn_csv_header(f->csv, &count);
    for (size_t i = 0; i < count; i++) {
        if (!rn_str_is(header[i], col->source))
            continue;
        if (found != SIZE_MAX)
            return rn_fail(d, RN_INVALID,
                           "%s has two columns \"%.80s\" (number %zu and %zu): rename one of them",
                           f->name, col->source, found + 1, i + 1);
        found = i;
    }
    *ret = found;
    if (found == SIZE_MAX && col->line > 0)
        return no_column(f, col, d);
    return RN_OK;
}

static enum rn_status find_columns(struct rn_form_ctx *f, const struct rn_map_column *columns,
                                   size_t count, size_t **ret, struct rn_diag *d)
{
    size_t *at = rn_new_array(f->mem, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        enum rn_status st = find_column(f, &columns[i], &at[i], d);
        if (st != RN_OK)
            return st;
    }
    *ret = at;
    return RN_OK;
}

/* Without a mapping file the header must speak our language: say what is missing. */
static enum rn_status check_own(const struct rn_form_ctx *f, const struct indexes *in,
                                struct rn_diag *d)
{
    static const char *const wanted[] = {"text", "title", "rating", "rating.value", "stars"};
    for (size_t i = 0; i < f->map->column_count; i++)
        for (size_t k = 0; k < sizeof wanted / sizeof wanted[0]; k++)
            if (in->columns[i] != SIZE_MAX && strcmp(f->map->columns[i].source, wanted[k]) == 0)
                return RN_OK;
    return rn_fail(
        d, RN_INVALID,
        "%s has no column \"text\", \"title\", \"rating\" or \"stars\": say with a mapping "
        "file (--map) which of its columns is which field, or look with --preview what they may be",
        f->name);
}

enum rn_status rn_mapped_open(struct rn_form_ctx *f, struct rn_diag *d)
{
    struct indexes *in = rn_new(f->mem, struct indexes);
    enum rn_status st = find_columns(f, f->map->columns, f->map->column_count, &in->columns, d);
    if (st == RN_OK)
        st = find_columns(f, f->map->ids, f->map->id_count, &in->ids, d);
    if (st == RN_OK && f->map->path == NULL)
        st = check_own(f, in, d);
    f->state = in;
    return st;
}

static void set_constants(const struct rn_mapping *map, struct rn_draft *draft)
{
    for (size_t i = 0; i < map->constant_count; i++)
        rn_draft_set(draft, map->constants[i].field, map->constants[i].value, "constants");
}

enum rn_status rn_mapped_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                             struct rn_draft *draft, struct rn_diag *d)
{
    const struct rn_mapping *map = f->map;
    const struct indexes *in = f->state;
    struct rn_str ids[IDS_MAX];
    (void)d;
    rn_draft_begin(draft, &map->dates);
    set_constants(map, draft);
    for (size_t i = 0; i < map->column_count; i++)
        rn_draft_set(draft, map->columns[i].field, rn_form_cell(row, in->columns[i]),
                     map->columns[i].source);
    for (size_t i = 0; i < map->id_count; i++)
        ids[i] = rn_form_cell(row, in->ids[i]);
    rn_mapping_make_id(draft, ids, map->id_count);
    rn_draft_rate(draft, map->best, map->worst);
    return RN_OK;
}

/* ---- JSON Lines ------------------------------------------------------------------------------ */

/* In somebody's own columns "author.name" may be a path or the key itself. */
static const struct rn_json *value_at(const struct rn_json *object, const struct rn_map_column *col)
{
    const struct rn_json *n = rn_json_path(object, col->source);
    bool key = n == NULL && col->line > 0 && strchr(col->source, '.') != NULL;
    return key ? rn_json_get(object, col->source) : n;
}

static struct rn_str text_of(const struct rn_json *n)
{
    if (rn_json_is(n, RN_JSON_TRUE))
        return rn_str("true");
    return rn_json_is(n, RN_JSON_FALSE) ? rn_str("false") : rn_json_str(n);
}

static void set_value(const struct rn_map_column *col, const struct rn_json *n,
                      struct rn_draft *draft)
{
    bool nested = rn_json_is(n, RN_JSON_OBJECT) || rn_json_is(n, RN_JSON_ARRAY);
    if (n == NULL || (nested && col->line == 0))
        return;
    if (nested)
        rn_draft_warn(draft, "\"%.80s\" is an object or a list, not a value", col->source);
    else
        rn_draft_set(draft, col->field, text_of(n), col->source);
}

/* `parse --json` and `export` write more than reviews; those lines say so themselves, and are no
 * rows that failed. */
static bool is_other_record(const struct rn_json *object)
{
    static const char *const others[] = {"aggregate", "warning", "origin", "run", "export"};
    struct rn_str kind = rn_json_str(rn_json_get(object, "kind"));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (rn_str_is(kind, others[i]))
            return true;
    return false;
}

enum rn_status rn_mapped_object(struct rn_form_ctx *f, const struct rn_json *object, int64_t line,
                                struct rn_draft *draft, struct rn_diag *d)
{
    const struct rn_mapping *map = f->map;
    struct rn_str ids[IDS_MAX];
    (void)line;
    if (map->path == NULL && is_other_record(object))
        return rn_fail(d, RN_AGAIN, "the line is no review");
    rn_draft_begin(draft, &map->dates);
    set_constants(map, draft);
    for (size_t i = 0; i < map->column_count; i++)
        set_value(&map->columns[i], value_at(object, &map->columns[i]), draft);
    for (size_t i = 0; i < map->id_count; i++)
        ids[i] = text_of(value_at(object, &map->ids[i]));
    rn_mapping_make_id(draft, ids, map->id_count);
    rn_draft_rate(draft, map->best, map->worst);
    return RN_OK;
}
