/* SPDX-License-Identifier: MIT
 *
 * Conditions on the text: mentions, mentions_all, has_text, lang. Words are not looked for here:
 * one pass over a text (automaton.c) has found the words of all rules, and a condition asks for its
 * bits.
 */
#include "rules/load.h"

#include <ctype.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "rules/automaton.h"
#include "text/language.h"

enum { CONTEXT = 30 };

static void mentions_read(lua_State *L, struct rn_cond *c)
{
    rn_args_words(L, 1, c->type->name, &c->words, &c->word_count);
    c->leaf = rn_new_array(rn_unit_of(L), uint32_t, c->word_count);
    c->length = rn_new_array(rn_unit_of(L), uint32_t, c->word_count);
    for (size_t i = 0; i < c->word_count; i++) {
        const char *fault = rn_pattern_fault(c->words[i]);
        if (fault != NULL)
            (void)luaL_error(L, "%s: \"%s\" %s", c->type->name, c->words[i], fault);
    }
}

static bool hit(const struct rn_facts *f, uint32_t leaf)
{
    return f->hits != NULL && leaf < f->hits->leaves &&
           (f->hits->bits[leaf / 64] >> (leaf % 64) & 1) != 0;
}

static bool mentions_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; i < c->word_count; i++)
        if (hit(f, c->leaf[i]))
            return true;
    return false;
}

static bool mentions_all_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; i < c->word_count; i++)
        if (!hit(f, c->leaf[i]))
            return false;
    return true;
}

static void words_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
    for (size_t i = 0; i < c->word_count && i < 20; i++)
        (void)rn_buf_fmt(b, "%s \"%s\"", i > 0 ? "," : "", c->words[i]);
    if (c->word_count > 20)
        (void)rn_buf_fmt(b, " and %zu more", c->word_count - 20);
}

static struct rn_str clip_left(struct rn_str s, size_t at)
{
    size_t from = at > CONTEXT ? at - CONTEXT : 0;

    while (from < at && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from++;
    return rn_strn(s.p + from, at - from);
}

static struct rn_str clip_right(struct rn_str s, size_t at)
{
    size_t to = s.n - at > CONTEXT ? at + CONTEXT : s.n;

    while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80)
        to++;
    return rn_strn(s.p + at, to - at);
}

static void add_flat(struct rn_buf *b, struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        (void)rn_buf_addc(b, isspace((unsigned char)s.p[i]) ? ' ' : s.p[i]);
}

/* "…charged me twice, no *refund* at all…" */
static void add_context(const struct rn_cond *c, const struct rn_facts *f, size_t i,
                        struct rn_buf *b)
{
    uint32_t first = f->hits->word[c->leaf[i]], last = first + c->length[i] - 1;
    const struct rn_words *w = f->words;
    struct rn_str s, left, right;
    size_t start, end;

    if (w == NULL || last >= w->n || !rn_hit_text(f, first, last, &s, &start, &end)) {
        (void)rn_buf_addz(b, c->words[i]);
        return;
    }
    left = clip_left(s, start);
    right = clip_right(s, end);
    if (left.p > s.p)
        (void)rn_buf_addz(b, "…");
    add_flat(b, left);
    (void)rn_buf_addc(b, '*');
    add_flat(b, rn_strn(s.p + start, end - start));
    (void)rn_buf_addc(b, '*');
    add_flat(b, right);
    if (right.p + right.n < s.p + s.n)
        (void)rn_buf_addz(b, "…");
}

static bool words_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    struct rn_buf b;
    bool any = false;

    rn_buf_init(&b, 4000);
    for (size_t i = 0; i < c->word_count && b.n < 1000; i++) {
        if (!hit(f, c->leaf[i]) || (any && c->type == &rn_cond_mentions))
            continue;
        if (any)
            (void)rn_buf_addz(&b, " | ");
        add_context(c, f, i, &b);
        any = true;
    }
    if (any)
        rn_jsonw_kstr(w, "value", rn_buf_str(&b));
    rn_buf_free(&b);
    return any;
}

/* mentions 'refund' (…no *refund*…) */
static void words_says(const struct rn_cond *c, const struct rn_facts *f, struct rn_buf *b)
{
    for (size_t i = 0; i < c->word_count; i++) {
        if (!hit(f, c->leaf[i]))
            continue;
        (void)rn_buf_fmt(b, "%s \"%s\" (", c->type->name, c->words[i]);
        add_context(c, f, i, b);
        (void)rn_buf_addc(b, ')');
        return;
    }
    words_text(c, b);
}

const struct rn_cond_type rn_cond_mentions = {"mentions", mentions_read, mentions_holds,
                                              words_text, words_value,   words_says},
                          rn_cond_mentions_all = {"mentions_all", mentions_read, mentions_all_holds,
                                                  words_text,     words_value,   NULL};

/* ---- has_text, lang -------------------------------------------------------------------------- */

static void nothing_read(lua_State *L, struct rn_cond *c)
{
    rn_args_none(L, c->type->name);
}

static void name_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
}

static bool has_text_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    (void)c;
    return rn_str_trim(f->review->text).n > 0;
}

static bool has_text_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    rn_jsonw_kbool(w, "value", has_text_holds(c, f));
    return true;
}

const struct rn_cond_type rn_cond_has_text = {"has_text", nothing_read,   has_text_holds,
                                              name_text,  has_text_value, NULL};

static void lang_read(lua_State *L, struct rn_cond *c)
{
    rn_args_words(L, 1, "lang", &c->words, &c->word_count);
    for (size_t i = 0; i < c->word_count; i++) {
        size_t n = strcspn(c->words[i], "-");
        if (n < 2 || n > 3 ||
            strspn(c->words[i],
                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") !=
                strlen(c->words[i]))
            (void)luaL_error(
                L,
                "lang takes language codes such as \"en\", \"ur\" or \"hi-Latn\"; \"%s\" is none",
                c->words[i]);
    }
}

/* "ur" holds for ur and ur-PK; "ur-PK" only for itself. */
static bool lang_fits(struct rn_str have, const char *wanted)
{
    size_t n = strlen(wanted);

    if (have.n < n || (have.n > n && have.p[n] != '-'))
        return false;
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char)have.p[i]) != tolower((unsigned char)wanted[i]))
            return false;
    return true;
}

/* What Renown told from the text, where it is sure; NULL where the place's mark stands. */
static const char *judged_lang(const struct rn_facts *f)
{
    const double sure = f->review->lang.n > 0 ? 0.8 : 0.5;
    const struct rn_judgement *j = f->judgement;
    if (j == NULL || j->lang == NULL || strcmp(j->lang, RN_LANG_UNKNOWN) == 0)
        return NULL;
    return j->lang_confidence >= sure ? j->lang : NULL;
}

/* A mark that says the same more exactly ("ur-PK" of "ur") counts beside the judgement. */
static bool lang_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    const char *judged = judged_lang(f);
    const struct rn_str mark = f->review->lang;
    const bool marked = judged == NULL || lang_fits(mark, judged);
    for (size_t i = 0; i < c->word_count; i++)
        if ((judged != NULL && lang_fits(rn_str(judged), c->words[i])) ||
            (marked && lang_fits(mark, c->words[i])))
            return true;
    return false;
}

static bool lang_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    const char *judged = judged_lang(f);
    const struct rn_str value = judged != NULL ? rn_str(judged) : f->review->lang;
    (void)c;
    rn_jsonw_kopt(w, "value", value);
    return value.n > 0;
}

const struct rn_cond_type rn_cond_lang = {"lang",     lang_read,  lang_holds,
                                          words_text, lang_value, NULL};
