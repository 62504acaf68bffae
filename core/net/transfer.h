/* SPDX-License-Identifier: MIT
 *
 * One try of one request: a libcurl handle with what is set on it, and what came of it. Handles are
 * used again. Nothing is decided here; who decides is net/course.c.
 */
#ifndef NET_TRANSFER_H
#define NET_TRANSFER_H

#include <curl/curl.h>

#include <renown/buf.h>

#include "net/address.h"
#include "net/retry.h"

enum { RN_HEADERS_MAX = 100, RN_HEADER_BYTES = 64 << 10 };

/* Bytes of bodies in memory, over all transfers: many large answers at once are bounded too. */
struct rn_held_bytes {
    size_t now, most;
};

struct rn_transfer {
    CURL *easy;
    struct curl_slist *sent; /* headers of the request */
    struct rn_buf body, head;
    struct {
        size_t name, name_n, value, value_n;
    } mark[RN_HEADERS_MAX]; /* in `head`, which moves while it grows */
    struct rn_header header[RN_HEADERS_MAX];
    size_t mark_count;
    struct rn_held_bytes *held;
    size_t head_seen; /* bytes of all headers, interim answers included */
    bool body_over, head_over;
    bool take_start; /* what lies beyond the limit is left there, and is no fault */
    bool may_private, only_loopback;
    enum rn_machine refused; /* not RN_MACHINE_PUBLIC: an address of this kind was not asked */
    char error[CURL_ERROR_SIZE];
};

struct rn_transfer_setup {
    const struct rn_request *request;
    const char *url; /* the whole address, with credentials if they go there */
    const char *header_name, *header_value; /* of the login; NULL for none */
    const char *user_agent;
    const char *ca_file, *ca_folder; /* whom to trust; both NULL: whom the machine trusts */
    int64_t timeout_us;
    size_t max_body;
    bool token;         /* a login's own request: it may carry Authorization */
    bool take_start;    /* the first `max_body` bytes are enough */
    bool may_private;   /* the owner named this host */
    bool only_loopback; /* without encryption */
    void *owner;        /* CURLINFO_PRIVATE */
};

struct rn_transfer *rn_transfer_new(const void *ctx, struct rn_held_bytes *held);
/* Everything for one try. RN_BUG when a plugin's request cannot be sent as it is. The request's
 * body is borrowed until the try has ended. */
RN_MUST enum rn_status rn_transfer_prepare(struct rn_transfer *t, const struct rn_transfer_setup *s,
                                           struct rn_diag *d);
/* What was received: views of the transfer. `url` is the caller's. */
void rn_transfer_response(struct rn_transfer *t, struct rn_response *ret);
struct rn_str rn_transfer_header(const struct rn_transfer *t, const char *name);
/* Forgets request and answer; keeps the handle. */
void rn_transfer_clear(struct rn_transfer *t);

/* ---- how a try ended (net/trouble.c) --------------------------------------------------------- */

struct rn_trouble {
    enum rn_try_end end;
    bool final; /* trying again cannot help: `status` and `what` are the answer */
    enum rn_status status;
    const char *what; /* half a sentence: "its name is not known" */
};
void rn_transfer_trouble(const struct rn_transfer *t, CURLcode code, struct rn_trouble *ret);

#endif
