/* SPDX-License-Identifier: MIT
 *
 * JSON as it stands in pages: with comments, CDATA wrappers, commas at the end, control characters
 * and unknown escapes in strings, text behind the value. Written out again as strict JSON, so that
 * the one parser reads it. A value that does not end is none.
 */
#include "page.h"

struct reading {
    const char *p, *end;
    struct rn_buf *out;
    char stack[RN_JSON_DEPTH + 1];
    size_t depth;
    bool comma; /* a comma was met that is not written yet */
};

static bool starts(const struct reading *r, const char *z)
{
    size_t n = strlen(z);

    return (size_t)(r->end - r->p) >= n && memcmp(r->p, z, n) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void skip_to(struct reading *r, const char *mark)
{
    size_t n = strlen(mark);

    while (r->p < r->end && !starts(r, mark))
        r->p++;
    r->p += (size_t)(r->end - r->p) < n ? (size_t)(r->end - r->p) : n;
}

/* Blanks, comments, the wrappers of old days. */
static void skip_noise(struct reading *r)
{
    static const char *const wrappers[] = {"<![CDATA[", "]]>", "<!--", "-->"};
    bool again = true;

    while (again && r->p < r->end) {
        again = false;
        while (r->p < r->end && is_blank(*r->p))
            r->p++;
        for (size_t i = 0; i < sizeof wrappers / sizeof wrappers[0]; i++)
            if (starts(r, wrappers[i])) {
                r->p += strlen(wrappers[i]);
                again = true;
            }
        if (starts(r, "//<![CDATA[") || starts(r, "//]]>") || starts(r, "//-->")) {
            r->p += 2;
            again = true;
        } else if (starts(r, "//")) {
            skip_to(r, "\n");
            again = true;
        } else if (starts(r, "/*")) {
            r->p += 2;
            skip_to(r, "*/");
            again = true;
        }
    }
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* r->p stands at a backslash. What JSON does not know stands for the character itself. */
static void take_escape(struct reading *r)
{
    char c = r->p + 1 < r->end ? r->p[1] : '\0';

    if (c == 'u' && r->end - r->p >= 6 && is_hex(r->p[2]) && is_hex(r->p[3]) && is_hex(r->p[4]) &&
        is_hex(r->p[5])) {
        rn_buf_add(r->out, rn_strn(r->p, 6));
        r->p += 6;
    } else if (c != '\0' && strchr("\"\\/bfnrt", c) != NULL) {
        rn_buf_add(r->out, rn_strn(r->p, 2));
        r->p += 2;
    } else {
        r->p++;
    }
}

static bool take_string(struct reading *r)
{
    rn_buf_addc(r->out, *r->p++);
    while (r->p < r->end && *r->p != '"') {
        unsigned char c = (unsigned char)*r->p;
        const char *from = r->p;
        if (c == '\\') {
            take_escape(r);
            continue;
        }
        if (c < 0x20) {
            (void)rn_buf_fmt(r->out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04x", c);
            r->p++;
            continue;
        }
        while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (unsigned char)*r->p >= 0x20)
            r->p++;
        rn_buf_add(r->out, rn_strn(from, (size_t)(r->p - from)));
    }
    if (r->p == r->end)
        return false;
    rn_buf_addc(r->out, *r->p++);
    return true;
}

static bool take_word(struct reading *r)
{
    const char *from = r->p;

    while (r->p < r->end && ((*r->p >= 'a' && *r->p <= 'z') || (*r->p >= '0' && *r->p <= '9') ||
                             *r->p == '+' || *r->p == '-' || *r->p == '.' || *r->p == 'E'))
        r->p++;
    rn_buf_add(r->out, rn_strn(from, (size_t)(r->p - from)));
    return r->p > from;
}

static void write_comma(struct reading *r)
{
    if (r->comma)
        rn_buf_addc(r->out, ',');
    r->comma = false;
}

static bool open_one(struct reading *r)
{
    write_comma(r);
    if (r->depth == RN_JSON_DEPTH)
        return false;
    r->stack[r->depth++] = *r->p == '{' ? '}' : ']';
    rn_buf_addc(r->out, *r->p++);
    return true;
}

/* A comma in front of it is dropped. */
static bool close_one(struct reading *r)
{
    r->comma = false;
    if (r->depth == 0 || r->stack[r->depth - 1] != *r->p)
        return false;
    r->depth--;
    rn_buf_addc(r->out, *r->p++);
    return true;
}

static bool take_token(struct reading *r)
{
    switch (*r->p) {
    case '{':
    case '[':
        return open_one(r);
    case '}':
    case ']':
        return close_one(r);
    case ',':
        r->comma = true;
        r->p++;
        return true;
    case ':':
        rn_buf_addc(r->out, *r->p++);
        return true;
    case '"':
        write_comma(r);
        return take_string(r);
    default:
        write_comma(r);
        return take_word(r);
    }
}

bool page_lenient_next(struct rn_str *rest, struct rn_buf *out)
{
    struct reading r = {.p = rest->p, .end = rest->p + rest->n, .out = out};
    bool good = true;

    rn_buf_clear(out);
    skip_noise(&r);
    while (r.p < r.end && (*r.p == ',' || *r.p == ';')) {
        r.p++;
        skip_noise(&r);
    }
    good = r.p < r.end && (*r.p == '{' || *r.p == '[');
    while (good) {
        good = take_token(&r) && !out->full;
        if (r.depth == 0)
            break;
        skip_noise(&r);
        good = good && r.p < r.end;
    }
    *rest = rn_strn(r.p, (size_t)(r.end - r.p));
    return good && r.depth == 0;
}
