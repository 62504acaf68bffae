/* SPDX-License-Identifier: MIT */
#include "base/near.h"

#include <string.h>

enum { LONGEST = 80 }; /* a longer word is no typing error */

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits that turn a into b; swapping two neighbours is one edit. Case does not count. */
static size_t distance(const char *a, size_t an, const char *b, size_t bn)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= bn; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= an; i++) {
        row[0] = i;
        for (size_t j = 1; j <= bn; j++) {
            size_t swap_cost = lower(a[i - 1]) != lower(b[j - 1]);
            row[j] = least(least(row[j - 1], last[j]) + 1, last[j - 1] + swap_cost);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[bn];
}

const char *rn_nearest(const char *word, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t n = strlen(word), limit = n < 3 ? n / 2 : n / 3;
    if (n > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t m = names[i] != NULL ? strlen(names[i]) : LONGEST + 1;
        if (m > LONGEST || (m > n ? m - n : n - m) > limit)
            continue;
        size_t d = distance(word, n, names[i], m);
        if (d > limit || (d == limit && best != NULL))
            continue;
        best = names[i];
        limit = d;
    }
    return best;
}
