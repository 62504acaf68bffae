/* SPDX-License-Identifier: MIT
 *
 * Two ways through a word. The quick one folds code point by code point straight into the arena;
 * nearly every word takes it. A word with a code point that composes, reorders or folds to several
 * is read again by the thorough one, which collects it and lets ICU normalise it whole.
 *
 * In the arena every word has one byte before it, which says whether it begins a field.
 */
#include "text/words.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "text/letter.h"

enum {
    COLLECT_MAX = 320,           /* code points of a word that are looked at by the thorough way */
    UNITS_MAX = COLLECT_MAX * 2, /* the same in UTF-16 */
    FOLDED_MAX = UNITS_MAX * 3,  /* normalising or folding makes at most three of one */
    ROOM = RN_WORD_MAX + 8       /* in the arena before a word is begun */
};

struct tokeniser {
    struct rn_str text;
    size_t at;
    bool turkish;
    const struct rn_letter *table;
    uint32_t base;
};

/* ---- the list -------------------------------------------------------------------------------- */

/* Moves the views along when the arena moves; it doubles, so this is rare. */
static void grow_arena(const void *ctx, struct rn_words *w)
{
    size_t cap = w->arena_cap > 0 ? w->arena_cap * 2 : 4096;
    char *old = w->arena, *fresh = rn_new_array(ctx, char, cap);
    if (w->arena_n > 0)
        memcpy(fresh, old, w->arena_n);
    for (size_t i = 0; i < w->n; i++)
        w->v[i].fold.p = fresh + (w->v[i].fold.p - old);
    (void)talloc_free(old);
    w->arena = fresh;
    w->arena_cap = cap;
}

static void make_room(const void *ctx, struct rn_words *w)
{
    if (w->arena_cap - w->arena_n < ROOM)
        grow_arena(ctx, w);
    if (w->n == w->cap) {
        w->cap = w->cap > 0 ? w->cap * 2 : 64;
        w->v = rn_grow_array(ctx, w->v, struct rn_word, w->cap);
    }
}

bool rn_words_gap(const struct rn_words *w, size_t i)
{
    return w->v[i].fold.p[-1] != '\0';
}

/* ---- walking --------------------------------------------------------------------------------- */

static inline struct rn_letter letter_at(const struct tokeniser *t, size_t *at, uint32_t *ret_fold,
                                         uint32_t *ret_cp)
{
    unsigned char c = (unsigned char)t->text.p[*at];
    uint32_t cp;
    if (c < 0x80) {
        cp = c;
        (*at)++;
    } else {
        size_t before = *at;
        cp = rn_utf8_next(t->text, at);
        if (cp == 0xFFFD && *at == before + 1)
            cp = 0; /* an invalid byte is a separator like NUL */
    }
    *ret_cp = cp;
    if (cp >= RN_LETTER_TABLE)
        return rn_letter_look(cp, ret_fold);
    *ret_fold = t->table[cp].fold;
    return t->table[cp];
}

/* The state of one word while it is walked over: what may continue it, where it ends so far. */
struct walk {
    size_t at, end;
    bool started, alone, joining;
};

enum step { STEP_END, STEP_SKIP, STEP_TAKE };

/* Whether the letter that was just read belongs to the word. `next` is the place behind it. */
static inline enum step advance(struct walk *k, struct rn_letter l, size_t next)
{
    switch (l.kind) {
    case RN_LETTER_DROP:
        k->at = next;
        return STEP_SKIP;
    case RN_LETTER_JOIN:
        if (k->joining || k->alone)
            return STEP_END;
        k->joining = true;
        k->at = next;
        return STEP_SKIP;
    case RN_LETTER_NONE:
        return STEP_END;
    case RN_LETTER_ALONE:
        if (k->started)
            return STEP_END;
        k->alone = true;
        break;
    case RN_LETTER_MARK:
        if (k->joining)
            return STEP_END;
        break;
    default:
        if (k->alone)
            return STEP_END;
        break;
    }
    k->started = true;
    k->at = k->end = next;
    return STEP_TAKE;
}

/* ---- the thorough way ------------------------------------------------------------------------ */

struct units {
    UChar u[FOLDED_MAX];
    int32_t n;
};

static void collect(const struct tokeniser *t, struct walk *k, struct units *out)
{
    out->n = 0;
    while (k->at < t->text.n) {
        uint32_t fold, cp;
        size_t next = k->at;
        bool joined = k->joining;
        struct rn_letter l = letter_at(t, &next, &fold, &cp);
        enum step s = advance(k, l, next);
        if (s == STEP_END)
            break;
        if (s == STEP_SKIP || out->n + 3 > UNITS_MAX)
            continue;
        if (joined)
            out->u[out->n++] = '\'';
        k->joining = false;
        U16_APPEND_UNSAFE(out->u, out->n, (UChar32)cp);
    }
}

/* NFC, full case folding, NFC again: folding can take a letter apart. */
static bool normalise(struct units *word, bool turkish)
{
    struct units other;
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    other.n = unorm2_normalize(nfc, word->u, word->n, other.u, FOLDED_MAX, &e);
    word->n = u_strFoldCase(word->u, FOLDED_MAX, other.u, other.n,
                            turkish ? U_FOLD_CASE_EXCLUDE_SPECIAL_I : U_FOLD_CASE_DEFAULT, &e);
    other.n = unorm2_normalize(nfc, word->u, word->n, other.u, FOLDED_MAX, &e);
    if (U_FAILURE(e))
        return false;
    (void)u_memcpy(word->u, other.u, other.n);
    word->n = other.n;
    return true;
}

/* Yeh with hamza above is one letter, whichever yeh it was typed with; and the one letter that
 * folds to an apostrophe and another (U+0149) gets the apostrophe that all others have. */
static uint32_t last_touch(const struct units *word, int32_t *at, uint32_t cp)
{
    if (cp == 0x02BC)
        return '\'';
    if ((cp == 0x06CC || cp == 0x0649) && *at < word->n && word->u[*at] == 0x0654) {
        (*at)++;
        return 0x0626;
    }
    return rn_letter_variant(cp);
}

static size_t write_units(const struct units *word, char *out)
{
    size_t n = 0;
    for (int32_t i = 0; i < word->n;) {
        char bytes[4];
        UChar32 c;
        U16_NEXT(word->u, i, word->n, c);
        uint32_t cp = last_touch(word, &i, (uint32_t)c);
        size_t len = n == 0 && cp == '\'' ? 0 : rn_utf8_put(bytes, cp);
        if (n + len > RN_WORD_MAX)
            break;
        memcpy(out + n, bytes, len);
        n += len;
    }
    return n;
}

static size_t fold_thorough(const struct tokeniser *t, struct walk *k, char *out)
{
    struct units word;
    collect(t, k, &word);
    return normalise(&word, t->turkish) ? write_units(&word, out) : 0;
}

/* ---- the quick way --------------------------------------------------------------------------- */

/* Plain letters of ASCII up to something else: most of most texts. */
static inline size_t fold_ascii(const struct tokeniser *t, struct walk *k, char *out, size_t n)
{
    const unsigned char *p = (const unsigned char *)t->text.p;
    size_t at = k->at;
    for (; at < t->text.n && n < RN_WORD_MAX; at++, n++) {
        unsigned char c = p[at];
        if (c >= 0x80 || t->table[c].kind != RN_LETTER_WORD || (c == 'I' && t->turkish))
            break;
        out[n] = (char)t->table[c].fold;
    }
    if (at > k->at)
        k->at = k->end = at;
    return n;
}

/* Appends one folded code point; false, and full from then on, when it no longer fits. */
static inline bool put(char *out, size_t *n, uint32_t fold)
{
    if (*n + 4 > RN_WORD_MAX)
        return false;
    *n += rn_utf8_put(out + *n, fold);
    return true;
}

struct quick {
    size_t n;
    bool hard, full, class;
};

static inline void take_quick(const struct tokeniser *t, struct quick *q, struct rn_letter l,
                              uint32_t cp, uint32_t fold, bool joined, char *out)
{
    q->hard = l.hard || (q->class && l.class) || (t->turkish && (cp == 'I' || cp == 0x0130));
    q->class = l.class;
    if (cp == 0xDF) { /* too common for the thorough way */
        q->hard = false;
        q->full = q->full || !put(out, &q->n, 's') || !put(out, &q->n, 's');
        return;
    }
    q->full = q->full || (joined && !put(out, &q->n, '\'')) || !put(out, &q->n, fold);
}

/* Gives the number of folded bytes; false when the word needs the thorough way. */
static inline bool fold_quick(const struct tokeniser *t, struct walk *k, char *out, size_t *ret_n)
{
    struct quick q = {0};
    while (k->at < t->text.n) {
        uint32_t fold, cp;
        if (!k->alone && !k->joining && !q.full) {
            size_t before = k->at;
            q.n = fold_ascii(t, k, out, q.n);
            if (k->at > before) {
                k->started = true;
                q.class = false;
                continue;
            }
        }
        size_t next = k->at;
        bool joined = k->joining;
        struct rn_letter l = letter_at(t, &next, &fold, &cp);
        enum step s = advance(k, l, next);
        if (s == STEP_END)
            break;
        if (s == STEP_SKIP)
            continue;
        k->joining = false;
        take_quick(t, &q, l, cp, fold, joined, out);
        if (q.hard)
            return false;
    }
    *ret_n = q.n;
    return true;
}

/* ---- whole texts ----------------------------------------------------------------------------- */

/* Moves to the next letter or digit; marks and joiners alone begin nothing. */
static bool seek(struct tokeniser *t)
{
    while (t->at < t->text.n) {
        uint32_t fold, cp;
        size_t next = t->at;
        struct rn_letter l = letter_at(t, &next, &fold, &cp);
        if (l.kind == RN_LETTER_WORD || l.kind == RN_LETTER_ALONE)
            return true;
        t->at = next;
    }
    return false;
}

static void add_word(const void *ctx, struct rn_words *w, struct tokeniser *t, char gap)
{
    struct walk k = {.at = t->at};
    size_t n;
    make_room(ctx, w);
    char *out = w->arena + w->arena_n + 1;
    if (!fold_quick(t, &k, out, &n)) {
        k = (struct walk){.at = t->at};
        n = fold_thorough(t, &k, out);
    }
    out[-1] = gap;
    struct rn_str fold = rn_strn(out, n);
    w->v[w->n++] = (struct rn_word){rn_hash64(fold), fold, t->base + (uint32_t)t->at,
                                    t->base + (uint32_t)k.end};
    w->arena_n += n + 1;
    t->at = k.at;
}

void rn_words_more(const void *ctx, struct rn_words *w, struct rn_str text, uint32_t base,
                   bool turkish)
{
    struct tokeniser t = {text, 0, turkish, rn_letter_table(), base};
    for (char gap = w->n > 0; seek(&t); gap = 0)
        add_word(ctx, w, &t, gap);
}

void rn_words_make(const void *ctx, struct rn_words *w, struct rn_str text, bool turkish)
{
    w->n = w->arena_n = 0;
    rn_words_more(ctx, w, text, 0, turkish);
}

bool rn_words_turkish(struct rn_str lang)
{
    static const char *const codes[] = {"tr", "az"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (rn_str_starts(lang, codes[i]) && (lang.n == 2 || lang.p[2] == '-' || lang.p[2] == '_'))
            return true;
    return false;
}

void rn_words_of(const void *ctx, struct rn_words *w, struct rn_str title, struct rn_str text,
                 struct rn_str lang)
{
    const bool turkish = rn_words_turkish(lang);
    rn_words_make(ctx, w, title, turkish);
    rn_words_more(ctx, w, text, (uint32_t)title.n + 1, turkish);
}
