/* SPDX-License-Identifier: MIT
 *
 * Inside the logins: what auth.c keeps, and what each kind of login brings (login_*.c). One login
 * is one state: no token, a token request under way, a token, or an end that a person must mend.
 */
#ifndef NET_LOGIN_H
#define NET_LOGIN_H

#include "net/auth.h"

/* ---- kinds ------------------------------------------------------------------------------------*/

/* BEARER: in the header that the plugin names, if it names one. */
enum rn_login_place { RN_LOGIN_BEARER = 0, RN_LOGIN_HEADER, RN_LOGIN_QUERY, RN_LOGIN_BASIC };

/* Either `make` or `ask`: some tokens are made here, for others somebody must be asked. */
struct rn_login_kind {
    enum rn_login_place place;
    bool renews;  /* a refused token may be replaced by a new one */
    bool rotates; /* the answer may hold a new refresh token */
    /* Calls rn_login_keep_token. */
    enum rn_status (*make)(struct rn_login *l, int64_t now, struct rn_diag *d);
    enum rn_status (*ask)(struct rn_login *l, int64_t now, const void *ctx, struct rn_request *ret,
                          struct rn_diag *d);
    const char *cure;       /* what a person does when the place refuses all tokens */
    const char *grant_cure; /* the same when the token service says invalid_grant */
    const char *credential; /* which credential that is about; NULL: the login's own `credential` */
    const char *member;     /* of the token in the token service's answer; NULL: access_token */
};

extern const struct rn_login_kind rn_login_query, rn_login_header, rn_login_bearer,
    rn_login_refresh, rn_login_refresh_basic, rn_login_client, rn_login_service, rn_login_apple,
    rn_login_basic, rn_login_session;

struct rn_login {
    const struct rn_net_source *source;
    const struct rn_auth *auth;
    const struct rn_login_kind *kind; /* NULL: a login that adds nothing */
    char *token;                      /* NULL: none */
    int64_t until;                    /* its end */
    bool unused;                      /* handed out never yet */
    bool asking;                      /* a token request is under way */
    bool refused;                     /* the next token replaces a refused one */
    bool second;                      /* the present one did */
    char *refresh;                    /* the newest refresh token, when it is not the config's */
    bool unkept;                      /* and nobody has written it down yet */
    struct rn_diag end;               /* why this login is over; RN_OK: it is not */
};

/* The place takes this text until `until`; INT64_MAX: nobody knows an end. */
void rn_login_keep_token(struct rn_login *l, struct rn_str text, int64_t until);

/* The cure with the credential that it is about and where that stands: "…; credential
 * 'refresh_token' stands in renown.yaml:12, from ${file:secrets/google}". */
char *rn_login_mend(const struct rn_login *l, const void *ctx, const char *cure);

/* ---- credentials ------------------------------------------------------------------------------*/

/* A credential as it stands, without blanks around it, wiped when freed and known to net/redact.h
 * when it is `secret`. RN_LOGIN when it is missing, empty or unreadable. */
enum { RN_PUBLIC_CREDENTIAL = 0, RN_SECRET_CREDENTIAL = 1 };
RN_MUST enum rn_status rn_login_credential(const struct rn_login *l, const void *ctx,
                                           const char *name, int secret, char **ret,
                                           struct rn_diag *d);
/* The same for one that goes into a line: RN_LOGIN for line breaks and other control characters,
 * for anything but ASCII, for more than 8 KiB. */
RN_MUST enum rn_status rn_login_line(const struct rn_login *l, const void *ctx, const char *name,
                                     int secret, char **ret, struct rn_diag *d);
bool rn_login_is_line(struct rn_str s); /* visible ASCII only, at least one */
/* HTTP Basic: two credentials, joined by a colon, as base64, a secret; `secret` says whether the
 * first alone is one. RN_LOGIN like rn_login_line, and when the first holds a colon. */
RN_MUST enum rn_status rn_login_pair(const struct rn_login *l, const void *ctx, const char *name,
                                     int secret, const char *password, char **ret,
                                     struct rn_diag *d);

/* ---- token requests ---------------------------------------------------------------------------*/

/* Where tokens come from: the source's token_endpoint, else the plugin's token_url at `endpoint`.
 */
RN_MUST enum rn_status rn_login_address(const struct rn_login *l, const void *ctx,
                                        struct rn_str *ret, struct rn_diag *d);
struct rn_form_field {
    const char *name, *value; /* value NULL: left out */
};
/* A form posted to that address; `authorization` NULL: none. */
RN_MUST enum rn_status rn_login_form(const struct rn_login *l, const void *ctx,
                                     const struct rn_form_field *fields, size_t count,
                                     const char *authorization, struct rn_request *ret,
                                     struct rn_diag *d);

/* The same with any body, which stays the caller's; `type` is its Content-Type. */
RN_MUST enum rn_status rn_login_post(const struct rn_login *l, const void *ctx, const char *type,
                                     const char *body, const char *authorization,
                                     struct rn_request *ret, struct rn_diag *d);

/* What a token service granted. */
struct rn_grant {
    char *token, *refresh; /* refresh NULL: none came */
    int64_t life_us;
};
/* Reads its answer, whatever it is. RN_AGAIN: not now; all else but RN_OK: a person must look. */
RN_MUST enum rn_status rn_grant_read(const struct rn_login *l, const void *ctx,
                                     const struct rn_response *answer, struct rn_grant *ret,
                                     struct rn_diag *d);

#endif
