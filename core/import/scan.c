/* SPDX-License-Identifier: MIT */
#include "import/scan.h"

enum step { STEP_ON = 0, STEP_WAIT, STEP_ROW, STEP_RUNAWAY };

void rn_scan_reset(struct rn_scan *s)
{
    s->state = RN_AT_START;
    s->at = s->count = 0;
    s->spans = false;
    s->now = (struct rn_field){0};
}

static void end_field(struct rn_scan *s, size_t end)
{
    s->now.end = end;
    if (s->count < s->max)
        s->fields[s->count] = s->now;
    s->count++;
    s->state = RN_AT_START;
    s->spans = false;
}

/* Length of the line end at the current byte: 0 when there is none, -1 when the next byte must be
 * seen first. */
static int line_end(const struct rn_scan *s, struct rn_str row, bool last)
{
    char c = row.p[s->at];
    if (c == '\n')
        return s->lone_cr ? 0 : 1;
    if (c != '\r')
        return 0;
    if (s->at + 1 < row.n)
        return row.p[s->at + 1] == '\n' ? 2 : s->lone_cr ? 1 : 0;
    return last ? 1 : -1;
}

/* A separator or a line end at the current byte ends the field. */
static enum step try_end(struct rn_scan *s, struct rn_str row, bool last, bool *ret_ended)
{
    *ret_ended = true;
    if (row.p[s->at] == s->separator) {
        end_field(s, s->at++);
        s->now = (struct rn_field){.begin = s->at};
        return STEP_ON;
    }
    int n = line_end(s, row, last);
    *ret_ended = n > 0;
    if (n <= 0)
        return n < 0 ? STEP_WAIT : STEP_ON;
    end_field(s, s->at);
    s->at += (size_t)n;
    return STEP_ROW;
}

static enum step at_start(struct rn_scan *s, struct rn_str row, bool last)
{
    if (row.p[s->at] == '"') {
        s->now.quoted = true;
        s->state = RN_IN_QUOTES;
        s->at++;
        return STEP_ON;
    }
    (void)last;
    s->state = RN_IN_BARE;
    return STEP_ON;
}

static enum step in_bare(struct rn_scan *s, struct rn_str row, bool last)
{
    while (s->at < row.n) {
        char c = row.p[s->at];
        if (c == s->separator || c == '\n' || c == '\r') {
            bool ended;
            enum step step = try_end(s, row, last, &ended);
            if (step != STEP_ON || ended)
                return step;
        }
        s->at++;
    }
    return STEP_ON;
}

static enum step in_quotes(struct rn_scan *s, struct rn_str row, bool last)
{
    const char *from = row.p + s->at;
    const char *quote = memchr(from, '"', row.n - s->at);
    size_t n = quote != NULL ? (size_t)(quote - from) : row.n - s->at;
    const char *line = s->spans ? NULL : memchr(from, s->lone_cr ? '\r' : '\n', n);
    (void)last;
    if (line != NULL && s->one_line) {
        s->at += (size_t)(line - from);
        return STEP_RUNAWAY;
    }
    s->spans = s->spans || line != NULL;
    s->at += n;
    if (quote != NULL) {
        s->at++;
        s->state = RN_AFTER_QUOTE;
    }
    return STEP_ON;
}

static enum step after_quote(struct rn_scan *s, struct rn_str row, bool last)
{
    if (row.p[s->at] == '"') {
        s->now.escaped = true;
        s->state = RN_IN_QUOTES;
        s->at++;
        return STEP_ON;
    }
    bool ended;
    enum step step = try_end(s, row, last, &ended);
    if (step != STEP_ON || ended)
        return step;
    char c = row.p[s->at];
    if (s->spans && c != ' ' && c != '\t')
        return STEP_RUNAWAY;
    s->now.escaped = true;
    s->state = RN_IN_BARE;
    return STEP_ON;
}

/* The end of the file ends the last field too; only an open quote is left over. */
static enum rn_scan_end at_end(struct rn_scan *s)
{
    if (s->state == RN_IN_QUOTES)
        return RN_SCAN_RUNAWAY;
    end_field(s, s->at);
    return RN_SCAN_ROW;
}

enum rn_scan_end rn_scan_feed(struct rn_scan *s, struct rn_str row, bool last)
{
    static enum step (*const steps[])(struct rn_scan *, struct rn_str, bool) = {
        [RN_AT_START] = at_start,
        [RN_IN_BARE] = in_bare,
        [RN_IN_QUOTES] = in_quotes,
        [RN_AFTER_QUOTE] = after_quote,
    };
    enum step step = STEP_ON;
    while (step == STEP_ON && s->at < row.n)
        step = steps[s->state](s, row, last);
    if (step == STEP_ROW)
        return RN_SCAN_ROW;
    if (step == STEP_RUNAWAY)
        return RN_SCAN_RUNAWAY;
    return last && step == STEP_ON ? at_end(s) : RN_SCAN_MORE;
}

struct rn_str rn_scan_value(char *row, const struct rn_field *f)
{
    char *p = row + f->begin;
    size_t n = f->end - f->begin;
    if (!f->quoted)
        return rn_strn(p, n);
    if (!f->escaped)
        return rn_strn(p + 1, n - 2);
    size_t out = 0;
    bool inside = true;
    for (size_t i = 1; i < n; i++) {
        if (inside && p[i] == '"') {
            if (i + 1 < n && p[i + 1] == '"')
                i++;
            else {
                inside = false;
                continue;
            }
        }
        p[out++] = p[i];
    }
    return rn_strn(p, out);
}
