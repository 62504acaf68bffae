/* SPDX-License-Identifier: MIT
 *
 * The second thread of a sync: between the answers of places and the store it does what needs
 * neither, which is to read a page (the plugin), to clean it, and to work out all that the texts
 * alone tell. Pages come back in the order in which they were put in, so nothing depends on how
 * quick it was. Without another thread (the system has no room for one) pages are read at once.
 *
 *     p = rn_reader_page(r, answer)      fill what is the caller's, then rn_reader_put
 *     p = rn_reader_take(r, wait)        look at what was read, then rn_reader_give_back
 *
 * While it has pages, what they borrow (plugin, options, maker) must stay: rn_reader_forget.
 */
#ifndef COLLECT_READER_H
#define COLLECT_READER_H

#include <renown/plugin.h>

#include "collect/item.h"
#include "net/transport.h"

struct rn_harvest;

/* An answer on its way. */
struct rn_page {
    /* The caller's, after rn_reader_page. */
    void *owner; /* whose it is; NULL when it was forgotten */
    const struct rn_plugin *plugin;
    const void *options;
    struct rn_item_maker maker;
    const struct rn_learned *learned;
    bool stores;          /* its reviews will be stored: make them ready */
    bool unchanged, lies; /* there is nothing to read in it (unchanged.h) */

    struct rn_answer answer; /* as it came: its call is borrowed, the rest copied */
    /* What was read: RN_OK and a harvest, else what was wrong. */
    enum rn_status status;
    struct rn_diag diag;
    struct rn_harvest *harvest;
    struct rn_batch *batch; /* the first `batched` reviews of the harvest, made ready */
    size_t batched;
    void *memory; /* what came and what was read; the reader's own */
};

struct rn_reader;

/* `ready` is called by the second thread when a page is read while somebody waits elsewhere
 * (rn_reader_watch). Ended by talloc_free, which waits for the page being read. */
struct rn_reader *rn_reader_new(const void *ctx, void (*ready)(void *arg), void *arg);
bool rn_reader_is_full(const struct rn_reader *r);
bool rn_reader_is_idle(const struct rn_reader *r); /* nothing put in that was not given back */
/* A place for the next page, with what came copied into it. Only while it is not full. */
struct rn_page *rn_reader_page(struct rn_reader *r, const struct rn_answer *a);
void rn_reader_put(struct rn_reader *r);
/* The oldest page when it is read, else NULL; `wait` for it when there is one. */
struct rn_page *rn_reader_take(struct rn_reader *r, bool wait);
void rn_reader_give_back(struct rn_reader *r); /* the page taken last: void from now on */
/* Waits until nothing that is the owner's is being read. Its pages still come back, without owner
 * and with nothing in them that may be used. */
void rn_reader_forget(struct rn_reader *r, const void *owner);
/* `on`: `ready` is called as soon as the oldest page is read, once. False when it is read already,
 * and then nobody needs to wait. */
bool rn_reader_watch(struct rn_reader *r, bool on);

/* As many reviews of the page as fit in the batch, from `from` on; gives the number of the next.
 * For the rest of a page that is longer than a batch. */
size_t rn_page_batch(struct rn_page *p, size_t from);

#endif
