/* SPDX-License-Identifier: MIT
 *
 * Names as words for a config. Letters are taken apart (NFKD), so that an accent falls off and the
 * letter stays; what has no Latin letter at its base is counted as lost.
 */
#include "text/html.h"

#include <renown/utf8.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { SLUG_MAX = 48, PARTS = 32 };

struct slug {
    char text[SLUG_MAX + 1];
    size_t n;
    bool gap; /* a hyphen before the next letter */
    unsigned kept, lost;
};

static void put(struct slug *s, UChar32 c)
{
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        s->kept++;
        if (s->n + 2 > SLUG_MAX)
            return;
        if (s->gap && s->n > 0)
            s->text[s->n++] = '-';
        s->text[s->n++] = (char)(upper ? c + ('a' - 'A') : c);
        s->gap = false;
    } else if (u_isalnum(c)) {
        s->lost++;
    } else if (u_charType(c) != U_NON_SPACING_MARK && c != '\'' && c != 0x2019) {
        s->gap = true;
    }
}

static void put_parts(struct slug *s, const UNormalizer2 *nfkd, uint32_t cp)
{
    UChar parts[PARTS];
    UErrorCode code = U_ZERO_ERROR;
    const int32_t n = unorm2_getDecomposition(nfkd, (UChar32)cp, parts, PARTS, &code);

    if (U_FAILURE(code) || n < 0) {
        put(s, (UChar32)cp);
        return;
    }
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT(parts, i, n, c);
        put(s, c);
    }
}

enum rn_status rn_slug(struct rn_buf *b, struct rn_str name)
{
    struct slug s = {.gap = false};
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&code);

    for (size_t at = 0; U_SUCCESS(code) && at < name.n;)
        put_parts(&s, nfkd, rn_utf8_next(name, &at));
    if (s.n == 0 || s.lost > s.kept)
        return RN_OK;
    return rn_buf_add(b, rn_strn(s.text, s.n));
}
