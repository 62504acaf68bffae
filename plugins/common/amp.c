/* SPDX-License-Identifier: MIT */
#include "amp.h"

static const struct {
    const char *word;
    char is;
} references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};

/* The bytes of the reference that s begins with, 0 for none. */
static size_t reference(struct rn_str s, char *ret)
{
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++)
        if (rn_str_starts(s, references[i].word)) {
            *ret = references[i].is;
            return strlen(references[i].word);
        }
    return 0;
}

struct rn_str rn_amp_decode(struct rn_sink *sink, struct rn_str s)
{
    char *out;
    size_t n = 0;

    if (s.n == 0 || memchr(s.p, '&', s.n) == NULL)
        return s;
    out = sink->alloc(sink, s.n);
    for (size_t i = 0, step; i < s.n; i += step) {
        char c = s.p[i];
        step = c == '&' ? reference(rn_strn(s.p + i, s.n - i), &c) : 1;
        step += step == 0;
        out[n++] = c;
    }
    return rn_strn(out, n);
}
