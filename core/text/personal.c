/* SPDX-License-Identifier: MIT */
#include "text/personal.h"

#include <ctype.h>
#include <string.h>

#include <renown/utf8.h>

const char *const rn_personal_words[RN_PERSONALS] = {"email", "phone",       "card",
                                                     "iban",  "national_id", "reference"};

enum {
    DIGITS_MAX = 20,
    GROUPS_MAX = 8,
    GAP_MAX = 3,
    IBAN_MIN = 15,
    IBAN_MAX = 34,
    REFERENCE_REACH = 5
};

struct run {
    char digit[DIGITS_MAX];
    size_t n;
    size_t group[GROUPS_MAX], groups;
    size_t words; /* it covers */
    bool plus;
};

static void note(struct rn_personal_found *f, enum rn_personal kind, uint32_t start, uint32_t end)
{
    if ((f->kinds & 1u << kind) != 0)
        return;
    f->kinds |= 1u << kind;
    f->start[kind] = start;
    f->end[kind] = end;
}

/* ---- digits ---------------------------------------------------------------------------------- */

/* 0..9 of ASCII, Arabic-Indic, Persian and Urdu, Devanagari; -1 for anything else. */
static int digit_of(uint32_t cp)
{
    static const uint32_t zero[] = {'0', 0x660, 0x6F0, 0x966};
    for (size_t i = 0; i < sizeof zero / sizeof zero[0]; i++)
        if (cp >= zero[i] && cp < zero[i] + 10)
            return (int)(cp - zero[i]);
    return -1;
}

/* Most words begin with no digit in any script, which their first byte tells. */
static bool may_be_number(struct rn_str s)
{
    const unsigned char c = s.n > 0 ? (unsigned char)s.p[0] : 0;
    return (c >= '0' && c <= '9') || c == 0xD9 || c == 0xDB || c == 0xE0;
}

/* Appends a word of digits; false when it is none or there are too many. */
static bool add_group(struct run *r, struct rn_str s)
{
    const size_t before = r->n;
    for (size_t at = 0; at < s.n;) {
        const int d = digit_of(rn_utf8_next(s, &at));
        if (d < 0 || r->n == DIGITS_MAX)
            return false;
        r->digit[r->n++] = (char)d;
    }
    if (r->groups == GROUPS_MAX)
        return false;
    r->group[r->groups++] = r->n - before;
    return true;
}

static bool joins(struct rn_str text, uint32_t from, uint32_t to)
{
    if (to <= from || to - from > GAP_MAX)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (strchr(" -()./", text.p[i]) == NULL)
            return false;
    return true;
}

static bool run_at(struct rn_str text, const struct rn_words *w, size_t i, struct run *r)
{
    *r = (struct run){.plus = w->v[i].start > 0 && text.p[w->v[i].start - 1] == '+'};
    if (!add_group(r, w->v[i].fold))
        return false;
    for (r->words = 1; i + r->words < w->n; r->words++) {
        const struct rn_word *b = &w->v[i + r->words];
        if (!joins(text, b[-1].end, b->start) || !may_be_number(b->fold))
            break;
        const struct run saved = *r;
        if (!add_group(r, b->fold)) {
            *r = saved;
            break;
        }
    }
    return true;
}

/* ---- what a number is ------------------------------------------------------------------------ */

static bool luhn(const struct run *r)
{
    int sum = 0;
    for (size_t i = 0; i < r->n; i++) {
        const int d = r->digit[r->n - 1 - i], twice = 2 * d;
        sum += i % 2 == 0 ? d : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
}

static bool is_card(const struct run *r)
{
    return !r->plus && r->n >= 13 && r->n <= 19 && r->digit[0] >= 3 && r->digit[0] <= 6 && luhn(r);
}

static bool grouped(const struct run *r, size_t a, size_t b, size_t c)
{
    return r->groups == 3 && r->group[0] == a && r->group[1] == b && r->group[2] == c;
}

static bool is_national(const struct run *r)
{
    return !r->plus && (grouped(r, 5, 7, 1) || grouped(r, 4, 4, 4) || grouped(r, 3, 2, 4));
}

/* "2024-10-12 15:30" and such. */
static bool is_date(const struct run *r)
{
    const int year = r->digit[0] * 10 + r->digit[1];
    return r->groups > 1 && ((r->group[0] == 4 && (year == 19 || year == 20) && r->group[1] <= 2) ||
                             (r->group[0] <= 2 && r->group[1] <= 2));
}

/* "5555555555" laughs in Thai, "0.00000001" counts. */
static bool is_figure(const struct run *r)
{
    size_t same = 1;
    while (same < r->n && r->digit[same] == r->digit[0])
        same++;
    return same == r->n || (r->groups > 1 && r->group[0] == 1 && r->digit[0] == 0);
}

/* Nine digits may be anything: they need a plus, a leading zero or groups. */
static bool is_phone(const struct run *r)
{
    if (r->plus)
        return r->n >= 8 && r->n <= 15;
    if (is_date(r) || is_figure(r) || r->n < 9 || r->n > 14)
        return false;
    return r->n >= 10 || r->digit[0] == 0 || r->groups >= 3;
}

/* ---- IBAN ------------------------------------------------------------------------------------ */

static int iban_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

/* The four first characters count last. */
static bool iban_right(const char *s, size_t n)
{
    unsigned rest = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned v = (unsigned)iban_value(s[(i + 4) % n]);
        rest = (v >= 10 ? rest * 100 + v : rest * 10 + v) % 97;
    }
    return rest == 1;
}

static bool iban_begins(struct rn_str s)
{
    return s.n >= 4 && s.p[0] >= 'a' && s.p[0] <= 'z' && s.p[1] >= 'a' && s.p[1] <= 'z' &&
           isdigit((unsigned char)s.p[2]) && isdigit((unsigned char)s.p[3]);
}

static bool iban_word(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (iban_value(s.p[i]) < 0)
            return false;
    return true;
}

/* In one piece or in groups. */
static void see_iban(struct rn_str text, const struct rn_words *w, size_t i,
                     struct rn_personal_found *ret)
{
    char s[IBAN_MAX];
    size_t n = 0;
    for (size_t k = i; k < w->n; k++) {
        const struct rn_str part = w->v[k].fold;
        if (n + part.n > IBAN_MAX || !iban_word(part) ||
            (k > i && !joins(text, w->v[k - 1].end, w->v[k].start)))
            return;
        memcpy(s + n, part.p, part.n);
        n += part.n;
        if (n >= IBAN_MIN && iban_right(s, n)) {
            note(ret, RN_PERSONAL_IBAN, w->v[i].start, w->v[k].end);
            return;
        }
    }
}

/* ---- e-mail ---------------------------------------------------------------------------------- */

static bool mail_char(char c)
{
    return isalnum((unsigned char)c) || (c != '\0' && strchr("._%+-", c) != NULL) ||
           (unsigned char)c >= 0x80;
}

/* Something before the @ at `at`, a name with a point behind it. */
static void see_mail(struct rn_str text, size_t at, struct rn_personal_found *ret)
{
    size_t from = at, to = at + 1, point = 0;
    while (from > 0 && at - from < 64 && mail_char(text.p[from - 1]))
        from--;
    while (to < text.n && to - at < 128 && mail_char(text.p[to])) {
        if (text.p[to] == '.' && to + 1 < text.n && isalpha((unsigned char)text.p[to + 1]))
            point = to;
        to++;
    }
    while (to > at + 1 && !isalnum((unsigned char)text.p[to - 1]))
        to--;
    if (from < at && text.p[at - 1] != '.' && point > at + 1 && point < to)
        note(ret, RN_PERSONAL_EMAIL, (uint32_t)from, (uint32_t)to);
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Gives how many words it took. */
static size_t see_number(struct rn_str text, const struct rn_words *w, size_t i, bool announced,
                         struct rn_personal_found *ret)
{
    struct run r;
    if (!run_at(text, w, i, &r))
        return 1;
    const uint32_t start = w->v[i].start - r.plus, end = w->v[i + r.words - 1].end;
    if (is_card(&r))
        note(ret, RN_PERSONAL_CARD, start, end);
    else if (is_national(&r))
        note(ret, RN_PERSONAL_NATIONAL_ID, start, end);
    else if (announced && r.n >= 4 && !r.plus && !is_date(&r))
        note(ret, RN_PERSONAL_REFERENCE, start, end);
    else if (is_phone(&r))
        note(ret, RN_PERSONAL_PHONE, start, end);
    return r.words;
}

void rn_personal_find(struct rn_str text, const struct rn_words *words, size_t reference,
                      struct rn_personal_found *ret)
{
    ret->kinds = 0;
    for (size_t i = 0; i < words->n;) {
        const struct rn_str fold = words->v[i].fold;
        const bool announced = i > reference && i - reference <= REFERENCE_REACH;
        if (iban_begins(fold))
            see_iban(text, words, i, ret);
        i += may_be_number(fold) ? see_number(text, words, i, announced, ret) : 1;
    }
    for (size_t at = 0; at < text.n; at++) {
        const char *p = memchr(text.p + at, '@', text.n - at);
        if (p == NULL)
            break;
        at = (size_t)(p - text.p);
        see_mail(text, at, ret);
    }
}
