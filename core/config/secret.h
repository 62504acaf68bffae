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
struct rn_source_config;

/* The value itself, under ctx; the caller wipes it after use and never shows it. `what` begins the
 * sentence of a failure, which names the variable or file and never the value. A text that refers
 * to nothing is copied. */
RN_MUST enum rn_status rn_config_resolve(const void *ctx, const struct rn_config *c,
                                         const char *text, const char *what, char **ret,
                                         struct rn_diag *d);
/* Where a credential stands and what it refers to, for sentences: "renown.yaml:12, from
 * ${env:NAME}"; never its value. NULL when the source has no such credential. */
char *rn_config_secret_origin(const void *ctx, const struct rn_config *c,
                              const struct rn_source_config *s, const char *name);
/* A place handed out a new value of a credential: it goes into the ${file:…} that the old one came
 * from, whole or not at all. RN_INVALID when it does not come from a file: the sentence says that
 * the old value may not work much longer. */
RN_MUST enum rn_status rn_config_secret_keep(const struct rn_config *c,
                                             const struct rn_source_config *s, const char *name,
                                             const char *value, struct rn_diag *d);
/* The name of a credential that is no secret by itself (client_id, key_id …). */
bool rn_credential_is_public(const char *name);

#endif
