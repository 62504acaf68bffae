/* SPDX-License-Identifier: MIT
 *
 * Answers of token services, which are any bytes. Nothing of an answer is ever shown: services
 * quote in their errors what they were sent. Known words of theirs choose our own sentence.
 */
#include <string.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/login.h"
#include "net/redact.h"

enum { ANSWER_MAX = 256 << 10, TOKEN_MAX = 16 << 10 };

/* Seconds. When a service does not say how long a token lives, and the most that is believed. */
#define LIFE_UNSAID 1800
#define LIFE_MOST   (400 * INT64_C(86400))

#define GRANT_CURE NULL

/* RN_LOGIN is for good; the cure of invalid_grant is the kind's own. */
static const struct known_error {
    const char *word;
    enum rn_status status;
    const char *cure;
} known_errors[] = {
    {"invalid_grant", RN_LOGIN, GRANT_CURE},
    {"invalid_client", RN_LOGIN,
     "it does not know this client; compare its id and secret in 'credentials:' with the ones the "
     "place shows"},
    {"unauthorized_client", RN_LOGIN,
     "this client may not log in this way; allow it at the place, or make another client there"},
    {"deleted_client", RN_LOGIN, "this client was deleted at the place; make a new one there"},
    {"disabled_client", RN_LOGIN, "this client was switched off at the place; switch it on there"},
    {"access_denied", RN_LOGIN, "access was withdrawn at the place; grant it there again"},
    {"invalid_scope", RN_LOGIN,
     "the sign-in did not include reading reviews; sign in again and agree to it"},
    {"unsupported_grant_type", RN_LOGIN,
     "it knows no such login; check 'token_endpoint', if the source has one"},
    {"invalid_request", RN_LOGIN,
     "it does not understand the request; check the credentials for mistakes of copying"},
    {"temporarily_unavailable", RN_AGAIN, "it is out of order; the next run tries again"},
    {"server_error", RN_AGAIN, "it is out of order; the next run tries again"},
    {"slow_down", RN_AGAIN, "it wants fewer requests; the next run tries again"},
};

static const struct known_error *find_error(struct rn_str word)
{
    for (size_t i = 0; i < sizeof known_errors / sizeof known_errors[0]; i++)
        if (rn_str_is(word, known_errors[i].word))
            return &known_errors[i];
    return NULL;
}

static enum rn_status not_now(const struct rn_login *l, int status, struct rn_diag *d)
{
    return rn_fail(d, RN_AGAIN,
                   "source %.100s: it could not log in, because the token service "
                   "answered %d; the next run tries again",
                   l->source->name, status);
}

static enum rn_status no_token(const struct rn_login *l, enum rn_status st, const char *what,
                               struct rn_diag *d)
{
    return rn_fail(d, st,
                   "source %.100s: it could not log in, because what answered as the token "
                   "service sent %s; check 'token_endpoint', if the source has one, and "
                   "whether a proxy stands in between",
                   l->source->name, what);
}

static enum rn_status known_refusal(const struct rn_login *l, const struct known_error *e,
                                    struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *cure = e->cure != NULL ? e->cure : l->kind->grant_cure;

    if (e->status == RN_LOGIN)
        cure = rn_login_mend(l, tmp, cure);
    return rn_fail(d, e->status, "source %.100s: the token service refused the login (%s): %s",
                   l->source->name, e->word, cure);
}

/* An answer with a refusal, or one that is neither. */
static enum rn_status refusal(const struct rn_login *l, const struct rn_json *root, int status,
                              struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct known_error *e = find_error(rn_json_str(rn_json_get(root, "error")));

    if (e != NULL)
        return known_refusal(l, e, d);
    if (status == 400 || status == 401 || status == 403)
        return rn_fail(d, RN_LOGIN, "source %.100s: the token service refused the login (%d): %s",
                       l->source->name, status, rn_login_mend(l, tmp, l->kind->grant_cure));
    if (status < 200 || status > 299)
        return rn_fail(d, RN_CHANGED,
                       "source %.100s: it could not log in, because the token "
                       "service answered %d; check 'token_endpoint', if the source "
                       "has one",
                       l->source->name, status);
    return no_token(l, RN_CHANGED, "a document without a token", d);
}

static enum rn_status no_document(const struct rn_login *l, const struct rn_response *a,
                                  struct rn_diag *d)
{
    struct rn_str body = rn_str_trim(a->body);

    if (a->status < 200 || a->status > 299)
        return refusal(l, NULL, a->status, d);
    if (a->body.n > ANSWER_MAX)
        return no_token(l, RN_LIMIT, "more than 256 KiB", d);
    if (rn_str_starts(body, "<"))
        return no_token(l, RN_CHANGED, "a web page instead of a token", d);
    return no_token(l, RN_CHANGED, body.n == 0 ? "nothing" : "no JSON document", d);
}

/* A number or a text of digits; so many seconds from now. */
static enum rn_status read_life(const struct rn_login *l, const struct rn_json *n, int64_t *ret,
                                struct rn_diag *d)
{
    int64_t whole = LIFE_UNSAID;
    double any = 0;

    if (n != NULL && !rn_json_int(n, &whole)) {
        if (!rn_json_num(n, &any) || !(any >= 0))
            return no_token(l, RN_CHANGED, "a token whose 'expires_in' is no time", d);
        whole = any < (double)LIFE_MOST ? (int64_t)any : LIFE_MOST;
    }
    if (whole <= 0)
        return no_token(l, RN_CHANGED, "a token that has ended already", d);
    *ret = (whole < LIFE_MOST ? whole : LIFE_MOST) * RN_SECOND;
    return RN_OK;
}

/* Nobody needs these, and nobody shall read them in a recording. */
static void remember_all(const struct rn_json *root)
{
    static const char *const names[] = {"access_token", "refresh_token", "id_token", "accessJwt",
                                        "refreshJwt"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct rn_json *n = rn_json_get(root, names[i]);
        struct rn_str s = rn_json_str(n);
        if (rn_json_is(n, RN_JSON_STRING) && s.n <= TOKEN_MAX && rn_login_is_line(s))
            rn_redact_remember(s);
    }
}

static enum rn_status read_token(const struct rn_login *l, const void *ctx, const struct rn_json *n,
                                 char **ret, struct rn_diag *d)
{
    struct rn_str s = rn_json_str(n);

    if (s.n > TOKEN_MAX)
        return no_token(l, RN_LIMIT, "a token of more than 16 KiB", d);
    if (!rn_json_is(n, RN_JSON_STRING) || !rn_login_is_line(s))
        return no_token(l, RN_CHANGED, "a token with line breaks or letters that none may hold", d);
    *ret = rn_secret_dup(ctx, s);
    return RN_OK;
}

static enum rn_status read_grant(const struct rn_login *l, const void *ctx,
                                 const struct rn_json *root, int status, struct rn_grant *ret,
                                 struct rn_diag *d)
{
    const char *member = l->kind->member != NULL ? l->kind->member : "access_token";
    const struct rn_json *token = rn_json_get(root, member);
    const struct rn_json *refresh = rn_json_get(root, "refresh_token");
    struct rn_grant g = {0};
    enum rn_status st;

    remember_all(root);
    if (status < 200 || status > 299 || token == NULL ||
        (rn_json_is(token, RN_JSON_STRING) && rn_json_str(token).n == 0))
        return refusal(l, root, status, d);
    st = read_token(l, ctx, token, &g.token, d);
    if (st == RN_OK)
        st = read_life(l, rn_json_get(root, "expires_in"), &g.life_us, d);
    if (st == RN_OK && l->kind->rotates && rn_json_str(refresh).n > 0)
        st = read_token(l, ctx, refresh, &g.refresh, d);
    if (st == RN_OK)
        *ret = g;
    return st;
}

enum rn_status rn_grant_read(const struct rn_login *l, const void *ctx, const struct rn_response *a,
                             struct rn_grant *ret, struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status st;

    if (a->status == 408 || a->status == 429 || a->status >= 500)
        return not_now(l, a->status, d);
    if (rn_json_parse(a->body, ANSWER_MAX, &doc, NULL) != RN_OK)
        return no_document(l, a, d);
    st = read_grant(l, ctx, rn_json_root(doc), a->status, ret, d);
    rn_json_free(doc);
    return st;
}
