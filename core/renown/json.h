/* SPDX-License-Identifier: MIT
 *
 * JSON in: a thin read-only tree on yajl's callbacks. Numbers are kept as they were written, so ids
 * beyond 2^53 survive. JSON out: a writer that cannot write a broken document.
 *
 *     struct rn_json_doc *doc;
 *     if (rn_json_parse(body, 0, &doc, d) != RN_OK) return d->status;
 *     for (const struct rn_json *r = rn_json_first(rn_json_get(rn_json_root(doc), "reviews")); r; r
 * = rn_json_next(r)) id = rn_json_str(rn_json_get(r, "reviewId")); rn_json_free(doc);
 *
 * Every reader accepts NULL and a node of another type, and then gives nothing; so a path through a
 * document needs no checks in between.
 */
#ifndef RENOWN_JSON_H
#define RENOWN_JSON_H

#include <stdint.h>

#include <renown/buf.h>

enum rn_json_type {
    RN_JSON_NULL = 0,
    RN_JSON_FALSE,
    RN_JSON_TRUE,
    RN_JSON_NUMBER,
    RN_JSON_STRING,
    RN_JSON_ARRAY,
    RN_JSON_OBJECT
};

struct rn_json;     /* a node; lives as long as its document */
struct rn_json_doc; /* the owner */

enum { RN_JSON_DEPTH = 64 }; /* deeper nesting is RN_INVALID */
enum {
    RN_JSON_VALUES = 400000
}; /* more values in one text are RN_INVALID: 5 MiB of "1,1,1" would
    * become a tree of 200 MiB */

/* Reads one whole document: RN_INVALID with line and column of the fault for anything that is not
 * strictly JSON in UTF-8 (a byte-order mark at the start is passed over), for depth beyond
 * RN_JSON_DEPTH, for more than RN_JSON_VALUES values, for trailing bytes. RN_LIMIT when `bytes` is
 * longer than `max` (0: no limit). */
RN_MUST enum rn_status rn_json_parse(struct rn_str bytes, size_t max, struct rn_json_doc **ret_doc,
                                     struct rn_diag *d);
void rn_json_free(struct rn_json_doc *doc); /* NULL is fine */
/* Parses another document into the same memory; for loops over many lines. *doc may be NULL at
 * first. */
RN_MUST enum rn_status rn_json_reparse(struct rn_str bytes, size_t max, struct rn_json_doc **doc,
                                       struct rn_diag *d);
const struct rn_json *rn_json_root(const struct rn_json_doc *doc);

enum rn_json_type rn_json_type(const struct rn_json *n);       /* NULL counts as RN_JSON_NULL */
bool rn_json_is(const struct rn_json *n, enum rn_json_type t); /* false for NULL */
size_t rn_json_count(const struct rn_json *n);                 /* members or elements */
/* A member by name (the last of several); NULL when absent or JSON null. */
const struct rn_json *rn_json_get(const struct rn_json *n, const char *key);
/* The same through several objects: "author.uri.label". */
const struct rn_json *rn_json_path(const struct rn_json *n, const char *dotted);
const struct rn_json *rn_json_at(const struct rn_json *n, size_t index);
const struct rn_json *rn_json_first(const struct rn_json *n);
const struct rn_json *rn_json_next(const struct rn_json *n);
struct rn_str rn_json_key(const struct rn_json *n); /* of a member */
/* The characters of a string, or a number as it was written; empty for all else. */
struct rn_str rn_json_str(const struct rn_json *n);
bool rn_json_int(const struct rn_json *n, int64_t *ret); /* a number, or a string of digits */
bool rn_json_num(const struct rn_json *n, double *ret);
bool rn_json_true(const struct rn_json *n);

/* ---- out ------------------------------------------------------------------------------------- */

/* Commas, quotes and escapes are the writer's business; invalid UTF-8 becomes U+FFFD. Calls that do
 * not fit (a value without a key in an object) trip an assertion. */
struct rn_jsonw {
    struct rn_buf *out;
    unsigned char depth;
    bool comma, keyed;
    char stack[RN_JSON_DEPTH];
};

void rn_jsonw_init(struct rn_jsonw *w, struct rn_buf *out);
void rn_jsonw_object(struct rn_jsonw *w);
void rn_jsonw_array(struct rn_jsonw *w);
void rn_jsonw_end(struct rn_jsonw *w); /* closes the innermost object or array */
void rn_jsonw_key(struct rn_jsonw *w, const char *key);
void rn_jsonw_str(struct rn_jsonw *w, struct rn_str s);
void rn_jsonw_int(struct rn_jsonw *w, int64_t v);
void rn_jsonw_num(struct rn_jsonw *w,
                  double v); /* shortest form that reads back the same; never NaN */
void rn_jsonw_bool(struct rn_jsonw *w, bool v);
void rn_jsonw_raw(struct rn_jsonw *w, struct rn_str json); /* a value that is JSON already */
/* Key and value in one word; the `opt` forms leave an empty string out. */
void rn_jsonw_kstr(struct rn_jsonw *w, const char *key, struct rn_str s);
void rn_jsonw_kopt(struct rn_jsonw *w, const char *key, struct rn_str s);
void rn_jsonw_kint(struct rn_jsonw *w, const char *key, int64_t v);
void rn_jsonw_knum(struct rn_jsonw *w, const char *key, double v);
void rn_jsonw_kbool(struct rn_jsonw *w, const char *key, bool v);

#endif
