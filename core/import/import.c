/* SPDX-License-Identifier: MIT */
#include "import/import.h"

#include "base/mem.h"
#include "base/near.h"
#include "base/zone.h"
#include "import/csv.h"
#include "import/form.h"
#include "import/inside.h"
#include "import/jsonl.h"
#include "import/known.h"
#include "import/mapping.h"
#include "import/source.h"
#include "import/window.h"

struct rn_import {
    struct rn_source *source;
    struct rn_window *window;
    struct rn_form_ctx f;
    struct rn_draft draft;
    /* The first row, when it had to be read to learn whose reviews they are. */
    bool held;
    enum rn_status held_status;
    struct rn_import_row held_row;
    struct rn_diag held_diag;
};

/* rn_forms, by their names. */
static const char *const formats[] = {
    "csv",     "tsv",   "jsonl",      "play-console", "nps",           "csat", "ces",
    "booking", "agoda", "makemytrip", "glassdoor",    "amazon-seller", NULL};

enum { FORMATS = sizeof formats / sizeof formats[0] - 1 };

const char *const *rn_import_formats(void)
{
    return formats;
}

/* ---- opening --------------------------------------------------------------------------------- */

static enum rn_status unknown_format(const char *word, struct rn_diag *d)
{
    const char *near = rn_nearest(word, rn_import_formats(), FORMATS);
    return rn_fail(d, RN_INVALID,
                   "there is no import format \"%.80s\"%s%s%s (formats are csv tsv jsonl "
                   "play-console nps csat ces booking agoda makemytrip glassdoor amazon-seller)",
                   word, near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                   near != NULL ? "\"?" : "");
}

static enum rn_status choose_form(struct rn_import *im, const struct rn_import_spec *spec,
                                  struct rn_diag *d)
{
    const struct rn_form *form =
        spec->format != NULL
            ? rn_form(spec->format)
            : rn_form_detect(im->f.name, rn_window_view(im->window), spec->map_path != NULL);
    if (form == NULL)
        return unknown_format(spec->format, d);
    if (spec->map_path != NULL && !form->mapped)
        return rn_fail(
            d, RN_INVALID,
            "the format %s knows its columns and takes no mapping file; leave %s out, or "
            "say --format csv",
            form->name, spec->map_path);
    im->f.form = form;
    return RN_OK;
}

static enum rn_status load_map(struct rn_import *im, const struct rn_import_spec *spec,
                               struct rn_diag *d)
{
    const struct rn_known_export *known = rn_known_export(im->f.form->name);
    if (!im->f.form->mapped && known == NULL)
        return RN_OK;
    enum rn_status st = RN_OK;
    if (known != NULL)
        im->f.map = rn_known_mapping(im, known);
    else if (spec->map_text != NULL)
        st = rn_mapping_parse(im, spec->map_path, rn_str(spec->map_text), &im->f.map, d);
    else if (spec->map_path != NULL)
        st = rn_mapping_load(im, spec->map_path, &im->f.map, d);
    else
        im->f.map = rn_mapping_own(im);
    if (st == RN_OK && im->f.map->dates.zone == NULL && spec->zone != NULL)
        st = rn_zone_open(im, spec->zone, &im->f.map->dates.zone, d);
    return st;
}

static enum rn_status open_rows(struct rn_import *im, struct rn_diag *d)
{
    if (im->f.form->object != NULL)
        return rn_jsonl_open(im, im->window, &im->f.jsonl, d);
    enum rn_status st = rn_csv_open(im, im->window, im->f.form->separator, &im->f.csv, d);
    return st == RN_OK ? im->f.form->open(&im->f, d) : st;
}

static enum rn_status open_all(struct rn_import *im, const struct rn_import_spec *spec,
                               struct rn_diag *d)
{
    if (spec->format != NULL && rn_form(spec->format) == NULL)
        return unknown_format(spec->format, d);
    im->f.mem = im;
    im->f.name = rn_source_name(im->source);
    enum rn_status st = rn_window_open(im, im->source, &im->window, d);
    if (st == RN_OK)
        st = choose_form(im, spec, d);
    if (st == RN_OK)
        st = load_map(im, spec, d);
    return st == RN_OK ? open_rows(im, d) : st;
}

enum rn_status rn_import_open_source(const void *ctx, struct rn_source *source,
                                     const struct rn_import_spec *spec, struct rn_import **ret,
                                     struct rn_diag *d)
{
    struct rn_import *im = rn_new(ctx, struct rn_import);
    im->source = talloc_steal(im, source);
    enum rn_status st = open_all(im, spec, d);
    if (st == RN_OK)
        *ret = im;
    else
        talloc_free(im);
    return st;
}

enum rn_status rn_import_open(const void *ctx, const char *path, const struct rn_import_spec *spec,
                              struct rn_import **ret, struct rn_diag *d)
{
    struct rn_source *source = NULL;
    enum rn_status st = rn_source_open(ctx, path, &source, d);
    return st == RN_OK ? rn_import_open_source(ctx, source, spec, ret, d) : st;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static enum rn_status next_object(struct rn_import *im, int64_t *line, struct rn_diag *d)
{
    const struct rn_json *object = NULL;
    enum rn_status st = rn_jsonl_next(im->f.jsonl, &object, line, d);
    return st == RN_OK ? im->f.form->object(&im->f, object, *line, &im->draft, d) : st;
}

static enum rn_status next_row(struct rn_import *im, int64_t *line, struct rn_diag *d)
{
    struct rn_csv_row row = {0};
    enum rn_status st = rn_csv_next(im->f.csv, &row, d);
    *line = row.line;
    return st == RN_OK ? im->f.form->row(&im->f, &row, &im->draft, d) : st;
}

static enum rn_status give_held(struct rn_import *im, struct rn_import_row *ret, struct rn_diag *d)
{
    im->held = false;
    if (im->held_status != RN_OK)
        return rn_fail(d, im->held_status, "%s", im->held_diag.text);
    *ret = im->held_row;
    return RN_OK;
}

bool rn_import_origin(struct rn_import *im, const char **ret_place, const char **ret_account)
{
    if (im->f.form->origin == NULL)
        return false;
    if (!im->held) {
        im->held_status = rn_import_next(im, im, &im->held_row, &im->held_diag);
        im->held = true;
    }
    return im->held_status == RN_OK && im->f.form->origin(&im->f, ret_place, ret_account);
}

enum rn_status rn_import_next(struct rn_import *im, const void *ctx, struct rn_import_row *ret,
                              struct rn_diag *d)
{
    if (im->held)
        return give_held(im, ret, d);
    int64_t line = 0;
    enum rn_status st;
    do
        st = im->f.jsonl != NULL ? next_object(im, &line, d) : next_row(im, &line, d);
    while (st == RN_AGAIN);
    return st == RN_OK ? rn_draft_finish(&im->draft, ctx, im->f.name, line, ret, d) : st;
}

const char *rn_import_format(const struct rn_import *im)
{
    return im->f.form->name;
}

int64_t rn_import_bytes(const struct rn_import *im)
{
    return rn_source_bytes(im->source);
}

int64_t rn_import_size(const struct rn_import *im)
{
    return rn_source_size(im->source);
}
