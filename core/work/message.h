/* SPDX-License-Identifier: MIT
 *
 * One message of the outbox on its way to a channel: claimed, written, marked, sent, and what came
 * of it (work/outbox.h, rn_outbox_after_message).
 */
#ifndef WORK_MESSAGE_H
#define WORK_MESSAGE_H

#include "store/outbox.h"
#include "work/deliver.h"

/* Anything but RN_OK is the store's. What is told goes into `out`, under `ctx`. */
RN_MUST enum rn_status rn_message_deliver(const void *ctx, const struct rn_deliver_setup *setup,
                                          const char *owner, const struct rn_outbox_row *item,
                                          struct rn_delivery *out, struct rn_diag *d);

#endif
