/* SPDX-License-Identifier: MIT
 *
 * What logins need beside signing (rn_jwt_sign, net/auth.h): base64 and strings that are wiped.
 */
#ifndef NET_JWT_H
#define NET_JWT_H

#include <renown/str.h>

/* A NUL-terminated copy that is overwritten with zeros when its talloc parent is freed. */
char *rn_secret_dup(const void *ctx, struct rn_str s);
/* Makes any talloc string such a one; gives it back. */
char *rn_secret(char *s);
/* Base64, padded; or as tokens have it: - and _ instead of + and /, no padding. Wiped when freed.
 */
char *rn_base64(const void *ctx, struct rn_str bytes);
char *rn_base64url(const void *ctx, struct rn_str bytes);

#endif
