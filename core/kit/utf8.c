/* SPDX-License-Identifier: MIT */
#include <renown/utf8.h>

/* What may follow a lead byte: how many bytes, and the range of the second one. That range is what
 * shuts out overlong forms, surrogates and values beyond U+10FFFF. */
struct lead {
    unsigned char first, last, more, low, high;
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

/* Length of the valid sequence at s.p[at], 0 when there is none. */
static size_t sequence(struct rn_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] < 0x80)
        return 1;
    /* what nearly all text is made of, and no lead byte with a rule of its own */
    if (p[0] >= 0xC2 && p[0] <= 0xDF && s.n - at >= 2 && (p[1] & 0xC0) == 0x80)
        return 2;
    if (p[0] >= 0xE1 && p[0] <= 0xEC && s.n - at >= 3 && (p[1] & p[2] & 0xC0) == 0x80 &&
        ((p[1] | p[2]) & 0x40) == 0)
        return 3;
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        const struct lead *l = &leads[i];
        if (p[0] < l->first || p[0] > l->last)
            continue;
        if (s.n - at <= l->more || p[1] < l->low || p[1] > l->high)
            return 0;
        for (size_t k = 2; k <= l->more; k++)
            if ((p[k] & 0xC0) != 0x80)
                return 0;
        return (size_t)l->more + 1;
    }
    return 0;
}

/* Bytes from `at` on that are plain ASCII, eight at a time: most of what is read is. */
static size_t ascii_run(struct rn_str s, size_t at)
{
    size_t i = at;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t eight;
        memcpy(&eight, s.p + i, 8);
        if ((eight & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i - at;
}

bool rn_utf8_valid(struct rn_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t n = (unsigned char)s.p[at] < 0x80 ? ascii_run(s, at) : sequence(s, at);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}

uint32_t rn_utf8_next(struct rn_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    if (p[0] < 0x80) {
        (*at)++;
        return p[0];
    }
    size_t n = sequence(s, *at);
    if (n == 0) {
        (*at)++;
        return 0xFFFD;
    }
    *at += n;
    uint32_t cp = p[0] & (0xFFU >> (n + 1));
    for (size_t i = 1; i < n; i++)
        cp = cp << 6 | (p[i] & 0x3FU);
    return cp;
}

size_t rn_utf8_put(char out[4], uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((0xF00U >> n & 0xFFU) | cp);
    return n;
}

enum rn_status rn_utf8_clean(struct rn_buf *b, struct rn_str s)
{
    size_t kept = 0;
    for (size_t at = 0; at < s.n;) {
        size_t n = sequence(s, at);
        if (n > 0 && s.p[at] != '\0') {
            at += n;
            continue;
        }
        (void)rn_buf_add(b, rn_strn(s.p + kept, at - kept));
        if (n == 0)
            (void)rn_buf_addz(b, "\xEF\xBF\xBD");
        kept = ++at;
    }
    return rn_buf_add(b, rn_strn(s.p + kept, s.n - kept));
}

size_t rn_utf8_count(struct rn_str s)
{
    size_t count = 0;
    for (size_t at = 0; at < s.n; count++)
        (void)rn_utf8_next(s, &at);
    return count;
}

size_t rn_utf8_count16(struct rn_str s)
{
    size_t count = 0;
    for (size_t at = 0; at < s.n;)
        count += rn_utf8_next(s, &at) > 0xFFFF ? 2 : 1;
    return count;
}

struct rn_str rn_utf8_cut(struct rn_str s, size_t max)
{
    size_t at = 0;
    for (size_t i = 0; i < max && at < s.n; i++)
        (void)rn_utf8_next(s, &at);
    return rn_strn(s.p, at);
}
