/* SPDX-License-Identifier: MIT
 *
 * Whether a pushed event comes from whom it says. A pure function of the event, the key and the
 * clock; nothing is read or kept. Signatures are compared in constant time. That an event is taken
 * only once is the business of whoever takes it in (collect/receive.h): not all places tell when
 * they sent it.
 */
#ifndef NET_SEAL_H
#define NET_SEAL_H

#include <stdint.h>

#include <renown/plugin.h>

#define RN_SEAL_WINDOW (INT64_C(300) * 1000000) /* how old, or ahead, a dated event may be */

/* RN_OK when the seal holds. RN_REFUSED, with a sentence without the key or the signature, when it
 * is missing, wrong, or out of its time; RN_INVALID when the key is none for this kind (Standard
 * Webhooks: base64, with or without "whsec_"). Header names of the event are in small letters. */
RN_MUST enum rn_status rn_seal_check(const struct rn_seal *seal, struct rn_str key,
                                     const struct rn_response *event, int64_t now,
                                     struct rn_diag *d);

/* What tells one event from another: the place's own id for it where there is one, else its body.
 */
struct rn_str rn_seal_event_id(const struct rn_seal *seal, const struct rn_response *event);

#endif
