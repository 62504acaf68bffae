/* SPDX-License-Identifier: MIT
 *
 * What must never reach a log, an error, a cassette: the one place that knows. Replaces by REDACTED
 * the values of secret-looking query parameters, headers, form fields and JSON members (key,
 * apikey, token, access_token, refresh_token, secret, password, assertion, authorization, signature
 * …), bearer tokens, and every secret that the program was told to remember.
 */
#ifndef NET_REDACT_H
#define NET_REDACT_H

#include <renown/buf.h>

#define RN_REDACTED "REDACTED"

/* Remembers a value (at least 6 bytes) that will be replaced wherever it stands: as it is, percent-
 * encoded, as JSON writers escape it, and in base64 at any offset. The newest thousand or so are
 * kept, which is more than are ever in use; tell a token again when it is used again. */
void rn_redact_remember(struct rn_str secret);
/* The same for a secret of the config, which no number of tokens pushes out. */
void rn_redact_remember_config(struct rn_str secret);
enum rn_status rn_redact_url(struct rn_buf *b, struct rn_str url);
enum rn_status rn_redact_header(struct rn_buf *b, struct rn_str name, struct rn_str value);
enum rn_status rn_redact_body(struct rn_buf *b, struct rn_str body);
enum rn_status rn_redact_text(struct rn_buf *b, struct rn_str text); /* remembered values only */

#endif
