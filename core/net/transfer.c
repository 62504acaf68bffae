/* SPDX-License-Identifier: MIT */
#include "net/transfer.h"

#include <string.h>
#include <strings.h>

#include <renown/stamp.h>

#include "base/mem.h"

enum {
    CONNECT_MS = 10000,
    SLOW_BYTES = 64,     /* a second … */
    SLOW_SECONDS = 20,   /* … for so long: nobody is there any more */
    SMALL = 1 << 20,     /* bodies up to here never fail because of others; kept between uses */
    RECEIVE = 100 << 10, /* at a time: a page of reviews comes in one piece */
    LARGE_HEADER = 8 << 10,
    ALL_HEADERS = 4 * RN_HEADER_BYTES /* interim answers may go on for ever */
};

static int end_handle(struct rn_transfer *t)
{
    t->held->now -= t->body.n;
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->sent);
    rn_buf_free(&t->body);
    rn_buf_free(&t->head);
    return 0;
}

struct rn_transfer *rn_transfer_new(const void *ctx, struct rn_held_bytes *held)
{
    struct rn_transfer *t = rn_new(ctx, struct rn_transfer);
    t->easy = rn_mem_check(curl_easy_init());
    t->held = held;
    rn_buf_init(&t->head, RN_HEADER_BYTES);
    talloc_set_destructor(t, end_handle);
    return t;
}

void rn_transfer_clear(struct rn_transfer *t)
{
    t->held->now -= t->body.n;
    curl_slist_free_all(t->sent);
    t->sent = NULL;
    if (t->body.cap > SMALL)
        rn_buf_free(&t->body);
    rn_buf_clear(&t->body);
    rn_buf_clear(&t->head);
    t->mark_count = 0;
    t->head_seen = 0;
    t->body_over = t->head_over = t->take_start = false;
    t->refused = RN_MACHINE_PUBLIC;
    t->error[0] = '\0';
    curl_easy_reset(t->easy); /* connections and names stay known */
}

/* ---- what comes in --------------------------------------------------------------------------- */

/* After decompression, so that a small answer cannot become a large one. */
static size_t take_body(char *p, size_t one, size_t n, void *arg)
{
    struct rn_transfer *t = arg;
    const size_t before = t->body.n;
    const bool crowded = t->held->now + n > t->held->most && before + n > SMALL;
    (void)one;
    if (t->take_start && before + n > t->body.limit) {
        t->body_over = true;
        t->held->now += t->body.limit - before;
        (void)rn_buf_add(&t->body, rn_strn(p, t->body.limit - before));
        return CURL_WRITEFUNC_ERROR;
    }
    if (!crowded && rn_buf_add(&t->body, rn_strn(p, n)) == RN_OK) {
        t->held->now += n;
        return n;
    }
    t->held->now -= before - t->body.n; /* a full buffer has emptied itself */
    t->body_over = true;
    return CURL_WRITEFUNC_ERROR;
}

static void mark_header(struct rn_transfer *t, struct rn_str name, struct rn_str value)
{
    if (t->mark_count == RN_HEADERS_MAX) {
        t->head_over = true;
        return;
    }
    const size_t at = t->head.n;
    (void)rn_buf_add(&t->head, name);
    (void)rn_buf_add(&t->head, value);
    for (size_t i = at; i < at + name.n && i < t->head.n; i++)
        if (t->head.p[i] >= 'A' && t->head.p[i] <= 'Z')
            t->head.p[i] = (char)(t->head.p[i] | 0x20);
    t->mark[t->mark_count].name = at;
    t->mark[t->mark_count].name_n = name.n;
    t->mark[t->mark_count].value = at + name.n;
    t->mark[t->mark_count++].value_n = value.n;
    t->head_over = t->head_over || t->head.full;
}

static size_t take_header(char *p, size_t one, size_t n, void *arg)
{
    struct rn_transfer *t = arg;
    const struct rn_str line = rn_strn(p, n);
    const char *colon = memchr(p, ':', n);
    (void)one;
    t->head_seen += n;
    t->head_over = t->head_over || t->head_seen > ALL_HEADERS;
    if (rn_str_starts(line, "HTTP/")) { /* a new answer: what came before was an interim one */
        rn_buf_clear(&t->head);
        t->mark_count = 0;
    } else if (colon != NULL && colon > p) {
        const size_t at = (size_t)(colon - p);
        mark_header(t, rn_str_trim(rn_strn(p, at)), rn_str_trim(rn_strn(p + at + 1, n - at - 1)));
    }
    return t->head_over ? CURL_WRITEFUNC_ERROR : n;
}

/* ---- whom it may reach ----------------------------------------------------------------------- */

static bool may_reach(struct rn_transfer *t, enum rn_machine m)
{
    const bool good =
        t->only_loopback ? m == RN_MACHINE_LOOPBACK : m == RN_MACHINE_PUBLIC || t->may_private;
    if (!good)
        t->refused = m == RN_MACHINE_PUBLIC ? RN_MACHINE_UNKNOWN : m;
    return good;
}

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
    if (purpose != CURLSOCKTYPE_IPCXN || !may_reach(arg, rn_machine_of(&a->addr)))
        return CURL_SOCKET_BAD;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* A connection that is used again was opened for somebody else, who may have had the right to. */
static int before_request(void *arg, char *ip, char *own_ip, int port, int own_port)
{
    (void)own_ip;
    (void)port;
    (void)own_port;
    return may_reach(arg, rn_machine_of_text(ip)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* ---- what goes out --------------------------------------------------------------------------- */

/* What the core sends by itself, or what would let a plugin smuggle something in. */
static bool is_ours(struct rn_str name)
{
    static const char *const ours[] = {
        "host",       "content-length",  "transfer-encoding", "connection",
        "user-agent", "cookie",          "authorization",     "te",
        "expect",     "accept-encoding", "upgrade",           "proxy-authorization"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strlen(ours[i]) == name.n && strncasecmp(ours[i], name.p, name.n) == 0)
            return true;
    return false;
}

static bool is_token(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~' || strchr("\"(),/:;<=>?@[\\]{}", s.p[i]) != NULL)
            return false;
    return s.n > 0;
}

static bool is_line(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t')
            return false;
    return s.n <= LARGE_HEADER;
}

/* libcurl takes "Name;" for a header without a value. */
static void add_header(struct rn_transfer *t, struct rn_str name, struct rn_str value)
{
    RN_SCOPE(tmp);
    char *line = value.n > 0 ? rn_fmt(tmp, "%.*s: %.*s", RN_STR_ARG(name), RN_STR_ARG(value))
                             : rn_fmt(tmp, "%.*s;", RN_STR_ARG(name));
    t->sent = rn_mem_check(curl_slist_append(t->sent, line));
    explicit_bzero(line, strlen(line));
}

static bool is_authorization(struct rn_str name)
{
    return name.n == 13 && strncasecmp(name.p, "authorization", 13) == 0;
}

static enum rn_status add_headers(struct rn_transfer *t, const struct rn_request *q, bool token,
                                  struct rn_diag *d)
{
    bool typed = false;
    for (size_t i = 0; i < q->header_count; i++) {
        const struct rn_header *h = &q->headers[i];
        const bool barred = is_ours(h->name) && !(token && is_authorization(h->name));
        if (!is_token(h->name) || !is_line(h->value) || barred)
            return rn_fail(d, RN_BUG,
                           "the plugin asks for the header \"%.*s\", which it may not set or which "
                           "is not one line; the request was not sent",
                           (int)(h->name.n < 60 ? h->name.n : 60), h->name.p);
        typed = typed || (h->name.n == 12 && strncasecmp(h->name.p, "content-type", 12) == 0);
        add_header(t, h->name, h->value);
    }
    if (q->body.n > 0 && !typed)
        add_header(t, rn_str("Content-Type"), rn_str("application/json"));
    t->sent = rn_mem_check(curl_slist_append(t->sent, "Expect:")); /* no waiting for a 100 */
    return RN_OK;
}

static void set_method(struct rn_transfer *t, const struct rn_request *q)
{
    const bool post = strcmp(q->method, "POST") == 0;
    if (post || q->body.n > 0) {
        (void)curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)q->body.n);
        (void)curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, q->body.n > 0 ? q->body.p : "");
    }
    /* On a connection that was used before, libcurl sends a request again by itself when nothing
     * came back: what has an effect gets a connection of its own. */
    if (strcmp(q->method, "GET") != 0)
        (void)curl_easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
    if (!post && (q->body.n > 0 || strcmp(q->method, "GET") != 0))
        (void)curl_easy_setopt(t->easy, CURLOPT_CUSTOMREQUEST, q->method);
}

/* No cookies, no .netrc, no proxy from the environment, no protocol but HTTP, redirects are ours.
 */
static void set_limits(struct rn_transfer *t, const struct rn_transfer_setup *s)
{
    CURL *e = t->easy;
    const long ms = (long)(s->timeout_us / 1000);
    (void)curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(e, CURLOPT_BUFFERSIZE, (long)RECEIVE);
    (void)curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, s->only_loopback ? "http" : "https");
    (void)curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(e, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(e, CURLOPT_NOPROXY, "*");
    (void)curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    (void)curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L);
    (void)curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L);
    (void)curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (s->ca_file != NULL || s->ca_folder != NULL) {
        (void)curl_easy_setopt(e, CURLOPT_CAINFO, s->ca_file);
        (void)curl_easy_setopt(e, CURLOPT_CAPATH, s->ca_folder);
    }
    (void)curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "");
    (void)curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, ms < CONNECT_MS ? ms : (long)CONNECT_MS);
    (void)curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, ms);
    (void)curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    (void)curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
}

static void set_callbacks(struct rn_transfer *t)
{
    CURL *e = t->easy;
    (void)curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error);
    (void)curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    (void)curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
    (void)curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
    (void)curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
    (void)curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    (void)curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
    (void)curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, before_request);
    (void)curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
}

enum rn_status rn_transfer_prepare(struct rn_transfer *t, const struct rn_transfer_setup *s,
                                   struct rn_diag *d)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    bool known = false;
    rn_transfer_clear(t);
    t->body.limit = s->max_body;
    t->take_start = s->take_start;
    t->may_private = s->may_private;
    t->only_loopback = s->only_loopback;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        known = known || strcmp(s->request->method, methods[i]) == 0;
    if (!known)
        return rn_fail(d, RN_BUG, "the plugin asks with the method %.20s, which is none",
                       s->request->method);
    enum rn_status st = add_headers(t, s->request, s->token, d);
    if (st != RN_OK)
        return st;
    if (s->header_name != NULL)
        add_header(t, rn_str(s->header_name), rn_str(s->header_value));
    set_limits(t, s);
    set_callbacks(t);
    set_method(t, s->request);
    (void)curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->sent);
    (void)curl_easy_setopt(t->easy, CURLOPT_USERAGENT, s->user_agent);
    (void)curl_easy_setopt(t->easy, CURLOPT_PRIVATE, s->owner);
    if (curl_easy_setopt(t->easy, CURLOPT_URL, s->url) != CURLE_OK)
        return rn_fail(d, RN_LIMIT, "an address is too long to be asked");
    return RN_OK;
}

/* ---- what was received ----------------------------------------------------------------------- */

void rn_transfer_response(struct rn_transfer *t, struct rn_response *ret)
{
    long status = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    for (size_t i = 0; i < t->mark_count; i++)
        t->header[i] =
            (struct rn_header){rn_strn(t->head.p + t->mark[i].name, t->mark[i].name_n),
                               rn_strn(t->head.p + t->mark[i].value, t->mark[i].value_n)};
    *ret = (struct rn_response){.size = sizeof *ret,
                                .status = (int)status,
                                .body = rn_buf_str(&t->body),
                                .headers = t->header,
                                .header_count = t->mark_count,
                                .step = ""};
}

struct rn_str rn_transfer_header(const struct rn_transfer *t, const char *name)
{
    for (size_t i = 0; i < t->mark_count; i++)
        if (rn_str_is(t->header[i].name, name))
            return t->header[i].value;
    return (struct rn_str){0};
}
