/* SPDX-License-Identifier: MIT
 *
 * What the tests of imports share: read a text as a file, and keep what came out.
 */
#ifndef TESTS_IMPORT_ROWS_H
#define TESTS_IMPORT_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/import.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { ROWS_KEPT = 64 };

struct rows {
    enum rn_status opened; /* and why not, in `text` */
    size_t good, bad, warned;
    struct rn_review review[ROWS_KEPT]; /* the first good ones */
    int64_t line[ROWS_KEPT];
    char text[1000];    /* the sentence of the failed opening, or of the last bad row */
    char warning[1000]; /* the last one */
    const char *format;
    void *mem;
};

/* `name` is the file's name; `map` the text of a mapping file or NULL; `format` may be NULL. */
void rows_read(struct rows *r, const char *name, struct rn_str bytes, const char *format,
               const char *map);
void rows_readz(struct rows *r, const char *name, const char *text, const char *format,
                const char *map);
void rows_file(struct rows *r, const char *path, const char *format, const char *map);
void rows_free(struct rows *r);
void assert_text(struct rn_str got, const char *wanted);
bool rows_says(const struct rows *r, const char *part); /* in the last sentence */

#endif
