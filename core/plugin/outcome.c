/* SPDX-License-Identifier: MIT
 *
 * Places write their errors in a handful of forms: Google and Graph {"error":{"message"}}, Yelp
 * {"error":{"description"}}, OAuth {"error","error_description"}, Apple and JSON:API
 * {"errors":[{"detail"}]}, API gateways {"fault":{"faultstring"}}, many {"message"}. Asked in this
 * order; what is none of them is quoted when it is a short line and only named when it is a web
 * page.
 */
#include "plugin/outcome.h"

#include <renown/json.h>
#include <renown/utf8.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/redact.h"
#include "net/refusal.h"

enum { MESSAGE_MAX = 300, BODY_MAX = 1 << 20 };

/* The sentence goes before the word of the kind, if both are told: "denied (PERMISSION_DENIED)". */
struct form {
    const char *list; /* take the first element of this array first */
    const char *message, *kind;
};

static const struct form forms[] = {
    {NULL, "error.message", "error.status"},
    {NULL, "error.description", "error.code"},
    {NULL, "error_description", "error"},
    {"errors", "detail", "code"},
    {"errors", "message", "code"},
    {"errors", "title", "code"},
    {NULL, "fault.faultstring", "fault.detail.errorcode"},
    {NULL, "error_message", "status"},
    {NULL, "message", "type"},
    {NULL, "detail", "title"}, /* X, RFC 9457 */
    {NULL, "Message", "code"},
    {NULL, "error", "reason"},
};

static struct rn_str form_text(const struct rn_json *root, const struct form *f,
                               struct rn_str *ret_kind)
{
    if (f->list != NULL)
        root = rn_json_at(rn_json_get(root, f->list), 0);
    *ret_kind = rn_json_str(rn_json_path(root, f->kind));
    return rn_json_str(rn_json_path(root, f->message));
}

static void say(struct rn_buf *out, struct rn_str text, struct rn_str kind)
{
    struct rn_buf safe;

    rn_buf_init(&safe, BODY_MAX);
    (void)rn_redact_body(&safe, rn_utf8_cut(text, MESSAGE_MAX)); /* it may quote the request */
    rn_term_add(out, rn_buf_str(&safe), false);
    if (kind.n > 0 && kind.n <= 60) {
        (void)rn_buf_addz(out, " (");
        rn_term_add(out, kind, false);
        (void)rn_buf_addz(out, ")");
    }
    rn_buf_free(&safe);
}

/* False when the body is no error document that is known here. */
static bool json_message(struct rn_str body, struct rn_buf *out)
{
    struct rn_json_doc *doc = NULL;
    struct rn_str text = {0}, kind = {0};

    if (rn_json_parse(body, BODY_MAX, &doc, NULL) != RN_OK)
        return false;
    for (size_t i = 0; text.n == 0 && i < sizeof forms / sizeof *forms; i++)
        text = form_text(rn_json_root(doc), &forms[i], &kind);
    if (text.n > 0)
        say(out, text, kind);
    rn_json_free(doc);
    return text.n > 0;
}

static void place_words(struct rn_str body, struct rn_buf *out)
{
    struct rn_str line = rn_str_trim(body);

    if (line.n == 0)
        (void)rn_buf_addz(out, "it says nothing more");
    else if (json_message(body, out))
        return;
    else if (line.p[0] == '<')
        (void)rn_buf_addz(out, "it sent a web page instead of an answer");
    else
        say(out, rn_strn(line.p, line.n < MESSAGE_MAX ? line.n : MESSAGE_MAX), (struct rn_str){0});
}

/* Graph (Facebook, Instagram) answers nearly everything with 400 or 403 and tells by a number what
 * it means. */
static const struct {
    int64_t from, to;
    enum rn_status means;
} graph[] = {{1, 2, RN_AGAIN},        {4, 4, RN_AGAIN},     {17, 17, RN_AGAIN},
             {32, 32, RN_AGAIN},      {341, 341, RN_AGAIN}, {613, 613, RN_AGAIN},
             {10, 10, RN_LOGIN},      {102, 102, RN_LOGIN}, {190, 190, RN_LOGIN},
             {200, 299, RN_LOGIN},    {803, 803, RN_GONE},  {12, 12, RN_CHANGED},
             {80000, 80099, RN_AGAIN}};

/* RN_OK: this is no error of Graph, or one whose number is not known here. */
static enum rn_status graph_meaning(struct rn_str body)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status s = RN_OK;
    int64_t code = 0, sub = 0;

    if (rn_json_parse(body, BODY_MAX, &doc, NULL) != RN_OK)
        return RN_OK;
    const struct rn_json *error = rn_json_get(rn_json_root(doc), "error");
    bool is_graph = rn_json_get(error, "fbtrace_id") != NULL ||
                    rn_str_is(rn_json_str(rn_json_get(error, "type")), "OAuthException");
    if (is_graph && rn_json_int(rn_json_get(error, "code"), &code)) {
        for (size_t i = 0; i < sizeof graph / sizeof *graph; i++)
            if (code >= graph[i].from && code <= graph[i].to)
                s = graph[i].means;
        if (code == 100 && rn_json_int(rn_json_get(error, "error_subcode"), &sub) && sub == 33)
            s = RN_GONE;
    }
    rn_json_free(doc);
    return s;
}

static bool has(const struct rn_buf *b, const char *word)
{
    return strstr(rn_buf_z(b), word) != NULL;
}

/* Quotas are told as 403 by some, a revoked login as 400 by OAuth: the words decide then. */
static enum rn_status meaning(int status, const struct rn_buf *words)
{
    if (status == 429 || status == 408 || status == 425 || status >= 500)
        return RN_AGAIN;
    if (status == 403 && (has(words, "RESOURCE_EXHAUSTED") || has(words, "uota") ||
                          has(words, "ate limit") || has(words, "ateLimit")))
        return RN_AGAIN;
    if (status == 401 || status == 403 || (status == 400 && has(words, "invalid_grant")))
        return RN_LOGIN;
    return status == 404 || status == 410 ? RN_GONE : RN_CHANGED;
}

static const char *advice(enum rn_status s)
{
    switch (s) {
    case RN_AGAIN:
        return "try again later";
    case RN_LOGIN:
        return "check the credentials of this source";
    case RN_GONE:
        return "check the options that name the account, the app or the location";
    default:
        return "this place may have changed its interface";
    }
}

static struct rn_str header(const struct rn_response *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (rn_str_is(r->headers[i].name, name))
            return r->headers[i].value;
    return (struct rn_str){0};
}

/* `cure`: what the transport knows to be done; NULL or empty for nothing. */
static enum rn_status outcome(const struct rn_plugin *p, const struct rn_response *r,
                              const char *cure, struct rn_diag *d)
{
    const struct rn_refusal *known = rn_refusal_find(p, r);
    struct rn_buf words, wait;
    struct rn_str after = header(r, "retry-after");
    enum rn_status s;

    if (r->status >= 200 && r->status < 300)
        return RN_OK;
    rn_buf_init(&words, 8 * MESSAGE_MAX);
    rn_buf_init(&wait, 200);
    place_words(r->body, &words);
    s = known != NULL ? known->means : graph_meaning(r->body);
    if (s == RN_OK)
        s = meaning(r->status, &words);
    if (s == RN_AGAIN && after.n > 0 && after.n < 40) {
        (void)rn_buf_addz(&wait, " (it asks to wait: ");
        rn_term_add(&wait, after, false);
        (void)rn_buf_addz(&wait, ")");
    }
    (void)rn_fail(d, s, "%s answered with HTTP status %d: %s; %s%s", p->title, r->status,
                  rn_buf_z(&words),
                  known != NULL                     ? known->advice
                  : cure != NULL && cure[0] != '\0' ? cure
                                                    : advice(s),
                  rn_buf_z(&wait));
    rn_buf_free(&wait);
    rn_buf_free(&words);
    return s;
}

enum rn_status rn_response_outcome(const struct rn_plugin *p, const struct rn_response *r,
                                   struct rn_diag *d)
{
    return outcome(p, r, NULL, d);
}

enum rn_status rn_answer_outcome(const struct rn_plugin *p, const struct rn_answer *a,
                                 struct rn_diag *d)
{
    return a->status != RN_OK ? rn_fail(d, a->status, "%s", a->diag.text)
                              : outcome(p, &a->response, a->diag.text, d);
}
