/* SPDX-License-Identifier: MIT */
#include "text/lexicon.h"

#include <string.h>

#include "text/lexicon_key.h"

enum { BEGIN_MAX = 62, SKELETON_ROOM = 64 };

/* ---- which lexicon -----------------------------------------------------------------------------
 */

static const struct rn_lexicon *by_name(const char *name, size_t n)
{
    for (size_t i = 0; i < rn_lexicons_n; i++)
        if (strncmp(rn_lexicons[i].lang, name, n) == 0 && rn_lexicons[i].lang[n] == '\0')
            return &rn_lexicons[i];
    return NULL;
}

/* "pt-BR" is "pt" unless there is a lexicon of that very name, as for "ur-Latn". */
static const struct rn_lexicon *by_tag(const char *tag)
{
    const struct rn_lexicon *lex = by_name(tag, strlen(tag));
    for (size_t n = strlen(tag); lex == NULL && n > 0; n--)
        if (tag[n] == '-')
            lex = by_name(tag, n);
    return lex;
}

size_t rn_lexicon_chain(const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN])
{
    const struct rn_lexicon *first = by_tag(lang);
    size_t n = 0;
    if (first == NULL)
        return 0;
    ret[n++] = first;
    for (const char *p = first->also; *p != '\0' && n < RN_LEX_CHAIN;) {
        size_t len = strcspn(p, " ");
        const struct rn_lexicon *next = by_name(p, len);
        if (next != NULL)
            ret[n++] = next;
        p += len + (p[len] == ' ');
    }
    return n;
}

/* ---- looking up --------------------------------------------------------------------------------
 */

static const struct rn_lex_entry *slot(const struct rn_lexicon *lex, uint64_t h, uint64_t kind)
{
    uint64_t key = rn_lex_key(h, kind);
    uint32_t check = (uint32_t)(key >> 32);
    for (uint32_t i = (uint32_t)key & lex->mask;; i = (i + 1) & lex->mask) {
        const struct rn_lex_entry *e = &lex->v[i];
        if (!e->used)
            return NULL;
        if (e->check == check)
            return e;
    }
}

/* The longest beginning of `word` that ends an entry, when `h` stands before it. */
static const struct rn_lex_entry *beginning(const struct rn_lexicon *lex, uint64_t h,
                                            struct rn_str word)
{
    const struct rn_lex_entry *best = NULL;
    for (size_t n = 1; n <= word.n && n <= BEGIN_MAX; n++) {
        h = rn_lex_byte(h, word.p[n - 1]);
        if ((lex->begins >> n & 1) == 0)
            continue;
        const struct rn_lex_entry *e = slot(lex, h, RN_LEX_BEGIN);
        if (e != NULL)
            best = e;
    }
    return best;
}

static const struct rn_lex_entry *skeleton(const struct rn_lexicon *lex, struct rn_str word)
{
    char bones[SKELETON_ROOM];
    size_t n = lex->roman ? rn_lex_skeleton(word, bones, sizeof bones) : 0;
    if (n == 0)
        return NULL;
    return slot(lex, rn_lex_bytes(RN_LEX_START, rn_strn(bones, n)), RN_LEX_SKELETON);
}

static bool found(const struct rn_lex_entry *e, size_t words, struct rn_lex_hit *ret)
{
    if (e == NULL || e->role == RN_LEX_NONE)
        return false;
    *ret = (struct rn_lex_hit){(enum rn_lex_role)e->role, e->weight / 4.0, words};
    return true;
}

/* Entries of several words: word by word as long as some entry goes on so; the last that fits wins.
 */
static bool phrase(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                   const struct rn_lex_entry *e, uint64_t h, struct rn_lex_hit *ret)
{
    bool any = false;
    for (size_t k = 1; e != NULL && e->longest > k && i + k < w->n; k++) {
        const struct rn_word *a = &w->v[i + k - 1], *b = &w->v[i + k];
        if (b->start > a->end + 2 || rn_words_gap(w, i + k))
            break;
        if (b->start > a->end)
            h = rn_lex_byte(h, ' ');
        if ((e->used & RN_LEX_BEGINNING_FOLLOWS) != 0)
            any = found(beginning(lex, h, b->fold), k + 1, ret) || any;
        h = rn_lex_bytes(h, b->fold);
        e = slot(lex, h, RN_LEX_WHOLE);
        any = found(e, k + 1, ret) || any;
    }
    return any;
}

bool rn_lexicon_find(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                     struct rn_lex_hit *ret, bool *ret_leads)
{
    struct rn_str word = w->v[i].fold;
    uint64_t h = rn_lex_bytes(RN_LEX_START, word);
    const struct rn_lex_entry *e = slot(lex, h, RN_LEX_WHOLE);
    *ret_leads = e != NULL && e->longest > 1;
    if (*ret_leads && phrase(lex, w, i, e, h, ret))
        return true;
    return found(e, 1, ret) || found(beginning(lex, RN_LEX_START, word), 1, ret) ||
           found(skeleton(lex, word), 1, ret);
}
