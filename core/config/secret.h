/* SPDX-License-Identifier: MIT
 *
 * Values that may be given as ${env:NAME} or ${file:PATH}: credentials (config.h) and what channels
 * need.
 */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include <stdbool.h>

#include <renown/status.h>

struct rn_config;

/* The value itself, under ctx; the caller wipes it after use and never shows it. `what` begins the
 * sentence of a failure, which names the variable or file and never the value. A text that refers
 * to nothing is copied. */
RN_MUST enum rn_status rn_config_resolve(const void *ctx, const struct rn_config *c,
                                         const char *text, const char *what, char **ret,
                                         struct rn_diag *d);
/* The name of a credential that is no secret by itself (client_id, key_id …). */
bool rn_credential_is_public(const char *name);

#endif
