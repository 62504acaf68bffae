/* SPDX-License-Identifier: MIT
 *
 * What the columns of a table that nobody described may be: by their names, and by whether what
 * stands below them reads as such. It is a proposal for a person to look at and keep as a mapping
 * file; nothing is imported by it.
 */
#ifndef IMPORT_GUESS_H
#define IMPORT_GUESS_H

#include <renown/status.h>
#include <renown/str.h>

struct rn_guess_column {
    struct rn_str name, sample; /* the header's, and the first value below it; may be empty */
    const char *field;          /* of a review; NULL: none that is known here */
};

struct rn_guess {
    struct rn_guess_column *columns;
    size_t column_count;
    const char *format; /* csv or tsv */
    double best, worst;
    const char *dates; /* a pattern; NULL: they read without one */
    const char *also;  /* another pattern that reads all of them just as well; NULL: none */
    const char
        *map; /* the mapping file that says all this; NULL: there is neither rating nor text */
};

/* Looks at the header and the first rows. `format` NULL: by the file's name and first bytes.
 * RN_GONE: there is nothing to guess, because the format knows its columns itself. RN_INVALID and
 * RN_IO as of rn_import_open. */
RN_MUST enum rn_status rn_import_guess(const void *ctx, const char *path, const char *format,
                                       struct rn_guess **ret, struct rn_diag *d);

#endif
