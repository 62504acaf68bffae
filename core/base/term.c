/* SPDX-License-Identifier: MIT
 *
 * Outside text on a terminal.
 */
#include "base/log.h"

#include <renown/utf8.h>
#include <unicode/uchar.h>

/* What would move the cursor, start an escape sequence, or turn the order of what follows. Plain
 * direction marks stay: right-to-left names need them. */
static bool is_hidden(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0xFFF9 && cp <= 0xFFFB);
}

static bool is_break(uint32_t cp)
{
    return cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

void rn_term_add(struct rn_buf *b, struct rn_str s, bool multiline)
{
    for (size_t at = 0; at < s.n;) {
        char bytes[4];
        uint32_t cp = rn_utf8_next(s, &at);
        if (cp == '\r' && at < s.n && s.p[at] == '\n')
            continue;
        if (is_break(cp))
            cp = multiline ? '\n' : ' ';
        else if (cp == '\t')
            cp = multiline ? '\t' : ' ';
        else if (is_hidden(cp))
            continue;
        (void)rn_buf_add(b, rn_strn(bytes, rn_utf8_put(bytes, cp)));
    }
}

static size_t columns(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F)
        return 1;
    int8_t type = u_charType((UChar32)cp);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
        type == U_CONTROL_CHAR)
        return 0;
    int width = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t rn_term_width(struct rn_str s)
{
    size_t width = 0;
    for (size_t at = 0; at < s.n;)
        width += columns(rn_utf8_next(s, &at));
    return width;
}
