/* SPDX-License-Identifier: MIT */
#include "text/lexicon_key.h"

enum { SKELETON_MIN = 4 };

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* One letter for those that are written for each other. */
static char plain(char c)
{
    static const char from[] = "wqyz", to[] = "vkij";
    const char *at = strchr(from, c);
    return at != NULL && c != '\0' ? to[at - from] : c;
}

static char doubled(char c)
{
    return c == 'e' ? 'i' : c == 'o' ? 'u' : c;
}

size_t rn_lex_skeleton(struct rn_str fold, char *out, size_t max)
{
    size_t n = 0;
    if (fold.n < SKELETON_MIN)
        return 0;
    for (size_t i = 0; i < fold.n && n < max; i++) {
        char c = fold.p[i];
        if (c < 'a' || c > 'z')
            return 0;
        if (c == 'h' && i > 0 && !is_vowel(fold.p[i - 1]))
            continue;
        if (i > 0 && c == fold.p[i - 1]) {
            if (n > 0)
                out[n - 1] = doubled(out[n - 1]);
            continue;
        }
        c = plain(c);
        if (n == 0 || out[n - 1] != c)
            out[n++] = c;
    }
    return n;
}
