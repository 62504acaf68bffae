/* SPDX-License-Identifier: MIT
 *
 * Two nets, one behind the other. Names: the value of anything called like a secret is replaced, in
 * addresses, headers, forms and JSON documents. Values: what the program was told is a secret is
 * replaced wherever it stands, in every form in which it may be written (known.c); this goes first,
 * or a name's value that ends early would leave the rest of a secret unknown. Replacing is
 * deterministic, so that a recording and the request that is looked up in it lose the same
 * characters and still meet.
 *
 * The JSON pass is a scanner and not a parser: bodies that are cut or broken are recorded too.
 */
#include "net/redact.h"

#include <string.h>
#include <strings.h>

enum { NAME_LEN = 40, BEARER_MIN = 16 };

/* Without _ and - and in lower case. */
static const char *const secret_names[] = {"accesstoken",
                                           "apikey",
                                           "apisecret",
                                           "appsecret",
                                           "assertion",
                                           "authorization",
                                           "clientsecret",
                                           "code",
                                           "cookie",
                                           "credential",
                                           "idtoken",
                                           "jwt",
                                           "key",
                                           "passwd",
                                           "password",
                                           "privatekey",
                                           "proxyauthorization",
                                           "refreshtoken",
                                           "secret",
                                           "setcookie",
                                           "sharedsecret",
                                           "sig",
                                           "signature",
                                           "token",
                                           "xapikey",
                                           "xgoogapikey",
                                           "xauthtoken",
                                           "appsecretproof"};

static bool same_name(struct rn_str name, const char *secret)
{
    size_t k = 0;

    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == '_' || c == '-')
            continue;
        c = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        if (secret[k] != c || c == '\0')
            return false;
        k++;
    }
    return secret[k] == '\0';
}

/* "code" is a secret in an address (OAuth) and an error number in a document. */
static bool is_secret(struct rn_str name, bool document)
{
    if (name.n == 0 || name.n > NAME_LEN || (document && same_name(name, "code")))
        return false;
    for (size_t i = 0; i < sizeof secret_names / sizeof *secret_names; i++)
        if (same_name(name, secret_names[i]))
            return true;
    return false;
}

/* ---- names in addresses and forms
 * ---------------------------------------------------------------- */

static bool ends_value(char c)
{
    return c == '\0' || strchr("&;#\"'<>\\ \t\r\n", c) != NULL;
}

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/* Words of a sentence: "bad access_token=…". Short names are words of reviews ("code=SAVE10"). */
static bool in_prose(struct rn_str s, size_t start, size_t eq)
{
    char before = s.p[start - 1];

    return eq - start >= 6 && before != '\0' && strchr(" \t\n\"'(,", before) != NULL;
}

/* The name that ends before the '=' at `eq`, if a parameter can begin there. */
static struct rn_str name_before(struct rn_str s, size_t eq, bool form)
{
    size_t start = eq;

    while (start > 0 && eq - start <= NAME_LEN && name_char(s.p[start - 1]))
        start--;
    if ((start == 0 && form) || (start > 0 && strchr("?&;#", s.p[start - 1]) != NULL) ||
        (start > 0 && in_prose(s, start, eq)))
        return rn_strn(s.p + start, eq - start);
    /* an ampersand as JSON writes it: the escape's letters look like a part of the name */
    if (start > 0 && s.p[start - 1] == '\\' && eq - start > 5 &&
        memcmp(s.p + start, "u0026", 5) == 0)
        return rn_strn(s.p + start + 5, eq - start - 5);
    return (struct rn_str){0};
}

/* name=value wherever a parameter can stand: addresses, forms, addresses inside of documents. */
static void params(struct rn_buf *b, struct rn_str s, bool form)
{
    size_t from = 0;

    for (size_t at = 0; at < s.n; at++) {
        size_t end = at + 1;
        if (s.p[at] != '=' || !is_secret(name_before(s, at, form), false))
            continue;
        while (end < s.n && !ends_value(s.p[end]))
            end++;
        if (end == at + 1)
            continue;
        (void)rn_buf_add(b, rn_strn(s.p + from, at + 1 - from));
        (void)rn_buf_addz(b, RN_REDACTED);
        from = end;
        at = end - 1;
    }
    (void)rn_buf_add(b, rn_strn(s.p + from, s.n - from));
}

enum rn_status rn_redact_url(struct rn_buf *b, struct rn_str url)
{
    struct rn_buf once;
    enum rn_status s;

    rn_buf_init(&once, 10 * url.n + 64);
    (void)rn_redact_text(&once, url);
    params(b, rn_buf_str(&once), false);
    s = b->full || once.full ? RN_LIMIT : RN_OK;
    rn_buf_free(&once);
    return s;
}

enum rn_status rn_redact_header(struct rn_buf *b, struct rn_str name, struct rn_str value)
{
    return is_secret(name, false) ? rn_buf_addz(b, RN_REDACTED) : rn_redact_body(b, value);
}

/* ---- bearer tokens
 * ------------------------------------------------------------------------------- */

static bool token_char(char c)
{
    return name_char(c) || (c != '\0' && strchr(".~+/=", c) != NULL);
}

static bool bearer_at(struct rn_str s, size_t at, size_t *ret_end)
{
    size_t end = at + 7;

    if (s.n - at < 7 + BEARER_MIN || strncasecmp(s.p + at, "bearer ", 7) != 0)
        return false;
    while (end < s.n && token_char(s.p[end]))
        end++;
    *ret_end = end;
    return end - at >= 7 + BEARER_MIN;
}

static void bearers(struct rn_buf *b, struct rn_str s)
{
    size_t from = 0, end;

    for (size_t at = 0; at < s.n; at++) {
        if ((s.p[at] | 0x20) != 'b' || !bearer_at(s, at, &end))
            continue;
        (void)rn_buf_add(b, rn_strn(s.p + from, at + 7 - from));
        (void)rn_buf_addz(b, RN_REDACTED);
        from = end;
        at = end - 1;
    }
    (void)rn_buf_add(b, rn_strn(s.p + from, s.n - from));
}

/* ---- members of JSON documents
 * -------------------------------------------------------------------- */

static size_t string_end(struct rn_str s,
                         size_t at) /* at: the opening quote; gives past the closing */
{
    for (at++; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '"')
            return at + 1;
    }
    return s.n;
}

static size_t skip_blank(struct rn_str s, size_t at)
{
    while (at < s.n && strchr(" \t\r\n", s.p[at]) != NULL && s.p[at] != '\0')
        at++;
    return at;
}

/* Where the scalar at `at` ends; `at` itself when it is an object, an array, a word. */
static size_t scalar_end(struct rn_str s, size_t at)
{
    if (at < s.n && s.p[at] == '"')
        return string_end(s, at);
    while (at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '-' || s.p[at] == '.'))
        at++;
    return at;
}

static void members(struct rn_buf *b, struct rn_str s)
{
    size_t from = 0, at = 0;

    while (at < s.n) {
        size_t end, value, value_end;
        if (s.p[at] != '"') {
            at++;
            continue;
        }
        end = string_end(s, at);
        value = skip_blank(s, end);
        if (value >= s.n || s.p[value] != ':' ||
            !is_secret(rn_strn(s.p + at + 1, end - at >= 2 ? end - at - 2 : 0), true)) {
            at = end;
            continue;
        }
        value = skip_blank(s, value + 1);
        value_end = scalar_end(s, value);
        (void)rn_buf_add(b, rn_strn(s.p + from, value - from));
        if (value_end > value)
            (void)rn_buf_addz(b, "\"" RN_REDACTED "\"");
        from = at = value_end > value ? value_end : value;
    }
    (void)rn_buf_add(b, rn_strn(s.p + from, s.n - from));
}

static bool is_document(struct rn_str s)
{
    size_t at = skip_blank(s, 0);

    return at < s.n && (s.p[at] == '{' || s.p[at] == '[');
}

enum rn_status rn_redact_body(struct rn_buf *b, struct rn_str body)
{
    struct rn_buf zero, one, two;
    enum rn_status s;
    size_t room = 12 * body.n + 64;

    rn_buf_init(&zero, room);
    rn_buf_init(&one, room);
    rn_buf_init(&two, room);
    (void)rn_redact_text(&zero, body);
    if (is_document(body))
        members(&one, rn_buf_str(&zero));
    else
        (void)rn_buf_add(&one, rn_buf_str(&zero));
    rn_buf_free(&zero); /* each as soon as the next has it: a body may have 32 MiB */
    params(&two, rn_buf_str(&one), !is_document(body));
    rn_buf_free(&one);
    bearers(b, rn_buf_str(&two));
    s = b->full || two.full ? RN_LIMIT : RN_OK;
    rn_buf_free(&two);
    return s;
}
