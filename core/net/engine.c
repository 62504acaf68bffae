/* SPDX-License-Identifier: MIT */
#include "net/engine.h"

#include <stdatomic.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/job.h"

enum { MAX_BODY = 64 << 20, MAX_TRANSFERS = 50, POLL_MS = 1000 };

/* ---- the queue: a heap by instant, then by number -------------------------------------------- */

static bool sooner(const struct rn_job *a, const struct rn_job *b)
{
    return a->due != b->due ? a->due < b->due : a->number < b->number;
}

static void put(struct rn_engine *e, size_t at, struct rn_job *j)
{
    while (at > 0 && sooner(j, e->heap[(at - 1) / 2])) {
        e->heap[at] = e->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    e->heap[at] = j;
}

void rn_job_queue(struct rn_engine *e, struct rn_job *j, int64_t due)
{
    j->due = due;
    if (e->heap_n == talloc_array_length(e->heap))
        e->heap = rn_grow_array(e, e->heap, struct rn_job *, 2 * e->heap_n);
    put(e, e->heap_n++, j);
}

static struct rn_job *pop(struct rn_engine *e)
{
    struct rn_job *first = e->heap[0], *last = e->heap[--e->heap_n];
    size_t at = 0;
    for (size_t kid = 1; kid < e->heap_n; kid = 2 * at + 1) {
        if (kid + 1 < e->heap_n && sooner(e->heap[kid + 1], e->heap[kid]))
            kid++;
        if (!sooner(e->heap[kid], last))
            break;
        e->heap[at] = e->heap[kid];
        at = kid;
    }
    if (e->heap_n > 0)
        e->heap[at] = last;
    return first;
}

/* ---- jobs ------------------------------------------------------------------------------------ */

struct rn_job *rn_job_new(struct rn_engine *e, struct rn_place *p, const struct rn_request *q)
{
    struct rn_job *j = rn_new(e, struct rn_job);
    j->place = p;
    j->request = q;
    j->number = ++e->numbers;
    j->begun = rn_clock_monotonic();
    j->next = e->jobs;
    if (e->jobs != NULL)
        e->jobs->prev = j;
    e->jobs = j;
    return j;
}

void rn_job_let_go(struct rn_engine *e, struct rn_job *j)
{
    struct rn_transfer *t = j->transfer;
    if (t == NULL)
        return;
    j->transfer = NULL;
    (void)curl_multi_remove_handle(e->multi, t->easy); /* no harm when it is not in there */
    rn_transfer_clear(t);
    e->idle[e->idle_n++] = t;
    e->busy--;
}

void rn_job_free(struct rn_engine *e, struct rn_job *j)
{
    rn_job_let_go(e, j);
    if (j->prev != NULL)
        j->prev->next = j->next;
    else
        e->jobs = j->next;
    if (j->next != NULL)
        j->next->prev = j->prev;
    talloc_free(j);
}

void rn_job_finish(struct rn_engine *e, struct rn_job *j, enum rn_status status,
                   const struct rn_diag *why)
{
    if (status != RN_OK)
        rn_job_let_go(e, j);
    if (j->call == NULL) {
        (j->gate != NULL ? rn_gate_answer : rn_session_token)(e, j, status, why);
        rn_job_free(e, j);
        return;
    }
    j->status = status;
    if (why != NULL) {
        j->why = rn_new(j, struct rn_diag);
        *j->why = *why;
    }
    *e->done_end = j;
    e->done_end = &j->link;
}

/* In the order in which they came: the list was built from its end. */
static struct rn_job *take_waiting(struct rn_job **waiting)
{
    struct rn_job *list = NULL;
    for (struct rn_job *j = *waiting, *next; j != NULL; j = next) {
        next = j->link;
        j->link = list;
        j->waiting = false;
        list = j;
    }
    *waiting = NULL;
    return list;
}

void rn_jobs_go_on(struct rn_engine *e, struct rn_job **waiting, enum rn_status status,
                   const struct rn_diag *why)
{
    for (struct rn_job *j = take_waiting(waiting), *next; j != NULL; j = next) {
        next = j->link;
        j->link = NULL;
        if (j->dropped)
            rn_job_free(e, j);
        else if (status == RN_OK)
            rn_job_queue(e, j, rn_clock_monotonic());
        else
            rn_job_finish(e, j, status, why);
    }
}

/* ---- the loop -------------------------------------------------------------------------------- */

static void start_due(struct rn_engine *e)
{
    const int64_t now = rn_clock_monotonic();
    const size_t most = (size_t)e->setup.max_transfers;
    while (e->heap_n > 0 && e->heap[0]->due <= now && e->busy < most) {
        struct rn_job *j = pop(e);
        if (j->dropped)
            rn_job_free(e, j);
        else
            rn_job_begin(e, j, now);
    }
}

static void take_ended(struct rn_engine *e)
{
    CURLMsg *m;
    int left;
    while ((m = curl_multi_info_read(e->multi, &left)) != NULL) {
        if (m->msg != CURLMSG_DONE)
            continue;
        struct rn_job *j = NULL;
        const CURLcode code = m->data.result;
        CURL *easy = m->easy_handle;
        (void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &j);
        (void)curl_multi_remove_handle(e->multi, easy);
        rn_job_ended(e, j, code, rn_clock_monotonic());
    }
}

/* Until something moves, the next instant comes, or `until`. */
static void wait_for_something(struct rn_engine *e, int64_t now, int64_t until)
{
    int64_t wake = until;
    const bool room = e->busy < (size_t)e->setup.max_transfers;
    if (room && e->heap_n > 0 && e->heap[0]->due < wake)
        wake = e->heap[0]->due;
    int64_t ms = wake <= now ? 0 : (wake - now + 999) / 1000;
    (void)curl_multi_poll(e->multi, NULL, 0, ms < POLL_MS ? (int)ms : POLL_MS, NULL);
}

static void hand_over(struct rn_engine *e, const struct rn_answer **ret)
{
    struct rn_job *j = e->done;
    e->done = j->link;
    if (e->done == NULL)
        e->done_end = &e->done;
    e->out = j;
    e->calls--;
    e->answer = (struct rn_answer){.call = j->call,
                                   .status = j->status,
                                   .attempts = j->tries,
                                   .took_us = rn_clock_monotonic() - j->begun};
    if (j->why != NULL)
        e->answer.diag = *j->why;
    if (j->status == RN_OK)
        e->answer.response = j->response;
    *ret = &e->answer;
}

static enum rn_status move(struct rn_engine *e, struct rn_diag *d)
{
    int running;
    start_due(e);
    if (curl_multi_perform(e->multi, &running) != CURLM_OK)
        return rn_fail(d, RN_BUG, "the network engine stumbled; run the command again");
    take_ended(e);
    return RN_OK;
}

static enum rn_status engine_next(struct rn_transport *t, int64_t wait_us,
                                  const struct rn_answer **ret, struct rn_diag *d)
{
    struct rn_engine *e = (struct rn_engine *)t;
    const int64_t until = rn_clock_monotonic() + wait_us;
    if (e->out != NULL)
        rn_job_free(e, e->out);
    e->out = NULL;
    for (;;) {
        enum rn_status st = e->done == NULL ? move(e, d) : RN_OK;
        if (st != RN_OK)
            return st;
        if (e->done != NULL) {
            hand_over(e, ret);
            return RN_OK;
        }
        if (e->calls == 0)
            return rn_fail(d, RN_GONE, "no request is under way");
        const int64_t now = rn_clock_monotonic();
        if (now >= until || atomic_exchange(&e->woken, false))
            return rn_fail(d, RN_AGAIN, "no answer came within %lld ms",
                           (long long)(wait_us / 1000));
        wait_for_something(e, now, until);
    }
}

/* ---- sources --------------------------------------------------------------------------------- */

static enum rn_status read_endpoint(struct rn_place *p, const char *key, const char *url,
                                    struct rn_address *ret, bool *has, struct rn_diag *d)
{
    struct rn_diag why;
    if (url == NULL)
        return RN_OK;
    if (rn_address_parse(p, rn_str(url), ret, &why) != RN_OK)
        return rn_fail(d, RN_INVALID, "%s of source %s: %s", key, p->source->name, why.text);
    if (strcmp(ret->scheme, "https") != 0 && !rn_address_is_loopback(ret))
        return rn_fail(d, RN_REFUSED,
                       "%s of source %s is not encrypted: %s is asked by https only; plain http is "
                       "for this very machine",
                       key, p->source->name, ret->host);
    *has = true;
    return RN_OK;
}

static bool are_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct rn_place *kin_of(struct rn_engine *e, struct rn_place *p)
{
    const struct rn_net_source *s = p->source;
    for (struct rn_place *k = e->places; k != NULL && s->credentials != NULL; k = k->next) {
        const struct rn_net_source *o = k->source;
        if (o->credentials == s->credentials && o->plugin == s->plugin &&
            are_same(o->endpoint, s->endpoint) && are_same(o->token_endpoint, s->token_endpoint))
            return k->kin;
    }
    return p;
}

static enum rn_status place_of(struct rn_engine *e, const char *name, struct rn_place **ret,
                               struct rn_diag *d)
{
    for (struct rn_place *p = e->places; p != NULL; p = p->next)
        if (strcmp(p->source->name, name) == 0) {
            *ret = p;
            return RN_OK;
        }
    const struct rn_net_source *source = e->setup.source(e->setup.arg, name);
    if (source == NULL)
        return rn_fail(d, RN_INVALID, "the network engine knows no source %.100s", name);
    struct rn_place *p = rn_new(e, struct rn_place);
    p->source = source;
    p->label = source->plugin != NULL ? source->plugin->title : source->name;
    enum rn_status st =
        read_endpoint(p, "endpoint", source->endpoint, &p->endpoint, &p->has_endpoint, d);
    if (st == RN_OK)
        st = read_endpoint(p, "token_endpoint", source->token_endpoint, &p->token_endpoint,
                           &p->has_token_endpoint, d);
    if (st != RN_OK) {
        talloc_free(p);
        return st;
    }
    p->kin = kin_of(e, p);
    p->next = e->places;
    e->places = p;
    *ret = p;
    return RN_OK;
}

/* ---- the four calls -------------------------------------------------------------------------- */

static enum rn_status engine_send(struct rn_transport *t, const struct rn_call *c,
                                  struct rn_diag *d)
{
    struct rn_engine *e = (struct rn_engine *)t;
    struct rn_diag why;
    struct rn_place *p = NULL;
    enum rn_status st = place_of(e, c->source, &p, d);
    if (st != RN_OK)
        return st;
    struct rn_job *j = rn_job_new(e, p, c->request);
    j->call = c;
    st = rn_address_on(j, c->request->url, p->source->endpoint, &j->at, &why);
    if (st == RN_OK && !p->has_endpoint && strcmp(j->at.scheme, "https") != 0)
        st = rn_fail(&why, RN_REFUSED, "%s is asked by https only", j->at.host);
    if (st != RN_OK) {
        rn_job_free(e, j);
        return rn_fail(d, st, "%s: %s", p->label, why.text);
    }
    j->host = rn_pace_host(e->pace, j->at.key);
    e->calls++;
    rn_job_queue(e, j, j->begun);
    return RN_OK;
}

static void forget_done(struct rn_engine *e, void *tag)
{
    for (struct rn_job **at = &e->done; *at != NULL;) {
        struct rn_job *j = *at;
        if (j->call->tag != tag) {
            at = &j->link;
            continue;
        }
        *at = j->link;
        e->calls--;
        rn_job_free(e, j);
    }
    for (e->done_end = &e->done; *e->done_end != NULL; e->done_end = &(*e->done_end)->link)
        ;
}

/* Those in the heap and those that wait for something are freed when their turn comes; nothing of
 * their call is touched after this. */
static void engine_drop(struct rn_transport *t, void *tag)
{
    struct rn_engine *e = (struct rn_engine *)t;
    forget_done(e, tag);
    for (struct rn_job *j = e->jobs, *next; j != NULL; j = next) {
        next = j->next;
        if (j->call == NULL || j == e->out || j->dropped || j->call->tag != tag)
            continue;
        e->calls--;
        j->dropped = true;
        if (j->transfer != NULL)
            rn_job_free(e, j);
    }
}

static void engine_fresh(struct rn_transport *t, const char *source)
{
    struct rn_engine *e = (struct rn_engine *)t;
    for (struct rn_place *p = e->places; p != NULL; p = p->next) {
        if (strcmp(p->source->name, source) != 0)
            continue;
        p->left_why = NULL;
        rn_sessions_again(p);
    }
}

static void engine_wake(struct rn_transport *t)
{
    struct rn_engine *e = (struct rn_engine *)t;
    atomic_store(&e->woken, true);
    (void)curl_multi_wakeup(e->multi);
}

static const struct rn_transport_ops engine_ops = {engine_send, engine_next, engine_drop,
                                                   engine_fresh, engine_wake};

/* ---- opening and closing --------------------------------------------------------------------- */

/* One honest name. The contact comes from the owner's config: no line break gets through. */
static char *agent_name(const void *ctx, const struct rn_engine_setup *s)
{
    const char *version = s->version != NULL ? s->version : "0";
    char *name = s->contact != NULL && s->contact[0] != '\0'
                     ? rn_fmt(ctx, "Renown/%s (+%.200s)", version, s->contact)
                     : rn_fmt(ctx, "Renown/%s", version);
    for (char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    return name;
}

static int engine_close(struct rn_engine *e)
{
    while (e->jobs != NULL)
        rn_job_free(e, e->jobs);
    for (size_t i = 0; i < e->idle_n; i++)
        talloc_free(e->idle[i]);
    (void)curl_multi_cleanup(e->multi);
    curl_global_cleanup();
    return 0;
}

enum rn_status rn_engine_open(const void *ctx, const struct rn_engine_setup *setup,
                              struct rn_transport **ret, struct rn_diag *d)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return rn_fail(d, RN_IO, "libcurl could not be started; is its installation whole?");
    struct rn_engine *e = rn_new(ctx, struct rn_engine);
    e->t.ops = &engine_ops;
    e->setup = *setup;
    if (e->setup.max_body == 0)
        e->setup.max_body = MAX_BODY;
    if (e->setup.max_transfers <= 0)
        e->setup.max_transfers = MAX_TRANSFERS;
    e->held.most = e->setup.max_body;
    e->user_agent = agent_name(e, setup);
    e->multi = rn_mem_check(curl_multi_init());
    e->pace = rn_pace_new(e);
    e->heap = rn_new_array(e, struct rn_job *, 64);
    e->idle = rn_new_array(e, struct rn_transfer *, (size_t)e->setup.max_transfers + 1);
    e->done_end = &e->done;
    (void)curl_multi_setopt(e->multi, CURLMOPT_MAXCONNECTS, (long)e->setup.max_transfers);
    talloc_set_destructor(e, engine_close);
    *ret = &e->t;
    return RN_OK;
}
