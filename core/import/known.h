/* SPDX-License-Identifier: MIT
 *
 * Exports that are known by name: places whose own files have columns that people have seen. A
 * column is looked for under several names, because places rename them and translate some.
 */
#ifndef IMPORT_KNOWN_H
#define IMPORT_KNOWN_H

#include "import/mapping.h"

struct rn_csv;
struct rn_form_ctx;

struct rn_known_column {
    const char *field; /* of a review */
    const char *names; /* of the column, the likeliest first, separated by '|' */
};

struct rn_known_export {
    const char *format; /* also what --format takes */
    const char *place;  /* the plugin's name, where there is one */
    const char *title;  /* for sentences */
    double best, worst;
    const char *const *dates; /* patterns; ends with NULL */
    const char *marks;        /* a header with all of these, separated by '|', is such a file; NULL:
                                 nothing tells it for sure */
    const struct rn_known_column *columns; /* ends with a row without a field */
};

/* Ends with a row without a format. */
extern const struct rn_known_export rn_known_exports[];
const struct rn_known_export *rn_known_export(const char *format); /* NULL: none of that name */
/* By the first line of a file; NULL: none. */
const struct rn_known_export *rn_known_detect(struct rn_str line);

/* Scale and dates; the columns come with the header. */
struct rn_mapping *rn_known_mapping(const void *ctx, const struct rn_known_export *known);
/* The form's functions. RN_INVALID when the header has neither rating nor text. */
enum rn_status rn_known_open(struct rn_form_ctx *f, struct rn_diag *d);
bool rn_known_origin(const struct rn_form_ctx *f, const char **ret_place, const char **ret_account);

/* The header's column with one of the names; SIZE_MAX: none. */
size_t rn_known_find(const struct rn_csv *csv, const char *names);

#endif
