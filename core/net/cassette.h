/* SPDX-License-Identifier: MIT
 *
 * Record and replay. A cassette is a folder per source:
 *
 *     DIR/SOURCE/exchange.txt     what was asked and answered, in order
 *     DIR/SOURCE/body-0001.json   the bodies
 *
 * exchange.txt, one block an exchange, blocks separated by an empty line; '#' begins a comment:
 *
 *     > GET https://place.example/v1/reviews?page=1
 *     > body {"pageSize":50}                  (only when the request had one; one line)
 *     < 200
 *     < from https://…        (only when another address answered)
 *     < retry-after: 3                        (headers, lower case; any number)
 *     < file body-0001.json                   (absent: an empty body)
 *     ! timed out                             (instead of "<": no answer came; the sentence.
 * "login: …", "limit: …", "gone: …" tell the kind; else RN_AGAIN)
 *
 * Replay answers a request with the first exchange of the same method and address (scheme and host
 * compared without regard to case) that has not been used; the last one of an address may be used
 * again. An address that was never recorded is RN_GONE, naming it. Everything written passes
 * net/redact.h first.
 */
#ifndef NET_CASSETTE_H
#define NET_CASSETTE_H

#include "net/transport.h"

/* Plays what is in `folder`; a source's folder is read at its first call. */
RN_MUST enum rn_status rn_replay_open(const void *ctx, const char *folder,
                                      struct rn_transport **ret, struct rn_diag *d);
/* Passes calls on to `inner` and writes every exchange below `folder` (made when missing). */
RN_MUST enum rn_status rn_record_open(const void *ctx, const char *folder,
                                      struct rn_transport *inner, struct rn_transport **ret,
                                      struct rn_diag *d);
/* Writes one exchange to a folder of its own: pages a parser did not understand. Gives the folder's
 * path, folder/HASH/SOURCE: its parent can be replayed. */
RN_MUST enum rn_status rn_cassette_keep(const void *ctx, const char *folder, const char *source,
                                        const struct rn_request *q, const struct rn_response *a,
                                        char **ret_path, struct rn_diag *d);

#endif
