/* SPDX-License-Identifier: MIT
 *
 * Reviews from files: a stream of rows out of a file of any size, in bounded memory.
 *
 *     struct rn_import *im;
 *     if (rn_import_open(ctx, path, &spec, &im, d) != RN_OK) …
 *     for (;;) {
 *         enum rn_status st = rn_import_next(im, batch, &row, d);
 *         if (st == RN_GONE) break;                       // the end
 *         if (st == RN_INVALID) { warn(d->text); continue; }  // this row was passed over; the
 * sentence names file and line if (st != RN_OK) return st;                     // the file cannot
 * be read on … row.review, its strings under `batch` … and row.warning …
 *     }
 *
 * Encodings: UTF-8 with or without mark, UTF-16 with a mark (either order), and UTF-16LE without
 * mark when nearly every second byte of the beginning is NUL. A row with bytes that are no text
 * costs itself only. A field is at most 1 MiB, a row 4 MiB; a longer one is passed over like any
 * bad row. Nothing reads ahead by more than that.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include <stdint.h>

#include <renown/model.h>
#include <renown/status.h>

#include "config/yaml.h"

struct rn_import;

struct rn_import_spec {
    const char *format;   /* one of rn_import_formats(); NULL: by the file's name and first bytes */
    const char *zone;     /* of times that tell none, unless the mapping says; NULL: UTC */
    const char *map_path; /* mapping file; NULL: none (jsonl then holds Renown's own shape) */
    const char *map_text; /* what stands in it, when it is no file yet; else NULL */
};

struct rn_import_row {
    struct rn_review review; /* not yet cleaned (plugin/harvest.h does) */
    int64_t line;            /* on which the row begins, from 1 */
    const char
        *warning; /* NULL, or "FILE:LINE: what was dropped of this row" under `ctx`, to be shown */
};

/* RN_INVALID for an unknown format (nearest named), a mapping with an unknown key or field (file,
 * line, nearest), a header that lacks a mapped column, and a file that is nothing of the kind;
 * RN_IO when it cannot be read. "-" is standard input. */
RN_MUST enum rn_status rn_import_open(const void *ctx, const char *path,
                                      const struct rn_import_spec *spec, struct rn_import **ret,
                                      struct rn_diag *d);
RN_MUST enum rn_status rn_import_next(struct rn_import *im, const void *ctx,
                                      struct rn_import_row *ret, struct rn_diag *d);
const char *rn_import_format(const struct rn_import *im); /* the one in use */
/* Whose reviews they are, when the export itself tells: Play Console files are of place "playstore"
 * and the package of their first row (rows of another package are passed over). Exports known by
 * name tell the place alone: *ret_account is NULL. False for all other formats. Callable after
 * open; strings live with the import. */
bool rn_import_origin(struct rn_import *im, const char **ret_place, const char **ret_account);
int64_t rn_import_bytes(const struct rn_import *im); /* read so far, for progress */
int64_t rn_import_size(const struct rn_import *im);  /* -1: not known */
const char *const *rn_import_formats(void);          /* names, ends with NULL */

#endif
