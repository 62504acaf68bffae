/* SPDX-License-Identifier: MIT */
#include <renown/json.h>

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include <renown/utf8.h>

void rn_jsonw_init(struct rn_jsonw *w, struct rn_buf *out)
{
    *w = (struct rn_jsonw){.out = out};
}

/* What comes before any value: a comma in an array; in an object the key must have been written. */
static void value(struct rn_jsonw *w)
{
    if (w->depth == 0) {
        assert(!w->comma); /* one value a document */
    } else if (w->stack[w->depth - 1] == '}') {
        assert(w->keyed);
    } else if (w->comma) {
        (void)rn_buf_addc(w->out, ',');
    }
    w->keyed = false;
    w->comma = true;
}

static void open_with(struct rn_jsonw *w, char begin, char end)
{
    assert(w->depth < RN_JSON_DEPTH);
    value(w);
    (void)rn_buf_addc(w->out, begin);
    w->stack[w->depth++] = end;
    w->comma = false;
}

void rn_jsonw_object(struct rn_jsonw *w)
{
    open_with(w, '{', '}');
}

void rn_jsonw_array(struct rn_jsonw *w)
{
    open_with(w, '[', ']');
}

void rn_jsonw_end(struct rn_jsonw *w)
{
    assert(w->depth > 0 && !w->keyed);
    (void)rn_buf_addc(w->out, w->stack[--w->depth]);
    w->comma = true;
}

/* Nearly all text: ASCII without quotes, backslashes and controls. */
static size_t plain_run(struct rn_str s, size_t at)
{
    while (at < s.n && s.p[at] >= 0x20 && s.p[at] < 0x7F && s.p[at] != '"' && s.p[at] != '\\')
        at++;
    return at;
}

/* What never stands raw in our output. Beyond what JSON demands: controls and direction overrides
 * that would act on a terminal, and the line ends that JavaScript knows. */
static bool must_escape(uint32_t cp)
{
    return cp < 0x20 || cp == '"' || cp == '\\' || (cp >= 0x7F && cp <= 0x9F) || cp == 0x2028 ||
           cp == 0x2029 || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static void escape(struct rn_buf *out, uint32_t cp)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    const char *known = cp > 0 && cp < 0x80 ? strchr(from, (int)cp) : NULL;
    if (known == NULL) {
        (void)rn_buf_fmt(out, "\\u%04x", (unsigned)cp);
        return;
    }
    (void)rn_buf_addc(out, '\\');
    (void)rn_buf_addc(out, to[known - from]);
}

static void quoted(struct rn_buf *out, struct rn_str s)
{
    size_t kept = 0;
    (void)rn_buf_addc(out, '"');
    for (size_t at = plain_run(s, 0); at < s.n; at = plain_run(s, at)) {
        size_t before = at;
        uint32_t cp = rn_utf8_next(s, &at);
        bool broken = cp == 0xFFFD && at == before + 1;
        if (!broken && !must_escape(cp))
            continue;
        (void)rn_buf_add(out, rn_strn(s.p + kept, before - kept));
        if (broken)
            (void)rn_buf_addz(out, "\xEF\xBF\xBD");
        else
            escape(out, cp);
        kept = at;
    }
    if (s.n > kept)
        (void)rn_buf_add(out, rn_strn(s.p + kept, s.n - kept));
    (void)rn_buf_addc(out, '"');
}

void rn_jsonw_key(struct rn_jsonw *w, const char *key)
{
    assert(w->depth > 0 && w->stack[w->depth - 1] == '}' && !w->keyed);
    if (w->comma)
        (void)rn_buf_addc(w->out, ',');
    quoted(w->out, rn_str(key));
    (void)rn_buf_addc(w->out, ':');
    w->keyed = true;
}

void rn_jsonw_str(struct rn_jsonw *w, struct rn_str s)
{
    value(w);
    quoted(w->out, s);
}

void rn_jsonw_int(struct rn_jsonw *w, int64_t v)
{
    value(w);
    (void)rn_buf_fmt(w->out, "%" PRId64, v);
}

void rn_jsonw_num(struct rn_jsonw *w, double v)
{
    char text[40] = "null"; /* JSON has no word for what is not finite */
    value(w);
    if (isfinite(v) && fabs(v) < 1e15 && v == trunc(v))
        (void)snprintf(text, sizeof text, "%" PRId64, (int64_t)v);
    else if (isfinite(v))
        for (int digits = 15; digits <= 17; digits++) {
            (void)snprintf(text, sizeof text, "%.*g", digits, v);
            if (strtod(text, NULL) == v)
                break;
        }
    (void)rn_buf_addz(w->out, text);
}

void rn_jsonw_bool(struct rn_jsonw *w, bool v)
{
    value(w);
    (void)rn_buf_addz(w->out, v ? "true" : "false");
}

void rn_jsonw_raw(struct rn_jsonw *w, struct rn_str json)
{
    value(w);
    (void)rn_buf_add(w->out, json.n > 0 ? json : rn_str("null"));
}

void rn_jsonw_kstr(struct rn_jsonw *w, const char *key, struct rn_str s)
{
    rn_jsonw_key(w, key);
    rn_jsonw_str(w, s);
}

void rn_jsonw_kopt(struct rn_jsonw *w, const char *key, struct rn_str s)
{
    if (s.n > 0)
        rn_jsonw_kstr(w, key, s);
}

void rn_jsonw_kint(struct rn_jsonw *w, const char *key, int64_t v)
{
    rn_jsonw_key(w, key);
    rn_jsonw_int(w, v);
}

void rn_jsonw_knum(struct rn_jsonw *w, const char *key, double v)
{
    rn_jsonw_key(w, key);
    rn_jsonw_num(w, v);
}

void rn_jsonw_kbool(struct rn_jsonw *w, const char *key, bool v)
{
    rn_jsonw_key(w, key);
    rn_jsonw_bool(w, v);
}
