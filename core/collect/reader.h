/* SPDX-License-Identifier: MIT
 *
 * The second thread of a sync: between the answers of places and the store it does what needs
 * neither, which is to read a page (the plugin), to clean it, and to work out all that the texts
 * alone tell. Pages come back in the order in which they were put in, so nothing depends on how
 * quick it was. Without another thread (the system has no room for one) pages are read at once.
 */
#ifndef COLLECT_READER_H
#define COLLECT_READER_H

#include <renown/plugin.h>

#include "collect/item.h"
#include "net/transport.h"

struct rn_harvest;

/* An answer on its way. */
struct rn_page {
    struct rn_answer answer; /* a copy: lives as long as the page */
    const struct rn_plugin *plugin;
    const void *options;
    struct rn_item_maker maker;
    const struct rn_learned *learned; /* judges texts beside the shipped judgement; may be NULL */
    bool stores;           /* its reviews will be stored: make them ready */
    enum rn_status status; /* RN_OK: `harvest` holds what was read; else `why` has the reason */
    struct rn_diag why;
    struct rn_harvest *harvest;
    struct rn_batch *batch; /* the first `batched` reviews of the harvest, made ready */
    size_t batched;
    void *memory; /* what came and what was read; the reader's own */
};

struct rn_reader;

/* `ready` is called by the second thread when a page is read while somebody waits elsewhere
 * (rn_reader_watched). Ended by talloc_free, which waits for the page being read. */
struct rn_reader *rn_reader_new(const void *ctx, void (*ready)(void *arg), void *arg);
bool rn_reader_is_full(const struct rn_reader *r);
bool rn_reader_is_idle(const struct rn_reader *r); /* nothing put in that was not given back */
/* A place for the next page, with what came copied into it; fill the rest, then put it in. Only
 * while it is not full. */
struct rn_page *rn_reader_page(struct rn_reader *r, const struct rn_answer *a);
void rn_reader_put(struct rn_reader *r);
/* The oldest page when it is read, else NULL; `wait` for it when there is one. */
struct rn_page *rn_reader_take(struct rn_reader *r, bool wait);
void rn_reader_give_back(struct rn_reader *r); /* the page taken last: void from now on */
/* From true to false: `ready` is called as soon as the oldest page is read. False when it is
 * already, and then nobody needs to wait. */
bool rn_reader_watch(struct rn_reader *r, bool on);

/* As many reviews of the page as fit in the batch, from `from` on; gives the number of the next.
 * For the rest of a page that is longer than a batch. */
size_t rn_page_batch(struct rn_page *p, size_t from);

#endif
