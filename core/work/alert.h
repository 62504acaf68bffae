/* SPDX-License-Identifier: MIT
 *
 * A message to people in the shape of its channel: what it says, and how each kind of channel wants
 * it written. Texts of guests pass the escaper of where they land (S9); the address, the key and
 * the secret come from the config when they are needed and are never kept.
 */
#ifndef WORK_ALERT_H
#define WORK_ALERT_H

#include "config/config.h"
#include "net/post.h"
#include "store/reviews.h"

/* What is told. */
struct rn_alert {
    const char *id;                 /* of the message: the same when it is repeated */
    const char *thread;             /* of the escalation: messages of one ladder belong together */
    const char *rule;               /* why */
    const char *ladder;             /* id for `renown escalations ack`; NULL for a mere notice */
    const struct rn_person *person; /* NULL: the channel alone */
    struct rn_stored *reviews;
    size_t count, more; /* more: how many are not named */
    int64_t now;
    bool trial; /* `renown channels test` */
};

const struct rn_channel *rn_channel_find(const struct rn_config *c, const char *id);
/* The whole request, under ctx. RN_INVALID when config or person lack what the channel needs. */
RN_MUST enum rn_status rn_alert_compose(const void *ctx, const struct rn_config *c,
                                        const struct rn_channel *channel, const struct rn_alert *a,
                                        struct rn_post *ret, struct rn_diag *d);
/* What it says in plain words, under ctx. */
char *rn_alert_text(const void *ctx, const struct rn_config *c, const struct rn_alert *a);
bool rn_channel_is_mail(const struct rn_channel *channel);

#endif
