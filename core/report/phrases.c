/* SPDX-License-Identifier: MIT */
#include "report/phrases.h"

#include <string.h>

#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "text/signs.h"
#include "text/words.h"

enum { SLOTS = 1 << 16, FULL = SLOTS / 4 * 3, GRAM = 3, WORDS_READ = 120, AUTHORS = 3 };
enum { LEAST_LETTERS = 3, PHRASE_MAX = 120 };
enum { COMMON = 10, LEAST_PAST = 50 };

struct phrase {
    uint64_t hash; /* 0: empty */
    char *words;
    uint32_t reviews[RN_TERM_WINDOWS];
    uint32_t last; /* the review that counted it last */
    uint32_t authors;
    uint64_t author[AUTHORS];
};

struct rn_phrases {
    struct phrase *slot;
    size_t used;
    uint32_t review; /* number of the one that is read */
    bool closed;
    struct rn_words words;
    size_t *candidate;
    size_t candidates;
};

struct rn_phrases *rn_phrases_new(const void *ctx)
{
    struct rn_phrases *p = rn_new(ctx, struct rn_phrases);
    p->slot = rn_new_array(p, struct phrase, SLOTS);
    return p;
}

static struct phrase *place(const struct rn_phrases *p, uint64_t hash)
{
    size_t i = hash & (SLOTS - 1);
    while (p->slot[i].hash != 0 && p->slot[i].hash != hash)
        i = (i + 1) & (SLOTS - 1);
    return &p->slot[i];
}

/* Digits and single letters say nothing by themselves. */
static bool tells(struct rn_str s)
{
    const unsigned char c = s.n > 0 ? (unsigned char)s.p[0] : '0';
    return (c < '0' || c > '9') && rn_utf8_count(s) >= (c >= 0xE3 && c <= 0xE9 ? 1 : LEAST_LETTERS);
}

static bool joined(const struct rn_words *w, size_t i)
{
    return w->v[i].start <= w->v[i - 1].end + 1 && !rn_words_gap(w, i);
}

/* Words i to i + n - 1 as they are counted: folded, a blank between those that had one. */
static struct rn_str spell(const struct rn_words *w, size_t i, size_t n, char out[PHRASE_MAX])
{
    size_t len = 0;
    for (size_t k = i; k < i + n; k++) {
        const bool blank = k > i && w->v[k].start > w->v[k - 1].end;
        if (len + blank + w->v[k].fold.n >= PHRASE_MAX)
            return rn_strn("", 0);
        if (blank)
            out[len++] = ' ';
        memcpy(out + len, w->v[k].fold.p, w->v[k].fold.n);
        len += w->v[k].fold.n;
    }
    return rn_strn(out, len);
}

static void note_author(struct phrase *e, uint64_t author)
{
    for (uint32_t i = 0; i < e->authors; i++)
        if (e->author[i] == author)
            return;
    if (e->authors < AUTHORS)
        e->author[e->authors++] = author;
}

static void count_one(struct rn_phrases *p, struct rn_str words, enum rn_term_window window,
                      uint64_t author)
{
    const uint64_t hash = rn_hash64(words) | 1;
    struct phrase *e = place(p, hash);
    if (e->hash == 0) {
        if (p->closed || p->used >= FULL)
            return;
        e->hash = hash;
        e->words = rn_dup(p, words);
        p->used++;
    }
    if (e->last == p->review)
        return;
    e->last = p->review;
    e->reviews[window]++;
    if (window == RN_TERM_NOW)
        note_author(e, author);
}

/* Of a script without spaces one character is no phrase. */
static bool long_enough(const struct rn_words *w, size_t i, size_t n)
{
    return n > 1 || rn_utf8_count(w->v[i].fold) > 1;
}

void rn_phrases_count(struct rn_phrases *p, struct rn_str text, enum rn_term_window window,
                      uint64_t author)
{
    char room[PHRASE_MAX];
    p->review++;
    rn_words_make(p, &p->words, text, false);
    const size_t words = p->words.n < WORDS_READ ? p->words.n : WORDS_READ;
    for (size_t i = 0; i < words; i++) {
        if (!tells(p->words.v[i].fold))
            continue;
        for (size_t n = 1; n <= GRAM && i + n <= words; n++) {
            if (n > 1 && !joined(&p->words, i + n - 1))
                break;
            if (tells(p->words.v[i + n - 1].fold) && long_enough(&p->words, i, n))
                count_one(p, spell(&p->words, i, n, room), window, author);
        }
    }
}

void rn_phrases_close(struct rn_phrases *p)
{
    p->closed = true;
    p->candidate = rn_new_array(p, size_t, p->used + 1);
    for (size_t i = 0; i < SLOTS; i++)
        if (p->slot[i].hash != 0 && p->slot[i].authors >= AUTHORS)
            p->candidate[p->candidates++] = i;
}

/* How many reviews of the half year hold this word or phrase. */
static uint32_t past_of(const struct rn_phrases *p, struct rn_str words)
{
    return place(p, rn_hash64(words) | 1)->reviews[RN_TERM_LONG];
}

static bool is_common(const struct rn_phrases *p, const char *words, int64_t total)
{
    const char *first = strchr(words, ' '), *last = strrchr(words, ' ');
    const struct rn_str all = rn_str(words);
    const struct rn_str head = first != NULL ? rn_strn(words, (size_t)(first - words)) : all;
    const struct rn_str tail = last != NULL ? rn_str(last + 1) : all;
    return past_of(p, all) * COMMON > total || past_of(p, head) * COMMON > total ||
           past_of(p, tail) * COMMON > total;
}

void rn_phrases_sift(struct rn_phrases *p, int64_t total)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->candidates && total >= LEAST_PAST; i++)
        if (!is_common(p, p->slot[p->candidate[i]].words, total))
            p->candidate[kept++] = p->candidate[i];
    p->candidates = kept;
}

size_t rn_phrases_candidates(const struct rn_phrases *p)
{
    return p->candidates;
}

void rn_phrases_term(const struct rn_phrases *p, size_t i, struct rn_term *ret)
{
    const struct phrase *e = &p->slot[p->candidate[i]];
    *ret = (struct rn_term){.mark = e, .name = e->words, .authors = e->authors};
    for (size_t k = 0; k < RN_TERM_WINDOWS; k++)
        ret->reviews[k] = e->reviews[k];
}

/* ---- the same thing twice -------------------------------------------------------------------- */

static bool is_sign_of(const char *topic, const char *phrase)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    struct rn_signs *s = rn_new(tmp, struct rn_signs);
    rn_words_make(tmp, &w, rn_str(phrase), false);
    rn_signs_read(rn_str(phrase), &w, "en", s);
    for (unsigned k = 0; k < RN_TOPICS; k++)
        if ((s->seen & RN_SIGN_BIT(RN_SIGN_TOPIC + k)) != 0 &&
            strcmp(rn_topic_words[k], topic) == 0)
            return true;
    return false;
}

bool rn_phrase_same(const char *name, bool is_phrase, const char *phrase)
{
    if (!is_phrase)
        return is_sign_of(name, phrase);
    return strstr(name, phrase) != NULL || strstr(phrase, name) != NULL;
}

bool rn_phrase_in(struct rn_str text, const char *phrase)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    char room[PHRASE_MAX];
    rn_words_make(tmp, &w, text, false);
    for (size_t i = 0; i < w.n; i++)
        for (size_t n = 1; n <= GRAM && i + n <= w.n && (n == 1 || joined(&w, i + n - 1)); n++)
            if (rn_str_is(spell(&w, i, n, room), phrase))
                return true;
    return false;
}
