/* SPDX-License-Identifier: MIT
 *
 * matches "charged\\s+(twice|double)": a regular expression over title and text. PCRE2 with
 * Unicode's letters, and bounds on what a match may cost: one that needs more does not match.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/load.h"

#include <pcre2.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/utf8.h>

#include "base/mem.h"

enum {
    PATTERN_MAX = 1000,
    SUBJECT_MAX = 16 << 10, /* bytes of a text that are looked at */
    STEPS_PER_BYTE = 20,
    STEPS_MIN = 1000,
    DEPTH_MAX = 2000,
    HEAP_MAX = 1024, /* KiB */
    NEST_MAX = 50,
    CONTEXT = 30
};

struct rn_regex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
};

static int regex_free(struct rn_regex *x)
{
    pcre2_match_context_free(x->limits);
    pcre2_match_data_free(x->data);
    pcre2_code_free(x->code);
    return 0;
}

static pcre2_code *compile(struct rn_str pattern, int *ret_code, size_t *ret_at)
{
    pcre2_compile_context *how = pcre2_compile_context_create(NULL);
    pcre2_code *code;

    rn_mem_check(how);
    (void)pcre2_set_parens_nest_limit(how, NEST_MAX);
    code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, ret_code, ret_at, how);
    pcre2_compile_context_free(how);
    return code;
}

static void matches_read(lua_State *L, struct rn_cond *c)
{
    const char *pattern = rn_args_text(L, 1, "matches", false);
    unsigned char why[200];
    struct rn_regex *x;
    size_t at;
    int code;

    if (pattern[0] == '\0' || strlen(pattern) > PATTERN_MAX)
        (void)luaL_error(L, "matches takes a regular expression of 1 to %d bytes", PATTERN_MAX);
    rn_budget_charge(L, (int64_t)strlen(pattern) * 20);
    x = rn_new(rn_unit_of(L), struct rn_regex);
    x->code = compile(rn_str(pattern), &code, &at);
    if (x->code == NULL) {
        (void)pcre2_get_error_message(code, why, sizeof why);
        (void)luaL_error(L, "matches: the regular expression cannot be read at character %d: %s",
                         (int)rn_utf8_count(rn_strn(pattern, at)) + 1, (const char *)why);
    }
    talloc_set_destructor(x, regex_free);
    x->data = rn_mem_check(pcre2_match_data_create(1, NULL));
    x->limits = rn_mem_check(pcre2_match_context_create(NULL));
    (void)pcre2_set_depth_limit(x->limits, DEPTH_MAX);
    (void)pcre2_set_heap_limit(x->limits, HEAP_MAX);
    c->regex = x;
    c->words = rn_new_array(rn_unit_of(L), const char *, 1);
    c->words[0] = pattern;
    c->word_count = 1;
}

/* At most SUBJECT_MAX bytes, ending with a whole character. */
static struct rn_str subject(struct rn_str s)
{
    if (s.n <= SUBJECT_MAX)
        return s;
    s.n = SUBJECT_MAX;
    while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    return s;
}

static bool find(const struct rn_regex *x, struct rn_str text, size_t *ret_from, size_t *ret_to)
{
    struct rn_str s = subject(text);
    const size_t *found;

    if (s.n == 0)
        return false;
    (void)pcre2_set_match_limit(x->limits, (uint32_t)(s.n * STEPS_PER_BYTE + STEPS_MIN));
    if (pcre2_match(x->code, (PCRE2_SPTR)s.p, s.n, 0, 0, x->data, x->limits) < 0)
        return false;
    found = pcre2_get_ovector_pointer(x->data);
    *ret_from = found[0] < found[1] ? found[0] : found[1]; /* \K may turn them round */
    *ret_to = found[0] < found[1] ? found[1] : found[0];
    return true;
}

static bool matches_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    size_t from, to;
    return find(c->regex, f->review->title, &from, &to) ||
           find(c->regex, f->review->text, &from, &to);
}

static void matches_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_fmt(b, "matches \"%s\"", c->words[0]);
}

static bool matches_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    struct rn_str text = f->review->title;
    size_t from, to;

    if (!find(c->regex, text, &from, &to)) {
        text = f->review->text;
        if (!find(c->regex, text, &from, &to))
            return false;
    }
    text = rn_utf8_cut(rn_strn(text.p + from, to - from), CONTEXT * 2);
    rn_jsonw_kstr(w, "value", text);
    return true;
}

const struct rn_cond_type rn_cond_matches = {"matches",    matches_read,  matches_holds,
                                             matches_text, matches_value, NULL};
