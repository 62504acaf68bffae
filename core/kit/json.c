/* SPDX-License-Identifier: MIT */
#include <renown/json.h>

#include <stdalign.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

#include <renown/utf8.h>

#include "jsontree.h"

/* One block of the document's memory. Blocks double, are never moved, and are kept by reparse. */
struct block {
    struct block *next;
    size_t used, size;
    alignas(16) char bytes[];
};

enum { BLOCK_FIRST = 4096, BLOCK_MOST = 1 << 20 };

struct rn_json_doc {
    struct block *blocks, *now;
    char *text; /* our copy of the input: strings are views into it, escapes are undone in place */
    size_t text_n;
    size_t mark; /* in text: just behind the last token that was reported */
    yajl_handle yajl;
    struct rn_json *root;
    struct rn_json *open[RN_JSON_DEPTH];
    size_t depth, values;
    struct rn_str key;
    const char *why; /* our own reason for stopping yajl */
};

static void *must(void *p)
{
    if (p == NULL) {
        (void)fprintf(stderr, "renown: out of memory\n");
        abort();
    }
    return p;
}

/* ---- memory of one document ------------------------------------------------------------------ */

static struct block *block_after(struct block *b, size_t bytes)
{
    size_t size = b == NULL ? BLOCK_FIRST : b->size < BLOCK_MOST ? b->size * 2 : BLOCK_MOST;
    if (size < bytes)
        size = bytes;
    struct block *fresh = must(malloc(sizeof *fresh + size));
    *fresh = (struct block){.next = b != NULL ? b->next : NULL, .size = size};
    if (b != NULL)
        b->next = fresh;
    return fresh;
}

static void *take(struct rn_json_doc *doc, size_t bytes)
{
    bytes = (bytes + 15) & ~(size_t)15;
    while (doc->now->size - doc->now->used < bytes) {
        struct block *next = doc->now->next;
        if (next == NULL || next->size < bytes)
            next = block_after(doc->now, bytes);
        next->used = 0;
        doc->now = next;
    }
    void *p = doc->now->bytes + doc->now->used;
    doc->now->used += bytes;
    return p;
}

/* yajl works in the same memory: a handle per document would otherwise be a malloc and a free of
 * several pieces for every line that is read. */
static void *yajl_take(void *ctx, size_t bytes)
{
    size_t *p = take(ctx, bytes + 16);
    *p = bytes;
    return (char *)p + 16;
}

static void *yajl_retake(void *ctx, void *old, size_t bytes)
{
    void *p = yajl_take(ctx, bytes);
    if (old != NULL) {
        size_t had = *(size_t *)(void *)((char *)old - 16);
        memcpy(p, old, had < bytes ? had : bytes);
    }
    return p;
}

static void yajl_leave(void *ctx, void *p)
{
    (void)ctx;
    (void)p;
}

/* ---- building the tree ----------------------------------------------------------------------- */

/* NULL stops yajl: one more value than a text may have. */
static struct rn_json *node(struct rn_json_doc *doc, enum rn_json_type type)
{
    if (doc->values++ == RN_JSON_VALUES) {
        doc->why = "it holds more than 400000 values";
        return NULL;
    }
    struct rn_json *n = take(doc, sizeof *n);
    *n = (struct rn_json){.type = type, .key = doc->key};
    doc->key = (struct rn_str){NULL, 0};
    doc->mark = yajl_get_bytes_consumed(doc->yajl);
    if (doc->depth == 0) {
        doc->root = n;
        return n;
    }
    struct rn_json *parent = doc->open[doc->depth - 1];
    if (parent->last != NULL)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    parent->count++;
    return n;
}

static int hex4(const char *p, uint32_t *ret)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a') + 10;
        if (digit > 15)
            return 0;
        v = v << 4 | digit;
    }
    *ret = v;
    return 1;
}

/* Reads one \u escape at p (behind the u), with its second half if it is a pair; gives the bytes
 * used. A half without the other becomes U+FFFD when it is written. */
static size_t unescape_u(const char *p, const char *end, uint32_t *ret)
{
    uint32_t low;
    *ret = 0xFFFD;
    if (end - p < 4 || !hex4(p, ret))
        return 0;
    if (*ret < 0xD800 || *ret > 0xDBFF || end - p < 10 || p[4] != '\\' || p[5] != 'u' ||
        !hex4(p + 6, &low) || low < 0xDC00 || low > 0xDFFF)
        return 4;
    *ret = 0x10000 + ((*ret - 0xD800) << 10) + (low - 0xDC00);
    return 10;
}

/* yajl has checked the escapes, but its own decoding of surrogates that lack their partner loses
 * characters and writes invalid UTF-8; so we undo them again from the text. An escape is never
 * shorter than what it stands for, hence in place. */
static struct rn_str unescape(char *start, const char *end)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    char *out = start;
    for (const char *p = start; p < end;) {
        if (*p != '\\' || end - p < 2) {
            *out++ = *p++;
            continue;
        }
        char c = p[1];
        p += 2;
        if (c == 'u') {
            uint32_t cp;
            p += unescape_u(p, end, &cp);
            out += rn_utf8_put(out, cp);
            continue;
        }
        const char *known = strchr(from, c);
        *out++ = known != NULL && c != '\0' ? to[known - from] : c;
    }
    return rn_strn(start, (size_t)(out - start));
}

static struct rn_str characters(struct rn_json_doc *doc, const unsigned char *p, size_t n)
{
    const char *z = (const char *)p;
    if (n == 0 || (z >= doc->text && z < doc->text + doc->text_n))
        return rn_strn(z, n);
    /* Between the last token and this one are only blanks, a comma, a colon. */
    size_t end = yajl_get_bytes_consumed(doc->yajl);
    char *quote = memchr(doc->text + doc->mark, '"', end - doc->mark);
    return quote != NULL ? unescape(quote + 1, doc->text + end - 1) : rn_strn(NULL, 0);
}

static int on_null(void *ctx)
{
    return node(ctx, RN_JSON_NULL) != NULL;
}

static int on_bool(void *ctx, int v)
{
    return node(ctx, v ? RN_JSON_TRUE : RN_JSON_FALSE) != NULL;
}

static int on_number(void *ctx, const char *p, size_t n)
{
    struct rn_json *number = node(ctx, RN_JSON_NUMBER);
    if (number != NULL)
        number->text = rn_strn(p, n);
    return number != NULL;
}

static int on_string(void *ctx, const unsigned char *p, size_t n)
{
    struct rn_str s = characters(ctx, p, n);
    struct rn_json *string = node(ctx, RN_JSON_STRING);
    if (string != NULL)
        string->text = s;
    return string != NULL;
}

static int on_key(void *ctx, const unsigned char *p, size_t n)
{
    struct rn_json_doc *doc = ctx;
    doc->key = characters(doc, p, n);
    doc->mark = yajl_get_bytes_consumed(doc->yajl);
    return 1;
}

static int on_start(struct rn_json_doc *doc, enum rn_json_type type)
{
    if (doc->depth == RN_JSON_DEPTH) {
        doc->why = "it is nested too deeply";
        return 0;
    }
    struct rn_json *n = node(doc, type);
    if (n != NULL)
        doc->open[doc->depth++] = n;
    return n != NULL;
}

static int on_object(void *ctx)
{
    return on_start(ctx, RN_JSON_OBJECT);
}

static int on_array(void *ctx)
{
    return on_start(ctx, RN_JSON_ARRAY);
}

static int on_end(void *ctx)
{
    struct rn_json_doc *doc = ctx;
    doc->depth--;
    doc->mark = yajl_get_bytes_consumed(doc->yajl);
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_array,
    .yajl_end_array = on_end,
};

/* ---- parsing --------------------------------------------------------------------------------- */

/* The parser below ends some of its reasons with a full stop, and ours go on. */
static size_t without_stop(const char *why)
{
    size_t n = strlen(why);
    return n > 0 && why[n - 1] == '.' ? n - 1 : n;
}

static enum rn_status fault(struct rn_str bytes, size_t at, const char *why, struct rn_diag *d)
{
    size_t line = 1, start = 0;
    if (at > bytes.n)
        at = bytes.n;
    for (size_t i = 0; i < at; i++)
        if (bytes.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    size_t column = rn_utf8_count(rn_strn(bytes.p + start, at - start)) + 1;
    return rn_fail(d, RN_INVALID, "this is not JSON: %.*s at line %zu, column %zu",
                   (int)without_stop(why), why, line, column);
}

/* yajl takes a form feed or a vertical tab for a blank; JSON has them nowhere unescaped. */
static const char *false_blank(struct rn_str s)
{
    const char *p = s.n > 0 ? memchr(s.p, '\f', s.n) : NULL;
    return p != NULL || s.n == 0 ? p : memchr(s.p, '\v', s.n);
}

static size_t first_invalid(struct rn_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t before = at;
        if (rn_utf8_next(s, &at) == 0xFFFD && at == before + 1)
            return before;
    }
    return s.n;
}

/* yajl's words for what is wrong: "lexical error: …\n" without the excerpt that follows. */
static const char *complaint(struct rn_json_doc *doc, char out[200])
{
    if (doc->why != NULL)
        return doc->why;
    unsigned char *said = yajl_get_error(doc->yajl, 0, NULL, 0);
    const char *text = said != NULL ? (const char *)said : "unreadable";
    (void)snprintf(out, 200, "%.*s", (int)strcspn(text, "\n"), text);
    return out;
}

static void prepare(struct rn_json_doc *doc, struct rn_str bytes)
{
    doc->now = doc->blocks;
    doc->now->used = 0;
    doc->root = NULL;
    doc->depth = doc->mark = doc->values = 0;
    doc->key = (struct rn_str){NULL, 0};
    doc->why = NULL;
    /* A blank behind the text, so that yajl never has to keep an unfinished number. */
    doc->text_n = bytes.n + 1;
    doc->text = take(doc, doc->text_n + 1);
    if (bytes.n > 0)
        memcpy(doc->text, bytes.p, bytes.n);
    memcpy(doc->text + bytes.n, " ", 2);
}

static enum rn_status parse_into(struct rn_json_doc *doc, struct rn_str bytes, struct rn_diag *d)
{
    yajl_alloc_funcs memory = {yajl_take, yajl_retake, yajl_leave, doc};
    size_t bom = rn_str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    prepare(doc, rn_strn(bytes.p + bom, bytes.n - bom));
    doc->yajl = must(yajl_alloc(&callbacks, &memory, doc));
    /* The whole text was checked already, more strictly than yajl would. */
    (void)yajl_config(doc->yajl, yajl_dont_validate_strings, 1);
    yajl_status st = yajl_parse(doc->yajl, (const unsigned char *)doc->text, doc->text_n);
    size_t at = yajl_get_bytes_consumed(doc->yajl);
    if (st == yajl_status_ok)
        st = yajl_complete_parse(doc->yajl);
    if (st == yajl_status_ok)
        return RN_OK;
    char said[200];
    doc->root = NULL;
    return fault(bytes, at + bom, complaint(doc, said), d);
}

enum rn_status rn_json_reparse(struct rn_str bytes, size_t max, struct rn_json_doc **doc,
                               struct rn_diag *d)
{
    if (*doc != NULL)
        (*doc)->root = NULL;
    if (max > 0 && bytes.n > max)
        return rn_fail(d, RN_LIMIT, "this JSON text has %zu bytes; at most %zu are read", bytes.n,
                       max);
    if (!rn_utf8_valid(bytes))
        return fault(bytes, first_invalid(bytes), "invalid UTF-8", d);
    const char *blank = false_blank(bytes);
    if (blank != NULL)
        return fault(bytes, (size_t)(blank - bytes.p), "a control character", d);
    struct rn_json_doc *into = *doc;
    if (into == NULL) {
        into = must(calloc(1, sizeof *into));
        into->blocks = block_after(NULL, 0);
    }
    enum rn_status st = parse_into(into, bytes, d);
    if (st == RN_OK || *doc != NULL)
        *doc = into;
    else
        rn_json_free(into);
    return st;
}

enum rn_status rn_json_parse(struct rn_str bytes, size_t max, struct rn_json_doc **ret_doc,
                             struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status st = rn_json_reparse(bytes, max, &doc, d);
    if (st == RN_OK)
        *ret_doc = doc;
    return st;
}

void rn_json_free(struct rn_json_doc *doc)
{
    if (doc == NULL)
        return;
    for (struct block *b = doc->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(doc);
}

const struct rn_json *rn_json_root(const struct rn_json_doc *doc)
{
    return doc != NULL ? doc->root : NULL;
}
