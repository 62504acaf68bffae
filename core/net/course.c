/* SPDX-License-Identifier: MIT
 *
 * What becomes of a job: before a try (robots.txt, login, pace, budget) and after it (the answer is
 * final, try again, log in anew, follow, give up). Every end is a sentence that names the place and
 * its host, never an address: addresses carry secrets.
 */
#include <string.h>

#include <renown/stamp.h>
#include <renown/url.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "net/job.h"
#include "net/refusal.h"
#include "net/robots.h"

enum { REDIRECTS_MAX = 5, LOOPBACK_HASTE = 20 };

#define TIMEOUT_US (30 * RN_SECOND)
#define PATIENCE   (15 * RN_MINUTE) /* of one request, over all its tries */

RN_PRINTF(4, 5)
static void end(struct rn_engine *e, struct rn_job *j, enum rn_status status, const char *fmt, ...)
{
    struct rn_diag why;
    char said[600];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(said, sizeof said, fmt, ap);
    va_end(ap);
    (void)rn_fail(&why, status, "%s (%.200s): %s", j->place->label, j->at.host, said);
    rn_job_finish(e, j, status, &why);
}

/* ---- before a try ---------------------------------------------------------------------------- */

/* The owner named this very server in the config: then it may lie in a private network. */
static bool is_named(const struct rn_job *j)
{
    const struct rn_place *p = j->place;
    return (p->has_endpoint && rn_address_same(&j->at, &p->endpoint)) ||
           (p->has_token_endpoint && j->call == NULL &&
            rn_address_same(&j->at, &p->token_endpoint));
}

static bool is_page(const struct rn_job *j)
{
    return j->call != NULL && (j->request->flags & RN_REQUEST_PAGE) != 0;
}

static int64_t interval_of(const struct rn_job *j)
{
    const struct rn_plugin *p = j->place->source->plugin;
    const int64_t wished = is_page(j) ? rn_gate_delay(j) : 0;
    if (j->call == NULL || p == NULL || p->limits == NULL || rn_address_is_loopback(&j->at))
        return wished;
    const int64_t declared = p->limits->min_interval_ms * 1000;
    return wished > declared ? wished : declared;
}

/* The address with what the login adds to its query. */
static const char *url_with(const void *ctx, const struct rn_job *j,
                            const struct rn_login_patch *patch)
{
    RN_SCOPE(tmp);
    struct rn_buf name;
    if (patch->query_name == NULL)
        return j->at.url;
    rn_buf_init(&name, 1024);
    (void)rn_url_encode(&name, rn_str(patch->query_name));
    char *url = rn_fmt(ctx, "%s%c%s=%s", j->at.url, strchr(j->at.url, '?') != NULL ? '&' : '?',
                       rn_buf_z(&name), patch->query_value);
    rn_buf_free(&name);
    return url;
}

static struct rn_transfer *idle_transfer(struct rn_engine *e)
{
    e->busy++;
    return e->idle_n > 0 ? e->idle[--e->idle_n] : rn_transfer_new(e, &e->held);
}

static void start(struct rn_engine *e, struct rn_job *j, const void *ctx,
                  const struct rn_login_patch *patch)
{
    struct rn_diag why;
    const struct rn_net_source *source = j->place->source;
    const struct rn_transfer_setup s = {
        .request = j->request,
        .url = url_with(ctx, j, patch),
        .header_name = patch->header_name,
        .header_value = patch->header_value,
        .user_agent = e->user_agent,
        .ca_file = e->setup.ca_file,
        .ca_folder = e->setup.ca_folder,
        .timeout_us = source->timeout_us > 0 ? source->timeout_us : TIMEOUT_US,
        .max_body = j->gate != NULL ? RN_ROBOTS_BYTES : e->setup.max_body,
        .token = j->call == NULL && j->session != NULL,
        .take_start = j->gate != NULL,
        .may_private = is_named(j),
        .only_loopback = strcmp(j->at.scheme, "http") == 0,
        .owner = j,
    };
    const struct rn_keeper *k = j->call != NULL ? j->call->keeper : NULL;
    if (k != NULL && k->spend != NULL && k->spend(k->arg, j->call->request, &why) != RN_OK) {
        end(e, j, why.status, "%s", why.text);
        return;
    }
    j->transfer = idle_transfer(e);
    if (rn_transfer_prepare(j->transfer, &s, &why) != RN_OK) {
        end(e, j, why.status, "%s", why.text);
        return;
    }
    j->tries++;
    if (curl_multi_add_handle(e->multi, j->transfer->easy) != CURLM_OK)
        end(e, j, RN_LIMIT, "no more exchanges can be started on this machine");
}

/* False when it may not be asked at all, or not yet. */
static bool may_ask(struct rn_engine *e, struct rn_job *j)
{
    struct rn_diag why;
    if (j->place->left_why != NULL) {
        end(e, j, RN_AGAIN, "%s", j->place->left_why);
        return false;
    }
    const enum rn_status st = is_page(j) ? rn_gate_pass(e, j, &why) : RN_OK;
    if (st != RN_OK && !j->waiting)
        end(e, j, st, "%s", why.text);
    return st == RN_OK;
}

void rn_job_begin(struct rn_engine *e, struct rn_job *j, int64_t now)
{
    RN_SCOPE(tmp);
    struct rn_diag why = {0};
    struct rn_login_patch patch = {0};
    if (!may_ask(e, j))
        return;
    if (j->call != NULL && j->request->auth != NULL && !j->bare) {
        enum rn_status st = rn_session_apply(e, j, tmp, &patch, &why);
        if (st == RN_AGAIN && j->waiting)
            return;
        if (st != RN_OK) {
            rn_job_finish(e, j, st, &why);
            return;
        }
    }
    if (!j->paced || rn_pace_held_until(j->host) > now) {
        const int64_t at = rn_pace_take(j->host, interval_of(j), now);
        j->paced = true;
        if (at > now) {
            rn_job_queue(e, j, at);
            return;
        }
    }
    j->paced = false;
    start(e, j, tmp, &patch);
}

/* ---- after a try ----------------------------------------------------------------------------- */

static void again(struct rn_engine *e, struct rn_job *j, int64_t at)
{
    rn_job_let_go(e, j);
    j->paced = false;
    rn_job_queue(e, j, at);
}

/* What a place asks for counts for everybody who asks there; what is too long for this run, for the
 * rest of it and for this source alone (quotas belong to accounts). */
static void heed(struct rn_job *j, int64_t now)
{
    const int64_t asked = rn_retry_asked(&j->response, rn_clock_now());
    if (asked > PATIENCE)
        j->place->left_why = "it asked to be left alone for more than 15 minutes, so no more is "
                             "asked in this run; the next run goes on";
    else if (asked > 0)
        rn_pace_hold(j->host, now + asked);
}

static bool is_get(const struct rn_job *j)
{
    return strcmp(j->request->method, "GET") == 0;
}

/* True when the answer was a redirect and something was done about it. A redirect to another host
 * is followed for pages made for people only, and without credentials. */
static bool redirected(struct rn_engine *e, struct rn_job *j, int64_t now)
{
    struct rn_address to;
    struct rn_diag why;
    const int status = j->response.status;
    const struct rn_str location = rn_transfer_header(j->transfer, "location");
    if (location.n == 0 || !is_get(j) ||
        (status != 301 && status != 302 && status != 303 && status != 307 && status != 308))
        return false;
    if (++j->redirects > REDIRECTS_MAX && j->gate != NULL)
        return false; /* such a robots.txt counts as none */
    if (j->redirects > REDIRECTS_MAX) {
        end(e, j, RN_CHANGED, "it redirects more than %d times; it was left there", REDIRECTS_MAX);
        return true;
    }
    if (rn_address_follow(j, &j->at, location, &to, &why) != RN_OK) {
        end(e, j, RN_CHANGED, "%s", why.text);
        return true;
    }
    if (!rn_address_same(&j->at, &to)) {
        if ((j->request->flags & RN_REQUEST_PAGE) == 0 || strcmp(to.scheme, "https") != 0) {
            end(e, j, RN_REFUSED,
                "it redirects to another host (%.200s), which was not asked: credentials and "
                "trust end at the host of the source",
                to.host);
            return true;
        }
        j->bare = true;
    }
    j->at = to;
    j->host = rn_pace_host(e->pace, to.key);
    again(e, j, now);
    return true;
}

static void give_up(struct rn_engine *e, struct rn_job *j, const struct rn_trouble *trouble,
                    const struct rn_try_verdict *v)
{
    const char *times = j->tries == 1 ? "" : rn_fmt(j, " (tried %d times)", j->tries);
    if (v->status == RN_UNCERTAIN)
        end(e, j, RN_UNCERTAIN,
            "%s, so it is not known whether it did what it was asked; look there before trying "
            "again",
            v->why);
    else if (trouble->end == RN_TRY_ANSWERED)
        rn_job_finish(e, j, RN_OK, NULL); /* its own words say why */
    else
        end(e, j, v->status, "%s%s; try again later", trouble->what, times);
}

/* Nobody waits longer than the patience of one request, however it is cut into waits. */
static void wait_again(struct rn_engine *e, struct rn_job *j, const struct rn_trouble *trouble,
                       struct rn_try_verdict *v, int64_t now)
{
    const bool asked =
        trouble->end == RN_TRY_ANSWERED && rn_retry_asked(&j->response, rn_clock_now()) > 0;
    if (!asked && rn_address_is_loopback(&j->at))
        v->wait_us /= LOOPBACK_HASTE;
    j->slept += v->wait_us;
    if (j->slept > PATIENCE) {
        v->status = RN_AGAIN;
        give_up(e, j, trouble, v);
        return;
    }
    again(e, j, now + v->wait_us);
}

/* The plugin knows this answer, and knows that waiting changes nothing. */
static bool is_hopeless(const struct rn_job *j, const struct rn_trouble *trouble)
{
    const struct rn_refusal *known = NULL;
    if (trouble->end == RN_TRY_ANSWERED && j->call != NULL && j->response.status != 401)
        known = rn_refusal_find(j->place->source->plugin, &j->response);
    return known != NULL && known->means != RN_AGAIN;
}

static void refused(struct rn_engine *e, struct rn_job *j, int64_t now)
{
    struct rn_diag why;
    enum rn_status st = rn_session_refused(j, &why);
    if (st == RN_OK)
        again(e, j, now);
    else
        rn_job_finish(e, j, RN_OK, st == RN_GONE ? NULL : &why);
}

static void decide(struct rn_engine *e, struct rn_job *j, const struct rn_trouble *trouble,
                   int64_t now)
{
    const struct rn_try t = {.end = trouble->end,
                             .response = &j->response,
                             .safe = j->call == NULL || is_get(j) ||
                                     (j->request->flags & RN_REQUEST_SAFE) != 0,
                             .tries = j->tries,
                             .now = rn_clock_now(),
                             .salt = rn_hash64(rn_str(j->at.url)) + j->number};
    struct rn_try_verdict v = {.kind = RN_TRY_DONE};
    if (!is_hopeless(j, trouble))
        rn_retry_decide(&t, &v);
    if (v.kind == RN_TRY_WAIT)
        wait_again(e, j, trouble, &v, now);
    else if (v.kind == RN_TRY_LOGIN)
        refused(e, j, now);
    else if (v.kind == RN_TRY_GIVE_UP)
        give_up(e, j, trouble, &v);
    else
        rn_job_finish(e, j, RN_OK, NULL);
}

void rn_job_ended(struct rn_engine *e, struct rn_job *j, CURLcode code, int64_t now)
{
    struct rn_trouble trouble;
    rn_transfer_trouble(j->transfer, code, &trouble);
    if (trouble.final) {
        end(e, j, trouble.status, "%s", trouble.what);
        return;
    }
    if (trouble.end == RN_TRY_ANSWERED) {
        rn_transfer_response(j->transfer, &j->response);
        j->response.url = rn_str(j->at.url);
        j->response.step = j->request->step != NULL ? j->request->step : "";
        j->response.note = j->request->note;
        heed(j, now);
        if (redirected(e, j, now))
            return;
    }
    decide(e, j, &trouble, now);
}
