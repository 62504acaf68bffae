/* SPDX-License-Identifier: MIT */
#include "import/csv.h"

#include <renown/utf8.h>

#include "base/mem.h"
#include "import/scan.h"
#include "import/window.h"

struct rn_csv {
    struct rn_window *w;
    struct rn_scan scan;
    int64_t line;   /* of the first byte of the view */
    size_t fence;   /* bytes of the view that were looked at before; rows there keep to one line */
    bool wary;      /* since a quote was never closed: only full rows are believed */
    int64_t junk;   /* first of the lines that were passed over since then; 0: none */
    bool skip_line; /* the rest of an overlong line is still to be passed over */
    struct rn_str *header, *cells;
    size_t columns, filled; /* cells of the row before: only those need to be cleared */
};

enum { HEADER_LOOK = 64 * 1024 };

/* ---- moving on ------------------------------------------------------------------------------- */

static int64_t count_lines(const struct rn_csv *csv, struct rn_str s)
{
    int64_t lines = 0;
    char end = csv->scan.lone_cr ? '\r' : '\n';
    for (const char *p = s.p, *stop = s.p + s.n; (p = memchr(p, end, (size_t)(stop - p))) != NULL;
         p++)
        lines++;
    return lines;
}

static void pass(struct rn_csv *csv, size_t n, int64_t lines)
{
    csv->line += lines;
    csv->fence -= csv->fence < n ? csv->fence : n;
    rn_window_skip(csv->w, n);
}

static void skip(struct rn_csv *csv, size_t n)
{
    pass(csv, n, count_lines(csv, rn_strn(rn_window_view(csv->w).p, n)));
}

/* Passes over the view up to and with its first line end; false when it holds none. */
static bool skip_to_next_line(struct rn_csv *csv)
{
    struct rn_str view = rn_window_view(csv->w);
    const char *end = view.n > 0 ? memchr(view.p, csv->scan.lone_cr ? '\r' : '\n', view.n) : NULL;
    skip(csv, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
    return end != NULL;
}

static enum rn_status skip_overlong(struct rn_csv *csv, struct rn_diag *d)
{
    while (csv->skip_line) {
        csv->skip_line = !skip_to_next_line(csv) && !rn_window_ended(csv->w);
        enum rn_status st = csv->skip_line ? rn_window_more(csv->w, d) : RN_OK;
        if (st != RN_OK)
            return st;
    }
    return RN_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

static enum rn_status bad_row(struct rn_csv *csv, const char *why, struct rn_diag *d)
{
    return rn_fail(d, RN_INVALID, "%s:%lld: %s", rn_window_name(csv->w), (long long)csv->line, why);
}

/* Resumes behind the first line of what should have been a row, of which `seen` bytes were read. */
static enum rn_status give_up_row(struct rn_csv *csv, size_t seen, const char *why,
                                  struct rn_diag *d)
{
    enum rn_status st = bad_row(csv, why, d);
    if (csv->fence < seen)
        csv->fence = seen;
    csv->wary = true;
    csv->skip_line = !skip_to_next_line(csv);
    return st;
}

/* Text until the row is complete. */
static enum rn_status scan_row(struct rn_csv *csv, struct rn_diag *d)
{
    rn_scan_reset(&csv->scan);
    for (;;) {
        struct rn_str view = rn_window_view(csv->w);
        csv->scan.one_line = csv->fence > 0;
        enum rn_scan_end end = rn_scan_feed(&csv->scan, view, rn_window_ended(csv->w));
        if (end == RN_SCAN_ROW && csv->scan.at <= RN_ROW_MAX)
            return RN_OK;
        if (end == RN_SCAN_RUNAWAY)
            return give_up_row(csv, csv->scan.at,
                               "the row has a quote that is never closed; it was passed over", d);
        if (end == RN_SCAN_ROW) {
            enum rn_status st = bad_row(csv, "the row is longer than 4 MiB; it was passed over", d);
            skip(csv, csv->scan.at);
            return st;
        }
        if (view.n > RN_ROW_MAX)
            return give_up_row(
                csv, view.n,
                "the row is longer than 4 MiB (or a quote is never closed); it was passed over", d);
        enum rn_status st = rn_window_more(csv->w, d);
        if (st != RN_OK)
            return st;
    }
}

static size_t mark_length(struct rn_str s)
{
    return rn_str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
}

/* The start of the next row: behind what is being skipped, and behind a mark that was left where
 * files were put together. */
static enum rn_status find_row(struct rn_csv *csv, struct rn_diag *d)
{
    enum rn_status st = skip_overlong(csv, d);
    while (st == RN_OK && rn_window_view(csv->w).n < 3 && !rn_window_ended(csv->w))
        st = rn_window_more(csv->w, d);
    if (st != RN_OK)
        return st;
    skip(csv, mark_length(rn_window_view(csv->w)));
    return rn_window_view(csv->w).n > 0 ? RN_OK : rn_fail(d, RN_GONE, "there are no more rows");
}

/* Gives false for a row of blank cells. */
static bool cut_cells(struct rn_csv *csv)
{
    size_t count = csv->scan.count < csv->columns ? csv->scan.count : csv->columns;
    bool filled = false;
    for (size_t i = 0; i < count; i++) {
        csv->cells[i] = rn_scan_value(rn_window_text(csv->w), &csv->scan.fields[i]);
        filled = filled || rn_str_trim(csv->cells[i]).n > 0;
    }
    for (size_t i = count; i < csv->filled; i++)
        csv->cells[i] = (struct rn_str){0};
    csv->filled = count;
    return filled;
}

/* After a quote that was never closed, the lines up to the next full row are most likely the inside
 * of some text; they are named together. */
static bool is_junk(const struct rn_csv *csv, enum rn_status scanned, bool was_wary)
{
    if (!was_wary || scanned != RN_OK)
        return was_wary && scanned == RN_INVALID;
    struct rn_str row = rn_strn(rn_window_view(csv->w).p, csv->scan.at);
    return csv->scan.count != csv->columns && rn_str_trim(row).n > 0;
}

static enum rn_status name_junk(struct rn_csv *csv, struct rn_diag *d)
{
    int64_t from = csv->junk;
    csv->junk = 0;
    return rn_fail(
        d, RN_INVALID,
        "%s:%lld: the lines %lld to %lld were passed over: they follow a quote that is never "
        "closed and have not as many fields as the header",
        rn_window_name(csv->w), (long long)from, (long long)from, (long long)csv->line - 1);
}

/* Scans the next row that is believed. Junk before it is named first; the row is then scanned
 * again. */
static enum rn_status next_row(struct rn_csv *csv, struct rn_diag *d)
{
    for (;;) {
        enum rn_status st = find_row(csv, d);
        bool was_wary = csv->wary;
        int64_t line = csv->line;
        if (st == RN_OK)
            st = scan_row(csv, d);
        if (is_junk(csv, st, was_wary)) {
            csv->junk = csv->junk != 0 ? csv->junk : line;
            if (st == RN_OK)
                skip(csv, csv->scan.at);
            continue;
        }
        if (csv->junk != 0 && (st == RN_OK || st == RN_GONE))
            return name_junk(csv, d);
        if (st == RN_OK && csv->fence == 0 && csv->scan.count == csv->columns)
            csv->wary = false;
        return st;
    }
}

static enum rn_status no_text(struct rn_csv *csv, struct rn_diag *d)
{
    enum rn_status st =
        bad_row(csv,
                "the row has bytes that are no UTF-8 text; it was passed over (save "
                "the file as UTF-8 and import it again)",
                d);
    skip(csv, csv->scan.at);
    return st;
}

enum rn_status rn_csv_next(struct rn_csv *csv, struct rn_csv_row *ret, struct rn_diag *d)
{
    for (;;) {
        enum rn_status st = next_row(csv, d);
        if (st != RN_OK)
            return st;
        struct rn_str row = rn_strn(rn_window_view(csv->w).p, csv->scan.at);
        if (!rn_utf8_valid(row))
            return no_text(csv, d);
        int64_t line = csv->line, lines = count_lines(csv, row);
        bool filled = cut_cells(csv);
        pass(csv, row.n, lines);
        if (!filled)
            continue;
        *ret = (struct rn_csv_row){.cells = csv->cells, .count = csv->columns, .line = line};
        return RN_OK;
    }
}

/* ---- the header ------------------------------------------------------------------------------ */

/* `sep=;`, as spreadsheets write it for themselves; with or without quotes. */
static char separator_line(struct rn_str view, size_t *ret_length)
{
    const char *end = view.n > 0 ? memchr(view.p, '\n', view.n < 16 ? view.n : 16) : NULL;
    if (end == NULL)
        return '\0';
    struct rn_str line = rn_strn(view.p, (size_t)(end - view.p));
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    if (line.n >= 2 && line.p[0] == '"' && line.p[line.n - 1] == '"')
        line = rn_strn(line.p + 1, line.n - 2);
    bool is = line.n == 5 && rn_str_starts(line, "sep=") && line.p[4] != '"';
    *ret_length = (size_t)(end - view.p) + 1;
    return is ? line.p[4] : '\0';
}

/* The separator that the header has most of outside quotes; and whether its line ends with CR
 * alone. */
static char sniff_header(struct rn_str view, bool *ret_lone_cr)
{
    static const char known[] = ",;\t|";
    size_t counts[sizeof known - 1] = {0}, best = 0;
    bool inside = false;
    size_t i = 0;
    for (; i < view.n && i < HEADER_LOOK; i++) {
        char c = view.p[i];
        inside = inside != (c == '"');
        if (!inside && (c == '\n' || c == '\r'))
            break;
        const char *is = inside || c == '\0' ? NULL : strchr(known, c);
        if (is != NULL)
            counts[is - known]++;
    }
    size_t look = view.n < HEADER_LOOK ? view.n : HEADER_LOOK;
    *ret_lone_cr = i < look && view.p[i] == '\r' && memchr(view.p, '\n', look) == NULL;
    for (size_t k = 1; k < sizeof known - 1; k++)
        if (counts[k] > counts[best])
            best = k;
    return known[best];
}

static void settle_separator(struct rn_csv *csv, char separator)
{
    size_t length = 0;
    char said = separator_line(rn_window_view(csv->w), &length);
    if (said != '\0')
        skip(csv, length);
    char seen = sniff_header(rn_window_view(csv->w), &csv->scan.lone_cr);
    csv->scan.separator = said != '\0' ? said : separator != '\0' ? separator : seen;
}

static void take_header(struct rn_csv *csv)
{
    int64_t lines = count_lines(csv, rn_strn(rn_window_view(csv->w).p, csv->scan.at));
    csv->columns = csv->scan.count;
    csv->header = rn_new_array(csv, struct rn_str, csv->columns);
    csv->cells = rn_new_array(csv, struct rn_str, csv->columns);
    for (size_t i = 0; i < csv->columns; i++)
        csv->header[i] = rn_dup_str(
            csv->header, rn_str_trim(rn_scan_value(rn_window_text(csv->w), &csv->scan.fields[i])));
    csv->scan.max = csv->columns;
    pass(csv, csv->scan.at, lines);
}

static enum rn_status read_header(struct rn_csv *csv, struct rn_diag *d)
{
    enum rn_status st = find_row(csv, d);
    if (st == RN_GONE)
        return rn_fail(d, RN_INVALID, "%s is empty: a line of column names is missing",
                       rn_window_name(csv->w));
    if (st == RN_OK)
        st = scan_row(csv, d);
    if (st == RN_INVALID)
        return rn_fail(
            d, RN_INVALID,
            "%s: the line of column names is no such line (a quote that is never closed, "
            "or longer than 4 MiB)",
            rn_window_name(csv->w));
    if (st != RN_OK)
        return st;
    struct rn_str row = rn_strn(rn_window_view(csv->w).p, csv->scan.at);
    if (!rn_utf8_valid(row))
        return bad_row(csv, "the column names are no UTF-8 text: save the file as UTF-8", d);
    if (csv->scan.count > RN_CSV_COLUMNS)
        return rn_fail(d, RN_INVALID, "%s has %zu columns; at most %d are read",
                       rn_window_name(csv->w), csv->scan.count, (int)RN_CSV_COLUMNS);
    take_header(csv);
    return RN_OK;
}

enum rn_status rn_csv_open(const void *ctx, struct rn_window *w, char separator,
                           struct rn_csv **ret, struct rn_diag *d)
{
    struct rn_csv *csv = rn_new(ctx, struct rn_csv);
    csv->w = w;
    csv->line = 1;
    csv->scan.max = RN_CSV_COLUMNS;
    csv->scan.fields = rn_mem_check(talloc_size(csv, RN_CSV_COLUMNS * sizeof(struct rn_field)));
    settle_separator(csv, separator);
    enum rn_status st = read_header(csv, d);
    if (st == RN_OK)
        *ret = csv;
    else
        talloc_free(csv);
    return st;
}

const struct rn_str *rn_csv_header(const struct rn_csv *csv, size_t *ret_count)
{
    *ret_count = csv->columns;
    return csv->header;
}
