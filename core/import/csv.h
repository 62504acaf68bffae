/* SPDX-License-Identifier: MIT
 *
 * Rows of a table (RFC 4180 and what programs make of it), one at a time, in bounded memory.
 *
 * Quotes, doubled quotes, line breaks inside quotes; CR LF, LF, or CR alone throughout; no last
 * newline; a first line `sep=;`; separators , ; TAB | told by the header. Text after a closing
 * quote is taken as written. Short rows are padded, extra fields ignored, rows of blank cells
 * passed over in silence.
 *
 * A quote that is never closed must not swallow the file. It is found out by the end of the file,
 * by a row beyond RN_ROW_MAX, or by a quoted field that spans lines and closes in front of a letter
 * (it is the opening quote of some later field). Then the row's first line is the bad row, and
 * reading resumes on the next line; as far as that text was looked at already, rows end with their
 * line, so every byte is read at most twice.
 */
#ifndef IMPORT_CSV_H
#define IMPORT_CSV_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_window;
struct rn_csv;

enum { RN_CSV_COLUMNS = 16384 };

struct rn_csv_row {
    const struct rn_str *cells; /* one for each column of the header */
    size_t count;
    int64_t line; /* on which it begins, from 1 */
};

/* Reads the header. `separator` 0: by a `sep=` line or the header itself. RN_INVALID when there is
 * no header, or one with more than RN_CSV_COLUMNS columns, or longer than a row may be. */
RN_MUST enum rn_status rn_csv_open(const void *ctx, struct rn_window *w, char separator,
                                   struct rn_csv **ret, struct rn_diag *d);
const struct rn_str *rn_csv_header(const struct rn_csv *csv, size_t *ret_count); /* trimmed names */
/* RN_INVALID for a row that was passed over ("FILE:LINE: why"; call again), RN_GONE at the end,
 * RN_IO. The cells stay valid until the next call. */
RN_MUST enum rn_status rn_csv_next(struct rn_csv *csv, struct rn_csv_row *ret, struct rn_diag *d);

#endif
