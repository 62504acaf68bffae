/* SPDX-License-Identifier: MIT */
#include "import/jsonl.h"

#include <renown/json.h>

#include "base/mem.h"
#include "import/window.h"

struct rn_jsonl {
    struct rn_window *w;
    struct rn_json_doc *doc;
    int64_t line; /* the last one that was taken */
    size_t taken; /* its bytes in the view, skipped by the next call */
    bool skip;    /* the rest of an overlong line is still to be passed over */
    struct rn_str bytes;
};

/* A tree costs many times its text: a long line may not consist of values alone. */
enum { LONG_LINE = 512 * 1024, VALUES_MAX = 250000 };

static int jsonl_free(struct rn_jsonl *j)
{
    rn_json_free(j->doc);
    return 0;
}

enum rn_status rn_jsonl_open(const void *ctx, struct rn_window *w, struct rn_jsonl **ret,
                             struct rn_diag *d)
{
    struct rn_str view = rn_window_view(w);
    struct rn_str text = rn_str_trim(rn_strn(view.p, view.n < 4096 ? view.n : 4096));
    if (text.n > 0 && text.p[0] == '[')
        return rn_fail(
            d, RN_INVALID,
            "%s holds a JSON array, not one object a line: write each object on a line of "
            "its own (jq -c '.[]' does)",
            rn_window_name(w));
    if (text.n > 0 && text.p[0] == '<')
        return rn_fail(d, RN_INVALID, "%s holds markup, not JSON Lines", rn_window_name(w));
    struct rn_jsonl *j = rn_new(ctx, struct rn_jsonl);
    talloc_set_destructor(j, jsonl_free);
    j->w = w;
    *ret = j;
    return RN_OK;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Passes over text up to and with the next line end. */
static enum rn_status skip_rest(struct rn_jsonl *j, struct rn_diag *d)
{
    while (j->skip) {
        struct rn_str view = rn_window_view(j->w);
        const char *end = view.n > 0 ? memchr(view.p, '\n', view.n) : NULL;
        rn_window_skip(j->w, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
        j->skip = end == NULL && !rn_window_ended(j->w);
        enum rn_status st = j->skip ? rn_window_more(j->w, d) : RN_OK;
        if (st != RN_OK)
            return st;
    }
    return RN_OK;
}

static enum rn_status overlong(struct rn_jsonl *j, size_t seen, struct rn_diag *d)
{
    rn_window_skip(j->w, seen);
    j->skip = true;
    return rn_fail(d, RN_INVALID, "%s:%lld: the line is longer than 4 MiB; it was passed over",
                   rn_window_name(j->w), (long long)++j->line);
}

/* A whole line as a view, with its end in `taken`. */
static enum rn_status next_line(struct rn_jsonl *j, struct rn_str *ret, struct rn_diag *d)
{
    rn_window_skip(j->w, j->taken);
    j->taken = 0;
    enum rn_status st = skip_rest(j, d);
    size_t seen = 0;
    while (st == RN_OK) {
        struct rn_str view = rn_window_view(j->w);
        const char *end = view.n > seen ? memchr(view.p + seen, '\n', view.n - seen) : NULL;
        size_t n = end != NULL ? (size_t)(end - view.p) : view.n;
        if (n > RN_ROW_MAX)
            return overlong(j, n, d);
        if (end == NULL && rn_window_ended(j->w) && view.n == 0)
            return rn_fail(d, RN_GONE, "there are no more lines");
        if (end != NULL || rn_window_ended(j->w)) {
            j->taken = n + (end != NULL);
            j->line++;
            *ret = rn_strn(view.p, n);
            return RN_OK;
        }
        seen = view.n;
        st = rn_window_more(j->w, d);
    }
    return st;
}

/* ---- objects --------------------------------------------------------------------------------- */

static bool too_many_values(struct rn_str line)
{
    size_t values = 0;
    if (line.n < LONG_LINE)
        return false;
    for (size_t i = 0; i < line.n; i++)
        values += line.p[i] == ',' || line.p[i] == '[' || line.p[i] == '{';
    return values > VALUES_MAX;
}

static enum rn_status bad_line(struct rn_jsonl *j, const char *why, struct rn_diag *d)
{
    return rn_fail(d, RN_INVALID, "%s:%lld: the line was passed over: %.400s", rn_window_name(j->w),
                   (long long)j->line, why);
}

static enum rn_status parse(struct rn_jsonl *j, struct rn_str line, const struct rn_json **ret,
                            struct rn_diag *d)
{
    struct rn_diag inner = {0};
    if (too_many_values(line))
        return bad_line(j, "it holds too many values", d);
    if (rn_json_reparse(line, RN_ROW_MAX, &j->doc, &inner) != RN_OK)
        return bad_line(j, inner.text, d);
    const struct rn_json *root = rn_json_root(j->doc);
    if (!rn_json_is(root, RN_JSON_OBJECT))
        return bad_line(j, "it is no JSON object", d);
    *ret = root;
    return RN_OK;
}

enum rn_status rn_jsonl_next(struct rn_jsonl *j, const struct rn_json **ret, int64_t *ret_line,
                             struct rn_diag *d)
{
    struct rn_str line = {0};
    do {
        enum rn_status st = next_line(j, &line, d);
        if (st != RN_OK)
            return st;
        if (rn_str_starts(line, "\xEF\xBB\xBF"))
            line = rn_strn(line.p + 3, line.n - 3);
        line = rn_str_trim(line);
    } while (line.n == 0);
    *ret_line = j->line;
    j->bytes = line;
    return parse(j, line, ret, d);
}

struct rn_str rn_jsonl_bytes(const struct rn_jsonl *j)
{
    return j->bytes;
}
