/* SPDX-License-Identifier: MIT
 *
 * Delivering: everything in the outbox that is due goes its way once. Items are taken one by one
 * under a lease; what an item suffers stays its own; a kill at any moment leaves an item that the
 * next delivery takes up where it was (work/outbox.h).
 */
#ifndef WORK_DELIVER_H
#define WORK_DELIVER_H

#include <stdbool.h>
#include <stdint.h>

#include <renown/status.h>

struct rn_config;
struct rn_store;
struct rn_transport;

struct rn_deliver_setup {
    const struct rn_config *config;
    struct rn_store *store;
    struct rn_transport *transport;
    int64_t now;
    bool far;     /* --now lies far from the clock: only what stays on this machine is sent */
    bool dry_run; /* says what would be done, asks and writes nothing */
    bool (*stopped)(void *arg); /* may be NULL */
    void *arg;
};

enum rn_delivery_end {
    RN_DELIVERED,     /* arrived, or withdrawn */
    RN_DELIVER_LATER, /* waits: not taken, not shown yet, cap, hold */
    RN_DELIVER_DOUBT, /* whether it arrived is unknown, or the place could not be asked */
    RN_DELIVER_FAR,   /* waits for the right clock */
    RN_DELIVER_OFF,   /* superseded or called off */
    RN_DELIVER_FAILED
};

/* What became of one item. */
struct rn_delivery {
    const char *id, *kind, *review, *listing, *state, *text;
    const char *why; /* NULL: nothing to say */
    enum rn_delivery_end end;
    int64_t due;
};

/* RN_OK also when items failed; RN_REFUSED when this store may not speak (renown adopt); a fault of
 * the store ends everything. */
RN_MUST enum rn_status rn_deliver(const void *ctx, const struct rn_deliver_setup *setup,
                                  struct rn_delivery **ret, size_t *ret_count, struct rn_diag *d);

#endif
