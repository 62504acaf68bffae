/* SPDX-License-Identifier: MIT
 *
 * What a format is to the importer: how it opens on a reader of rows, and how it makes a draft of
 * one row.
 */
#ifndef IMPORT_FORM_H
#define IMPORT_FORM_H

#include <stdint.h>

#include "import/draft.h"

struct rn_window;
struct rn_csv;
struct rn_csv_row;
struct rn_jsonl;
struct rn_mapping;
struct rn_json;

/* What a form works with; owned by the importer. */
struct rn_form_ctx {
    const void *mem;  /* lives as long as the import */
    const char *name; /* of the file, for sentences */
    const struct rn_form *form;
    struct rn_mapping *map; /* NULL: the form needs none */
    struct rn_csv *csv;     /* or */
    struct rn_jsonl *jsonl;
    void *state; /* the form's own */
};

struct rn_form {
    const char *name;
    char separator; /* of a table; 0: told by the header */
    bool mapped;    /* may go through a mapping file */
    /* Looks for its columns. RN_INVALID when they are not there. NULL for JSON Lines. */
    enum rn_status (*open)(struct rn_form_ctx *f, struct rn_diag *d);
    /* Fills a draft from a row of a table. RN_INVALID: the row is passed over, `d` says "FILE:LINE:
     * why". */
    enum rn_status (*row)(struct rn_form_ctx *f, const struct rn_csv_row *row,
                          struct rn_draft *draft, struct rn_diag *d);
    /* The same for an object of JSON Lines. RN_AGAIN: a line of another kind, not to be counted. */
    enum rn_status (*object)(struct rn_form_ctx *f, const struct rn_json *object, int64_t line,
                             struct rn_draft *draft, struct rn_diag *d);
    /* Whose reviews they are, once a row was read; NULL: the format does not tell. The account is
     * NULL where only the place is known. */
    bool (*origin)(const struct rn_form_ctx *f, const char **ret_place, const char **ret_account);
};

/* Tables and lines through a mapping (mapped.c), and the forms that are known by name. */
enum rn_status rn_mapped_open(struct rn_form_ctx *f, struct rn_diag *d);
enum rn_status rn_mapped_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                             struct rn_draft *draft, struct rn_diag *d);
enum rn_status rn_mapped_object(struct rn_form_ctx *f, const struct rn_json *object, int64_t line,
                                struct rn_draft *draft, struct rn_diag *d);
enum rn_status rn_play_open(struct rn_form_ctx *f, struct rn_diag *d);
enum rn_status rn_play_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                           struct rn_draft *draft, struct rn_diag *d);
bool rn_play_origin(const struct rn_form_ctx *f, const char **ret_place, const char **ret_account);
enum rn_status rn_survey_open(struct rn_form_ctx *f, struct rn_diag *d);
enum rn_status rn_survey_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                             struct rn_draft *draft, struct rn_diag *d);

/* Ends with a form without a name. */
extern const struct rn_form rn_forms[];
const struct rn_form *rn_form(const char *name); /* NULL: none of that name */
/* By the file's name and its beginning. */
const struct rn_form *rn_form_detect(const char *path, struct rn_str head, bool has_map);

/* Index of a column whose name is `name` when case, blanks and underscores do not count; SIZE_MAX:
 * none. An exact name goes first. */
size_t rn_form_column(const struct rn_csv *csv, const char *name);
/* Whether `word`, in small letters, stands somewhere in `s`; case and underscores do not count. */
bool rn_form_mentions(struct rn_str s, const char *word);
/* A trimmed cell; empty when there is no such column. */
struct rn_str rn_form_cell(const struct rn_csv_row *row, size_t column);

#endif
