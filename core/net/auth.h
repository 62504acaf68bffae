/* SPDX-License-Identifier: MIT
 *
 * Logins, without a socket: what has to be added to a request, and which request brings a token
 * first. The engine sends; this file signs, remembers and forgets. Tokens live in memory only, are
 * renewed once when refused, never twice in parallel; secrets are remembered by net/redact.h as
 * soon as they are read and wiped when done.
 *
 *     st = rn_login_apply(login, now, ctx, &patch, d);
 *     RN_OK     add patch.header_*, patch.query_* to the request and send it
 *     RN_AGAIN  send patch.token_request first (somebody may be doing so: patch.wait), give its
 * answer to rn_login_token_answer, then ask again else      the credentials are missing or wrong:
 * RN_LOGIN, the sentence tells a person what to do
 */
#ifndef NET_AUTH_H
#define NET_AUTH_H

#include "net/engine.h"

struct rn_login; /* one per (source, auth name); under its talloc parent */

RN_MUST enum rn_status rn_login_open(const void *ctx, const struct rn_net_source *source,
                                     const char *auth_name, struct rn_login **ret,
                                     struct rn_diag *d);

struct rn_login_patch {
    const char *header_name, *header_value; /* NULL: none */
    const char *query_name, *query_value;   /* value already percent-encoded; NULL: none */
    bool wait;                              /* RN_AGAIN: a token request is under way already */
    struct rn_request token_request;        /* RN_AGAIN and not wait: strings under ctx */
};

/* `now` is the real clock, microseconds: tokens do not know --now. */
RN_MUST enum rn_status rn_login_apply(struct rn_login *l, int64_t now, const void *ctx,
                                      struct rn_login_patch *ret, struct rn_diag *d);
/* The answer to the token request, or its failure (`answer` NULL). invalid_grant and the like are
 * RN_LOGIN: never tried again in this run. */
RN_MUST enum rn_status rn_login_token_answer(struct rn_login *l, int64_t now,
                                             const struct rn_response *answer, struct rn_diag *d);
/* A request was answered 401: forgets the token so that the next apply renews it. RN_LOGIN when it
 * was renewed already and refused again. */
RN_MUST enum rn_status rn_login_refused(struct rn_login *l, struct rn_diag *d);

/* ---- signed tokens, for tests and for rn_login ------------------------------------------------
 */

/* Compact JWS over header and claims (JSON text) with a PEM private key: "RS256" or "ES256" (raw
 * r||s). */
RN_MUST enum rn_status rn_jwt_sign(const void *ctx, const char *algorithm, const char *header_json,
                                   const char *claims_json, struct rn_str pem, char **ret,
                                   struct rn_diag *d);

#endif
