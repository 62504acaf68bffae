/* SPDX-License-Identifier: MIT */
#include "query.h"

enum { DEPTH_MAX = 16 };

/* ---- reading --------------------------------------------------------------------------------- */

/* A query on its way. NOT is carried down to the words, where it changes sides; on its way it turns
 * OR into AND and back. */
struct cases {
    struct rn_query_case v[RN_QUERY_CASES];
    size_t n;
};

struct reading {
    struct rn_query *q;
    struct rn_diag *d;
    struct rn_str rest;
    int depth;
};

static enum rn_status wrong(struct reading *r, const char *why)
{
    return rn_fail(r->d, RN_INVALID,
                   "the query cannot be read: %s; write it like \"harbour hotel\" OR harbourhotel "
                   "-jobs",
                   why);
}

static void pass_blanks(struct reading *r)
{
    while (r->rest.n > 0 && strchr(" \t\r\n", r->rest.p[0]) != NULL && r->rest.p[0] != '\0') {
        r->rest.p++;
        r->rest.n--;
    }
}

/* The bare word at the front: up to a blank, a parenthesis or a quotation mark. */
static struct rn_str front_word(const struct reading *r)
{
    size_t n = 0;

    while (n < r->rest.n && r->rest.p[n] != '\0' && strchr(" \t\r\n()\"", r->rest.p[n]) == NULL)
        n++;
    return rn_strn(r->rest.p, n);
}

static void move_on(struct reading *r, size_t n)
{
    r->rest.p += n;
    r->rest.n -= n;
    pass_blanks(r);
}

static bool take_word(struct reading *r, const char *word)
{
    if (!rn_str_is(front_word(r), word))
        return false;
    move_on(r, strlen(word));
    return true;
}

static bool take_char(struct reading *r, char c)
{
    if (r->rest.n == 0 || r->rest.p[0] != c)
        return false;
    move_on(r, 1);
    return true;
}

/* Equal cases are kept once: (a OR a) needs no two. */
static enum rn_status add_case(struct reading *r, struct cases *to, struct rn_query_case one)
{
    if ((one.with & one.without) != 0) /* can never be */
        return RN_OK;
    for (size_t i = 0; i < to->n; i++)
        if (to->v[i].with == one.with && to->v[i].without == one.without)
            return RN_OK;
    if (to->n == RN_QUERY_CASES)
        return wrong(r, "it has more than eight alternatives, so use several sources");
    to->v[to->n++] = one;
    return RN_OK;
}

static enum rn_status both(struct reading *r, const struct cases *a, const struct cases *b,
                           struct cases *ret)
{
    enum rn_status status = RN_OK;

    *ret = (struct cases){.n = 0};
    for (size_t i = 0; i < a->n && status == RN_OK; i++)
        for (size_t k = 0; k < b->n && status == RN_OK; k++)
            status = add_case(r, ret,
                              (struct rn_query_case){a->v[i].with | b->v[k].with,
                                                     a->v[i].without | b->v[k].without});
    return status;
}

static enum rn_status either(struct reading *r, const struct cases *a, const struct cases *b,
                             struct cases *ret)
{
    enum rn_status status = RN_OK;

    *ret = *a;
    for (size_t i = 0; i < b->n && status == RN_OK; i++)
        status = add_case(r, ret, b->v[i]);
    return status;
}

static enum rn_status literal(struct reading *r, struct rn_str word, bool opposite,
                              struct cases *ret)
{
    size_t i;

    word = rn_str_trim(word);
    if (!rn_query_is_word(word))
        return wrong(r, "it holds a word without a letter or a digit");
    for (i = 0; i < r->q->word_count && !rn_str_eq(r->q->words[i], word); i++)
        ;
    if (i == RN_QUERY_WORDS)
        return wrong(r, "it has more than 32 words");
    if (i == r->q->word_count)
        r->q->words[r->q->word_count++] = word;
    *ret = (struct cases){.n = 1};
    *(opposite ? &ret->v[0].without : &ret->v[0].with) = UINT32_C(1) << i;
    return RN_OK;
}

static enum rn_status read_phrase(struct reading *r, bool opposite, struct cases *ret)
{
    const char *end = memchr(r->rest.p + 1, '"', r->rest.n - 1);
    struct rn_str inside;

    if (end == NULL)
        return wrong(r, "a quotation mark is not closed");
    inside = rn_strn(r->rest.p + 1, (size_t)(end - r->rest.p - 1));
    move_on(r, inside.n + 2);
    return literal(r, inside, opposite, ret);
}

static enum rn_status read_any(struct reading *r, bool opposite, struct cases *ret);

static enum rn_status read_group(struct reading *r, bool opposite, struct cases *ret)
{
    enum rn_status status;

    if (++r->depth > DEPTH_MAX)
        return wrong(r, "its parentheses are nested too deeply");
    status = read_any(r, opposite, ret);
    r->depth--;
    if (status == RN_OK && !take_char(r, ')'))
        return wrong(r, "a parenthesis is not closed");
    return status;
}

/* A '-' right before something. */
static bool take_minus(struct reading *r)
{
    return r->rest.n > 1 && strchr(" \t\r\n-", r->rest.p[1]) == NULL && take_char(r, '-');
}

/* One word, phrase or group, with a '-' or NOT before it. */
static enum rn_status read_one(struct reading *r, bool opposite, struct cases *ret)
{
    struct rn_str word;

    while (take_word(r, "NOT") || take_minus(r))
        opposite = !opposite;
    if (r->rest.n > 0 && r->rest.p[0] == '"')
        return read_phrase(r, opposite, ret);
    if (take_char(r, '('))
        return read_group(r, opposite, ret);
    word = front_word(r);
    if (word.n == 0 || rn_str_is(word, "OR") || rn_str_is(word, "AND"))
        return wrong(r, "something is missing beside OR, AND, NOT or a parenthesis");
    move_on(r, word.n);
    return literal(r, word, opposite, ret);
}

static bool row_ends(const struct reading *r)
{
    return r->rest.n == 0 || r->rest.p[0] == ')' || rn_str_is(front_word(r), "OR");
}

/* Words side by side. */
static enum rn_status read_row(struct reading *r, bool opposite, struct cases *ret)
{
    enum rn_status status = read_one(r, opposite, ret);

    while (status == RN_OK && !row_ends(r)) {
        struct cases left = *ret, right;
        (void)take_word(r, "AND");
        status = read_one(r, opposite, &right);
        if (status == RN_OK)
            status = (opposite ? either : both)(r, &left, &right, ret);
    }
    return status;
}

static enum rn_status read_any(struct reading *r, bool opposite, struct cases *ret)
{
    enum rn_status status = read_row(r, opposite, ret);

    while (status == RN_OK && take_word(r, "OR")) {
        struct cases left = *ret, right;
        status = read_row(r, opposite, &right);
        if (status == RN_OK)
            status = (opposite ? both : either)(r, &left, &right, ret);
    }
    return status;
}

/* A place is asked for words; one cannot ask for all that lacks some. */
static enum rn_status settle(struct reading *r, const struct cases *c)
{
    if (c->n == 0)
        return wrong(r, "nothing can ever fit it");
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].with == 0)
            return wrong(r, "each alternative needs a word that must be there");
    memcpy(r->q->cases, c->v, c->n * sizeof c->v[0]);
    r->q->case_count = c->n;
    return RN_OK;
}

enum rn_status rn_query_read(const char *text, struct rn_query *ret, struct rn_diag *d)
{
    struct rn_query q = {.word_count = 0};
    struct reading r = {.q = &q, .d = d, .rest = rn_str_trim(rn_str(text))};
    struct cases all;
    enum rn_status status;

    if (r.rest.n == 0) {
        *ret = q;
        return RN_OK;
    }
    if (r.rest.n > RN_QUERY_MAX)
        return wrong(&r, "it is longer than 1,000 bytes");
    status = read_any(&r, false, &all);
    if (status == RN_OK && r.rest.n > 0)
        return wrong(&r, "a parenthesis is closed that was not opened");
    if (status == RN_OK)
        status = settle(&r, &all);
    if (status == RN_OK)
        *ret = q;
    return status;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Would a search take it for more than a word? */
static bool needs_quotes(struct rn_str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (strchr(" \t\r\n()", word.p[i]) != NULL)
            return true;
    return rn_str_starts(word, "-") || rn_str_is(word, "OR") || rn_str_is(word, "AND") ||
           rn_str_is(word, "NOT");
}

static void write_word(struct rn_buf *b, struct rn_str word, const char *before)
{
    const char *quote;

    if (word.n > 1 && word.p[word.n - 1] == '*') /* hardly any search knows it */
        word.n--;
    quote = needs_quotes(word) ? "\"" : "";
    if (b->n > 0 && b->p[b->n - 1] != '(')
        rn_buf_addc(b, ' ');
    rn_buf_addz(b, before);
    rn_buf_addz(b, quote);
    rn_buf_add(b, word);
    rn_buf_addz(b, quote);
}

void rn_query_write(const struct rn_query *q, size_t index, const char *without, struct rn_buf *b)
{
    const struct rn_query_case *c = &q->cases[index];

    for (size_t i = 0; i < q->word_count; i++)
        if ((c->with >> i & 1) != 0)
            write_word(b, q->words[i], "");
    for (size_t i = 0; i < q->word_count; i++)
        if ((c->without >> i & 1) != 0)
            write_word(b, q->words[i], without);
}
