/* SPDX-License-Identifier: MIT */
#include "rules/lint.h"

#include <renown/utf8.h>

#include "base/mem.h"
#include "rules/cond.h"
#include "rules/lex.h"

enum { FINDINGS_MAX = 20 };

struct lint {
    const void *ctx;
    const char *name;
    struct rn_str source;
    struct rn_tokens tokens;
    rn_script_found_fn *found;
    void *arg;
    int findings;
    uint32_t last; /* line of the last finding: one a line is enough */
};

static void say(struct lint *l, uint32_t line, const char *text)
{
    struct rn_script_finding finding = {.file = l->name, .line = (int)line, .text = text};

    if (l->findings < FINDINGS_MAX && (l->findings == 0 || l->last != line)) {
        l->found(l->arg, &finding);
        l->findings++;
    }
    l->last = line;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static bool starts_bytes(struct rn_str s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

static void check_bytes(struct lint *l)
{
    struct rn_str s = l->source;
    uint32_t line = 1;

    if (starts_bytes(s, "\x1bLua", 4)) {
        say(l, 1, "this is compiled Lua; rules are read as source text only");
        return;
    }
    if (starts_bytes(s, "\xff\xfe", 2) || starts_bytes(s, "\xfe\xff", 2)) {
        say(l, 1, "this file is UTF-16; save it as UTF-8");
        return;
    }
    for (size_t at = 0; at < s.n && l->findings == 0;) {
        size_t from = at;
        if (rn_utf8_next(s, &at) == 0xFFFD && at - from == 1)
            say(l, line, "there is a byte here that is no UTF-8; save the file as UTF-8");
        else if (s.p[from] == '\0')
            say(l, line, "there is a NUL byte here; a script is plain text");
        line += s.p[from] == '\n';
    }
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool is_quote(uint32_t c)
{
    return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A ||
           c == 0xFF02 || c == 0xFF07 || c == 0xB4 || (c >= 0x300C && c <= 0x300F);
}

static bool is_foreign_digit(uint32_t c)
{
    static const uint32_t zeros[] = {0x660, 0x6F0,  0x7C0,  0x966,  0x9E6, 0xA66, 0xAE6,
                                     0xB66, 0xBE6,  0xC66,  0xCE6,  0xD66, 0xE50, 0xED0,
                                     0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10};

    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c < zeros[i] + 10)
            return true;
    return false;
}

static const char *odd_sentence(uint32_t c)
{
    if (is_quote(c))
        return "curly quotes do not mark a text; write straight ones: \"…\"";
    if (is_foreign_digit(c))
        return "a number is written with the digits 0-9";
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x3000)
        return "there is an invisible character here that is no blank (it often comes with pasted "
               "text); delete "
               "it and type a blank";
    if (c == 0x60C || c == 0xFF0C || c == 0x3001)
        return "this comma is not the one Lua knows; write ,";
    return "this letter may only stand inside a text in quotes or in a comment";
}

static void check_characters(struct lint *l)
{
    for (size_t i = 0; i < l->tokens.n; i++) {
        const struct rn_token *t = &l->tokens.v[i];
        size_t at = t->at;
        if (t->kind == RN_TOKEN_ODD)
            say(l, t->line, odd_sentence(rn_utf8_next(l->source, &at)));
    }
}

/* ---- and, or, not ---------------------------------------------------------------------------- */

static bool is_sign(const struct lint *l, size_t i, const char *signs)
{
    const struct rn_token *t = &l->tokens.v[i];
    return i < l->tokens.n && t->kind == RN_TOKEN_SIGN && strchr(signs, l->source.p[t->at]) != NULL;
}

static bool is_name(const struct lint *l, size_t i, const char *name)
{
    return i < l->tokens.n && l->tokens.v[i].kind == RN_TOKEN_NAME &&
           rn_str_is(rn_token_str(l->source, &l->tokens.v[i]), name);
}

/* A condition's word that is called, and not a field of something. */
static bool calls_condition(const struct lint *l, size_t i)
{
    char word[24];

    if (i >= l->tokens.n || l->tokens.v[i].kind != RN_TOKEN_NAME || l->tokens.v[i].n >= sizeof word)
        return false;
    if (i > 0 && is_sign(l, i - 1, ".:"))
        return false;
    memcpy(word, l->source.p + l->tokens.v[i].at, l->tokens.v[i].n);
    word[l->tokens.v[i].n] = '\0';
    if (i + 1 >= l->tokens.n || !rn_cond_is_word(word))
        return false;
    return is_sign(l, i + 1, "({") || l->tokens.v[i + 1].kind == RN_TOKEN_TEXT;
}

/* Does the token before `i` end a call of a condition? */
static bool ends_condition(const struct lint *l, size_t i)
{
    const struct rn_token *last;

    if (i == 0)
        return false;
    last = &l->tokens.v[i - 1];
    if (last->kind == RN_TOKEN_TEXT)
        return i >= 2 && calls_condition(l, i - 2);
    return last->open > 0 && calls_condition(l, (size_t)last->open - 1);
}

static void check_logic(struct lint *l)
{
    for (size_t i = 0; i < l->tokens.n; i++) {
        bool join_and = is_name(l, i, "and"), join_or = is_name(l, i, "or");
        size_t after = i + 1;
        if (is_name(l, i, "not") && calls_condition(l, after))
            say(l, l->tokens.v[i].line,
                "'not' does not turn a condition round; write no { … } instead");
        if (!join_and && !join_or)
            continue;
        while (is_name(l, after, "not"))
            after++;
        if (!ends_condition(l, i) && !calls_condition(l, after))
            continue;
        say(l, l->tokens.v[i].line,
            join_and ? "'and' does not join conditions (Lua would drop the first one); write all { "
                       "…, … }, "
                       "with a comma between them"
                     : "'or' does not join conditions (Lua would drop the second one); write any { "
                       "…, … }, "
                       "with a comma between them");
    }
}

bool rn_lint_source(const char *name, struct rn_str source, rn_script_found_fn *found, void *arg)
{
    RN_SCOPE(tmp);
    struct lint l = {.ctx = tmp, .name = name, .source = source, .found = found, .arg = arg};

    if (starts_bytes(source, "\xef\xbb\xbf", 3))
        l.source = rn_strn(source.p + 3, source.n - 3);
    check_bytes(&l);
    if (l.findings > 0)
        return false;
    rn_lex(tmp, l.source, &l.tokens);
    check_characters(&l);
    check_logic(&l);
    return l.findings == 0;
}
