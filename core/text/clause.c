/* SPDX-License-Identifier: MIT
 *
 * One walk over the words. A sentence collects its sums; a contrast word halves what it has so far.
 * A clause (up to a comma) bounds negation and intensity. What is negated keeps part of its weight
 * with the other sign: "not good" is rather bad, "not bad" a little good.
 */
#include "text/clause.h"

#include <math.h>

#include <renown/utf8.h>

#include "text/emoji.h"

enum { NOT_REACH = 4, BEHIND_REACH = 3, MORE_REACH = 2 };

static const double TURN_GOOD = -0.8, TURN_BAD = -0.5, RAISE = 1.35, LOWER = 0.6;
static const double BEFORE_BUT = 0.5, BEHIND_BUT = 1.3, THOUGH = 0.5, UNREAL_GOOD = 0.3;
static const double UNREAL_BAD = 0.8, CAPITALS = 1.25, QUESTION = 0.6;

struct sum {
    double good, bad;
};

struct reader {
    struct rn_str text;
    const struct rn_words *w;
    const struct rn_lexicon *const *chain;
    size_t chain_n;
    struct rn_clauses *out;
    struct sum sentence;
    double contrast, though;      /* factors */
    size_t not_until, more_until; /* word numbers: the effect ends before */
    double more;
    uint32_t at; /* the word that is looked at, or comes next */
    bool unreal, turned;
    bool last_there; /* a hit in this clause that a negator behind it may turn */
    double last_value;
    size_t last_word;
    uint32_t last_start;
    uint64_t salt; /* tells the lexicons of this text from others */
    bool capitals; /* the text has small letters too, so capitals mean something */
    unsigned marks_bang, marks_ask;
};

/* ---- sums --------------------------------------------------------------------------------------
 */

static void add(struct sum *s, double v)
{
    if (v > 0)
        s->good += v;
    else
        s->bad -= v;
}

static void note_border(struct reader *r)
{
    struct rn_felt *f = &r->out->felt;
    if (f->border_count < RN_FELT_BORDERS &&
        (f->border_count == 0 || f->border[f->border_count - 1] != r->at))
        f->border[f->border_count++] = r->at;
}

static void note_hit(struct reader *r, double v)
{
    struct rn_felt *f = &r->out->felt;
    if (f->hit_count < RN_FELT_HITS) {
        f->hit[f->hit_count].word = r->at;
        f->hit[f->hit_count++].value = (float)v;
    }
}

/* What a negator behind it has turned: always the last hit. */
static void turn_felt(struct reader *r, double v)
{
    struct rn_felt *f = &r->out->felt;
    if (f->hit_count > 0 && f->hit_count < RN_FELT_HITS)
        f->hit[f->hit_count - 1].value = (float)v;
}

static void end_clause(struct reader *r)
{
    note_border(r);
    r->not_until = r->more_until = 0;
    r->though = 1;
    r->last_there = false;
}

static void end_sentence(struct reader *r)
{
    double f = 1 + 0.1 * (r->marks_bang < 3 ? r->marks_bang : 3);
    if (r->marks_ask > 0)
        f *= QUESTION;
    double net = (r->sentence.good - r->sentence.bad) * f;
    if (r->sentence.good + r->sentence.bad > 0) {
        if (r->out->good + r->out->bad == 0)
            r->out->first = net;
        r->out->last = net;
    }
    r->out->good += r->sentence.good * f;
    r->out->bad += r->sentence.bad * f;
    r->sentence = (struct sum){0, 0};
    r->contrast = 1;
    r->unreal = false;
    r->marks_bang = r->marks_ask = 0;
    end_clause(r);
}

/* ---- evidence ----------------------------------------------------------------------------------
 */

/* Keeps the strongest. */
static void keep_span(struct rn_clauses *c, uint32_t start, uint32_t end, double weight)
{
    size_t i = c->span_count;
    if (i == RN_SENTIMENT_SPANS) {
        if (fabs(weight) <= fabs((double)c->span[i - 1].weight))
            return;
        i--;
    } else {
        c->span_count++;
    }
    for (; i > 0 && fabs((double)c->span[i - 1].weight) < fabs(weight); i--)
        c->span[i] = c->span[i - 1];
    c->span[i] = (struct rn_span){start, end, (float)weight};
}

/* ---- between words ------------------------------------------------------------------------------
 */

enum pause { PAUSE_NONE, PAUSE_CLAUSE, PAUSE_SENTENCE };

/* Beyond ASCII; a text has few of them. */
static const struct {
    uint32_t mark;
    enum pause pause;
} foreign_marks[] = {
    {0x964, PAUSE_SENTENCE},  {0x965, PAUSE_SENTENCE},  {0x6D4, PAUSE_SENTENCE},
    {0x3002, PAUSE_SENTENCE}, {0xFF0E, PAUSE_SENTENCE}, {0x2026, PAUSE_SENTENCE},
    {0x60C, PAUSE_CLAUSE},    {0x61B, PAUSE_CLAUSE},    {0x3001, PAUSE_CLAUSE},
    {0xFF0C, PAUSE_CLAUSE},   {0xFF1B, PAUSE_CLAUSE},   {0x2013, PAUSE_CLAUSE},
    {0x2014, PAUSE_CLAUSE},
};

static enum pause pause_of(uint32_t cp)
{
    if (cp < 0x80)
        return cp == '.' || cp == '\n'              ? PAUSE_SENTENCE
               : cp > 0 && strchr(",;:()", (int)cp) ? PAUSE_CLAUSE
                                                    : PAUSE_NONE;
    for (size_t i = 0; i < sizeof foreign_marks / sizeof foreign_marks[0]; i++)
        if (foreign_marks[i].mark == cp)
            return foreign_marks[i].pause;
    return PAUSE_NONE;
}

static enum pause see_mark(struct reader *r, uint32_t cp)
{
    bool bang = cp == '!' || cp == 0xFF01, ask = cp == '?' || cp == 0x61F || cp == 0xFF1F;
    r->marks_bang += bang;
    r->out->shouts += bang;
    r->marks_ask += ask;
    r->out->asks += ask;
    return bang || ask ? PAUSE_SENTENCE : pause_of(cp);
}

static void see_picture(struct reader *r, size_t start, size_t end, double value)
{
    r->out->emoji += value;
    r->out->hits++;
    add(&r->sentence, value);
    keep_span(r->out, (uint32_t)start, (uint32_t)end, value);
}

/* Reads the bytes between two words. The pause takes effect behind pictures: "Nice. 👍" */
static void between(struct reader *r, size_t at, size_t end)
{
    enum pause pause = PAUSE_NONE;
    if (end == at || (end - at == 1 && r->text.p[at] == ' '))
        return;
    while (at < end) {
        size_t start = at;
        double value = 0;
        if (r->text.p[at] == ' ') {
            at++;
            continue;
        }
        size_t face = rn_emoticon(r->text, at, &value);
        if (face > 0) {
            at += face;
            see_picture(r, start, at, value);
            continue;
        }
        uint32_t cp = rn_utf8_next(r->text, &at);
        value = rn_emoji_value(cp);
        if (value != 0)
            see_picture(r, start, at, value);
        enum pause p = see_mark(r, cp);
        pause = p > pause ? p : pause;
    }
    if (pause == PAUSE_SENTENCE)
        end_sentence(r);
    else if (pause == PAUSE_CLAUSE)
        end_clause(r);
}

/* ---- words -------------------------------------------------------------------------------------
 */

static bool capitals_in(struct rn_str s)
{
    size_t upper = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return false;
        upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return upper > 2;
}

static double turned(double v)
{
    return v * (v > 0 ? TURN_GOOD : TURN_BAD);
}

static double in_context(struct reader *r, size_t i, struct rn_str source, double v)
{
    if (i < r->more_until)
        v *= r->more;
    if (r->capitals && capitals_in(source))
        v *= CAPITALS;
    r->turned = i < r->not_until;
    if (r->turned)
        v = turned(v);
    if (r->unreal)
        v *= v > 0 ? UNREAL_GOOD : UNREAL_BAD;
    return v * r->contrast * r->though;
}

static void see_value(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    if (hit->weight == 0)
        return;
    uint32_t start = r->w->v[i].start, end = r->w->v[i + hit->words - 1].end;
    double v = in_context(r, i, rn_strn(r->text.p + start, end - start), hit->weight);
    r->out->hits++;
    r->out->turned += r->turned;
    add(&r->sentence, v);
    keep_span(r->out, start, end, v);
    note_hit(r, v);
    r->last_start = start;
    r->last_there = !r->turned;
    r->last_value = v;
    r->last_word = i + hit->words - 1;
    r->more_until = 0;
}

static bool turn_behind(struct reader *r, size_t i)
{
    if (!r->last_there || i - r->last_word > BEHIND_REACH)
        return false;
    double v = turned(r->last_value);
    struct sum *s = &r->sentence;
    *(r->last_value > 0 ? &s->good : &s->bad) -= fabs(r->last_value);
    add(s, v);
    for (size_t k = 0; k < r->out->span_count; k++)
        if (r->out->span[k].start == r->last_start)
            r->out->span[k].weight = (float)v;
    turn_felt(r, v);
    r->last_there = false;
    r->out->turned++;
    return true;
}

static void see_contrast(struct reader *r)
{
    r->sentence.good *= BEFORE_BUT;
    r->sentence.bad *= BEFORE_BUT;
    r->contrast = BEHIND_BUT;
    r->out->contrast = true;
    r->unreal = false;
    end_clause(r);
}

static void see_not(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    r->not_until = i + hit->words + NOT_REACH;
}

static void see_not_behind(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    (void)hit;
    (void)turn_behind(r, i);
}

static void see_not_either(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    if (!turn_behind(r, i))
        see_not(r, i, hit);
}

static void see_degree(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    r->more = hit->role == RN_LEX_MORE ? RAISE : LOWER;
    r->more_until = i + hit->words + MORE_REACH;
}

static void see_but(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    (void)i;
    (void)hit;
    see_contrast(r);
}

static void see_though(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    (void)i;
    (void)hit;
    r->though = THOUGH;
}

static void see_if(struct reader *r, size_t i, const struct rn_lex_hit *hit)
{
    (void)i;
    (void)hit;
    r->unreal = true;
}

static void (*const see[])(struct reader *r, size_t i, const struct rn_lex_hit *hit) = {
    [RN_LEX_VALUE] = see_value,
    [RN_LEX_NOT] = see_not,
    [RN_LEX_NOT_BEHIND] = see_not_behind,
    [RN_LEX_NOT_EITHER] = see_not_either,
    [RN_LEX_MORE] = see_degree,
    [RN_LEX_LESS] = see_degree,
    [RN_LEX_BUT] = see_but,
    [RN_LEX_THOUGH] = see_though,
    [RN_LEX_IF] = see_if,
};

/* Three equal bytes in a row: only then is it worth trying the word with fewer. */
static bool is_stretched(struct rn_str s)
{
    for (size_t i = 2; i < s.n; i++)
        if (s.p[i] == s.p[i - 1] && s.p[i] == s.p[i - 2])
            return true;
    return false;
}

/* "sooo goood": letters of the word that stand three times and more, twice and then once. */
static bool squeezed(struct rn_str s, size_t keep, char *out, struct rn_str *ret)
{
    size_t n = 0, run = 0;
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        run = i > 0 && s.p[i] == s.p[i - 1] ? run + 1 : 1;
        any = any || run > 2;
        if (run <= keep)
            out[n++] = s.p[i];
    }
    *ret = rn_strn(out, n);
    return any;
}

static bool find_stretched(const struct rn_lexicon *lex, struct rn_str word, struct rn_lex_hit *ret)
{
    char room[RN_WORD_MAX];
    bool leads; /* nowhere: it is the only word */
    for (size_t keep = 2; keep > 0; keep--) {
        struct rn_word one = {0};
        if (word.n > RN_WORD_MAX || !squeezed(word, keep, room, &one.fold))
            return false;
        struct rn_words w = {.v = &one, .n = 1};
        if (rn_lexicon_find(lex, &w, 0, ret, &leads))
            return true;
    }
    return false;
}

static bool search(const struct reader *r, size_t i, struct rn_lex_hit *ret, bool *ret_leads)
{
    *ret_leads = false;
    for (size_t k = 0; k < r->chain_n; k++) {
        bool leads;
        const bool found = rn_lexicon_find(r->chain[k], r->w, i, ret, &leads);
        *ret_leads = *ret_leads || leads;
        if (found)
            return true;
    }
    if (!is_stretched(r->w->v[i].fold))
        return false;
    for (size_t k = 0; k < r->chain_n; k++) {
        if (find_stretched(r->chain[k], r->w->v[i].fold, ret)) {
            ret->weight *= ret->role == RN_LEX_VALUE ? RAISE : 1;
            return true;
        }
    }
    return false;
}

/* Few words make most of every text. What a single word gives depends on nothing but the word and
 * the lexicons, which are constant, so each thread keeps the answers it found last; not of a word
 * that leads, whose answer depends on what follows. */
enum { MEMO_BITS = 14 };
enum memo_kind { MEMO_EMPTY = 0, MEMO_NOTHING, MEMO_HIT };

struct memo {
    uint64_t key;
    double weight; /* to the last bit, so that the second time gives what the first did */
    uint8_t role, kind;
};

static bool look_up(const struct reader *r, size_t i, struct rn_lex_hit *ret)
{
    static _Thread_local struct memo memos[1 << MEMO_BITS];
    uint64_t key = r->w->v[i].hash ^ r->salt;
    struct memo *m = &memos[key & ((1 << MEMO_BITS) - 1)];
    if (m->kind != MEMO_EMPTY && m->key == key) {
        *ret = (struct rn_lex_hit){(enum rn_lex_role)m->role, m->weight, 1};
        return m->kind == MEMO_HIT;
    }
    bool leads;
    const bool found = search(r, i, ret, &leads);
    if (!leads) {
        const enum memo_kind kind = found ? MEMO_HIT : MEMO_NOTHING;
        *m = (struct memo){key, ret->weight, (uint8_t)ret->role, (uint8_t)kind};
    }
    return found;
}

static bool has_small_letters(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return true;
    return false;
}

void rn_clauses_read(struct rn_str text, const struct rn_words *w,
                     const struct rn_lexicon *const *chain, size_t chain_n, struct rn_clauses *ret)
{
    struct reader r = {.text = text,
                       .w = w,
                       .chain = chain,
                       .chain_n = chain_n,
                       .out = ret,
                       .contrast = 1,
                       .though = 1};
    *ret = (struct rn_clauses){0};
    r.capitals = has_small_letters(text);
    r.salt =
        chain_n > 0 ? (uint64_t)(chain[0] - rn_lexicons + 1) * UINT64_C(0x9E3779B97F4A7C15) : 0;
    size_t at = 0;
    for (size_t i = 0; i < w->n;) {
        struct rn_lex_hit hit = {.words = 1};
        r.at = (uint32_t)i;
        between(&r, at, w->v[i].start);
        if (look_up(&r, i, &hit))
            see[hit.role](&r, i, &hit);
        i += hit.words;
        at = w->v[i - 1].end;
    }
    r.at = (uint32_t)w->n;
    between(&r, at, text.n);
    end_sentence(&r);
    ret->words = w->n;
}
