/* SPDX-License-Identifier: MIT */
#include "collect/reader.h"

#include <pthread.h>
#include <signal.h>

#include "base/mem.h"
#include "plugin/harvest.h"
#include "plugin/outcome.h"

/* Pages that wait, and bytes of them beyond which no more are taken. */
enum { SLOTS = 8, BYTES = 8 << 20, POOL = 512 << 10, ENOUGH = 4 };

struct rn_reader {
    struct rn_page page[SLOTS];
    void (*ready)(void *arg);
    void *arg;
    pthread_t thread;
    bool threaded;
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    size_t put, read, given; /* pages so far; slots are used round and round */
    size_t bytes;            /* of the answers in the slots */
    bool asleep;             /* the second thread waits for a page */
    bool waiting;            /* the first thread waits for a page to be read */
    bool watched, stop;
};

/* ---- reading a page: touches nothing but the page -------------------------------------------- */

size_t rn_page_batch(struct rn_page *p, size_t from)
{
    if (p->batch == NULL)
        p->batch = rn_batch_new(NULL);
    else
        rn_batch_clear(p->batch);
    p->batch->learned = p->learned;
    while (from < p->harvest->review_count && !rn_batch_full(p->batch))
        (void)rn_batch_add(p->batch, &p->maker, &p->harvest->reviews[from++]);
    return from;
}

static void read_page(struct rn_page *p)
{
    if (p->unchanged || p->lies)
        return;
    p->status = rn_answer_outcome(p->plugin, &p->answer, &p->diag);
    if (p->status == RN_OK)
        p->status = rn_harvest_parse(p->memory, p->plugin, p->options, &p->answer.response,
                                     &p->harvest, &p->diag);
    if (p->status == RN_OK && p->stores)
        p->batched = rn_page_batch(p, 0);
}

/* ---- the second thread ----------------------------------------------------------------------- */

static struct rn_page *next_page(struct rn_reader *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->put == r->read && !r->stop) {
        r->asleep = true;
        pthread_cond_wait(&r->work, &r->lock);
    }
    r->asleep = false;
    struct rn_page *p = r->stop ? NULL : &r->page[r->read % SLOTS];
    pthread_mutex_unlock(&r->lock);
    return p;
}

static void is_read(struct rn_reader *r)
{
    pthread_mutex_lock(&r->lock);
    r->read++;
    const bool tell = r->watched, waited = r->waiting;
    r->watched = false;
    pthread_mutex_unlock(&r->lock);
    if (waited)
        pthread_cond_signal(&r->done);
    if (tell)
        r->ready(r->arg);
}

static void *run(void *arg)
{
    struct rn_reader *r = arg;
    struct rn_page *p;
    while ((p = next_page(r)) != NULL) {
        read_page(p);
        is_read(r);
    }
    return NULL;
}

/* ---- the first thread ------------------------------------------------------------------------ */

static int end(struct rn_reader *r)
{
    pthread_mutex_lock(&r->lock);
    r->stop = true;
    pthread_mutex_unlock(&r->lock);
    pthread_cond_signal(&r->work);
    if (r->threaded)
        pthread_join(r->thread, NULL);
    pthread_cond_destroy(&r->work);
    pthread_cond_destroy(&r->done);
    pthread_mutex_destroy(&r->lock);
    for (size_t i = 0; i < SLOTS; i++) {
        talloc_free(r->page[i].memory);
        talloc_free(r->page[i].batch);
    }
    return 0;
}

/* Signals are the first thread's: they end its waits. */
static bool start(struct rn_reader *r)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const bool ok = pthread_create(&r->thread, NULL, run, r) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

struct rn_reader *rn_reader_new(const void *ctx, void (*ready)(void *arg), void *arg)
{
    struct rn_reader *r = rn_new(ctx, struct rn_reader);
    r->ready = ready;
    r->arg = arg;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->work, NULL);
    pthread_cond_init(&r->done, NULL);
    talloc_set_destructor(r, end);
    r->threaded = start(r);
    return r;
}

bool rn_reader_is_full(const struct rn_reader *r)
{
    return r->put - r->given == SLOTS || r->bytes >= BYTES; /* all the first thread's */
}

bool rn_reader_is_idle(const struct rn_reader *r)
{
    return r->put == r->given;
}

/* What came lives until the next answer is asked for, so it is copied, into memory that no other
 * page shares: two threads use it in turn. */
static void copy_response(struct rn_page *p, const struct rn_response *from)
{
    struct rn_response *to = &p->answer.response;
    struct rn_header *headers = rn_new_array(p->memory, struct rn_header, from->header_count + 1);
    for (size_t i = 0; i < from->header_count; i++)
        headers[i] = (struct rn_header){rn_dup_str(p->memory, from->headers[i].name),
                                        rn_dup_str(p->memory, from->headers[i].value)};
    to->headers = headers;
    to->url = rn_dup_str(p->memory, from->url);
    to->body = rn_dup_str(p->memory, from->body);
    to->step = rn_dupz(p->memory, from->step != NULL ? from->step : "");
    to->note = rn_dup_str(p->memory, from->note);
}

struct rn_page *rn_reader_page(struct rn_reader *r, const struct rn_answer *a)
{
    struct rn_page *p = &r->page[r->put % SLOTS];
    *p = (struct rn_page){.answer = *a,
                          .batch = p->batch,
                          .memory = p->memory != NULL ? p->memory : rn_pool(NULL, POOL)};
    if (a->status == RN_OK)
        copy_response(p, &a->response);
    r->bytes += p->answer.response.body.n;
    return p;
}

/* Threads are not woken for each page, but when some are there, or the first has nothing else to
 * do. */
static void wake_up(struct rn_reader *r, size_t enough)
{
    if (!r->asleep || r->put - r->read < enough)
        return;
    r->asleep = false;
    pthread_cond_signal(&r->work);
}

void rn_reader_put(struct rn_reader *r)
{
    if (!r->threaded)
        read_page(&r->page[r->put % SLOTS]);
    pthread_mutex_lock(&r->lock);
    r->put++;
    r->read += !r->threaded;
    wake_up(r, ENOUGH);
    pthread_mutex_unlock(&r->lock);
}

struct rn_page *rn_reader_take(struct rn_reader *r, bool wait)
{
    pthread_mutex_lock(&r->lock);
    r->waiting = wait;
    if (wait)
        wake_up(r, 1);
    while (wait && r->read == r->given && r->put != r->given)
        pthread_cond_wait(&r->done, &r->lock);
    r->waiting = false;
    struct rn_page *p = r->read != r->given ? &r->page[r->given % SLOTS] : NULL;
    pthread_mutex_unlock(&r->lock);
    return p;
}

void rn_reader_give_back(struct rn_reader *r)
{
    struct rn_page *p = &r->page[r->given % SLOTS];
    r->bytes -= p->answer.response.body.n;
    talloc_free_children(p->memory); /* the pool itself is used again */
    r->given++;
}

void rn_reader_forget(struct rn_reader *r, const void *owner)
{
    pthread_mutex_lock(&r->lock);
    r->waiting = true;
    wake_up(r, 1);
    while (r->read != r->put)
        pthread_cond_wait(&r->done, &r->lock);
    r->waiting = false;
    pthread_mutex_unlock(&r->lock);
    for (size_t i = r->given; i != r->put; i++)
        if (r->page[i % SLOTS].owner == owner)
            r->page[i % SLOTS].owner = NULL;
}

bool rn_reader_watch(struct rn_reader *r, bool on)
{
    pthread_mutex_lock(&r->lock);
    const bool none = r->read == r->given;
    r->watched = on && none;
    wake_up(r, 1);
    pthread_mutex_unlock(&r->lock);
    return none;
}
