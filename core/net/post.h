/* SPDX-License-Identifier: MIT
 *
 * One message to a channel of the owner's: one try, no redirect, bounded in time and size. Who
 * sends decides about trying again, because that may be hours later (work/outbox.h).
 *
 * Addresses are secrets: sentences name the host and no more.
 */
#ifndef NET_POST_H
#define NET_POST_H

#include <renown/plugin.h>

struct rn_post {
    const char *method; /* NULL: POST */
    const char *url;    /* https://, or http:// to this machine; smtps:// or smtp:// for mails */
    struct rn_str body; /* of a mail: the whole message */
    const struct rn_header *headers;
    size_t header_count;
    const char *user, *password; /* NULL: no login */
    const char *from, *to;       /* mails only: the envelope */
    const char *user_agent;
    const char *ca_file, *ca_folder; /* whom to trust; both NULL: whom the machine trusts */
};
struct rn_post_answer {
    int status;             /* HTTP's or SMTP's code; 0 when none came */
    int64_t retry_after_us; /* what it asks to wait; 0: nothing */
    char words[400];        /* the beginning of what it said, one line */
};

/* RN_OK: it answered, whatever it said. RN_AGAIN: nobody was reached, so nothing was sent.
 * RN_UNCERTAIN: it was sent, and no answer came. RN_INVALID: this is no address to send to. */
RN_MUST enum rn_status rn_post_send(const struct rn_post *p, struct rn_post_answer *ret,
                                    struct rn_diag *d);
/* Whether it stays on this machine, by what is written. */
bool rn_post_is_local(const char *url);

#endif
