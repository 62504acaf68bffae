/* SPDX-License-Identifier: MIT
 *
 * A source with a plugin that declares every kind of login, credentials in a table, and the words
 * that the tests of logins share. Also keys: made anew in every run, so that nothing in this tree
 * opens anything.
 */
#ifndef TESTS_NET_AUTH_DESK_H
#define TESTS_NET_AUTH_DESK_H

#include "unit/unit.h"

#include <renown/stamp.h>

#include "net/auth.h"

#define NOW (INT64_C(1795000000) * RN_SECOND)

enum { CREDENTIALS_MAX = 12 };

struct desk {
    void *ctx;
    struct rn_plugin plugin;
    struct rn_net_source source;
    struct {
        const char *name, *value;
    } credentials[CREDENTIALS_MAX];
    size_t reads; /* of credentials */
    enum rn_status rotated_status;
    int rotations;
    char rotated[200];
    struct rn_login *login;
    struct rn_login_patch patch;
    struct rn_diag d;
};

int desk_setup(void **state);
int desk_teardown(void **state);
void desk_credential(struct desk *k, const char *name, const char *value); /* NULL: none */
void desk_open(struct desk *k, const char *auth);
enum rn_status desk_apply(struct desk *k, int64_t now);
enum rn_status desk_answer(struct desk *k, int64_t now, int status, const char *body);
enum rn_status desk_refuse(struct desk *k);
/* apply asks, the answer grants `token` for an hour, apply gives it. */
void desk_log_in(struct desk *k, int64_t now, const char *token);
/* The last failure is of this kind, names the source, holds `words` and no credential. */
void desk_failed(struct desk *k, enum rn_status got, enum rn_status wanted, const char *words);
struct rn_str request_header(const struct rn_request *q, const char *name);
/* A form field's value, decoded; fails the test when it is missing. */
char *form_field(const void *ctx, const struct rn_request *q, const char *name);

/* ---- keys ------------------------------------------------------------------------------------ */

struct evp_pkey_st;
struct evp_pkey_st *key_rsa(unsigned bits);
struct evp_pkey_st *key_curve(const char *curve);
struct evp_pkey_st *key_ed25519(void);
/* PEM texts, under ctx; `password` NULL: none. */
char *key_private(const void *ctx, struct evp_pkey_st *key, const char *password);
/* The forms that were usual before PKCS#8: PKCS#1, SEC 1. */
char *key_traditional(const void *ctx, struct evp_pkey_st *key);
char *key_public(const void *ctx, struct evp_pkey_st *key);
void key_free(struct evp_pkey_st *key);
/* Checks the signature with the public half only and gives header and claims as JSON text. */
void key_verify(const void *ctx, struct evp_pkey_st *key, const char *algorithm, const char *token,
                char **ret_header, char **ret_claims);

#endif
