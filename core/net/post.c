/* SPDX-License-Identifier: MIT */
#include "net/post.h"

#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/address.h"
#include "net/retry.h"

enum { CONNECT_MS = 10000, TIMEOUT_MS = 20000, HEADERS_MAX = 32 };

/* One exchange under way. */
struct exchange {
    CURL *easy;
    struct curl_slist *headers, *rcpt;
    struct rn_post_answer *ret;
    size_t words, sent;
    struct rn_str body;
    char retry_after[80];
};

/* ---- where to ---------------------------------------------------------------------------------
 */

static bool is_mail(const char *url)
{
    return strncmp(url, "smtp://", 7) == 0 || strncmp(url, "smtps://", 8) == 0;
}

/* The one parser of addresses knows http and https: a mail server is taken apart as such. */
static enum rn_status parse(const void *ctx, const char *url, struct rn_address *ret,
                            struct rn_diag *d)
{
    const char *as = is_mail(url) ? rn_fmt(ctx, "http%s", url + 4) : url;
    return rn_address_parse(ctx, rn_str(as), ret, d);
}

bool rn_post_is_local(const char *url)
{
    RN_SCOPE(tmp);
    struct rn_address at;
    struct rn_diag ignored;
    return parse(tmp, url, &at, &ignored) == RN_OK && rn_address_is_loopback(&at);
}

static enum rn_status check(const void *ctx, const struct rn_post *p, struct rn_address *ret,
                            struct rn_diag *d)
{
    struct rn_diag why;
    if (parse(ctx, p->url, ret, &why) != RN_OK)
        return rn_fail(d, RN_INVALID, "its address is none that can be sent to");
    if (!is_mail(p->url) && strcmp(ret->scheme, "http") == 0 && !rn_address_is_loopback(ret))
        return rn_fail(d, RN_INVALID,
                       "its address on %s is not encrypted: use https, or a host on this machine",
                       ret->host);
    return RN_OK;
}

/* ---- what comes back --------------------------------------------------------------------------
 */

static size_t take_words(char *p, size_t size, size_t n, void *arg)
{
    struct exchange *x = arg;
    size_t room = sizeof x->ret->words - 1 - x->words;
    (void)size;
    for (size_t i = 0; i < n && i < room; i++) {
        const unsigned char c = (unsigned char)p[i];
        x->ret->words[x->words++] = c < ' ' || c > '~' ? ' ' : (char)c;
    }
    x->ret->words[x->words] = '\0';
    return n;
}

static size_t take_header(char *p, size_t size, size_t n, void *arg)
{
    static const char name[] = "retry-after:";
    struct exchange *x = arg;
    (void)size;
    if (n > sizeof name && strncasecmp(p, name, sizeof name - 1) == 0) {
        const struct rn_str v = rn_str_trim(rn_strn(p + sizeof name - 1, n - (sizeof name - 1)));
        (void)snprintf(x->retry_after, sizeof x->retry_after, "%.*s", (int)(v.n < 70 ? v.n : 70),
                       v.p);
    }
    return n;
}

static size_t give_body(char *out, size_t size, size_t n, void *arg)
{
    struct exchange *x = arg;
    const size_t left = x->body.n - x->sent;
    n *= size;
    n = n < left ? n : left;
    if (n > 0)
        memcpy(out, x->body.p + x->sent, n);
    x->sent += n;
    return n;
}

/* ---- asking -----------------------------------------------------------------------------------
 */

static bool is_line(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || (unsigned char)s.p[i] > '~')
            return false;
    return true;
}

static void add_header(struct exchange *x, struct rn_str name, struct rn_str value)
{
    RN_SCOPE(tmp);
    char *line = rn_fmt(tmp, "%.*s: %.*s", RN_STR_ARG(name), RN_STR_ARG(value));
    x->headers = rn_mem_check(curl_slist_append(x->headers, line));
    explicit_bzero(line, strlen(line));
}

static void set_limits(struct exchange *x, const struct rn_post *p)
{
    CURL *e = x->easy;
    (void)curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(e, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(e, CURLOPT_NOPROXY, "*");
    (void)curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    (void)curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L);
    (void)curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L);
    (void)curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (p->ca_file != NULL || p->ca_folder != NULL) {
        (void)curl_easy_setopt(e, CURLOPT_CAINFO, p->ca_file);
        (void)curl_easy_setopt(e, CURLOPT_CAPATH, p->ca_folder);
    }
    (void)curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    (void)curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
    (void)curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_words);
    (void)curl_easy_setopt(e, CURLOPT_WRITEDATA, x);
    (void)curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
    (void)curl_easy_setopt(e, CURLOPT_HEADERDATA, x);
    if (p->user != NULL)
        (void)curl_easy_setopt(e, CURLOPT_USERNAME, p->user);
    if (p->password != NULL)
        (void)curl_easy_setopt(e, CURLOPT_PASSWORD, p->password);
}

static enum rn_status set_http(struct exchange *x, const struct rn_post *p, bool local,
                               struct rn_diag *d)
{
    CURL *e = x->easy;
    for (size_t i = 0; i < p->header_count && i < HEADERS_MAX; i++) {
        if (!is_line(p->headers[i].name) || !is_line(p->headers[i].value))
            return rn_fail(d, RN_INVALID, "a header of its message is not one line of ASCII");
        add_header(x, p->headers[i].name, p->headers[i].value);
    }
    x->headers = rn_mem_check(curl_slist_append(x->headers, "Expect:"));
    (void)curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, local ? "http,https" : "https");
    (void)curl_easy_setopt(e, CURLOPT_HTTPHEADER, x->headers);
    (void)curl_easy_setopt(e, CURLOPT_USERAGENT, p->user_agent);
    (void)curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)p->body.n);
    (void)curl_easy_setopt(e, CURLOPT_POSTFIELDS, p->body.n > 0 ? p->body.p : "");
    if (p->method != NULL && strcmp(p->method, "POST") != 0)
        (void)curl_easy_setopt(e, CURLOPT_CUSTOMREQUEST, p->method);
    return RN_OK;
}

/* An address in the envelope must not be able to say more than an address. */
static bool is_mailbox(const char *z)
{
    const struct rn_str s = rn_str(z);
    if (s.n == 0 || s.n > 254 || strchr(z, '@') == NULL)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (z[i] <= ' ' || z[i] > '~' || z[i] == '<' || z[i] == '>' || z[i] == ',')
            return false;
    return true;
}

static enum rn_status set_mail(struct exchange *x, const struct rn_post *p, bool local,
                               struct rn_diag *d)
{
    CURL *e = x->easy;
    if (p->from == NULL || !is_mailbox(p->from) || p->to == NULL || !is_mailbox(p->to))
        return rn_fail(d, RN_INVALID, "\"%.80s\" or \"%.80s\" is no mail address",
                       p->from != NULL ? p->from : "", p->to != NULL ? p->to : "");
    x->rcpt = rn_mem_check(curl_slist_append(NULL, p->to));
    (void)curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    (void)curl_easy_setopt(e, CURLOPT_USE_SSL,
                           local                 ? (long)CURLUSESSL_NONE
                           : p->password != NULL ? (long)CURLUSESSL_ALL
                                                 : (long)CURLUSESSL_TRY);
    (void)curl_easy_setopt(e, CURLOPT_MAIL_FROM, p->from);
    (void)curl_easy_setopt(e, CURLOPT_MAIL_RCPT, x->rcpt);
    (void)curl_easy_setopt(e, CURLOPT_READFUNCTION, give_body);
    (void)curl_easy_setopt(e, CURLOPT_READDATA, x);
    (void)curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
    return RN_OK;
}

/* ---- what came of it --------------------------------------------------------------------------
 */

/* Nothing of the message can have arrived. */
static bool is_unsent(struct exchange *x, CURLcode code)
{
    curl_off_t connected = 0;
    (void)curl_easy_getinfo(x->easy, CURLINFO_CONNECT_TIME_T, &connected);
    return connected == 0 || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT ||
           code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION ||
           code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED;
}

/* A mail server refuses before the message, and then no message was sent. */
static bool is_refused_mail(const struct rn_post *p, int code)
{
    return is_mail(p->url) && code >= 400;
}

static enum rn_status judge(struct exchange *x, const struct rn_post *p, const char *host,
                            CURLcode code, struct rn_diag *d)
{
    long status = 0;
    (void)curl_easy_getinfo(x->easy, CURLINFO_RESPONSE_CODE, &status);
    x->ret->status = (int)status;
    if (code == CURLE_OK || is_refused_mail(p, (int)status))
        return RN_OK;
    x->ret->status = 0;
    if (is_unsent(x, code))
        return rn_fail(d, RN_AGAIN, "%s could not be reached: %s", host, curl_easy_strerror(code));
    return rn_fail(d, RN_UNCERTAIN, "%s gave no answer (%s), so it is not known whether it arrived",
                   host, curl_easy_strerror(code));
}

static void read_wait(struct exchange *x)
{
    const struct rn_header h = {RN_STR("retry-after"), rn_str(x->retry_after)};
    const struct rn_response r = {
        .size = sizeof r, .status = x->ret->status, .headers = &h, .header_count = 1};
    if (x->retry_after[0] != '\0')
        x->ret->retry_after_us = rn_retry_asked(&r, rn_clock_now());
}

enum rn_status rn_post_send(const struct rn_post *p, struct rn_post_answer *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_address at;
    struct rn_post_answer answer = {0};
    struct exchange x = {.ret = &answer, .body = p->body};
    enum rn_status st = check(tmp, p, &at, d);
    if (st != RN_OK)
        return st;
    const bool local = rn_address_is_loopback(&at);
    x.easy = rn_mem_check(curl_easy_init());
    set_limits(&x, p);
    st = is_mail(p->url) ? set_mail(&x, p, local, d) : set_http(&x, p, local, d);
    if (st == RN_OK && curl_easy_setopt(x.easy, CURLOPT_URL, p->url) != CURLE_OK)
        st = rn_fail(d, RN_INVALID, "its address is too long");
    if (st == RN_OK)
        st = judge(&x, p, at.host, curl_easy_perform(x.easy), d);
    if (st == RN_OK)
        read_wait(&x);
    curl_easy_cleanup(x.easy);
    curl_slist_free_all(x.headers);
    curl_slist_free_all(x.rcpt);
    *ret = answer;
    return st;
}
