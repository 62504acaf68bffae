/* SPDX-License-Identifier: MIT */
#include "collect/pipeline.h"

#include <pthread.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

enum { SLOTS = 3, COMMIT_ROWS = 10000, COMMIT_US = 1000000 };

/* Something to be said about a row, kept with its batch so that it is said in the file's order. */
struct saying {
    const char *text;
    bool passed_over;
};

struct slot {
    struct rn_batch *batch;
    struct saying *says;
    size_t say_count;
    int64_t rows, bytes;
};

struct pipeline {
    struct rn_import *im;
    struct rn_intake *in;
    struct slot slot[SLOTS];
    pthread_mutex_t lock;
    pthread_cond_t moved;
    size_t made, taken;    /* batches so far; made - taken are waiting */
    bool ended, stop;      /* reader is through; writer gave up */
    bool all_known;        /* the batch written last held nothing new: the next one hardly will */
    enum rn_status status; /* of the reader */
    struct rn_diag diag;
};

/* ---- the reader's thread --------------------------------------------------------------------- */

static void say(struct slot *s, const char *text, bool passed_over)
{
    if ((s->say_count & (s->say_count + 1)) == 0) /* room doubles at 0, 1, 3, 7, … */
        s->says = rn_grow_array(s->batch->strings, s->says, struct saying, s->say_count * 2 + 2);
    s->says[s->say_count++] = (struct saying){rn_dupz(s->batch->strings, text), passed_over};
}

/* Cleaning has something to say about the row being read. */
struct reading {
    struct slot *slot;
    const struct rn_import_row *row;
};

static void cleaned(void *arg, const char *sentence)
{
    struct reading *r = arg;
    say(r->slot,
        rn_fmt(r->slot->batch->strings, "line %lld: %s", (long long)r->row->line, sentence), false);
}

static enum rn_status read_row(struct pipeline *p, struct slot *s, bool wordless)
{
    struct rn_import_row row = {0};
    enum rn_status st = rn_import_next(p->im, s->batch->strings, &row, &p->diag);
    if (st == RN_INVALID) {
        say(s, p->diag.text, true);
        s->rows++;
        return RN_OK;
    }
    if (st != RN_OK)
        return st;
    struct reading reading = {s, &row};
    struct rn_item_maker maker = p->in->maker;
    maker.warn = cleaned;
    maker.arg = &reading;
    maker.wordless = wordless;
    if (row.warning != NULL)
        say(s, row.warning, false);
    if (!rn_batch_add(s->batch, &maker, &row.review))
        say(s,
            rn_fmt(s->batch->strings,
                   "line %lld: no text and no rating, so there is nothing to keep",
                   (long long)row.line),
            true);
    s->rows++;
    return RN_OK;
}

static enum rn_status fill(struct pipeline *p, struct slot *s, bool wordless)
{
    enum rn_status st = RN_OK;
    rn_batch_clear(s->batch);
    s->says = NULL;
    s->say_count = 0;
    s->rows = 0;
    while (st == RN_OK && !rn_batch_full(s->batch) && s->say_count < RN_BATCH_ITEMS)
        st = read_row(p, s, wordless);
    s->bytes = rn_import_bytes(p->im);
    return st;
}

static bool wait_for_room(struct pipeline *p, bool *ret_wordless)
{
    pthread_mutex_lock(&p->lock);
    while (p->made - p->taken == SLOTS && !p->stop)
        pthread_cond_wait(&p->moved, &p->lock);
    const bool go = !p->stop;
    *ret_wordless = p->all_known;
    pthread_mutex_unlock(&p->lock);
    return go;
}

static void hand_over(struct pipeline *p, enum rn_status st)
{
    pthread_mutex_lock(&p->lock);
    p->made++;
    if (st != RN_OK) {
        p->ended = true;
        p->status = st;
    }
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
}

static void *reader(void *arg)
{
    struct pipeline *p = arg;
    enum rn_status st = RN_OK;
    bool wordless = false;
    while (st == RN_OK && wait_for_room(p, &wordless)) {
        st = fill(p, &p->slot[p->made % SLOTS], wordless);
        hand_over(p, st);
    }
    return NULL;
}

/* ---- the writer ------------------------------------------------------------------------------ */

/* The next batch; waits until `deadline_us` of the monotonic clock (0: as long as it takes), so
 * that a slow pipe does not keep a transaction open. NULL: none in time, or the end. */
static struct slot *next_slot(struct pipeline *p, int64_t deadline_us)
{
    const struct timespec until = {deadline_us / 1000000, deadline_us % 1000000 * 1000};
    int waited = 0;
    pthread_mutex_lock(&p->lock);
    while (p->made == p->taken && !p->ended && waited == 0)
        waited = deadline_us != 0 ? pthread_cond_timedwait(&p->moved, &p->lock, &until)
                                  : pthread_cond_wait(&p->moved, &p->lock);
    struct slot *s = p->made != p->taken ? &p->slot[p->taken % SLOTS] : NULL;
    pthread_mutex_unlock(&p->lock);
    return s;
}

static void give_back(struct pipeline *p, bool known)
{
    pthread_mutex_lock(&p->lock);
    p->all_known = known;
    p->taken++;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
}

static void report(const struct pipeline *p, const struct slot *s,
                   const struct rn_pipeline_hooks *hooks, struct rn_pipeline_result *res)
{
    for (size_t i = 0; i < s->say_count; i++) {
        res->passed_over += s->says[i].passed_over;
        if (hooks->said != NULL)
            hooks->said(hooks->arg, s->says[i].text, s->says[i].passed_over);
    }
    res->rows += s->rows;
    if (hooks->progress != NULL)
        hooks->progress(hooks->arg, res->rows, s->bytes, rn_import_size(p->im));
}

/* One transaction: as many batches as fit into 10,000 rows or a second. Sets *more false at the
 * end. */
static enum rn_status write_some(struct pipeline *p, const struct rn_pipeline_hooks *hooks,
                                 struct rn_pipeline_result *res, bool *more, struct rn_diag *d)
{
    struct rn_store *store = p->in->ingest.store;
    struct slot *s = next_slot(p, 0);
    *more = s != NULL;
    if (s == NULL)
        return RN_OK;
    const int64_t since = rn_clock_monotonic();
    const int64_t first = res->rows;
    enum rn_status st = rn_store_begin(store, d);
    if (st == RN_OK && hooks->begun != NULL)
        st = hooks->begun(hooks->arg, d);
    while (st == RN_OK && s != NULL) {
        bool known = false;
        st = rn_intake_batch(p->in, s->batch, NULL, &known, d);
        report(p, s, hooks, res);
        give_back(p, known);
        const bool enough =
            res->rows - first >= COMMIT_ROWS || rn_clock_monotonic() - since >= COMMIT_US;
        s = enough ? NULL : next_slot(p, since + COMMIT_US);
    }
    if (st == RN_OK)
        st = rn_store_commit(store, d);
    if (st != RN_OK)
        rn_store_rollback(store);
    return st;
}

static void stop_reader(struct pipeline *p, pthread_t thread)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
    pthread_join(thread, NULL);
}

enum rn_status rn_pipeline_run(struct rn_import *im, struct rn_intake *in,
                               const struct rn_pipeline_hooks *hooks,
                               struct rn_pipeline_result *ret, struct rn_diag *d)
{
    struct pipeline *p = rn_new(NULL, struct pipeline);
    struct rn_pipeline_result res = {0};
    pthread_condattr_t monotonic;
    pthread_t thread;
    bool more = true;
    p->im = im;
    p->in = in;
    for (size_t i = 0; i < SLOTS; i++) {
        p->slot[i].batch =
            rn_batch_new(NULL); /* trees of their own: two threads use them in turn */
        p->slot[i].batch->learned = in->learned;
    }
    pthread_mutex_init(&p->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->moved, &monotonic);
    pthread_condattr_destroy(&monotonic);
    enum rn_status st = RN_OK;
    if (pthread_create(&thread, NULL, reader, p) != 0) {
        st = rn_fail(d, RN_IO,
                     "cannot start a thread for reading the file: the system has no room "
                     "for another one; try again later");
    } else {
        while (st == RN_OK && more)
            st = write_some(p, hooks, &res, &more, d);
        stop_reader(p, thread);
    }
    if (st == RN_OK && p->status != RN_GONE)
        st = rn_fail(d, p->status, "%s", p->diag.text);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->moved);
    for (size_t i = 0; i < SLOTS; i++)
        talloc_free(p->slot[i].batch);
    talloc_free(p);
    *ret = res;
    return st;
}
