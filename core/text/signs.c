/* SPDX-License-Identifier: MIT */
#include "text/signs.h"

#include <string.h>

#include <renown/utf8.h>

#include "text/lexicon.h"

#define IN_SENTENCE                                                                                \
    (RN_SIGN_BIT(RN_SIGN_QUESTION) | RN_SIGN_BIT(RN_SIGN_OPENER) | RN_SIGN_BIT(RN_SIGN_RHETORIC) | \
     RN_SIGN_BIT(RN_SIGN_THANKS))

enum { OPENER_REACH = 2 };

struct walk {
    struct rn_str text;
    const struct rn_words *w;
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    size_t chain_n;
    uint64_t salt;
    struct rn_signs *out;
    uint64_t hint_word[RN_RISKS]; /* hash of the first hint, to know a second one by */
    uint64_t sentence;            /* signs of this sentence that matter for asking */
    size_t begun;                 /* its first word */
    bool asks;                    /* it ends with a question mark */
};

/* ---- looking up ------------------------------------------------------------------------------ */

/* What a single word gives depends on nothing but the word and the constant lexicons, so each
 * thread keeps what it found last, and which lexicons have longer entries that begin with it. */
enum { MEMO_BITS = 14, MEMO_LEADS = 58 };
#define MEMO_TAKEN RN_SIGN_BIT(61)
#define MEMO_FLAGS (MEMO_TAKEN | UINT64_C(7) << MEMO_LEADS)

struct memo {
    uint64_t key, signs;
};

/* All lexicons are asked: a text in one language borrows words of the next. */
static uint64_t word_signs(const struct walk *k, struct rn_str word)
{
    uint64_t all = MEMO_TAKEN;
    for (size_t c = 0; c < k->chain_n; c++) {
        bool leads;
        all |= rn_lexicon_word_signs(k->chain[c], word, &leads);
        if (leads)
            all |= RN_SIGN_BIT(MEMO_LEADS + c);
    }
    return all;
}

static uint64_t with_phrases(const struct walk *k, size_t i, uint64_t known, size_t *ret_words)
{
    uint64_t all = known & ~MEMO_FLAGS;
    for (size_t c = 0; c < k->chain_n; c++) {
        size_t n;
        if ((known & RN_SIGN_BIT(MEMO_LEADS + c)) == 0)
            continue;
        const uint64_t signs = rn_lexicon_phrase_signs(k->chain[c], k->w, i, &n);
        if (signs == 0)
            continue;
        *ret_words = n > *ret_words ? n : *ret_words;
        if (signs == RN_SIGN_BIT(RN_SIGN_NONE))
            return signs;
        all = (all & ~RN_SIGN_BIT(RN_SIGN_NONE)) | signs;
    }
    return all;
}

static uint64_t look_up(const struct walk *k, size_t i, size_t *ret_words)
{
    static _Thread_local struct memo memos[1 << MEMO_BITS];
    const uint64_t key = k->w->v[i].hash ^ k->salt;
    struct memo *m = &memos[key & ((1 << MEMO_BITS) - 1)];
    *ret_words = 1;
    if (m->key != key || m->signs == 0)
        *m = (struct memo){key, word_signs(k, k->w->v[i].fold)};
    return (m->signs & ~(MEMO_TAKEN | RN_SIGN_BIT(RN_SIGN_NONE))) == 0
               ? m->signs & ~MEMO_TAKEN
               : with_phrases(k, i, m->signs, ret_words);
}

/* ---- sentences ------------------------------------------------------------------------------- */

static bool is_asking(const struct walk *k)
{
    if ((k->sentence & RN_SIGN_BIT(RN_SIGN_RHETORIC)) != 0)
        return false;
    return k->asks || (k->sentence & (RN_SIGN_BIT(RN_SIGN_QUESTION) | RN_SIGN_BIT(RN_SIGN_OPENER)));
}

static void end_sentence(struct walk *k, size_t next)
{
    if (next > k->begun) {
        k->out->thanks_first =
            k->out->thanks_first ||
            (k->out->sentences == 0 && (k->sentence & RN_SIGN_BIT(RN_SIGN_THANKS)) != 0);
        k->out->sentences++;
        if (is_asking(k)) {
            k->out->asking++;
            k->out->marked += k->asks || (k->sentence & RN_SIGN_BIT(RN_SIGN_QUESTION)) != 0;
            k->out->asking_words += (uint32_t)(next - k->begun);
        }
    }
    k->begun = next;
    k->sentence = 0;
    k->asks = false;
}

static bool is_question_mark(uint32_t cp)
{
    return cp == '?' || cp == 0x61F || cp == 0xFF1F || cp == 0x37E;
}

static bool is_full_stop(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '\n' || cp == 0x964 || cp == 0x965 || cp == 0x6D4 ||
           cp == 0x3002 || cp == 0xFF01 || cp == 0x2026;
}

/* Reads what stands before word `next`. */
static void between(struct walk *k, size_t at, size_t end, size_t next)
{
    bool stop = false;
    if (end == at || (end - at == 1 && k->text.p[at] == ' '))
        return;
    while (at < end) {
        const uint32_t cp = rn_utf8_next(k->text, &at);
        k->asks = k->asks || is_question_mark(cp);
        /* within "example.com" or "3.5" nothing ends */
        const bool inside = cp == '.' && at == end && end < k->text.n;
        stop = stop || is_question_mark(cp) || (is_full_stop(cp) && !inside);
    }
    if (stop)
        end_sentence(k, next);
}

/* ---- signs ----------------------------------------------------------------------------------- */

static void see_first(struct walk *k, uint64_t signs, struct rn_sign_place place)
{
    uint64_t fresh = signs & ~k->out->seen;
    k->out->seen |= fresh;
    for (; fresh != 0; fresh &= fresh - 1)
        k->out->first[__builtin_ctzll(fresh)] = place;
}

static void see_topics(struct walk *k, uint64_t topics, size_t i, size_t n)
{
    for (; topics != 0 && k->out->mention_count < RN_MENTIONS_MAX; topics &= topics - 1)
        k->out->mention[k->out->mention_count++] = (struct rn_mention){
            (uint32_t)i, (uint32_t)(i + n - 1), (uint8_t)__builtin_ctzll(topics)};
}

/* A second hint of another word makes the danger; its place is that of the first. */
static void see_hints(struct walk *k, uint64_t hints, size_t i)
{
    const uint64_t word = k->w->v[i].hash;
    for (; hints != 0; hints &= hints - 1) {
        const unsigned sign = (unsigned)__builtin_ctzll(hints), risk = sign - RN_SIGN_HINT;
        if ((k->out->seen & RN_SIGN_BIT(sign)) == 0)
            k->hint_word[risk] = word;
        else if (k->hint_word[risk] != word)
            see_first(k, RN_SIGN_BIT(RN_SIGN_RISK + risk), k->out->first[sign]);
    }
}

static void see(struct walk *k, uint64_t signs, size_t i, size_t n)
{
    const struct rn_sign_place place = {k->w->v[i].start, k->w->v[i + n - 1].end, (uint32_t)i};
    if (i >= k->begun + OPENER_REACH)
        signs &= ~RN_SIGN_BIT(RN_SIGN_OPENER);
    k->sentence |= signs & IN_SENTENCE;
    if ((signs & RN_SIGN_ALL_HINTS) != 0)
        see_hints(k, signs & RN_SIGN_ALL_HINTS, i);
    see_first(k, signs, place);
    if ((signs & RN_SIGN_ALL_TOPICS) != 0)
        see_topics(k, signs & RN_SIGN_ALL_TOPICS, i, n);
}

void rn_signs_read(struct rn_str text, const struct rn_words *words, const char *lang,
                   struct rn_signs *ret)
{
    struct walk k = {.text = text, .w = words, .out = ret};
    size_t at = 0;
    k.chain_n = rn_sign_chain(lang, k.chain);
    k.salt = k.chain_n > 0
                 ? (uint64_t)(k.chain[0] - rn_sign_lexicons + 1) * UINT64_C(0xD6E8FEB86659FD93)
                 : 0;
    ret->seen = 0;
    ret->mention_count = 0;
    ret->sentences = ret->marked = ret->asking = ret->asking_words = 0;
    ret->thanks_first = false;
    ret->words = (uint32_t)words->n;
    for (size_t i = 0; i < words->n;) {
        size_t n;
        between(&k, at, words->v[i].start, i);
        const uint64_t signs = look_up(&k, i, &n);
        if ((signs & ~RN_SIGN_BIT(RN_SIGN_NONE)) != 0)
            see(&k, signs, i, n);
        i += (signs & RN_SIGN_BIT(RN_SIGN_NONE)) != 0 ? n : 1;
        at = words->v[i - 1].end;
    }
    between(&k, at, text.n, words->n);
    end_sentence(&k, words->n);
}
