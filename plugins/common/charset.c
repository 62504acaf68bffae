/* SPDX-License-Identifier: MIT */
#include "charset.h"

#include <errno.h>
#include <iconv.h>

#include <renown/utf8.h>

enum { NAME_MAX_LEN = 40, LOOK = 16 * 1024 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

const char *rn_charset_find(struct rn_str s, const char *needle)
{
    size_t n = strlen(needle), k;

    for (size_t i = 0; i + n <= s.n; i++) {
        for (k = 0; k < n && lower(s.p[i + k]) == needle[k];)
            k++;
        if (k == n)
            return s.p + i;
    }
    return NULL;
}

struct rn_str rn_charset_header(const struct rn_response *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (rn_str_is(response->headers[i].name, name))
            return response->headers[i].value;
    return (struct rn_str){NULL, 0};
}

/* ---- what the body and its header say -----------------------------------------------------------
 */

/* The value behind `key` and '=', quoted or not, in small letters; "" when there is none. */
static void value_of(struct rn_str s, const char *key, char out[NAME_MAX_LEN + 1])
{
    const char *at = rn_charset_find(s, key), *end = s.p + s.n;
    size_t n = 0;

    out[0] = '\0';
    if (at == NULL)
        return;
    for (at += strlen(key); at < end && (*at == ' ' || *at == '\t');)
        at++;
    if (at == end || *at++ != '=')
        return;
    while (at < end && (*at == ' ' || *at == '"' || *at == '\''))
        at++;
    for (; at < end && n < NAME_MAX_LEN; at++) {
        char c = lower(*at);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
            break;
        out[n++] = c;
    }
    out[n] = '\0';
}

/* The encoding of an XML declaration or of the first <meta> that names one. */
static void declared(struct rn_str body, char out[NAME_MAX_LEN + 1])
{
    struct rn_str head = rn_strn(body.p, body.n < LOOK ? body.n : LOOK);
    const char *at, *end;

    out[0] = '\0';
    if ((at = rn_charset_find(rn_strn(head.p, head.n < 200 ? head.n : 200), "<?xml")) != NULL) {
        end = memchr(at, '>', head.n - (size_t)(at - head.p));
        value_of(rn_strn(at, end != NULL ? (size_t)(end - at) : 0), "encoding", out);
    }
    while (out[0] == '\0' && (at = rn_charset_find(head, "<meta")) != NULL) {
        head = rn_strn(at + 5, head.n - (size_t)(at + 5 - head.p));
        end = memchr(head.p, '>', head.n);
        value_of(rn_strn(head.p, end != NULL ? (size_t)(end - head.p) : 0), "charset", out);
    }
}

/* What the mark, or a '<' or '{' in two bytes, tells; NULL when there is none. */
static const char *by_mark(struct rn_str *body)
{
    static const struct {
        const char *bytes;
        size_t n, skip;
        const char *name;
    } marks[] = {{"\xef\xbb\xbf", 3, 3, "utf-8"}, {"\xff\xfe", 2, 2, "utf-16le"},
                 {"\xfe\xff", 2, 2, "utf-16be"},  {"<\0", 2, 0, "utf-16le"},
                 {"\0<", 2, 0, "utf-16be"},       {"{\0", 2, 0, "utf-16le"}};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (body->n >= marks[i].n && memcmp(body->p, marks[i].bytes, marks[i].n) == 0) {
            *body = rn_strn(body->p + marks[i].skip, body->n - marks[i].skip);
            return marks[i].name;
        }
    return NULL;
}

/* What browsers take a label for: labels are used loosely, and the wider sets hold the narrower. */
static const char *widened(const char *label)
{
    static const struct {
        const char *label, *name;
    } wide[] = {{"iso-8859-1", "windows-1252"},
                {"iso8859-1", "windows-1252"},
                {"latin1", "windows-1252"},
                {"us-ascii", "windows-1252"},
                {"ascii", "windows-1252"},
                {"iso-8859-9", "windows-1254"},
                {"gb2312", "gb18030"},
                {"gbk", "gb18030"},
                {"euc-kr", "cp949"},
                {"ks_c_5601-1987", "cp949"},
                {"shift_jis", "cp932"},
                {"x-sjis", "cp932"},
                {"utf8", "utf-8"},
                {"utf-7", ""}};

    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strcmp(wide[i].label, label) == 0)
            return wide[i].name;
    return label;
}

/* ---- conversion ------------------------------------------------------------------------------ */

/* Grows `out` with the text of `body`; false when the system does not know the encoding. Counts the
 * bytes that meant nothing. */
static bool convert(const char *name, struct rn_str body, struct rn_buf *out, size_t *faults)
{
    char part[8192], *in = (char *)(uintptr_t)body.p;
    size_t left = body.n;
    iconv_t cd = name[0] != '\0' ? iconv_open("UTF-8", name) : (iconv_t)-1;

    if (cd == (iconv_t)-1)
        return false;
    while (left > 0 && !out->full) {
        char *to = part;
        size_t room = sizeof part;
        size_t done = iconv(cd, &in, &left, &to, &room);
        rn_buf_add(out, rn_strn(part, sizeof part - room));
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        rn_buf_addz(out, "\xef\xbf\xbd");
        (*faults)++;
        in++;
        left--;
    }
    (void)iconv_close(cd);
    return true;
}

static struct rn_str keep(struct rn_sink *sink, const struct rn_buf *b)
{
    char *p = sink->alloc(sink, b->n + 1);

    if (b->n > 0)
        memcpy(p, b->p, b->n);
    return rn_strn(p, b->n);
}

static bool is_western(const char *name)
{
    return strncmp(name, "windows-125", 11) == 0 || strncmp(name, "iso-8859-", 9) == 0;
}

/* UTF-8 with a few broken bytes, as a page that was cut has: more characters beyond ASCII are right
 * than wrong. */
static bool is_mostly_utf8(struct rn_str s)
{
    size_t right = 0, wrong = 0;

    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t before = i;
        (void)rn_utf8_next(s, &i);
        *(i - before > 1 ? &right : &wrong) += 1;
    }
    return right >= wrong;
}

/* The encoding to read the body by: "utf-8" when it is that already. */
static const char *choose(const struct rn_response *response, struct rn_str *body, bool valid,
                          char label[NAME_MAX_LEN + 1])
{
    const char *name = by_mark(body);

    if (name != NULL)
        return name;
    value_of(rn_charset_header(response, "content-type"), "charset", label);
    if (label[0] == '\0')
        declared(*body, label);
    name = widened(label);
    if (name[0] == '\0' || strncmp(name, "utf-16", 6) == 0 || (valid && is_western(name)))
        name = "utf-8";
    return strcmp(name, "utf-8") == 0 && !is_mostly_utf8(*body) ? "windows-1252" : name;
}

enum rn_status rn_charset_utf8(struct rn_sink *sink, const struct rn_response *response, size_t max,
                               struct rn_str *ret, bool *ret_guessed)
{
    char label[NAME_MAX_LEN + 1] = "";
    struct rn_str body = response->body;
    bool valid = rn_utf8_valid(body);
    const char *name = choose(response, &body, valid, label);
    size_t faults = 0;
    struct rn_buf out, clean;

    if (body.n > max)
        return sink->fail(sink, RN_LIMIT, "the answer is longer than any page that is read");
    *ret_guessed = label[0] != '\0' && strcmp(name, widened(label)) != 0;
    if (strcmp(name, "utf-8") == 0 && valid && (body.n == 0 || !memchr(body.p, '\0', body.n))) {
        *ret = body;
        return RN_OK;
    }
    rn_buf_init(&out, 3 * body.n + 16);
    if (strcmp(name, "utf-8") == 0) {
        rn_buf_add(&out, body);
    } else if (!convert(name, body, &out, &faults)) {
        *ret_guessed = true;
        if (is_mostly_utf8(body) || !convert("windows-1252", body, &out, &faults))
            rn_buf_add(&out, body);
    }
    rn_buf_init(&clean, 3 * out.n + 16);
    (void)rn_utf8_clean(&clean, rn_buf_str(&out));
    *ret = keep(sink, &clean);
    *ret_guessed = *ret_guessed || faults > 0;
    rn_buf_free(&clean);
    rn_buf_free(&out);
    return RN_OK;
}
