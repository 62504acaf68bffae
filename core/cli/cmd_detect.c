/* SPDX-License-Identifier: MIT
 *
 * renown detect: counts in, the same with an anomaly score out, each row as soon as it has come.
 * The detector of the digest's incidents can so be tried on any series, and a stream can be
 * watched.
 */
#include "cli/verbs.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "import/scan.h"
#include "import/source.h"
#include "insight/anomaly.h"

static const struct rn_cli_option options[] = {
    {.name = "budget",
     .value = "N",
     .doc = "About how many alarms in thirty days are bearable where nothing happens (default 4)."},
    {0}};

enum { ROW_MAX = 4096, COLUMNS = 2, BUFFER = 1 << 16 };

struct detecting {
    struct rn_cli *cli;
    struct rn_source *source;
    struct rn_anomaly *anomaly;
    char buffer[BUFFER];
    size_t begin, end; /* what has come and is not yet used */
    bool ended;
    struct rn_field fields[COLUMNS];
    struct rn_scan scan;
    int64_t line, last_at;
    bool any;
};

/* ---- rows in --------------------------------------------------------------------------------- */

static enum rn_status bad(const struct detecting *t, struct rn_diag *d, const char *why)
{
    return rn_fail(d, RN_INVALID, "%s:%lld: %s", rn_source_name(t->source), (long long)t->line,
                   why);
}

/* What was scored goes out before more is waited for. */
static enum rn_status more(struct detecting *t, struct rn_diag *d)
{
    size_t n = 0;
    memmove(t->buffer, t->buffer + t->begin, t->end - t->begin);
    t->end -= t->begin;
    t->begin = 0;
    if (rn_out_flush(t->cli) != RN_OK)
        return rn_fail(d, RN_IO, "the scores cannot be written");
    const enum rn_status st = rn_source_read(t->source, t->buffer + t->end, BUFFER - t->end, &n, d);
    t->end += st == RN_OK ? n : 0;
    t->ended = st == RN_OK && n == 0;
    return st;
}

static enum rn_status scan_row(struct detecting *t, struct rn_diag *d)
{
    rn_scan_reset(&t->scan);
    for (;;) {
        const struct rn_str view = rn_strn(t->buffer + t->begin, t->end - t->begin);
        if (t->ended && view.n == 0)
            return rn_fail(d, RN_GONE, "there are no more rows");
        const enum rn_scan_end end =
            view.n > 0 ? rn_scan_feed(&t->scan, view, t->ended) : RN_SCAN_MORE;
        if (end == RN_SCAN_RUNAWAY)
            return bad(t, d, "the row has a quote that is never closed");
        if ((end == RN_SCAN_ROW ? t->scan.at : view.n) > ROW_MAX)
            return bad(t, d,
                       "the row is longer than 4,096 bytes: rows are a timestamp and a value");
        if (end == RN_SCAN_ROW)
            return RN_OK;
        const enum rn_status st = more(t, d);
        if (st != RN_OK)
            return st;
    }
}

/* The two cells of the next row that is not blank. */
static enum rn_status next_row(struct detecting *t, struct rn_str cells[COLUMNS], struct rn_diag *d)
{
    for (;;) {
        t->line++;
        const enum rn_status st = scan_row(t, d);
        if (st != RN_OK)
            return st;
        char *row = t->buffer + t->begin;
        const struct rn_str whole = rn_strn(row, t->scan.at);
        t->begin += t->scan.at;
        if (rn_str_trim(whole).n == 0)
            continue;
        if (!rn_utf8_valid(whole))
            return bad(t, d, "the row has bytes that are no UTF-8 text");
        if (t->scan.count != COLUMNS)
            return bad(t, d,
                       t->scan.count < COLUMNS
                           ? "the row has one column; it wants a timestamp and a value"
                           : "the row has more than two columns, timestamp and value");
        for (int i = 0; i < COLUMNS; i++)
            cells[i] = rn_str_trim(rn_scan_value(row, &t->fields[i]));
        return RN_OK;
    }
}

static enum rn_status read_header(struct detecting *t, struct rn_diag *d)
{
    struct rn_str cells[COLUMNS];
    while (t->end < 3 && !t->ended) {
        const enum rn_status st = more(t, d);
        if (st != RN_OK)
            return st;
    }
    if (t->end >= 3 && memcmp(t->buffer, "\xEF\xBB\xBF", 3) == 0)
        t->begin = 3;
    const enum rn_status st = next_row(t, cells, d);
    if (st == RN_OK && rn_str_is(cells[0], "timestamp") && rn_str_is(cells[1], "value"))
        return RN_OK;
    if (st == RN_IO)
        return st;
    return rn_fail(d, RN_INVALID, "%s:1: the first line must name the columns: timestamp,value",
                   rn_source_name(t->source));
}

/* ---- cells ----------------------------------------------------------------------------------- */

static enum rn_status read_time(struct detecting *t, struct rn_str cell, int64_t *ret,
                                struct rn_diag *d)
{
    struct rn_time at;
    if (!rn_stamp_parse(cell, &at))
        return bad(t, d, "the timestamp is no date and time; write it like 2026-05-04T09:10:00Z");
    if (t->any && at.us == t->last_at)
        return bad(t, d, "the same timestamp comes twice");
    if (t->any && at.us < t->last_at)
        return bad(t, d, "the timestamp lies before that of the row before; sort the rows by time");
    *ret = at.us;
    return RN_OK;
}

/* A decimal number; what strtod takes beyond that (hexadecimal, "inf") is none. */
static enum rn_status read_value(struct detecting *t, struct rn_str cell, double *ret,
                                 struct rn_diag *d)
{
    char text[400] = "", *end = text;
    double v = NAN;
    if (cell.n > 0 && cell.n < sizeof text) {
        memcpy(text, cell.p, cell.n);
        text[cell.n] = '\0';
        if (strspn(text, "0123456789+-.eE") == cell.n)
            v = strtod(text, &end);
    }
    if (end == text || *end != '\0' || !isfinite(v))
        return bad(t, d, "the value is no finite number");
    *ret = v;
    return RN_OK;
}

/* As it came, in quotes where CSV wants them: the cell has been read as a time or a number and so
 * holds none. */
static void print_row(struct detecting *t, const struct rn_str cells[COLUMNS], double score)
{
    (void)rn_out_raw(t->cli, cells[0]);
    (void)rn_out_raw(t->cli, rn_str(","));
    (void)rn_out_raw(t->cli, cells[1]);
    (void)rn_out_fmt(t->cli, ",%.6f\n", score);
}

static enum rn_status one_row(struct detecting *t, struct rn_diag *d)
{
    struct rn_str cells[COLUMNS];
    int64_t at = 0;
    double value = 0;
    enum rn_status st = next_row(t, cells, d);
    if (st == RN_OK)
        st = read_time(t, cells[0], &at, d);
    if (st == RN_OK)
        st = read_value(t, cells[1], &value, d);
    if (st != RN_OK)
        return st;
    print_row(t, cells, rn_anomaly_next(t->anomaly, at, value));
    t->last_at = at;
    t->any = true;
    return RN_OK;
}

static int run(struct rn_cli *cli)
{
    struct rn_diag d = {0};
    int64_t budget;
    struct detecting *t = rn_new(cli->ctx, struct detecting);
    const int status = rn_cli_int(cli, "budget", 1, 1000, 4, &budget);
    if (status != 0)
        return status;
    t->cli = cli;
    t->scan =
        (struct rn_scan){.separator = ',', .one_line = true, .max = COLUMNS, .fields = t->fields};
    t->anomaly = rn_anomaly_new(t, budget == 4 ? RN_ANOMALY_PERIOD : 30.0 / (double)budget);
    enum rn_status st =
        rn_source_open(t, cli->word_count > 0 ? cli->words[0] : "-", &t->source, &d);
    if (st == RN_OK)
        st = read_header(t, &d);
    if (st == RN_OK)
        (void)rn_out_raw(cli, rn_str("timestamp,value,score\n"));
    while (st == RN_OK)
        st = one_row(t, &d);
    return st == RN_GONE ? 0 : rn_cli_fail_data(cli, &d);
}

const struct rn_verb rn_verb_detect = {
    .name = "detect",
    .usage = "[FILE]",
    .summary = "score how unusual the counts of a series are",
    .doc =
        "Reads CSV with the columns timestamp and value, from FILE or standard input, and prints "
        "it "
        "with a score from 0 to 1 for each row. A score uses the rows so far and never changes "
        "later. 0.9 or more is an alarm: a surge or a silence as this series has by chance about "
        "as "
        "often as the budget says. After an alarm the score stays lower for a day and a half, "
        "since it is one event.\n\n"
        "Times without a zone are UTC and must rise. Where rows come less often than 28 a day, 28 "
        "rows count as a day. A row that cannot be read ends the run with its line named, after "
        "the "
        "rows before it.",
    .example = "renown detect mentions.csv\nScores each row as it comes.",
    .min_words = 0,
    .max_words = 1,
    .options = options,
    .run = run,
};
