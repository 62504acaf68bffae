/* SPDX-License-Identifier: MIT
 *
 * Words of a query in a text. Plugins have no tables of Unicode, so the letters of the scripts that
 * have two cases are paired by the ranges below.
 */
#include "query.h"

#include <renown/utf8.h>

enum { WORD_POINTS = 200 };

/* ---- letters --------------------------------------------------------------------------------- */

/* Capitals from..to: a fixed distance away from the small letter, or (0) every second one. */
static const struct {
    uint32_t from, to;
    int32_t away;
} capitals[] = {
    {0xC0, 0xD6, 32},    {0xD8, 0xDE, 32},     {0x100, 0x12E, 0},      {0x132, 0x136, 0},
    {0x14A, 0x176, 0},   {0x178, 0x178, -121}, {0x218, 0x21E, 0},      {0x386, 0x386, 38},
    {0x388, 0x38A, 37},  {0x38C, 0x38C, 64},   {0x38E, 0x38F, 63},     {0x391, 0x3A1, 32},
    {0x3A3, 0x3AB, 32},  {0x400, 0x40F, 80},   {0x410, 0x42F, 32},     {0x460, 0x480, 0},
    {0x48A, 0x4BE, 0},   {0x4D0, 0x52E, 0},    {0x531, 0x556, 48},     {0x1E00, 0x1E94, 0},
    {0x1EA0, 0x1EFE, 0}, {0xFF21, 0xFF3A, 32}, {0x10400, 0x10427, 40},
};
/* Capitals at odd places. */
static const uint32_t odd_capitals[][2] = {{0x139, 0x147}, {0x179, 0x17D}, {0x4C1, 0x4CD}};

static uint32_t small(uint32_t c)
{
    if (c < 0x80) /* nearly all there is */
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++)
        if (c >= capitals[i].from && c <= capitals[i].to)
            return capitals[i].away != 0 ? (uint32_t)((int32_t)c + capitals[i].away)
                                         : c + (c % 2 == 0);
    for (size_t i = 0; i < sizeof odd_capitals / sizeof odd_capitals[0]; i++)
        if (c >= odd_capitals[i][0] && c <= odd_capitals[i][1])
            return c + c % 2;
    if (c == 0x130) /* the Turkish capital i with its dot */
        return 'i';
    if (c == 0x3C2) /* a sigma at the end of a word */
        return 0x3C3;
    return c == 0x2019 ? '\'' : c;
}

struct range {
    uint32_t from, to;
};

static bool is_within(uint32_t c, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return true;
    return false;
}

/* Part of a word: beyond ASCII all that is no punctuation, symbol or blank. */
static bool is_letter(uint32_t c)
{
    static const struct range others[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},      {0xD7, 0xD7},
        {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2100, 0x2BFF},  {0x2E00, 0x2E7F},
        {0x3000, 0x3004}, {0x3008, 0x3030}, {0xFE10, 0xFE6F}, {0xFF00, 0xFF0F},  {0xFF1A, 0xFF20},
        {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}};
    static const struct range own[] = {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}};

    if (c < 0x80)
        return is_within(c, own, sizeof own / sizeof own[0]);
    return !is_within(c, others, sizeof others / sizeof others[0]);
}

/* Scripts that put no blank between two words. */
static bool is_unspaced(uint32_t c)
{
    static const struct range scripts[] = {{0xE00, 0xEFF},   {0x1000, 0x109F},  {0x1780, 0x17FF},
                                           {0x3005, 0x3007}, {0x3040, 0x30FF},  {0x3400, 0x9FFF},
                                           {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};

    return c >= 0xE00 && is_within(c, scripts, sizeof scripts / sizeof scripts[0]);
}

/* ---- texts as letters ------------------------------------------------------------------------ */

struct letters {
    uint32_t *p;
    size_t n;
};

/* Small letters; all white space in a row is one blank. */
static void add(struct letters *to, size_t room, struct rn_str s)
{
    for (size_t at = 0; at < s.n && to->n < room;) {
        uint32_t c = rn_utf8_next(s, &at);
        if (c <= ' ' || c == 0xA0 || c == 0x3000)
            c = ' ';
        if (c != ' ' || (to->n > 0 && to->p[to->n - 1] != ' '))
            to->p[to->n++] = small(c);
    }
}

/* Could the text be parted between these two? */
static bool is_joint(uint32_t left, uint32_t right)
{
    return !is_letter(left) || !is_letter(right) || is_unspaced(left) || is_unspaced(right);
}

static bool stands_at(const struct letters *text, size_t at, const struct letters *word, bool open)
{
    size_t end = at + word->n;

    if (end > text->n || memcmp(text->p + at, word->p, word->n * sizeof word->p[0]) != 0)
        return false;
    if (at > 0 && !is_joint(text->p[at - 1], word->p[0]))
        return false;
    return open || end == text->n || is_joint(word->p[word->n - 1], text->p[end]);
}

static bool holds(const struct letters *text, struct rn_str word)
{
    uint32_t room[WORD_POINTS];
    struct letters w = {.p = room};
    bool open = word.n > 1 && word.p[word.n - 1] == '*';

    add(&w, WORD_POINTS, rn_strn(word.p, word.n - open));
    for (size_t at = 0; w.n > 0 && at + w.n <= text->n; at++)
        if (text->p[at] == w.p[0] && stands_at(text, at, &w, open))
            return true;
    return false;
}

bool rn_query_fits(const struct rn_query *q, struct rn_sink *sink, const struct rn_str *texts,
                   size_t count)
{
    struct letters all = {.n = 0};
    size_t room = 1;
    uint32_t there = 0;

    if (q->case_count == 0)
        return true;
    for (size_t i = 0; i < count; i++)
        room += texts[i].n + 1;
    all.p = sink->alloc(sink, room * sizeof all.p[0]);
    for (size_t i = 0; i < count; i++) {
        add(&all, room, texts[i]);
        if (all.n < room)
            all.p[all.n++] = '\n'; /* no phrase reaches over it */
    }
    for (size_t i = 0; i < q->word_count; i++)
        there |= (uint32_t)holds(&all, q->words[i]) << i;
    for (size_t i = 0; i < q->case_count; i++)
        if ((there & q->cases[i].with) == q->cases[i].with && (there & q->cases[i].without) == 0)
            return true;
    return false;
}

/* ---- words ----------------------------------------------------------------------------------- */

bool rn_query_is_word(struct rn_str s)
{
    bool found = false;

    for (size_t at = 0; at < s.n && !found;)
        found = is_letter(rn_utf8_next(s, &at));
    return found && rn_utf8_count(s) < WORD_POINTS;
}

bool rn_query_same(struct rn_str a, struct rn_str b)
{
    size_t i = 0, k = 0;

    while (i < a.n && k < b.n)
        if (small(rn_utf8_next(a, &i)) != small(rn_utf8_next(b, &k)))
            return false;
    return i == a.n && k == b.n;
}
