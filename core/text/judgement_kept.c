/* SPDX-License-Identifier: MIT */
#include "text/judgement_kept.h"

#include <math.h>
#include <string.h>

#include <renown/buf.h>

#include "base/mem.h"

enum { KEPT_MAX = 16 * 1024, DIGITS = 10 };
#define NO_LANGUAGE "-"

static const char signs[] = {[RN_LABEL_ABSTAIN] = '?',
                             [RN_LABEL_NEG] = '-',
                             [RN_LABEL_NEU] = '0',
                             [RN_LABEL_POS] = '+',
                             [RN_LABEL_MIXED] = '~'};

/* ---- out ------------------------------------------------------------------------------------- */

static void put_int(struct rn_buf *b, int64_t v)
{
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = v < 0 ? -(uint64_t)v : (uint64_t)v;
    do
        digits[--n] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (v < 0)
        digits[--n] = '-';
    (void)rn_buf_add(b, rn_strn(digits + n, sizeof digits - n));
}

static void put_milli(struct rn_buf *b, double v)
{
    (void)rn_buf_addc(b, ' ');
    put_int(b, llround(v * 1000));
}

static void put_words(struct rn_buf *b, char letter, const char *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        (void)rn_buf_addc(b, ' ');
        (void)rn_buf_addc(b, letter);
        (void)rn_buf_addz(b, v[i]);
    }
}

/* tbilling=-620 */
static void put_topics(struct rn_buf *b, const struct rn_judgement *j)
{
    for (size_t i = 0; i < j->topic_count; i++) {
        put_words(b, 't', &j->topics[i], 1);
        if (j->aspects == NULL || j->aspects[i] == RN_ASPECT_NONE)
            continue;
        (void)rn_buf_addc(b, '=');
        put_int(b, llround(j->aspects[i] * 1000));
    }
}

static void put_place(struct rn_buf *b, struct rn_str part, struct rn_str text)
{
    (void)rn_buf_addz(b, " e");
    put_int(b, part.p - text.p);
    (void)rn_buf_addc(b, '+');
    put_int(b, (int64_t)part.n);
}

struct rn_str rn_judgement_keep(const void *ctx, const struct rn_judgement *j, struct rn_str text)
{
    struct rn_buf b;
    rn_buf_init(&b, KEPT_MAX);
    (void)rn_buf_addz(&b, j->lang != NULL ? j->lang : NO_LANGUAGE);
    put_milli(&b, j->lang_confidence);
    (void)rn_buf_addc(&b, ' ');
    (void)rn_buf_addc(&b, signs[j->label]);
    put_milli(&b, j->sentiment);
    put_milli(&b, j->confidence);
    put_words(&b, 'i', &j->intent, j->intent != NULL);
    put_topics(&b, j);
    put_words(&b, 'r', j->risk, j->risk_count);
    put_words(&b, 'p', j->personal, j->personal_count);
    if (j->conflict)
        (void)rn_buf_addz(&b, " c1");
    for (size_t i = 0; i < j->evidence_count; i++)
        put_place(&b, j->evidence[i], text);
    struct rn_str kept = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return kept;
}

/* ---- in -------------------------------------------------------------------------------------- */

struct kept {
    const void *ctx;
    struct rn_str rest, text;
    const char **topics, **risk, **personal; /* of *j, with room for all that can follow */
    double *aspects;
    struct rn_judgement *j;
};

/* What stands before the next space. */
static struct rn_str take(struct kept *k)
{
    const char *space = k->rest.n > 0 ? memchr(k->rest.p, ' ', k->rest.n) : NULL;
    const size_t n = space != NULL ? (size_t)(space - k->rest.p) : k->rest.n;
    const struct rn_str part = rn_strn(k->rest.p, n);
    const size_t over = n + (space != NULL);
    k->rest = rn_strn(k->rest.p + over, k->rest.n - over);
    return part;
}

static bool whole_number(struct rn_str s, int64_t *ret)
{
    const size_t sign = s.n > 0 && s.p[0] == '-';
    int64_t v = 0;
    if (s.n == sign || s.n > sign + DIGITS)
        return false;
    for (size_t i = sign; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret = sign > 0 ? -v : v;
    return true;
}

/* From -least to 1000 thousandths. */
static bool take_milli(struct kept *k, int64_t least, double *ret)
{
    int64_t v;
    if (!whole_number(take(k), &v) || v < least || v > 1000)
        return false;
    *ret = (double)v / 1000;
    return true;
}

static bool label_of(struct rn_str sign, enum rn_label *ret)
{
    const char *at = sign.n == 1 ? memchr(signs, sign.p[0], sizeof signs) : NULL;
    if (at == NULL)
        return false;
    *ret = (enum rn_label)(at - signs);
    return true;
}

static bool take_fixed(struct kept *k)
{
    const struct rn_str lang = take(k);
    if (lang.n == 0 || !take_milli(k, 0, &k->j->lang_confidence))
        return false;
    k->j->lang = rn_str_is(lang, NO_LANGUAGE) ? NULL : rn_dup(k->ctx, lang);
    const struct rn_str label = take(k);
    return label_of(label, &k->j->label) && take_milli(k, -1000, &k->j->sentiment) &&
           take_milli(k, 0, &k->j->confidence);
}

static bool take_evidence(struct kept *k, struct rn_str place)
{
    const char *plus = place.n > 0 ? memchr(place.p, '+', place.n) : NULL;
    int64_t at, n;
    if (plus == NULL)
        return false;
    const size_t digits = (size_t)(plus - place.p);
    if (!whole_number(rn_strn(place.p, digits), &at) ||
        !whole_number(rn_strn(plus + 1, place.n - digits - 1), &n) || at < 0 || n <= 0 ||
        at + n > (int64_t)k->text.n)
        return false;
    k->j->evidence[k->j->evidence_count++] = rn_strn(k->text.p + at, (size_t)n);
    return true;
}

static bool take_topic(struct kept *k, struct rn_str part)
{
    const char *is = memchr(part.p, '=', part.n);
    const size_t n = is != NULL ? (size_t)(is - part.p) : part.n;
    int64_t v = 0;
    if (is != NULL && (!whole_number(rn_strn(is + 1, part.n - n - 1), &v) || v < -1000 || v > 1000))
        return false;
    k->aspects[k->j->topic_count] = is != NULL ? (double)v / 1000 : RN_ASPECT_NONE;
    k->topics[k->j->topic_count++] = rn_dup(k->ctx, rn_strn(part.p, n));
    return n > 0;
}

static bool take_more(struct kept *k)
{
    const struct rn_str part = take(k);
    const struct rn_str word = rn_strn(part.p + 1, part.n > 0 ? part.n - 1 : 0);
    if (word.n == 0)
        return false;
    if (part.p[0] == 'e')
        return take_evidence(k, word);
    if (part.p[0] == 't')
        return take_topic(k, word);
    if (part.p[0] == 'r')
        k->risk[k->j->risk_count++] = rn_dup(k->ctx, word);
    else if (part.p[0] == 'p')
        k->personal[k->j->personal_count++] = rn_dup(k->ctx, word);
    else if (part.p[0] == 'c')
        k->j->conflict = true;
    else if (part.p[0] == 'i')
        k->j->intent = rn_dup(k->ctx, word);
    else
        return false;
    return true;
}

static bool take_all(struct kept *k)
{
    if (k->rest.n == 0 || k->rest.p[k->rest.n - 1] == ' ' || !take_fixed(k))
        return false;
    const size_t most = k->rest.n / 2 + 1;
    k->j->evidence = rn_new_array(k->ctx, struct rn_str, most);
    k->j->topics = k->topics = rn_new_array(k->ctx, const char *, most);
    k->j->aspects = k->aspects = rn_new_array(k->ctx, double, most);
    k->j->risk = k->risk = rn_new_array(k->ctx, const char *, most);
    k->j->personal = k->personal = rn_new_array(k->ctx, const char *, most);
    while (k->rest.n > 0)
        if (!take_more(k))
            return false;
    return true;
}

enum rn_status rn_judgement_kept(const void *ctx, struct rn_str kept, struct rn_str title,
                                 struct rn_str text, struct rn_judgement *ret, struct rn_diag *d)
{
    struct rn_judgement j = {0};
    struct kept k = {.ctx = ctx, .rest = kept, .text = rn_judged_text(ctx, title, text), .j = &j};
    if (kept.n > KEPT_MAX || !take_all(&k))
        return rn_fail(d, RN_CORRUPT,
                       "the judgement that the store keeps of a review cannot be read: run "
                       "`renown doctor`, and take a backup if the store is broken");
    *ret = j;
    return RN_OK;
}
