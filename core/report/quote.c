/* SPDX-License-Identifier: MIT */
#include "report/quote.h"

#include <unicode/uchar.h>

#include <renown/buf.h>
#include <renown/utf8.h>

#include "base/mem.h"

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t cp, const struct range *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= v[i].first && cp <= v[i].last)
            return true;
    return false;
}

/* Drawn as nothing, or as an order to whoever draws. ZWJ and ZWNJ stay: words and emoji need them.
 */
static bool is_dropped(uint32_t cp)
{
    static const struct range dropped[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},
                                           {0x61c, 0x61c},   {0x200b, 0x200b}, {0x200e, 0x200f},
                                           {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfdd0, 0xfdef},
                                           {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe0fff}};
    return in_ranges(cp, dropped, sizeof dropped / sizeof dropped[0]) || (cp & 0xfffe) == 0xfffe;
}

static bool is_blank(uint32_t cp)
{
    return cp == 0x85 || cp == 0x2028 || cp == 0x2029 || (cp >= 0x09 && cp <= 0x0d) ||
           u_isUWhiteSpace((UChar32)cp);
}

/* Belongs to the character before it. */
static bool is_joined(uint32_t cp)
{
    int8_t type = u_charType((UChar32)cp);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
           type == U_COMBINING_SPACING_MARK || cp == 0x200d || cp == 0x200c ||
           (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0x1f3fb && cp <= 0x1f3ff);
}

/* Binds what follows it: a joiner, a virama. */
static bool binds(uint32_t cp)
{
    return cp == 0x200d || u_getCombiningClass((UChar32)cp) == 9;
}

static bool is_flag(uint32_t cp)
{
    return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}

/* Where `clean` may end with at most `max` characters: after the last word that fits if that keeps
 * most of it, else after the last whole character. */
static size_t cut_at(struct rn_str clean, size_t max)
{
    size_t at = 0, count = 0, whole = 0, word = 0, word_count = 0, flags = 0;
    uint32_t before = 0;
    while (at < clean.n) {
        size_t here = at;
        uint32_t cp = rn_utf8_next(clean, &at);
        flags = is_flag(cp) ? flags + 1 : 0;
        if (!is_joined(cp) && !binds(before) && !(is_flag(cp) && flags % 2 == 0))
            whole = here;
        if (cp == ' ') {
            word = here;
            word_count = count;
        }
        if (++count > max)
            break;
        before = cp;
    }
    if (count <= max)
        return clean.n;
    return word_count * 3 >= max * 2 ? word : whole;
}

static char *make(const void *ctx, struct rn_str text, size_t max, bool quoted)
{
    struct rn_buf b;
    bool gap = false;
    size_t at = 0, kept = 0;
    rn_buf_init(&b, 64 * 1024);
    /* What is cut away needs no cleaning: a little more than `max` decides everything. */
    while (at < text.n && kept <= max + 64) {
        uint32_t cp = rn_utf8_next(text, &at);
        if (is_blank(cp)) {
            gap = true;
            continue;
        }
        if (is_dropped(cp))
            continue;
        if (quoted && (cp == '"' || (cp >= 0x201c && cp <= 0x201f)))
            cp = '\'';
        if (gap && b.n > 0) {
            rn_buf_addc(&b, ' ');
            kept++;
        }
        char bytes[4];
        rn_buf_add(&b, rn_strn(bytes, rn_utf8_put(bytes, cp)));
        gap = false;
        kept++;
    }
    struct rn_str clean = rn_buf_str(&b);
    size_t end = cut_at(clean, max);
    if (end < clean.n)
        end = max > 1 ? cut_at(clean, max - 1) : 0;
    char *out =
        rn_fmt(ctx, "%.*s%s", (int)end, clean.n > 0 ? clean.p : "", end < clean.n ? "…" : "");
    rn_buf_free(&b);
    return out;
}

char *rn_report_clean(const void *ctx, struct rn_str text, size_t max)
{
    return make(ctx, text, max, false);
}

char *rn_report_quote(const void *ctx, struct rn_str text, size_t max)
{
    return make(ctx, text, max, true);
}

bool rn_report_rtl(const char *text)
{
    struct rn_str s = rn_str(text);
    size_t at = 0;
    while (at < s.n) {
        UCharDirection dir = u_charDirection((UChar32)rn_utf8_next(s, &at));
        if (dir == U_RIGHT_TO_LEFT || dir == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return false;
}
