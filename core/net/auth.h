/* SPDX-License-Identifier: MIT
 *
 * Logins, without a socket: what has to be added to a request, and which request brings a token
 * first. The engine sends; this file signs, remembers and forgets. Tokens live in memory only and
 * are wiped when freed. A token is renewed a minute before its end and once when it was refused,
 * never twice in parallel. Every secret and every token is told to net/redact.h before anybody can
 * see it.
 *
 *     st = rn_login_apply(login, now, ctx, &patch, d);
 *     RN_OK      add patch.header_*, patch.query_* to the request and send it
 *     RN_AGAIN   send patch.token_request first (patch.wait: somebody is doing so already), give
 *                its answer to rn_login_token_answer, then ask again
 *     RN_IO      a new refresh token could not be kept (disk): the call fails, the next one tries
 *     all else   for good: the credentials are missing or wrong (RN_LOGIN), or what answers is no
 *                token service (RN_CHANGED, RN_LIMIT); the sentence tells a person what to do
 *
 * What is for good stays so until rn_login_again, or another login.
 */
#ifndef NET_AUTH_H
#define NET_AUTH_H

#include "net/engine.h"

struct rn_login; /* one per (source, auth name); under its talloc parent */

RN_MUST enum rn_status rn_login_open(const void *ctx, const struct rn_net_source *source,
                                     const char *auth_name, struct rn_login **ret,
                                     struct rn_diag *d);

/* Its tokens come and go, so that two logins with the same credentials would be in each other's
 * way: false for keys that are sent as they stand. */
bool rn_login_renews(const struct rn_login *l);

struct rn_login_patch {
    const char *header_name, *header_value; /* NULL: none; wiped when ctx is freed */
    const char *query_name, *query_value;   /* value already percent-encoded; NULL: none */
    bool wait;                              /* RN_AGAIN: a token request is under way already */
    struct rn_request token_request;        /* RN_AGAIN and not wait: strings under ctx */
};

/* `now` is the real clock, microseconds: tokens do not know --now. Whoever was given a token
 * request owes rn_login_token_answer one call, also when the request was dropped. */
RN_MUST enum rn_status rn_login_apply(struct rn_login *l, int64_t now, const void *ctx,
                                      struct rn_login_patch *ret, struct rn_diag *d);
/* The answer to the token request, or its failure (`answer` NULL). On anything but RN_OK fail all
 * that waits for the token. invalid_grant and the like are RN_LOGIN: never tried again in this run.
 * RN_AGAIN: no answer, 429 or 5xx; a later call of apply asks once more. */
RN_MUST enum rn_status rn_login_token_answer(struct rn_login *l, int64_t now,
                                             const struct rn_response *answer, struct rn_diag *d);
/* A request was answered 401: forgets the token so that the next apply renews it. Refusals that
 * come while there is no token belong to the one forgotten already: RN_OK. RN_LOGIN when the
 * present token replaced a refused one, or when there is nothing to renew (API keys). */
RN_MUST enum rn_status rn_login_refused(struct rn_login *l, struct rn_diag *d);

/* Another run: what was for good may have been mended by a person meanwhile, so credentials are
 * read anew when they are next needed. An access token that still lives is kept; a key that costs
 * nobody a request is not. Does nothing while a token is being fetched. */
void rn_login_again(struct rn_login *l);

/* ---- signed tokens, for tests and for rn_login ----------------------------------------------- */

/* Compact JWS over header and claims (JSON text) with a PEM private key: "RS256" (at least 2048
 * bits) or "ES256" (P-256; raw r||s). RN_INVALID says what is wrong with the key, beginning "the
 * key" and without a byte of it. The token is wiped when freed. */
RN_MUST enum rn_status rn_jwt_sign(const void *ctx, const char *algorithm, const char *header_json,
                                   const char *claims_json, struct rn_str pem, char **ret,
                                   struct rn_diag *d);

#endif
