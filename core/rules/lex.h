/* SPDX-License-Identifier: MIT
 *
 * Lua's tokens, as far as looking at a script needs them: names, texts, numbers, signs, and which
 * bracket closes which. Comments are passed over.
 */
#ifndef RULES_LEX_H
#define RULES_LEX_H

#include <stdint.h>

#include <renown/str.h>

enum rn_token_kind { RN_TOKEN_NAME, RN_TOKEN_TEXT, RN_TOKEN_NUMBER, RN_TOKEN_SIGN, RN_TOKEN_ODD };

struct rn_token {
    uint32_t at, n; /* bytes of the source */
    uint32_t line;
    int32_t open; /* of a closing bracket: the token that opened it; else -1 */
    uint8_t kind; /* RN_TOKEN_ODD: one character that Lua does not know */
};

struct rn_tokens {
    struct rn_token *v; /* under ctx */
    size_t n, cap;
};

/* Never fails: what cannot be read becomes RN_TOKEN_ODD or ends with the file. */
void rn_lex(const void *ctx, struct rn_str source, struct rn_tokens *ret);
struct rn_str rn_token_str(struct rn_str source, const struct rn_token *t);

#endif
