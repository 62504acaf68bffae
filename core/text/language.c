/* SPDX-License-Identifier: MIT
 *
 * Script first: most scripts are written by one language only, and then the letters tell it. Where
 * several share one, a linear model over words and their pieces (grams.h, language_model.h) adds up
 * what each word says, what is known beside the text is added as a prior, and the lead of the best
 * becomes the confidence. A long text is read until nothing can overtake the best any more.
 */
#include "text/language.h"

#include <math.h>
#include <string.h>

#include <renown/utf8.h>

#include "text/grams.h"
#include "text/language_model.h"
#include "text/words.h"

enum { WORDS_LOOK = 400, WORDS_LEAST = 4 };

/* ---- scripts ----------------------------------------------------------------------------------
 */

enum script {
    NONE,
    LATIN,
    ARABIC,
    DEVANAGARI,
    CYRILLIC,
    HAN,
    KANA,
    ALONE /* and above: one language each */
};
enum { SCRIPTS = ALONE + 20 };

static const struct {
    uint32_t first, last;
    uint8_t script, bytes; /* of a letter in UTF-8 */
} ranges[] = {{0x41, 0x24F, LATIN, 1},         {0x370, 0x3FF, ALONE + 0, 2},
              {0x400, 0x52F, CYRILLIC, 2},     {0x531, 0x58F, ALONE + 1, 2},
              {0x591, 0x5F4, ALONE + 2, 2},    {0x600, 0x6FF, ARABIC, 2},
              {0x750, 0x77F, ARABIC, 2},       {0x900, 0x97F, DEVANAGARI, 3},
              {0x980, 0x9FF, ALONE + 3, 3},    {0xA00, 0xA7F, ALONE + 4, 3},
              {0xA80, 0xAFF, ALONE + 5, 3},    {0xB00, 0xB7F, ALONE + 6, 3},
              {0xB80, 0xBFF, ALONE + 7, 3},    {0xC00, 0xC7F, ALONE + 8, 3},
              {0xC80, 0xCFF, ALONE + 9, 3},    {0xD00, 0xD7F, ALONE + 10, 3},
              {0xD80, 0xDFF, ALONE + 11, 3},   {0xE01, 0xE5B, ALONE + 12, 3},
              {0xE81, 0xEDF, ALONE + 13, 3},   {0x1000, 0x109F, ALONE + 14, 3},
              {0x10A0, 0x10FF, ALONE + 15, 3}, {0x1100, 0x11FF, ALONE + 16, 3},
              {0x1200, 0x139F, ALONE + 17, 3}, {0x1780, 0x17FF, ALONE + 18, 3},
              {0x1C90, 0x1CBF, ALONE + 15, 3}, {0x1E00, 0x1EFF, LATIN, 2},
              {0x1F00, 0x1FFF, ALONE + 0, 3},  {0x3041, 0x30FF, KANA, 3},
              {0x3130, 0x318F, ALONE + 16, 3}, {0x31F0, 0x31FF, KANA, 3},
              {0x3400, 0x4DBF, HAN, 3},        {0x4E00, 0x9FFF, HAN, 3},
              {0xAC00, 0xD7A3, ALONE + 16, 3}, {0xF900, 0xFAFF, HAN, 3},
              {0xFB50, 0xFDFF, ARABIC, 3},     {0xFE70, 0xFEFC, ARABIC, 3},
              {0xFF66, 0xFF9F, KANA, 3},       {0x20000, 0x3FFFF, HAN, 4}};

static const char *const alone[] = {"el", "hy", "he", "bn", "pa", "gu", "or", "ta", "te", "kn",
                                    "ml", "si", "th", "lo", "my", "ka", "ko", "am", "km"};

static int range_of(uint32_t cp)
{
    int low = 0, high = (int)(sizeof ranges / sizeof *ranges) - 1;
    while (low <= high) {
        const int middle = (low + high) / 2;
        if (cp < ranges[middle].first)
            high = middle - 1;
        else if (cp > ranges[middle].last)
            low = middle + 1;
        else
            return middle;
    }
    return -1;
}

/* A word is of the script of its first letter. */
static enum script script_of(const struct rn_word *w, uint32_t *ret_letters)
{
    size_t at = 0;
    *ret_letters = 0;
    if (w->fold.n == 0)
        return NONE;
    const unsigned char c = (unsigned char)w->fold.p[0];
    const int r = c < 0x80 ? (c >= 'a' && c <= 'z' ? 0 : -1) : range_of(rn_utf8_next(w->fold, &at));
    if (r < 0)
        return NONE;
    *ret_letters = (uint32_t)((w->fold.n + ranges[r].bytes - 1) / ranges[r].bytes);
    return (enum script)ranges[r].script;
}

struct tally {
    uint32_t letters[SCRIPTS], all;
};

/* Ideographs say as much as several letters. Brand names and English words stand in Latin letters
 * in texts of every language, so these count less beside others. */
static uint32_t worth(enum script s, uint32_t letters)
{
    return s == LATIN ? letters * 2 : s == HAN || s == KANA ? letters * 7 : letters * 3;
}

static void count(const struct rn_words *words, struct tally *t)
{
    const size_t n = words->n < WORDS_LOOK ? words->n : WORDS_LOOK;
    for (size_t i = 0; i < n; i++) {
        uint32_t letters;
        const enum script s = script_of(&words->v[i], &letters);
        t->letters[s] += worth(s, letters);
        t->all += s != NONE ? worth(s, letters) : 0;
    }
}

/* ---- the models -------------------------------------------------------------------------------
 */

struct scores {
    const struct rn_language_model *m;
    int32_t sum[RN_MODEL_LANGS];
    int32_t foreign[RN_MODEL_LANGS]; /* of the words that are surely no English */
    double prior[RN_MODEL_LANGS];
    size_t words, known; /* looked at; found as a whole */
    size_t roman, english;
};

static const int8_t *look(const struct rn_language_model *m, uint64_t key)
{
    const uint32_t mask = ((uint32_t)1 << m->bits) - 1;
    const uint16_t sign = rn_gram_sign(key);
    for (uint32_t i = rn_gram_place(key, m->bits); m->signs[i] != 0; i = (i + 1) & mask)
        if (m->signs[i] == sign)
            return m->weights + (size_t)i * m->stride;
    return NULL;
}

static bool is_roman(const char *code)
{
    return code[2] == '-'; /* "ur-Latn" */
}

/* Whether a word is English or romanised, for texts that mix the two: English is the first language
 * of the Latin model. */
static void weigh_mix(struct scores *s, const int32_t word[RN_MODEL_LANGS], bool known)
{
    int32_t best = INT32_MIN;
    for (unsigned c = 1; c < s->m->count; c++)
        if (is_roman(s->m->codes[c]) && word[c] > best)
            best = word[c];
    const double lead = (double)(best - word[0]) * (double)s->m->scale;
    s->english += lead < -1;
    if (lead < 2 || !known)
        return;
    s->roman++;
    for (unsigned c = 0; c < s->m->count; c++)
        s->foreign[c] += word[c];
}

/* The weights of a key are added eight at a time. */
typedef int8_t lane8 __attribute__((vector_size(RN_MODEL_LANE)));
typedef int16_t lane16 __attribute__((vector_size(2 * RN_MODEL_LANE)));
enum { LANES = RN_MODEL_LANGS / RN_MODEL_LANE };

static inline void add_weights(const struct rn_language_model *m, const int8_t *w,
                               lane16 sum[LANES])
{
    for (unsigned k = 0; k * RN_MODEL_LANE < m->stride; k++) {
        lane8 part;
        memcpy(&part, w + (size_t)k * RN_MODEL_LANE, sizeof part);
        sum[k] += __builtin_convertvector(part, lane16);
    }
}

/* What the keys of a word say together. Every key is somewhere else in a table that no cache holds:
 * all places are asked for before the first is looked at. */
static bool weigh_keys(const struct rn_language_model *m, const uint64_t *keys, size_t n,
                       lane16 sum[LANES])
{
    const int8_t *w[RN_GRAMS_MAX];
    size_t found = 0;
    bool known = false;
    for (size_t k = 0; k < n; k++)
        __builtin_prefetch(&m->signs[rn_gram_place(keys[k], m->bits)]);
    for (size_t k = 0; k < n; k++) {
        if ((w[found] = look(m, keys[k])) == NULL)
            continue;
        known = known || k == 0;
        __builtin_prefetch(w[found++]);
    }
    for (size_t k = 0; k < found; k++)
        add_weights(m, w[k], sum);
    return known;
}

/* Few words make most of every text. What a word says depends on nothing but the word and the
 * model, which is constant, so each thread keeps the words it weighed last. */
enum { MEMO_BITS = 14 };

struct memo {
    uint64_t key;
    bool used, known;
    lane16 sum[LANES];
};

static const struct memo *weigh_word(const struct rn_language_model *m, const struct rn_word *word)
{
    static _Thread_local struct memo memos[1 << MEMO_BITS];
    const uint64_t key =
        word->hash ^ (uint64_t)(m - rn_language_models + 1) * UINT64_C(0x9E3779B97F4A7C15);
    struct memo *memo = &memos[key & ((1 << MEMO_BITS) - 1)];
    if (memo->used && memo->key == key)
        return memo;
    uint64_t keys[RN_GRAMS_MAX];
    *memo = (struct memo){.key = key, .used = true};
    const size_t n = rn_gram_keys(word->fold, RN_GRAM_START | RN_GRAM_END, keys);
    memo->known = weigh_keys(m, keys, n, memo->sum);
    return memo;
}

static void add_word(struct scores *s, const struct rn_word *w, bool mixes)
{
    int32_t word[RN_MODEL_LANGS] = {0};
    const struct memo *memo = weigh_word(s->m, w);
    for (unsigned c = 0; c < s->m->count; c++) {
        word[c] = memo->sum[c / RN_MODEL_LANE][c % RN_MODEL_LANE];
        s->sum[c] += word[c];
    }
    s->words++;
    s->known += memo->known;
    if (mixes)
        weigh_mix(s, word, memo->known);
}

/* The best, and how far it leads. */
static unsigned leader(const struct scores *s, double *ret_lead)
{
    double top = -1e9, second = -1e9;
    unsigned best = 0;
    for (unsigned c = 0; c < s->m->count; c++) {
        const double v = (double)s->sum[c] * (double)s->m->scale + s->prior[c];
        if (v > top) {
            second = top;
            top = v;
            best = c;
        } else if (v > second) {
            second = v;
        }
    }
    *ret_lead = top - second;
    return best;
}

/* Codes that some places use for languages that have another one here. */
static const char *const synonyms[][2] = {{"nb", "no"}, {"nn", "no"},  {"in", "id"},
                                          {"iw", "he"}, {"prs", "fa"}, {"npi", "ne"}};

/* The language of a mark: what stands before the first - or _, in any case. */
static bool same_language(struct rn_str mark, const char *code)
{
    char own[9] = "";
    size_t n = 0;
    while (n < mark.n && n < sizeof own - 1 && mark.p[n] != '-' && mark.p[n] != '_') {
        const char c = mark.p[n];
        own[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strcmp(own, synonyms[i][0]) == 0)
            n = strlen(strcpy(own, synonyms[i][1]));
    return n > 0 && strncmp(code, own, n) == 0 && (code[n] == '\0' || code[n] == '-');
}

enum { MARKED = 3, EXPECTED = 1 };

static double prior_of(const struct rn_language_model *m, unsigned c,
                       const struct rn_language_prior *prior)
{
    const double marked = same_language(prior->mark, m->codes[c]) ? MARKED : 0;
    for (size_t i = 0; i < prior->expected_count; i++)
        if (same_language(rn_str(prior->expected[i]), m->codes[c]))
            return marked + EXPECTED;
    return marked > 0 ? marked : (double)m->priors[c];
}

static void add_priors(struct scores *s, const struct rn_language_prior *prior)
{
    const bool any = prior != NULL && (prior->mark.n > 0 || prior->expected_count > 0);
    for (unsigned c = 0; c < s->m->count; c++)
        s->prior[c] = any ? prior_of(s->m, c, prior) : (double)s->m->priors[c];
}

/* How often an answer with this lead was right, on texts that the lists were not made of. */
static double sureness(double lead)
{
    return 0.995 / (1 + exp(0.6 - lead * 0.6));
}

/* An English text with enough words that are none is written in the other language by somebody who
 * mixes: at least two that stand in its list, and one in four. */
static bool is_mixed(const struct scores *s)
{
    return s->roman >= 2 && s->roman * 3 >= s->english;
}

static void settle(struct scores *s, struct rn_language *ret)
{
    static const double doubt[] = {0, 0.75, 0.45};
    double lead;
    unsigned best = leader(s, &lead);
    if (best == 0 && is_mixed(s)) {
        for (unsigned c = 0; c < s->m->count; c++)
            s->sum[c] = is_roman(s->m->codes[c]) ? s->foreign[c] : INT32_MIN / 2;
        best = leader(s, &lead);
        lead = lead < 3 ? lead : 3;
    }
    *ret = (struct rn_language){s->m->codes[best], sureness(lead)};
    /* a name or a brand: a word or two that stand in no list and look like several languages */
    if (s->known == 0 && ret->confidence < doubt[s->words <= 2 ? s->words : 0])
        *ret = (struct rn_language){RN_LANG_UNKNOWN, 0};
}

enum { LEAD_ENOUGH = 10, MIXED_LOOK = 40 };

/* True when the rest of the text would change nothing. */
static bool decided(const struct scores *s, bool mixes)
{
    double lead;
    if (s->words == 0 || s->words % WORDS_LEAST != 0)
        return false;
    const unsigned best = leader(s, &lead);
    return lead > LEAD_ENOUGH && (!mixes || best != 0 || s->roman == 0 || s->words >= MIXED_LOOK);
}

static void ask_model(enum script script, const struct rn_words *words,
                      const struct rn_language_prior *prior, struct rn_language *ret)
{
    struct scores s = {.m = &rn_language_models[script - LATIN]};
    const size_t n = words->n < WORDS_LOOK ? words->n : WORDS_LOOK;
    const bool mixes = script == LATIN;
    add_priors(&s, prior);
    for (size_t i = 0; i < n && !decided(&s, mixes); i++) {
        uint32_t letters;
        if (script_of(&words->v[i], &letters) == script)
            add_word(&s, &words->v[i], mixes);
    }
    settle(&s, ret);
}

/* ---- altogether -------------------------------------------------------------------------------
 */

void rn_language_tell(struct rn_str text, const struct rn_words *words,
                      const struct rn_language_prior *prior, struct rn_language *ret)
{
    struct tally t = {0};
    enum script best = NONE;
    (void)text;
    *ret = (struct rn_language){RN_LANG_UNKNOWN, 0};
    count(words, &t);
    for (int s = LATIN; s < SCRIPTS; s++)
        if (t.letters[s] > (best == NONE ? 0 : t.letters[best]))
            best = (enum script)s;
    if (best == NONE)
        return;
    const double share = (double)t.letters[best] / t.all;
    if (best == HAN || best == KANA) {
        const bool kana = t.letters[KANA] * 16 > t.letters[HAN];
        *ret = (struct rn_language){kana ? "ja" : "zh", 0.5 + share * 0.49};
    } else if (best >= ALONE) {
        *ret = (struct rn_language){alone[best - ALONE], 0.5 + share * 0.49};
    } else {
        ask_model(best, words, prior, ret);
    }
}
