/* SPDX-License-Identifier: MIT */
#include "rules/lex.h"

#include <renown/utf8.h>

#include "base/mem.h"

struct lexer {
    const void *ctx;
    struct rn_str s;
    size_t at;
    uint32_t line;
    struct rn_tokens *out;
    int32_t *open; /* stack of token numbers */
    size_t depth, open_cap;
};

struct rn_str rn_token_str(struct rn_str source, const struct rn_token *t)
{
    return rn_strn(source.p + t->at, t->n);
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const struct lexer *x, size_t ahead)
{
    return x->at + ahead < x->s.n ? x->s.p[x->at + ahead] : '\0';
}

static void skip(struct lexer *x, size_t n)
{
    for (; n > 0 && x->at < x->s.n; n--)
        x->line += x->s.p[x->at++] == '\n';
}

static void push(struct lexer *x, enum rn_token_kind kind, size_t from, uint32_t line, int32_t open)
{
    struct rn_tokens *t = x->out;

    if (t->n == t->cap) {
        t->cap = t->cap == 0 ? 256 : t->cap * 2;
        t->v = rn_grow_array(x->ctx, t->v, struct rn_token, t->cap);
    }
    t->v[t->n++] = (struct rn_token){.at = (uint32_t)from,
                                     .n = (uint32_t)(x->at - from),
                                     .line = line,
                                     .open = open,
                                     .kind = (uint8_t)kind};
}

/* "[[" or "[==[": the number of its equal signs, -1 when it is none. */
static int long_level(const struct lexer *x, size_t ahead)
{
    size_t i = ahead + 1;

    if (peek(x, ahead) != '[')
        return -1;
    while (peek(x, i) == '=')
        i++;
    return peek(x, i) == '[' ? (int)(i - ahead - 1) : -1;
}

static void skip_long(struct lexer *x, size_t level)
{
    skip(x, level + 2);
    while (x->at < x->s.n) {
        size_t i = 1;
        if (peek(x, 0) == ']') {
            while (peek(x, i) == '=')
                i++;
            if (peek(x, i) == ']' && i - 1 == level) {
                skip(x, level + 2);
                return;
            }
        }
        skip(x, peek(x, 0) == ']' ? i : 1);
    }
}

static void skip_comment(struct lexer *x)
{
    int level = long_level(x, 2);

    skip(x, 2);
    if (level >= 0) {
        skip_long(x, (size_t)level);
        return;
    }
    while (x->at < x->s.n && peek(x, 0) != '\n')
        skip(x, 1);
}

/* A text ends at its quote or, broken, at the end of its line. */
static void skip_text(struct lexer *x)
{
    char quote = peek(x, 0);

    skip(x, 1);
    while (x->at < x->s.n && peek(x, 0) != quote && peek(x, 0) != '\n')
        skip(x, peek(x, 0) == '\\' ? 2 : 1);
    if (peek(x, 0) == quote)
        skip(x, 1);
}

static void read_sign(struct lexer *x)
{
    char c = peek(x, 0);
    size_t from = x->at;
    int32_t open = -1;

    skip(x, 1);
    if (c == '(' || c == '{' || c == '[') {
        if (x->depth == x->open_cap) {
            x->open_cap = x->open_cap == 0 ? 64 : x->open_cap * 2;
            x->open = rn_grow_array(x->ctx, x->open, int32_t, x->open_cap);
        }
        x->open[x->depth++] = (int32_t)x->out->n;
    } else if ((c == ')' || c == '}' || c == ']') && x->depth > 0) {
        open = x->open[--x->depth];
    }
    push(x, RN_TOKEN_SIGN, from, x->line, open);
}

static void read_word(struct lexer *x, enum rn_token_kind kind)
{
    size_t from = x->at;

    while (is_alpha(peek(x, 0)) || is_digit(peek(x, 0)) ||
           (kind == RN_TOKEN_NUMBER && peek(x, 0) == '.'))
        x->at++;
    push(x, kind, from, x->line, -1);
}

static void read_odd(struct lexer *x)
{
    size_t from = x->at;

    (void)rn_utf8_next(x->s, &x->at);
    push(x, RN_TOKEN_ODD, from, x->line, -1);
}

static void read_token(struct lexer *x)
{
    char c = peek(x, 0);
    size_t from = x->at;
    uint32_t line = x->line;

    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v') {
        skip(x, 1);
    } else if (c == '-' && peek(x, 1) == '-') {
        skip_comment(x);
    } else if (c == '"' || c == '\'') {
        skip_text(x);
        push(x, RN_TOKEN_TEXT, from, line, -1);
    } else if (long_level(x, 0) >= 0) {
        skip_long(x, (size_t)long_level(x, 0));
        push(x, RN_TOKEN_TEXT, from, line, -1);
    } else if (is_alpha(c)) {
        read_word(x, RN_TOKEN_NAME);
    } else if (is_digit(c)) {
        read_word(x, RN_TOKEN_NUMBER);
    } else if ((unsigned char)c >= 0x80) {
        read_odd(x);
    } else {
        read_sign(x);
    }
}

void rn_lex(const void *ctx, struct rn_str source, struct rn_tokens *ret)
{
    struct lexer x = {.ctx = ctx, .s = source, .line = 1, .out = ret};

    while (x.at < x.s.n)
        read_token(&x);
}
