/* SPDX-License-Identifier: MIT */
#include "text/lexicon.h"

#include <string.h>

#include "text/lexicon_key.h"
#include "text/sign.h"

enum { BEGIN_MAX = 62, SKELETON_ROOM = 64 };

/* ---- which lexicon -----------------------------------------------------------------------------
 */

struct shelf {
    const struct rn_lexicon *v;
    size_t n;
};

static const struct rn_lexicon *by_name(struct shelf s, const char *name, size_t n)
{
    const struct rn_lexicon *end = s.v + s.n;
    for (const struct rn_lexicon *x = s.v; x < end; x++)
        if (strncmp(x->lang, name, n) == 0 && x->lang[n] == '\0')
            return x;
    return NULL;
}

/* "pt-BR" is "pt" unless there is a lexicon of that very name, as for "ur-Latn". */
static const struct rn_lexicon *by_tag(struct shelf s, const char *tag)
{
    const struct rn_lexicon *lex = by_name(s, tag, strlen(tag));
    for (size_t n = strlen(tag); lex == NULL && n > 0; n--)
        if (tag[n] == '-')
            lex = by_name(s, tag, n);
    return lex;
}

static size_t chain_of(struct shelf s, const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN])
{
    const struct rn_lexicon *first = by_tag(s, lang);
    size_t n = 0;
    if (first == NULL)
        return 0;
    ret[n++] = first;
    for (const char *p = first->also; *p != '\0' && n < RN_LEX_CHAIN;) {
        size_t len = strcspn(p, " ");
        const struct rn_lexicon *next = by_name(s, p, len);
        if (next != NULL)
            ret[n++] = next;
        p += len + (p[len] == ' ');
    }
    return n;
}

size_t rn_lexicon_chain(const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN])
{
    return chain_of((struct shelf){rn_lexicons, rn_lexicons_n}, lang, ret);
}

size_t rn_sign_chain(const char *lang, const struct rn_lexicon *ret[RN_LEX_CHAIN])
{
    return chain_of((struct shelf){rn_sign_lexicons, rn_sign_lexicons_n}, lang, ret);
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

/* ---- entries of several words ------------------------------------------------------------------
 */

/* Goes word by word as long as some entry goes on so. */
struct steps {
    const struct rn_lexicon *lex;
    const struct rn_words *w;
    size_t i, k;                      /* from word i; k words are taken */
    uint64_t h;                       /* of them */
    const struct rn_lex_entry *e;     /* what they are; NULL: nothing */
    const struct rn_lex_entry *begun; /* what they are when the last is only begun; NULL: nothing */
};

static struct steps first_step(const struct rn_lexicon *lex, const struct rn_words *w, size_t i)
{
    struct steps s = {lex, w, i, 1, rn_lex_bytes(RN_LEX_START, w->v[i].fold), NULL, NULL};
    s.e = slot(lex, s.h, RN_LEX_WHOLE);
    return s;
}

static bool step(struct steps *s)
{
    const size_t at = s->i + s->k;
    if (s->e == NULL || s->e->longest <= s->k || at >= s->w->n)
        return false;
    const struct rn_word *a = &s->w->v[at - 1], *b = &s->w->v[at];
    if (b->start > a->end + 2 || rn_words_gap(s->w, at))
        return false;
    if (b->start > a->end)
        s->h = rn_lex_byte(s->h, ' ');
    const bool begins = (s->e->used & RN_LEX_BEGINNING_FOLLOWS) != 0;
    s->begun = begins ? beginning(s->lex, s->h, b->fold) : NULL;
    s->h = rn_lex_bytes(s->h, b->fold);
    s->e = slot(s->lex, s->h, RN_LEX_WHOLE);
    s->k++;
    return true;
}

/* The last that fits wins. */
static bool phrase(struct steps *s, struct rn_lex_hit *ret)
{
    bool any = false;
    while (step(s)) {
        any = found(s->begun, s->k, ret) || any;
        any = found(s->e, s->k, ret) || any;
    }
    return any;
}

bool rn_lexicon_find(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                     struct rn_lex_hit *ret, bool *ret_leads)
{
    struct steps s = first_step(lex, w, i);
    const struct rn_lex_entry *e = s.e;
    *ret_leads = e != NULL && e->longest > 1;
    if (*ret_leads && phrase(&s, ret))
        return true;
    return found(e, 1, ret) || found(beginning(lex, RN_LEX_START, w->v[i].fold), 1, ret) ||
           found(skeleton(lex, w->v[i].fold), 1, ret);
}

static uint64_t signs_of(const struct rn_lexicon *lex, const struct rn_lex_entry *e)
{
    return e != NULL && e->role == RN_LEX_SIGNS ? lex->sets[(uint8_t)e->weight] : 0;
}

uint64_t rn_lexicon_word_signs(const struct rn_lexicon *lex, struct rn_str word, bool *ret_leads)
{
    const struct rn_lex_entry *e = slot(lex, rn_lex_bytes(RN_LEX_START, word), RN_LEX_WHOLE);
    *ret_leads = e != NULL && e->longest > 1;
    const uint64_t signs = signs_of(lex, e) | signs_of(lex, beginning(lex, RN_LEX_START, word));
    return signs != 0 ? signs : signs_of(lex, skeleton(lex, word));
}

uint64_t rn_lexicon_phrase_signs(const struct rn_lexicon *lex, const struct rn_words *w, size_t i,
                                 size_t *ret_words)
{
    struct steps s = first_step(lex, w, i);
    uint64_t all = 0, last = 0;
    *ret_words = 1;
    while (step(&s)) {
        const uint64_t more = signs_of(lex, s.begun) | signs_of(lex, s.e);
        if (more == 0)
            continue;
        all |= more;
        last = more;
        *ret_words = s.k;
    }
    return (last & RN_SIGN_BIT(RN_SIGN_NONE)) != 0 ? RN_SIGN_BIT(RN_SIGN_NONE)
                                                   : all & ~RN_SIGN_BIT(RN_SIGN_NONE);
}
