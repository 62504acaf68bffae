/* SPDX-License-Identifier: MIT */
#include "import/rows.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "import/inside.h"
#include "import/source.h"

/* A mapping is always a file: that way its own name is in the sentences. */
static char *map_file(void *mem, const char *text)
{
    struct rn_diag d;
    char name[] = "/tmp/renown-map-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    (void)close(fd);
    assert_int_equal(rn_file_write(name, rn_str(text), 0600, &d), RN_OK);
    return rn_dupz(mem, name);
}

static void keep(struct rows *r, const struct rn_import_row *row)
{
    if (r->good < ROWS_KEPT) {
        r->review[r->good] = row->review;
        r->line[r->good] = row->line;
    }
    r->good++;
    if (row->warning != NULL) {
        r->warned++;
        (void)snprintf(r->warning, sizeof r->warning, "%s", row->warning);
    }
}

/* Rows beyond the kept ones are freed as a caller would do it, batch by batch. */
static void drain(struct rows *r, struct rn_import *im)
{
    struct rn_import_row row;
    struct rn_diag d = {0};
    for (;;) {
        void *batch = talloc_new(r->mem);
        enum rn_status st = rn_import_next(im, batch, &row, &d);
        if (st == RN_OK)
            keep(r, &row);
        if (st != RN_OK || r->good > ROWS_KEPT)
            talloc_free(batch);
        if (st == RN_GONE)
            return;
        if (st == RN_OK)
            continue;
        assert_int_equal(st, RN_INVALID);
        assert_true(d.text[0] != '\0' && strchr(d.text, '\n') == NULL);
        (void)snprintf(r->text, sizeof r->text, "%s", d.text);
        r->bad++;
    }
}

static void take(struct rows *r, struct rn_source *source, const char *format, const char *map)
{
    struct rn_import *im = NULL;
    struct rn_diag d = {0};
    struct rn_import_spec spec = {.format = format,
                                  .map_path = map != NULL ? map_file(r->mem, map) : NULL};
    r->opened = rn_import_open_source(r->mem, source, &spec, &im, &d);
    (void)snprintf(r->text, sizeof r->text, "%s", d.text);
    if (spec.map_path != NULL)
        (void)unlink(spec.map_path);
    if (r->opened != RN_OK)
        return;
    r->format = rn_import_format(im);
    drain(r, im);
}

void rows_read(struct rows *r, const char *name, struct rn_str bytes, const char *format,
               const char *map)
{
    *r = (struct rows){.mem = talloc_new(NULL)};
    take(r, rn_source_memory(r->mem, name, bytes), format, map);
}

void rows_readz(struct rows *r, const char *name, const char *text, const char *format,
                const char *map)
{
    rows_read(r, name, rn_str(text), format, map);
}

void rows_file(struct rows *r, const char *path, const char *format, const char *map)
{
    struct rn_source *source = NULL;
    struct rn_diag d = {0};
    *r = (struct rows){.mem = talloc_new(NULL)};
    r->opened = rn_source_open(r->mem, path, &source, &d);
    (void)snprintf(r->text, sizeof r->text, "%s", d.text);
    if (r->opened == RN_OK)
        take(r, source, format, map);
}

void rows_free(struct rows *r)
{
    talloc_free(r->mem);
    r->mem = NULL;
}

void assert_text(struct rn_str got, const char *wanted)
{
    if (!rn_str_is(got, wanted))
        fail_msg("got \"%.*s\", not \"%s\"", RN_STR_ARG(got), wanted);
}

bool rows_says(const struct rows *r, const char *part)
{
    if (strstr(r->text, part) != NULL)
        return true;
    print_message("# the sentence is: %s\n", r->text);
    return false;
}
