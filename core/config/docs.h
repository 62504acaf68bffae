/* SPDX-License-Identifier: MIT
 *
 * The option tables as reading matter: the manual page renown.yaml(5), a sample config that loads,
 * and the JSON Schema that editors complete from.
 */
#ifndef CONFIG_DOCS_H
#define CONFIG_DOCS_H

#include <renown/buf.h>

struct rn_plugin;

/* Appends the page in man(7). Plugins are described in the order given. */
void rn_docs_man5(struct rn_buf *out, const char *version, const struct rn_plugin *const *plugins,
                  size_t count);
/* Appends a config that shows every key; what is optional stands in comments. */
void rn_docs_sample(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count);
/* Appends the schema (draft 2020-12) as one line of JSON. */
void rn_docs_schema(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count);
/* docs/sources.md: a table of what can be read, how far back, what may be kept, answers, requests.
 */
void rn_docs_sources(struct rn_buf *b, const struct rn_plugin *const *plugins, size_t count);

/* One word for the type of an option ("text", "list" …). */
struct rn_option;
const char *rn_option_type_word(const struct rn_option *o);
/* Names of the credentials that a login takes; ends with NULL. */
struct rn_auth;
enum { RN_LOGIN_NEEDS = 4 };
void rn_login_needs(const struct rn_auth *auth, const char *ret[RN_LOGIN_NEEDS]);
const char *rn_login_words(const struct rn_auth *auth); /* "an API key in the address" */
/* Appends plain words so that roff prints just them. */
void rn_roff_add(struct rn_buf *out, const char *text);

#endif
