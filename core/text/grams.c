/* SPDX-License-Identifier: MIT */
#include "text/grams.h"

#include <renown/utf8.h>

enum { LONGEST = 4, EDGE = 1 };

static inline uint64_t mixed(uint64_t h, uint32_t cp)
{
    h = (h ^ cp) * UINT64_C(0x9E3779B97F4A7C15);
    return h ^ h >> 29;
}

static uint64_t of_word(const uint32_t *cp, size_t n)
{
    uint64_t h = UINT64_C(0x51ED270B35A1B6C9);
    for (size_t i = 0; i < n; i++)
        h = mixed(h, cp[i]);
    return mixed(h, 0x77);
}

size_t rn_gram_keys(struct rn_str fold, unsigned ends, uint64_t out[RN_GRAMS_MAX])
{
    uint32_t cp[RN_GRAM_LETTERS + 2];
    size_t n = 0, count = 1;
    if (ends & RN_GRAM_START)
        cp[n++] = EDGE;
    const size_t most = n + RN_GRAM_LETTERS;
    for (size_t at = 0; at < fold.n && n < most;)
        cp[n++] = rn_utf8_next(fold, &at);
    if (ends & RN_GRAM_END)
        cp[n++] = EDGE;
    out[0] = ends == (RN_GRAM_START | RN_GRAM_END) ? of_word(cp, n) : 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t h = UINT64_C(0xC2B2AE3D27D4EB4F);
        for (size_t len = 1; len <= LONGEST && i + len <= n; len++) {
            h = mixed(h, cp[i + len - 1]);
            if (len > 1 || cp[i] != EDGE)
                out[count++] = mixed(h, (uint32_t)len << 24);
        }
    }
    return count;
}
