/* SPDX-License-Identifier: MIT
 *
 * What the fuzz targets of imports share: all rows of an input, each looked at.
 */
#ifndef TESTS_FUZZ_IMPORT_H
#define TESTS_FUZZ_IMPORT_H

#include <stdlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "import/inside.h"
#include "import/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Strings are text, lines go up, a bad row has its sentence. */
static inline void fuzz_row(const struct rn_import_row *row, int64_t *last)
{
    const struct rn_review *r = &row->review;
    const struct rn_str all[] = {r->external_id, r->key_hint, r->author_id, r->author_name,
                                 r->title,       r->text,     r->lang,      r->url,
                                 r->app_version, r->thread,   r->parent,    r->reply.text};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!rn_utf8_valid(all[i]) || all[i].n > 1 << 20)
            abort();
    if (row->line <= *last || r->key_hint.n > 200)
        abort();
    *last = row->line;
}

static inline void fuzz_import(const void *ctx, struct rn_str bytes, const char *format,
                               const char *map_path)
{
    struct rn_import_spec spec = {.format = format, .map_path = map_path};
    struct rn_import *im = NULL;
    struct rn_import_row row;
    struct rn_diag d = {0};
    int64_t last = 0;
    size_t calls = 0;
    enum rn_status st =
        rn_import_open_source(ctx, rn_source_memory(ctx, "input", bytes), &spec, &im, &d);
    if (st != RN_OK && (im != NULL || d.text[0] == '\0'))
        abort();
    while (st == RN_OK || (st == RN_INVALID && im != NULL)) {
        st = rn_import_next(im, ctx, &row, &d);
        if (st == RN_OK)
            fuzz_row(&row, &last);
        else if (d.text[0] == '\0' || ++calls > bytes.n + 2)
            abort();
    }
}

#endif
