/* SPDX-License-Identifier: MIT
 *
 * A recording read back: the exchanges of one source's folder and the next one for a request.
 * Behind net/cassette.h; a file of its own because reading what people write by hand is half of the
 * work.
 */
#ifndef NET_REPLAY_H
#define NET_REPLAY_H

#include <renown/plugin.h>

struct rn_exchange {
    const char *method;
    struct rn_str url;   /* redacted; scheme and host in small letters */
    int status;          /* 0: no answer came, `failure` says why */
    const char *failure; /* NULL when an answer is there */
    struct rn_str from;  /* the address that answered, when it is another one; redacted */
    const char *file;    /* of the body, in the same folder; NULL: an empty body */
    struct rn_header *headers;
    size_t header_count;
    size_t same; /* the next exchange of this method and address; 0: there is none */
};

struct rn_exchanges {
    const char *folder;
    struct rn_exchange *v;
    size_t n;
    struct rn_exchange_group *groups; /* by method and address: which one is next */
    size_t slots;
};

/* Reads folder/exchange.txt. RN_GONE when there is none; RN_INVALID names file and line. */
RN_MUST enum rn_status rn_exchanges_read(const void *ctx, const char *folder,
                                         struct rn_exchanges *ret, struct rn_diag *d);
/* The first unused exchange of this method and address, else the last used one; NULL when there is
 * none. */
const struct rn_exchange *rn_exchanges_find(struct rn_exchanges *x, const char *method,
                                            struct rn_str url);

#endif
