/* SPDX-License-Identifier: MIT */
#include "text/letter.h"

#include <pthread.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct range {
    uint32_t first, last;
};

/* Sorted. Han, Hiragana, Katakana, Bopomofo's neighbours stay out; Thai, Lao, Myanmar, Khmer. */
static const struct range alone[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F},   {0x1780, 0x17FF},   {0x2E80, 0x2FDF}, {0x3005, 0x3007},
    {0x3021, 0x3029}, {0x3031, 0x3035},   {0x3038, 0x303C},   {0x3041, 0x30FF}, {0x31F0, 0x31FF},
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xA9E0, 0xA9FF},   {0xAA60, 0xAA7F}, {0xF900, 0xFAFF},
    {0xFF66, 0xFF9F}, {0x1AFF0, 0x1B16F}, {0x20000, 0x3FFFD},
};

/* Sorted. Arabic vowel and reading signs, tatweel; joiners and other formats without a look. */
static const struct range dropped[] = {
    {0x00AD, 0x00AD}, {0x0610, 0x061A}, {0x061C, 0x061C}, {0x0640, 0x0640},   {0x064B, 0x0652},
    {0x0656, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},   {0x06E7, 0x06E8},
    {0x06EA, 0x06ED}, {0x08CA, 0x08FF}, {0x200C, 0x200F}, {0x2060, 0x2060},   {0x20DD, 0x20E0},
    {0x20E2, 0x20E4}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static bool within(const struct range *ranges, size_t n, uint32_t cp)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cp > ranges[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && cp >= ranges[low].first;
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x02BC || cp == 0xFF07;
}

static enum rn_letter_kind kind_of(uint32_t cp)
{
    if (is_apostrophe(cp))
        return RN_LETTER_JOIN;
    if (within(dropped, sizeof dropped / sizeof dropped[0], cp))
        return RN_LETTER_DROP;
    uint32_t mask = U_GET_GC_MASK((UChar32)cp);
    if ((mask & U_GC_M_MASK) != 0)
        return RN_LETTER_MARK;
    if ((mask & U_GC_ND_MASK) != 0)
        return RN_LETTER_WORD;
    if ((mask & (U_GC_L_MASK | U_GC_NL_MASK)) == 0)
        return RN_LETTER_NONE;
    return within(alone, sizeof alone / sizeof alone[0], cp) ? RN_LETTER_ALONE : RN_LETTER_WORD;
}

/* Whether full case folding gives more than one code point. */
static bool folds_wide(uint32_t cp)
{
    UChar in[2], out[8];
    int32_t n = 0, at = 0;
    UErrorCode e = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(in, n, (UChar32)cp);
    n = u_strFoldCase(out, 8, in, n, U_FOLD_CASE_DEFAULT, &e);
    U16_FWD_1(out, at, n);
    return U_SUCCESS(e) && at < n;
}

/* Syllables, unified Han and kana are the bulk of what lies beyond the table, and are what they
 * are: nothing folds, nothing composes (the marks that do are outside of these ranges). */
static enum rn_letter_kind plain_kind(uint32_t cp)
{
    if (cp >= 0xAC00 && cp <= 0xD7A3)
        return RN_LETTER_WORD;
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3041 && cp <= 0x3096) ||
        (cp >= 0x30A1 && cp <= 0x30FA))
        return RN_LETTER_ALONE;
    return RN_LETTER_NONE;
}

struct rn_letter rn_letter_look(uint32_t cp, uint32_t *ret_fold)
{
    UChar32 c = (UChar32)cp;
    struct rn_letter l = {.kind = (uint8_t)plain_kind(cp)};
    *ret_fold = cp;
    if (l.kind != RN_LETTER_NONE)
        return l;
    l.kind = (uint8_t)kind_of(cp);
    if (l.kind == RN_LETTER_NONE || l.kind == RN_LETTER_DROP)
        return l;
    if (l.kind == RN_LETTER_JOIN) {
        *ret_fold = '\'';
        return l;
    }
    l.class = u_getCombiningClass(c) != 0;
    l.hard = u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
    if (u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_CASEFOLDED)) {
        *ret_fold = rn_letter_variant((uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT));
        l.hard = l.hard || folds_wide(cp);
    } else {
        *ret_fold = rn_letter_variant(cp);
    }
    return l;
}

uint32_t rn_letter_variant(uint32_t cp)
{
    if (cp < 0x0643 || cp > 0x064A)
        return cp;
    if (cp == 0x064A || cp == 0x0649) /* Arabic yeh, alef maksura: Farsi yeh */
        return 0x06CC;
    return cp == 0x0643 ? 0x06A9 : cp; /* Arabic kaf: keheh */
}

static struct rn_letter table[RN_LETTER_TABLE];

static void fill(void)
{
    for (uint32_t cp = 0; cp < RN_LETTER_TABLE; cp++) {
        uint32_t fold;
        table[cp] = rn_letter_look(cp, &fold);
        table[cp].fold = (uint16_t)fold;
        table[cp].hard = table[cp].hard || fold > 0xFFFF;
    }
}

const struct rn_letter *rn_letter_table(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, fill);
    return table;
}
