/* SPDX-License-Identifier: MIT
 *
 * Readers of the JSON tree: each takes NULL and the wrong type and gives nothing.
 */
#include <renown/json.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "jsontree.h"

enum { NUMBER_MAX = 400 }; /* longer numbers say no more; it bounds the copy */

enum rn_json_type rn_json_type(const struct rn_json *n)
{
    return n != NULL ? n->type : RN_JSON_NULL;
}

bool rn_json_is(const struct rn_json *n, enum rn_json_type t)
{
    return n != NULL && n->type == t;
}

static bool is_container(const struct rn_json *n)
{
    return rn_json_is(n, RN_JSON_ARRAY) || rn_json_is(n, RN_JSON_OBJECT);
}

size_t rn_json_count(const struct rn_json *n)
{
    return is_container(n) ? n->count : 0;
}

static const struct rn_json *member(const struct rn_json *n, struct rn_str key)
{
    const struct rn_json *found = NULL;
    if (!rn_json_is(n, RN_JSON_OBJECT))
        return NULL;
    for (const struct rn_json *m = n->first; m != NULL; m = m->next)
        if (rn_str_eq(m->key, key))
            found = m;
    return rn_json_is(found, RN_JSON_NULL) ? NULL : found;
}

const struct rn_json *rn_json_get(const struct rn_json *n, const char *key)
{
    return member(n, rn_str(key));
}

const struct rn_json *rn_json_path(const struct rn_json *n, const char *dotted)
{
    for (const char *p = dotted; n != NULL;) {
        size_t len = strcspn(p, ".");
        n = member(n, rn_strn(p, len));
        if (p[len] == '\0')
            return n;
        p += len + 1;
    }
    return NULL;
}

const struct rn_json *rn_json_at(const struct rn_json *n, size_t index)
{
    const struct rn_json *m = rn_json_first(n);
    while (m != NULL && index-- > 0)
        m = m->next;
    return m;
}

const struct rn_json *rn_json_first(const struct rn_json *n)
{
    return is_container(n) ? n->first : NULL;
}

const struct rn_json *rn_json_next(const struct rn_json *n)
{
    return n != NULL ? n->next : NULL;
}

struct rn_str rn_json_key(const struct rn_json *n)
{
    return n != NULL ? n->key : rn_strn(NULL, 0);
}

struct rn_str rn_json_str(const struct rn_json *n)
{
    if (rn_json_is(n, RN_JSON_STRING) || rn_json_is(n, RN_JSON_NUMBER))
        return n->text;
    return rn_strn(NULL, 0);
}

/* A number with its bytes made a C string; false for what is not written as a JSON number (a string
 * may hold " 1", "0x1p3" or "inf", which strtod would take). */
static bool number_text(const struct rn_json *n, char out[NUMBER_MAX + 1])
{
    struct rn_str s = rn_json_str(n);
    if (s.n == 0 || s.n > NUMBER_MAX)
        return false;
    memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    const char *digits = out + (out[0] == '-');
    return strspn(out, "0123456789+-.eE") == s.n && *digits >= '0' && *digits <= '9';
}

bool rn_json_num(const struct rn_json *n, double *ret)
{
    char text[NUMBER_MAX + 1], *end;
    if (!number_text(n, text))
        return false;
    double v = strtod(text, &end);
    if (*end != '\0' || !isfinite(v))
        return false;
    *ret = v;
    return true;
}

bool rn_json_int(const struct rn_json *n, int64_t *ret)
{
    char text[NUMBER_MAX + 1], *end;
    if (!number_text(n, text))
        return false;
    errno = 0;
    long long v = strtoll(text, &end, 10);
    if (*end == '\0' && errno == 0) {
        *ret = v;
        return true;
    }
    double whole; /* 5.0 and 1e3 are whole numbers too, as far as a double is exact */
    if (!rn_json_is(n, RN_JSON_NUMBER) || *end == '\0' || !rn_json_num(n, &whole) ||
        fabs(whole) > 9007199254740992.0 || whole != trunc(whole))
        return false;
    *ret = (int64_t)whole;
    return true;
}

bool rn_json_true(const struct rn_json *n)
{
    return rn_json_is(n, RN_JSON_TRUE);
}
